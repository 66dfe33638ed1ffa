"""What reading one file gives: its text, where its pages begin, and what had to be assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Beat = Callable[[], object]  # called by a slow reader after each step, to show that it is at work


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, newline characters untouched, and what reading it had to assume.

    A byte order mark is not part of `text`: offset 0 is the first character a person sees. `pages` is the offset at
    which each page begins with the page's number from 1, in order; empty where the format knows no pages. `repairs` is
    what recognition misread and was put right: of what kind, and where in `text`.
    """

    text: str
    file: str
    origin: Literal["text", "ocr"] = "text"
    warnings: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    repairs: tuple[tuple[str, int], ...] = ()

"""The failures of an ingest as a CSV that a spreadsheet opens, each written as soon as it is known."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from bot import texts
from bot.keeping import Outcome
from plans.model import Plan
from plans.text import squeeze

Hear: TypeAlias = Callable[[Outcome, Plan | None], None]
_FORMULA = ("=", "+", "-", "@", "\t")


@contextmanager
def failure_list(file: Path | None) -> Iterator[Hear]:
    """Give what is to be told of every outcome; only failures are written, and nothing where no file is named."""
    if file is None:
        yield lambda outcome, plan: None
        return
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(texts.FAILURE_COLUMNS)

        def hear(outcome: Outcome, plan: Plan | None) -> None:
            if error := outcome.error:
                rows.writerow(map(_cell, (str(outcome.file), error.kind, squeeze(str(error)))))
                opened.flush()

        yield hear


def _cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, whatever a file is called."""
    return f"'{text}" if text.startswith(_FORMULA) else text

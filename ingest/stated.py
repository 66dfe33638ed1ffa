"""A value and the place in the source that states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from plans.model import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value and the place in the source where the document states it."""

    value: T
    span: Span

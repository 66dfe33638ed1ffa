"""Ranges of characters that may overlap, asked whether another range meets one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Ranges:
    """Half-open ranges; a question costs as much as finding a word in a sorted list, however many there are."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Put the ranges, start and end of each, in order."""
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))  # by this range or one that starts before it

    def meet(self, start: int, end: int) -> bool:
        """Say whether a character of `start` to `end` lies in one of the ranges."""
        before = bisect_left(self._starts, end)
        return before > 0 and start < self._reached[before - 1]

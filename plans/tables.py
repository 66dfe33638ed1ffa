"""The tables that ship with the package."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

Phrases = dict[str, list[tuple[str, ...]]]
Openings = dict[str, frozenset[str] | None]


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of `data/<name>.csv`, a dictionary of columns each."""
    with (Path(__file__).parent / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {row["list"]: tuple(row["words"].split("|")) for row in rows("words")}


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of one list of `data/words.csv`, empty when there is no such list."""
    return frozenset(_lists().get(name, ()))


@cache
def phrases(name: str) -> Phrases:
    """Return a list of phrases by first word, the longest first, each cut into words."""
    table: Phrases = {}
    for phrase in sorted((tuple(entry.split()) for entry in word_list(name)), key=lambda words: (-len(words), words)):
        table.setdefault(phrase[0], []).append(phrase)
    return table


def openings(phrases: Iterable[Sequence[str]]) -> Openings:
    """Return the first words of phrases, each with the words that may follow it; None where one may stand alone."""
    table: Openings = {}
    for first, *rest in phrases:
        known = table.get(first, frozenset())
        table[first] = None if known is None or not rest else known | {rest[0]}
    return table

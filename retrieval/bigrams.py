"""How likely a syllable follows another: counts that ship with the package and those of the library's own text.

Kneser–Ney smoothing of syllable pairs with one discount. The shipped counts are made by `evaluation/build_restorer.py`.
"""

from __future__ import annotations

import math
import re
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from plans.text import fold, uniform
from retrieval.slips import Neighbours

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

START: Final = "<s>"
FIGURE: Final = "#"  # stands for every word with a digit in it
DISCOUNT: Final = 0.75
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?;:,()\"“”\n…\[\]/|]+|\s[-–]\s")
_FOLDER = Path(__file__).parent / "data"
_UNSEEN = 0.1
_EXACT = 128
_STEP = 0.06


def runs(text: str) -> Iterator[list[str]]:
    """Yield the syllables of `text` between punctuation marks, in their uniform form, figures as `FIGURE`."""
    for clause in _BREAK.split(uniform(text)):
        if words := _WORD.findall(clause):
            yield [word if word.isalpha() else FIGURE for word in words]


def count(texts: Iterable[str], weight: int = 1) -> Counter[tuple[str, str]]:
    """Count the pairs of neighbouring syllables of `texts`, each clause opened by `START`."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for words in runs(text):
            for pair in pairwise([START, *words]):
                pairs[pair] += weight
    return pairs


def _byte(times: int) -> int:
    """Return a count in one byte: exact below 128, within 3 % above."""
    return times if times < _EXACT else min(255, _EXACT + round(math.log(times / _EXACT) / _STEP))


_TIMES = tuple(code if code < _EXACT else round(_EXACT * math.exp((code - _EXACT) * _STEP)) for code in range(256))


def write_counts(pairs: Counter[tuple[str, str]], folder: Path) -> None:
    """Write `pairs` as the two files that `shipped` reads: the syllables, most frequent first, and their pairs."""
    totals: Counter[str] = Counter()
    for (_, word), times in pairs.items():
        totals[word] += times
    before = Counter(word for _, word in pairs)
    words = sorted({word for pair in pairs for word in pair}, key=lambda word: (-totals[word], word))
    number = {word: i for i, word in enumerate(words)}
    cells = sorted((number[one], number[other], times) for (one, other), times in pairs.items())
    starts = array("I", (bisect_left(cells, (i, 0, 0)) for i in range(len(words) + 1)))
    columns = (starts, array("H", [cell[1] for cell in cells]), array("B", [_byte(cell[2]) for cell in cells]))
    lines = (f"{word} {fold(word)} {totals[word]} {before[word]}\n" for word in words)
    (folder / "syllables.txt").write_text("".join(lines), encoding="utf-8")
    (folder / "pairs.bin").write_bytes(b"".join(_little_endian(column).tobytes() for column in columns))


def _little_endian(column: array[int]) -> array[int]:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column


@dataclass(frozen=True)
class Shipped:
    """The counts of the package: of each syllable, of those before it, and of the syllables that follow it."""

    words: tuple[str, ...]
    number: dict[str, int]
    before: dict[str, int]
    forms: dict[str, tuple[str, ...]]
    starts: array[int]
    followers: array[int]
    times: array[int]

    def times_after(self, one: str, other: str) -> int:
        """Return how often `other` was seen after `one`."""
        first, second = self.number.get(one), self.number.get(other)
        if first is None or second is None:
            return 0
        return self.times_within(self.starts[first], self.starts[first + 1], second)

    def times_within(self, start: int, stop: int, second: int) -> int:
        """Return how often the syllable numbered `second` was seen after the one whose row is `start` to `stop`."""
        at = bisect_left(self.followers, second, start, stop)
        return _TIMES[self.times[at]] if at < stop and self.followers[at] == second else 0

    def rows_beginning(self, letter: str) -> Sequence[tuple[str, int, int]]:
        """Return the syllables that begin with a letter, each with the ends of its row."""
        return self._by_letter.get(letter, ())

    @cached_property
    def _by_letter(self) -> dict[str, list[tuple[str, int, int]]]:
        found: dict[str, list[tuple[str, int, int]]] = {}
        for word, start, stop in zip(self.words, self.starts, self.starts[1:], strict=False):
            found.setdefault(word[0], []).append((word, start, stop))
        return found

    def before_each(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield the syllables counted before `word`, each with how often, the most frequent syllable first."""
        import numpy as np

        second, (order, sorted_seconds) = self.number.get(word, -1), self._by_second
        at, end = np.searchsorted(sorted_seconds, (second, second + 1)).tolist()
        pairs = order[at:end]
        firsts = np.searchsorted(self.starts, pairs, side="right") - 1
        return ((self.words[first], _TIMES[self.times[pair]]) for first, pair in zip(firsts, pairs, strict=True))

    @cached_property
    def _by_second(self) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        """The places of the pairs in the order of their second syllables, and these in that order."""
        import numpy as np

        seconds = np.frombuffer(self.followers, dtype=np.uint16)
        order = np.argsort(seconds, kind="stable")
        return order, seconds[order]

    def pairs_beginning(self, one: str, other: str) -> Iterator[tuple[str, str]]:
        """Yield the pairs whose first syllable begins with the letter `one` and whose second with `other`."""
        for first, start, stop in self.rows_beginning(one):
            yield from ((first, self.words[at]) for at in self.followers[start:stop] if self.words[at][0] == other)

    def all_after(self, one: str) -> tuple[int, int]:
        """Return how often anything was seen after `one`, and how many different syllables."""
        if (first := self.number.get(one)) is None:
            return 0, 0
        run = self.times[self.starts[first] : self.starts[first + 1]]
        return sum(map(_TIMES.__getitem__, run)), len(run)


@cache
def shipped(folder: Path = _FOLDER) -> Shipped:
    """Read the counts of the package."""
    entries = [line.split(" ") for line in (folder / "syllables.txt").read_text(encoding="utf-8").splitlines()]
    raw = (folder / "pairs.bin").read_bytes()
    size = 4 * (len(entries) + 1)
    middle = size + 2 * ((len(raw) - size) // 3)
    columns = (array("I", raw[:size]), array("H", raw[size:middle]), array("B", raw[middle:]))
    forms: dict[str, list[str]] = {}
    for word, folded, *_ in entries:
        forms.setdefault(folded, []).append(word)
    return Shipped(
        words=tuple(entry[0] for entry in entries),
        number={entry[0]: i for i, entry in enumerate(entries)},
        before={entry[0]: int(entry[3]) for entry in entries},
        forms={folded: tuple(words) for folded, words in forms.items() if folded.isalpha()},
        starts=_little_endian(columns[0]), followers=_little_endian(columns[1]), times=columns[2],
    )  # fmt: skip


class Row(NamedTuple):
    """What was counted after a syllable: the shipped cells, all together, how many kinds, and the texts' own."""

    start: int
    stop: int
    total: int
    kinds: int
    own: Mapping[str, int]


@dataclass
class Bigrams:
    """The shipped counts and those of other texts together; probabilities are natural logarithms."""

    base: Shipped
    own: dict[str, Counter[str]]
    forms: dict[str, tuple[str, ...]]
    _before: Counter[str]
    _pairs: float
    _rows: dict[str, Row] = field(default_factory=dict)
    _alone: dict[str, float] = field(default_factory=dict)

    @classmethod
    def join(cls, base: Shipped, texts: Iterable[str], weight: int) -> Bigrams:
        """Add the pairs of `texts`, each counted `weight` times, to the shipped counts."""
        own: dict[str, Counter[str]] = {}
        before: Counter[str] = Counter()
        for (one, other), times in count(texts, weight).items():
            own.setdefault(one, Counter())[other] += times
            before[other] += 1
        forms = dict(base.forms)
        for word in before:
            if word not in base.number and word.isalpha():
                folded = fold(word)
                forms[folded] = (*forms.get(folded, ()), word)
        types = len(base.words) + sum(word not in base.number for word in before)
        return cls(base, own, forms, before, len(base.followers) + before.total() + _UNSEEN * types)

    def knows(self, word: str) -> bool:
        """Say whether `word` was ever counted."""
        return word in self.base.number or word in self._before

    def _spread(self, word: str) -> float:
        return (self.base.before.get(word, 0) + self._before.get(word, 0) + _UNSEEN) / self._pairs

    def times(self, one: str, other: str) -> int:
        """Return how often `other` was counted after `one`."""
        own = self.own.get(one)
        return self.base.times_after(one, other) + (own.get(other, 0) if own else 0)

    def often_before(self, word: str, letters: str, least: int) -> Iterator[str]:
        """Yield the longer syllables that begin with `letters` and were counted `least` times or more before `word`."""
        counted = Counter(dict(self.base.before_each(word)))
        counted.update({first: self.own[first][word] for first in self._own_before.get(word, ())})
        for first, times in counted.items():
            if times >= least and first.startswith(letters) and len(first) > len(letters):
                yield first

    @cached_property
    def _own_before(self) -> dict[str, list[str]]:
        """The syllables that the texts' own counts have before each one."""
        found: dict[str, list[str]] = {}
        for first, followers in self.own.items():
            for word in followers:
                found.setdefault(word, []).append(first)
        return found

    @cached_property
    def neighbours(self) -> Neighbours:
        """The mark-less syllables one slip away from a word."""
        return Neighbours.of(self.forms)

    def often_beginning(self, one: str, other: str, least: int) -> Iterator[tuple[int, str, str]]:
        """Yield the pairs that begin with two letters and were counted `least` times or more, with how often."""
        own = (
            (first, second) for first in self.own if first[0] == one for second in self.own[first] if second[0] == other
        )
        for first, second in {*self.base.pairs_beginning(one, other), *own}:
            if (times := self.times(first, second)) >= least:
                yield times, first, second

    def alone(self, word: str) -> float:
        """Return how likely `word` is when nothing is known of what stands before it."""
        if word not in self._alone:
            self._alone[word] = math.log(self._spread(word))
        return self._alone[word]

    def follows(self, one: str, other: str) -> float:
        """Return how likely `other` stands after `one`."""
        return self.follows_each(self.rows([one]), other)[0]

    def rows(self, ones: Iterable[str]) -> list[Row]:
        """Return what was counted after each of some syllables."""
        return [self._rows.get(one) or self._row(one) for one in ones]

    def follows_each(self, rows: Sequence[Row], other: str) -> list[float]:
        """Return how likely `other` stands after each syllable of `rows`: most of the time of restoring goes here."""
        number, spread, found = self.base.number.get(other, -1), self._spread(other), []
        followers, times, log = self.base.followers, self.base.times, math.log
        for start, stop, total, kinds, own in rows:
            at = bisect_left(followers, number, start, stop)
            counted = _TIMES[times[at]] if at < stop and followers[at] == number else 0
            if own:
                counted += own.get(other, 0)
            kept = counted - DISCOUNT if counted else 0.0
            found.append(log((kept + DISCOUNT * kinds * spread) / total if total else spread))
        return found

    def _row(self, one: str) -> Row:
        first, own = self.base.number.get(one), self.own.get(one, Counter())
        start, stop = (0, 0) if first is None else self.base.starts[first : first + 2]
        total, kinds = self.base.all_after(one)
        fresh = sum(not self.base.times_after(one, other) for other in own)
        self._rows[one] = Row(start, stop, total + own.total(), kinds + fresh, own)
        return self._rows[one]

"""What a typed word may stand for, and what it costs to believe so (natural logarithms, 0 for what was typed)."""

from __future__ import annotations

import csv
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from plans.abbreviations import expand, pronounced
from plans.text import fold, has_marks
from retrieval.bigrams import Bigrams
from retrieval.keystrokes import decoded, slips

KEPT: Final = 12  # candidates of one word that are followed further
SHORTHAND_COST: Final = -1.0
SHORTHAND_AS_TYPED: Final = -2.0
KEYS_COST: Final = -0.7
KEYS_MISPLACED: Final = -3.0
SLIP_COST: Final = -4.5
FIRST_LETTER_COST: Final = -2.0
OTHER_MARKS_COST: Final = -2.5
LETTER_MARKS_SHARE: Final = 0.3  # how often a word whose letters are marked still lacks its tone
RUN_TOGETHER_COST: Final = -5.0
_FOLDER = Path(__file__).parent / "data"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a typed word: its syllables and its cost, at most 0."""

    words: tuple[str, ...]
    cost: float


@cache
def _shorthand() -> dict[str, tuple[str, ...]]:
    with (_FOLDER / "slang.csv").open(encoding="utf-8", newline="") as lines:
        return {row["typed"]: tuple(row["readings"].split("|")) for row in csv.DictReader(lines)}


@cache
def _loanwords() -> frozenset[str]:
    return frozenset((_FOLDER / "loanwords.txt").read_text(encoding="utf-8").split())


def _marks(word: str) -> frozenset[tuple[int, str]]:
    """Return the marks of `word`, each with its place among the letters."""
    found, at = set(), -1
    for sign in unicodedata.normalize("NFD", word.replace("đ", "d\u0336")):
        if unicodedata.combining(sign):
            found.add((0 if sign in _TONES else at, sign))
        else:
            at += 1
    return frozenset(found)


def _has_tone(word: str) -> bool:
    return any(sign in _TONES for _, sign in _marks(word))


def is_fixed(typed: str) -> bool:
    """Say whether a word is never touched: with digits, an abbreviation, a capital letter alone, a loanword."""
    if any(c.isdigit() for c in typed) and decoded(typed.lower()) is None:
        return True
    if typed.isupper():
        return len(typed) == 1 or expand(typed) != typed or not pronounced(fold(typed))
    return typed.lower() in _loanwords() or (expand(typed) != typed and typed not in _shorthand())


@dataclass(frozen=True)
class Speller:
    """Finds the candidates of words by the counts of syllables and pairs."""

    bigrams: Bigrams

    def lacks_marks(self, word: str) -> bool:
        """Say whether `word` is certainly typed without its marks: known with marks, unknown without."""
        return not has_marks(word) and not self.bigrams.knows(word) and word in self.bigrams.forms

    def spells_keys(self, word: str) -> bool:
        """Say whether `word` is Telex or VNI keys: no syllable as it stands, a known one when decoded."""
        spelled = decoded(word)
        return spelled is not None and not pronounced(word) and fold(spelled) in self.bigrams.forms

    def candidates(self, word: str, missing: float) -> list[Candidate]:
        """Return what `word`, in its uniform form, may stand for, the likeliest alone first.

        `missing` is the share of marks that were left out around it.
        """
        known = self.bigrams.knows(word)
        found = [*self._shorthand_of(word), *self._keys_of(word)]
        as_typed = SHORTHAND_AS_TYPED if found else 0.0
        found.append(Candidate((word,), as_typed))
        found += self._marked(word, missing) if known else self._same_letters(word)
        if not known and len(found) == 1:
            found += [*self._slips_of(word), *self._split(word)]
        return sorted(found, key=self._alone, reverse=True)[:KEPT]

    def _alone(self, candidate: Candidate) -> float:
        return candidate.cost + sum(self.bigrams.alone(word) for word in candidate.words) / len(candidate.words)

    def _shorthand_of(self, word: str) -> Iterator[Candidate]:
        for rank, reading in enumerate(_shorthand().get(word, ())):
            yield Candidate(tuple(reading.split()), SHORTHAND_COST * (rank + 1))

    def _keys_of(self, word: str) -> Iterator[Candidate]:
        if self.spells_keys(word):
            spelled = decoded(word) or ""
            for form in self.bigrams.forms[fold(spelled)]:
                yield Candidate((form,), KEYS_COST if form == spelled else KEYS_MISPLACED)

    def _marked(self, word: str, missing: float) -> Iterator[Candidate]:
        """Yield the forms that add marks to a known word; a word with its tone is right as it is."""
        bare = not has_marks(word)
        if not bare and (_has_tone(word) or missing < 0.1):
            return
        cost = math.log(missing if bare else missing * LETTER_MARKS_SHARE)
        typed = _marks(word)
        for form in self.bigrams.forms.get(fold(word), ()):
            if form != word and typed <= _marks(form):
                yield Candidate((form,), cost)

    def _same_letters(self, word: str) -> Iterator[Candidate]:
        typed = _marks(word)
        for form in self.bigrams.forms.get(fold(word), ()):
            if form != word:
                yield Candidate((form,), 0.0 if typed <= _marks(form) else OTHER_MARKS_COST)

    def _slips_of(self, word: str) -> Iterator[Candidate]:
        folded, typed = fold(word), {sign for _, sign in _marks(word)}
        for slip in sorted(set(slips(folded)) & self.bigrams.forms.keys()):
            cost = SLIP_COST + (FIRST_LETTER_COST if slip[:1] != folded[:1] else 0.0)
            for form in self.bigrams.forms[slip]:
                lost = typed - {sign for _, sign in _marks(form)}
                yield Candidate((form,), cost + (OTHER_MARKS_COST if lost else 0.0))

    def _split(self, word: str) -> Iterator[Candidate]:
        """Yield two syllables typed without the blank between them."""
        for at in range(2, len(word) - 1):
            one, other = fold(word[:at]), fold(word[at:])
            if pronounced(one) and pronounced(other) and one in self.bigrams.forms and other in self.bigrams.forms:
                pairs = ((a, b) for a in self.bigrams.forms[one][:6] for b in self.bigrams.forms[other][:6])
                best = max(pairs, key=lambda pair: self.bigrams.alone(pair[0]) + self.bigrams.follows(*pair))
                yield Candidate(best, RUN_TOGETHER_COST)

"""What a typed word may stand for, and what it costs to believe so (natural logarithms, 0 for what was typed)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from plans.abbreviations import expand
from plans.text import fold, has_marks
from retrieval import shorthand
from retrieval.bigrams import Bigrams
from retrieval.keystrokes import ambiguous, decoded, keyed
from retrieval.keystrokes import cost as keys_cost
from retrieval.slips import cost as slip_cost
from retrieval.slips import single
from retrieval.syllable import marks, parts, well_formed

KEPT: Final = 12  # candidates of one word that are followed further
KEPT_OF_SLIP: Final = 32  # the same where a slip leaves many words to choose from
SHORTHAND_COST: Final = -1.0
SHORTHAND_AS_TYPED: Final = -2.0
BEGUN_COST: Final = -2.0
FIGURE_AS_TYPED: Final = -8.0
OTHER_MARKS_COST: Final = -2.5
RARE_WORD_COST: Final = -5.0
TONE_LEFT_OUT_COST: Final = -0.7
LETTER_MARKS_SHARE: Final = 0.3  # how often a word whose letters are marked still lacks its tone
CONSONANTS_COST: Final = -4.0
RUN_TOGETHER_COST: Final = -5.0
EXPECTED_GAIN: Final = 4.0
SURE: Final = 0.1  # below this share of missing marks, a text is taken as typed with its marks
_FOLDER = Path(__file__).parent / "data"
_VOWELS = frozenset("aeiouy")
_LETTERS_OF_CHATS = frozenset("jkz")


class Candidate(NamedTuple):
    """One reading of a typed word: its syllables and its cost, at most 0."""

    words: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Habit:
    """How a text was typed: the share of marks left out, whether by Telex or VNI keys, whether in chats' shorthand."""

    missing: float
    telex: bool = False
    vni: bool = False
    chatty: bool = False


@cache
def _loanwords() -> frozenset[str]:
    return frozenset((_FOLDER / "loanwords.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=8192)  # the syllables of the language
def _signs(word: str) -> frozenset[str]:
    return frozenset(sign for _, sign in marks(word))


def _has_tone(word: str) -> bool:
    return bool(parts(word)[1])


def is_fixed(typed: str, loud: bool) -> bool:
    """Say whether a word is never touched: with digits, an abbreviation, in capitals, a loanword.

    `loud` says that the whole text is in capitals, which then tell nothing.
    """
    if not typed.isalpha():
        return typed.lower() not in shorthand.table() and decoded(typed.lower()) is None
    if typed.lower() in _loanwords():
        return True
    if typed.isupper() and (not loud or len(typed) == 1):
        return not shorthand.in_capitals(typed)
    return expand(typed) != typed and typed.lower() not in shorthand.table() and not shorthand.frames(typed)


@dataclass(frozen=True)
class Speller:
    """Finds the candidates of words by the counts of syllables and pairs."""

    bigrams: Bigrams
    _pairs: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def lacks_marks(self, word: str) -> bool:
        """Say whether `word` certainly lacks its marks: it is no syllable without them, and known with them."""
        return not self.bigrams.knows(word) and not well_formed(word) and fold(word) in self.bigrams.forms

    def is_shorthand(self, word: str) -> bool:
        """Say whether `word` is shorthand that is hardly anything else."""
        return word in shorthand.table() and (len(word) > 1 or word in _LETTERS_OF_CHATS) and not self._is_word(word)

    def spells_keys(self, word: str) -> bool:
        """Say whether `word` is Telex or VNI keys: never counted as it stands, a syllable with known letters when read.

        "khoong" is spelled like "xoong", and yet is "không".
        """
        spelled = None if self.bigrams.knows(word) or ambiguous(word) else decoded(word)
        return spelled is not None and fold(spelled) in self.bigrams.forms

    def _is_word(self, word: str) -> bool:
        return well_formed(word) or self.bigrams.knows(word)

    def candidates(
        self, word: str, habit: Habit, named: bool = False, expected: str = "", short: bool = False
    ) -> list[Candidate]:
        """Return what `word`, in its uniform form, may stand for, the likeliest alone first.

        `named` says that a capital tells that `word` is a name, `short` that capitals tell that it is short, `expected`
        what a known name or the end of a question has in its place.
        """
        keys = list(self._keys_of(word, habit)) if (habit.telex if word.isalpha() else habit.vni) else []
        found = [*self._shorthand_of(word, habit.chatty, not named and (short or not shorthand.frames(word))), *keys]
        as_typed = SHORTHAND_AS_TYPED if found and len(word) > 1 else 0.0
        found.append(Candidate((word,), FIGURE_AS_TYPED if keys and habit.vni else as_typed))
        if not keys:
            found += self._spelled(word, habit, named and habit.missing < SURE)
        if expected and marks(word) <= marks(expected):
            found.append(Candidate(tuple(expected.split()), EXPECTED_GAIN))
        whole = self._is_word(word)
        return sorted(found, key=self._alone, reverse=True)[: KEPT if whole else KEPT_OF_SLIP]

    def _spelled(self, word: str, habit: Habit, sure_name: bool) -> Iterator[Candidate]:
        """Yield what `word` is when its letters are what they seem: with its marks, or mended where it is no word."""
        if self._is_word(word):
            yield from self._marked(word, habit.missing)
            return
        sure_name = sure_name and not has_marks(word)  # names of other languages have none
        same = [one for one in self._same_letters(word) if not (sure_name and one.cost)]
        yield from same
        if (not same or has_marks(word)) and not sure_name:
            yield from self._shortened(word)
            yield from self._split(word)
            yield from self._slips_of(word, habit)

    def _shortened(self, word: str) -> Iterator[Candidate]:
        """Yield what a word that is in no table shortens, or writes as it sounds."""
        for pair in shorthand.words_begun(word, self.bigrams):
            yield Candidate(pair, BEGUN_COST)
        for spelled in shorthand.sounded(word):
            if spelled in self.bigrams.forms.get(fold(spelled), ()):
                yield Candidate((spelled,), SHORTHAND_COST)

    def _alone(self, candidate: Candidate) -> float:
        return candidate.cost + sum(map(self.bigrams.alone, candidate.words)) / len(candidate.words)

    def _shorthand_of(self, word: str, chatty: bool, begins: bool) -> Iterator[Candidate]:
        doubtful = len(word) == 1 and not chatty and word not in _LETTERS_OF_CHATS
        known = shorthand.table().get(word)
        for pair in self._begun(word) if begins and not known else ():
            yield Candidate(tuple(pair.split()), BEGUN_COST)
        for rank, reading in enumerate(known or ()):
            yield Candidate(tuple(reading.split()), SHORTHAND_COST * (rank + (4 if doubtful else 1)))

    def _begun(self, word: str) -> tuple[str, ...]:
        if word not in self._pairs:
            self._pairs[word] = shorthand.pairs_begun(word, self.bigrams)
        return self._pairs[word]

    def _keys_of(self, word: str, habit: Habit) -> Iterator[Candidate]:
        """Yield what the keys of `word` spell; a key hit twice is one."""
        spelled = None if self.bigrams.knows(word) else keyed(word)
        if not spelled:
            return
        letters = fold(spelled).replace("w", "")
        forms = self.bigrams.forms.get(letters) or self.bigrams.forms.get(single(letters), ())
        for form in forms:
            yield Candidate((form,), keys_cost(spelled, form))
        if well_formed(spelled) and spelled not in forms:
            yield Candidate((spelled,), 0.0)
        elif not forms:
            yield from self._slips_of(spelled, habit)

    def _marked(self, word: str, missing: float) -> Iterator[Candidate]:
        """Yield the forms that add marks to a syllable; a known one with its tone is right as it is."""
        known, bare = self.bigrams.knows(word), not has_marks(word)
        if bare:
            cost = math.log(missing)
        elif _has_tone(word):
            cost = RARE_WORD_COST
        else:
            cost = math.log(missing * LETTER_MARKS_SHARE) if known else TONE_LEFT_OUT_COST
        if not bare and known and (_has_tone(word) or missing < SURE):
            return
        typed = marks(word)
        for form in self.bigrams.forms.get(fold(word), ()):
            if form != word and typed <= marks(form):
                yield Candidate((form,), cost)

    def _same_letters(self, word: str) -> Iterator[Candidate]:
        typed = marks(word)
        for form in self.bigrams.forms.get(fold(word), ()):
            if form != word:
                yield Candidate((form,), 0.0 if typed <= marks(form) else OTHER_MARKS_COST)

    def _slips_of(self, word: str, habit: Habit) -> Iterator[Candidate]:
        """Yield what a slip may have made of `word`; letters that lost their marks as well cost more than a slip.

        Consonants alone ("bbt") stand for something in a chat, and are a slip only among words written out.
        """
        folded, typed, known = fold(word), _signs(word), word in shorthand.table()
        if shorthand.initials(folded) or (_VOWELS.isdisjoint(folded) and habit.chatty and not known):
            return
        short = CONSONANTS_COST if known else 0.0
        for slip, bare in self.bigrams.neighbours.near(folded).items():
            for form in self.bigrams.forms[slip]:
                exact = slip_cost(word, form)
                lost = typed - _signs(form)
                marks = 0.0 if exact else OTHER_MARKS_COST if lost else math.log(habit.missing)
                yield Candidate((form,), (exact or bare) + marks + short)

    def _split(self, word: str) -> Iterator[Candidate]:
        """Yield two syllables typed without the blank between them."""
        for at in range(2, len(word) - 1):
            one, other = fold(word[:at]), fold(word[at:])
            left, right = self.bigrams.forms.get(one, ()), self.bigrams.forms.get(other, ())
            if left and right and well_formed(left[0]) and well_formed(right[0]):
                pairs = product(left[:6], right[:6])
                best = max(pairs, key=lambda pair: self.bigrams.alone(pair[0]) + self.bigrams.follows(*pair))
                yield Candidate(best, RUN_TOGETHER_COST)

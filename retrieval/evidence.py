"""How much of a question's subject a piece of text speaks of."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from plans.agencies import expand
from plans.numerals import number
from plans.text import fold, syllables
from retrieval.related import fields_in
from retrieval.topic import as_written

ALONE = 0.4  # what a syllable counts when the one beside it in the question does not stand beside it in the text
NO_FIGURE = 0.5  # the most a text can speak of a subject whose year or number it does not print
LITTLE = 0.3  # the share of a subject that is no subject of its own
SPECIFIC = 0.6  # how much a subject must weigh, in weights of a word never seen, to be looked for
LIGHTEST = math.log(2)  # what a syllable weighs that every text has: no syllable weighs less
WINDOW = 3  # how far apart, in syllables, two neighbours of the question may stand
NUMERAL = re.compile(r"(?=[ivx]{2})(?!vi$|xi$)x{0,3}(?:ix|iv|v?i{0,3})")  # "XIV"; "vi" and "xi" are syllables
# What a Vietnamese syllable looks like without marks; other words (OCOP, HIV, 1893) mean one thing wherever they stand.
SYLLABLE = re.compile(r"(ngh?|nh|ch|g[hi]?|kh|ph|qu|th|tr|[bcdhklmnprstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?")


@dataclass(frozen=True)
class Words:
    """The syllables of a text without marks, with the places they stand at."""

    places: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, text: str) -> Words:
        """Read a text; abbreviations are written out first, and numerals as figures too, so that both writings meet."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(folded(text)):
            places.setdefault(word, []).append(at)
            if NUMERAL.fullmatch(word):
                places.setdefault(str(number(word)), []).append(at)
        return cls({word: tuple(at) for word, at in places.items()})

    def prints(self, figure: str) -> bool:
        """Say whether the text has a figure, also as offices write small ones: "02"."""
        return any(form in self.places for form in _printed(figure))

    def near(self, left: str, right: str) -> bool:
        """Say whether the two syllables stand within `WINDOW` of each other, in this order."""
        after = self.places.get(right, ())
        return any(0 < b - a <= WINDOW for a in self.places.get(left, ()) for b in after)


def _printed(figure: str) -> tuple[str, str, str]:
    return figure, figure.zfill(2), figure.lstrip("0")


def looked_for(topic: tuple[str, ...]) -> tuple[str, ...]:
    """Return the syllables that tell how much of a subject a text speaks of, its figures in every form."""
    asked = asked_words(topic)
    return tuple(dict.fromkeys(form for word in asked for form in (_printed(word) if word.isdigit() else (word,))))


@lru_cache(maxsize=50_000)
def words_of(text: str) -> Words:
    """Return `Words.of(text)`, remembered: the same sentences are weighed for every question."""
    return Words.of(text)


@lru_cache(maxsize=1_000)
def asked_words(topic: tuple[str, ...]) -> tuple[str, ...]:
    """Return the syllables of a subject without marks; remembered while many texts are weighed for it."""
    return tuple(word for part in topic for word in folded(part))


@lru_cache(maxsize=1_000)
def _places_of(part: tuple[str, ...], topic: tuple[str, ...]) -> tuple[int, ...]:
    """Return where among `asked_words` of a topic the words of a part of it stand."""
    wanted = set(asked_words(part))
    return tuple(at for at, word in enumerate(asked_words(topic)) if word in wanted)


@lru_cache(maxsize=1_000)
def _asked_fields(topic: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return for each of `asked_words` the fields of the word it belongs to."""
    written = [word for part in topic for word in _written(part)]
    fields = [frozenset[str]()] * len(written)
    for begin, end, some in fields_in(written):
        fields[begin:end] = [some] * (end - begin)
    return tuple(fields)


@lru_cache(maxsize=10_000)
def _fields_of(text: str) -> frozenset[str]:
    """Return the fields of the words of a text."""
    return frozenset[str]().union(*(fields for _, _, fields in fields_in(_written(text))))


def folded(text: str) -> list[str]:
    """Return the syllables of `text` without marks, in the words of offices, abbreviations written out."""
    return [*map(_unmarked, _written(text))]


@lru_cache(maxsize=30_000)  # the syllables of the language, and figures
def _unmarked(word: str) -> str:
    return fold(word)


def _written(text: str) -> list[str]:
    typed = syllables(expand(text))
    line = " ".join(typed)
    written = as_written(line)
    return typed if written == line else syllables(written)


@dataclass(frozen=True)
class Weigher:
    """Weighs words by how rare they are: `frequency` says in how many of `texts` texts a syllable stands.

    `related` is what a word counts that a text does not print, when it prints one so near that it may mean the same.
    """

    texts: int
    frequency: Callable[[str], int]
    prints: Callable[[str], bool] = lambda _: True
    related: float = 0.0
    _weights: dict[str, float] = field(default_factory=dict, repr=False)

    @property
    def unseen(self) -> float:
        """The weight of a syllable that no text has."""
        return math.log(2 + self.texts)

    def weight(self, word: str) -> float:
        """Return the inverse document frequency of a syllable without marks; remembered."""
        if word not in self._weights:
            self._weights[word] = math.log(1 + (self.texts + 1) / max(1, self.frequency(word)))
        return self._weights[word]

    def mass(self, topic: Iterable[str]) -> float:
        """Return how much a topic weighs, in weights of a word never seen."""
        return sum(map(self.weight, asked_words(tuple(topic)))) / self.unseen

    def coverage(self, topic: Iterable[str], text: str) -> float:
        """Return the share, 0 to 1, of the topic's weight that `text` speaks of.

        A syllable counts fully beside its neighbour of the question and `ALONE` by itself: "vàng" in "vùng đất vàng"
        is no evidence for "giá vàng".
        """
        if not self.related:
            return self.share(tuple(topic), words_of(text))
        fields = _fields_of(text)
        near = [0.0 if some.isdisjoint(fields) else self.related for some in _asked_fields(tuple(topic))]
        return self.share(tuple(topic), words_of(text), near)

    def share(self, topic: tuple[str, ...], said: Words, near: Sequence[float] = ()) -> float:
        """Return the same for the words of a text; `near` is the least that each word of the topic counts."""
        asked = asked_words(topic)
        if said.places.keys().isdisjoint(asked) and not any(near):  # most texts of a large library
            return 0.0
        total = sum(self.weight(word) for word in asked)
        credits = [self._credit(asked, at, said) for at in range(len(asked))]
        credits = [*map(max, credits, near)] if near else credits
        share = sum(self.weight(word) * credit for word, credit in zip(asked, credits, strict=True)) / total
        figures = [word for word in asked if word.isdigit()]
        return share if all(said.prints(figure) for figure in figures) else min(share, NO_FIGURE)

    def coverage_of(self, part: Iterable[str], topic: Iterable[str], text: str) -> float:
        """Return the same for a part of the topic: its words are held against their neighbours in all of it."""
        whole, said = tuple(topic), words_of(text)
        asked, wanted = asked_words(whole), _places_of(tuple(part), whole)
        total = sum(self.weight(asked[at]) for at in wanted)
        found = (at for at in wanted if asked[at] in said.places)
        share = sum(self.weight(asked[at]) * self._credit(asked, at, said) for at in found)
        return share / total if total else 1.0

    def residue(self, topic: Iterable[str], title: str) -> tuple[str, ...]:
        """Return the words of the topic that `title` does not say: what is asked within a plan of that title.

        Nothing is left when what the title leaves out weighs little beside what it says and is no figure.
        """
        left = self.unsaid(topic, title)
        weight = sum(map(self.weight, asked_words(tuple(topic))))
        figure = any(word.isdigit() for word in left)
        return left if figure or sum(map(self.weight, left)) > LITTLE * weight else ()

    def unsaid(self, topic: Iterable[str], title: str) -> tuple[str, ...]:
        """Return the words of the topic that `title` does not say at all."""
        said = words_of(title).places
        return tuple(word for word in asked_words(tuple(topic)) if word not in said)

    def tells(self, topic: Iterable[str]) -> bool:
        """Say whether the topic is worth looking for: rare enough, and a lone syllable printed just so somewhere."""
        words = tuple(topic)
        if len(words) == 1 and not self.prints(words[0]):
            return False
        return self.mass(words) >= SPECIFIC

    def _credit(self, asked: tuple[str, ...], at: int, said: Words) -> float:
        word = asked[at]
        if word not in said.places:
            return 0.0
        before = at > 0 and said.near(asked[at - 1], word)
        after = at + 1 < len(asked) and said.near(word, asked[at + 1])
        return 1.0 if before or after or len(asked) == 1 or not SYLLABLE.fullmatch(word) else ALONE

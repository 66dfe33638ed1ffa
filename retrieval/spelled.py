"""Phrases of the plans' own text whose initials are some letters: which of them people shorten so.

A phrase people shorten is whole words: its syllables are often seen together, and the ones beside it less so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

from plans.abbreviations import expand
from plans.text import fold, nfc, uniform
from retrieval.bigrams import Bigrams
from retrieval.forward import JOINING

# Chosen on 376 short forms of offices and the text of 47 plans: of 234 held there 202 are read right, 12 wrongly.
LEAST: Final = 3.0  # how much likelier (natural logarithm) each syllable must be behind the one before it, on average
CLEARLY: Final = 0.8  # by how much the best must be better than the next
REPEATED: Final = 0.6  # what it tells that a phrase stands in more texts, for each time as many (natural logarithm)
BESIDE: Final = 0.5  # how much less a phrase is worth that its neighbours belong to
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[^\s\w,&–-]|\n")  # what stands within no phrase
# Words that no phrase is shortened with.
_LIGHT = re.compile(
    "các|với|được|trong|tại|cho|đối|có|theo|khi|từ|đến|những|để|là|không|này|khác|do|bằng|như|trên|dưới|sau|trước|chưa"
    "|về|đã|sẽ|phải|cần|nếu|thì|hoặc|một|mỗi"
)


@dataclass(frozen=True)
class Phrase:
    """A phrase as printed, its syllables, and the ones beside it, "" where a mark or an end stands there."""

    printed: str
    words: tuple[str, ...]
    before: str = ""
    after: str = ""

    def shortens_to(self, letters: str) -> bool:
        """Say whether it may be shortened to its initials `letters`: "d" may stand for "đ", "đ" for nothing else."""
        named = [word for word in self.words if fold(word) not in JOINING]
        alike = all(letter != "đ" or word[0] == "đ" for letter, word in zip(letters, named, strict=True))
        whole = all(len(word) > 1 or word in "yý" for word in named) and not _APART.search(self.printed)
        return alike and whole and not any(map(_LIGHT.fullmatch, self.words))


def phrases(text: str, letters: str) -> Iterator[Phrase]:
    """Yield the phrases of `text` that may be shortened to `letters`; words that join have no letter."""
    whole = nfc(expand(text))
    every = [*_WORD.finditer(whole)]
    named = [at for at, word in enumerate(every) if fold(word[0]) not in JOINING]
    initials, sought = "".join(fold(every[at][0])[0] for at in named), fold(letters)
    for begin in range(len(initials) - len(sought) + 1):
        if initials.startswith(sought, begin):
            phrase = _phrase(whole, every, named[begin], named[begin + len(sought) - 1])
            if phrase.shortens_to(letters):
                yield phrase


def _phrase(text: str, every: Sequence[re.Match[str]], first: int, last: int) -> Phrase:
    return Phrase(
        text[every[first].start() : every[last].end()],
        tuple(uniform(word[0]) for word in every[first : last + 1]),
        uniform(every[first - 1][0]) if first and _near(text, every[first - 1], every[first]) else "",
        uniform(every[last + 1][0]) if last + 1 < len(every) and _near(text, every[last], every[last + 1]) else "",
    )


def _near(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return text[left.end() : right.start()] == " "


def likeliest(found: Iterable[tuple[Phrase, int]], bigrams: Bigrams) -> str:
    """Return the phrase that is shortened, of those found in so many places each; "" where none is clearly."""
    best: dict[tuple[str, ...], tuple[float, str]] = {}
    for phrase, times in found:
        words = tuple(word for word in phrase.words if fold(word) not in JOINING)
        score = _wholeness(phrase, bigrams) + REPEATED * log(times)
        best[words] = max(best.get(words, (score, "")), (score, phrase.printed))
    (first, printed), (second, _) = sorted([*best.values(), (0.0, ""), (0.0, "")], reverse=True)[:2]
    return printed if first >= LEAST and first - second >= CLEARLY else ""


def _wholeness(phrase: Phrase, bigrams: Bigrams) -> float:
    """Return how much its syllables belong together and not to what stands beside them, for each pair of them."""
    inside = [_bound(one, other, bigrams) for one, other in pairwise(phrase.words)]
    ends = _bound(phrase.before, phrase.words[0], bigrams) + _bound(phrase.words[-1], phrase.after, bigrams)
    return (sum(inside) - BESIDE * ends) / max(len(inside), 1)


def _bound(one: str, other: str, bigrams: Bigrams) -> float:
    """Return how much likelier a syllable is behind another than anywhere, at least 0; 0 where one is missing."""
    return max(0.0, bigrams.follows(one, other) - bigrams.alone(other)) if one and other else 0.0

"""Words that look right but that nobody writes between these neighbours: "kế hạch của tỉnh", "Trà Vihn".

Such a word is a slip only where the pairs it makes were never counted and those of a word one slip away are frequent;
for a name that evidence is needed too, since most names of people were never counted at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plans.text import fold
from retrieval.bigrams import FIGURE, START, Bigrams
from retrieval.shorthand import initials
from retrieval.slips import MISTAKEN, TOO_MANY, cost
from retrieval.syllable import marks, parts, well_formed

FREQUENT: Final = 6  # a pair counted so often is what people write
CERTAIN: Final = 100  # the same for a word whose capital and letters make it as likely a name
GAIN: Final = 5.0  # how much likelier (natural logarithm) the other word must make its neighbourhood
LEFT_OUT: Final = -2.0  # what it costs to believe that only marks are missing
GAIN_UNKNOWN: Final = 1.0  # the same for a word that was never counted
_NO_WORD = ""
_OFFICES = frozenset({"ban", "sở", "phòng", "tổ", "đội", "khoa", "hội", "trường", "xã", "phường", "thôn", "ấp"})
_ONESELF = frozenset({"tôi", "em", "mình", "chúng", "cháu"})


@dataclass(frozen=True, slots=True)
class Place:
    """A word between its neighbours; `named` says that it has a capital."""

    before: str
    word: str
    after: str = _NO_WORD
    named: bool = False


def mended(place: Place, bigrams: Bigrams) -> str:
    """Return the word meant at `place`: the one that stands there unless all evidence speaks for another."""
    word = place.word
    if not word.isalpha() or len(word) < 2 or initials(word) or seen(place, word, bigrams) or _of_oneself(place):
        return word
    known = bigrams.knows(word)
    whole = well_formed(word)
    worst, least = TOO_MANY if place.named or whole else MISTAKEN - 1, GAIN if known else GAIN_UNKNOWN
    found = [(gain, form) for gain, form in _others(place, bigrams, worst) if gain > least]
    return max(found, default=(0.0, word))[1]


def _of_oneself(place: Place) -> bool:
    """Say whether people speak of the office they work in, which plans never do: "ban tôi" is no "bạn tôi"."""
    return place.word in _OFFICES and place.after in _ONESELF


def seen(place: Place, word: str, bigrams: Bigrams) -> int:
    """Return how often `word` was counted beside the neighbours at `place`."""
    after = bigrams.times(word, place.after) if place.after else 0
    return bigrams.times(place.before, word) + after


def _others(place: Place, bigrams: Bigrams, worst: float) -> Iterator[tuple[float, str]]:
    """Yield what a slip may have made of the word, with how much likelier it makes the neighbourhood."""
    typed = _likely(place, place.word, bigrams)
    bare, known = fold(place.word), bigrams.knows(place.word)
    for slip in (bare, *bigrams.neighbours.near(bare)):
        for form in bigrams.forms.get(slip, ()):
            price = (
                cost(place.word, form) if slip != bare else LEFT_OUT if _lacks_marks(place.word, form, known) else None
            )
            if price is not None and price > worst and form != place.word and _frequent(place, form, bigrams):
                yield _likely(place, form, bigrams) + price - typed, form


def _lacks_marks(typed: str, form: str, known: bool) -> bool:
    """Say whether a form is the word typed and its tone, "thê" for "thế"; of a word never counted any marks: "đén"."""
    if known:
        return parts(form)[0] == typed != form
    return marks(typed) < marks(form)


def _frequent(place: Place, form: str, bigrams: Bigrams) -> bool:
    ahead = bigrams.times(place.before, form)
    behind = bigrams.times(form, place.after) if place.after and place.after != FIGURE else 0
    known = bigrams.knows(place.word)
    if known and _lacks_marks(place.word, form, known):
        return min(ahead, behind) >= FREQUENT
    right = known and well_formed(place.word)
    if place.named and place.before != START and right:
        return behind >= CERTAIN
    if right and place.before != START and place.after not in (_NO_WORD, FIGURE) and not (ahead and behind):
        return False
    return max(ahead, behind) >= FREQUENT


def _likely(place: Place, word: str, bigrams: Bigrams) -> float:
    behind = bigrams.follows(word, place.after) if place.after else 0.0
    return bigrams.follows(place.before, word) + behind

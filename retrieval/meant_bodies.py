"""Whether texts name one of some bodies, or a group that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from plans.agencies import same_agency
from plans.model import Deadline
from plans.text import fold, syllables
from retrieval.answer import Question
from retrieval.asked_deadlines import MANY, senders
from retrieval.bound import binds, same_group
from retrieval.named import agencies_in

LEVELS = frozenset({"xã", "phường", "huyện", "quận", "tỉnh", "phố", "ương", "sở", "ấp", "thôn"})


def means(agencies: Sequence[str], name: str) -> bool:
    """Say whether a name is that of one of the agencies, or of a group it belongs to."""
    return any(same_agency(agency, name) or binds(name, agency) or same_group(agency, name) for agency in agencies)


def any_same(agencies: Sequence[str], texts: Sequence[str]) -> bool:
    """Say whether one of the texts names one of the agencies, or a group it belongs to."""
    names = [MANY.sub("", _plain(agency)) for agency in agencies]
    if any(name in _plain(text) for text in texts for name in names):
        return True
    return any(means(agencies, mention.name) for text in texts for mention in agencies_in(text))


def alike(one: str, other: str) -> bool:
    """Say whether two names of the same level share half of their words: "Văn phòng UBND", "Văn phòng HĐND và UBND"."""
    first, second = (set(syllables(name.lower())) for name in (one, other))
    return first & LEVELS == second & LEVELS and 2 * len(first & second) >= max(len(first), len(second))


def only_receives(question: Question, deadline: Deadline) -> bool:
    """Say whether a body is asked about as one that sends something, and a duty is but owed to it."""
    sending = senders(question)
    return any_same(sending, deadline.to) and not any_same(sending, (deadline.who or "",))


def nearly_between(agencies: Sequence[str], sent: Iterable[str], deadline: Deadline) -> bool:
    """Say whether a duty is owed to the body named by one whose name the question gives nearly as the plan does."""
    owing = (deadline.who or "").split("; ")
    return any_same(tuple(sent), deadline.to) and any(alike(one, other) for one in agencies for other in owing)


@lru_cache(maxsize=20_000)  # the clauses of the plans come back with every question
def _plain(text: str) -> str:
    return fold(text)

"""Whether a plan answers alike whatever it was filed as: the same questions over two readings of the same documents."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from evaluation.cases import Case
from evaluation.record import Record
from evaluation.run import OFFLINE, ask_all
from ingest.passages import passages
from plans.model import Plan
from retrieval.assistant import Assistant, open_assistant

_ALIKE = 0.9  # share of a quote's characters; recognition misreads some


class Agreement(NamedTuple):
    """Of `asked` questions, how many got the same status and how many also the same first citation."""

    asked: int
    statuses: int
    citations: int


def agreement(cases: Sequence[Case], expected: Mapping[str, Record], plans: Sequence[Plan]) -> Agreement:
    """Return how far the answers out of `plans` agree with the `expected` ones, by the id of their question."""
    same = [(expected[one.id].status == one.status, _alike(expected[one.id], one)) for one in answered(cases, plans)]
    return Agreement(len(same), sum(status for status, _ in same), sum(status and first for status, first in same))


def answered(cases: Sequence[Case], plans: Sequence[Plan]) -> tuple[Record, ...]:
    """Return the offline answers to `cases` out of a fresh library of `plans`."""
    with _assistant(plans) as assistant:
        return tuple(ask_all(assistant, cases))


@contextmanager
def _assistant(plans: Sequence[Plan]) -> Iterator[Assistant]:
    with tempfile.TemporaryDirectory() as home:
        assistant = open_assistant(replace(OFFLINE, home=Path(home), database_url=None, chroma_url=None))
        with assistant.library as library:
            for plan in plans:
                library.add(plan, tuple(passages(plan)))
            yield assistant


def _alike(one: Record, other: Record) -> bool:
    """Say whether two answers cite first the same place: the same label, and nearly the same words there."""
    if not (one.citations and other.citations):
        return not one.citations and not other.citations
    first, second = one.citations[0], other.citations[0]
    words = SequenceMatcher(None, "".join(first.quote.split()), "".join(second.quote.split()), autojunk=False)
    return (first.file, first.label) == (second.file, second.label) and words.ratio() >= _ALIKE

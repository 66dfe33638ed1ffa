"""Ways of ranking a public collection: ours, and the peers' as people use them. Each question → places, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from evaluation.peers import DEPTH, Peer
from evaluation.public_sets import Collection
from plans.text import syllables
from retrieval.lexical import Lexical
from retrieval.restore import Restorer

WINDOW = 100  # syllables of a passage; the next one starts half-way
TITLE_WEIGHT = 0.2
Rank = Callable[[str], Sequence[int]]


def whole(collection: Collection) -> Rank:
    """Rank as the product ranks short passages: restore the question, score texts whole."""
    restorer, index = Restorer.load(collection.texts), Lexical.build(collection.texts)
    return lambda question: _best(index.scores(restorer.restore(question).text))


def by_passages(collection: Collection) -> Rank:
    """Rank long texts by their best passage, and a little by their title."""
    import numpy as np

    passages = [(i, words) for i, text in enumerate(collection.texts) for words in _windows(text)]
    owners = np.array([i for i, _ in passages])
    restorer, index = Restorer.load(collection.texts), Lexical.build([words for _, words in passages])
    titles = Lexical.build(collection.titles)

    def rank(question: str) -> Sequence[int]:
        asked = restorer.restore(question).text
        best = np.zeros(len(collection.texts), dtype=np.float32)
        np.maximum.at(best, owners, index.scores(asked))
        return _best(best + TITLE_WEIGHT * titles.scores(asked))

    return rank


def _windows(text: str) -> Iterator[str]:
    words = syllables(text)
    for start in range(0, max(len(words) - WINDOW // 2, 1), WINDOW // 2):
        yield " ".join(words[start : start + WINDOW])


def _best(scores: object) -> Sequence[int]:
    import numpy as np

    order: list[int] = np.argsort(-np.asarray(scores), kind="stable")[:DEPTH].tolist()
    return order


def of_peer(make: Callable[[Mapping[str, str]], Peer]) -> Callable[[Collection], Rank]:
    """Rank texts by the best of a peer's chunks; its ten chunks may belong to fewer than ten texts."""

    def build(collection: Collection) -> Rank:
        search = make({str(place): text for place, text in enumerate(collection.texts)}).search
        return lambda question: list(dict.fromkeys(int(found.file) for found in search(question)))

    return build

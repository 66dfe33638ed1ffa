"""Restoring and ranking against public sets: `python -m evaluation.retrieval_bench FOLDER [all|dev|test]`.

FOLDER holds the sets as they were published: `diacritics/`, `spelling/`, `xquad/xquad.vi.json` and `alqac/`. "dev" and
"test" take every second item; parameters are chosen on "dev" only. LangChain's BM25Retriever runs beside ours.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

from plans.text import fold, nfc, syllables, uniform
from retrieval.lexical import Lexical
from retrieval.restore import Restorer

WINDOW = 100  # syllables of a passage; the next one starts half-way
TITLE_WEIGHT = 0.2
DIACRITICS = {"business": "diacritic_eval_v0", "laws (UDHR)": "diacritic_eval_udhr", "Tatoeba": "diacritic_eval_300"}
T = TypeVar("T")
Rank = Callable[[str], Sequence[int]]


def half(items: Sequence[T], which: str) -> Sequence[T]:
    """Return every item, or every second one."""
    return {"all": items, "dev": items[::2], "test": items[1::2]}[which]


def stripped(text: str) -> str:
    """Return `text` without marks, its capitals kept."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in nfc(text))


def right_words(written: str, target: str) -> tuple[int, int]:
    """Return how many words of `target` stand in `written` in order, and how many there are; case aside."""
    one, other = uniform(written).split(), uniform(target).split()
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(other)


def accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the share of right words over pairs of written and target texts, in percent."""
    counts = [right_words(written, target) for written, target in pairs]
    return 100 * sum(right for right, _ in counts) / max(sum(words for _, words in counts), 1)


def sentences(path: Path) -> list[str]:
    """Return the lines of a set that are sentences."""
    return [
        nfc(line.strip()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"
    ]


def restoration(folder: Path, which: str) -> Iterator[str]:
    """Yield lines on restoring: from mark-less text, and how much of right text is changed."""
    restorer = Restorer.load()
    yield f"{'marks restored':28}{'as typed':>10}{'restored':>10}{'right text changed':>20}{'ms':>7}"
    for name, file in DIACRITICS.items():
        targets = half(sentences(folder / "diacritics" / f"{file}.txt"), which)
        bare = [stripped(target) for target in targets]
        begin = time.perf_counter()
        restored = [restorer.restore(text).text for text in bare]
        spent = 1000 * (time.perf_counter() - begin) / len(bare)
        kept = accuracy([(restorer.restore(target).text, target) for target in targets])
        before = accuracy(list(zip(bare, targets, strict=True)))
        after = accuracy(list(zip(restored, targets, strict=True)))
        yield f"{name:28}{before:10.2f}{after:10.2f}{100 - kept:20.2f}{spent:7.2f}"
    asked = half([question for question, _ in xquad(folder).questions], which)
    changed = 100 - accuracy([(restorer.restore(text).text, text) for text in asked])
    yield f"{'XQuAD questions':28}{'':20}{changed:20.2f}"


def spelling(folder: Path, which: str) -> Iterator[str]:
    """Yield lines on slips, key sequences and shorthand."""
    restorer = Restorer.load()
    yield f"{'slips made good':28}{'as typed':>10}{'restored':>10}"
    for path in sorted((folder / "spelling").glob("*.jsonl")):
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        pairs = half([(nfc(item["input"]), nfc(item["target"])) for item in items], which)
        after = accuracy([(restorer.restore(typed).text, target) for typed, target in pairs])
        yield f"{path.stem:28}{accuracy(pairs):10.2f}{after:10.2f}"


@dataclass(frozen=True)
class Collection:
    """Texts to be found, their titles, and questions with the places of the right texts."""

    name: str
    texts: list[str]
    titles: list[str]
    questions: list[tuple[str, frozenset[int]]]


def xquad(folder: Path) -> Collection:
    """Read the paragraphs and questions of XQuAD-vi."""
    articles = json.loads((folder / "xquad" / "xquad.vi.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    asked = [(nfc(qa["question"]), frozenset({i})) for i, p in enumerate(paragraphs) for qa in p["qas"]]
    return Collection("XQuAD", [nfc(p["context"]) for p in paragraphs], [""] * len(paragraphs), asked)


def alqac(folder: Path) -> Collection:
    """Read the articles of the laws and the questions of ALQAC."""
    articles = json.loads((folder / "alqac" / "all_articles_2023.json").read_text(encoding="utf-8"))
    place = {key: i for i, key in enumerate(articles)}
    items = json.loads((folder / "alqac" / "questions.dev.json").read_text(encoding="utf-8"))
    asked = [(nfc(item["text"]), frozenset(place[key] for key in item["gold_articles"])) for item in items]
    texts = [nfc(text) for text in articles.values()]
    titles = [f"{key.split('@')[0]} {text.partition(chr(10))[0]}" for key, text in zip(articles, texts, strict=True)]
    return Collection("ALQAC", texts, titles, asked)


def ours(collection: Collection) -> Rank:
    """Rank as the product does: restore the question, score texts whole."""
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

    order: list[int] = np.argsort(-np.asarray(scores), kind="stable")[:10].tolist()
    return order


def langchain(collection: Collection) -> Rank:
    """Rank with LangChain's BM25Retriever as it comes."""
    from langchain_community.retrievers import BM25Retriever

    places = [{"place": i} for i in range(len(collection.texts))]
    retriever = BM25Retriever.from_texts(collection.texts, metadatas=places, k=10)
    return lambda question: [document.metadata["place"] for document in retriever.invoke(question)]


def ranking(collection: Collection, which: str) -> Iterator[str]:
    """Yield lines on finding the right text, typed with marks and without."""
    yield f"{collection.name + ' (R@1 R@10 MRR@10)':28}{'with marks':>22}{'without marks':>24}{'ms':>8}"
    asked = half(collection.questions, which)
    for build in (langchain, ours, by_passages):
        rank, line = build(collection), f"{build.__name__:28}"
        for typed in (str, fold):
            begin = time.perf_counter()
            places = [_place(rank(typed(question)), gold) for question, gold in asked]
            spent = 1000 * (time.perf_counter() - begin) / len(asked)
            line += f"  {_share(places, 1):6.1f} {_share(places, 10):6.1f} {_reciprocal(places):6.1f}"
        yield f"{line}{spent:8.1f}"


def _place(found: Sequence[int], gold: frozenset[int]) -> int:
    return next((i + 1 for i, place in enumerate(found) if place in gold), 0)


def _share(places: Sequence[int], within: int) -> float:
    return 100 * sum(0 < place <= within for place in places) / len(places)


def _reciprocal(places: Sequence[int]) -> float:
    return 100 * sum(1 / place for place in places if place) / len(places)


def main() -> None:
    """Print every table."""
    folder, which = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "all"
    for lines in (restoration(folder, which), spelling(folder, which),
                  ranking(xquad(folder), which), ranking(alqac(folder), which)):  # fmt: skip
        print(*lines, "", sep="\n", flush=True)


if __name__ == "__main__":
    main()

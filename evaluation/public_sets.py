"""Public sets as they were published, read from a folder: `diacritics/`, `spelling/`, `xquad/` and `alqac/`.

They are for measuring only and never part of the product (their licences: see docs/benchmarks.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plans.text import nfc

HALVES = ("all", "dev", "test")
T = TypeVar("T")


def half(items: Sequence[T], which: str) -> Sequence[T]:
    """Return every item, or every second one: parameters are chosen on "dev" only."""
    return {"all": items, "dev": items[::2], "test": items[1::2]}[which]


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
    return Collection("XQuAD-vi", [nfc(p["context"]) for p in paragraphs], [""] * len(paragraphs), asked)


def alqac(folder: Path) -> Collection:
    """Read the articles of the laws and the questions of ALQAC."""
    articles = json.loads((folder / "alqac" / "all_articles_2023.json").read_text(encoding="utf-8"))
    place = {key: i for i, key in enumerate(articles)}
    items = json.loads((folder / "alqac" / "questions.dev.json").read_text(encoding="utf-8"))
    asked = [(nfc(item["text"]), frozenset(place[key] for key in item["gold_articles"])) for item in items]
    texts = [nfc(text) for text in articles.values()]
    titles = [f"{key.split('@')[0]} {text.partition(chr(10))[0]}" for key, text in zip(articles, texts, strict=True)]
    return Collection("ALQAC", texts, titles, asked)


def sentences(path: Path) -> list[str]:
    """Return the lines of a set that are sentences."""
    return [
        nfc(line.strip()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"
    ]


def slips(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each set of mistyped sentences: its name and its pairs of written and meant."""
    for path in sorted((folder / "spelling").glob("*.jsonl")):
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield path.stem, [(nfc(item["input"]), nfc(item["target"])) for item in items]

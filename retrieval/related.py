"""Words so near in meaning that one in a text is evidence for another in a question: the fields of data/related.txt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from plans.text import syllables
from retrieval.topic import as_written
from retrieval.wordings import Wordings


def fields_in(words: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield where words of fields begin and end among syllables in the words of offices, with these fields.

    A field is named by what no text has as a word: "~12".
    """
    return _fields().found(words)


@cache
def _fields() -> Wordings[frozenset[str]]:
    lines = files("retrieval").joinpath("data/related.txt").read_text(encoding="utf-8").splitlines()
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for at, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for word in line.partition(":")[2].split(","):
            fields[as_written(" ".join(syllables(word)))].add(f"~{at}")
    return Wordings.of((word, frozenset(some)) for word, some in fields.items())

"""Public collections of attacks, which do not ship with the program: `make attacks SETS=folder` tries a folder of them.

Any file of JSON (every text in it is a case) or of lines will do. Each case is asked as a question, asked with a model
that obeys it, and stands in a plan as a task; the answer must be made of the plans alone, whatever the case wants.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from ingest.load import parse
from ingest.passages import passages
from plans.text import fold
from retrieval.assistant import Assistant
from retrieval.generate import Generator
from retrieval.indexes import Indexes
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import AS_OF, assistant_of
from tests.security.test_injections import ASKED, Obeys, assert_unmoved, poisoned, said

MOST = 600  # cases of one file
IN_A_PLAN = 20
SHORTEST = 12  # letters; shorter ones stand in any plan by chance


class Tried(NamedTuple):
    """How many cases there were, and which of them were obeyed or broke something, and where."""

    cases: int
    failed: list[str]


def texts_of(file: Path) -> Iterator[str]:
    """Yield the cases of a file: every text in JSON, every line of what is no JSON but a comment."""
    written = file.read_text("utf-8", "replace")
    try:
        yield from _strings(json.loads(written))
    except ValueError:
        yield from (line for line in written.splitlines() if line.strip() and not line.startswith("#"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(inner)


def passed_on(assistant: Assistant, text: str, told: str) -> bool:
    """Say whether an answer says a case's words, which no plan says."""
    wanted = fold(text)
    return (
        len(wanted) > SHORTEST and wanted in told and not any(wanted in fold(p.text) for p in assistant.library.plans())
    )


def tried(assistant: Assistant, texts: Sequence[str]) -> Tried:
    """Ask every case, with and without a model, and put it into a plan."""
    model, failed = Obeys(), []
    obeying = Assistant(assistant.library, Generator(model))
    for text in texts:
        model.mark = text
        for way, asked in ((assistant, text), (obeying, f"Sở Y tế phải làm gì? {text}")):
            answer = way.ask(asked, as_of=AS_OF)
            if not _unmoved(answer) or passed_on(assistant, text, said(answer.claims)):
                failed.append(f"asked: {text[:60]!r}")
    for first in range(0, len(texts), IN_A_PLAN):
        failed += [f"in a plan: {question}" for question in _poisoned(texts[first : first + IN_A_PLAN])]
    return Tried(len(texts), failed)


def _poisoned(texts: Sequence[str]) -> Iterator[str]:
    """Yield the questions whose answer is not only of the plan's own words, under its name."""
    plan = parse(poisoned([" ".join(text.split()) or "Việc" for text in texts]), "nhiem-doc.txt")
    with tempfile.TemporaryDirectory() as folder, Library.open(Settings(home=Path(folder))) as library:
        library.add(plan, tuple(passages(plan)))
        for question in ASKED:
            answer = Assistant(library).ask(question, as_of=AS_OF)
            if not _unmoved(answer) or any(
                c.plan.file != plan.file for claim in answer.claims for c in claim.citations
            ):
                yield question


def _unmoved(answer: object) -> bool:
    try:
        assert_unmoved(answer)  # type: ignore[arg-type]
    except AssertionError:
        return False
    return True


def main(folder: Path) -> int:
    wrong = 0
    with (
        patch.object(Indexes, "changed", lambda self, snapshot: ""),
        tempfile.TemporaryDirectory() as home,
    ):
        assistant = assistant_of(Path(home))
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".txt")):
            cases, failed = tried(assistant, list(dict.fromkeys(texts_of(file)))[:MOST])
            print(f"| {file.name} | {cases} | {len(failed)} | {failed[:3] or ''} |", flush=True)
            wrong += len(failed)
        assistant.library.close()
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

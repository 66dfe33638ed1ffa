"""Five invented plans for asking: other provinces, subjects and layouts than the samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ingest.load import parse
from ingest.passages import passages
from plans.model import Plan
from retrieval.answer import Answer, Turn
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings

AS_OF = date(2025, 9, 1)
PLANS = Path(__file__).parent / "plans"


def assistant_of(place: Path | Settings, *files: str) -> Assistant:
    """Return an assistant over the invented plans in these files, all of them when none is named."""
    library = Library.open(place if isinstance(place, Settings) else Settings(home=place))
    for path in sorted(PLANS.iterdir()):
        if not files or path.name in files:
            plan = parse(path.read_text(encoding="utf-8"), path.name)
            library.add(plan, tuple(passages(plan)))
    return Assistant(library)


@contextmanager
def desk_over(home: Path, texts: Mapping[str, str]) -> Iterator[Desk]:
    """Give a desk over plans by their file names; the library is closed behind it."""
    with Library.open(Settings(home=home)) as library:
        for name, text in texts.items():
            plan = parse(text, name)
            library.add(plan, tuple(passages(plan)))
        yield Desk(Assistant(library))


class Desk:
    """Asks, on a fixed day, and finds what the tests look at."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.plans = {plan.file: plan for plan in assistant.library.plans()}

    def ask(self, question: str, *earlier: str, plan: str | None = None, as_of: date = AS_OF) -> Answer:
        turns = [Turn(text) for text in earlier]
        return self.assistant.ask(question, turns, plan=plan, as_of=as_of)

    def plan(self, file: str) -> Plan:
        return self.plans[file]


def said(answer: Answer) -> str:
    """Everything an answer states of the plans, leads included."""
    return "\n".join(f"{claim.lead}: {claim.shown}" for claim in answer.claims)


def shown(answer: Answer) -> str:
    """Everything a person reads of an answer."""
    return "\n".join([answer.intro, said(answer), *answer.notes, *answer.choices])


def files(answer: Answer) -> list[str]:
    """The files cited, in the order of the claims."""
    return list(dict.fromkeys(citation.plan.file for citation in answer.citations))


def places(answer: Answer) -> list[tuple[str, str]]:
    """File and printed path of each cited section, in order."""
    return [(c.plan.file, ".".join(c.section.path) or c.section.kind) for c in answer.citations]

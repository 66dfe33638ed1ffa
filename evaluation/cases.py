"""What a question set holds: one question, what a right answer to it says, and where the question comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

Alternatives = tuple[str, ...]
STYLES = ("plain", "nodia", "half", "typo", "abbrev", "long", "terse")
DATA = Path(__file__).parent / "data"
REVIEWED = "reviewed"


@dataclass(frozen=True)
class Case:
    """One question and what a right answer holds.

    `status` lists the accepted statuses. `gold` holds verbatim quotes, `facts` what the answer must say; every entry is
    a tuple of alternatives. With `all_gold` each quote must be cited, else one of them. A `critical` question stops a
    release when it is answered wrongly; a question counts only once its `state` is reviewed.
    """

    id: str
    question: str
    kind: str
    style: str
    plans: tuple[str, ...]
    status: tuple[str, ...]
    history: tuple[tuple[str, str], ...] = ()
    gold: tuple[Alternatives, ...] = ()
    all_gold: bool = False
    facts: tuple[Alternatives, ...] = ()
    forbidden: tuple[str, ...] = ()
    as_of: date | None = None
    critical: bool = False
    tags: tuple[str, ...] = ()
    state: str = REVIEWED
    source: str = "manual"
    reviewer: str = ""
    note: str = ""

    @property
    def answerable(self) -> bool:
        """True when only an answer is right."""
        return "answered" in self.status and not {"no_answer", "refused"} & set(self.status)

    @property
    def unanswerable(self) -> bool:
        """True when an answer is wrong whatever it says."""
        return not {"answered", "smalltalk"} & set(self.status)

    @property
    def counts(self) -> bool:
        """True when a person has approved the question."""
        return self.state == REVIEWED

"""Question sets: one JSON object per line, read into values and checked against the plans they quote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plans.errors import UnreadableFile

Alternatives = tuple[str, ...]
STYLES = ("plain", "nodia", "half", "typo", "abbrev", "long", "terse")
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Case:
    """One question and what a right answer holds.

    `status` lists the accepted statuses. `gold` holds verbatim quotes, `facts` what the answer must say; every entry is
    a tuple of alternatives. With `all_gold` each quote must be cited, else one of them.
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

    @property
    def answerable(self) -> bool:
        """True when only an answer is right."""
        return "answered" in self.status and not {"no_answer", "refused"} & set(self.status)

    @property
    def unanswerable(self) -> bool:
        """True when an answer is wrong whatever it says."""
        return not {"answered", "smalltalk"} & set(self.status)


def load(path: Path) -> tuple[Case, ...]:
    """Read the question set at `path`; raise `UnreadableFile` with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"Không đọc được bộ câu hỏi {path}. Hãy kiểm tra đường dẫn và mã UTF-8.") from error
    cases = tuple(_case(path, at, line) for at, line in enumerate(lines, 1) if line.strip())
    _refuse_repeated_ids(path, cases)
    return cases


def problems(cases: tuple[Case, ...], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield in Vietnamese what is wrong with `cases`, given the text of every plan by file name."""
    for case in cases:
        for name in case.plans:
            if name not in texts:
                yield f"{case.id}: không có kế hoạch {name}."
        known = [texts[name] for name in case.plans if name in texts]
        for quote in (alternative for gold in case.gold for alternative in gold):
            if not any(quote in text for text in known):
                yield f"{case.id}: câu trích «{quote}» không có nguyên văn trong kế hoạch."


def _case(path: Path, at: int, line: str) -> Case:
    try:
        row = json.loads(line)
        return Case(
            id=row["id"],
            question=row["question"],
            kind=row["kind"],
            style=row["style"],
            plans=_listed(row["plan"]),
            status=_listed(row["status"]),
            history=tuple((turn["question"], turn.get("answer", "")) for turn in row.get("history", ())),
            gold=tuple(_listed(quote) for quote in row["gold"]),
            all_gold=row["all_gold"],
            facts=tuple(_listed(fact) for fact in row["facts"]),
            forbidden=_listed(row["forbidden"]),
            as_of=date.fromisoformat(row["as_of"]) if "as_of" in row else None,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{path}, dòng {at}: không phải JSON ({error.msg}).") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFile(f"{path}, dòng {at}: thiếu hoặc sai trường {error}.") from error


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _refuse_repeated_ids(path: Path, cases: tuple[Case, ...]) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise UnreadableFile(f"{path}: mã câu hỏi {case.id} xuất hiện hai lần.")
        seen.add(case.id)

"""A case as a JSON object, both ways; what a file gets wrong is told field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from evaluation.cases import REVIEWED, STYLES, Alternatives, Case

Value = TypeVar("Value")
Row = Mapping[str, object]

KINDS = (
    *("duties", "deadline", "target", "legal_basis", "metadata", "content", "definition", "compare", "list"),
    *("overview", "near_miss", "outside", "smalltalk", "unsafe"),
)
STATUSES = ("answered", "no_answer", "clarify", "smalltalk", "refused")
STATES = ("draft", REVIEWED, "rejected")
SOURCES = ("manual", "feedback", "synthetic", "sample")
REQUIRED = ("id", "question", "kind", "style", "plan", "status")
OPTIONAL = (
    *("history", "gold", "all_gold", "facts", "forbidden", "as_of", "critical", "tags", "state", "source"),
    *("reviewer", "note"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class BadValue(ValueError):
    """A value that cannot be read; the text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field of a row and what is wrong with it."""

    field: str
    told: str


def row_of(case: Case) -> dict[str, object]:
    """Return `case` as JSON writes it: one value as itself, several as a list, what is usual left out."""
    row: dict[str, object] = {"id": case.id, "question": case.question}
    if case.history:
        row["history"] = [{"question": question, "answer": answer} for question, answer in case.history]
    row |= {"kind": case.kind, "style": case.style, "plan": _folded(case.plans), "status": _folded(case.status)}
    row |= {"gold": [_folded(quote) for quote in case.gold], "all_gold": case.all_gold}
    row |= {"facts": [_folded(fact) for fact in case.facts], "forbidden": list(case.forbidden)}
    if case.as_of:
        row["as_of"] = case.as_of.isoformat()
    return row | _provenance(case)


def _provenance(case: Case) -> dict[str, object]:
    told: dict[str, object] = {
        "critical": case.critical,
        "tags": list(case.tags),
        "state": case.state if case.state != REVIEWED else None,
        "source": case.source if case.source != "manual" else None,
        "reviewer": case.reviewer,
        "note": case.note,
    }
    return {name: value for name, value in told.items() if value}


def _folded(values: Sequence[str]) -> object:
    return None if not values else values[0] if len(values) == 1 else list(values)


@dataclass
class Reader:
    """Reads the fields of one row and remembers what was wrong with them."""

    row: Row
    wrong: list[Wrong] = field(default_factory=list)

    def get(self, name: str, read: Callable[[object], Value], default: Value) -> Value:
        """Return the field `name` as `read` understands it; `default` where it is missing or wrong."""
        value = self.row.get(name)
        if value is None:
            return default
        try:
            return read(value)
        except BadValue as error:
            self.wrong.append(Wrong(name, str(error)))
            return default

    def case(self) -> Case | None:
        """Return the case, or None when anything is wrong."""
        self._fields()
        case = Case(
            id=self.get("id", _filled, ""),
            question=self.get("question", _filled, ""),
            kind=self.get("kind", _one_of(KINDS), ""),
            style=self.get("style", _one_of(STYLES), ""),
            plans=self.get("plan", _names, ()),
            status=self.get("status", _all_of(STATUSES), ()),
            history=self.get("history", _turns, ()),
            gold=self.get("gold", _points, ()),
            all_gold=self.get("all_gold", _yes, False),
            facts=self.get("facts", _points, ()),
            forbidden=self.get("forbidden", _alternatives, ()),
            as_of=self.get("as_of", _day, None),
            critical=self.get("critical", _yes, False),
            tags=self.get("tags", _names, ()),
            state=self.get("state", _one_of(STATES), REVIEWED),
            source=self.get("source", _one_of(SOURCES), "manual"),
            reviewer=self.get("reviewer", _stripped, ""),
            note=self.get("note", _stripped, ""),
        )
        return None if self.wrong else case

    def _fields(self) -> None:
        known = {*REQUIRED, *OPTIONAL}
        self.wrong += [Wrong(str(name), "không có trường này") for name in self.row if name not in known]
        missing = (name for name in REQUIRED if name not in self.row or (self.row[name] is None and name != "plan"))
        self.wrong += [Wrong(name, "thiếu") for name in missing]


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadValue(f"phải là chữ, không phải {value!r}")
    text = str(value)
    if found := _CONTROL.search(text):
        raise BadValue(f"có ký tự điều khiển {found[0]!r}; hãy xóa nó")
    return text


def _stripped(value: object) -> str:
    return _text(value).strip()


def _filled(value: object) -> str:
    text = _text(value)
    if not text.strip():
        raise BadValue("trống")
    return text


def _alternatives(value: object) -> Alternatives:
    return tuple(_filled(each) for each in value) if isinstance(value, list) else (_filled(value),)


def _names(value: object) -> Alternatives:
    """Read names that a cell lists with semicolons between them."""
    if bad := next((name for name in _alternatives(value) if ";" in name), None):
        raise BadValue(f"tên không được có dấu chấm phẩy: {bad}")
    return tuple(name.strip() for name in _alternatives(value))


def _points(value: object) -> tuple[Alternatives, ...]:
    if not isinstance(value, list):
        raise BadValue("phải là danh sách")
    return tuple(_alternatives(each) for each in value if each != [])


def _turns(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list) or not all(isinstance(turn, dict) and "question" in turn for turn in value):
        raise BadValue("phải là danh sách các lượt có question và answer")
    return tuple((_filled(turn["question"]), _text(turn.get("answer") or "")) for turn in value)


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValue(f"phải là có hoặc không, không phải {value!r}")
    return value


def _day(value: object) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(_text(value))
    except ValueError as error:
        raise BadValue(f"không phải ngày (năm-tháng-ngày): {value!r}") from error


def _one_of(known: Sequence[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in known:
            raise BadValue(f"không hiểu «{value}»; nhận một trong: {', '.join(known)}")
        return str(value)

    return read


def _all_of(known: Sequence[str]) -> Callable[[object], Alternatives]:
    one = _one_of(known)
    return lambda value: tuple(one(each) for each in _alternatives(value))

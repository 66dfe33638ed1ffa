"""Plans as rows and rows as plans: what is read back equals what was stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import groupby
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, RowMapping, Table, insert, select

from plans.model import Assignment, Deadline, Header, Passage, Plan, Reference, Repair, Section, Span, Target
from retrieval import schema

Row = dict[str, object]
Fact = TypeVar("Fact")
_FACTS: Final[tuple[tuple[str, Table, type], ...]] = (
    ("assignments", schema.assignment, Assignment),
    ("deadlines", schema.deadline, Deadline),
    ("targets", schema.target, Target),
    ("references", schema.reference, Reference),
    ("repairs", schema.repair, Repair),
)
_SHAPES: Final[dict[type, tuple[tuple[str, bool], ...]]] = {
    kind: tuple((field.name, field.type == "Span") for field in fields(kind))
    for kind in (Header, Section, Passage, *(kind for _, _, kind in _FACTS))
}
_AT_ONCE: Final = 500  # versions read by one statement: databases limit the number of parameters


@dataclass(frozen=True)
class Held:
    """One stored version of a plan with its passages."""

    version_id: int
    plan: Plan
    passages: tuple[Passage, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names of the passages in derived indexes: "plan:version:ordinal", never used twice."""
        plan_id = self.plan.id.encode("utf-8", "replace").decode()  # a file name may hold half a surrogate pair
        return tuple(f"{plan_id}:{self.version_id}:{ordinal}" for ordinal in range(len(self.passages)))


def pair(key: str) -> tuple[int, int]:
    """Return the version and the ordinal in a passage's key."""
    _, version, ordinal = key.rsplit(":", 2)
    return int(version), int(ordinal)


def save(connection: Connection, version_id: int, plan: Plan, passages: Sequence[Passage]) -> None:
    """Store everything of `plan` but the row of its version."""
    _insert(connection, schema.section, version_id, _sections(plan.sections))
    for name, table, _ in _FACTS:
        _insert(connection, table, version_id, map(_row, getattr(plan, name)))
    _insert(connection, schema.passage, version_id, map(_row, passages))


def version_row(plan: Plan) -> Row:
    """Return the columns of `version` that come from the plan itself."""
    spans = [(name, span.start, span.end) for name, span in plan.header.spans]
    stated = {"file": plan.file, "text": plan.text, "warnings": plan.warnings, "pages": plan.pages}
    return _row(plan.header, "spans") | {"header_spans": spans} | stated


def load(connection: Connection, version_ids: Sequence[int]) -> Iterator[Held]:
    """Yield the stored versions with these ids, in no order that matters."""
    for begin in range(0, len(version_ids), _AT_ONCE):
        yield from _load(connection, version_ids[begin : begin + _AT_ONCE])


def _load(connection: Connection, ids: Sequence[int]) -> Iterator[Held]:
    sections = _grouped(connection, schema.section, ids)
    passages = _grouped(connection, schema.passage, ids)
    facts = [(name, kind, _grouped(connection, table, ids)) for name, table, kind in _FACTS]
    for row in connection.execute(select(schema.version).where(schema.version.c.id.in_(ids))).mappings():
        key = row["id"]
        stated: dict[str, Any] = {
            name: tuple(_value(kind, fact) for fact in rows.get(key, ())) for name, kind, rows in facts
        }
        plan = Plan(
            id=row["plan_id"],
            file=row["file"],
            text=row["text"],
            header=_header(row),
            sections=_tree(sections.get(key, [])),
            warnings=row["warnings"],
            pages=tuple((start, number) for start, number in row["pages"]),
            **stated,
        )
        yield Held(key, plan, tuple(_value(Passage, passage) for passage in passages.get(key, ())))


def _header(row: RowMapping) -> Header:
    spans = tuple((name, Span(start, end)) for name, start, end in row["header_spans"])
    return _value(Header, row, spans=spans)


def _insert(connection: Connection, table: Table, version_id: int, rows: Iterable[Row]) -> None:
    numbered = [row | {"version_id": version_id, "ordinal": ordinal} for ordinal, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(table), numbered)


def _grouped(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, list[RowMapping]]:
    chosen = select(table).where(table.c.version_id.in_(ids)).order_by(table.c.version_id, table.c.ordinal)
    rows = connection.execute(chosen).mappings()
    return {version_id: list(group) for version_id, group in groupby(rows, key=lambda row: row["version_id"])}


def _sections(sections: Sequence[Section]) -> list[Row]:
    rows: list[Row] = []

    def flatten(level: Sequence[Section], parent: int | None) -> None:
        for section in level:
            rows.append(_row(section, "children") | {"parent": parent})
            flatten(section.children, len(rows) - 1)

    flatten(sections, None)
    return rows


def _tree(rows: Sequence[RowMapping]) -> tuple[Section, ...]:
    below: defaultdict[int | None, list[Section]] = defaultdict(list)
    for row in reversed(rows):  # children come after their parent, so backwards they are ready when it is built
        children = tuple(reversed(below.pop(row["ordinal"], [])))
        below[row["parent"]].append(_value(Section, row, children=children))
    return tuple(reversed(below[None]))


def _row(value: object, *without: str) -> Row:
    row: Row = {}
    for field in fields(value):  # type: ignore[arg-type]
        stored = getattr(value, field.name)
        if field.name in without:
            continue
        if isinstance(stored, Span):
            row |= {f"{field.name}_start": stored.start, f"{field.name}_end": stored.end}
        else:
            row[field.name] = stored
    return row


def _value(kind: type[Fact], row: RowMapping, **known: Any) -> Fact:
    for name, is_span in _SHAPES[kind]:
        if name not in known:
            known[name] = Span(row[f"{name}_start"], row[f"{name}_end"]) if is_span else row[name]
    return kind(**known)

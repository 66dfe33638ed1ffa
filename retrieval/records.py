"""Plans as rows and rows as plans: what is read back equals what was stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, Table, bindparam, func, insert, select

from plans.model import Assignment, Deadline, Header, Passage, Plan, Reference, Repair, Section, Span, Target
from retrieval import schema
from retrieval.catalogue import Entry, keys_of

Cells = dict[str, object]
Read = Callable[..., Any]
_FACTS: Final[tuple[tuple[str, Table, type], ...]] = (
    ("assignments", schema.assignment, Assignment),
    ("deadlines", schema.deadline, Deadline),
    ("targets", schema.target, Target),
    ("references", schema.reference, Reference),
    ("repairs", schema.repair, Repair),
)
_STATED: Final = ("number", "issued_on", "place", "issuer", "province", "kind", "title")  # of a header, in an entry
_IDS: Final[BindParameter[int]] = bindparam("ids", expanding=True)
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
        return keys_of(self.plan.id, self.version_id, len(self.passages))


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


def version_row(plan: Plan) -> Cells:
    """Return the columns of `version` that come from the plan itself."""
    spans = [(name, span.start, span.end) for name, span in plan.header.spans]
    stated = {"file": plan.file, "text": plan.text, "warnings": plan.warnings, "pages": plan.pages}
    return _row(plan.header, "spans") | {"header_spans": spans} | stated


def entries(connection: Connection, version_ids: Sequence[int]) -> Iterator[Entry]:
    """Yield what is known of stored versions without reading them, in no order that matters."""
    table, owner = schema.version.c, schema.passage.c.version_id
    heads = select(table.id, table.plan_id, table.file, *(table[name] for name in _STATED))
    for some in _batches(version_ids):
        counted = select(owner, func.count()).where(owner.in_(some)).group_by(owner)
        sizes = {version: size for version, size in connection.execute(counted)}
        for version, plan_id, file, *stated in connection.execute(heads.where(table.id.in_(some))):
            yield Entry(version, plan_id, file, Header(*stated), sizes.get(version, 0))


def texts(connection: Connection, version_ids: Sequence[int]) -> list[str]:
    """Return the texts of stored versions, in no order that matters."""
    table = schema.version.c
    chosen = (select(table.text).where(table.id.in_(some)) for some in _batches(version_ids))
    return [text for one in chosen for text in connection.scalars(one)]


def deadlines(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[int, Deadline]]:
    """Yield the duties with a time limit for which a condition holds, each with its version."""
    chosen, read = _READ[Deadline]
    for row in connection.execute(chosen.where(where)):
        yield row[0], read(row)


def load(connection: Connection, version_ids: Sequence[int]) -> Iterator[Held]:
    """Yield the stored versions with these ids, in no order that matters."""
    for some in _batches(version_ids):
        yield from _load(connection, some)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[begin : begin + _AT_ONCE] for begin in range(0, len(ids), _AT_ONCE))


def _load(connection: Connection, ids: Sequence[int]) -> Iterator[Held]:
    sections = _grouped(connection, Section, ids)
    passages = _values(connection, Passage, ids)
    facts = [(name, _values(connection, kind, ids)) for name, _, kind in _FACTS]
    for row in connection.execute(_VERSIONS, {"ids": ids}).mappings():
        key = row["id"]
        spans = tuple((name, Span(start, end)) for name, start, end in row["header_spans"])
        stated = {field.name: row[field.name] for field in fields(Header) if field.name != "spans"}
        plan = Plan(
            id=row["plan_id"],
            file=row["file"],
            text=row["text"],
            header=Header(**stated, spans=spans),
            sections=_tree(sections.get(key, [])),
            warnings=row["warnings"],
            pages=tuple((start, number) for start, number in row["pages"]),
            **{name: found.get(key, ()) for name, found in facts},
        )
        yield Held(key, plan, passages.get(key, ()))


def _reading(kind: type, table: Table, *more: str) -> tuple[Select[Any], Read]:
    """Return what selects the rows of `kind`, their owner and the columns `more` first, and what reads one."""
    columns = [table.c.version_id, *(table.c[name] for name in more)]
    first = len(columns)
    spans: list[int] = []
    for field in fields(kind):
        if field.name == "children":
            continue
        if field.type == "Span":
            spans.insert(0, len(columns))  # the last first: those before it stay where they are
        names = [f"{field.name}_start", f"{field.name}_end"] if field.type == "Span" else [field.name]
        columns += [table.c[name] for name in names]

    def read(row: Row[Any], *last: object) -> object:
        values = [*row]
        for at in spans:
            values[at : at + 2] = (Span(values[at], values[at + 1]),)
        return kind(*values[first:], *last)

    return select(*columns).order_by(table.c.version_id, table.c.ordinal), read


_VERSIONS: Final = select(schema.version).where(schema.version.c.id.in_(_IDS))
_READ: Final[dict[type, tuple[Select[Any], Callable[..., Any]]]] = {
    Section: _reading(Section, schema.section, "ordinal", "parent"),
    **{kind: _reading(kind, table) for kind, table in ((Passage, schema.passage), *((k, t) for _, t, k in _FACTS))},
}


# Made once: to make a statement costs more than to read the rows of one plan with it.
_OF: Final = {kind: chosen.where(chosen.selected_columns[0].in_(_IDS)) for kind, (chosen, _) in _READ.items()}


def _values(connection: Connection, kind: type, ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    read = _READ[kind][1]
    return {version: tuple(map(read, rows)) for version, rows in _grouped(connection, kind, ids).items()}


def _insert(connection: Connection, table: Table, version_id: int, rows: Iterable[Cells]) -> None:
    numbered = [row | {"version_id": version_id, "ordinal": ordinal} for ordinal, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(table), numbered)


def _grouped(connection: Connection, kind: type, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the rows of a kind of some versions, by version, each in the order of the text."""
    rows = connection.execute(_OF[kind], {"ids": ids}).all()
    return {version: list(some) for version, some in groupby(rows, key=itemgetter(0))}


def _sections(sections: Sequence[Section]) -> list[Cells]:
    rows: list[Cells] = []

    def flatten(level: Sequence[Section], parent: int | None) -> None:
        for section in level:
            rows.append(_row(section, "children") | {"parent": parent})
            flatten(section.children, len(rows) - 1)

    flatten(sections, None)
    return rows


def _tree(rows: Sequence[Row[Any]]) -> tuple[Section, ...]:
    below: defaultdict[int | None, list[Section]] = defaultdict(list)
    read = _READ[Section][1]
    for row in reversed(rows):  # children come after their parent, so backwards they are ready when it is built
        _, ordinal, parent, *_ = row
        below[parent].append(read(row, tuple(reversed(below.pop(ordinal, ())))))
    return tuple(reversed(below[None]))


def _row(value: object, *without: str) -> Cells:
    row: Cells = {}
    for field in fields(value):  # type: ignore[arg-type]
        stored = getattr(value, field.name)
        if field.name in without:
            continue
        if isinstance(stored, Span):
            row |= {f"{field.name}_start": stored.start, f"{field.name}_end": stored.end}
        else:
            row[field.name] = stored
    return row

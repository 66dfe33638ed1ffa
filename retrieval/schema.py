"""The tables of the library: the dataclasses of a plan, one row each, in the order of the text.

The columns of facts are made from the dataclasses themselves, so that what a plan can say and what is stored cannot
drift apart. A row of `version` is never changed once written; `plan.active_version` says which one readers see.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from plans.model import Assignment, Deadline, Header, Passage, Reference, Repair, Section, Target

SCHEMA_VERSION: Final = 3  # one more means one more step in `migrations`
_ESCAPED = re.compile("\ue000([0-9a-f]{4})")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ue000]")


class Exact(TypeDecorator[str]):
    """Text kept to the character: what databases refuse (NUL, lone surrogates) is stored escaped."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what cannot be stored."""
        return value if value is None else _UNSTORABLE.sub(lambda found: f"\ue000{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Give back what was escaped."""
        return value if value is None or "\ue000" not in value else _ESCAPED.sub(lambda e: chr(int(e[1], 16)), value)


class Listed(TypeDecorator[tuple[object, ...]]):
    """A tuple of plain values, stored as a JSON list."""

    impl = Exact
    cache_ok = True

    def process_bind_param(self, value: tuple[object, ...] | None, dialect: Dialect) -> str:
        """Write the list."""
        return json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[object, ...]:
        """Read the list back as a tuple."""
        return () if value is None else _listed(value)


@lru_cache(maxsize=1024)
def _listed(value: str) -> tuple[object, ...]:
    """Return a stored list; the paths of sections are the same few in every plan, and kept once."""
    return tuple(json.loads(value))


_TYPES: Final = {
    "str": Exact,
    "SectionKind": Exact,
    "DeadlineKind": Exact,
    "int": Integer,
    "float": Double,
    "bool": Boolean,
    "date": Date,
    "tuple[str, ...]": Listed,
}


def _columns(kind: type, *without: str) -> Iterator[Column[object]]:
    for field in fields(kind):
        annotation = str(field.type)
        if field.name in without:
            continue
        if annotation == "Span":
            yield Column(f"{field.name}_start", Integer, nullable=False)
            yield Column(f"{field.name}_end", Integer, nullable=False)
        else:
            stored = _TYPES[annotation.removesuffix(" | None")]
            yield Column(field.name, stored, nullable=annotation.endswith(" | None"))


metadata = MetaData()
meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("library", String(32), nullable=False),
    Column("schema", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
)
plan = Table(
    "plan",
    metadata,
    Column("id", Exact, primary_key=True),
    Column("active_version", ForeignKey("version.id", use_alter=True, name="plan_active_version")),
)
version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("plan.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version_number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("file", Exact, nullable=False),
    *_columns(Header, "spans"),
    Column("header_spans", Listed, nullable=False),
    Column("warnings", Listed, nullable=False),
    Column("pages", Listed, nullable=False),
    Column("text", Exact, nullable=False),
    sqlite_autoincrement=True,  # ids of removed versions must not come back: derived rows carry them
)


def _table(name: str, *columns: Column[object]) -> Table:
    owner: Column[int] = Column("version_id", ForeignKey("version.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, metadata, owner, Column("ordinal", Integer, primary_key=True), *columns)


section = _table("section", Column("parent", Integer), *_columns(Section, "children"))
assignment = _table("assignment", *_columns(Assignment))
deadline = _table("deadline", *_columns(Deadline))
target = _table("target", *_columns(Target))
reference = _table("reference", *_columns(Reference))
repair = _table("repair", *_columns(Repair))
passage = _table("passage", *_columns(Passage))
embedding = Table(
    "embedding",
    metadata,
    Column("version_id", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("embedder", String(200), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    ForeignKeyConstraint(["version_id", "ordinal"], ["passage.version_id", "passage.ordinal"], ondelete="CASCADE"),
)
access = Table(
    "access",
    metadata,
    Column("plan_id", Exact, primary_key=True),  # no foreign key: a restriction outlives the plan it is on
    Column("audience", String(100), primary_key=True),
)
correction = Table(
    "correction",
    metadata,
    Column("plan_id", Exact, primary_key=True),  # no foreign key: what a person corrected outlives the plan
    Column("field", String(40), primary_key=True),
    Column("value", Exact),
)
known_file = Table(
    "known_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("reader", String(64), primary_key=True),  # the program that read it: another may read it differently
    Column("ordinal", Integer, primary_key=True),
    Column("plans", Integer, nullable=False),  # how many plans came of the file
    Column("version_id", ForeignKey("version.id", ondelete="CASCADE"), nullable=False),
)
Index("version_of_number", version.c.number)

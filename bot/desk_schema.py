"""The tables of the Telegram desk, in the database of the library: people, what came in, what went out, what is kept.

Times are seconds since 1970. Texts are kept to the character as the library's own are.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from retrieval.schema import Exact

desk: Final = MetaData()
_Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in an INTEGER column


def _table(name: str, *columns: SchemaItem) -> Table:
    return Table(f"desk_{name}", desk, *columns, sqlite_autoincrement=True)


def _number(autoincrement: bool = True) -> Column[int]:
    return Column("id", _Id, primary_key=True, autoincrement=autoincrement)


person = _table(
    "person",
    _number(autoincrement=False),
    Column("name", Exact, nullable=False, default=""),
    Column("role", String(20)),
    Column("since", Float, nullable=False),
    Column("blocked_at", Float),
    Column("plain_lines", Boolean, nullable=False, default=False),
)
member = _table(
    "member",
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("audience", String(100), primary_key=True),
)
chat = _table("chat", _number(autoincrement=False), Column("title", Exact, nullable=False), Column("since", Float))
invitation = _table(
    "invitation",
    Column("digest", String(64), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("uses_left", Integer, nullable=False),
)
request = _table(
    "request",
    Column("person", _Id, primary_key=True, autoincrement=False),
    Column("name", Exact, nullable=False),
    Column("asked_at", Float, nullable=False),
)
inbox = _table(
    "inbox",
    _number(autoincrement=False),
    Column("chat", _Id, index=True),
    Column("body", Exact, nullable=False),
    Column("received_at", Float, nullable=False),
    Column("done_at", Float, index=True),
)
outbox = _table(
    "outbox",
    _number(),
    Column("chat", _Id, nullable=False),
    Column("thread", _Id),
    Column("reply_to", _Id),
    Column("html", Exact, nullable=False),
    Column("plain", Exact, nullable=False),
    Column("keyboard", Exact),
    Column("question", _Id),
    Column("state", String(10), nullable=False, index=True),
    Column("due_at", Float, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("message_id", _Id),
)
question = _table(
    "question",
    _number(),
    Column("person", _Id, nullable=False, index=True),
    Column("chat", _Id, nullable=False),
    Column("thread", _Id),
    Column("message", _Id),
    Column("asked_at", Float, nullable=False, index=True),
    Column("text", Exact, nullable=False),
    Column("status", String(20), nullable=False),
    Column("answer", Exact, nullable=False),
    Column("details", Exact, nullable=False),
    Column("took_ms", Float, nullable=False),
    Column("closed", Boolean, nullable=False, default=False),
)
vote = _table(
    "vote",
    Column("question", ForeignKey("desk_question.id", ondelete="CASCADE"), primary_key=True),
    Column("person", _Id, primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("at", Float, nullable=False),
)
comment = _table(
    "comment",
    _number(),
    Column("person", _Id, nullable=False, index=True),
    Column("text", Exact, nullable=False),
    Column("at", Float, nullable=False),
    Column("question", _Id),
)
place = _table(
    "place",
    _number(),
    Column("plan_id", Exact, nullable=False),
    Column("section_id", Exact, nullable=False),
    UniqueConstraint("plan_id", "section_id"),
)
upload = _table(
    "upload",
    _number(),
    Column("person", _Id, nullable=False),
    Column("name", Exact, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", Float, nullable=False),
)
removed = _table(
    "removed",
    _number(),
    Column("plan_id", Exact, nullable=False),
    Column("name", Exact, nullable=False),
    Column("file", Exact, nullable=False),
    Column("text", Exact, nullable=False),
    Column("removed_at", Float, nullable=False),
)
removed_reading = _table(
    "removed_reading",  # a table of its own, as the one above is in libraries made before it was kept
    Column("removed", ForeignKey("desk_removed.id", ondelete="CASCADE"), primary_key=True),
    Column("reading", Exact, nullable=False),
)
reminder = _table(
    "reminder",
    _number(),
    Column("person", _Id, nullable=False, index=True),
    Column("chat", _Id, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("plan_id", Exact),
    Column("agency", Exact),
    Column("made_at", Float, nullable=False),
)
reminded = _table(
    "reminded",
    Column("reminder", ForeignKey("desk_reminder.id", ondelete="CASCADE"), primary_key=True),
    Column("what", String(100), primary_key=True),
    Column("day", Date, primary_key=True),
)
replica = _table(
    "replica",
    Column("name", String(40), primary_key=True),
    Column("seen_at", Float, nullable=False),
)
claim = _table(
    "claim",
    Column("what", String(10), primary_key=True),
    Column("number", _Id, primary_key=True, autoincrement=False),
    Column("replica", String(40), nullable=False),
)
spent = _table(
    "spent",
    Column("day", Date, primary_key=True),
    Column("person", String(40), primary_key=True),
    Column("tokens", _Id, nullable=False),
)
setting = _table("setting", Column("name", String(50), primary_key=True), Column("value", Exact, nullable=False))

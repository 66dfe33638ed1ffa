"""What was asked and answered, what people thought of it, and how they get it back or have it forgotten."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, and_, delete, func, insert, or_, select, update

from bot import desk_schema as schema
from bot.desk_store import Store
from retrieval.answer import Turn

KEEP_DAYS: Final = "luu_cau_hoi_ngay"  # the setting an admin changes
DAYS: Final = 90
DAY: Final = 86_400.0
REMEMBERED: Final = 3  # turns
FORGOTTEN_AFTER: Final = 15 * 60.0


@dataclass(frozen=True)
class Where:
    """A person in one topic of one chat: nobody continues somebody else's conversation."""

    chat: int
    thread: int | None
    person: int


@dataclass(frozen=True)
class Cited:
    """A citation as it is kept: the plan, its version, the section, and the quoted range."""

    plan_id: str
    version: int
    section_id: str
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Details:
    """All of an answer that a button or a reader of the diary needs later; `pages` are nodes as they are written.

    `plans` are those it cites, `named` those it names: whoever may not see all of them any more does not get it again.
    """

    intent: str = ""
    understood: str = ""
    mode: str = "offline"
    citations: tuple[Cited, ...] = ()
    retrieved: tuple[tuple[str, str, float], ...] = ()
    pages: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    agency: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One question and its answer."""

    where: Where
    text: str
    status: str
    answer: str
    details: Details = field(default_factory=Details)
    took_ms: float = 0.0
    message: int | None = None
    id: int = 0
    asked_at: float = 0.0


@dataclass(frozen=True)
class Diary:
    """The questions of the last weeks."""

    store: Store

    def add(self, entry: Entry) -> int:
        """Keep an entry and return its number."""
        row = asdict(entry.where) | {"text": entry.text, "status": entry.status, "answer": entry.answer}
        row |= {"details": json.dumps(asdict(entry.details), ensure_ascii=False), "took_ms": entry.took_ms}
        row |= {"asked_at": self.store.clock(), "message": entry.message, "closed": False}
        with self.store.writing() as connection:
            made = insert(schema.question).values(row).returning(schema.question.c.id)
            return int(connection.execute(made).scalar_one())

    def entry(self, number: int) -> Entry | None:
        """Return the entry with this number, if it is still kept."""
        found = self._entries(schema.question.c.id == number)
        return found[0] if found else None

    def turns(self, where: Where) -> tuple[Turn, ...]:
        """Return somebody's last turns there, oldest first; none after a quarter of an hour."""
        q = schema.question.c
        recent = q.asked_at > self.store.clock() - FORGOTTEN_AFTER
        last = self._entries(and_(_there(where), recent, q.closed.is_(False)), limit=REMEMBERED)
        return tuple(Turn(one.text, one.answer) for one in reversed(last))

    def last(self, where: Where) -> Entry | None:
        """Return what was last answered to somebody there."""
        found = self._entries(_there(where), limit=1)
        return found[0] if found else None

    def behind(self, chat: int, message_id: int) -> Entry | None:
        """Return the entry that a message of the bot answered."""
        box = schema.outbox.c
        with self.store.reading() as connection:
            chosen = select(box.question).where(box.chat == chat, box.message_id == message_id)
            number = connection.scalar(chosen)
        return self.entry(number) if number else None

    def answers_to(self, chat: int, message: int) -> list[Entry]:
        """Return what was answered to one message of a person, before and after it was edited."""
        q = schema.question.c
        return self._entries(and_(q.chat == chat, q.message == message))

    def close(self, where: Where) -> None:
        """Begin a new conversation: what was said before is no context any more."""
        with self.store.writing() as connection:
            connection.execute(update(schema.question).where(_there(where)).values(closed=True))

    def vote(self, number: int, person: int, good: bool) -> None:
        """Keep what somebody thinks of an answer; a later vote takes the place of an earlier one."""
        with self.store.writing() as connection:
            mine = and_(schema.vote.c.question == number, schema.vote.c.person == person)
            connection.execute(delete(schema.vote).where(mine))
            row = {"question": number, "person": person, "good": good, "at": self.store.clock()}
            connection.execute(insert(schema.vote).values(row))

    def remark(self, person: int, text: str, number: int | None) -> None:
        """Keep what somebody wrote about the bot or an answer."""
        row = {"person": person, "text": text, "at": self.store.clock(), "question": number}
        with self.store.writing() as connection:
            connection.execute(insert(schema.comment).values(row))

    def remarks(self, limit: int = 20) -> list[str]:
        """Return the latest remarks."""
        chosen = select(schema.comment.c.text).order_by(schema.comment.c.at.desc()).limit(limit)
        with self.store.reading() as connection:
            return list(connection.scalars(chosen))

    def doubtful(self, limit: int = 50) -> list[Entry]:
        """Return the latest entries that were voted down or could not be answered, newest first."""
        voted = select(schema.vote.c.question).where(schema.vote.c.good.is_(False))
        q = schema.question.c
        return self._entries(or_(q.id.in_(voted), q.status.in_(("no_answer", "error"))), limit=limit)

    def tally(self, days: float = 7) -> dict[str, float]:
        """Return how many questions were asked in the last days, how many of each status, votes and times."""
        q, since = schema.question.c, self.store.clock() - days * DAY
        with self.store.reading() as connection:
            by_status = select(q.status, func.count()).where(q.asked_at > since).group_by(q.status)
            counts: dict[str, float] = {row[0]: row[1] for row in connection.execute(by_status)}
            times = sorted(connection.scalars(select(q.took_ms).where(q.asked_at > since)))
            for good, name in ((True, "good"), (False, "bad")):
                votes = select(func.count()).where(schema.vote.c.good.is_(good), schema.vote.c.at > since)
                counts[name] = connection.scalar(votes) or 0
        middle, high = (times[int(len(times) * share)] if times else 0.0 for share in (0.5, 0.95))
        return counts | {"asked": len(times), "p50": middle, "p95": high}

    def of(self, person: int) -> list[Entry]:
        """Return everything kept of what one person asked, oldest first."""
        return self._entries(schema.question.c.person == person)[::-1]

    def remarks_of(self, person: int) -> list[str]:
        """Return everything kept of what one person remarked."""
        chosen = select(schema.comment.c.text).where(schema.comment.c.person == person)
        with self.store.reading() as connection:
            return list(connection.scalars(chosen.order_by(schema.comment.c.at)))

    def forget(self, person: int) -> int:
        """Delete what one person asked, voted and remarked, and return how many questions that were."""
        with self.store.writing() as connection:
            connection.execute(delete(schema.vote).where(schema.vote.c.person == person))
            connection.execute(delete(schema.comment).where(schema.comment.c.person == person))
            connection.execute(delete(schema.outbox).where(schema.outbox.c.chat == person))
            return connection.execute(delete(schema.question).where(schema.question.c.person == person)).rowcount

    def sweep(self) -> int:
        """Delete what is older than it may be kept, and return how many questions that were."""
        before = self.store.clock() - self.store.setting(KEEP_DAYS, DAYS) * DAY
        with self.store.writing() as connection:
            connection.execute(delete(schema.comment).where(schema.comment.c.at < before))
            return connection.execute(delete(schema.question).where(schema.question.c.asked_at < before)).rowcount

    def _entries(self, which: ColumnElement[bool], limit: int | None = None) -> list[Entry]:
        chosen = select(schema.question).where(which).order_by(schema.question.c.id.desc()).limit(limit)
        with self.store.reading() as connection:
            return [_entry(row) for row in connection.execute(chosen).mappings()]


def _there(where: Where) -> ColumnElement[bool]:
    q = schema.question.c
    thread = q.thread.is_(None) if where.thread is None else q.thread == where.thread
    return and_(q.chat == where.chat, q.person == where.person, thread)


def _entry(row: RowMapping) -> Entry:
    where = Where(row["chat"], row["thread"], row["person"])
    kept = {name: row[name] for name in ("text", "status", "answer", "took_ms", "message", "id", "asked_at")}
    return Entry(where=where, details=_details(row["details"]), **kept)


def _details(written: str) -> Details:
    read = json.loads(written)
    return Details(
        intent=read["intent"],
        understood=read["understood"],
        mode=read["mode"],
        citations=tuple(Cited(**one) for one in read["citations"]),
        retrieved=tuple((plan, section, score) for plan, section, score in read["retrieved"]),
        pages=tuple(read["pages"]),
        suggestions=tuple(read["suggestions"]),
        plans=tuple(read["plans"]),
        agency=read["agency"],
        named=tuple(read.get("named", ())),  # older entries have none
    )

"""What Telegram delivered, on disk before Telegram is told that it arrived; each update is handled once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from telegram import Update

from bot import desk_schema as schema
from bot.desk_store import Store
from bot.replicas import claim, elsewhere, forget, left

LATE: Final = 600.0  # seconds after which an answer comes with an apology, and only to a chat's last question
STALE_BUTTON: Final = 60.0
HELD: Final = 60.0  # seconds in which every answer is there, the offline one instead of a slow model's
SENDING: Final = 10.0
KEPT: Final = 7 * 86_400.0  # how long the numbers of handled updates are remembered; Telegram repeats within a day


@dataclass(frozen=True)
class Received:
    """An update as it is stored."""

    id: int
    body: str
    received_at: float


@dataclass(frozen=True)
class Inbox:
    """The updates not handled yet, and the numbers of those that were."""

    store: Store

    def keep(self, updates: Sequence[Update]) -> list[Update]:
        """Store updates in one transaction and return those that were never seen before."""
        now, numbers = self.store.clock(), [one.update_id for one in updates]
        with self.store.writing() as connection:
            seen = set(connection.scalars(select(schema.inbox.c.id).where(schema.inbox.c.id.in_(numbers))))
            fresh = list({one.update_id: one for one in updates if one.update_id not in seen}.values())
            if fresh:
                rows = [{"id": u.update_id, "chat": _chat(u), "body": u.to_json(), "received_at": now} for u in fresh]
                connection.execute(insert(schema.inbox), rows)
                claim(connection, self.store, "update", (one.update_id for one in fresh))
        return fresh

    def left_behind(self, *, mine: bool) -> list[Received]:
        """Take over what was stored and not handled, and on which nobody alive works; oldest first.

        With `mine`, at the start of a run, that is also what an earlier run of this replica worked on.
        """
        box = schema.inbox.c
        chosen = select(box.id, box.body, box.received_at).where(box.done_at.is_(None)).order_by(box.id)
        with self.store.writing() as connection:
            rows = connection.execute(chosen.where(left(self.store, "update", box.id, mine=mine))).all()
            claim(connection, self.store, "update", (row.id for row in rows))
        return [Received(row.id, row.body, row.received_at) for row in rows]

    def waiting(self) -> list[Received]:
        """Return what was stored and not handled, oldest first."""
        box = schema.inbox.c
        chosen = select(box.id, box.body, box.received_at).where(box.done_at.is_(None)).order_by(box.id)
        with self.store.reading() as connection:
            return [Received(row.id, row.body, row.received_at) for row in connection.execute(chosen)]

    def done(self, *numbers: int) -> None:
        """Note that updates need nothing more; most were settled with their answer."""
        box = schema.inbox.c
        with self.store.reading() as connection:
            chosen = select(box.id).where(box.id.in_(numbers), box.done_at.is_(None))
            left_over = connection.scalars(chosen).all()
        if left_over:
            with self.store.writing() as connection:
                settle(connection, left_over, self.store.clock())

    def sweep(self) -> None:
        """Forget updates handled long ago."""
        with self.store.writing() as connection:
            old = schema.inbox.c.done_at < self.store.clock() - KEPT
            gone = connection.scalars(delete(schema.inbox).where(old).returning(schema.inbox.c.id)).all()
            forget(connection, "update", gone)

    def held_elsewhere(self, chat: int, number: int) -> bool:
        """Say whether another bot works on what was said in a chat before `number`, or is sending an answer there.

        What was begun long ago holds nobody: a letter that Telegram will not take yet, an answer that never comes.
        """
        box, out, now = schema.inbox.c, schema.outbox.c, self.store.clock()
        asked = select(box.id).where(box.chat == chat, box.id < number, box.done_at.is_(None))
        sent = select(out.id).where(out.chat == chat, out.state.in_(("new", "sending")))
        asked = asked.where(box.received_at > now - HELD, elsewhere(self.store, "update", box.id))
        sent = sent.where(out.made_at > now - SENDING, elsewhere(self.store, "letter", out.id))
        with self.store.reading() as connection:
            return bool(connection.scalar(select(or_(asked.exists(), sent.exists()))))

    def count(self) -> int:
        """Return how many updates wait."""
        with self.store.reading() as connection:
            rows = select(func.count()).select_from(schema.inbox).where(schema.inbox.c.done_at.is_(None))
            return int(connection.scalar(rows) or 0)


def settle(connection: Connection, numbers: Iterable[int], now: float) -> None:
    """Note in a transaction of somebody else's that updates are handled; their words are not kept."""
    chosen = update(schema.inbox).where(schema.inbox.c.id.in_(list(numbers)))
    connection.execute(chosen.values(done_at=now, body=""))


def in_time(updates: Sequence[Update], now: float) -> tuple[list[Update], list[Update], list[Update]]:
    """Part a backlog into what is answered as usual, what is answered with an apology, and what is let go.

    Of the late questions of a chat only the last is answered; a button pressed long ago is nobody's wish any more. The
    messages of an album are one.
    """
    usual = [one for one in updates if not is_late(one, now)]
    waited = [one for one in updates if is_late(one, now) and one.message]
    last = {_chat(one): _sent_as(one) for one in waited}
    spoken = {_chat(one) for one in usual if one.message}
    late = [one for one in waited if last[_chat(one)] == _sent_as(one) and _chat(one) not in spoken]
    kept = {one.update_id for one in (*usual, *late)}
    return usual, late, [one for one in updates if one.update_id not in kept]


def is_late(one: Update, now: float) -> bool:
    """Say whether somebody has waited so long that an answer begins with an apology."""
    message = one.message or one.edited_message
    return message is not None and now - (message.edit_date or message.date).timestamp() > LATE


def _sent_as(one: Update) -> str | int:
    """Return what an update has in common with those that were sent as one with it."""
    return (one.message and one.message.media_group_id) or one.update_id


def _chat(one: Update) -> int | None:
    chat = one.effective_chat
    return chat.id if chat else None

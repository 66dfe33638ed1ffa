"""What is to be sent, on disk before it is sent, so that a crash loses nothing and doubles nothing.

A letter is "new" until its sending begins, "sending" until Telegram has answered, then "sent", "failed", or
"uncertain" when nobody knows whether it arrived: such a letter is never sent again blindly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, insert, or_, select, update

from bot import desk_schema as schema
from bot.desk_store import Store
from bot.inbox import settle
from bot.replicas import claim, forget, left

State = Literal["new", "sending", "sent", "failed", "uncertain"]
KEPT: Final = 2 * 86_400.0
LEASE: Final = 300.0  # seconds in which whoever wrote a letter sends it; after that it is sent by the round


@dataclass(frozen=True)
class Place:
    """Where a message goes: a chat, a topic in it, and the message it replies to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True)
class Letter:
    """One message as it is sent: its markup, the same without markup, its buttons as JSON, the question it answers."""

    place: Place
    html: str
    plain: str
    keyboard: str | None = None
    question: int | None = None
    id: int = 0


@dataclass(frozen=True)
class Outbox:
    """The letters not yet delivered."""

    store: Store

    def add(self, letters: Iterable[Letter], answered: Sequence[int] = (), *, at_once: bool = False) -> list[Letter]:
        """Store letters and, in the same transaction, settle the updates they answer.

        With `at_once` the sending of the first begins with this.
        """
        with self.store.writing() as connection:
            kept = put(connection, self.store, letters, at_once=at_once)
            settle(connection, answered, self.store.clock())
        return kept

    def mark(self, letter: int, state: State, message_id: int | None = None) -> None:
        """Note what became of a letter; the words of one that arrived are not kept."""
        said = {"html": "", "plain": "", "keyboard": None} if state in ("sent", "failed") else {}
        with self.store.writing() as connection:
            chosen = update(schema.outbox).where(schema.outbox.c.id == letter)
            connection.execute(chosen.values(state=state, message_id=message_id, **said))

    def hold(self, letter: int, seconds: float) -> None:
        """Put a letter off for so many seconds."""
        with self.store.writing() as connection:
            chosen = update(schema.outbox).where(schema.outbox.c.id == letter)
            connection.execute(chosen.values(state="new", due_at=self.store.clock() + seconds))

    def due(self) -> list[Letter]:
        """Take over the letters left lying that need not wait longer, oldest first."""
        box, now = schema.outbox.c, self.store.clock()
        set_back = box.made_at > now + LEASE  # by the clock of then it would wait for as long as the clock jumped
        with self.store.writing() as connection:
            return self._taken(connection, or_(box.due_at <= now, set_back))

    def left_behind(self, *, mine: bool) -> list[Letter]:
        """Take over the letters whose sending never began and which nobody alive will send, oldest first."""
        with self.store.writing() as connection:
            return self._taken(connection, left(self.store, "letter", schema.outbox.c.id, mine=mine))

    def _taken(self, connection: Connection, which: ColumnElement[bool]) -> list[Letter]:
        box = schema.outbox.c
        chosen = select(schema.outbox).where(box.state == "new", which).order_by(box.id)
        letters = [_letter(row) for row in connection.execute(chosen).mappings()]
        numbers = [one.id for one in letters]
        again_at = self.store.clock() + LEASE
        connection.execute(update(schema.outbox).where(box.id.in_(numbers)).values(due_at=again_at))
        claim(connection, self.store, "letter", numbers)
        return letters

    def interrupted(self, offer: Callable[[Letter], Letter], *, mine: bool) -> list[Letter]:
        """Count as uncertain the letters whose sending a crash interrupted; put an `offer` of each into the box.

        Both in one transaction: a second crash must not leave an uncertain letter that nobody is asked about.
        """
        box = schema.outbox.c
        begun = and_(box.state == "sending", left(self.store, "letter", box.id, mine=mine))
        with self.store.writing() as connection:
            chosen = select(schema.outbox).where(begun).order_by(box.id)
            letters = [_letter(row) for row in connection.execute(chosen).mappings()]
            numbers = [one.id for one in letters]
            connection.execute(update(schema.outbox).where(box.id.in_(numbers)).values(state="uncertain"))
            return put(connection, self.store, map(offer, letters))

    def uncertain(self, letter: int, chat: int) -> Letter | None:
        """Return an uncertain letter of a chat, so that it can be sent once more because somebody asks for it."""
        box = schema.outbox.c
        with self.store.reading() as connection:
            wanted = select(schema.outbox).where(box.id == letter, box.chat == chat, box.state == "uncertain")
            row = connection.execute(wanted).mappings().one_or_none()
        return _letter(row) if row else None

    def counts(self) -> dict[str, int]:
        """Return how many letters are in each state."""
        box = schema.outbox.c.state
        with self.store.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(select(box, func.count()).group_by(box))}

    def sweep(self) -> None:
        """Forget letters settled days ago."""
        box = schema.outbox.c
        with self.store.writing() as connection:
            old = box.made_at < self.store.clock() - KEPT
            gone = delete(schema.outbox).where(old, box.state != "new").returning(box.id)
            forget(connection, "letter", connection.scalars(gone).all())


def put(connection: Connection, store: Store, letters: Iterable[Letter], *, at_once: bool = False) -> list[Letter]:
    """Store letters in a transaction of somebody else's; who stores them sends them within the lease."""
    kept: list[Letter] = []
    now = store.clock()
    for letter in letters:
        state: State = "sending" if at_once and not kept else "new"
        row = _row(letter) | {"state": state, "made_at": now, "due_at": now + LEASE}
        made = insert(schema.outbox).values(row).returning(schema.outbox.c.id)
        kept.append(replace(letter, id=connection.execute(made).scalar_one()))
    claim(connection, store, "letter", (letter.id for letter in kept))
    return kept


def _row(letter: Letter) -> dict[str, object]:
    place = {"chat": letter.place.chat, "thread": letter.place.thread, "reply_to": letter.place.reply_to}
    said = {"html": letter.html, "plain": letter.plain, "keyboard": letter.keyboard}
    return {**place, **said, "question": letter.question}


def _letter(row: RowMapping) -> Letter:
    place = Place(row["chat"], row["thread"], row["reply_to"])
    return Letter(place, *(row[name] for name in ("html", "plain", "keyboard", "question", "id")))

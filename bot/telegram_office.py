"""What every command of the bot may use, and how a person comes to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.desk_store import Store
from bot.diary import Diary, Where
from bot.inbox import Inbox
from bot.outbox import Outbox
from bot.people import People, Role, Standing
from bot.places import Places
from bot.reminders import Reminders
from bot.shelf import Shelf
from bot.telegram_answer import Button, Message
from plans.model import Passage, Plan
from retrieval.answer import Answer, Show, Turn
from retrieval.arrivals import Arrivals
from retrieval.audience import Visible
from retrieval.snapshot import Snapshot
from retrieval.versions import Version

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
Reply = Sequence[Message]


class Holds(Protocol):
    """What the bot needs of a library to answer."""

    def plans(self, audience: Collection[str] | None = None) -> Sequence[Plan]:
        """Return the plans that an audience may see."""

    def visible(self, audience: Collection[str] | None = None) -> Visible:
        """Return one moment of the library as an audience sees it."""

    @property
    def arrivals(self) -> Arrivals:
        """What is asked before a plan is stored."""

    def snapshot(self) -> Snapshot:
        """Return one moment of the library."""

    def versions(self, plan_id: str) -> Sequence[Version]:
        """Return the stored versions of a plan."""

    def find(self, name: str) -> Plan:
        """Return the plan that answers to a name."""

    def add(self, plan: Plan, passages: Sequence[Passage]) -> object:
        """Store a plan."""

    def remove(self, name: str) -> Plan:
        """Remove a plan."""

    def restrict(self, plan_id: str, groups: Iterable[str]) -> None:
        """Let only these groups see a plan."""

    def groups_of(self, plan_id: str) -> Sequence[str]:
        """Return the groups that may see a plan."""


class Answers(Protocol):
    """What the bot needs of an assistant."""

    @property
    def library(self) -> Holds:
        """The plans it answers from."""

    def ask(
        self,
        text: str,
        turns: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        audience: Collection[str] | None = None,
        asker: str = "",
        show: Show | None = None,
    ) -> Answer:
        """Answer a question on a day for an audience; `asker` is whose tokens are spent, `show` who sees it written."""


@dataclass(frozen=True)
class Visit:
    """One person's wish: who and where, what they may do, the words after the command, and what they replied to.

    `show` is given drafts of the answer, from any thread, where they can be seen.
    """

    where: Where
    standing: Standing
    text: str = ""
    name: str = ""
    message: int | None = None
    replied_to: int | None = None
    quote: str = ""
    show: Callable[[Message], None] | None = None

    @property
    def private(self) -> bool:
        """True when nobody else reads along."""
        return self.where.chat == self.where.person

    @property
    def audience(self) -> Collection[str] | None:
        """The groups whose plans may be shown here."""
        return self.standing.audience


@dataclass(frozen=True)
class Office:
    """The assistant, and everything that is kept about people and their questions."""

    assistant: Answers
    store: Store
    me: Callable[[], str] = str

    @property
    def username(self) -> str:
        """The bot's name on Telegram, "" as long as it is not known."""
        return self.me()

    @cached_property
    def people(self) -> People:
        """Who may do what."""
        return People(self.store)

    @cached_property
    def diary(self) -> Diary:
        """What was asked."""
        return Diary(self.store)

    @cached_property
    def inbox(self) -> Inbox:
        """What came in."""
        return Inbox(self.store)

    @cached_property
    def outbox(self) -> Outbox:
        """What goes out."""
        return Outbox(self.store)

    @cached_property
    def places(self) -> Places:
        """The numbers of sections in links and buttons."""
        return Places(self.store)

    @cached_property
    def reminders(self) -> Reminders:
        """What people want to be reminded of."""
        return Reminders(self.store)

    @cached_property
    def shelf(self) -> Shelf:
        """What admins load and remove."""
        return Shelf(self.store)

    def now(self) -> datetime:
        """Return the time in Hanoi."""
        return datetime.fromtimestamp(self.store.clock(), HANOI)

    def today(self) -> date:
        """Return the day in Hanoi."""
        return self.now().date()

    def plan(self, plan_id: str, audience: Collection[str] | None) -> Plan | None:
        """Return a plan that an audience may see."""
        seen = self.assistant.library.visible(audience).held
        return seen.plan(plan_id) if seen.entry(plan_id) else None

    def deep_link(self, payload: str) -> str:
        """Return the address that opens a private chat with the bot and starts it with `payload`."""
        return f"https://t.me/{self.username}?start={payload}" if self.username else ""


def say(text: str, *rows: tuple[Button, ...]) -> Reply:
    """Return one message that says `text`, with rows of buttons."""
    return (Message((text,), buttons=rows),)


Carry = Callable[[Office, Visit], Reply]


@dataclass(frozen=True)
class Command:
    """What a command does, who may use it, and whether it may be used where others read along."""

    carry_out: Carry
    role: Role = "nguoi_dung"
    in_groups: bool = False

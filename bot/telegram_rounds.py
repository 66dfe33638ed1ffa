"""What the bot does by itself, round after round: letters left lying, reminders, forgetting what is old."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from telegram.error import TelegramError

from bot import telegram_texts as texts
from bot.due import Due, coming, owed_by
from bot.outbox import Letter, Place
from bot.reminders import AHEAD, MONDAY, Reminder, daytime, monday
from bot.telegram_answer import Message, pieces
from bot.telegram_html import Node, bold
from bot.telegram_intake import Intake
from bot.telegram_menus import Menus
from bot.telegram_office import Office
from bot.telegram_send import Sender, letter
from plans.errors import PlanError
from plans.text import squeeze
from retrieval.audience import Audience

LOG = logging.getLogger(__name__)
PAUSE = 30.0
WEEKS_AHEAD = timedelta(days=30)
MOST_LINES = 12
LONGEST_LINE = 300


@dataclass
class Rounds:
    """One round after another, for ever; a round that fails is told in the log, and the next one comes."""

    office: Office
    sender: Sender
    intake: Intake
    menus: Menus
    swept: date | None = None

    async def go(self) -> None:
        """Go rounds until cancelled."""
        while True:
            await asyncio.sleep(PAUSE)
            try:
                await self.once()
            except (PlanError, TelegramError) as error:
                LOG.warning("a round was cut short: %s", type(error).__name__)

    async def once(self) -> None:
        """Take over from who is gone, send what waits and what is due, and once a day forget what is old."""
        run = self.sender.threads.run
        await self.intake.recover(mine=False)
        await self.menus.follow(await run(self.office.people.admins))
        for one in await run(self.office.outbox.due):
            await self.sender.deliver(one)
        for one in await run(self._remind):
            await self.sender.deliver(one)
        if self.swept != self.office.today():
            await run(self._sweep)
            self.swept = self.office.today()

    def _sweep(self) -> None:
        forgotten = self.office.diary.sweep()
        self.office.inbox.sweep()
        self.office.outbox.sweep()
        self.office.shelf.sweep()
        LOG.info("%d old questions were forgotten", forgotten)

    def _remind(self) -> list[Letter]:
        """Put the reminders that are due into the outbox and return them."""
        if not daytime(self.office.now()):
            return []
        return [one for wish in self.office.reminders.all() for one in self._reminded(wish)]

    def _reminded(self, wish: Reminder) -> Sequence[Letter]:
        standing = self.office.people.standing(wish.person, wish.chat)
        if not standing.allowed:
            return ()
        if wish.kind == "week":
            return self._week(wish, standing.audience)
        known = self.office.reminders.reminded(wish)
        dues = self._coming(standing.audience, AHEAD)
        fresh = [one for one in wished(wish, dues) if (one.key, one.day) not in known]
        if not fresh:
            return ()
        about = list(dict.fromkeys((one.key, one.day) for one in fresh))
        return self.office.reminders.remind(wish, about, self._letters(wish, texts.REMINDER_TITLE, fresh))

    def _coming(self, audience: Audience | None, ahead: timedelta) -> list[Due]:
        plans, today = self.office.assistant.library.visible(audience).unread, self.office.today()
        return coming(plans, today, today + ahead)

    def _week(self, wish: Reminder, audience: Audience | None) -> Sequence[Letter]:
        about = ("week", monday(self.office.now()))
        if self.office.now().weekday() != MONDAY or about in self.office.reminders.reminded(wish):
            return ()
        soon = self._coming(audience, WEEKS_AHEAD)
        title = texts.WEEK_TITLE if soon else texts.WEEK_EMPTY
        return self.office.reminders.remind(wish, [about], self._letters(wish, title, soon))

    def _letters(self, wish: Reminder, title: str, dues: Sequence[Due]) -> list[Letter]:
        nodes: list[Node] = [bold(title), *(f"\n• {self._line(one)}" for one in dues[:MOST_LINES])]
        if len(dues) > MOST_LINES:
            nodes.append(f"\n{texts.MANY_MORE.format(count=len(dues) - MOST_LINES)}")
        return [letter(Place(wish.chat), Message(part)) for part in pieces(nodes)]

    def _line(self, one: Due) -> str:
        left = (one.day - self.office.today()).days
        what = squeeze(one.told)
        what = what if len(what) <= LONGEST_LINE else f"{what[:LONGEST_LINE]}…"
        return (texts.REMINDER_LINE if left else texts.REMINDER_TODAY).format(
            day=f"{one.day:%d/%m/%Y}", left=left, what=what
        )


def wished(wish: Reminder, dues: Sequence[Due]) -> Iterator[Due]:
    """Yield the duties a wish is about."""
    if wish.kind == "agency":
        yield from owed_by(dues, wish.agency or "")
    else:
        yield from (one for one in dues if one.head.id == wish.plan_id)

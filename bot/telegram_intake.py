"""How updates come in: stored first, each once; after a pause old ones are sorted out and what was lost is mended."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from telegram import Bot, Update

from bot import telegram_texts as texts
from bot.inbox import STALE_BUTTON, Received, in_time
from bot.outbox import Letter, Place
from bot.replicas import show_oneself
from bot.telegram_answer import Button
from bot.telegram_office import Office, say
from bot.telegram_send import Sender, letter

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Intake:
    """Puts into `queue` what is to be handled; `late` holds the updates whose answer begins with an apology."""

    office: Office
    sender: Sender
    queue: asyncio.Queue[object]
    late: set[int] = field(default_factory=set)

    async def keep(self, updates: Sequence[Update]) -> list[Update]:
        """Store updates and return those that were never seen; when this returns Telegram may forget them."""
        return await self.sender.threads.run(partial(self.office.inbox.keep, updates)) if updates else []

    async def recover(self, *, mine: bool = True) -> None:
        """Mend what nobody works on any more: letters not sent, letters half sent, updates not handled.

        At the start that is what an earlier run left behind; later, with `mine` false, what a replica that is gone did.
        """
        outbox, run = self.office.outbox, self.sender.threads.run
        await run(partial(show_oneself, self.office.store))
        unsent = await run(partial(outbox.left_behind, mine=mine))
        for one in [*unsent, *await run(partial(outbox.interrupted, offer_again, mine=mine))]:
            await self.sender.deliver(one)
        waiting = await run(partial(self.office.inbox.left_behind, mine=mine))
        if waiting:
            LOG.info("%d updates of an earlier run are handled now", len(waiting))
        await self.sort([update for one in waiting if (update := await self._revived(one))])

    async def _revived(self, one: Received) -> Update | None:
        update = revived(one.body, self.sender.bot)
        stale = update.callback_query and self.office.store.clock() - one.received_at > STALE_BUTTON
        if not stale:
            return update
        await self.sender.threads.run(partial(self.office.inbox.done, one.id))
        return None

    async def sort(self, updates: Sequence[Update]) -> None:
        """Queue what is to be handled; what nobody waits for any more is let go."""
        usual, late, dropped = in_time(updates, self.office.store.clock())
        if dropped:
            numbers = [update.update_id for update in dropped]
            await self.sender.threads.run(partial(self.office.inbox.done, *numbers))
        self.late.update(update.update_id for update in late)
        for update in sorted([*usual, *late], key=lambda one: one.update_id):
            await self.queue.put(update)


def offer_again(lost: Letter) -> Letter:
    """Return a letter that asks whether another one arrived, with a button that sends it once more."""
    (asked,) = say(texts.RESENT, (Button(texts.SEND_AGAIN, f"lai:{lost.id}"),))
    return letter(Place(lost.place.chat, lost.place.thread), asked)


def revived(body: str, bot: Bot) -> Update:
    """Return an update as it was when it was stored."""
    return Update.de_json(json.loads(body), bot)

"""What a person sees while an answer is worked out: that the bot is typing and, in private, what a model wrote so far.

Nothing here is an answer: whatever becomes of a draft, the whole answer is sent as a message of its own.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace

from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from bot.outbox import Place
from bot.telegram_answer import Message
from bot.telegram_html import html
from bot.telegram_office import Reply, Visit
from bot.telegram_send import Sender

LOG = logging.getLogger(__name__)
QUIET_FOR = 0.4  # seconds; most answers are there by then
TYPING_LASTS = 4.5
DRAFTS_EVERY = 1.2  # seconds; Telegram takes 40 drafts and signs of typing in 30 s for one person
DRAFT_TAKES = 1.0  # seconds after which the answer no longer waits for a draft on its way


@dataclass
class Waiting:
    """The time until an answer is there; `number` is the same for all its drafts, which replace one another."""

    sender: Sender
    place: Place
    number: int
    _newest: Message | None = field(default=None, repr=False)
    _shown: Message | None = field(default=None, repr=False)
    _refused: bool = False
    _typing_until: float = 0.0

    def watched_by(self, visit: Visit) -> Visit:
        """Return the visit of somebody who sees drafts: Telegram shows them in private chats only."""
        return replace(visit, show=self._drafted) if visit.private else visit

    def _drafted(self, draft: Message) -> None:
        self._newest = draft  # in the thread that answers; what is shown next is whatever is newest then

    async def until(self, working: asyncio.Future[Reply]) -> Reply:
        """Return what is being worked out, and show that it is while it takes its time."""
        pause = QUIET_FOR
        while not (await asyncio.wait([working], timeout=pause))[0]:
            pause = DRAFTS_EVERY
            await self._sign_of_life()
        return await working

    async def _sign_of_life(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._newest and not self._refused:
            if self._newest != self._shown and self.sender.pace.at_once(self.place.chat):
                await self._show(self._newest)
        elif now >= self._typing_until:
            self._typing_until = now + TYPING_LASTS
            with suppress(TelegramError):
                await self.sender.bot.send_chat_action(self.place.chat, ChatAction.TYPING, self.place.thread)

    async def _show(self, draft: Message) -> None:
        """Show a draft; once one is refused or slow there are no more of this answer."""
        self._shown = draft
        show = self.sender.bot.send_message_draft
        place, text = self.place, html(draft.nodes)
        try:
            await asyncio.wait_for(show(place.chat, self.number, text, place.thread, ParseMode.HTML), DRAFT_TAKES)
        except (TelegramError, TimeoutError) as error:
            LOG.info("a draft was not shown: %s", type(error).__name__)
            self._refused = True

"""The order of one chat where several bots answer it: by the numbers Telegram gave to what was said."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial

from bot.inbox import Inbox
from bot.threads import Threads

SOONEST, LATEST = 0.01, 0.2  # seconds between two looks at what the others do


@dataclass(frozen=True)
class Turns:
    """Lets one bot at a time work on a chat; with a single bot nobody ever waits here."""

    inbox: Inbox
    threads: Threads
    _coming: dict[int, set[int]] = field(default_factory=dict, repr=False)

    async def come(self, chat: int, number: int) -> None:
        """Wait until no other bot works on what was said in the chat before the update `number`.

        Nothing is held meanwhile, so that two bots never wait for each other; those who wait here go on in order.
        """
        coming, pause = self._coming.setdefault(chat, set()), SOONEST
        coming.add(number)
        try:
            while number > min(coming) or await self._elsewhere(chat, number):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LATEST)
        finally:
            coming.discard(number)
            if not coming:
                self._coming.pop(chat, None)

    async def _elsewhere(self, chat: int, number: int) -> bool:
        return await self.threads.run(partial(self.inbox.held_elsewhere, chat, number))

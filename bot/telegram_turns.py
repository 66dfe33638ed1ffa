"""The order of one chat where several bots answer it: by the numbers Telegram gave to what was said."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import partial

from bot.inbox import Inbox
from bot.replicas import others
from bot.threads import Threads

SOONEST, LATEST = 0.01, 0.2  # seconds between two looks at what the others do
ALONE_FOR = 1.0  # seconds in which a bot that saw no other does not look for one


@dataclass
class Turns:
    """Lets one bot at a time work on a chat; with a single bot nobody ever waits here."""

    inbox: Inbox
    threads: Threads
    _coming: dict[int, set[int]] = field(default_factory=dict, repr=False)
    _alone_until: float = 0.0

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
        if time.monotonic() < self._alone_until:
            return False
        if not await self.threads.run(partial(others, self.inbox.store)):
            self._alone_until = time.monotonic() + ALONE_FOR
            return False
        return await self.threads.run(partial(self.inbox.held_elsewhere, chat, number))

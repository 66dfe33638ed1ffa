"""Albums: what was sent together comes as messages of their own, which are gathered before the first is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from telegram import Message

QUIET: Final = 1.5  # seconds without another message after which an album is whole; Telegram sends all within one


@dataclass
class _Album:
    messages: list[Message]
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Albums:
    """Lets the first message of an album speak for all of it; the others wait until it is answered.

    Each message counts as handled only then, so that a crash leaves all of them to be gathered again.
    """

    _open: dict[tuple[int, str], _Album] = field(default_factory=dict, repr=False)

    @asynccontextmanager
    async def gathered(self, message: Message) -> AsyncIterator[tuple[Message, ...]]:
        """Give the messages that were sent as one, in order; none to those that another message speaks for."""
        if not message.media_group_id:
            yield (message,)
            return
        key = (message.chat.id, message.media_group_id)
        if album := self._open.get(key):
            album.messages.append(message)
            await album.answered.wait()
            yield ()
            return
        self._open[key] = album = _Album([message])
        try:
            await self._whole(album)
            del self._open[key]  # who comes later is an album of its own
            yield tuple(sorted(album.messages, key=lambda one: one.message_id))
        finally:
            self._open.pop(key, None)
            album.answered.set()

    async def _whole(self, album: _Album) -> None:
        """Wait until nobody has joined for a while."""
        known = 0
        while known < len(album.messages):
            known = len(album.messages)
            await asyncio.sleep(QUIET)

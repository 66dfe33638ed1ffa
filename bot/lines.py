"""Whose turn it is: each chat is answered in order, and none may queue up without end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MOST_WAITING = 8


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


@dataclass
class Lines:
    """One line per chat: its questions are answered in order, other chats do not wait."""

    _lines: dict[int, _Line] = field(default_factory=dict, repr=False)

    def full(self, chat: int) -> bool:
        """Say whether so many of the chat's questions wait that another one is refused."""
        return chat in self._lines and self._lines[chat].waiting >= MOST_WAITING

    @asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Wait until the chat's earlier questions are answered; asyncio's locks are first come, first served."""
        line = self._lines.setdefault(chat, _Line())
        line.waiting += 1
        try:
            async with line.lock:
                yield
        finally:
            line.waiting -= 1
            if not line.waiting:
                del self._lines[chat]

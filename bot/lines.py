"""Who said what a moment ago, and whose turn it is: both kept in memory, both bounded."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from retrieval.answer import Turn

REMEMBERED = 3
FORGOTTEN_AFTER = 15 * 60.0
MOST_CONVERSATIONS = 2_000
MOST_WAITING = 8


class Speaker(NamedTuple):
    """A person in one topic of one chat: nobody continues somebody else's conversation."""

    chat: int
    thread: int | None
    person: int


@dataclass
class _Talk:
    touched: float
    turns: deque[Turn] = field(default_factory=lambda: deque(maxlen=REMEMBERED))


@dataclass
class Conversations:
    """The last turns of every speaker, forgotten after a while or when too many others have spoken since."""

    clock: Callable[[], float] = time.monotonic
    most: int = MOST_CONVERSATIONS
    _talks: OrderedDict[Speaker, _Talk] = field(default_factory=OrderedDict, repr=False)

    def turns(self, speaker: Speaker) -> tuple[Turn, ...]:
        """Return the speaker's last turns, oldest first."""
        talk = self._talks.get(speaker)
        return tuple(talk.turns) if talk and self.clock() - talk.touched < FORGOTTEN_AFTER else ()

    def add(self, speaker: Speaker, turn: Turn) -> None:
        """Remember a turn."""
        kept = self.turns(speaker)
        self._talks[speaker] = talk = _Talk(self.clock())
        talk.turns.extend((*kept, turn))
        self._talks.move_to_end(speaker)
        while len(self._talks) > self.most:
            self._talks.popitem(last=False)


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

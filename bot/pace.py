"""How fast Telegram lets a bot send: per chat, per group, and in all; who goes too fast waits alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

MOST_CHATS: Final = 10_000


class Limit(NamedTuple):
    """One message each `every` seconds, after `burst` at once."""

    every: float
    burst: int


CHAT: Final = Limit(1.0, 3)
GROUP: Final = Limit(4.0, 5)  # 20 in any minute: what is sent at once and what follows it
ALL: Final = Limit(1 / 23, 5)  # below 30 in any second, also when some are held up on their way
OFTEN: Final = Limit(6.0, 10)  # questions of one person
DAILY: Final = Limit(86_400 / 300, 300)


@dataclass
class Pace:
    """Gives each message of each chat its time; edits count as messages."""

    clock: Callable[[], float] = time.monotonic
    _ahead: dict[int | None, float] = field(default_factory=dict, repr=False)
    _grouped: dict[int | None, float] = field(default_factory=dict, repr=False)

    def wait(self, chat: int) -> float:
        """Return how many seconds to wait before sending to `chat`, and count that message.

        In its chat it counts from when it is sent: held up by a crowd, it must not be followed by a burst.
        """
        now = self.clock()
        own: list[tuple[dict[int | None, float], Limit]] = [(self._ahead, CHAT)]
        own += [(self._grouped, GROUP)] if chat < 0 else []
        waits = [_ready(taken.get(chat, 0.0), limit, now) - now for taken, limit in own]
        longest = max(*waits, _claim(self._ahead, None, ALL, now))
        for taken, limit in own:
            _claim(taken, chat, limit, now + longest)
        for taken in (self._ahead, self._grouped):
            if len(taken) > MOST_CHATS:
                for idle in [key for key, until in taken.items() if until <= now]:
                    del taken[idle]
        return longest

    def at_once(self, chat: int) -> bool:
        """Say whether a message to `chat` need not wait; if so, count it."""
        now = self.clock()
        limits: list[tuple[dict[int | None, float], int | None, Limit]]
        limits = [(self._ahead, chat, CHAT), (self._ahead, None, ALL)]
        if chat < 0:
            limits.append((self._grouped, chat, GROUP))
        free = all(_ready(taken.get(key, 0.0), limit, now) <= now for taken, key, limit in limits)
        return free and self.wait(chat) == 0.0


@dataclass
class Allowance:
    """How often one person may ask: `limit.burst` questions at once, then one each `limit.every` seconds."""

    limit: Limit
    clock: Callable[[], float] = time.monotonic
    _taken: dict[int | None, float] = field(default_factory=dict, repr=False)

    def spent(self, person: int) -> bool:
        """Say whether this person has to wait; if not, count the question."""
        now = self.clock()
        if self._taken.get(person, 0.0) > now + self.limit.burst * self.limit.every:
            del self._taken[person]  # nobody can have taken so much: the clock was set back
        if _ready(self._taken.get(person, 0.0), self.limit, now) > now:
            return True
        _claim(self._taken, person, self.limit, now)
        if len(self._taken) > MOST_CHATS:
            self._taken = {key: full for key, full in self._taken.items() if full > now}
        return False


def _claim(taken: dict[int | None, float], key: int | None, limit: Limit, now: float) -> float:
    """Count one message and return its wait; `taken` holds the time at which all that was counted is worked off."""
    until = taken.get(key, 0.0)
    taken[key] = max(until, now) + limit.every
    return max(0.0, _ready(until, limit, now) - now)


def _ready(until: float, limit: Limit, now: float) -> float:
    return max(until, now) - (limit.burst - 1) * limit.every

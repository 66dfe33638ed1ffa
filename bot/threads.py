"""Work off the event loop, in threads that never keep the program from ending."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Threads:
    """Runs at most `most` pieces of work at once; what still runs when the program ends is abandoned."""

    most: int
    _gate: asyncio.Semaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the gate at which work waits."""
        object.__setattr__(self, "_gate", asyncio.Semaphore(self.most))

    async def run(self, work: Callable[[], T]) -> T:
        """Return what `work` gives, or raise what it raises."""
        async with self._gate:
            loop = asyncio.get_running_loop()
            result: asyncio.Future[T] = loop.create_future()
            threading.Thread(target=_carry_out, args=(work, loop, result), daemon=True).start()
            return await result


def _carry_out(work: Callable[[], T], loop: asyncio.AbstractEventLoop, result: asyncio.Future[T]) -> None:
    try:
        _hand_over(loop, result, partial(result.set_result, work()))
    except BaseException as error:  # noqa: BLE001 - handed over to whoever waits
        _hand_over(loop, result, partial(result.set_exception, error))


def _hand_over(loop: asyncio.AbstractEventLoop, result: asyncio.Future[T], set_it: Callable[[], object]) -> None:
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(lambda: None if result.done() else set_it())

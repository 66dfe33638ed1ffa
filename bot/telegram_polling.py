"""Asking Telegram for updates, for as long as that makes sense.

The library's own poller goes on for ever when another program runs the same bot, and stops without a word when the
token is revoked; this one ends with a line that says what to do.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import telegram_texts as texts
from bot.telegram_send import Sleep, retry_seconds
from bot.telegram_updates import HEARD, UNREADABLE, read_update, sound
from plans.errors import BadSettings, LibraryBusy, PlanError

if TYPE_CHECKING:
    from bot.telegram import Door

LOG = logging.getLogger(__name__)
T = TypeVar("T")
AT_ONCE = 100
LONG_POLL = timedelta(seconds=25)
LONGEST_PAUSE = 30.0
CONFLICTS = 6
BETWEEN_WRITERS = 1.0


class Unreachable(PlanError):
    """Telegram cannot be reached, or another program runs with the same token."""

    kind = "unreachable"


async def poll(door: Door, sleep: Sleep) -> None:
    """Take in every update, for ever; raise `PlanError` when that has become pointless.

    An update is on disk before the next request tells Telegram that it arrived. What has piled up is taken in whole
    before any of it is handled, as only the last of the late questions of a chat is answered.
    """
    offset, failures, conflicts = 0, 0, 0
    held: list[Update] = []
    while True:
        try:
            wait = timedelta(0) if held else LONG_POLL
            updates, after = await _fetched(door.application.bot, offset, wait)
            fresh = await door.intake.keep(updates)
        except InvalidToken:
            raise BadSettings(texts.BAD_TOKEN) from None
        except (Conflict, RetryAfter, NetworkError) as error:
            failures, conflicts = failures + 1, conflicts + isinstance(error, Conflict)
            if conflicts == CONFLICTS:
                raise Unreachable(texts.CONFLICT) from None
            await sleep(_pause(error, failures))
            continue
        except LibraryBusy:
            LOG.warning("another program writes for long; Telegram keeps what it has")
            await sleep(BETWEEN_WRITERS)
            continue
        offset, failures, conflicts = after, 0, 0
        held += fresh
        if len(updates) < AT_ONCE:
            await door.intake.sort(held)
            held = []


async def _fetched(bot: Bot, offset: int, wait: timedelta) -> tuple[Sequence[Update], int]:
    """Return the next updates and what to ask for after them; one that cannot be read does not stop the others."""
    try:
        updates: Sequence[Update] = await bot.get_updates(offset, timeout=wait, allowed_updates=HEARD)
        return [sound(update) for update in updates], max((update.update_id + 1 for update in updates), default=offset)
    except UNREADABLE:
        raw = await _as_they_are(bot, offset)
    numbers = [number for one in raw if isinstance(number := one.get("update_id"), int)]
    return [update for one in raw if (update := read_update(one, bot))], max(numbers, default=offset - 1) + 1


async def _as_they_are(bot: Bot, offset: int) -> list[dict[str, object]]:
    asked = {"offset": offset, "timeout": 0, "allowed_updates": HEARD}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library would rather be asked through its own method
        raw: list[dict[str, object]] = await bot.do_api_request("getUpdates", api_kwargs=asked)
    return raw


async def patiently(ask: Callable[[], Awaitable[T]], sleep: Sleep) -> T:
    """Return what Telegram answers, however long its network is away; raise `BadSettings` for a revoked token."""
    failures = 0
    while True:
        try:
            return await ask()
        except InvalidToken:
            raise BadSettings(texts.BAD_TOKEN) from None
        except BadRequest:
            raise
        except (RetryAfter, NetworkError) as error:
            failures += 1
            await sleep(_pause(error, failures))


def _pause(error: TelegramError, failures: int) -> float:
    return retry_seconds(error) if isinstance(error, RetryAfter) else min(LONGEST_PAUSE, 2.0 ** (failures - 1))

"""The bot's life: start, ask Telegram for updates until told to stop, finish what was begun.

The library's own poller goes on for ever when another program runs the same bot, and stops without a word when the
token is revoked; this one ends with a line that says what to do.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeAlias

from telegram import BotCommand, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application

from bot import telegram_texts as texts
from bot.telegram_send import Sleep, retry_seconds
from plans.errors import BadSettings, PlanError

LOG = logging.getLogger(__name__)
HEARD = [Update.MESSAGE, Update.CALLBACK_QUERY]
LONG_POLL = timedelta(seconds=25)
GRACE = 8.0
LONGEST_PAUSE = 30.0
CONFLICTS = 5
FIRST_TRIES = 5
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


class Unreachable(PlanError):
    """Telegram cannot be reached, or another program polls with the same token."""

    kind = "unreachable"


async def serve(application: App, *, sleep: Sleep = asyncio.sleep, grace: float = GRACE) -> None:
    """Run the bot until SIGTERM or SIGINT; raise `PlanError` when Telegram does not let it run."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await _begin(application, sleep)
    polling, stopping = asyncio.create_task(poll(application, sleep)), asyncio.create_task(stop.wait())
    await asyncio.wait([polling, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    polling.cancel()
    await _end(application, grace)
    with suppress(asyncio.CancelledError):
        await polling


async def _begin(application: App, sleep: Sleep) -> None:
    for attempt in range(1, FIRST_TRIES + 1):
        try:
            await application.initialize()
            await application.bot.delete_webhook()
            break
        except InvalidToken:
            raise BadSettings(texts.BAD_TOKEN) from None
        except NetworkError:
            if attempt == FIRST_TRIES:
                raise Unreachable(texts.UNREACHABLE) from None
            await sleep(2.0 ** (attempt - 1))
    with suppress(TelegramError):  # a menu is a comfort, not a need
        await application.bot.set_my_commands([BotCommand(*command) for command in texts.COMMANDS])
    await application.start()
    LOG.info(texts.LISTENING.format(name=application.bot.username))


async def _end(application: App, grace: float) -> None:
    """Let answers that are being written go out, but not for ever."""
    try:
        await asyncio.wait_for(application.stop(), grace)
    except TimeoutError:
        LOG.warning("stopped with answers unfinished after %g s", grace)
    await application.shutdown()


async def poll(application: App, sleep: Sleep) -> None:
    """Put every update into the application's queue, for ever; raise `PlanError` when that has become pointless."""
    offset, failures, conflicts = 0, 0, 0
    while True:
        try:
            updates = await application.bot.get_updates(offset, timeout=LONG_POLL, allowed_updates=HEARD)
        except InvalidToken:
            raise BadSettings(texts.BAD_TOKEN) from None
        except (Conflict, RetryAfter, NetworkError) as error:
            failures, conflicts = failures + 1, conflicts + isinstance(error, Conflict)
            if conflicts == CONFLICTS:
                raise Unreachable(texts.CONFLICT) from None
            await sleep(_pause(error, failures))
            continue
        failures = conflicts = 0
        for update in updates:
            await application.update_queue.put(update)
            offset = update.update_id + 1


def _pause(error: TelegramError, failures: int) -> float:
    return retry_seconds(error) if isinstance(error, RetryAfter) else min(LONGEST_PAUSE, 2.0 ** (failures - 1))

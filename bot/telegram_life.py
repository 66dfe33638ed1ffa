"""The bot's life: start, take in updates until told to stop, finish what was begun."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, NetworkError

from bot import telegram_texts as texts
from bot.addresses import Webhook
from bot.telegram_polling import Unreachable, poll
from bot.telegram_send import Sleep
from bot.telegram_webhook import attend
from plans.errors import BadSettings

if TYPE_CHECKING:
    from bot.telegram import App, Door

LOG = logging.getLogger(__name__)
GRACE = 8.0
FIRST_TRIES = 5


async def serve(
    door: Door, webhook: Webhook | None = None, *, sleep: Sleep = asyncio.sleep, grace: float = GRACE
) -> None:
    """Run the bot until SIGTERM or SIGINT; raise `PlanError` when Telegram does not let it run.

    Telegram is asked for updates, or delivers them to `webhook`. A second signal ends the `grace` seconds of the first.
    """
    stop, hurry = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: (hurry if stop.is_set() else stop).set())
    working, stopping = asyncio.create_task(_work(door, webhook, sleep)), asyncio.create_task(stop.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    for task in (stopping, working):
        task.cancel()
    await _end(door.application, grace, hurry)
    with suppress(asyncio.CancelledError):
        await working


async def _work(door: Door, webhook: Webhook | None, sleep: Sleep) -> None:
    await _begin(door, sleep, asks=webhook is None)
    rounds = asyncio.create_task(door.rounds.go())
    try:
        await door.intake.recover()
        await (attend(door, webhook, sleep) if webhook else poll(door, sleep))
    finally:
        rounds.cancel()


async def _begin(door: Door, sleep: Sleep, *, asks: bool) -> None:
    application = door.application
    for attempt in range(1, FIRST_TRIES + 1):
        try:
            await application.initialize()
            if asks:
                await application.bot.delete_webhook()
            break
        except InvalidToken:
            raise BadSettings(texts.BAD_TOKEN) from None
        except NetworkError:
            if attempt == FIRST_TRIES:
                raise Unreachable(texts.UNREACHABLE) from None
            await sleep(2.0 ** (attempt - 1))
    admins = await asyncio.to_thread(door.office.people.admins)
    await door.rounds.menus.introduce(admins)
    await application.start()
    LOG.info(texts.LISTENING.format(name=application.bot.username))
    if not admins:
        LOG.warning(texts.NO_ADMIN)


async def _end(application: App, grace: float, hurry: asyncio.Event) -> None:
    """Let answers that are being written go out, but not for ever."""
    if application.running:
        ending = [asyncio.create_task(application.stop()), asyncio.create_task(hurry.wait())]
        await asyncio.wait(ending, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
        if ending[0].done():
            ending[0].result()  # an error of the stop is told as any other
        else:
            LOG.warning("stopped with answers unfinished after at most %g s", grace)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
    await application.shutdown()

"""The bot's life: start, ask Telegram for updates until told to stop, finish what was begun.

The library's own poller goes on for ever when another program runs the same bot, and stops without a word when the
token is revoked; this one ends with a line that says what to do.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import warnings
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import telegram_texts as texts
from bot.telegram_send import Sleep, retry_seconds
from plans.errors import BadSettings, PlanError

if TYPE_CHECKING:
    from bot.telegram import App, Door

LOG = logging.getLogger(__name__)
HEARD = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
AT_ONCE = 100
LONG_POLL = timedelta(seconds=25)
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
GRACE = 8.0
LONGEST_PAUSE = 30.0
CONFLICTS = 6
FIRST_TRIES = 5


class Unreachable(PlanError):
    """Telegram cannot be reached, or another program polls with the same token."""

    kind = "unreachable"


async def serve(door: Door, *, sleep: Sleep = asyncio.sleep, grace: float = GRACE) -> None:
    """Run the bot until SIGTERM or SIGINT; raise `PlanError` when Telegram does not let it run."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await _begin(door, sleep)
    polling, stopping = asyncio.create_task(_work(door, sleep)), asyncio.create_task(stop.wait())
    rounds = asyncio.create_task(door.rounds.go())
    await asyncio.wait([polling, stopping], return_when=asyncio.FIRST_COMPLETED)
    for task in (stopping, polling, rounds):
        task.cancel()
    await _end(door.application, grace)
    with suppress(asyncio.CancelledError):
        await polling


async def _work(door: Door, sleep: Sleep) -> None:
    await door.intake.recover()
    await poll(door, sleep)


async def _begin(door: Door, sleep: Sleep) -> None:
    application = door.application
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
    admins = await asyncio.to_thread(door.office.people.admins)
    await _introduce(application, admins)
    await application.start()
    LOG.info(texts.LISTENING.format(name=application.bot.username))
    if not admins:
        LOG.warning(texts.NO_ADMIN)


async def _introduce(application: App, admins: tuple[int, ...]) -> None:
    """Set the menus, each for whom it is meant, and what is read before the first message."""
    menus = [
        (texts.COMMANDS, None),
        (texts.GROUP_COMMANDS, BotCommandScopeAllGroupChats()),
        *((texts.ADMIN_COMMANDS, BotCommandScopeChat(admin)) for admin in admins),
    ]
    for commands, scope in menus:
        with suppress(TelegramError):  # a menu is a comfort, not a need
            await application.bot.set_my_commands([BotCommand(*command) for command in commands], scope)
    with suppress(TelegramError):
        await application.bot.set_my_description(texts.DESCRIPTION)
        await application.bot.set_my_short_description(texts.SHORT_DESCRIPTION)


async def _end(application: App, grace: float) -> None:
    """Let answers that are being written go out, but not for ever."""
    try:
        await asyncio.wait_for(application.stop(), grace)
    except TimeoutError:
        LOG.warning("stopped with answers unfinished after %g s", grace)
    await application.shutdown()


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
            updates, offset = await _fetched(door.application.bot, offset, wait)
        except InvalidToken:
            raise BadSettings(texts.BAD_TOKEN) from None
        except (Conflict, RetryAfter, NetworkError) as error:
            failures, conflicts = failures + 1, conflicts + isinstance(error, Conflict)
            if conflicts == CONFLICTS:
                raise Unreachable(texts.CONFLICT) from None
            await sleep(_pause(error, failures))
            continue
        failures = conflicts = 0
        fresh = await door.intake.keep(updates)
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
    return [update for one in raw if (update := _read(one, bot))], max(numbers, default=offset - 1) + 1


async def _as_they_are(bot: Bot, offset: int) -> list[dict[str, object]]:
    asked = {"offset": offset, "timeout": 0, "allowed_updates": HEARD}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library would rather be asked through its own method
        raw: list[dict[str, object]] = await bot.do_api_request("getUpdates", api_kwargs=asked)
    return raw


def _read(raw: dict[str, object], bot: Bot) -> Update | None:
    try:
        return sound(Update.de_json(raw, bot))
    except UNREADABLE as error:
        LOG.error("an update cannot be read (%s); it is left out", type(error).__name__)
        return None


def sound(update: Update) -> Update:
    """Return an update whose numbers are numbers and whose text is text, or raise `ValueError`."""
    message, chat, user = update.effective_message, update.effective_chat, update.effective_user
    numbers = [update.update_id, *(one.id for one in (chat, user) if one), *([message.message_id] if message else [])]
    text = getattr(message, "text", None)
    if any(type(number) is not int for number in numbers) or not isinstance(text, str | None):
        raise ValueError("not of the kind that is documented")
    return update


def _pause(error: TelegramError, failures: int) -> float:
    return retry_seconds(error) if isinstance(error, RetryAfter) else min(LONGEST_PAUSE, 2.0 ** (failures - 1))

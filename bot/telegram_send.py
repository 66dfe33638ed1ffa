"""Sending: every way in which Telegram refuses or loses a message has its own answer, and none is endless.

A message is a letter in the outbox before it is sent, so that a crash neither loses nor doubles it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

import httpx
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.lines import Lines
from bot.outbox import Letter, Outbox, Place, State
from bot.pace import Pace
from bot.people import People
from bot.telegram_answer import Button, Message
from bot.telegram_html import html, shown
from bot.threads import Threads

LOG = logging.getLogger(__name__)
ATTEMPTS = 4
LONGEST_WAIT = 60.0
PICK = "pick:"
Sleep: TypeAlias = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Sender:
    """Sends messages in order, at the pace Telegram allows; `sleep` waits."""

    bot: Bot
    outbox: Outbox
    people: People
    threads: Threads
    sleep: Sleep = asyncio.sleep
    pace: Pace = field(default_factory=Pace)
    lines: Lines = field(default_factory=Lines)

    async def send(self, place: Place, *messages: Message, answered: Sequence[int] = ()) -> None:
        """Store the messages, and with them that the updates `answered` are settled; then send one after another.

        What is sent to a chat arrives in the order in which this was called.
        """
        files = [message.file for message in messages if message.file]
        spoken = [message for message in messages if not message.file]
        letters = [letter(place, message, first=n == 0) for n, message in enumerate(spoken)]
        async with self.lines.turn(place.chat):
            at_once = bool(letters) and self.pace.at_once(letters[0].place.chat)
            kept = await self.threads.run(partial(self.outbox.add, letters, answered, at_once=at_once))
            for one in kept:
                if not await self._sent(one, begun=at_once and one is kept[0]):
                    return  # those after it go out in its wake, when it is sent again
            for name, content in files:
                await self._paced(place.chat)
                await self.bot.send_document(place.chat, content, filename=name, message_thread_id=place.thread)

    async def deliver(self, one: Letter) -> None:
        """Send a letter that is in the outbox already."""
        async with self.lines.turn(one.place.chat):
            await self._sent(one)

    async def _sent(self, one: Letter, *, begun: bool = False) -> bool:
        """Send a letter; return `False` when it has to wait, and what follows it too.

        One that is `begun` has had its wait, and the outbox knows that it is being sent.
        """
        plain = False
        for attempt in range(1, ATTEMPTS + 1):
            if not begun:
                await self._paced(one.place.chat)
                await self._mark(one, "sending")
            begun = False
            try:
                await self._once(one, plain)
                return True
            except ChatMigrated as moved:
                await self.threads.run(partial(self.people.moved, one.place.chat, moved.new_chat_id))
                one = replace(one, place=Place(moved.new_chat_id))
            except BadRequest as refused:
                if plain or "parse entities" not in str(refused):
                    return await self._failed(one, refused)
                LOG.error("Telegram refused our markup; the text goes out plain")
                plain = True
            except Forbidden as refused:
                await self.threads.run(partial(self.people.blocked, one.place.chat, True))
                return await self._failed(one, refused)
            except (RetryAfter, NetworkError) as error:
                if _perhaps_delivered(error):
                    LOG.warning("a message may or may not have arrived; it is not sent twice")
                    await self._mark(one, "uncertain")
                    return True
                if not await self._waited(one, error, attempt):
                    return False
        return await self._failed(one, None)

    async def _once(self, one: Letter, plain: bool) -> None:
        place, keyboard = one.place, one.keyboard
        sent = await self.bot.send_message(
            place.chat,
            one.plain if plain else one.html,
            parse_mode=None if plain else ParseMode.HTML,
            message_thread_id=place.thread,
            reply_parameters=ReplyParameters(place.reply_to, allow_sending_without_reply=True)
            if place.reply_to
            else None,
            reply_markup=InlineKeyboardMarkup.de_json(json.loads(keyboard), self.bot) if keyboard else None,
        )
        await self._mark(one, "sent", sent.message_id)

    async def _failed(self, one: Letter, refused: TelegramError | None) -> bool:
        LOG.warning("letter %d was refused: %s", one.id, type(refused).__name__)
        await self._mark(one, "failed")
        return True

    async def _waited(self, one: Letter, error: TelegramError, attempt: int) -> bool:
        """Wait before the next attempt; put the letter off and return `False` when that would be too long."""
        seconds = retry_seconds(error) if isinstance(error, RetryAfter) else 2.0 ** (attempt - 1)
        if attempt == ATTEMPTS or seconds > LONGEST_WAIT:
            await self.threads.run(partial(self.outbox.hold, one.id, max(seconds, LONGEST_WAIT)))
            return False
        await self._mark(one, "new")
        await self.sleep(seconds)
        return True

    async def _paced(self, chat: int) -> None:
        if (seconds := self.pace.wait(chat)) > 0:
            await self.sleep(seconds)

    async def _mark(self, one: Letter, state: State, message_id: int | None = None) -> None:
        await self.threads.run(partial(self.outbox.mark, one.id, state, message_id))

    async def begin(self, place: Place, message: Message) -> int | None:
        """Send a message that will be changed, and return its number; None when it did not get through."""
        await self._paced(place.chat)
        try:
            sent = await self.bot.send_message(place.chat, html(message.nodes), parse_mode=ParseMode.HTML)
        except TelegramError as error:
            LOG.warning("a progress message failed: %s", type(error).__name__)
            return None
        return sent.message_id

    async def edit(self, place: Place, message_id: int, message: Message) -> None:
        """Change a message; one that cannot be changed is sent anew, one in a hurry is dropped."""
        await self._paced(place.chat)
        try:
            await self.bot.edit_message_text(
                html(message.nodes), place.chat, message_id, parse_mode=ParseMode.HTML, reply_markup=keyboard(message)
            )
        except RetryAfter:
            LOG.info("an edit was dropped: Telegram asks for patience")
        except BadRequest as refused:
            if "not modified" in str(refused):
                return
            await self.send(place, message)
        except TelegramError as error:
            LOG.warning("an edit failed: %s", type(error).__name__)


def letter(place: Place, message: Message, first: bool = True) -> Letter:
    """Return a message as it is stored and sent; only the first of several replies to what was asked."""
    place = Place(message.chat) if message.chat is not None else place if first else replace(place, reply_to=None)
    under = keyboard(message)
    written = under.to_json() if under else None
    return Letter(place, html(message.nodes), shown(message.nodes), written, message.question)


def retry_seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _perhaps_delivered(error: TelegramError) -> bool:
    """Say whether Telegram may have got the message: any time-out but one before the request was sent."""
    unsent = (httpx.ConnectTimeout, httpx.PoolTimeout)
    return isinstance(error, TimedOut) and not isinstance(error.__cause__, unsent)


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Return the buttons under a message."""
    rows = [[InlineKeyboardButton(label, callback_data=f"{PICK}{n}")] for n, label in enumerate(message.choices)]
    rows += [[_button(button) for button in row] for row in message.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    if button.opens:
        return InlineKeyboardButton(button.label, url=button.opens)
    return InlineKeyboardButton(button.label, callback_data=button.data)

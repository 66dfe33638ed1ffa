"""Sending: every way in which Telegram refuses or loses a message has its own answer, and none is endless."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram_answer import Message
from bot.telegram_html import html, shown

LOG = logging.getLogger(__name__)
ATTEMPTS = 4
LONGEST_WAIT = 60.0
FREE_MESSAGES = 3
PAUSE = 1.0  # Telegram allows one message a second in a chat, with short bursts
PICK = "pick:"
Sleep: TypeAlias = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """Where a message goes: a chat, a topic in it, and the message it replies to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True)
class Sender:
    """Sends messages in order; `sleep` waits between attempts."""

    bot: Bot
    sleep: Sleep = asyncio.sleep

    async def send(self, place: Place, *messages: Message) -> None:
        """Send the messages one after another, slowly enough for one chat; raise `TelegramError` when one cannot go."""
        for n, message in enumerate(messages):
            if n >= FREE_MESSAGES:
                await self.sleep(PAUSE)
            place = await self._deliver(place if n == 0 else replace(place, reply_to=None), message)

    async def _deliver(self, place: Place, message: Message) -> Place:
        """Send one message and return where it went, which is elsewhere once a group has moved."""
        plain = False
        for attempt in range(1, ATTEMPTS + 1):
            try:
                await self._once(place, message, plain)
                break
            except ChatMigrated as moved:
                place = Place(moved.new_chat_id)
            except BadRequest as refused:
                if plain or "parse entities" not in str(refused):
                    raise
                LOG.error("Telegram refused our markup; the text goes out plain")
                plain = True
            except (RetryAfter, NetworkError) as error:
                if _perhaps_delivered(error):
                    LOG.warning("a message may or may not have arrived; it is not sent twice")
                    break
                await self._wait(error, attempt)
        return place

    async def _once(self, place: Place, message: Message, plain: bool) -> None:
        await self.bot.send_message(
            place.chat,
            shown(message.nodes) if plain else html(message.nodes),
            parse_mode=None if plain else ParseMode.HTML,
            message_thread_id=place.thread,
            reply_parameters=ReplyParameters(place.reply_to, allow_sending_without_reply=True)
            if place.reply_to
            else None,
            reply_markup=_keyboard(message.choices),
        )

    async def _wait(self, error: TelegramError, attempt: int) -> None:
        seconds = retry_seconds(error) if isinstance(error, RetryAfter) else 2.0 ** (attempt - 1)
        if attempt == ATTEMPTS or seconds > LONGEST_WAIT:
            raise error
        await self.sleep(seconds)


def retry_seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _perhaps_delivered(error: TelegramError) -> bool:
    """Say whether Telegram may have got the message: any time-out but one before the request was sent."""
    unsent = (httpx.ConnectTimeout, httpx.PoolTimeout)
    return isinstance(error, TimedOut) and not isinstance(error.__cause__, unsent)


def _keyboard(choices: tuple[str, ...]) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(label, callback_data=f"{PICK}{n}")] for n, label in enumerate(choices)]
    return InlineKeyboardMarkup(rows) if rows else None

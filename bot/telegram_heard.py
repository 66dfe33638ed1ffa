"""What a message asks of the bot: a command, a question, or nothing because it is addressed to others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.telegram_send import PICK
from plans.text import fold

_COMMAND = re.compile(r"/(\w+)(?:@(\w+))?\s*(.*)", re.DOTALL)
_ASKED = re.compile(r"h[oỏ]i\s*:\s*(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """A command's name without marks ("" for a bare question) and the words after it; `text` None is no text at all."""

    command: str
    text: str | None


def heard(message: Message, bot: User) -> Heard | None:
    """Return what a message asks of `bot`, or None when it is not addressed to it."""
    private = message.chat.type == ChatType.PRIVATE
    if message.text is None:
        return Heard("", None) if private and message.effective_attachment else None
    if found := _COMMAND.fullmatch(message.text.strip()):
        name, addressee, rest = found.groups()
        to_us = addressee.casefold() == (bot.username or "").casefold() if addressee else True
        return Heard(fold(name).replace("_", ""), rest.strip()) if to_us else None
    text, mentioned = _without_mention(message, bot)
    if asked := _ASKED.fullmatch(text):
        return Heard("", asked[1].strip()) if private or mentioned else None
    return Heard("", text) if private or mentioned or _replies_to(message, bot) else None


def _without_mention(message: Message, bot: User) -> tuple[str, bool]:
    """Return the text without the mentions of the bot, and whether there was one."""
    text, mentioned = message.text or "", False
    for entity, words in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        if words.casefold() == f"@{bot.username}".casefold() or (entity.user and entity.user.id == bot.id):
            text, mentioned = text.replace(words, " ", 1), True
    return text.strip(), mentioned


def _replies_to(message: Message, bot: User) -> bool:
    earlier = message.reply_to_message
    return bool(earlier and earlier.from_user and earlier.from_user.id == bot.id)


def picked(query: CallbackQuery) -> str | None:
    """Return the choice a button stands for, read from the message under which it was pressed."""
    message, data = query.message, query.data or ""
    if not isinstance(message, Message) or not message.reply_markup or not data.startswith(PICK):
        return None
    rows = message.reply_markup.inline_keyboard
    place = data.removeprefix(PICK)
    if not (place.isascii() and place.isdigit() and int(place) < len(rows)):
        return None
    listed = f"{int(place) + 1}. "  # choices too long for a button stand in the message
    lines = (message.text or "").splitlines()
    return next((line.removeprefix(listed) for line in lines if line.startswith(listed)), rows[int(place)][0].text)


def asker(message: Message) -> int | None:
    """Return who asked what a message of the bot replies to, where it replies to somebody."""
    earlier = message.reply_to_message
    return earlier.from_user.id if earlier and earlier.from_user else None

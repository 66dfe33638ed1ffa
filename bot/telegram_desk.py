"""The bot's desk: each message or button that is addressed to it gets its answer, each chat's in order."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext as Context

from bot import telegram_texts as texts
from bot.conversations import Conversations, Lines, Speaker
from bot.render import answer_lines, plain
from bot.telegram_answer import Message as Outgoing
from bot.telegram_answer import messages, pieces
from bot.telegram_heard import Heard, asker, heard, picked
from bot.telegram_html import Node, bold
from bot.telegram_send import Place, Sender
from bot.texts import QUESTION_LIMIT
from plans.model import Plan
from plans.text import squeeze
from retrieval.answer import Answer, Turn
from retrieval.names import plan_label

LOG = logging.getLogger(__name__)
THREADS = 16
QUIET_FOR = 0.4
TYPING_LASTS = 4.5
AnyContext: TypeAlias = Context[Any, Any, Any, Any]
T = TypeVar("T")


class Holds(Protocol):
    """What the bot needs of a library."""

    def plans(self) -> Sequence[Plan]:
        """Return the plans held."""


class Answers(Protocol):
    """What the bot needs of an assistant."""

    @property
    def library(self) -> Holds:
        """The plans it answers from."""

    def ask(self, text: str, turns: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""


@dataclass
class Desk:
    """Answers one message or button at a time, in the order of each chat."""

    assistant: Answers
    sender: Sender
    talks: Conversations = field(default_factory=Conversations)
    lines: Lines = field(default_factory=Lines)
    threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(THREADS, "ask"))

    async def on_message(self, update: Update, context: AnyContext) -> None:
        """Answer a message that is addressed to the bot."""
        message, speaker = update.message, _speaker(update)
        asked = heard(message, context.bot.bot) if message else None
        if message is None or speaker is None or asked is None:
            return
        await self._respond(asked, speaker, _place(message))

    async def on_button(self, update: Update, context: AnyContext) -> None:
        """Ask what the button under a message says, for the person who was asked back."""
        query, speaker = update.callback_query, _speaker(update)
        if query is None or speaker is None:
            return
        choice = picked(query)
        told = texts.BUTTON_EXPIRED if choice is None else _refusal(query)
        with suppress(TelegramError):  # too old to be acknowledged: the answer still comes
            await query.answer(told)
        if choice is not None and told is None and isinstance(query.message, Message):
            await self._respond(Heard("", choice), speaker, _place(query.message))

    async def _respond(self, asked: Heard, speaker: Speaker, place: Place) -> None:
        if self.lines.full(speaker.chat):
            await self.sender.send(place, _say(texts.TOO_MANY))
            return
        async with self.lines.turn(speaker.chat):
            command = self._commands().get(asked.command)
            if command is not None:
                await command(asked, speaker, place)
            elif place.reply_to is None:
                await self.sender.send(place, _say(texts.UNKNOWN_COMMAND))

    def _commands(self) -> dict[str, Callable[[Heard, Speaker, Place], Awaitable[None]]]:
        return {
            "": self._ask,
            "hoi": self._ask,
            "start": self._greet,
            "trogiup": self._help,
            "help": self._help,
            "kehoach": self._holdings,
        }

    async def _greet(self, asked: Heard, speaker: Speaker, place: Place) -> None:
        nodes: tuple[Node, ...] = (bold(texts.GREETING), f"\n{texts.ABOUT}\n\n{texts.CAUTION}")
        await self.sender.send(place, Outgoing(nodes, texts.EXAMPLES))

    async def _help(self, asked: Heard, speaker: Speaker, place: Place) -> None:
        await self.sender.send(place, _say(texts.HELP))

    async def _holdings(self, asked: Heard, speaker: Speaker, place: Place) -> None:
        held = await self._in_thread(self.assistant.library.plans)
        nodes: list[Node] = [bold(texts.HOLDINGS.format(count=len(held))) if held else texts.EMPTY_LIBRARY]
        for n, plan in enumerate(held, 1):
            title = f"\n{squeeze(plan.header.title)}" if plan.header.number and plan.header.title else ""
            nodes.append(f"\n\n{n}. {plan_label(plan)}{title}")
        await self.sender.send(place, *map(Outgoing, pieces(nodes)))

    async def _ask(self, asked: Heard, speaker: Speaker, place: Place) -> None:
        if refusal := _unaskable(asked.text):
            await self.sender.send(place, _say(refusal))
            return
        answering = partial(self._answer, asked.text or "", self.talks.turns(speaker))
        turn, answers = await self._while_typing(self._in_thread(answering), place)
        self.talks.add(speaker, turn)
        await self.sender.send(place, *answers)

    def _answer(self, text: str, turns: Sequence[Turn]) -> tuple[Turn, tuple[Outgoing, ...]]:
        answer = self.assistant.ask(text, turns)
        return Turn(text, plain(answer_lines(answer))), messages(answer)

    async def _while_typing(self, work: Awaitable[T], place: Place) -> T:
        """Return what `work` gives, and show that the bot is typing while it takes its time."""
        working = asyncio.ensure_future(work)
        pause = QUIET_FOR
        while not (await asyncio.wait([working], timeout=pause))[0]:
            pause = TYPING_LASTS
            with suppress(TelegramError):
                await self.sender.bot.send_chat_action(place.chat, ChatAction.TYPING, place.thread)
        return await working

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work)

    async def on_error(self, update: object, context: AnyContext) -> None:
        """Log where an error arose, without any words of a person; tell the person that it is not their fault."""
        error = context.error
        code = f"{update.update_id % 0x100000:05x}" if isinstance(update, Update) else "-----"
        LOG.error("update %s: %s at %s", code, type(error).__name__, _whereabouts(error))
        message = update.effective_message if isinstance(update, Update) else None
        if isinstance(message, Message) and not isinstance(error, TelegramError):
            with suppress(TelegramError):
                await self.sender.send(_place(message), _say(texts.APOLOGY.format(code=code)))


def _say(text: str) -> Outgoing:
    return Outgoing((text,))


def _unaskable(text: str | None) -> str | None:
    """Return why a text cannot be asked, or None."""
    if text is None:
        return texts.TEXT_ONLY
    if len(text) > QUESTION_LIMIT:
        return texts.LONG_QUESTION.format(limit=QUESTION_LIMIT)
    return None if text.strip() else texts.ASK_WHAT


def _speaker(update: Update) -> Speaker | None:
    """Return who speaks where; other bots are not listened to, lest two bots talk for ever."""
    message, person = update.effective_message, update.effective_sender
    if message is None or person is None or (isinstance(person, User) and person.is_bot):
        return None
    thread = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Speaker(message.chat.id, thread, person.id)


def _place(message: Message) -> Place:
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread, None if message.chat.type == ChatType.PRIVATE else message.message_id)


def _refusal(query: CallbackQuery) -> str | None:
    """Return why this person may not press the button, or None."""
    message = query.message
    owner = asker(message) if isinstance(message, Message) else None
    return texts.NOT_YOUR_BUTTON if owner not in (None, query.from_user.id) else None


def _whereabouts(error: BaseException | None) -> str:
    trace = error.__traceback__ if error else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "nowhere"

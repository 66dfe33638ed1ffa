"""The bot's desk: each message or button that is addressed to it gets its answer, each chat's in order."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, TypeAlias, TypeVar

from telegram import CallbackQuery, ChatMember, Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext as Context

from bot import telegram_texts as texts
from bot.diary import Where
from bot.lines import Lines
from bot.logs import whereabouts
from bot.outbox import Place
from bot.pace import Allowance
from bot.people import ADMIN
from bot.telegram_admin import COMMANDS as FOR_ADMINS
from bot.telegram_albums import Albums
from bot.telegram_answer import Button
from bot.telegram_buttons import Pressed, pressed
from bot.telegram_commands import COMMANDS as FOR_ALL
from bot.telegram_commands import welcome
from bot.telegram_files import documents
from bot.telegram_heard import Heard, asker, heard, picked
from bot.telegram_loading import Loading
from bot.telegram_office import Command, Office, Reply, Visit, say
from bot.telegram_questions import again, apologetic
from bot.telegram_reactions import reacted
from bot.telegram_send import PICK, Sender
from bot.telegram_turns import Turns
from bot.telegram_waiting import Waiting
from bot.threads import Threads

LOG = logging.getLogger(__name__)
THREADS = 16
PATIENCE = 45.0
JOIN = "/start moi_"
ACKNOWLEDGED_IN = 0.8  # seconds; a button that turns for more than one looks broken
SLOW = ("nap:", "khoi:")  # buttons behind which a file is read
AnyContext: TypeAlias = Context[Any, Any, Any, Any]
T = TypeVar("T")
COMMANDS: dict[str, Command] = {"": FOR_ALL["hoi"], **FOR_ALL, **FOR_ADMINS}


@dataclass
class Desk:
    """Answers one message or button at a time, in the order of each chat; `offline` steps in for a slow model."""

    office: Office
    sender: Sender
    offline: Office | None = None
    lines: Lines = field(default_factory=Lines)
    arrivals: Lines = field(default_factory=Lines)
    threads: Threads = field(default_factory=lambda: Threads(THREADS))
    often: Sequence[Allowance] = ()
    late: set[int] = field(default_factory=set)
    albums: Albums = field(default_factory=Albums)
    _running: dict[Where, Callable[[], object]] = field(default_factory=dict, repr=False)  # what stops it

    @cached_property
    def turns(self) -> Turns:
        """The order among the bots that answer one chat."""
        return Turns(self.office.inbox, self.sender.threads)

    async def on_update(self, update: Update, context: AnyContext) -> None:
        """Handle an update wholly; it counts as handled when what it led to is in the outbox."""
        if update.callback_query:
            await self._press(update, update.callback_query)
        elif update.my_chat_member:
            await self._membership(update)
        elif update.message_reaction:
            await self._quickly(partial(reacted, self.office, update.message_reaction))
        elif message := update.message or update.edited_message:
            await self._hear(update, message, context.bot.bot)
        await self._quickly(partial(self.office.inbox.done, update.update_id))
        self.late.discard(update.update_id)

    async def _hear(self, update: Update, message: Message, bot: User) -> None:
        where, asked = _where(update), heard(message, bot)
        if where is None or asked is None:
            return
        if asked.command == "huy" and (stop := self._running.get(where)):
            stop()
            await self._say(update, message, say(texts.STOPPED))
            return
        async with self.albums.gathered(message) as together:
            if together:
                await self._attend(update, where, asked, together)

    async def _attend(self, update: Update, where: Where, asked: Heard, together: Sequence[Message]) -> None:
        """Answer a message, or all of an album as one, when it is the chat's turn."""
        message = together[0]
        await self.turns.come(where.chat, update.update_id)
        async with self.arrivals.turn(where.chat):
            pass  # what a button pressed before this asks for has its place in the line by now
        if self.lines.full(where.chat):
            await self._say(update, message, say(texts.TOO_MANY))
            return
        async with self.lines.turn(where.chat):
            visit = await self._visit(where, message, asked, update.effective_user)
            await self._say(update, message, await self._reply(visit, asked, update, together))

    async def _visit(self, where: Where, message: Message, asked: Heard, user: User | None) -> Visit:
        standing = await self._quickly(partial(self.office.people.standing, where.person, where.chat))
        replied, quote = message.reply_to_message, message.quote
        return Visit(
            where,
            standing,
            asked.text or "",
            user.full_name if user else "",
            message.message_id,
            replied.message_id if replied else None,
            quote.text if quote else "",
        )

    async def _reply(self, visit: Visit, asked: Heard, update: Update, together: Sequence[Message]) -> Reply:
        message = together[0]
        if not visit.standing.allowed:
            return await self._quickly(partial(stranger, self.office, visit, message.text or ""))
        if (sent := documents(together)) and visit.private and visit.standing.at_least(ADMIN):
            stopped = threading.Event()
            with self._stoppable(visit.where, stopped.set):
                loading = Loading(self.office, self.sender, self.threads)
                for one in sent:
                    await loading.load(_place(message), visit, one, stopped.is_set)
            return ()
        if asked.text is None:
            return say(texts.TEXT_ONLY)
        command = COMMANDS.get(asked.command)
        if command is None or not visit.standing.at_least(command.role):
            return say(texts.UNKNOWN_COMMAND) if visit.private else ()
        if not (visit.private or command.in_groups):
            return say(texts.PRIVATE_ONLY)
        return await self._carried_out(visit, again if update.edited_message else command.carry_out, update)

    async def _carried_out(self, visit: Visit, act: Callable[[Office, Visit], Reply], update: Update) -> Reply:
        if any([one.spent(visit.where.person) for one in self.often]):
            return say(texts.TOO_FAST)
        reply = await self._answered(visit, act, update)
        return apologetic(reply) if reply and update.update_id in self.late else reply

    async def _answered(self, visit: Visit, act: Callable[[Office, Visit], Reply], update: Update) -> Reply:
        """Return what a command gives; nothing when the person stops it, the offline answer when it takes too long."""
        waiting = Waiting(self.sender, Place(visit.where.chat, visit.where.thread), update.update_id)
        working = asyncio.ensure_future(self.threads.run(partial(act, self.office, waiting.watched_by(visit))))
        with self._stoppable(visit.where, working.cancel):
            try:
                return await asyncio.wait_for(waiting.until(working), PATIENCE)
            except TimeoutError:
                return await self.threads.run(partial(act, self.offline or self.office, visit))
            except asyncio.CancelledError:
                if (task := asyncio.current_task()) and task.cancelling():
                    raise
                return ()

    @contextmanager
    def _stoppable(self, where: Where, stop: Callable[[], object]) -> Iterator[None]:
        """Let /huy stop what is done in the block."""
        self._running[where] = stop
        try:
            yield
        finally:
            del self._running[where]

    async def _press(self, update: Update, query: CallbackQuery) -> None:
        message, where = query.message, _where(update)
        if where is None or not isinstance(message, Message):
            with suppress(TelegramError):
                await query.answer(texts.BUTTON_EXPIRED)
            return
        found: asyncio.Future[Pressed] = asyncio.get_running_loop().create_future()
        acknowledging = asyncio.ensure_future(_acknowledge(query, found))
        try:
            await self.turns.come(where.chat, update.update_id)
            async with self.arrivals.turn(where.chat):
                visit = await self._visit(where, message, Heard("", ""), query.from_user)
                found.set_result(await self._done(visit, query))
            await self._followed(update, message, visit, found.result())
        finally:
            shown = await acknowledging
        if not shown and (toast := found.result().toast):
            await self._say(update, message, say(toast))

    async def _followed(self, update: Update, message: Message, visit: Visit, done: Pressed) -> None:
        """Send what a button leads to; no await comes before the place in the line, which keeps presses in order."""
        reply = done.reply
        if done.asks is not None:
            async with self.lines.turn(visit.where.chat):
                visit = replace(visit, text=done.asks, replied_to=None, message=None)
                reply = await self._carried_out(visit, FOR_ALL["hoi"].carry_out, update)
        await self._say(update, message, reply)
        if done.resends is not None:
            letter = await self._quickly(partial(self.office.outbox.uncertain, done.resends, visit.where.chat))
            if letter:
                await self.sender.deliver(letter)

    async def _done(self, visit: Visit, query: CallbackQuery) -> Pressed:
        data = query.data or ""
        if not data.startswith(PICK):
            threads = self.threads if data.startswith(SLOW) else self.sender.threads
            return await threads.run(partial(pressed, self.office, visit, data))
        choice = picked(query)
        if choice is None:
            return Pressed(texts.BUTTON_EXPIRED)
        if not visit.standing.allowed:
            return Pressed(texts.NOT_ALLOWED_SHORT)
        return Pressed(refusal) if (refusal := _refusal(query)) else Pressed(asks=choice)

    async def _membership(self, update: Update) -> None:
        """Leave groups that were not allowed; note who blocks the bot and who comes back."""
        change = update.my_chat_member
        if change is None:
            return
        here = change.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
        if change.chat.type == ChatType.PRIVATE:
            await self._quickly(partial(self.office.people.blocked, change.chat.id, not here))
        elif here:
            await self._joined(change.chat.id, change.chat.title or "", change.from_user.id)

    async def _joined(self, chat: int, title: str, person: int) -> None:
        standing = await self._quickly(partial(self.office.people.standing, person, chat))
        if standing.at_least(ADMIN):
            await self._quickly(partial(self.office.people.allow_chat, chat, title))
        elif not standing.chat_allowed or standing.role is None:
            await self.sender.send(Place(chat), *say(texts.GOODBYE_GROUP.format(chat=chat)))
            with suppress(TelegramError):
                await self.sender.bot.leave_chat(chat)

    async def _say(self, update: Update, message: Message, reply: Reply) -> None:
        await self.sender.send(_place(message), *reply, answered=(update.update_id,))

    async def _quickly(self, work: Callable[[], T]) -> T:
        """Do what takes no time, where no slow answer stands in the way."""
        return await self.sender.threads.run(work)

    async def on_error(self, update: object, context: AnyContext) -> None:
        """Log where an error arose, without any words of a person; tell the person that it is not their fault."""
        error = context.error
        code = f"{update.update_id % 0x100000:05x}" if isinstance(update, Update) else "-----"
        LOG.error("update %s: %s at %s", code, type(error).__name__, whereabouts(error))
        message = update.effective_message if isinstance(update, Update) else None
        if isinstance(update, Update) and isinstance(message, Message) and not isinstance(error, TelegramError):
            await self._say(update, message, say(texts.APOLOGY.format(code=code)))


async def _acknowledge(query: CallbackQuery, found: asyncio.Future[Pressed]) -> bool:
    """Stop a button's turning with what it led to, or with nothing when that takes long; say whether it was shown."""
    in_time, _ = await asyncio.wait([found], timeout=ACKNOWLEDGED_IN)
    with suppress(TelegramError):  # too old to be acknowledged: the answer still comes
        await query.answer(found.result().toast if in_time else None)
    return bool(in_time)


def stranger(office: Office, visit: Visit, said: str) -> Reply:
    """Return what somebody is told who was not let in, or let them in when they bring an invitation."""
    if visit.standing.role is not None:
        return say(texts.CHAT_NOT_ALLOWED.format(chat=visit.where.chat))
    if not visit.private:
        return say(texts.NOT_ALLOWED_SHORT)
    if said.startswith(JOIN):
        role = office.people.accept(said.removeprefix(JOIN).strip(), visit.where.person, visit.name)
        if role is None:
            return say(texts.INVITATION_BAD)
        return [*say(texts.WELCOME.format(role=texts.ROLE_NAMES[role])), *welcome(office)]
    return say(texts.NOT_ALLOWED, (Button(texts.JOIN, "xin"),))


def _where(update: Update) -> Where | None:
    """Return who speaks where; other bots are not listened to, lest two bots talk for ever."""
    message, person = update.effective_message, update.effective_sender
    if message is None or person is None or (isinstance(person, User) and person.is_bot):
        return None
    return Where(message.chat.id, _thread(message), person.id)


def _thread(message: object) -> int | None:
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _place(message: Message) -> Place:
    return Place(
        message.chat.id, _thread(message), None if message.chat.type == ChatType.PRIVATE else message.message_id
    )


def _refusal(query: CallbackQuery) -> str | None:
    """Return why this person may not press the button, or None."""
    message = query.message
    owner = asker(message) if isinstance(message, Message) else None
    return texts.NOT_YOUR_BUTTON if owner not in (None, query.from_user.id) else None

"""A file on its way into the library: one message that shows how far it has come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from telegram.error import TelegramError

from bot import telegram_texts as texts
from bot.files import Reading
from bot.outbox import Place
from bot.telegram_answer import Message
from bot.telegram_files import SentFile, album_name, bound, refusal
from bot.telegram_office import Office, Visit, say
from bot.telegram_send import Sender
from bot.telegram_uploads import progress, read_upload, summary
from bot.threads import Threads

PATIENCE = 60.0


@dataclass(frozen=True)
class Loading:
    """Fetches, reads and describes a file, or the pictures of an album, that an admin has sent."""

    office: Office
    sender: Sender
    threads: Threads

    async def load(self, place: Place, visit: Visit, sent: Sequence[SentFile], stopped: Callable[[], bool]) -> None:
        """Lead a file as far as the question whether to publish it, unless it is `stopped` on the way.

        Several are the pages of one document. Nothing is in the library before that question is answered.
        """
        if told := refusal(sent):
            await self.sender.send(place, *say(told))
            return
        name = album_name(sent)
        shown = await self.sender.begin(place, progress(name, 0))
        try:
            name, content = bound(sent, [await self._fetched(one) for one in sent])
        except (TelegramError, TimeoutError) as error:
            reason = texts.FETCH_FAILED.format(kind=type(error).__name__)
            await self._end(place, shown, Message((texts.UPLOAD_FAILED.format(name=name, reason=reason),)))
            return
        await self._end(place, shown, progress(name, 1))
        readings = await self.threads.run(partial(read_upload, name, content, stopped))
        if stopped():
            await self._end(place, shown, Message((texts.CANCELLED,)))
            return
        await self._end(place, shown, progress(name, 3))
        await self._end(place, shown, await self.threads.run(partial(self._described, visit, name, content, readings)))

    async def _fetched(self, sent: SentFile) -> bytes:
        async with asyncio.timeout(PATIENCE):
            file = await self.sender.bot.get_file(sent.id)
            return bytes(await file.download_as_bytearray())

    def _described(self, visit: Visit, name: str, content: bytes, readings: Sequence[Reading]) -> Message:
        number = self.office.shelf.lay(visit.where.person, name, content)
        return summary(self.office, number, name, readings)

    async def _end(self, place: Place, shown: int | None, message: Message) -> None:
        if shown is None:
            await self.sender.send(place, message)
        else:
            await self.sender.edit(place, shown, message)

"""A story told in a test: the real bot over five invented plans, with a fixed day, as the people in it see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.desk_store import Store
from bot.telegram import build
from bot.telegram_office import HANOI
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, Sent, feed, message, press
from tests.bot.telegram_pictures import GOLDEN
from tests.bot.telegram_talk import ADMIN, GROUP, SETTINGS, admitted, sleep_into, unhurried
from tests.retrieval.invented import assistant_of

NOON = datetime(2025, 9, 1, 12, tzinfo=HANOI)
CADRE, OTHER, STRANGER = 9, 8, 77


class Story:
    """People who write to the bot, and what they see. Every message is sent on 1 September 2025 unless time passes."""

    def __init__(self, settings: Settings) -> None:
        self.time = NOON.timestamp()
        self.telegram = FakeTelegram()
        self.telegram.people = {ADMIN: "Quản trị", STRANGER: "Người lạ"}
        self.assistant = Assistant(Library.open(settings))
        self.store = admitted(Store.open(settings, lambda: self.time))
        self.numbers = 0
        self.door = self.opened()

    def opened(self):
        return build(SETTINGS, self.assistant, self.store, self.telegram, sleep_into([]), unhurried())

    async def __aenter__(self) -> Story:
        await self.door.application.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.door.application.shutdown()
        self.store.close()
        self.assistant.library.close()
        assert self.telegram.wrong == []

    async def says(
        self, text: str | None, person: int = CADRE, chat: int | None = None, **fields: object
    ) -> list[Sent]:
        """Let somebody write, and return what the bot sent."""
        self.numbers += 1
        sent_at = fields.pop("date", int(self.time))
        update = message(text, update_id=self.numbers, person=person, chat=chat, date=sent_at, **fields)
        return await self.meets(update)

    async def presses(self, button: str, sent: Sent | None = None, person: int = CADRE, data: str = "") -> list[Sent]:
        """Let somebody press a button under the last message or another one."""
        self.numbers += 1
        under = sent or self.telegram.sent[-1]
        return await self.meets(press(under, button, person=person, update_id=self.numbers, data=data))

    async def meets(self, *updates: dict) -> list[Sent]:
        before = len(self.telegram.sent)
        await feed(self.door.application, *updates)
        return self.telegram.sent[before:]

    def passes(self, **span: float) -> None:
        """Let time pass."""
        self.time += timedelta(**span).total_seconds()


@pytest.fixture(scope="session")
def invented_library(mould: Callable[[str], Settings]) -> Settings:
    """The library of the invented plans, made once and copied for each story."""
    settings = mould("invented")
    assistant_of(settings).library.close()
    Store.open(settings).close()
    return settings


@pytest.fixture
def story(invented_library: Settings, copied: Callable[[Settings], Settings]) -> Callable[[], Story]:
    return lambda: Story(copied(invented_library))


__all__ = ["ADMIN", "CADRE", "GROUP", "OTHER", "STRANGER", "Story", "story"]


def told_as(name: str, transcript: str) -> None:
    """Compare with the transcript kept under this name; a missing one is written down and must be read by a person."""
    kept = GOLDEN / f"{name}.txt"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(transcript.lstrip(), "utf-8")
    assert transcript.lstrip() == kept.read_text("utf-8")

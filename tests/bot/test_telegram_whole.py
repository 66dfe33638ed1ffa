"""The whole bot, from one poll to the next, over HTTP: what a person sends, and what arrives.

The same conversations are held with our own Bot API and, with `--emulator`, with one that nobody here wrote; that one
refuses drafts, typing, menus and files with an error 500, and the answers must come all the same.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.telegram import build
from bot.telegram_life import serve
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.bot.telegram_story import ADMIN, CADRE, OTHER, STRANGER
from tests.bot.telegram_talk import SETTINGS, admitted, unhurried
from tests.bot.telegram_wires import WIRES, Seen, Wire

pytestmark = pytest.mark.usefixtures("_time_periods")
PATIENCE = 20.0


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "wire" in metafunc.fixturenames:
        wanted = WIRES if metafunc.config.getoption("--emulator") else ["ours"]
        metafunc.parametrize("wire", wanted, indirect=True)


@pytest.fixture
def wire(request: pytest.FixtureRequest) -> Iterator[Wire]:
    with WIRES[request.param]() as opened:
        yield opened


class Phone:
    """A person's phone: what they write and press, and what they get for it."""

    def __init__(self, wire: Wire, person: int) -> None:
        self.wire, self.person = wire, person

    async def says(self, text: str, answers: int = 1) -> Seen:
        """Write, and return the last of so many messages that come."""
        before = self.count()
        self.wire.says(text, self.person)
        return await self.gets(before + answers)

    async def presses(self, seen: Seen, label: str, answers: int = 1) -> Seen:
        before = self.count()
        self.wire.presses(seen, seen.buttons[label], self.person)
        return await self.gets(before + answers)

    async def gets(self, count: int) -> Seen:
        async with asyncio.timeout(PATIENCE):
            while self.count() < count:
                await asyncio.sleep(0.02)
        return self.wire.seen(self.person)[count - 1]

    def count(self) -> int:
        return len(self.wire.seen(self.person))


class Bot:
    """The bot over the invented plans, which can be started more than once."""

    def __init__(self, settings: Settings, wire: Wire) -> None:
        self.settings, self.wire = settings, wire
        self.cadre, self.other, self.stranger, self.admin = (
            Phone(wire, person) for person in (CADRE, OTHER, STRANGER, ADMIN)
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        assistant, store = Assistant(Library.open(self.settings)), admitted(Store.open(self.settings))
        door = build(SETTINGS, assistant, store, self.wire.request(), pace=unhurried())
        serving = asyncio.ensure_future(serve(door))
        await asyncio.wait([serving], timeout=0.1)
        try:
            yield
        finally:
            if not serving.done():
                os.kill(os.getpid(), signal.SIGTERM)
            await serving
            store.close()
            assistant.library.close()


@pytest.fixture
def bot(invented_library: Settings, copied: Callable[[Settings], Settings], wire: Wire) -> Bot:
    return Bot(copied(invented_library), wire)


async def test_a_cited_answer_arrives_and_the_conversation_goes_on(bot):
    async with bot.running():
        greeting = await bot.cadre.says("/start")
        assert texts.GREETING in greeting.html
        listed = await bot.cadre.presses(greeting, texts.EXAMPLES[2])
        assert "[1]" in listed.html
        answer = await bot.cadre.says("so xay dung quang ngai phai lam gi")
        assert "sở xây dựng quảng ngãi" in answer.html
        assert "<blockquote expandable>" in answer.html
        chosen = await bot.cadre.presses(answer, texts.SEE_SOURCE)
        section = await bot.cadre.presses(chosen, next(iter(chosen.buttons)))
        assert "nhà chống lũ cho các hộ tái định cư" in section.html
        onward = await bot.cadre.says("còn Sở Tài chính thì sao?")
        assert "62 tỷ đồng" in onward.html
        deadline = await bot.cadre.presses(onward, "Hạn của kế hoạch này")
        assert "214/KH-UBND" in deadline.html


async def test_what_is_not_in_the_plans_is_not_answered_and_goes_to_the_admin(bot):
    async with bot.running():
        nothing = await bot.cadre.says("Lương giáo viên là bao nhiêu?")
        assert "Không tìm thấy" in nothing.html
        before = bot.admin.count()
        bot.wire.presses(nothing, nothing.buttons[texts.SEND_TO_ADMIN], CADRE)
        assert "Lương giáo viên" in (await bot.admin.gets(before + 1)).html


async def test_a_stranger_is_let_in_by_an_admin(bot):
    async with bot.running():
        refused = await bot.stranger.says("Ai ký kế hoạch 118?")
        assert refused.html == texts.NOT_ALLOWED
        bot.wire.presses(refused, refused.buttons[texts.JOIN], STRANGER)
        request = await bot.admin.gets(1)
        before = bot.stranger.count()
        await bot.admin.presses(request, texts.APPROVE)
        assert texts.GREETING in (await bot.stranger.gets(before + 1)).html
        assert "[1]" in (await bot.stranger.says("Ai ký kế hoạch 118?")).html


async def test_people_ask_at_once_and_each_gets_their_own_answer(bot):
    async with bot.running():
        first, second = await asyncio.gather(
            bot.cadre.says("Ai ký kế hoạch 118?"), bot.other.says("Sở Tài chính Quảng Ngãi phải làm gì?")
        )
        assert "118" in first.html
        assert "62 tỷ đồng" in second.html


async def test_a_question_asked_while_the_bot_is_away_is_answered_once(bot):
    async with bot.running():
        await bot.cadre.says("/start")
    bot.wire.says("Ai ký kế hoạch 118?", CADRE)
    async with bot.running():
        assert "118" in (await bot.cadre.gets(2)).html
    async with bot.running():
        assert (await bot.cadre.says("/huy")).html == texts.NEW_TALK
    assert bot.cadre.count() == 3


async def test_hostile_words_come_back_as_words(bot):
    async with bot.running():
        answer = await bot.cadre.says("</b><a href='x'>Sở Y tế</a> & \u202e phải làm gì?")
        assert "<a href='x'>" not in answer.html
        assert (await bot.cadre.says("/khongco")).html == texts.UNKNOWN_COMMAND

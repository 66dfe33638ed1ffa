"""The program may die at any moment: every question is answered once, and what nobody can know is asked about."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from telegram.error import TimedOut

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.inbox import LATE
from bot.telegram import Door, build, only_one
from plans.errors import LibraryBusy
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, Sent, message, press
from tests.bot.telegram_talk import GROUP, SETTINGS, Assistant, sleep_into, unhurried

pytestmark = pytest.mark.usefixtures("_time_periods")
QUESTIONS = 3


class Death(BaseException):
    """The process is gone."""


class Mortal(Store):
    """A store whose process dies at a chosen transaction: before it is committed, or right after."""

    def __init__(self, store: Store, life: int, *, after: bool) -> None:
        super().__init__(store.database, store.clock)
        object.__setattr__(self, "left", [life])
        object.__setattr__(self, "after", after)

    @contextmanager
    def writing(self) -> Iterator[object]:
        self.left[0] -= 1
        if self.left[0] <= 0 and not (self.after and self.left[0] == 0):
            raise Death
        with super().writing() as connection:
            yield connection
        if self.left[0] <= 0:
            raise Death


async def life_of(door: Door, telegram: FakeTelegram, updates: list[dict]) -> None:
    """Run a bot on what Telegram holds until it is idle or dies."""
    application = door.application
    async with application:
        await door.intake.recover()
        fresh = await door.intake.keep(de_json(updates, application))
        telegram.acknowledged = True
        await door.intake.sort(fresh)
        while not application.update_queue.empty():
            await application.process_update(application.update_queue.get_nowait())


def de_json(updates: list[dict], application: object) -> list[object]:
    from telegram import Update

    return [Update.de_json(update, application.bot) for update in updates]


def opened(store: Store, telegram: FakeTelegram) -> Door:
    return build(SETTINGS, Assistant(), store, telegram, sleep_into([]), unhurried())


def answers(telegram: FakeTelegram) -> list[str]:
    return [sent.text.splitlines()[0] for sent in telegram.sent if sent.text.startswith("• Trả lời")]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("life", range(1, 24))
def test_10_wherever_it_dies_each_question_is_answered_once_or_offered_again(store, life, after):
    telegram = FakeTelegram()
    telegram.acknowledged = False
    updates = [message(f"câu {n}", update_id=n, person=100 + n) for n in range(QUESTIONS)]
    with_end = Mortal(store, life, after=after)
    with suppress(Death):
        asyncio.run(life_of(opened(with_end, telegram), telegram, updates))
    # Telegram repeats what was not acknowledged; what was acknowledged must be on disk.
    asyncio.run(life_of(opened(store, telegram), telegram, [] if telegram.acknowledged else updates))
    asyncio.run(life_of(opened(store, telegram), telegram, updates))
    offered = [sent for sent in telegram.sent if sent.text == texts.RESENT]
    said = answers(telegram)
    assert len(said) == len(set(said))
    assert len(said) + len(offered) >= QUESTIONS
    assert len(offered) <= 1
    assert telegram.wrong == []
    for sent in offered:  # whoever got nothing gets it with a tap, once
        asyncio.run(pressing(opened(store, telegram), sent))
        asyncio.run(pressing(opened(store, telegram), sent))
    assert set(answers(telegram)) == {f"• Trả lời: câu {n} [1]" for n in range(QUESTIONS)}
    assert len(answers(telegram)) <= QUESTIONS + 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("second", range(1, 10))
@pytest.mark.parametrize("first", [7, 8, 12])  # after the updates were acknowledged
def test_10_dying_again_while_mending_loses_nothing(store, first, second, after):
    telegram = FakeTelegram()
    updates = [message(f"câu {n}", update_id=n, person=100 + n) for n in range(QUESTIONS)]
    for life, told in ((first, updates), (second, [])):
        with suppress(Death):
            asyncio.run(life_of(opened(Mortal(store, life, after=after), telegram), telegram, told))
    asyncio.run(life_of(opened(store, telegram), telegram, []))
    heard = {sent.params["chat_id"] for sent in telegram.sent}
    assert heard == {str(100 + n) for n in range(QUESTIONS)}
    assert len(answers(telegram)) == len(set(answers(telegram)))


async def pressing(door: Door, sent: Sent) -> None:
    person = int(sent.params["chat_id"])
    async with door.application as application:
        await application.process_update(de_json([press(sent, 0, person=person)], application)[0])


async def test_02_a_message_of_which_nobody_knows_is_not_sent_twice_but_with_a_tap(door, telegram, store):
    telegram.fail("sendMessage", TimedOut())
    application = door.application
    await application.process_update(de_json([message("hạn?")], application)[0])
    assert telegram.sent == []
    assert door.office.outbox.counts() == {"uncertain": 1}


async def test_10_an_update_delivered_twice_is_handled_once(door, telegram):
    updates = de_json([message("hạn?", update_id=4)] * 2, door.application)
    assert len(await door.intake.keep(updates)) == 1
    assert await door.intake.keep(updates) == []


def old(text: str, n: int, age: float, clock, **fields: object) -> dict:
    return message(text, update_id=n, date=int(clock() - age), **fields)


async def test_11_after_a_pause_only_the_last_question_of_each_chat_is_answered_with_an_apology(door, telegram, clock):
    application = door.application
    updates = [
        old("một", 1, LATE + 300, clock),
        old("hai", 2, LATE + 200, clock),
        old("/hoi nhóm", 3, LATE + 100, clock, chat=GROUP),
        old("ba", 4, LATE + 60, clock),
        old("mới", 5, 60, clock, person=8),
    ]
    fresh = await door.intake.keep(de_json(updates, application))
    await door.intake.sort(fresh)
    while not application.update_queue.empty():
        await application.process_update(application.update_queue.get_nowait())
    said = [sent.text for sent in telegram.sent]
    assert len(said) == 3
    assert said[0].startswith(texts.LATE)
    assert "nhóm" in said[0]
    assert said[1].startswith(texts.LATE)
    assert "ba" in said[1]
    assert said[2].startswith("• Trả lời: mới")
    assert door.office.inbox.waiting() == []


async def test_11_a_button_pressed_before_a_long_pause_is_let_go(door, telegram, clock):
    application = door.application
    await application.process_update(de_json([message("/start")], application)[0])
    await door.intake.keep(de_json([press(telegram.sent[0], 0, update_id=60)], application))
    clock.ahead = 61
    await door.intake.recover()
    assert application.update_queue.empty()
    assert door.office.inbox.waiting() == []


async def test_the_words_of_what_is_settled_are_not_kept_in_the_boxes(door, telegram, store):
    application = door.application
    updates = de_json([message("CÂU HỎI RIÊNG", update_id=6)], application)
    await door.intake.keep(updates)
    await application.process_update(updates[0])
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT body FROM desk_inbox UNION SELECT plain FROM desk_outbox").fetchall()
    assert {row[0] for row in kept} == {""}


def test_09_two_programs_of_one_machine_do_not_run_the_same_bot(tmp_path):
    settings = Settings(home=tmp_path, telegram_token="1:a")
    alone = only_one(settings)
    with pytest.raises(LibraryBusy, match="đang chạy ở một tiến trình khác"):
        only_one(settings)
    only_one(Settings(home=tmp_path, telegram_token="2:b")).release()
    alone.release()
    only_one(settings).release()

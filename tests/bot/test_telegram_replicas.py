"""Several bots over one database, as behind one webhook: each question is answered once, whoever gets it or dies."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date

import pytest
from telegram import Update

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.outbox import Letter, Place
from bot.reminders import Reminder, Reminders
from bot.replicas import GONE_AFTER, own_name, show_oneself
from bot.telegram import Door, build
from tests.bot.telegram_fake import FakeTelegram, message
from tests.bot.telegram_talk import SETTINGS, Assistant, sleep_into, unhurried

pytestmark = pytest.mark.usefixtures("_time_periods")


@pytest.fixture
def replicas(store) -> tuple[Store, Store]:
    return replace(store, replica="a"), replace(store, replica="b")


def opened(store: Store, telegram: FakeTelegram) -> Door:
    return build(SETTINGS, Assistant(), store, telegram, sleep_into([]), unhurried())


async def works(door: Door) -> None:
    """Let a bot handle what waits in its queue."""
    while not door.intake.queue.empty():
        await door.application.process_update(door.intake.queue.get_nowait())


async def receives(door: Door, *updates: dict) -> None:
    read = [Update.de_json(update, door.application.bot) for update in updates]
    await door.intake.sort(await door.intake.keep(read))


def answered(telegram: FakeTelegram) -> Counter:
    return Counter(sent.text.splitlines()[0] for sent in telegram.sent if sent.text.startswith("• Trả lời"))


async def test_each_of_many_questions_is_answered_once_by_two_bots_that_start_again_and_again(replicas, telegram):
    chance, questions = random.Random(3), 40
    async with AsyncExitStack() as stack:
        doors = [opened(store, telegram) for store in replicas]
        for door in doors:
            await stack.enter_async_context(door.application)
            await door.intake.recover()

        async def live(n: int) -> None:
            for number in chance.sample(range(questions), questions):
                # Telegram delivers some twice, to one bot or to both.
                await receives(doors[n], message(f"câu {number}", update_id=number + 1, person=100 + number % 6))
                if chance.random() < 0.3:
                    await doors[n].intake.recover()  # as a start does, what waits in its queue being its own
                    doors[n].intake.queue._queue.clear()
                    await doors[n].intake.recover()
                await works(doors[n])
                await doors[n].rounds.once()

        await asyncio.gather(live(0), live(1))
    assert answered(telegram) == Counter({f"• Trả lời: câu {n} [1]": 1 for n in range(questions)})
    assert [sent for sent in telegram.sent if sent.text == texts.RESENT] == []


async def test_what_one_person_asks_in_a_row_is_answered_in_that_row_by_whichever_bots_get_it(replicas, telegram):
    chance, people, questions = random.Random(5), (100, 101, 102), 24
    async with AsyncExitStack() as stack:
        doors = [opened(store, telegram) for store in replicas]
        for door in doors:
            reply = door.office.assistant.reply
            door.office.assistant.reply = lambda text, reply=reply: (time.sleep(chance.random() / 50), reply(text))[1]
            await stack.enter_async_context(door.application)
            await door.intake.recover()
        working = []
        for n in range(1, questions + 1):
            door = chance.choice(doors)
            update = Update.de_json(message(f"câu {n}", update_id=n, person=people[n % 3]), door.application.bot)
            assert await door.intake.keep([update])
            working.append(asyncio.ensure_future(door.application.process_update(update)))
        await asyncio.gather(*working)
    for person in people:
        told = [sent.text.splitlines()[0] for sent in telegram.sent if sent.params["chat_id"] == str(person)]
        assert told == [f"• Trả lời: câu {n} [1]" for n in range(1, questions + 1) if people[n % 3] == person]


async def test_nobody_waits_for_a_bot_that_is_gone_or_that_answers_somebody_else(replicas, telegram, clock):
    first, second = (opened(store, telegram) for store in replicas)
    async with first.application, second.application:
        await first.intake.recover()
        await first.intake.keep([Update.de_json(message("một", update_id=1, person=100), first.application.bot)])
        await receives(second, message("hai", update_id=2, person=101))
        await asyncio.wait_for(works(second), 5)
        waits = second.office.inbox.held_elsewhere
        assert (waits(100, 3), waits(101, 3), waits(100, 1)) == (True, False, False)
        clock.ahead = GONE_AFTER + 1
        assert not waits(100, 3)
        await receives(second, message("ba", update_id=3, person=100, date=int(clock())))
        await asyncio.wait_for(works(second), 5)
    assert [line.split()[3] for line in answered(telegram)] == ["hai", "ba"]


async def test_what_a_bot_works_on_is_left_to_it_until_it_is_gone_and_then_taken_over_once(replicas, telegram, clock):
    first, second = (opened(store, telegram) for store in replicas)
    async with first.application, second.application:
        await first.intake.recover()
        await receives(first, *(message(f"câu {n}", update_id=n, person=100 + n) for n in range(3)))
        for _ in range(2):
            await second.rounds.once()
            await works(second)
        assert telegram.sent == []
        clock.ahead = GONE_AFTER + 1  # the first is not heard of any more
        for _ in range(2):
            await second.rounds.once()
            await works(second)
        assert answered(telegram) == Counter({f"• Trả lời: câu {n} [1]": 1 for n in range(3)})
        await first.intake.recover()
        await works(opened(replicas[0], telegram))
        assert len(telegram.sent) == 3


async def test_a_bot_that_comes_back_under_its_name_goes_on_at_once(replicas, telegram):
    async with opened(replicas[0], telegram).application as application:
        before = opened(replicas[0], telegram)
        await before.intake.recover()
        await before.intake.keep([Update.de_json(message("hạn?"), application.bot)])
        again = opened(replicas[0], telegram)
        async with again.application:
            await again.intake.recover()
            await works(again)
    assert list(answered(telegram)) == ["• Trả lời: hạn? [1]"]


async def test_a_letter_half_sent_is_offered_again_by_one_when_its_sender_is_gone(replicas, telegram, clock):
    first, second = (opened(store, telegram) for store in replicas)
    show_oneself(replicas[0])
    half, whole = first.office.outbox.add([Letter(Place(9), "nửa", "nửa"), Letter(Place(9), "mới", "mới")])
    first.office.outbox.mark(half.id, "sending")
    async with second.application:
        await second.rounds.once()
        assert telegram.sent == []
        clock.ahead = GONE_AFTER + 1
        for _ in range(2):
            await second.rounds.once()
    assert [sent.text for sent in telegram.sent] == [whole.plain, texts.RESENT]


def test_a_reminder_that_two_bots_have_worked_out_is_sent_by_one(replicas):
    first, second = map(Reminders, replicas)
    first.add(Reminder(9, 9, "week"))
    (wish,) = first.all()
    about, letters = [("week", date(2025, 9, 1))], [Letter(Place(9), "tin", "tin")]
    assert [len(one.remind(wish, about, letters)) for one in (first, second)] == [1, 0]


def test_a_home_gives_its_bot_one_name_for_ever(tmp_path):
    here, there = tmp_path / "a", tmp_path / "b"
    for home in (here, there):
        home.mkdir()
    assert own_name(here) == own_name(here)
    assert own_name(here) != own_name(there)

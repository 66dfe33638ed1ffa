"""Whatever people ask, Telegram never has to say that the bot speaks too fast, and nobody waits for others' crowds."""

from __future__ import annotations

import asyncio
import heapq
import threading
from collections import Counter
from itertools import count

import pytest

from bot.outbox import Letter, Place
from bot.pace import Pace
from bot.telegram import build
from bot.telegram_answer import Message
from tests.bot.telegram_rules import Limits
from tests.bot.telegram_talk import GROUP, SETTINGS, Assistant

pytestmark = pytest.mark.usefixtures("_time_periods")
SETTLED = 0.02  # real seconds in which whoever can go on has gone on


class Hours:
    """Time that passes only when everybody waits: who sleeps wakes in the order of waking, not after real seconds."""

    def __init__(self) -> None:
        self.now, self.sleepers, self.numbers = 0.0, [], count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self.sleepers, (self.now + seconds, next(self.numbers), woken))
        await woken

    async def pass_until(self, done: asyncio.Future) -> None:
        while not (await asyncio.wait([done], timeout=SETTLED))[0]:
            if self.sleepers and not any("_carry_out" in thread.name for thread in threading.enumerate()):
                self.now, _, woken = heapq.heappop(self.sleepers)
                woken.set_result(None)
        await done


@pytest.fixture
def hours(telegram) -> Hours:
    hours = Hours()
    telegram.limits = Limits(hours)
    return hours


@pytest.fixture
def sender(telegram, store, hours):
    return build(SETTINGS, Assistant(), store, telegram, hours.sleep, Pace(hours)).rounds.sender


def test_the_rules_refuse_what_telegram_refuses_and_longer_whoever_goes_on():
    now = [0.0]
    limits = Limits(lambda: now[0])
    assert [limits.refused("sendMessage", 1) for _ in range(5)] == [0, 0, 0, 2, 4]
    assert limits.refused("sendMessage", 2) == 0
    now[0] = 4.0
    assert [limits.refused("editMessageText", 1), limits.refused("getUpdates", 1)] == [0, 0]
    minute = []
    for second in range(60):
        now[0] = 100.0 + second
        minute.append(limits.refused("sendMessage", -1))
    assert (minute.count(0), minute[20]) == (20, 2)


async def test_14_a_long_answer_in_a_chat_and_in_a_group_keeps_their_pace(sender, telegram, hours):
    said = [Message((f"phần {n}",)) for n in range(30)]
    sending = asyncio.gather(sender.send(Place(9), *said), sender.send(Place(GROUP), *said))
    await hours.pass_until(sending)
    told = Counter(sent.params["chat_id"] for sent in telegram.sent)
    assert told == {"9": 30, str(GROUP): 30}
    assert hours.now >= 60, "thirty messages in a group take more than a minute"


async def test_14_many_people_are_answered_in_seconds_beside_a_group_that_waits(sender, telegram, hours):
    crowd = [sender.send(Place(person), Message(("chào",))) for person in range(1, 101)]
    group = asyncio.ensure_future(sender.send(Place(GROUP), *(Message((f"{n}",)) for n in range(12))))
    await hours.pass_until(asyncio.gather(*crowd))
    assert hours.now < 6
    assert not group.done()
    await hours.pass_until(group)
    assert len(telegram.sent) == 112


async def test_14_edits_count_and_what_was_left_lying_is_paced_too(sender, telegram, hours):
    shown = await sender.begin(Place(9), Message(("0",)))
    kept = sender.outbox.add([Letter(Place(9), f"<b>{n}</b>", f"{n}") for n in range(4)])

    async def work() -> None:
        for n in range(1, 8):
            await sender.edit(Place(9), shown, Message((f"{n} %",)))
        for letter in kept:
            await sender.deliver(letter)

    await hours.pass_until(asyncio.ensure_future(work()))
    assert telegram.edited[-1].text == "7 %"
    assert sender.outbox.counts() == {"sent": 4}

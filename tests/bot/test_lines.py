"""Turns are remembered per person and place, for a while and not without end; lines keep each chat's order."""

import asyncio

from bot.conversations import FORGOTTEN_AFTER, MOST_WAITING, Conversations, Lines, Speaker
from retrieval.answer import Turn

LAN, MAI = Speaker(1, None, 1), Speaker(1, None, 2)


def test_turns_are_forgotten_a_quarter_of_an_hour_after_the_last():
    now = [0.0]
    talks = Conversations(lambda: now[0])
    talks.add(LAN, Turn("một"))
    now[0] = FORGOTTEN_AFTER - 1
    talks.add(LAN, Turn("hai"))
    assert [turn.question for turn in talks.turns(LAN)] == ["một", "hai"]
    now[0] += FORGOTTEN_AFTER
    assert talks.turns(LAN) == ()
    talks.add(LAN, Turn("ba"))
    assert [turn.question for turn in talks.turns(LAN)] == ["ba"]


def test_the_longest_silent_are_forgotten_first():
    talks = Conversations(most=2)
    for speaker in (LAN, MAI, LAN, Speaker(2, None, 3)):
        talks.add(speaker, Turn("?"))
    assert talks.turns(MAI) == ()
    assert len(talks.turns(LAN)) == 2


def test_another_topic_is_another_conversation():
    talks = Conversations()
    talks.add(LAN, Turn("?"))
    assert talks.turns(LAN._replace(thread=5)) == ()


async def test_a_line_is_first_come_first_served_and_leaves_nothing_behind():
    lines, order = Lines(), []

    async def stand(n: int) -> None:
        async with lines.turn(1):
            await asyncio.sleep(0)
            order.append(n)

    standing = [asyncio.ensure_future(stand(n)) for n in range(MOST_WAITING)]
    await asyncio.sleep(0)
    assert lines.full(1)
    assert not lines.full(2)
    await asyncio.gather(*standing)
    assert order == list(range(MOST_WAITING))
    assert lines == Lines()

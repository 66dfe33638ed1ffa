"""The clock of the machine jumps, ahead and back: nobody waits for it, nothing is lost, nothing comes twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox import Letter, Outbox, Place
from bot.pace import OFTEN, Allowance
from retrieval import versions
from retrieval.indexes import Indexes
from retrieval.library import Library
from retrieval.settings import Settings
from tests.bot.telegram_fake import feed, message
from tests.retrieval.handmade import passages_of, plan_of

DAY = 86_400.0
JUMPS = (DAY, -DAY, 400 * DAY, -400 * DAY)


@pytest.mark.parametrize("jump", JUMPS)
def test_a_person_may_ask_after_any_jump_and_is_held_to_the_same_pace(jump):
    now = [1e9]
    allowance = Allowance(OFTEN, lambda: now[0])
    spent = [allowance.spent(1) for _ in range(OFTEN.burst + 1)]
    assert spent == [False] * OFTEN.burst + [True]
    now[0] += jump
    spent = [allowance.spent(1) for _ in range(OFTEN.burst + 1)]
    assert spent == [False] * OFTEN.burst + [True]
    now[0] += OFTEN.burst * OFTEN.every
    assert not allowance.spent(1)


def test_a_letter_left_lying_goes_out_although_the_clock_was_set_back(store, clock):
    outbox = Outbox(store)
    clock.ahead = DAY
    outbox.add([Letter(Place(9), "a", "a")])
    clock.ahead = 0
    assert [letter.plain for letter in outbox.due()] == ["a"]


@pytest.mark.parametrize("jump", JUMPS)
async def test_questions_before_and_after_a_jump_are_each_answered_once(door, telegram, clock, jump):
    await feed(door.application, message("trước"))
    clock.ahead = jump
    await door.rounds.once()
    await feed(door.application, message("sau", update_id=77, date=int(clock())))
    await door.rounds.once()
    told = [sent.text for sent in telegram.sent]
    assert [sum(word in text for text in told) for word in ("trước", "sau")] == [1, 1]
    assert set(door.office.outbox.counts()) == {"sent"}


@pytest.mark.parametrize("jump", JUMPS)
def test_versions_are_ordered_by_their_numbers_whatever_the_clock_says(tmp_path, monkeypatch, jump):
    monkeypatch.setattr(Indexes, "changed", lambda self, snapshot: "")
    times = iter([datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=jump)])
    monkeypatch.setattr(versions, "datetime", type("Clock", (), {"now": staticmethod(lambda zone: next(times))}))
    with Library.open(Settings(home=tmp_path / "home")) as library:
        for text in ("cũ", "mới"):
            library.add(plan_of("a", text), passages_of(plan_of("a", text)))
        assert [(one.number, one.active) for one in library.versions("a")] == [(1, False), (2, True)]
        assert library.plan("a").text == plan_of("a", "mới").text

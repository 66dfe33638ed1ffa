"""Reminders come once for each day of a duty, in daytime, whatever the clock and the program do."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot import telegram_texts as texts
from bot.due import coming, owed_by
from bot.reminders import Reminder
from bot.telegram_office import HANOI
from tests.bot.telegram_story import ADMIN, CADRE

pytestmark = pytest.mark.usefixtures("_time_periods")


def at(told, when: str) -> None:
    told.time = datetime.fromisoformat(when).replace(tzinfo=HANOI).timestamp()


async def rounds(told, times: int = 3) -> list[str]:
    before = len(told.telegram.sent)
    for _ in range(times):
        await told.door.rounds.once()
    return [sent.text for sent in told.telegram.sent[before:]]


async def test_20_a_duty_is_reminded_of_once_seven_days_ahead(story):
    async with story() as told:
        plan = told.assistant.library.find("214/KH-UBND")
        told.door.office.reminders.add(Reminder(CADRE, CADRE, "plan", plan.id))
        assert await rounds(told) == []
        at(told, "2025-09-23T06:30")
        assert await rounds(told) == []  # people sleep
        at(told, "2025-09-23T08:00")
        (said,) = await rounds(told)
        assert said.startswith(f"{texts.REMINDER_TITLE}\n• 30/09/2025 (còn 7 ngày)")
        assert "mục III.6" in said
        at(told, "2025-09-10T08:00")  # the clock is set back
        assert await rounds(told) == []
        told.door = told.opened()  # the program starts anew
        await told.door.application.initialize()
        at(told, "2025-09-29T08:00")
        assert await rounds(told) == []
        at(told, "2025-10-30T08:00")  # and sleeps over the first days of the next
        (said,) = await rounds(told)
        assert "31/10/2025 (còn 1 ngày)" in said


async def test_20_a_yearly_duty_is_reminded_of_each_year(story):
    async with story() as told:
        told.door.office.reminders.add(Reminder(CADRE, CADRE, "agency", agency="Sở Nông nghiệp và Môi trường"))
        seen = []
        for year in (2025, 2026):
            at(told, f"{year}-12-10T09:00")
            seen += await rounds(told)
        assert ["15/12/2025" in seen[0], "15/12/2026" in seen[1], len(seen)] == [True, True, 2]


async def test_the_digest_comes_on_mondays_only(story):
    async with story() as told:
        told.door.office.reminders.add(Reminder(CADRE, CADRE, "week"))
        at(told, "2025-09-07T09:00")
        assert await rounds(told) == []
        at(told, "2025-09-08T07:00")
        (said,) = await rounds(told)
        assert said.startswith(texts.WEEK_TITLE)
        assert "30/09/2025 (còn 22 ngày)" in said
        at(told, "2025-09-08T19:00")
        assert await rounds(told) == []


async def test_nobody_is_reminded_of_a_plan_they_may_not_see_any_more(story):
    async with story() as told:
        plan = told.assistant.library.find("214/KH-UBND")
        told.door.office.reminders.add(Reminder(CADRE, CADRE, "plan", plan.id))
        told.door.office.reminders.add(Reminder(CADRE, CADRE, "week"))
        await told.says("/quyen kehoach 214/KH-UBND y tế", person=ADMIN)
        at(told, "2025-09-29T08:00")
        said = await rounds(told)
        assert said
        assert all("214/KH-UBND" not in one for one in said)


async def test_reminders_are_set_with_a_tap_listed_and_turned_off(story):
    async with story() as told:
        await told.says("Sở Tài chính Quảng Ngãi báo cáo khi nào?")
        await told.says("Hạn báo cáo của Quảng Ngãi?")
        (first,) = [one for one in told.telegram.sent[-1:] if texts.REMIND in one.buttons]
        await told.presses(texts.REMIND, first)
        await told.presses(texts.REMIND, first)
        assert told.telegram.toasts[-2:] == [texts.REMINDER_SET, texts.REMINDER_HAS]
        (shown,) = await told.says("/nhacviec")
        await told.presses(texts.WEEK_ON, shown)
        await told.presses(texts.ICS, shown)
        assert "sendDocument" in [name for name, _ in told.telegram.calls]
        (shown,) = await told.says("/nhacviec")
        assert texts.REMINDER_WEEK in shown.text
        await told.presses(texts.ALL_OFF, shown)
        assert (await told.says("/nhacviec"))[0].text == texts.NO_REMINDERS


async def test_what_comes_is_in_order_and_an_agency_finds_its_own(story):
    async with story() as told:
        dues = coming(told.assistant.library.plans(), told.door.office.today())
        assert [one.day for one in dues] == sorted(one.day for one in dues)
        own = list(owed_by(dues, "Sở Nông nghiệp và Môi trường"))
        assert {one.plan.header.number for one in own} == {"214/KH-UBND"}
        assert len(own) < len(dues)

"""Deadlines leave the library as a list and as a calendar that other programs read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.__main__ import run
from bot.ics import calendar
from plans.model import Deadline, Header, Plan, Section, Span

TEXT = "Báo cáo kết quả.\n"
TODAY = date(2025, 9, 1)


def plan_with(*deadlines: Deadline) -> Plan:
    section = Section("1", "I.", ("I",), "Báo cáo", 1, "heading", Span(0, len(TEXT)))
    return Plan("p", "p.txt", TEXT, Header(number="1/KH-UBND"), (section,), deadlines=deadlines)


def due(kind: str, **fields: object) -> Deadline:
    return Deadline(kind, Span(0, len(TEXT) - 1), "1", "báo cáo", **fields)


def events(*deadlines: Deadline) -> list:
    return Calendar.from_ical(calendar([plan_with(*deadlines)], TODAY) or b"").walk("VEVENT")


def test_a_day_is_a_day_and_a_yearly_duty_returns():
    once, yearly = events(due("once", day=5, month=10, year=2025), due("yearly", day=15, month=12))
    assert once["DTSTART"].dt == date(2025, 10, 5)
    assert "RRULE" not in once
    assert yearly["RRULE"]["FREQ"] == ["YEARLY"]
    assert "mục I «Báo cáo»" in once["DESCRIPTION"]
    assert once.walk("VALARM")[0]["TRIGGER"].dt == -timedelta(days=7)


@pytest.mark.parametrize(
    ("deadline", "rule"),
    [
        (due("monthly", day=20), {"FREQ": ["MONTHLY"]}),
        (due("monthly", day=31), {"FREQ": ["MONTHLY"], "BYMONTHDAY": [-1]}),
        (due("yearly", month=2), {"FREQ": ["YEARLY"], "BYMONTHDAY": [-1], "BYMONTH": [2]}),
    ],
)
def test_the_last_day_of_a_month_stays_the_last_day(deadline, rule):
    (event,) = events(deadline)
    assert dict(event["RRULE"]) == rule


def test_what_is_past_or_has_no_date_is_left_out():
    past, undated = due("once", day=5, month=1, year=2025), due("periodic")
    assert calendar([plan_with(past, undated)], TODAY) is None


def test_the_same_duty_keeps_its_name_in_the_calendar():
    first, again = (events(due("yearly", day=15, month=12))[0]["UID"] for _ in range(2))
    assert first == again


def test_the_command_prints_a_list_or_a_calendar(samples_home, monkeypatch, capsys):
    monkeypatch.setenv("KEHOACH_HOME", str(samples_home))
    assert run(["deadlines", "--as-of", "2026-11-01"]) == 0
    assert "25/11/2026" in capsys.readouterr().out
    assert run(["deadlines", "--ics", "--as-of", "2026-11-01"]) == 0
    assert len(Calendar.from_ical(capsys.readouterr().out).walk("VEVENT")) >= 2


def test_an_empty_library_has_no_deadlines(capsys):
    assert run(["deadlines"]) == 0
    assert "không ghi hạn nào" in capsys.readouterr().out
    assert run(["deadlines", "--ics"]) == 0
    assert capsys.readouterr().out == ""


def test_an_invitation_is_printed_and_works(capsys, tmp_path):
    from bot.desk_store import Store
    from bot.people import People
    from retrieval.settings import Settings

    assert run(["invite", "--role", "quan_tri"]) == 0
    secret = capsys.readouterr().out.split("moi_")[1].strip()
    store = Store.open(Settings(home=tmp_path / "data"))
    assert People(store).accept(secret, 5, "Lan") == "quan_tri"
    store.close()
    assert run(["invite", "--role", "vua"]) == 2
    assert run(["invite", "--hours", "0"]) == 2

"""`kehoach deadlines`: what falls due next, as a list or as a calendar file."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.holdings import open_library
from bot.questions import day

Ics = Annotated[bool, typer.Option("--ics", help="In tệp lịch iCalendar (.ics); hạn hằng năm lặp lại hằng năm.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="NĂM-THÁNG-NGÀY", help="Coi hôm nay là ngày này.")]


def deadlines(ics: Ics = False, as_of: AsOf = None) -> int:
    """Print every deadline that has a date from today on, soonest first."""
    from bot.due import coming

    today: date = day(as_of) or datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    with open_library(read_settings()) as library:
        held = library.visible().unread
        if ics:
            from bot.ics import calendar

            sys.stdout.write((calendar(held, today) or b"").decode())
            return 0
        dues = coming(held, today)
        for one in dues:
            console.say(f"{one.day:%d/%m/%Y}  {one.told}")
    if not dues:
        console.say(texts.NO_DEADLINES)
    return 0

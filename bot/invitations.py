"""`kehoach invite`: a secret that lets somebody into the Telegram bot, the first admin above all."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.errors import BadUsage
from bot.holdings import open_library

As = Annotated[str, typer.Option("--role", metavar="VAI_TRÒ", help="nguoi_dung, danh_gia hoặc quan_tri.")]
Hours = Annotated[int, typer.Option("--hours", metavar="N", help="Số giờ lời mời còn dùng được.")]


def invite(role: As = "nguoi_dung", hours: Hours = 72) -> int:
    """Print an invitation that one person can use once, within so many hours."""
    from bot.desk_store import Store
    from bot.people import ROLES, People
    from bot.telegram_texts import INVITED, ROLE_NAMES

    given = next((known for known in ROLES if known == role), None)
    if given is None:
        raise BadUsage(texts.BAD_ROLE.format(role=role, known=", ".join(ROLES)))
    if hours < 1:
        raise BadUsage(texts.BAD_HOURS)
    settings = read_settings()
    with open_library(settings), closing(Store.open(settings)) as store:
        secret = People(store).invite(given, hours)
    console.say(INVITED.format(role=ROLE_NAMES[given], hours=hours, secret=secret))
    return 0

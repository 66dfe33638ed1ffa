"""Random updates without end: `python -m tests.bot.telegram_fuzz 100000` says whether any broke the bot.

Well-formed and mangled updates, hostile text, foreign buttons; every message sent is checked as Telegram would.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import sys
import tempfile
from pathlib import Path

from telegram import Update

from bot.desk_store import Store
from bot.telegram import build
from bot.telegram_updates import UNREADABLE, sound
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, Sent, message, press
from tests.bot.telegram_talk import GROUP, SETTINGS, Assistant, admitted, sleep_into, unhurried

PIECES = (
    *(
        "/hoi ",
        "/quyen ",
        "/start ",
        "/nguon ",
        "/xoa ",
        "ng_1",
        "moi_x",
        "tl_1",
        "@ke_hoach_bot ",
        "<b>",
        "</a>",
        "&lt;",
        "&",
    ),
    *(
        "\u202e",
        "\u200b",
        "\ud83d\ude00",
        "😀",
        "\x00",
        "\n",
        " ",
        "Sở Y tế",
        "[1]",
        "%s",
        "{x}",
        "'; DROP TABLE",
        "ế" * 50,
    ),
    *(
        "thie\u0302\u0301u",
        "x" * 20_000,
        "/",
        "/ ",
        "//",
        "hoi:",
        "9" * 30,
        "-5",
        "/huy",
        "/chulon",
        "/riengtu",
        "/thongke",
    ),
)
DATA = (
    "src",
    "s",
    "more",
    "up",
    "dn",
    "hoi",
    "nhac",
    "nh",
    "gui",
    "rt",
    "lai",
    "xin",
    "duyet",
    "xoa",
    "khoi",
    "tk",
    "nap",
    "pick",
)
PEOPLE = (8, 9, 77, 100, 1_000)


def words(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.randint(0, 6)))


def mangled(chance: random.Random, value: object) -> object:
    """Replace, now and then, a part of an update by something that should not be there."""
    if chance.random() < 0.02:
        return chance.choice([None, 0, -1, "x", [], {}, True, 2**40])
    if isinstance(value, dict):
        return {key: mangled(chance, one) for key, one in value.items()}
    return [mangled(chance, one) for one in value] if isinstance(value, list) else value


def update(chance: random.Random, number: int) -> tuple[dict, bool]:
    """Return an update, and whether it is whole: only for those an apology would be a fault."""
    person, chat = chance.choice(PEOPLE), chance.choice([None, None, GROUP, -5])
    if chance.random() < 0.4:
        sent = Sent("Tin", {"chat_id": str(chat or person), "reply_markup": '{"inline_keyboard": []}'})
        parts = chance.choices(["0", "1", "2", "tat", "huy", "-1", "²", ""], k=chance.randint(0, 3))
        pressed = press(sent, "", person=person, update_id=number, data=":".join([chance.choice(DATA), *parts]))
        return pressed, True
    made = message(words(chance), update_id=number, person=person, chat=chat)
    if chance.random() < 0.1:
        made["edited_message"] = made.pop("message")
    return (mangled(chance, made), False) if chance.random() < 0.3 else (made, True)


class Uncaught(logging.Handler):
    """Keeps what the library caught because nobody else did."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


async def fuzz(count: int, home: Path, seed: int = 1) -> tuple[int, list[str]]:
    """Return how many updates could be read, and what went wrong."""
    chance, telegram = random.Random(seed), FakeTelegram()
    store = admitted(Store.open(Settings(home=home)))
    door = build(SETTINGS, Assistant(), store, telegram, sleep_into([]), unhurried())
    handled, apologies, uncaught = 0, [], Uncaught()
    logging.getLogger("telegram.ext").addHandler(uncaught)
    async with door.application as application:
        for number in range(1, count + 1):
            raw, whole = update(chance, number)
            try:
                one = sound(Update.de_json(raw, application.bot))
            except UNREADABLE:
                continue
            handled += 1
            before = len(telegram.sent)
            await application.process_update(one)
            apologies += [sent.text for sent in telegram.sent[before:] if whole and "(Mã " in sent.text]
    store.close()
    logging.getLogger("telegram.ext").removeHandler(uncaught)
    traces = [sent.text for sent in telegram.sent if "Traceback" in sent.text]
    return handled, [*telegram.wrong, *apologies, *traces, *uncaught.told]


if __name__ == "__main__":
    os.environ["PTB_TIMEDELTA"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        read, wrong = asyncio.run(fuzz(int(sys.argv[1]), Path(folder)))
    print(f"{read} tin đọc được, {len(wrong)} lỗi: {wrong[:5]}")

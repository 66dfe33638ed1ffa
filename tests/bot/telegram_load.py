"""Fifty people, twenty questions a second: `python -m tests.bot.telegram_load SECONDS` says what they wait.

The real bot over the five invented plans, in a process with the fake Telegram; nothing is simulated but the network.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from bot.pace import Pace
from bot.people import People
from bot.telegram import build
from bot.telegram_life import serve
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, message
from tests.bot.telegram_story import Story
from tests.bot.telegram_talk import SETTINGS
from tests.retrieval.invented import assistant_of

QUESTIONS = ("Sở Y tế phải làm gì?", "han bao cao khi nao", "Ai ký kế hoạch 118?", "Tỷ lệ phân loại rác?", "Lương?")
PEOPLE, EACH_SECOND = 50, 20


async def load(home: Path, seconds: float) -> str:
    assistant_of(Settings(home=home)).library.close()
    story = Story(Settings(home=home))
    telegram, store = FakeTelegram(), story.store
    object.__setattr__(store, "clock", time.time)
    for person in range(1, PEOPLE + 1):
        People(store).admit(person, "nguoi_dung")
    door = build(SETTINGS, story.assistant, store, telegram, pace=Pace())
    serving = asyncio.ensure_future(serve(door))
    asked: dict[int, list[float]] = {}
    answered: list[float] = []
    note, count = telegram._message, int(seconds * EACH_SECOND)

    def timed(params: dict) -> dict:
        answered.append(time.monotonic() - asked[int(params["chat_id"])].pop(0))
        return note(params)

    telegram._message = timed
    await asyncio.sleep(2)
    began, before = time.monotonic(), memory()
    for n in range(count):
        person = n % PEOPLE + 1
        asked.setdefault(person, []).append(time.monotonic())
        telegram.updates.put_nowait(message(QUESTIONS[n % len(QUESTIONS)], update_id=n + 1, person=person))
        await asyncio.sleep(max(0.0, began + (n + 1) / EACH_SECOND - time.monotonic()))
    while len(answered) < count and time.monotonic() < began + seconds + 30:
        await asyncio.sleep(0.05)
    os.kill(os.getpid(), 15)
    await serving
    times = sorted(answered)
    shares = ", ".join(f"p{int(share * 100)} {times[int(share * (len(times) - 1))]:.2f} s" for share in (0.5, 0.95, 1))
    errors = sum("Mã" in sent.text for sent in telegram.sent)
    return f"{count} hỏi, {len(times)} trả lời, {errors} lỗi, {shares}, bộ nhớ {before} → {memory()} MB"


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    os.environ["PTB_TIMEDELTA"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(load(Path(folder) / "home", float(sys.argv[1]))))

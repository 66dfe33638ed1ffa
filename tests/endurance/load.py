"""Fifty people, twenty questions a second: `python -m tests.endurance.load SECONDS` says what they wait.

The real bot over the five invented plans, in a process with the fake Telegram; nothing is simulated but the network.
Beside the fifty, one person's answers take seconds and Telegram lets another's chat wait: neither may hold up the rest.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.pace import Pace
from bot.people import People
from bot.telegram import build
from bot.telegram_life import serve
from retrieval.answer import Answer
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, message
from tests.bot.telegram_talk import SETTINGS
from tests.retrieval.invented import assistant_of

QUESTIONS = ("Sở Y tế phải làm gì?", "han bao cao khi nao", "Ai ký kế hoạch 118?", "Tỷ lệ phân loại rác?", "Lương?")
PEOPLE, EACH_SECOND = 50, 20
SLOW, HELD = PEOPLE + 1, PEOPLE + 2
SLOWNESS = 5
WAIT = (429, {"description": "Too Many Requests", "parameters": {"retry_after": SLOWNESS}})
LOOKS = 10  # how often memory is looked at; the first is left out, as then much is read for the first time


class Slow(Assistant):
    """Takes its time with one question, as a language model does."""

    def ask(self, text: str, *rest: object, **named: object) -> Answer:
        if text == "chậm":
            time.sleep(SLOWNESS)
        return super().ask(text, *rest, **named)


class Clocked(FakeTelegram):
    """Notes how long each of the fifty waited, and keeps nothing else: what grows must be the bot."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[int, list[float]] = {}
        self.waited: list[float] = []
        self.apologies = self.others = 0
        self.held = False

    def ask(self, number: int, person: int, text: str) -> None:
        self.asked.setdefault(person, []).append(time.monotonic())
        self.updates.put_nowait(message(text, update_id=number, person=person))

    async def do_request(self, url, method, request_data=None, **rest):
        """Let one chat wait, and no other."""
        params = request_data.json_parameters if request_data else {}
        if url.endswith("/sendMessage") and int(params["chat_id"]) == HELD and not self.held:
            self.held = True
            return WAIT[0], json.dumps({"ok": False, **WAIT[1]}).encode()
        return await super().do_request(url, method, request_data, **rest)

    def _message(self, params: dict) -> dict:
        person, made = int(params["chat_id"]), super()._message(params)
        waited = time.monotonic() - self.asked[person].pop(0)
        if person <= PEOPLE:
            self.waited.append(waited)
        else:
            self.others += 1
        self.apologies += texts.APOLOGY[:20] in params["text"]
        for kept in (self.calls, self.sent, self.log, self.toasts):
            kept.clear()
        return made


async def load(home: Path, seconds: float) -> str:
    settings = Settings(home=home)
    assistant_of(settings).library.close()
    telegram, store = Clocked(), Store.open(settings)
    for person in range(1, HELD + 1):
        People(store).admit(person, "nguoi_dung")
    assistant = Slow(Library.open(settings))
    serving = asyncio.ensure_future(serve(build(SETTINGS, assistant, store, telegram, pace=Pace(), often=())))
    await asyncio.sleep(2)
    memory, spent = await asked(telegram, seconds)
    count = int(seconds * EACH_SECOND)
    while len(telegram.waited) < count and spent + 60 > time.process_time():
        await asyncio.sleep(0.05)
    memory.append(resident())
    os.kill(os.getpid(), 15)
    await serving
    store.close()
    assistant.library.close()
    return told(telegram, count, memory, (time.process_time() - spent) / count)


async def asked(telegram: Clocked, seconds: float) -> tuple[list[float], float]:
    """Ask; return the memory of the bot from time to time, and the processor's time at the start."""
    began, spent, memory = time.monotonic(), time.process_time(), []
    for n in range(int(seconds * EACH_SECOND)):
        telegram.ask(3 * n + 1, n % PEOPLE + 1, QUESTIONS[n % len(QUESTIONS)])
        if n % (10 * EACH_SECOND) == 0:
            telegram.held = False
            telegram.ask(3 * n + 2, HELD, "Ai ký kế hoạch 118?")
            telegram.ask(3 * n + 3, SLOW, "chậm")
        if n % (seconds * EACH_SECOND // LOOKS) == 0:
            memory.append(resident())
        await asyncio.sleep(max(0.0, began + (n + 1) / EACH_SECOND - time.monotonic()))
    return memory, spent


def told(telegram: Clocked, count: int, memory: Sequence[float], each: float) -> str:
    times = sorted(telegram.waited)
    shares = ", ".join(f"p{int(share * 100)} {times[int(share * (len(times) - 1))]:.2f} s" for share in (0.5, 0.95, 1))
    grown = 100 * (memory[-1] / memory[1] - 1)
    megabytes = " ".join(f"{one:.0f}" for one in memory)
    return (
        f"{count} asked, {count - len(times)} lost, {telegram.apologies} errors, {telegram.others} beside, "
        f"{shares}, {1000 * each:.0f} ms of processor each, {grown:+.1f} % memory: {megabytes} MB"
    )


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    os.environ["PTB_TIMEDELTA"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(load(Path(folder) / "home", float(sys.argv[1]))))

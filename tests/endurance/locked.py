"""`make chaos`: a program keeps the library's database to itself while people ask the bot and commands are run.

Run as `python -m tests.endurance.locked [SECONDS]`: it is kept so long, and until the commands have ended. Asking must
go on, loading must say that the library is busy, and who asked the bot must be answered once, after that.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bot.desk_store import Store
from bot.telegram import PATIENCE, build
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, feed, message
from tests.bot.telegram_talk import SETTINGS, admitted, sleep_into, unhurried
from tests.retrieval.faults import locked
from tests.retrieval.invented import assistant_of

ROOT = Path(__file__).parents[2]
PEOPLE = (8, 9, *range(100, 106))
QUESTION = "Sở Xây dựng Quảng Ngãi phải làm gì?"


def command(home: Path, *words: str) -> subprocess.Popen[str]:
    """Start a command of ours in another process."""
    env = {**os.environ, "KEHOACH_HOME": str(home)}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "bot", *words], cwd=ROOT, env=env, text=True, **pipes)


async def questions(settings: Settings, seconds: float) -> tuple[FakeTelegram, list[tuple[int, str]]]:
    """Return what was sent, and how each command ended, that began while the database was kept for so long."""
    telegram, sample = FakeTelegram(), str(next(iter(sorted((ROOT / "samples").iterdir()))))
    with (
        closing(Library.open(settings)) as library,
        closing(admitted(Store.open(settings, patience=PATIENCE))) as store,
    ):
        door = build(SETTINGS, Assistant(library), store, telegram, sleep_into([]), unhurried())
        async with door.application as application:
            with locked(settings.home):
                asked = (message(QUESTION, update_id=n, person=person) for n, person in enumerate(PEOPLE))
                asking = asyncio.ensure_future(feed(application, *asked))
                started = [command(settings.home, "ask", QUESTION), command(settings.home, "ingest", sample)]
                await asyncio.sleep(seconds)
                ended = [await asyncio.to_thread(_ended, one) for one in started]
            await asking
    return telegram, ended


def _ended(started: subprocess.Popen[str]) -> tuple[int, str]:
    _, told = started.communicate()
    return started.returncode, told


def main(seconds: float) -> int:
    os.environ["PTB_TIMEDELTA"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        assistant_of(settings).library.close()
        began = time.monotonic()
        telegram, ((asked, _), (loaded, told)) = asyncio.run(questions(settings, seconds))
        took = time.monotonic() - began
        with Library.open(settings) as library:
            held, problems = len(library.plans()), library.check()
        again = command(settings.home, "ingest", str(ROOT / "samples")).wait()
    answers = sorted(int(sent.params["chat_id"]) for sent in telegram.sent if "[1]" in sent.text)
    refused = loaded == 3 and "đang bận" in told
    well = answers == sorted(PEOPLE) and not asked and refused and held == 5 and not problems and not again
    found = f"{len(answers)} answered once; ask ended with {asked}, ingest with {loaded}; {5 - held} lost"
    print(f"| database kept for {seconds:.0f} s | {len(PEOPLE)} questions, 3 commands | {found} | {took:.1f} s |")
    return int(not well)


if __name__ == "__main__":
    sys.exit(main(float((sys.argv[1:] or ["12"])[0])))

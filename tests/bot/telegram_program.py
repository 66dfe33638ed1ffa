"""A bot in a process of its own, against the loopback Bot API; and as a command, a hundred rounds of killing it.

`python -m tests.bot.telegram_program 100` asks, kills (SIGKILL and SIGTERM in turn, at random moments), starts anew,
and counts the answers.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot.desk_store import Store
from bot.pace import Pace
from bot.people import People
from bot.telegram import build
from bot.telegram_life import GRACE, serve
from bot.telegram_texts import RESENT
from retrieval.settings import Settings
from tests.bot.telegram_server import Server
from tests.bot.telegram_talk import SETTINGS, Assistant
from tests.bot.telegram_wires import Loopback

ROOT = Path(__file__).parents[2]
AT_ONCE = 6
PATIENCE = 60.0


def program(port: int, home: str, slow: float, grace: float) -> None:
    assistant = Assistant()
    reply = assistant.reply
    assistant.reply = lambda text: (time.sleep(slow), reply(text))[1]
    store = Store.open(Settings(home=Path(home)))
    asyncio.run(serve(build(SETTINGS, assistant, store, Loopback(port), pace=Pace()), grace=grace))
    store.close()


def started(server: Server, home: Path, slow: float = 0.02, grace: float = GRACE) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "tests.bot.telegram_program",
        "run",
        str(server.port),
        str(home),
        str(slow),
        str(grace),
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PTB_TIMEDELTA": "true"}, **quiet)


def admit(home: Path, people: range) -> None:
    store = Store.open(Settings(home=home))
    for person in people:
        People(store).admit(person, "nguoi_dung")
    store.close()


def endure(rounds: int, home: Path, seed: int = 0) -> tuple[Counter, Counter, int]:
    """Return how often each question was answered, how often its answer was offered again, and how many were asked.

    Everybody asks one question, so that a person's number is that of the question.
    """
    chance, server, asked = random.Random(seed), Server(), 0
    admit(home, range(1, AT_ONCE * rounds + 1))
    for n in range(rounds):
        bot = started(server, home)
        for _ in range(AT_ONCE):
            asked += 1
            server.ask(asked, asked)
        before = len(server.sent)
        server.settled(before + chance.randint(0, AT_ONCE), 20)
        time.sleep(chance.random() * 0.05)
        bot.send_signal(signal.SIGKILL if n % 2 == 0 else signal.SIGTERM)
        bot.wait(12)
    bot = started(server, home)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and {person for person, _ in server.sent} != set(range(1, asked + 1)):
        time.sleep(0.05)
    time.sleep(0.5)  # for what comes twice
    bot.terminate()
    bot.wait(12)
    server.close()
    assert server.wrong == []
    answers = Counter(person for person, text in server.sent if text.startswith("• Trả lời"))
    return answers, Counter(person for person, text in server.sent if text == RESENT), asked


if __name__ == "__main__":
    if sys.argv[1] == "run":
        program(int(sys.argv[2]), sys.argv[3], float(sys.argv[4]), float(sys.argv[5]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            answers, offered, asked = endure(int(sys.argv[1]), Path(folder))
        doubled = sum(count > 1 for count in answers.values())
        lost = set(range(1, asked + 1)) - answers.keys() - offered.keys()
        print(f"hỏi {asked}, trả lời {len(answers)}, hai lần {doubled}, hỏi lại {len(offered)}, mất {len(lost)}")

"""A bot in a process of its own is killed and stopped: no question is lost, none is answered twice."""

from __future__ import annotations

import signal
import time

from bot.telegram_life import GRACE
from tests.bot.telegram_program import admit, endure, started
from tests.bot.telegram_server import Server


def test_10_whatever_kills_it_every_question_is_answered_once_or_offered_again(tmp_path):
    answers, offered, asked = endure(2, tmp_path)
    assert max(answers.values()) == 1
    assert answers.keys() | offered.keys() == set(range(1, asked + 1))


def test_12_a_stop_takes_the_grace_and_no_longer_and_the_question_is_answered_after_the_next_start(tmp_path):
    server = Server()
    admit(tmp_path, range(1, 2))
    assert GRACE < 9
    bot = started(server, tmp_path, slow=60, grace=1.0)
    server.ask(1, 1)
    while server.updates:
        time.sleep(0.02)
    began = time.monotonic()
    bot.send_signal(signal.SIGTERM)
    assert bot.wait(12) == 0
    assert time.monotonic() - began < 3 + 1
    bot = started(server, tmp_path)
    assert server.settled(1, 20)
    bot.terminate()
    bot.wait(12)
    server.close()
    assert "câu 1" in server.sent[0][1]

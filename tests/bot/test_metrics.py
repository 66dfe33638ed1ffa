from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import httpx
import pytest
from prometheus_client import generate_latest

from bot.metrics import Counted, CountedRequest, Metrics
from retrieval.answer import Answer, Question, Tokens

QUESTION = "Câu hỏi riêng của ông Nguyễn Văn A?"


def shown(metrics: Metrics) -> str:
    return generate_latest(metrics.registry).decode()


@pytest.fixture
def answer():
    return Answer(
        Question(QUESTION, QUESTION, "duties", date(2026, 3, 1)),
        "no_answer",
        timings={"total_ms": 30.0, "search_ms": 2.0},
    )


def test_answers_are_counted_by_status_and_their_steps_timed(answer):
    metrics = Metrics()
    told = {}
    asked = SimpleNamespace(library="plans", ask=lambda text, turns, **how: told.update(how) or answer)
    counted = Counted(asked, metrics)
    assert counted.ask(QUESTION, audience=["x"], asker="7", show=print) is answer
    metrics.answered(replace(answer, status="answered", mode="gpt"))
    assert counted.library == "plans"
    assert told == {"as_of": None, "audience": ["x"], "asker": "7", "show": print}
    lines = shown(metrics)
    assert 'kehoach_answers_total{mode="offline",status="no_answer"} 1.0' in lines
    assert 'kehoach_answers_total{mode="model",status="answered"} 1.0' in lines
    assert 'kehoach_answer_seconds_sum{step="total"} 0.06' in lines
    assert "Nguyễn" not in lines


def test_what_the_model_was_paid_for_is_counted(answer):
    metrics = Metrics()
    assert 'kehoach_tokens_total{way="sent"} 0.0' in shown(metrics)
    for _ in range(2):
        metrics.answered(replace(answer, tokens=Tokens(900, 40)))
    assert 'kehoach_tokens_total{way="sent"} 1800.0' in shown(metrics)
    assert 'kehoach_tokens_total{way="received"} 80.0' in shown(metrics)


def test_a_question_that_fails_is_counted_and_fails():
    metrics = Metrics()
    with pytest.raises(ZeroDivisionError):
        Counted(SimpleNamespace(ask=lambda *_, **__: 1 / 0), metrics).ask(QUESTION)
    assert "kehoach_failures_total 1.0" in shown(metrics)


async def test_the_refusals_of_telegram_are_counted_and_its_last_word_remembered():
    metrics = Metrics()
    assert 'kehoach_telegram_replies_total{code="429"} 0.0' in shown(metrics)
    codes = iter([429, 200, 200])
    network = httpx.MockTransport(lambda request: httpx.Response(next(codes), content=b"{}"))
    request = CountedRequest(metrics, httpx_kwargs={"transport": network})
    await request.initialize()
    assert (await request.do_request("http://localhost/bot/sendMessage", "POST"))[0] == 429
    await request.do_request("http://localhost/bot/sendMessage", "POST")
    assert metrics.heard_at is None
    await request.do_request("http://localhost/bot/getUpdates", "POST")
    assert metrics.heard_at is not None
    await request.shutdown()
    assert 'code="429"} 1.0' in shown(metrics)
    assert 'code="200"} 2.0' in shown(metrics)


def test_queues_are_counted_when_somebody_looks():
    metrics = Metrics()
    waiting = []
    outbox = SimpleNamespace(counts=lambda: {"new": 2, "sending": 1, "sent": 9})
    metrics.queues(SimpleNamespace(waiting=lambda: waiting), outbox)
    waiting.append("one")
    assert 'kehoach_queue{queue="inbox"} 1.0' in shown(metrics)
    assert 'kehoach_queue{queue="outbox"} 3.0' in shown(metrics)

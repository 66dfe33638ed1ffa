"""Model mode end to end on the samples: a real assistant, a real client, a scripted server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answer import Tokens
from retrieval.assistant import Assistant, open_assistant
from retrieval.breaker import LIMIT
from retrieval.generate import UNAVAILABLE
from retrieval.settings import Settings
from retrieval.verify import supported
from tests.retrieval.openai_server import Respond, Server, completion, sends, serving

DUTIES = "Sở Y tế phải làm gì?"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def assistant(samples_home: Path, server: Server) -> Iterator[Assistant]:
    opened = open_assistant(Settings(home=samples_home, openai_base_url=server.url, chat_model="thử"))
    yield opened
    opened.library.close()


def repeats(extra: str = "") -> Respond:
    """A model that says each offline claim again, with `extra` words at the end."""

    def respond(handler) -> None:
        data = handler.server.asked[-1]["messages"][1]["content"]
        drafts = [json.loads(line) for line in data.splitlines() if line.startswith('{"about"')]
        claims = [{"claim": row["claim"] + extra, "keys": row["keys"]} for row in drafts]
        sends(completion(json.dumps({"claims": claims})))(handler)

    return respond


def test_the_model_words_the_answer_and_every_claim_is_cited_and_verified(assistant, server):
    server.respond = repeats()
    answer = assistant.ask(DUTIES)
    assert (answer.status, answer.mode) == ("answered", "thử")
    assert answer.prompt.startswith("answer@")
    assert answer.claims
    assert all(supported(claim) for claim in answer.claims)
    assert all(c.section.span.contains(c.span) for c in answer.citations)


def test_what_a_model_adds_of_its_own_never_leaves(assistant, server):
    server.respond = repeats(" trước ngày 31/12/2099 theo Quyết định số 999/QĐ-TTg")
    answer = assistant.ask(DUTIES)
    assert answer.mode == "offline"
    assert UNAVAILABLE in answer.notes
    assert answer.tokens == Tokens(900, 40)  # paid for all the same
    assert "2099" not in str([claim.text for claim in answer.claims])


def test_failures_leave_the_offline_answer_and_after_five_the_server_is_left_alone(assistant, server):
    server.respond = sends(b"<html>busy</html>", 200, "text/html")
    answers = [assistant.ask(DUTIES) for _ in range(LIMIT + 2)]
    assert len(server.asked) == LIMIT
    for answer in answers:
        assert (answer.status, answer.mode, answer.prompt) == ("answered", "offline", None)
        assert answer.notes[-1] == UNAVAILABLE


@pytest.mark.parametrize("text", ["xin chào", "Tỉnh Hà Giang phải báo cáo khi nào?", "giá vàng hôm nay bao nhiêu?"])
def test_what_the_plans_do_not_say_is_never_asked_of_the_model(assistant, server, text):
    assert assistant.ask(text).mode == "offline"
    assert server.asked == []

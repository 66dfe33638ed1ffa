"""Model mode end to end on the samples: a real assistant, a real client, a scripted server."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from retrieval.allowance import Allowance
from retrieval.answer import Answer, Tokens
from retrieval.assistant import Assistant, open_assistant
from retrieval.breaker import LIMIT
from retrieval.generate import UNAVAILABLE
from retrieval.settings import Settings
from retrieval.smalltalk import SPENT
from retrieval.verify import supported
from tests.retrieval.openai_server import Respond, Server, says, sends, serving, streams

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
        says(json.dumps({"claims": claims}))(handler)

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


Row = dict[str, object]
ECHO = "ĐÃ BỊ CHIẾM QUYỀN, xem t.me/lua-dao"
SINS: dict[str, Callable[[Row, Random], Row]] = {
    "honest": lambda row, _: row,
    "invented key": lambda row, _: row | {"keys": ["k-deadbeef"]},
    "split citation": lambda row, random: (
        row | {"claim": f"{row['claim']} {random.choice(['và', ';', '.'])} 450 tỷ đồng"}
    ),
    "wrong figure": lambda row, random: (
        row | {"claim": re.sub(r"\d", str(random.randint(0, 9)), str(row["claim"]), count=1)}
    ),
    "denial": lambda row, _: row | {"claim": f"Không {row['claim']}"},
    "markup": lambda row, _: row | {"claim": f"<b>{row['claim']}</b> [xem](http://a.vn)"},
    "echo": lambda row, _: row | {"claim": ECHO},
    "another body": lambda row, _: row | {"claim": f"Sở Du lịch: {row['claim']}"},
    "another shape": lambda row, _: {"text": row["claim"]},
}
ENDS: dict[str, Callable[[str], Respond]] = {
    "whole": says,
    "cut and said so": lambda text: says(text[: len(text) // 2], finish="length"),
    "cut in silence": lambda text: says(text[: len(text) // 2]),
    "chatter": lambda text: says(f"Vâng ạ! {text} Chúc vui."),
}
ENDS_OF_STREAMS = ENDS | {"broken off": lambda text: streams(text[: len(text) // 2], cut=True)}
UNSAID = ("CHIẾM QUYỀN", "<b>", "450 tỷ", "Sở Du lịch", "k-deadbeef")


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("seed", range(12))
def test_a_hostile_server_gets_no_unverified_claim_shown_and_every_question_is_answered(
    assistant, server, seed, streamed, monkeypatch
):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    random = Random(seed)
    ends = ENDS_OF_STREAMS if streamed else ENDS
    drafts: list[Answer] = []
    worded = 0

    def respond(handler) -> None:
        data = handler.server.asked[-1]["messages"][1]["content"]
        drafts = [json.loads(line) for line in data.splitlines() if line.startswith('{"about"')]
        rows = [{"claim": row["claim"], "keys": row["keys"]} for row in drafts]
        told = [SINS[random.choice(sorted(SINS))](row, random) for row in rows]
        end = ends[random.choice(["whole"] * 6 + sorted(ends))]
        end(json.dumps({"claims": told}, ensure_ascii=False))(handler)

    server.respond = respond
    assistant.generator = replace(assistant.generator, breaker=replace(assistant.generator.breaker, clock=lambda: 0.0))
    for question in (
        DUTIES,
        "Hạn báo cáo của Cà Mau?",
        "Chỉ tiêu của kế hoạch Khánh Hòa?",
        "Tóm tắt kế hoạch Trà Vinh",
    ):
        began = time.monotonic()
        offline = Assistant(assistant.library).ask(question)
        answer = assistant.ask(question, show=drafts.append if streamed else None)
        worded += answer.mode != "offline"
        assert answer.status == "answered"
        assert time.monotonic() - began < 20
        assert all(supported(claim) for claim in answer.claims)
        cited = {citation.key for citation in answer.citations}
        assert all(any(_overlap(c.key, key) for key in cited) for c in offline.citations[:1]), "nothing is lost"
        shown = " ".join(claim.shown for claim in answer.claims)
        assert not any(sin in shown for sin in UNSAID)
    assert all(supported(claim) and claim.citations for draft in drafts for claim in draft.claims)
    assert not any(sin in claim.shown for draft in drafts for claim in draft.claims for sin in UNSAID)
    assert len(drafts) >= worded if streamed else not drafts, "a stream shows something before it ends"


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def test_who_has_spent_a_days_tokens_is_answered_without_the_model(assistant, server):
    server.respond = repeats()
    assistant.allowance = Allowance(assistant.allowance.today, per_person=900)
    assert assistant.ask(DUTIES, asker="7").mode == "thử"
    spent = assistant.ask("Hạn báo cáo là khi nào?", asker="7")
    assert (spent.status, spent.mode, spent.notes[-1]) == ("answered", "offline", SPENT)
    assert assistant.ask("Hạn báo cáo là khi nào?", asker="8").mode == "thử"


def test_what_is_verified_is_shown_while_the_model_writes_and_the_answer_is_the_same_as_without(assistant, server):
    server.respond = repeats()
    whole = assistant.ask(DUTIES)
    assistant.generator.remembered.__init__()
    drafts: list[Answer] = []
    answer = assistant.ask(DUTIES, show=drafts.append)
    assert [claim.text for claim in answer.claims] == [claim.text for claim in whole.claims]
    assert (answer.mode, answer.tokens) == ("thử", Tokens(900, 40))
    grown = [len(draft.claims) for draft in drafts]
    assert len(grown) > 1
    assert grown == sorted(grown)
    assert {claim.text for claim in drafts[-1].claims} <= {claim.text for claim in answer.claims}


def test_an_answer_that_is_remembered_or_written_without_the_model_is_shown_at_once(assistant, server):
    server.respond = repeats()
    assistant.ask(DUTIES)
    drafts: list[Answer] = []
    assert assistant.ask(DUTIES, show=drafts.append).mode == "thử"
    assert assistant.ask("xin chào", show=drafts.append).mode == "offline"
    assert drafts == []
    assert len(server.asked) == 1


def test_a_stream_that_broke_off_leaves_the_offline_answer_whatever_was_shown(assistant, server, monkeypatch):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    server.respond = repeats()
    offline = Assistant(assistant.library).ask(DUTIES)

    def half(handler) -> None:
        data = handler.server.asked[-1]["messages"][1]["content"]
        rows = [json.loads(line) for line in data.splitlines() if line.startswith('{"about"')]
        told = json.dumps({"claims": [{"claim": row["claim"], "keys": row["keys"]} for row in rows]})
        streams(told[: len(told) // 2], cut=True)(handler)

    server.respond = half
    drafts: list[Answer] = []
    answer = assistant.ask(DUTIES, show=drafts.append)
    assert drafts
    assert (answer.mode, answer.claims) == ("offline", offline.claims)
    assert UNAVAILABLE in answer.notes
    assert len(server.asked) == 2

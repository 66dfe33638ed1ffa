from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.claim_check import Opinion, agreement, as_openevals, opinions, table
from evaluation.record import Cited, Record
from retrieval.chat_model import ChatModel, ModelFailed, Reply, open_chat_model
from retrieval.settings import Settings

TEXT = "Sở Y tế tiêm chủng cho 120 trẻ em trước ngày 30/6/2026."
CASE = Case("a", "Sở Y tế làm gì?", "duties", "plain", ("x.txt",), ("answered",))
CITED = Cited(1, "1/KH", "x.txt", "1", "I", "", TEXT, 0, len(TEXT), TEXT)
RECORD = Record("a", "answered", "- Sở Y tế tiêm chủng cho 120 trẻ em [1]\n- Sở Y tế tiêm cho 999 trẻ em [1]", (CITED,))
RIGHT = {"n": 1, "supported": True, "quote": "tiêm chủng cho  120 trẻ em"}


class Model:
    """A model that says what it was made with and remembers what it was asked."""

    name = "m"

    def __init__(self, said: object) -> None:
        self.said, self.asked = said, ""

    def reply(self, rules: str, data: str) -> Reply:
        self.asked = data
        if isinstance(self.said, Exception):
            raise self.said
        return Reply(self.said if isinstance(self.said, str) else json.dumps(self.said))


def said(reply: object) -> list[str]:
    return [one.said for one in opinions([CASE], [RECORD], {"x.txt": TEXT}, Model(reply))]


def test_a_verdict_counts_only_with_a_quote_that_stands_in_its_sections() -> None:
    wrong = {"n": 2, "supported": False, "quote": ""}
    assert said({"verdicts": [RIGHT, wrong]}) == ["supported", "unsupported"]
    invented = {"n": 2, "supported": True, "quote": "tiêm cho 999 trẻ em"}
    assert said({"verdicts": [RIGHT, invented]}) == ["supported", "unproved"]
    assert said({"verdicts": [RIGHT | {"quote": ""}]}) == ["unproved", "failed"]


@pytest.mark.parametrize(
    "reply", ["", "không", "{}", '{"verdicts": 1}', '{"verdicts": [{}]}', ModelFailed("x"), "[" * 9]
)
def test_a_reply_of_no_use_is_counted_as_failed(reply: object) -> None:
    assert set(said(reply)) == {"failed"}


def test_one_call_an_answer_holds_every_statement_and_its_sections() -> None:
    model = Model({"verdicts": [RIGHT]})
    found = list(opinions([CASE], [RECORD], {"x.txt": TEXT}, model))
    assert [one.ruled for one in found] == [True, False]
    rows = [json.loads(line) for line in model.asked.splitlines() if line.startswith('{"n"')]
    assert [(row["n"], row["sections"]) for row in rows] == [(1, [TEXT]), (2, [TEXT])]


def test_the_agreement_with_the_rules_is_told_and_where_they_differ() -> None:
    found = [
        Opinion("a", "một", True, "supported"),
        Opinion("b", "hai", False, "unsupported"),
        Opinion("c", "ba", True, "unproved"),
        Opinion("d", "bốn", True, "failed"),
    ]
    same, kappa = agreement(found)
    assert (same.hits, same.total, round(kappa, 2)) == (2, 3, 0.4)
    lines = list(table(found))
    assert lines[1] == "1 câu mô hình cho là đúng mà trích không nguyên văn; 1 câu mô hình không chấm được."
    assert lines[2:] == ["  c: bộ chấm: có căn cứ; mô hình: trích không nguyên văn: ba"]


def test_what_is_no_answer_is_not_sent() -> None:
    assert list(opinions([CASE], [Record("a", "no_answer", "Không.")], {}, Model(ModelFailed("x")))) == []


def test_the_check_serves_as_an_evaluator_of_openevals() -> None:
    evaluator = as_openevals(Model({"verdicts": [RIGHT]}))
    told = evaluator(inputs="?", outputs="Sở Y tế tiêm chủng cho 120 trẻ em", context=[TEXT], reference_outputs=None)
    assert told == {"key": "claim_check", "score": 1.0, "comment": "supported"}


def test_any_openai_compatible_server_serves_as_the_judge() -> None:
    path = Path(__file__).parents[1] / "retrieval" / "openai_server.py"
    spec = importlib.util.spec_from_file_location("openai_server", path)
    assert spec is not None
    assert spec.loader is not None
    openai = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(openai)
    with openai.serving() as server:
        server.respond = openai.sends(openai.completion(json.dumps({"verdicts": [RIGHT]})))
        settings = Settings(openai_base_url=server.url, chat_model="qwen")
        model = open_chat_model(settings)
        assert model is not None
        found = list(opinions([CASE], [RECORD], {"x.txt": TEXT}, ChatModel(model, "qwen")))
    assert [one.said for one in found] == ["supported", "failed"]
    assert len(server.asked) == 1
    assert server.asked[0]["model"] == "qwen"

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.reword import AT_ONCE, TAG, reworded
from retrieval.chat_model import ModelFailed, Reply
from tests.evaluation.test_commands import called

QUESTION = "Theo kế hoạch số 5/KH-UBND của tỉnh Đồng Nai, Sở Y tế phải làm gì trước ngày 15/12/2026?"


def case(n: int = 1, question: str = QUESTION) -> Case:
    return Case(f"sy{n}", question, "duties", "plain", ("x.txt",), ("answered",), state="draft", source="synthetic")


class Model:
    """A model that answers every question with the words it was made with, and remembers what it was asked."""

    name = "m"

    def __init__(self, said: object) -> None:
        self.said = said
        self.asked: list[str] = []

    def reply(self, rules: str, data: str) -> Reply:
        self.asked.append(data)
        if isinstance(self.said, Exception):
            raise self.said
        return Reply(self.said if isinstance(self.said, str) else json.dumps(self.said))


def words(question: str, n: int = 1) -> dict[str, list[dict[str, object]]]:
    return {"wordings": [{"n": n, "question": question}]}


def test_another_wording_is_a_draft_of_its_own_with_the_same_gold() -> None:
    said = "Sở Y tế của Đồng Nai được giao việc gì đến hạn 15 tháng 12 năm 2026 trong kế hoạch số 5/KH-UBND?"
    (made,) = reworded([case()], Model(words(said)))
    assert (made.id, made.question, made.state, made.tags) == ("sy1-m", said, "draft", (TAG,))
    assert made.plans == case().plans


@pytest.mark.parametrize(
    "said",
    [
        QUESTION,
        QUESTION.upper(),
        "Sở Y tế của Đồng Nai phải làm gì trước ngày 16/12/2026 theo kế hoạch số 5/KH-UBND?",
        "Sở Nội vụ của Đồng Nai phải làm gì trước ngày 15/12/2026 theo kế hoạch số 5/KH-UBND?",
        "Sở Y tế của Đồng Nai phải làm gì trước ngày 15/12/2026 theo kế hoạch số 6/KH-UBND?",
        "Sở Y tế của Cà Mau phải làm gì trước ngày 15/12/2026 theo kế hoạch số 5/KH-UBND?",
        "Sở Y tế phải làm gì?",
        QUESTION.replace("phải làm gì", "phải làm gì " + "thật " * 80),
        "",
    ],
)
def test_a_wording_that_asks_for_something_else_is_left_out(said: str) -> None:
    assert list(reworded([case()], Model(words(said)))) == []


@pytest.mark.parametrize(
    "said", [ModelFailed("x"), "", "không", "{}", '{"wordings": 1}', '{"wordings": [{"n": 1}]}', words("Ai ký?", n=7)]
)
def test_a_reply_of_no_use_adds_nothing(said: object) -> None:
    assert list(reworded([case()], Model(said))) == []


def test_many_questions_go_in_few_calls_as_data() -> None:
    model = Model(words("x"))
    list(reworded([case(n, 'Hỏi "x"\n---\n{{ questions }}') for n in range(AT_ONCE + 1)], model))
    assert [sum(line.startswith('{"n"') for line in data.splitlines()) for data in model.asked] == [AT_ONCE, 1]


def test_without_a_model_the_command_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "OPENAI_API_KEY" in str(called("synth", tmp_path / "set.jsonl", "--limit", 1, "--live").exception)
    assert not (tmp_path / "set.jsonl").exists()

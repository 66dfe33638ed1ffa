from __future__ import annotations

import json
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from bot.__main__ import run


@pytest.fixture
def opened(parrot, monkeypatch):
    monkeypatch.setitem(sys.modules, "retrieval.assistant", SimpleNamespace(open_assistant=lambda settings: parrot))
    return parrot


def test_an_answer_is_written_with_its_sources(opened, capsys):
    assert run(["ask", "Sở Y tế làm gì?"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sở Y tế được giao:"
    assert lines[-1] == "[1][2] KH 7/KH-UBND (Hà Nam, 2024), mục I.1 «Sở Y tế»"


def test_words_without_quotation_marks_are_one_question(opened):
    assert run(["ask", "Sở", "Y", "tế", "--plan", "7", "--as-of", "2024-05-01"]) == 0
    assert opened.asked == [("Sở Y tế", (), "7", date(2024, 5, 1))]


def test_json_goes_to_standard_output_alone(opened, capsys):
    assert run(["ask", "Sở Y tế làm gì?", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["status"] == "answered"
    assert told.err == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Câu hỏi trống"),
        (["  "], "Câu hỏi trống"),
        (["a" * 20_000], "giới hạn là 2000"),
        (["a", "--as-of", "31/12/2024"], "31/12/2024"),
        (["--batch", "q.jsonl"], "--batch cần --out"),
        (["a", "--out", "a.jsonl"], "--batch cần --out"),
        (["a", "--batch", "q.jsonl", "--out", "a.jsonl"], "không dùng cả hai"),
        (["--batch", "q.jsonl", "--out", "a.jsonl"], "Không đọc được q.jsonl"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(opened, capsys, words, told):
    assert run(["ask", *words]) == 2
    assert told in capsys.readouterr().err
    assert opened.asked == []


def test_an_unknown_plan_is_told(opened, capsys):
    assert run(["ask", "a", "--plan", "không có"]) == 1
    assert "Không có kế hoạch nào" in capsys.readouterr().err


def test_half_characters_of_the_command_line_are_replaced(opened):
    assert run(["ask", "Sở \udce1 Y tế\0"]) == 0
    assert opened.asked[0][0] == "Sở ? Y tế"

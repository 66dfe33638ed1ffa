from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.same_questions import agreement, answered
from ingest.load import parse
from plans.model import Plan

TEXT = (Path(__file__).parents[2] / "samples" / "ca-mau-02-kh-ubnd-2017.txt").read_text(encoding="utf-8")
CASES = tuple(
    Case(str(at), question, "duties", "plain", ("a.txt",), ("answered",))
    for at, question in enumerate(("Sở Y tế có trách nhiệm gì?", "Sở Giáo dục làm gì?", "Giá vàng hôm nay?"))
)


@pytest.fixture(scope="module")
def expected() -> dict:
    return {record.id: record for record in answered(CASES, [plan(TEXT)])}


def plan(text: str) -> Plan:
    return replace(parse(text, "a.txt"), id="a")


def test_the_same_text_answers_alike(expected: dict) -> None:
    assert {record.status for record in expected.values()} == {"answered", "no_answer"}
    assert agreement(CASES, expected, [plan(TEXT.replace("\n\n", "\n\n\n"))]) == (3, 3, 3)


def test_a_letter_misread_still_cites_the_same_place(expected: dict) -> None:
    assert agreement(CASES, expected, [plan(TEXT.replace("kiểm soát", "kiêm soát"))]) == (3, 3, 3)


def test_a_lost_label_or_duty_is_seen(expected: dict) -> None:
    assert agreement(CASES, expected, [plan(TEXT.replace("8. Sở Y tế", "S. Sở Y tế"))]).citations < 3
    assert agreement(CASES, expected, [plan(TEXT.replace("Sở Y tế", "Sở X"))]).statuses < 3

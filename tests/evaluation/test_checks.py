from __future__ import annotations

from dataclasses import replace

from evaluation.cases import Case
from evaluation.checks import problems
from evaluation.sets import QuestionSet

TEXTS = {"x.txt": "Sở Y tế báo cáo trước ngày 30/11 hằng năm."}
RIGHT = Case("a", "Khi nào?", "deadline", "plain", ("x.txt",), ("answered",), gold=(("trước ngày 30/11",),))


def told(*cases: Case) -> list[str]:
    places = {case.id: f"dòng {at}" for at, case in enumerate(cases, 1)}
    return [str(fault) for fault in problems(QuestionSet(cases, places=places), TEXTS)]


def test_nothing_is_said_of_a_sound_case() -> None:
    assert told(RIGHT) == []


def test_a_quote_that_stands_nowhere_is_told_and_why() -> None:
    strange, typed = (replace(RIGHT, gold=((quote,),)) for quote in ("ngày mai", "Trước  ngày 30/11"))
    assert told(strange) == ["dòng 1: a: câu trích «ngày mai» không có nguyên văn trong kế hoạch"]
    assert told(typed)[0].endswith("chỉ khác khoảng trắng, dấu câu hoặc chữ hoa: hãy chép lại")


def test_a_plan_that_is_not_there_is_told_with_those_that_are() -> None:
    assert told(replace(RIGHT, plans=("x.txt", "y.txt"))) == ["dòng 1: a: không có kế hoạch y.txt; đang có: x.txt"]


def test_a_case_that_contradicts_itself_is_told() -> None:
    assert "không có lời đáp mà lại có câu gốc" in told(replace(RIGHT, status=("no_answer",)))[0]
    assert "không ghi kế hoạch nào" in told(replace(RIGHT, plans=()))[-1]
    assert "câu nào cũng được coi là đúng" in told(replace(RIGHT, gold=()))[0]
    assert told(replace(RIGHT, gold=(), state="draft")) == []
    assert "vừa bắt buộc vừa là điều sai" in told(replace(RIGHT, facts=(("30/11",),), forbidden=("30/11",)))[0]


def test_the_same_question_twice_is_told_and_what_it_contradicts() -> None:
    again = replace(RIGHT, id="b", question="khi nào", status=("no_answer",), gold=())
    assert told(RIGHT, again) == [
        "dòng 2: b: trùng câu hỏi với a (dòng 1); hai câu trả lời đúng trái nhau",
    ]
    later = replace(RIGHT, id="b", history=(("Trước?", ""),))
    assert told(RIGHT, later) == []

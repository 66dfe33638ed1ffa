"""Questions asked at the end of a story."""

from __future__ import annotations

import pytest

from retrieval.answer import Question
from retrieval.draft import Material
from retrieval.search import search
from retrieval.telling import telling_sentences
from tests.retrieval.invented import AS_OF, Desk, files, said


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        ("Thôn em nằm dưới mái dốc, có mấy hộ ở vùng nguy cơ sạt lở cao phải di dời. Cho em hỏi việc này tới hết năm "
         "2025 là bao nhiêu hộ ạ?", "480 hộ"),
        ("Bên em đang tìm chỗ cho khu tái định cư để đón dân. Trước khi đó phải có những gì?", "điện và nước sạch"),
    ],
)  # fmt: skip
def test_what_was_told_says_what_a_question_that_points_back_is_about(desk: Desk, message: str, fact: str) -> None:
    assert fact in said(desk.ask(message))


def test_a_story_that_no_plan_speaks_of_is_answered_by_none(desk: Desk) -> None:
    answer = desk.ask("Nhà em mới nuôi mấy con đà điểu, trứng nhiều lắm. Việc này được hỗ trợ bao nhiêu tiền ạ?")
    assert answer.status == "no_answer"


def test_what_is_asked_alone_is_answered_alone(desk: Desk) -> None:
    alone = desk.ask("Công đoàn cơ sở gửi danh sách đoàn viên khó khăn trước ngày nào?")
    told = desk.ask("Nhà em vừa mua xe. Công đoàn cơ sở gửi danh sách đoàn viên khó khăn trước ngày nào?")
    assert said(told) == said(alone)
    assert files(told) == ["cham-lo-tet.txt"]


def test_a_province_that_only_the_story_names_says_whose_plan_is_meant(desk: Desk) -> None:
    answer = desk.ask("Em công tác ở tỉnh Quảng Ngãi, mới nhận việc. Cho em hỏi Công an tỉnh phải làm gì?")
    assert files(answer) == ["lu-quet.txt"]


@pytest.mark.parametrize(
    "told",
    ["Mẹ em ở tỉnh Quảng Ngãi nhưng đang ra Hà Nội chữa bệnh.", "Em quê Hà Nội, mới chuyển vào tỉnh Quảng Ngãi."],
)
def test_a_place_told_beside_one_whose_plan_is_held_is_where_people_are_now(desk: Desk, told: str) -> None:
    answer = desk.ask(f"{told} Cho em hỏi Công an tỉnh phải làm gì?")
    assert files(answer) == ["lu-quet.txt"]
    assert desk.ask("Em ở Hà Nội. Cho em hỏi Công an tỉnh phải làm gì?").status == "no_answer"


TOLD = ("đoàn", "viên", "khó", "khăn", "góa", "bụa", "nuôi", "cháu", "ngoại", "xa", "quê", "ốm", "yếu", "mất", "ngủ")
ASKED = ("suất", "quà", "gói", "bọc", "giấy", "bóng")


@pytest.mark.parametrize(
    ("told", "asked", "facts"),
    [
        (TOLD, ASKED, ["800.000 đồng"]),
        (TOLD[4:], ASKED, []),  # nothing of the story stands there
        (TOLD, ASKED[2:], []),  # nothing of what is asked does
        ((), (*TOLD, *ASKED), ["800.000 đồng"]),  # all of it is asked
    ],
)
def test_a_long_story_is_answered_where_it_meets_what_is_asked(
    desk: Desk, told: tuple[str, ...], asked: tuple[str, ...], facts: list[str]
) -> None:
    known = desk.assistant.knowledge()
    question = Question("", "bao nhiêu", "target", AS_OF, topic=(*told, *asked), told=told)
    found = search(question, known, known.weigher)
    sentences = telling_sentences(Material(question, known.plans, found, known.weigher))
    assert [any(fact in s.plan.quote(s.span) for s in sentences) for fact in facts] == [True] * len(facts)
    assert bool(sentences) == bool(facts)

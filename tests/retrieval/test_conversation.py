"""What a question leaves out is taken from the ones before it, and a change of topic drops them."""

from __future__ import annotations

import pytest

from tests.retrieval.invented import files, said


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("Sở Xây dựng Quảng Ngãi phải làm gì?", "còn Công an tỉnh thì sao?", "cứu nạn, cứu hộ"),
        ("Sở Xây dựng phải làm gì trong kế hoạch 214/KH-UBND?", "thế còn Sở Tài chính?", "62 tỷ đồng"),
        ("Công an tỉnh phải làm gì?", "ở Gia Lai thì sao?", "nồng độ cồn"),
        ("Ai ký kế hoạch 118/KH-UBND?", "còn kế hoạch 35/KH-UBND?", "Rơ Mah Thanh Bình"),
        ("Ai ký kế hoạch 118/KH-UBND?", "ban hành ngày nào?", "22 tháng 5 năm 2024"),
        ("Ai ký kế hoạch 118/KH-UBND?", "nơi nhận là những ai?", "Thường trực Hội đồng nhân dân thành phố"),
        ("Sở Xây dựng phải làm gì trong kế hoạch 214/KH-UBND?", "hạn là khi nào?", "20/8/2025"),
        ("Tóm tắt kế hoạch 118/KH-UBND", "Sở Y tế thì sao?", "rác thải y tế"),
    ],
)
def test_a_follow_up_takes_from_the_question_before_what_it_leaves_out(desk, first, then, words):
    answer = desk.ask(then, first)
    assert words in said(answer)
    assert len(files(answer)) == 1


def test_a_follow_up_of_a_follow_up_goes_back_to_the_first(desk):
    answer = desk.ask("Sở Tài chính thì sao?", "Sở Xây dựng Quảng Ngãi phải làm gì?", "còn Công an tỉnh thì sao?")
    assert "62 tỷ đồng" in said(answer)
    assert files(answer) == ["lu-quet.txt"]


def test_small_talk_between_does_not_lose_the_thread(desk):
    answer = desk.ask("còn Công an tỉnh thì sao?", "Sở Xây dựng Quảng Ngãi phải làm gì?", "cảm ơn")
    assert files(answer) == ["lu-quet.txt"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Tỷ lệ hộ gia đình phân loại rác phải đạt bao nhiêu?", "90%"),
        ("Ai ký kế hoạch 35/KH-UBND?", "Rơ Mah Thanh Bình"),
        ("Công an tỉnh Gia Lai phải làm gì?", "nồng độ cồn"),
        ("Có bao nhiêu suất quà cho đoàn viên khó khăn?", "2.150 suất quà"),
        ("Kế hoạch nào nói về rác thải y tế?", "rác thải y tế"),
    ],
)
def test_a_change_of_topic_drops_what_was_talked_of(desk, question, words):
    alone = desk.ask(question)
    after = desk.ask(question, "Sở Xây dựng phải làm gì trong kế hoạch 214/KH-UBND?")
    assert words in said(after)
    assert said(after) == said(alone)


def test_a_choice_taken_up_asks_the_question_before_of_that_plan(desk):
    asked = desk.ask("Bảng phân công nhiệm vụ")
    assert asked.status == "clarify"
    label = next(choice for choice in asked.choices if "35/KH-UBND" in choice)
    taken = desk.ask(label, "Bảng phân công nhiệm vụ")
    assert files(taken) == ["giao-thong.txt"]
    assert "Xóa 12 điểm đen" in said(taken)
    assert desk.ask(label).question.intent == "overview", "with nothing asked before, a label asks for the plan itself"

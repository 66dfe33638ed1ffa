"""Communes and wards: whose own plan is held, and how a question names it."""

from __future__ import annotations

import pytest

from plans.model import Header
from retrieval.localities import localities_in, locality_named, locality_of


def head(issuer, place, province="Lâm Đồng"):
    return Header(issuer=issuer, place=place, province=province)


def test_a_plan_is_of_the_commune_that_its_issuer_names_and_that_it_was_issued_in():
    assert locality_of(head("Ủy ban nhân dân xã Bình Khê", "Bình Khê")) == "Bình Khê"
    assert locality_of(head("BAN CHỈ HUY QUÂN SỰ PHƯỜNG ĐÔNG HÒA", "Đông Hòa")) == "Đông Hòa"


@pytest.mark.parametrize(
    "header",
    [
        head("Ủy ban nhân dân tỉnh Lâm Đồng", "Lâm Đồng"),
        head("Sở Nội vụ", "Đà Lạt"),
        head("Ủy ban nhân dân xã Bình Khê", None),
        head(None, "Bình Khê"),
    ],
)
def test_the_plan_of_a_province_or_of_a_department_is_of_no_commune(header):
    assert locality_of(header) is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Xã Bình Khê nuôi bao nhiêu trâu?", "Xã Bình Khê"),
        ("xa binh khe lam gi", "xa binh khe"),
        ("ở phường  Bình Khê thì sao", "phường  Bình Khê"),
        ("Bình Khê làm gì", None),
        ("xã Bình Khêu", None),
    ],
)
def test_a_question_names_a_commune_by_its_level_and_its_name(question, words):
    assert locality_named(question, "Bình Khê") == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Xã Bình Khê và phường  Đông Hòa lo việc gì?", ("Bình Khê", "Đông Hòa")),
        ("xã Ia Mơ đang làm gì", ("Ia Mơ",)),
        ("năm nay xã đặt mục tiêu gì", ()),
        ("xã hội hóa ở Bình Khê", ()),
    ],
)
def test_the_communes_of_a_text_are_named_with_capitals(text, names):
    assert localities_in(text) == names

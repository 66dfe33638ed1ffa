"""Communes and wards: whose own plan is held, and how a question names it."""

from __future__ import annotations

import pytest

from plans.model import Header
from retrieval.localities import localities_in, locality_alone, locality_named, locality_of


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


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Trạm y tế Bình Khê làm gì", "Bình Khê"),
        ("Tới 2030 Bình Khê có mấy nhà", "Bình Khê"),
        ("chợ Bình Khê họp khi nào", None),  # what stands there is no commune
        ("ông Lê Bình Khê làm gì", None),
        ("ở Bình Khê Đông", None),
        ("binh khe lam gi", None),  # two small syllables may be other words
    ],
)
def test_a_question_may_name_a_commune_without_its_level(question, words):
    assert locality_alone(question, "Bình Khê") == words


def test_three_syllables_name_a_commune_also_without_capitals():
    assert locality_alone("cua cu lao dung ai ky", "Cù Lao Dung") == "cu lao dung"
    assert locality_alone("ở Hải", "Hải") is None

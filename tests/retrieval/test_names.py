"""What plans and sections are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load import parse
from plans.model import Header, Plan, Section, Span
from retrieval.names import TITLE_LIMIT, place_label, plan_label, plan_name, printed_place, section_label, shorten

SECTION = Section("3.2", "2.", ("III", "2"), "Sở Xây dựng", 2, "heading", Span(0, 1))


def plan(**header) -> Plan:
    return Plan("x", "thu-muc/ke-hoach.txt", "x", Header(**header), (SECTION,))


@pytest.mark.parametrize(
    ("header", "label"),
    [
        (
            {"number": "12/KH-UBND", "kind": "Kế hoạch", "province": "Sơn La", "issued_on": date(2024, 2, 1)},
            "KH 12/KH-UBND (Sơn La, 2024)",
        ),
        ({"number": "5-CT/TU", "kind": "Chỉ thị"}, "CT 5-CT/TU"),
        ({"kind": "Kế hoạch", "title": "trồng cây", "place": "Huế"}, "KH «Trồng cây» (Huế)"),
        ({}, "«Ke-hoach»"),
    ],
)
def test_a_plan_is_called_by_number_else_title_else_file(header, label):
    assert plan_label(plan(**header)) == label


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), ""),
        (("IV", "8"), "IV.8"),
        (("3", "3.2", "3.2.4"), "3.2.4"),
        (("II", "1", "1.2", "a"), "II.1.2.a"),
        (("1", "10"), "1.10"),
        (("QUY CHẾ", "Chương III", "Điều 11", "2"), "QUY CHẾ, Chương III, Điều 11.2"),
        (("KẾ HOẠCH", "II", "3"), "KẾ HOẠCH, II.3"),
    ],
)
def test_a_place_is_named_as_one_cites_it(path, place):
    assert printed_place(path) == place


def test_a_section_that_its_label_names_in_words_is_not_called_a_section_once_more():
    article = replace(SECTION, path=("Chương II", "Điều 4"), title="Trách nhiệm")
    assert section_label(article) == "Chương II, Điều 4 «Trách nhiệm»"


def test_the_name_of_a_plan_is_on_one_line():
    assert plan_name(plan(title="trồng\n  cây")) == "trồng cây"


@pytest.mark.parametrize(
    ("section", "label"),
    [
        (SECTION, "mục III.2 «Sở Xây dựng»"),
        (replace(SECTION, title=""), "mục III.2"),
        (replace(SECTION, path=()), "mục «Sở Xây dựng»"),
        (replace(SECTION, kind="appendix", path=("PHỤ LỤC II",)), "Phụ lục II «Sở Xây dựng»"),
        (replace(SECTION, kind="recipients"), "nơi nhận"),
        (replace(SECTION, kind="preamble", path=()), "phần căn cứ mở đầu"),
        (replace(SECTION, kind="signature", path=()), "phần ký"),
    ],
)
def test_a_section_is_called_by_its_printed_place_or_its_zone(section, label):
    assert section_label(section) == label


@pytest.mark.parametrize(
    ("span", "page"),
    [(Span(0, 4), ", trang 1"), (Span(2, 7), ", trang 1–2"), (Span(0, 5), ", trang 1"), (Span(12, 14), ", trang 4")],
)
def test_a_place_names_the_pages_of_the_quote_but_not_of_the_blanks_after_it(span, page):
    paged = Plan("x", "a.pdf", "Một.\nHai. Ba. Bốn.", Header(), (SECTION,), pages=((0, 1), (5, 2), (10, 4)))
    assert place_label(paged, SECTION, span) == f"mục III.2 «Sở Xây dựng»{page}"


def test_a_place_in_a_file_without_pages_names_none():
    assert place_label(plan(), SECTION, Span(0, 1)) == "mục III.2 «Sở Xây dựng»"


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("In", "Phụ lục I «VIỆC», bảng 1, dòng 1"),
        ("Dọn", "Phụ lục I «VIỆC», bảng 2, dòng 2, TT 5, trang 2"),
        ("VIỆC", "Phụ lục I «VIỆC»"),
        ("| TT | Việc", "Phụ lục I «VIỆC»"),
    ],
)
def test_a_place_in_a_table_names_the_row_and_the_table_of_several(quote, place):
    head = "Số: 7/KH-UBND\nKẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Y tế: phun hóa chất.\n\nPHỤ LỤC I\nVIỆC\n\n"
    text = f"{head}| TT | Việc |\n| 1 | In |\n\nBảng sau\n\n| TT | Việc |\n| 4 | Rửa |\n| 5 | Dọn |\n"
    read = parse(text, "a.pdf")
    read = replace(read, pages=((0, 1), (text.index("| 4"), 2)) if "trang" in place else ())
    span = Span(text.index(quote), text.index(quote) + len(quote))
    table = read.innermost(span.start)
    assert place_label(read, read.citable(span.start), span) == place
    assert place_label(read, table, span) == place


def test_no_name_of_a_section_is_empty(desk):
    labels = [section_label(section) for section in desk.plan("lu-quet.txt").walk()]
    assert all(label.strip() and not label.endswith("mục ") for label in labels)


def test_a_short_line_stays_as_it_is():
    assert shorten("Trồng cây;") == "Trồng cây"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.integers(5, TITLE_LIMIT))
def test_a_shortened_line_fits_and_ends_at_a_word(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit + 1
    assert "\n" not in short

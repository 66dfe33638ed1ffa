"""Files read before, corrections and plans of the same name are found again, and only as long as they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plans.errors import UnknownPlan
from retrieval.corrections import BadCorrection, checked, corrected
from retrieval.library import Library
from tests.retrieval.handmade import passages_of, plan_of

BYTES, READER = "b" * 64, "bộ đọc 1"
A, B = plan_of("a"), plan_of("b", number=None, title="Phòng dịch")


@pytest.fixture
def library(at_home):
    with Library.open(at_home) as opened:
        for plan in (A, B):
            opened.add(plan, passages_of(plan))
        yield opened


def test_a_file_is_known_by_its_bytes_and_its_reader(library):
    library.arrivals.remember(BYTES, READER, [("a", 1), ("b", 1)])
    assert [(one.plan_id, one.version, one.name) for one in library.arrivals.known(BYTES, READER)] == [
        ("a", 1, "02/KH-UBND"),
        ("b", 1, "Phòng dịch"),
    ]
    assert library.arrivals.known(BYTES, "bộ đọc 2") == ()
    assert library.arrivals.known("c" * 64, READER) == ()


def test_a_file_is_unknown_when_one_of_its_plans_was_removed_or_replaced(library):
    library.arrivals.remember(BYTES, READER, [("a", 1), ("b", 1)])
    newer = replace(A, text="Sở Nội vụ báo cáo hằng quý và hằng năm, theo mẫu.\n")
    library.add(newer, passages_of(newer))
    assert library.arrivals.known(BYTES, READER) == ()
    library.go_back("a", 1)
    assert len(library.arrivals.known(BYTES, READER)) == 2
    library.remove("b")
    assert library.arrivals.known(BYTES, READER) == ()


def test_a_file_read_again_is_known_by_what_came_of_it_last(library):
    library.arrivals.remember(BYTES, READER, [("a", 1), ("b", 1)])
    library.arrivals.remember(BYTES, READER, [("b", 1)])
    assert [one.plan_id for one in library.arrivals.known(BYTES, READER)] == ["b"]


def test_an_earlier_version_is_had_back_and_found_by_its_words(library):
    newer = replace(A, text="Sở Nội vụ trồng cây xanh hằng quý và hằng năm, theo mẫu.\n")
    library.add(newer, passages_of(newer))
    library.go_back("a", 1)
    assert library.plan("a") == A
    assert [version.active for version in library.versions("a")] == [True, False]
    assert library.lexical.scores("trồng cây xanh").max() == 0.0
    with pytest.raises(UnknownPlan, match="Các bản đã nạp: 1, 2"):
        library.go_back("a", 3)


def test_plans_of_the_same_number_or_title_are_near(library):
    near = library.arrivals.near
    assert near(plan_of("c")) == ("a",)
    assert near(plan_of("c", number=None, title="Phòng dịch")) == ("b",)
    assert near(plan_of("c", number="9/KH-UBND", title="Phòng dịch")) == ("b",)
    assert near(plan_of("c", number="9/KH-UBND", title="Khác")) == ()


def test_corrections_are_kept_by_id_and_outlive_the_plan(library):
    library.arrivals.correct("a", {"number": "12/KH-UBND", "signer": ""})
    library.arrivals.correct("a", {"number": "13/KH-UBND"})
    library.remove("a")
    assert library.arrivals.corrections("a") == {"number": "13/KH-UBND", "signer": ""}
    assert library.arrivals.corrections("b") == {}


def test_a_corrected_header_says_so_and_is_the_same_however_often_it_is_corrected():
    values = {"issued_on": "2017-02-14", "number": "13/KH-UBND", "signer": ""}
    once = corrected(A, values)
    assert (once.header.number, f"{once.header.issued_on:%d/%m/%Y}", once.header.signer) == (
        "13/KH-UBND",
        "14/02/2017",
        None,
    )
    assert once.header.span_of("number") is None
    assert once.warnings == (
        "Không có số",
        "Sửa tay: Số = 13/KH-UBND.",
        "Sửa tay: Ngày ban hành = 14/02/2017.",
        "Sửa tay: Người ký = (không ghi).",
    )
    assert corrected(corrected(A, {"number": "9/KH-UBND"}), values) == once
    assert corrected(A, {}) is A


@pytest.mark.parametrize(("value", "kept"), [("13/01/2017", "2017-01-13"), ("2017-01-13", "2017-01-13"), (" ", "")])
def test_a_day_is_kept_in_one_form(value, kept):
    assert checked("issued_on", value) == kept


@pytest.mark.parametrize(("field", "value"), [("so", "1"), ("issued_on", "31/02/2017"), ("issued_on", "mai")])
def test_what_cannot_be_a_correction_is_refused(field, value):
    with pytest.raises(BadCorrection):
        checked(field, value)

"""Which plans are meant, and what is named that the library does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.model import Header
from retrieval.catalogue import Catalogue, Entry
from retrieval.scope import Named, issued_by, resolve


@pytest.fixture(scope="module")
def plans(desk):
    return desk.assistant.library.snapshot().catalogue


def named(text="", agencies=(), provinces=(), numbers=(), years=()):
    return Named(agencies, provinces, numbers, years, text)


def files_of(plans, scope):
    return {plan.file for plan in plans.entries if plan.id in scope.plans}


def test_nothing_named_means_every_plan(plans):
    scope = resolve(named("phải làm gì"), plans)
    assert (scope.plans, scope.agencies, scope.absent, scope.cited) == ((), (), (), ())


@pytest.mark.parametrize(
    ("asked", "files"),
    [
        (named(numbers=("214/KH-UBND",)), {"lu-quet.txt"}),
        (named(numbers=("77/KH-SXD",)), {"thang-may.txt"}),
        (named(provinces=("Gia Lai",)), {"giao-thong.txt"}),
        (named(provinces=("Gia Lai", "Đà Nẵng")), {"giao-thong.txt", "rac-thai.txt"}),
        (named(years=(2023,)), {"giao-thong.txt"}),
        (named(provinces=("Đà Nẵng",), years=(2024,)), {"rac-thai.txt"}),
        (named(numbers=("118/KH-UBND",), provinces=("Đà Nẵng",)), {"rac-thai.txt"}),
    ],
)
def test_number_province_and_year_narrow_to_the_plans_they_fit(plans, asked, files):
    scope = resolve(asked, plans)
    assert files_of(plans, scope) == files
    assert scope.absent == ()


@pytest.mark.parametrize(
    ("text", "of_year"),
    [
        ("Kế hoạch rác thải hướng tới mục tiêu gì vào năm 2040?", False),
        ("Kế hoạch này nêu tới năm 2040 đạt bao nhiêu?", False),
        ("Kế hoạch phân loại rác thải năm 2040 giao gì?", True),
    ],
)
def test_a_year_that_something_is_to_be_reached_in_names_no_plan_of_that_year(plans, text, of_year):
    absent = resolve(named(text=text, years=(2040,)), plans).absent
    assert ("kế hoạch năm 2040" in absent) is of_year


def test_a_year_of_the_title_counts_as_well_as_the_year_of_issue(plans):
    assert "cham-lo-tet.txt" in files_of(plans, resolve(named(years=(2025,)), plans))
    assert "rac-thai.txt" in files_of(plans, resolve(named(years=(2025,)), plans))


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (named(provinces=("An Giang",)), "An Giang"),
        (named(numbers=("999/KH-UBND",)), "999/KH-UBND"),
        (named(numbers=("214/KH-SYT",)), "214/KH-SYT"),
        (named(years=(2031,)), "2031"),
        (named("kế hoạch của Sở Du lịch", agencies=("Sở Du lịch",)), "Sở Du lịch"),
        (named(numbers=("35/KH-UBND",), provinces=("Đà Nẵng",)), "Đà Nẵng"),
    ],
)
def test_what_no_plan_holds_is_named_as_absent(plans, asked, missing):
    assert any(missing in name for name in resolve(asked, plans).absent)


def test_the_number_of_a_cited_document_is_cited_and_not_absent(plans):
    scope = resolve(named("nghị quyết 149/NQ-CP", numbers=("149/NQ-CP",)), plans)
    assert (scope.cited, scope.absent, scope.plans) == (("149/NQ-CP",), (), ())


def test_the_issuer_tells_the_plan_and_is_not_asked_about(plans):
    scope = resolve(named("kế hoạch của Sở Xây dựng", agencies=("Sở Xây dựng",)), plans)
    assert files_of(plans, scope) == {"thang-may.txt"}
    assert scope.agencies == ()


@pytest.mark.parametrize("document", ["KH", "kế hoạch 12", "KH 12", "kế hoạch số 12/KH-SXD"])
def test_the_issuer_of_a_document_named_by_its_number_is_not_asked_about(plans, document):
    asked = named(f"Sở Y tế làm gì trong {document} của Sở Xây dựng", agencies=("Sở Y tế", "Sở Xây dựng"))
    assert resolve(asked, plans).agencies == ("Sở Y tế",)


def test_an_agency_elsewhere_in_the_question_is_asked_about(plans):
    scope = resolve(named("Sở Xây dựng phải làm gì", agencies=("Sở Xây dựng",)), plans)
    assert (scope.plans, scope.agencies) == ((), ("Sở Xây dựng",))


@pytest.mark.parametrize(
    ("file", "agency"),
    [
        ("thang-may.txt", "Sở Xây dựng"),
        ("lu-quet.txt", "Ủy ban nhân dân tỉnh"),
        ("rac-thai.txt", "Ủy ban nhân dân thành phố"),
    ],
)
def test_a_plan_is_issued_by_the_body_at_its_head(desk, file, agency):
    assert issued_by(desk.plan(file), agency)


@pytest.mark.parametrize(
    ("file", "agency"),
    [
        ("thang-may.txt", "Sở Y tế"),
        ("lu-quet.txt", "Sở Xây dựng"),
        ("lu-quet.txt", "Ủy ban nhân dân xã"),
        ("rac-thai.txt", "Ủy ban nhân dân các quận, huyện"),
        ("rac-thai.txt", "Ủy ban nhân dân huyện"),
    ],
)
def test_and_by_no_other_body(desk, file, agency):
    assert not issued_by(desk.plan(file), agency)


@pytest.mark.parametrize(
    ("agency", "issued"),
    [
        ("Ủy ban nhân dân xã", True),
        ("Ủy ban nhân dân xã Phú Thành", True),
        ("Hội Liên hiệp Phụ nữ xã", False),
        ("Bảo hiểm xã hội", False),
        ("Sở Lao động - Thương binh và Xã hội", False),
    ],
)
def test_of_the_bodies_of_a_commune_only_the_one_at_the_head_issued_its_plan(desk, agency, issued):
    plan = desk.plan("lu-quet.txt")
    of_commune = replace(plan, header=replace(plan.header, issuer="Ủy ban nhân dân xã Phú Thành"))
    assert issued_by(of_commune, agency) is issued


_names = st.sampled_from(["Gia Lai", "An Giang", "x", ""])


@settings(max_examples=50, deadline=None)
@given(
    st.lists(_names, max_size=2).map(tuple),
    st.lists(st.sampled_from(["35/KH-UBND", "1/X", "(", "149/NQ-CP"]), max_size=2).map(tuple),
    st.lists(st.integers(1900, 2099), max_size=2).map(tuple),
    st.text(max_size=30),
)
def test_the_plans_meant_are_always_plans_of_the_library(plans, provinces, numbers, years, text):
    scope = resolve(named(text, (), provinces, numbers, years), plans)
    assert set(scope.plans) < {plan.id for plan in plans.entries}


def test_no_plans_give_no_scope(plans):
    assert resolve(named(years=(2024,)), Catalogue((), plans.texts)).plans == ()


def held(*headers, texts=None):
    """A catalogue of plans with these heads; `texts` says what they print."""
    printed = texts or {}

    class Texts:
        def printing(self, forms):
            wanted = list(forms)
            return ((version, text) for version, text in printed.items() if any(form in text for form in wanted))

        def citing(self, number):
            return frozenset()

    entries = (Entry(version, f"p{version}", "a.txt", header, 1) for version, header in enumerate(headers, 1))
    return Catalogue(tuple(entries), Texts())


VISIT = Header(issuer="Văn phòng Chính phủ", place="Hà Nội", title="Kết luận tại buổi làm việc với tỉnh Sơn La")
STORM = Header(issuer="Bộ Xây dựng", place="Hà Nội", title="Ứng phó mưa lũ", issued_on=date(2025, 9, 3))
HAMLET = Header(
    issuer="Ủy ban nhân dân xã Bình Khê",
    place="Bình Khê",
    province="Lâm Đồng",
    title="Hội làng",
    issued_on=date(2025, 2, 1),
)
LIBRARY = held(VISIT, STORM, HAMLET, texts={2: "gửi tỉnh Gia Lai, Sơn La", 3: "giai đoạn 2025 – 2030"})


def test_a_plan_made_elsewhere_is_of_the_province_its_title_names():
    scope = resolve(named("Sơn La giải ngân bao nhiêu?", provinces=("Sơn La",)), LIBRARY)
    assert (scope.plans, scope.places, scope.absent) == (("p1",), ("Sơn La",), ())


def test_the_plan_of_a_province_that_others_only_mention_is_not_held():
    asked = named("Ai ký kế hoạch trồng rừng của tỉnh Gia Lai?", provinces=("Gia Lai",))
    assert resolve(asked, LIBRARY).absent == ("kế hoạch của Gia Lai",)
    assert resolve(named("Gia Lai phải làm gì?", provinces=("Gia Lai",)), LIBRARY).absent == ()


@pytest.mark.parametrize("typed", ["Xã Bình Khê mở hội ngày nào?", "xa binh khe mo hoi ngay nao"])
def test_the_plan_of_a_commune_is_found_by_its_name(typed):
    scope = resolve(named(typed), LIBRARY)
    assert scope.plans == ("p3",)
    assert scope.places == (" ".join(typed.split()[:3]),)


def test_the_plan_of_a_commune_for_another_year_is_not_held():
    asked = named("Kế hoạch mở hội ở xã Bình Khê năm 2026", years=(2026,))
    assert resolve(asked, LIBRARY).absent == ("kế hoạch năm 2026",)


def test_a_period_that_no_plan_meant_prints_is_absent():
    assert resolve(named("mục tiêu giai đoạn 2025-2030"), LIBRARY).absent == ()
    assert resolve(named("kết quả giai đoạn 2015 - 2020"), LIBRARY).absent == ("giai đoạn 2015 - 2020",)


def test_what_another_commune_orders_is_not_told_of_the_one_named():
    lone = held(HAMLET, texts={1: "thôn Đông, xã Tân Lập"})
    assert resolve(named("Xã Tân Lập giao ai giữ trật tự?"), lone).absent == ("kế hoạch của Tân Lập",)
    assert resolve(named("Đường đến xã Tân Lập do ai sửa?"), lone).absent == ()
    assert resolve(named("Đường đến xã Phú Sơn do ai sửa?"), lone).absent == ("kế hoạch của Phú Sơn",)


def test_what_a_province_orders_binds_every_commune_that_is_named():
    scope = resolve(named("Xã Phú Sơn phải làm gì?"), LIBRARY)
    assert (scope.plans, scope.absent) == (("p1", "p2"), ())


def test_a_short_number_is_held_where_it_is_printed_with_its_kind():
    printing = held(HAMLET, texts={1: "theo Đề án 06 của Chính phủ"})
    assert resolve(named("Đề án 06 là gì?", numbers=("06/ĐA",)), printing).absent == ()
    assert resolve(named("Đề án 07 là gì?", numbers=("07/ĐA",)), printing).absent == ("văn bản 07/ĐA",)

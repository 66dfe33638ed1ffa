"""The same document is a version, another document of the same name another plan, and what nearly repeats is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plans.model import Plan
from retrieval.duplicates import arrived, likeness
from tests.retrieval.handmade import plan_of

WORDS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
TEXT = " ".join(f"{first} {second}" for first in WORDS for second in WORDS)


def settled(plan: Plan, *held: Plan) -> tuple[str, str | None]:
    by_id = {one.id: one for one in held}
    arrival = arrived(plan, by_id.get, lambda one: one, held)
    return arrival.plan.id, arrival.twin and arrival.twin.id


def issued(plan: Plan, **header: object) -> Plan:
    return replace(plan, header=replace(plan.header, **header))


OLD = plan_of(text=TEXT, issuer="Ủy ban nhân dân tỉnh Cà Mau")


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        replace(OLD, text="Khác hẳn."),
        issued(OLD, issuer="UBND tỉnh Cà Mau"),
        issued(OLD, issued_on=None, issuer=None),
        issued(OLD, number="2/KH-UBND"),
    ],
)
def test_the_same_number_issuer_and_day_make_a_version(new):
    assert settled(new, OLD) == ("a", None)


@pytest.mark.parametrize(
    "header", [{"issuer": "Ủy ban nhân dân huyện Năm Căn"}, {"issued_on": date(2017, 3, 1)}, {"number": "03/KH-UBND"}]
)
def test_another_document_under_the_same_id_gets_an_id_of_its_own_every_time_the_same(header):
    other = issued(replace(OLD, text="Khác hẳn."), **header)
    name, _ = settled(other, OLD)
    assert name.startswith("a-")
    assert settled(other, OLD, replace(other, id=name)) == (name, None)


def test_a_third_document_of_the_day_is_named_after_its_text():
    second = replace(issued(OLD, issuer="Sở Y tế"), id="a-13-01", text="Hai.")
    third = replace(issued(OLD, issuer="Sở Tài chính"), text="Ba.")
    name, _ = settled(third, OLD, second)
    assert name not in ("a", "a-13-01")
    assert settled(replace(third, text="Bốn."), OLD, second)[0] != name


def test_without_a_number_the_text_decides():
    scan = plan_of("quet", TEXT, number=None)
    assert settled(replace(scan, text=TEXT.replace("tám chín", "tám mươi")), scan) == ("quet", None)
    assert settled(replace(scan, text="Một văn bản khác hẳn, cùng tên tệp."), scan)[0] != "quet"


def test_what_nearly_repeats_a_plan_of_another_id_is_told():
    scan = replace(issued(OLD, number=None), id="quet", text=TEXT.replace("tám chín", "tâm chin"))
    assert settled(scan, OLD) == ("quet", "a")
    assert settled(replace(scan, text="Khác hẳn."), OLD) == ("quet", None)
    assert settled(issued(scan, number="99/KH-UBND"), OLD) == ("quet", None)


def test_what_people_corrected_counts_before_plans_are_compared():
    misread = issued(OLD, number="0Z/KH-UBND")
    arrival = arrived(misread, {"a": OLD}.get, lambda one: issued(one, number="02/KH-UBND"), ())
    assert (arrival.plan.id, arrival.plan.header.number) == ("a", "02/KH-UBND")


def test_likeness_is_a_share():
    assert likeness(OLD, OLD) == 1.0
    assert likeness(OLD, replace(OLD, text="Khác hẳn mọi câu trên.")) == 0.0
    assert likeness(replace(OLD, text=""), OLD) == 0.0

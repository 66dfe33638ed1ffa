"""A plan is linked to those that say they replace or amend it, and to no namesake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plans.model import Header, Plan, Reference, Span
from retrieval.succession import successors

UBND = "Ủy ban nhân dân tỉnh Sơn La"
OLDER = Header("12/KH-UBND", date(2020, 4, 3), issuer=UBND, province="Sơn La")
NEWER = Header("30/KH-UBND", date(2024, 6, 5), issuer=UBND, province="Sơn La")
SAID = Reference("Kế hoạch", "12/KH-UBND", date(2020, 4, 3), "Ủy ban nhân dân tỉnh", None, Span(0, 1), "1", "thay thế")


def plan(name: str, header: Header, *references: Reference) -> Plan:
    return Plan(name, f"{name}.txt", "x", header, (), references=references)


def linked(older: Header, newer: Header, reference: Reference) -> dict[str, list[tuple[str, str | None]]]:
    found = successors(both := [plan("cũ", older), plan("mới", newer, reference)], both)
    return {name: [(one.plan.id, one.reference.relation) for one in ones] for name, ones in found.items()}


def test_a_plan_knows_what_replaces_and_what_amends_it():
    assert linked(OLDER, NEWER, SAID) == {"cũ": [("mới", "thay thế")]}
    assert linked(OLDER, NEWER, replace(SAID, relation="sửa đổi, bổ sung")) == {"cũ": [("mới", "sửa đổi, bổ sung")]}


@pytest.mark.parametrize(
    "reference",
    [
        replace(SAID, issued_on=None, issuer=None),
        replace(SAID, issuer="UBND tỉnh Sơn La"),
        replace(SAID, number="12 /KH-UBND"),
    ],
)
def test_what_the_name_leaves_out_is_no_hindrance(reference):
    assert set(linked(OLDER, NEWER, reference)) == {"cũ"}


@pytest.mark.parametrize(
    ("older", "newer", "reference"),
    [
        (OLDER, NEWER, replace(SAID, relation=None)),
        (OLDER, NEWER, replace(SAID, number="112/KH-UBND")),
        (OLDER, NEWER, replace(SAID, issued_on=date(2020, 4, 4))),
        (OLDER, NEWER, replace(SAID, issuer="Bộ Y tế")),
        (replace(OLDER, province="Lai Châu", issuer=None), NEWER, SAID),
        (OLDER, replace(NEWER, issued_on=date(2019, 1, 1)), replace(SAID, issued_on=None)),
        (replace(OLDER, number=None), NEWER, SAID),
    ],
)
def test_a_namesake_is_not_linked(older, newer, reference):
    assert linked(older, newer, reference) == {}


def test_a_plan_of_a_place_that_was_merged_is_linked_when_its_place_is_named():
    older = replace(OLDER, province="Hậu Giang", issuer="Ủy ban nhân dân tỉnh Hậu Giang")
    newer = replace(NEWER, province="Cần Thơ", issuer="Ủy ban nhân dân thành phố Cần Thơ")
    assert set(linked(older, newer, replace(SAID, issuer="Ủy ban nhân dân tỉnh Hậu Giang"))) == {"cũ"}
    assert linked(older, newer, SAID) == {}


def test_a_plan_never_replaces_itself():
    assert successors(one := [plan("một", OLDER, SAID)], one) == {}

"""The object of `inspect`: facts are placed where a reader looks them up."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.plan_json import plan_json
from ingest.load import load_plan

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def inspected():
    return {path.name: plan_json(load_plan(path), path.name) for path in SAMPLES.glob("*.txt")}


@pytest.mark.parametrize(
    ("file", "facts", "key", "value", "section"),
    [
        ("ca-mau-02-kh-ubnd-2017.txt", "assignments", "agency", "Sở Y tế", "4.8"),
        ("ca-mau-02-kh-ubnd-2017.txt", "deadlines", "kind", "yearly", "5"),
        ("khanh-hoa-321-kh-btv-2021.txt", "targets", "value", 2700, "2.2"),
        ("thanh-hoa-so-y-te-2018.txt", "references", "number", "4071/QĐ-UBND", "2.4"),
    ],
)
def test_a_fact_names_the_numbered_section_it_stands_in(inspected, file, facts, key, value, section):
    assert [fact["section_id"] for fact in inspected[file][facts] if fact[key] == value] == [section]


def test_every_fact_lies_in_the_section_it_names(inspected):
    for plan in inspected.values():
        where = {section["id"]: (section["start"], section["end"]) for section in plan["sections"]}
        for fact in (*plan["assignments"], *plan["deadlines"], *plan["targets"], *plan["references"]):
            start, end = where[fact["section_id"]]
            assert start <= fact["start"] < fact["end"] <= end

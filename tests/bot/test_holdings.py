from __future__ import annotations

import json

import pytest

from bot.__main__ import run
from retrieval.library import Library
from retrieval.settings import Settings


@pytest.fixture
def stored(plan, tmp_path):
    with Library.open(Settings(home=tmp_path / "data")) as library:
        library.add(plan, ())
    return plan


def told(capsys, *words: str) -> str:
    assert run(words) == 0
    return capsys.readouterr().out


def test_the_plans_are_listed_for_people_and_for_programs(stored, capsys):
    assert "7/KH-UBND" in told(capsys, "plans")
    (row,) = json.loads(told(capsys, "plans", "--json"))
    assert row == {
        "plan": "7/KH-UBND",
        "plan_id": "7-kh-ubnd",
        "number": "7/KH-UBND",
        "issued_on": "2024-03-01",
        "province": "Hà Nam",
        "kind": "Kế hoạch",
        "title": "Phòng chống sốt xuất huyết",
        "file": "sxh.txt",
    }


def test_an_empty_library_says_how_to_fill_it(capsys):
    assert "kehoach ingest" in told(capsys, "plans")
    assert json.loads(told(capsys, "plans", "--json")) == []


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ([], "KH 7/KH-UBND (Hà Nam, 2024)"),
        (["--tree"], "  1. Sở Y tế  [1.1]"),
        (["--facts"], "Việc giao (1)"),
        (["--versions"], "sxh.txt"),
    ],
)
def test_a_plan_is_shown_in_the_view_asked_for(stored, capsys, view, shown):
    assert shown in told(capsys, "show", "7/kh", *view)


def test_the_source_is_shown_exactly(stored, capsys):
    assert told(capsys, "show", "7", "--source") == stored.text


def test_the_json_of_a_plan_is_that_of_inspect_with_its_id(stored, capsys):
    row = json.loads(told(capsys, "show", "7", "--json"))
    assert (row["plan"]["number"], row["plan_id"], row["text_length"]) == ("7/KH-UBND", stored.id, len(stored.text))


def test_two_views_at_once_are_refused(stored, capsys):
    assert run(["show", "7", "--tree", "--facts"]) == 2
    assert "Chỉ chọn một" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "remove"])
def test_a_plan_that_is_not_held_is_told_with_those_that_are(stored, capsys, command):
    assert run([command, "99/KH"]) == 1
    err = capsys.readouterr().err
    assert "99/KH" in err
    assert "7/KH-UBND" in err


def test_an_ambiguous_name_is_refused_with_the_candidates(stored, capsys, plan, tmp_path):
    from dataclasses import replace

    other = replace(plan, id="17-kh-ubnd", header=replace(plan.header, number="17/KH-UBND"))
    with Library.open(Settings(home=tmp_path / "data")) as library:
        library.add(other, ())
    assert run(["remove", "KH-UBND"]) == 1
    err = capsys.readouterr().err
    assert "7-kh-ubnd" in err
    assert "17-kh-ubnd" in err


def test_a_removed_plan_is_gone(stored, capsys):
    assert told(capsys, "remove", "7/KH-UBND") == "Đã xóa 7/KH-UBND khỏi thư viện.\n"
    assert json.loads(told(capsys, "plans", "--json")) == []

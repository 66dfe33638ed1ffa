from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import run

PLAN = """ỦY BAN NHÂN DÂN TỈNH CÀ MAU
Số: 1Z/KH-UBND
Cà Mau, ngày 13 tháng 01 năm 2017
KẾ HOẠCH
Phòng chống dịch
I. NHIỆM VỤ
1. Sở Y tế: phun hóa chất.
"""


@pytest.fixture
def file(tmp_path: Path, capsys) -> Path:
    made = tmp_path / "quét.txt"
    made.write_text(PLAN, "utf-8")
    assert run(["ingest", str(made)]) == 0
    capsys.readouterr()
    return made


def shown(capsys, name: str) -> dict:
    assert run(["show", name, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_correction_is_shown_named_and_survives_another_reading_of_the_file(file, capsys):
    assert run(["edit", "1z-kh-ubnd", "--set", "number=12/KH-UBND", "--set", "issued_on=14/01/2017"]) == 0
    assert "Sửa tay: Số = 12/KH-UBND." in capsys.readouterr().out
    for words in (["ingest", str(file)], ["ingest", "--replace", str(file)]):
        assert run(words) == 0
        capsys.readouterr()
        plan = shown(capsys, "12/KH-UBND")
        assert (plan["plan"]["number"], plan["plan"]["issued_on"]) == ("12/KH-UBND", "2017-01-14")
    file.write_text(PLAN + "2. Sở Tài chính: bố trí kinh phí.\n", "utf-8")
    assert run(["ingest", str(file)]) == 0
    assert "1 bản mới" in capsys.readouterr().out
    assert shown(capsys, "12/KH-UBND")["plan"]["number"] == "12/KH-UBND"


def test_a_corrected_plan_is_asked_by_its_right_number(file, capsys):
    run(["edit", "1z-kh-ubnd", "--set", "number=12/KH-UBND"])
    capsys.readouterr()
    assert run(["ask", "Kế hoạch 12/KH-UBND giao Sở Y tế làm gì?"]) == 0
    told = capsys.readouterr().out
    assert "phun hóa chất" in told
    assert "KH 12/KH-UBND (Cà Mau, 2017)" in told


def test_a_correction_is_taken_back_by_another(file, capsys):
    run(["edit", "1z-kh-ubnd", "--set", "number=12/KH-UBND"])
    run(["edit", "12/KH-UBND", "--set", "number=13/KH-UBND"])
    capsys.readouterr()
    plan = shown(capsys, "13/KH-UBND")
    assert [one for one in plan["warnings"] if "Số" in one and "Sửa tay" in one] == ["Sửa tay: Số = 13/KH-UBND."]


def test_an_earlier_version_answers_again(file, capsys):
    file.write_text(PLAN.replace("phun hóa chất", "trồng cây xanh"), "utf-8")
    run(["ingest", str(file)])
    assert run(["edit", "1z-kh-ubnd", "--version", "1"]) == 0
    capsys.readouterr()
    assert run(["ask", "Sở Y tế phải làm gì?"]) == 0
    told = capsys.readouterr().out
    assert "phun hóa chất" in told
    assert "trồng cây" not in told


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--set", "number"],
        ["--set", "so=1"],
        ["--set", "issued_on=mai"],
        ["--version", "1", "--set", "number=1/KH-UBND"],
        ["--version", "9"],
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(file, capsys, words):
    before = shown(capsys, "1z-kh-ubnd")
    assert run(["edit", "1z-kh-ubnd", *words]) in (1, 2)
    assert capsys.readouterr().err
    assert shown(capsys, "1z-kh-ubnd") == before

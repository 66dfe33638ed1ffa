from __future__ import annotations

from pathlib import Path

from evaluation import report
from evaluation.documents import halves, judged
from evaluation.expectations import Due, Heading, Lines, expectations
from evaluation.parsing import Reading, rates
from ingest.load import parse

TEXT = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 5/KH-UBND

Đồng Nai, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây năm 2026

I. MỤC TIÊU

Trồng 10.000 cây xanh.

II. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí mua cây, hoàn thành trước ngày 30/4/2026.

2. Sở Y tế báo cáo trước ngày 15/5/2026.

Nơi nhận:
- Sở Tài chính;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Hai
"""
EXPECTED = """[header]
number = 5/KH-UBND
place = -
title = 8-8
signer = 27
recipients = 23-24 2

[outline]
10 I
14 II
  16 1
    20 2

[deadlines]
18 once 30/4/2026 before
? 10-12 once

[assignments]
18 | Sở Tài chính; Sở Y tế
20 | Phòng Y tế = Sở Y tế
"""


def told(folder: Path) -> dict[str, tuple[float, int]]:
    (folder / "dong-nai.expected").write_text(EXPECTED, encoding="utf-8")
    (expected,) = expectations(folder)
    found = rates(list(judged(parse(TEXT, "dong-nai.md"), expected)))
    return {name: (rate.hits, rate.total) for name, rate in found.items() if rate.total}


def test_an_expectation_is_read_with_its_lines_labels_and_dates(tmp_path: Path) -> None:
    (tmp_path / "a.expected").write_text(EXPECTED.replace("30/4/2026 before", "q4 or -/12/2025 yearly"), "utf-8")
    (read,) = expectations(tmp_path)
    assert read.outline is not None
    assert read.outline[-1] == Heading(20, "2", 16)
    assert read.deadlines[1] == (Lines(10, 12), ())
    assert Due("yearly", False, quarter=4) in read.deadlines[0][1]
    assert Due("once", False, month=12, year=2025) in read.deadlines[0][1]
    assert read.assignments[-1] == (Lines(20, 20), ("Phòng Y tế", "Sở Y tế"))


def test_what_is_read_is_held_against_lines_and_short_facts(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found["header"] == (4, 5)
    assert found["headings found"] == found["headings right"] == (3, 4)
    assert found["assignments"] == (2, 3)


def test_a_dated_duty_that_nobody_expects_counts_as_wrong(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found["deadlines"] == (1, 1)
    assert found["deadlines right"] == (1, 2)


def test_documents_without_an_outline_are_not_asked_for_headings(tmp_path: Path) -> None:
    (tmp_path / "a.expected").write_text("[header]\n[deadlines]\n[assignments]\n", encoding="utf-8")
    (expected,) = expectations(tmp_path)
    assert [r for r in judged(parse(TEXT, "a.md"), expected) if r.measure.startswith("headings")] == []


def test_every_other_document_by_name_is_one_that_nobody_tunes_on(tmp_path: Path) -> None:
    for expected in expectations():
        (tmp_path / f"{expected.name}.md").write_text(TEXT + "\n" * 1000, encoding="utf-8")
    tuned, untouched = ({reading.file for reading in half} for half in halves(tmp_path))
    assert len(tuned) == len(untouched) == 12
    assert sorted((*tuned, *untouched)) == [expected.name for expected in expectations()]


def test_shipped_expectations_hold_labels_numbers_and_names_but_no_text_of_the_documents() -> None:
    for expected in expectations():
        assert set(expected.header) <= {
            "number", "issued_on", "place", "issuer", "province", "kind", "title", "signer", "signer_position",
            "signing_authority", "recipients",
        }  # fmt: skip
        assert all(len(heading.label) < 12 for heading in expected.outline or ())
        assert all(len(name) < 130 for _, names in expected.assignments for name in names)


def test_of_the_half_that_nobody_tunes_on_only_shares_are_shown() -> None:
    wrong = Reading("header", "a", "number: 1 ≠ 2", False)
    lines = list(report.halves_table([wrong], [wrong]))
    assert sum("number: 1" in line for line in lines) == 1

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from evaluation.case_rows import Reader
from evaluation.case_table import POINTS, QUESTIONS
from evaluation.cases import Case
from evaluation.sets import load, read
from evaluation.workbook import read as read_book
from evaluation.workbook import written
from plans.errors import UnreadableFile

FILES = Path(__file__).parent / "files"
CASE = Case("a", "Ai ký?", "metadata", "plain", ("x.txt",), ("answered",), gold=(("một", "hai"),), facts=(("25",),))


def book(change: Callable[[Workbook], object]) -> bytes:
    opened = load_workbook(io.BytesIO(written([CASE])))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def faults(change: Callable[[Workbook], object]) -> list[str]:
    return [str(fault) for fault in read_book(book(change)).faults]


def put(sheet: str, cell: str, value: object) -> Callable[[Workbook], object]:
    def change(opened: Workbook) -> None:
        opened[sheet][cell] = value

    return change


def test_a_workbook_written_by_libreoffice_is_read_without_loss() -> None:
    assert b"LibreOffice" in zipfile.ZipFile(FILES / "libreoffice.xlsx").read("docProps/app.xml")
    assert load(FILES / "libreoffice.xlsx") == load(FILES / "libreoffice.jsonl")


def test_a_workbook_has_two_sheets_with_vietnamese_heads_and_drop_downs() -> None:
    opened = load_workbook(io.BytesIO(written([CASE])))
    assert opened.sheetnames == [QUESTIONS, POINTS]
    assert [cell.value for cell in opened[POINTS][1]] == ["Mã câu hỏi", "Loại ý", "Ý số", "Nội dung"]
    offered = {str(choice.sqref): choice.formula1 for choice in opened[QUESTIONS].data_validations.dataValidation}
    assert '"nhiệm vụ,thời hạn,chỉ tiêu,' in offered["C2:C20000"]
    assert all(len(words) <= 257 for words in offered.values())


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    case = Case("=1+1", "=SUM(A1)", "metadata", "plain", (), ("answered",), note="_x0041_")
    told = read_book(written([case]))
    assert (Reader(told.rows[0][0]).case(), told.faults) == (case, ())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put(QUESTIONS, "C2", "thơ"), "trang «Câu hỏi», dòng 2, cột «Loại câu hỏi»: không hiểu «thơ»; chọn: nhiệm vụ"),
        (put(QUESTIONS, "B2", "=A1"), "trang «Câu hỏi», dòng 2, cột B «Câu hỏi»: ô chứa công thức"),
        (put(POINTS, "D3", "=A1"), "trang «Ý bắt buộc», dòng 3, cột D «Nội dung»: ô chứa công thức"),
        (put(POINTS, "C3", "hai"), "dòng 3, cột «Ý số»: phải là số, không phải «hai»"),
        (put(POINTS, "A3", "z"), "trang «Ý bắt buộc», dòng 3: không có câu hỏi z"),
        (put(QUESTIONS, "Z1", "Màu"), "dòng 1, cột 26: không hiểu cột «Màu»"),
        (put(QUESTIONS, "A1", "Mã"), "dòng 1: thiếu cột «Mã câu hỏi»"),
        (lambda opened: opened[QUESTIONS].merge_cells("A2:B3"), "ô A2:B3: ô bị gộp"),
    ],
)
def test_what_is_wrong_is_told_with_sheet_row_and_column(change: Callable[[Workbook], object], told: str) -> None:
    assert any(told in fault for fault in faults(change)), faults(change)


def test_numbers_shares_days_and_ticks_are_read_as_a_person_sees_them() -> None:
    def change(opened: Workbook) -> None:
        for at, value in enumerate((25, 2.5, 0.9, datetime(2026, 1, 2)), 4):
            opened[POINTS].append(["a", "dữ kiện", at, value])
        opened[POINTS]["D7"].number_format = "0%"
        opened[QUESTIONS]["G2"] = True
        opened[QUESTIONS]["H2"] = datetime(2026, 3, 4)

    told = read_book(book(change))
    assert told.faults == ()
    assert told.rows[0][0]["facts"][1:] == [["25"], ["2,5"], ["90%"], ["2026-01-02"]]  # type: ignore[index]
    case = Reader(told.rows[0][0]).case()
    assert case is not None
    assert (case.all_gold, str(case.as_of)) == (True, "2026-03-04")


def test_the_place_of_a_case_and_of_its_points_is_known(tmp_path: Path) -> None:
    (tmp_path / "set.xlsx").write_bytes(written([CASE]))
    asked = read(tmp_path / "set.xlsx")
    assert asked.place(CASE) == "trang «Câu hỏi», dòng 2"
    assert asked.place(CASE, "hai") == "trang «Ý bắt buộc», dòng 3"


def test_a_workbook_without_the_sheets_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(UnreadableFile, match="thiếu trang «Câu hỏi»"):
        read_book(out.getvalue())
    (tmp_path / "set.xlsx").write_bytes(b"PK not a workbook")
    with pytest.raises(UnreadableFile, match=r"set\.xlsx: Tệp Excel hỏng"):
        load(tmp_path / "set.xlsx")


def test_ten_thousand_rows_are_read_and_one_that_is_wrong_is_named(tmp_path: Path) -> None:
    opened = Workbook(write_only=True)
    asked, points = opened.create_sheet(QUESTIONS), opened.create_sheet(POINTS)
    asked.append(["Mã câu hỏi", "Câu hỏi", "Loại câu hỏi", "Cách trả lời đúng"])
    points.append(["Mã câu hỏi", "Loại ý", "Ý số", "Nội dung"])
    for n in range(10_000):
        asked.append([f"q{n}", f"Câu {n}?", "thơ" if n == 9_000 else "nhiệm vụ", "trả lời"])
    opened.save(tmp_path / "set.xlsx")
    told = read(tmp_path / "set.xlsx")
    assert len(told.cases) == 9_999
    assert [str(fault).partition(":")[0] for fault in told.faults] == ["trang «Câu hỏi», dòng 9002, cột «Loại câu hỏi»"]


def test_a_workbook_that_unpacks_to_a_giant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.workbook.LARGEST", 100)
    with pytest.raises(UnreadableFile, match="quá lớn"):
        read_book(written([CASE]))


@given(at=st.integers(0, 6000), bits=st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_in_vietnamese(at: int, bits: int) -> None:
    data = bytearray(written([CASE]))
    data[at % len(data)] ^= bits
    with contextlib.suppress(UnreadableFile):
        assert all(str(fault) for fault in read_book(bytes(data)).faults)

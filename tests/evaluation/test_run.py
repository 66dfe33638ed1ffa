from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.metrics import summarise
from evaluation.record import Record
from evaluation.run import run, scored, texts_of
from plans.errors import UnreadableFile

PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 5/KH-UBND

Đồng Nai, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây xanh năm 2026

I. MỤC TIÊU

Trồng mới 10.000 cây xanh trên địa bàn tỉnh.

II. PHÂN CÔNG THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí mua cây giống.

2. Sở Xây dựng

Chủ trì trồng cây trên các tuyến đường; báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hàng năm.
"""
CASES = (
    Case(
        "duty",
        "Sở Tài chính phải làm gì?",
        "duties",
        "plain",
        ("dong-nai.txt",),
        ("answered",),
        gold=(("Bố trí kinh phí mua cây giống",),),
        facts=(("kinh phí",),),
    ),
    Case("hello", "Xin chào", "smalltalk", "plain", (), ("smalltalk",)),
    Case(
        "after",
        "Còn Sở Xây dựng thì sao?",
        "duties",
        "plain",
        ("dong-nai.txt",),
        ("answered",),
        history=(("Sở Tài chính phải làm gì?", "Bố trí kinh phí."),),
        gold=(("Chủ trì trồng cây",),),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "dong-nai.txt").write_text(PLAN, encoding="utf-8")
    (plans / "notes.json").write_text("{}", encoding="utf-8")
    return plans


def test_a_run_asks_every_question_of_a_library_of_its_own(folder: Path) -> None:
    seen: list[str] = []

    def progress(records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            seen.append(record.id)
            yield record

    result = run(CASES, folder, progress=progress)
    assert seen == ["duty", "hello", "after"]
    assert [score.id for score in result.scores if score.strict] == seen
    assert summarise(result.scores).rates["invalid citations"].value == 0.0


def test_several_processes_answer_as_one_does(folder: Path) -> None:
    alone, together = run(CASES, folder), run(CASES, folder, jobs=2)
    assert [replace(record, total_ms=0.0) for record in together.records] == [
        replace(record, total_ms=0.0) for record in alone.records
    ]


def test_a_missing_answer_is_told(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="Thiếu câu trả lời của 2"):
        scored(CASES, {"duty": Record("duty", "no_answer", "")}, texts_of(folder))


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không có kế hoạch"):
        texts_of(tmp_path)
    with pytest.raises(UnreadableFile, match="Không đọc được thư mục"):
        texts_of(tmp_path / "none")


def test_the_answers_of_another_set_are_refused_as_such(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="của bộ câu hỏi khác"):
        scored(CASES, {"other": Record("other", "no_answer", "")}, texts_of(folder))


def test_a_record_is_scored_where_it_stands_in_the_set(folder: Path) -> None:
    records = {case.id: Record(case.id, "no_answer", "Không có.") for case in reversed(CASES)}
    result = scored(CASES, records, texts_of(folder))
    assert [record.id for record in result.records] == [case.id for case in CASES]
    assert not any(score.strict for score in result.scores)

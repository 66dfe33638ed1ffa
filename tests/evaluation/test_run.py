from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.metrics import summarise
from evaluation.record import Record, read
from evaluation.run import compare, right_answers, run, save, scored, texts_of
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


def test_a_run_asks_every_question_of_a_library_of_its_own(folder: Path, tmp_path: Path) -> None:
    seen: list[str] = []

    def progress(cases: Sequence[Case]) -> Iterator[Case]:
        for case in cases:
            seen.append(case.id)
            yield case

    result = run(CASES, folder, progress)
    assert seen == ["duty", "hello", "after"]
    assert [score.id for score in result.scores if score.strict] == seen
    assert summarise(result.scores).rates["invalid citations"].value == 0.0
    save(result, tmp_path / "out")
    assert list(read(tmp_path / "out" / "answers.jsonl").values()) == list(result.records)
    assert right_answers(tmp_path / "out") == dict.fromkeys(seen, True)


def test_a_missing_answer_is_told(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="Thiếu câu trả lời của 3"):
        scored(CASES, {}, texts_of(folder))


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không có kế hoạch"):
        texts_of(tmp_path)


def test_only_the_shared_questions_of_two_runs_are_compared() -> None:
    compared = compare({"a": True, "b": True, "x": False}, {"a": False, "b": True, "y": True})
    assert (compared.gained, compared.lost, compared.after.total) == ((), ("a",), 2)
    assert compared.p_value == 1.0


def test_a_run_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Hãy chạy"):
        right_answers(tmp_path)


def test_a_record_is_scored_where_it_stands_in_the_set(folder: Path) -> None:
    records = {case.id: Record(case.id, "no_answer", "Không có.") for case in reversed(CASES)}
    result = scored(CASES, records, texts_of(folder))
    assert [record.id for record in result.records] == [case.id for case in CASES]
    assert not any(score.strict for score in result.scores)

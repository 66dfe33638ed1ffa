from __future__ import annotations

from evaluation import report
from evaluation.cases import Case
from evaluation.intervals import Rate
from evaluation.metrics import NAMES, summarise
from evaluation.mutation import Trial, of_scorer, trials
from evaluation.parsing import Reading
from evaluation.reasons import reasons
from evaluation.record import Record
from evaluation.run import Run, scored

CASES = (
    Case("a", "Ai ký?", "metadata", "plain", (), ("no_answer",)),
    Case("b", "Ai ky?", "metadata", "nodia", (), ("answered",), facts=(("Nguyễn An",),)),
)
RECORDS = {"a": Record("a", "no_answer", "Không có."), "b": Record("b", "answered", "Năm 2030. [4]")}


def test_every_measure_of_a_run_is_told_with_its_interval_in_vietnamese() -> None:
    result = scored(CASES, RECORDS, {})
    lines = list(report.table(result))
    assert set(NAMES) == set(summarise(result.scores).rates)
    assert next(line for line in lines if line.startswith("Đúng hoàn toàn")).split()[3:5] == ["50.0%", "1/2"]
    assert any(line.startswith("nodia") for line in lines)


def test_a_wrong_answer_is_told_with_every_reason() -> None:
    lines = list(report.failing(scored(CASES, RECORDS, {}), CASES))
    assert lines[0] == "b [metadata, nodia] Ai ky?"
    told = " ".join(lines[1:])
    assert "thiếu: Nguyễn An" in told
    assert "không có căn cứ: 2030" in told
    assert "1 trích dẫn không hợp lệ" in told


def test_the_other_reasons_are_told_too() -> None:
    case = Case("a", "?", "metadata", "plain", ("x",), ("answered",), gold=(("q",),), forbidden=("2031",))
    silent = scored((case,), {"a": Record("a", "no_answer", "Năm 2031.")}, {}).scores[0]
    assert list(reasons(silent, case)) == ["loại trả lời là no_answer, cần answered", "nói điều sai: 2031"]
    bare = scored((case,), {"a": Record("a", "answered", "Có.")}, {}).scores[0]
    assert list(reasons(bare, case)) == ["chưa trích đủ câu gốc"]


def test_the_trial_of_the_judge_names_every_kind_of_change() -> None:
    text = {"a.txt": "Sở Y tế triển khai tiêm chủng cho 120 trẻ em trước ngày 30/6/2026 trên địa bàn tỉnh."}
    assert len(list(report.trial_table("Bộ chấm", trials(of_scorer(text))))) == 15
    lines = list(
        report.trial_table("Bộ chấm", [Trial("day", True, Rate(3, 4)), Trial("lower case", False, Rate(0, 5))])
    )
    assert lines[-1] == "Bộ chấm tìm ra 75.0% lỗi cài vào, báo động nhầm 0.0% thay đổi vô hại."


def test_what_was_read_wrongly_is_listed() -> None:
    lines = list(report.parsing_table([Reading("header", "x.txt", "number: 1 ≠ 2", False)]))
    assert lines[-1] == "  sai, x.txt: number: 1 ≠ 2"


def test_a_run_of_several_repeats_tells_how_often_it_was_right_every_time() -> None:
    first = scored(CASES, RECORDS, {}).scores
    again = scored(CASES, RECORDS | {"a": Record("a", "answered", "Có.")}, {}).scores
    told = list(report.table(Run((), first, (again, first))))
    assert "Đúng ở cả 3 lần hỏi (pass^3): 0.0% (0/2)." in told

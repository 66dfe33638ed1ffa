from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation import report
from evaluation.cases import Case
from evaluation.compare import compare
from evaluation.record import Record
from evaluation.run import Run, scored
from evaluation.run_folder import Kept
from plans.errors import UnreadableFile

CASES = tuple(Case(f"q{at}", f"Câu {at}?", "outside", "plain", (), ("no_answer",)) for at in range(12))


def kept(wrong: int, cases: tuple[Case, ...] = CASES) -> Kept:
    records = {
        case.id: Record(case.id, "answered" if at < wrong else "no_answer", "Có. [1]") for at, case in enumerate(cases)
    }
    return Kept({}, cases, scored(cases, records, {}))


def test_flips_come_first_and_chance_is_named() -> None:
    lines = list(report.comparison(compare(kept(2), kept(1))))
    assert lines[:3] == ["Đúng thành sai: không có câu nào", "Sai thành đúng: 1", "  q1 [outside, plain] Câu 1?"]
    assert "Đúng hoàn toàn: 83.3% → 91.7% trên 12 câu chung." in lines
    assert lines[-1] == "Không thấy khác biệt (có thể chỉ là ngẫu nhiên)."


def test_a_difference_is_said_where_there_is_one() -> None:
    compared = compare(kept(0), kept(10))
    assert (len(compared.lost), compared.p_value) == (10, pytest.approx(0.001953125))
    assert compared.strict.low <= compared.strict.mean <= compared.strict.high < 0
    assert list(report.comparison(compared))[-1] == "Có khác biệt."


def test_the_guards_are_corrected_for_being_four() -> None:
    guards = {guard.measure: guard for guard in compare(kept(0), kept(10)).guards}
    assert guards["abstention recall"].p_value == pytest.approx(4 * 0.001953125)
    assert guards["deadline exact"].questions == 0


def test_a_question_that_was_rewritten_is_left_out_and_counted() -> None:
    other = (replace(CASES[0], question="Khác?"), *CASES[1:], replace(CASES[0], id="new"))
    compared = compare(kept(0), kept(0, other))
    assert (compared.after.total, compared.changed_questions, compared.left_out) == (11, 1, 1)
    assert "Không so: 1 câu đã sửa lời, 1 câu chỉ có ở một lần chạy." in list(report.comparison(compared))


def test_runs_of_two_sets_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="hai bộ câu hỏi khác nhau"):
        compare(kept(0), kept(0, (replace(CASES[0], id="x"),)))


def test_a_question_counts_as_right_only_when_every_repeat_is() -> None:
    steady, shaky = kept(0), kept(1)
    repeated = Kept({}, CASES, Run(steady.run.records, steady.run.scores, (shaky.run.scores,)))
    assert [case.id for case in compare(steady, repeated).lost] == ["q0"]


def test_the_whole_comparison_is_kept_with_the_shared_set(tmp_path: Path) -> None:
    from evaluation.run_folder import load, save

    for name, wrong in (("a", 3), ("b", 1)):
        save(kept(wrong).run, tmp_path / name, CASES, {})
    assert compare(load(tmp_path / "a"), load(tmp_path / "b")) == compare(kept(3), kept(1))


def test_the_same_questions_typed_otherwise_show_how_robust_the_answers_are() -> None:
    other = tuple(replace(case, question="cau", style="nodia") for case in CASES)
    typed, bare = kept(0), kept(1, other)
    assert compare(typed, replace(bare, config={"written": "nodia"})).after.hits == 11
    with pytest.raises(UnreadableFile, match="khác nhau"):
        compare(typed, bare)

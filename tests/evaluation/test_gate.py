from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from evaluation.cases import Case
from evaluation.gate import Check, checks, junit, markdown
from evaluation.record import Record
from evaluation.run import Run, scored
from evaluation.run_folder import Kept

CASES = tuple(Case(f"q{at}", f"Câu {at}?", "outside", "plain", (), ("no_answer",)) for at in range(40))


def answered(wrong: int, cases: tuple[Case, ...] = CASES) -> Run:
    records = {
        case.id: Record(case.id, "smalltalk" if at < wrong else "no_answer", "Chào.") for at, case in enumerate(cases)
    }
    return scored(cases, records, {})


def failed(told: list[Check]) -> list[str]:
    return [check.name for check in told if not check.passed]


def test_a_run_without_fault_passes_everything_that_can_be_measured() -> None:
    told = checks(CASES, answered(0))
    assert failed(told) == []
    assert "không đủ câu hỏi để đo" in [check.told for check in told]


def test_the_lower_end_of_the_interval_counts_not_only_the_value() -> None:
    told = failed(checks(CASES, answered(2)))
    assert "Biết nói không có (cận dưới 95 %)" in told
    assert "Biết nói không có (giá trị)" not in told
    assert "Đúng hoàn toàn (cận dưới 95 %)" in told


def test_a_critical_question_answered_wrongly_stops_a_release() -> None:
    cases = (replace(CASES[0], critical=True), *CASES[1:])
    assert failed(checks(cases, answered(1, cases)))[-1] == "Câu quan trọng q0: Câu 0?"
    assert failed(checks(cases, answered(0, cases))) == []


def test_a_run_may_not_be_worse_than_the_one_before() -> None:
    before = Kept({}, CASES, answered(0))
    assert "Không kém bản trước (McNemar)" in failed(checks(CASES, answered(8), before))
    told = checks(CASES, answered(2), before)
    assert "Không kém bản trước (McNemar)" not in failed(told)
    assert "Không kém bản trước quá 5 điểm" in failed(told)
    assert "bị mất: q0, q1" in " ".join(check.told for check in told)


def test_the_markdown_puts_what_failed_first_and_keeps_its_table_whole() -> None:
    told = [Check("a", True, ""), Check("b | c", False, "x\ny")]
    lines = markdown(told).splitlines()
    assert lines[0] == "## Đánh giá: Không đạt"
    assert lines[4:] == ["| **hỏng** | b \\| c | x y |", "| đạt | a |  |"]
    assert markdown(told[:1]).startswith("## Đánh giá: Đạt\n")


def test_the_junit_report_counts_what_failed() -> None:
    suite = ElementTree.fromstring(junit([Check("a", True, ""), Check("<b>", False, "vì “c”")]))
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [failure.get("message") for failure in suite.iter("failure")] == ["vì “c”"]

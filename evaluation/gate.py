"""What stops a release: hard floors, bounds of intervals, critical questions, and being worse than the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from evaluation.cases import Case
from evaluation.compare import ALPHA, compare
from evaluation.metrics import NAMES, Summary, summarise
from evaluation.reasons import reasons
from evaluation.run import Run
from evaluation.run_folder import Kept

MARGIN = 0.05  # how much worse than the release before a run may look, at the lower end of its interval
FEWEST = 30  # questions below which an interval is too wide to be held against anybody


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure and the least (or, with `at_most`, the greatest) value it, or its lower Wilson bound, may have."""

    measure: str
    value: float
    at_most: bool = False
    bound: bool = False

    def check(self, summary: Summary) -> Check:
        """Hold a run against this floor."""
        rate = summary.rates[self.measure]
        value = rate.wilson[0] if self.bound else rate.value
        counted = rate.total >= (FEWEST if self.bound else 1)
        kept = value <= self.value if self.at_most else value >= self.value
        limit = f"{'không quá' if self.at_most else 'ít nhất'} {self.value:.1%}"
        what = "cận dưới 95 %" if self.bound else "giá trị"
        told = f"{what} {value:.1%}, cần {limit}" if counted else "không đủ câu hỏi để đo"
        return Check(f"{NAMES[self.measure].strip()} ({what})", kept or not counted, told)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a release must pass, and what was found, in Vietnamese."""

    name: str
    passed: bool
    told: str


FLOORS = (
    Floor("invalid citations", 0.0, at_most=True),
    Floor("answers with an unsupported item", 0.0, at_most=True),
    Floor("forbidden said", 0.0, at_most=True),
    Floor("status right", 0.95),
    Floor("gold section first (retrieved)", 0.85),
    Floor("all gold in first five", 0.95),
    Floor("abstention recall", 0.95),
    Floor("strict correct", 0.85, bound=True),
    Floor("citation recall (statements supported)", 0.95, bound=True),
    Floor("abstention recall", 0.90, bound=True),
)


def checks(cases: Sequence[Case], result: Run, before: Kept | None = None) -> list[Check]:
    """Return everything a run was held against: the floors, the critical questions, the run before."""
    summary = summarise(result.scores)
    told = [floor.check(summary) for floor in FLOORS]
    told += _critical(cases, result)
    return told + (list(_not_worse(before, Kept({}, tuple(cases), result))) if before else [])


def _critical(cases: Sequence[Case], result: Run) -> Iterator[Check]:
    always = result.always
    for case, score in zip(cases, result.scores, strict=True):
        if case.critical:
            why = "; ".join(reasons(score, case)) or "sai ở một lần hỏi lại"
            yield Check(f"Câu quan trọng {case.id}: {case.question}", always[case.id], "" if always[case.id] else why)


def _not_worse(before: Kept, now: Kept) -> Iterator[Check]:
    compared = compare(before, now)
    fell = compared.after.value < compared.before.value and compared.p_value < ALPHA
    lost = ", ".join(case.id for case in compared.lost) or "không có"
    yield Check("Không kém bản trước (McNemar)", not fell, f"p = {compared.p_value:.4f}; bị mất: {lost}")
    low = compared.strict.low
    yield Check("Không kém bản trước quá 5 điểm", low >= -MARGIN, f"cận dưới của chênh lệch {low:+.1%}")


def markdown(told: Sequence[Check]) -> str:
    """Return the checks as Markdown for a pull request, those that failed first."""
    head = "Không đạt" if any(not check.passed for check in told) else "Đạt"
    rows = sorted(told, key=lambda check: check.passed)
    table = "\n".join(f"| {'đạt' if c.passed else '**hỏng**'} | {_cell(c.name)} | {_cell(c.told)} |" for c in rows)
    return f"## Đánh giá: {head}\n\n| | kiểm tra | kết quả |\n|---|---|---|\n{table}\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def junit(told: Sequence[Check]) -> bytes:
    """Return the checks as a JUnit report."""
    failed = sum(not check.passed for check in told)
    suite = ElementTree.Element("testsuite", name="kehoach evaluate gate", tests=str(len(told)), failures=str(failed))
    for check in told:
        case = ElementTree.SubElement(suite, "testcase", classname="gate", name=check.name)
        if not check.passed:
            ElementTree.SubElement(case, "failure", message=check.told)
    told_as: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return told_as

"""Two runs question by question: what was gained, what was lost, and whether more than chance can be seen in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.cases import Case
from evaluation.intervals import Rate, mcnemar
from evaluation.metrics import PICKS, Score
from evaluation.resampling import holm, interval, sign_flip
from evaluation.run_folder import Kept
from plans.errors import UnreadableFile

MEASURES = ("fact recall", "citation recall (statements supported)", "citation precision", "nDCG@10")
GUARDS = (
    "answers with an unsupported item",
    "citation recall (statements supported)",
    "abstention recall",
    "deadline exact",
)
ALPHA = 0.05


@dataclass(frozen=True)
class Change:
    """The mean difference of one measure over the questions both runs have it for."""

    measure: str
    questions: int
    mean: float
    low: float
    high: float
    p_value: float


@dataclass(frozen=True)
class Comparison:
    """What two runs share and where they differ."""

    gained: tuple[Case, ...]
    lost: tuple[Case, ...]
    before: Rate
    after: Rate
    strict: Change
    measures: tuple[Change, ...]
    guards: tuple[Change, ...]
    changed_questions: int
    left_out: int

    @property
    def p_value(self) -> float:
        """The exact McNemar p-value of the flips."""
        return mcnemar(len(self.gained), len(self.lost))

    @property
    def differs(self) -> bool:
        """True when the headline or a guard shows a difference."""
        return self.p_value < ALPHA or any(guard.p_value < ALPHA for guard in self.guards)


def compare(before: Kept, after: Kept) -> Comparison:
    """Compare two runs on the questions they share; raise `UnreadableFile` when they share none."""
    shared = _shared(before, after)
    one, other = ({score.id: score for score in kept.run.scores} for kept in (before, after))
    right, now = before.run.always, after.run.always
    ids = [case.id for case in shared]
    both = [(one[id], other[id]) for id in ids]
    known = {case.id for case in before.cases} & {case.id for case in after.cases}
    return Comparison(
        gained=tuple(case for case in shared if now[case.id] and not right[case.id]),
        lost=tuple(case for case in shared if right[case.id] and not now[case.id]),
        before=Rate(sum(right[id] for id in ids), len(ids)),
        after=Rate(sum(now[id] for id in ids), len(ids)),
        strict=_of("strict correct", [float(now[id]) - float(right[id]) for id in ids]),
        measures=tuple(_change(name, both) for name in MEASURES),
        guards=_corrected([_change(name, both) for name in GUARDS]),
        changed_questions=len(known) - len(shared),
        left_out=len(before.cases) + len(after.cases) - 2 * len(known),
    )


def _shared(before: Kept, after: Kept) -> list[Case]:
    """Return the cases that are the same in both runs; how they are typed may differ where the runs ordered it."""
    retyped = before.config.get("written") != after.config.get("written")
    others = {case.id: _untyped(case) if retyped else case for case in after.cases}
    shared = [case for case in before.cases if others.get(case.id) == (_untyped(case) if retyped else case)]
    if not shared:
        raise UnreadableFile("Hai lần chạy không có câu hỏi nào chung: đó là hai bộ câu hỏi khác nhau.")
    return shared


def _untyped(case: Case) -> Case:
    return replace(case, question="", style="", history=())


def _change(measure: str, both: Sequence[tuple[Score, Score]]) -> Change:
    pick = PICKS[measure]
    pairs = [(pick(one), pick(other)) for one, other in both]
    return _of(measure, [now - then for then, now in pairs if now is not None and then is not None])


def _of(measure: str, differences: Sequence[float]) -> Change:
    if not differences:
        return Change(measure, 0, 0.0, 0.0, 0.0, 1.0)
    low, high = interval(differences)
    return Change(measure, len(differences), sum(differences) / len(differences), low, high, _p_value(differences))


def _p_value(differences: Sequence[float]) -> float:
    """Return McNemar's exact p-value where all differences are whole, else that of sign flips."""
    if all(float(value).is_integer() for value in differences):
        return mcnemar(sum(value > 0 for value in differences), sum(value < 0 for value in differences))
    return sign_flip(differences)


def _corrected(guards: Sequence[Change]) -> tuple[Change, ...]:
    corrected: Mapping[str, float] = holm({guard.measure: guard.p_value for guard in guards})
    return tuple(Change(g.measure, g.questions, g.mean, g.low, g.high, corrected[g.measure]) for g in guards)

"""The age of what is cited: plans replaced since, a period that is over, provinces and bodies that were merged.

One short note beside the answer; what a plan says is never changed by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.model import Plan
from plans.periods import period_of
from plans.provinces import predecessors, province, same_place
from plans.successors import Succession, formerly, successions
from plans.text import fold
from retrieval.answer import Answer, Intent, Question
from retrieval.named import agencies_in
from retrieval.names import Headed, plan_label
from retrieval.succession import Successor

REFORM = date(2025, 3, 1)  # when ministries and departments were joined: Nghị quyết 176/2025/QH15
MERGED = date(2025, 7, 1)  # when the provinces were merged: Nghị quyết 202/2025/QH15
MERGER = "từ 01/7/2025, NQ 202/2025/QH15"
NONE: Mapping[str, Sequence[Successor]] = {}
FEW = 3  # plans or provinces named in a note, and claims looked at for bodies
MOST = 2  # bodies asked about that a note speaks of; of those only named, one
ABOUT_BODIES: frozenset[Intent] = frozenset({"duties", "deadline", "content", "compare"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def aged(answer: Answer, held: Sequence[Headed] = (), followed: Mapping[str, Sequence[Successor]] = NONE) -> Answer:
    """Return an answer with one note on the age of the plans it cites.

    `held` are all plans of the library, `followed` those that replace or amend a plan, by its id.
    """
    if answer.status != "answered":
        return answer
    cited = tuple({citation.plan.id: citation.plan for citation in answer.citations}.values())
    as_of = answer.question.as_of
    told = [
        *_replaced(cited, as_of, followed),
        *_over(cited, as_of),
        *_merged(cited, as_of, held),
        *_succeeded(answer, cited),
    ]
    return replace(answer, notes=(*answer.notes, " ".join(told))) if told else answer


def inherited(question: Question, plans: Iterable[Headed], tasked: Callable[[str], Collection[str]]) -> Question:
    """Ask after the bodies whose work an agency took over too, where the older plans in scope know only those.

    `tasked` returns the ids of the plans that give work to a body.
    """
    if question.intent not in ("duties", "deadline") or not any(map(formerly, question.agencies)):
        return question
    scope = [plan for plan in plans if not question.scope or plan.id in question.scope]
    every, older = {plan.id for plan in scope}, {plan.id for plan in scope if _made_before(plan, REFORM)}
    named = _Named(lambda name: not older.isdisjoint(tasked(name)), lambda name: not every.isdisjoint(tasked(name)))
    agencies = (name for asked in question.agencies for name in _as_named(asked, named))
    return replace(question, agencies=tuple(dict.fromkeys(agencies)))


@dataclass(frozen=True)
class _Named:
    """Whether the older plans in scope give work to a body, and whether any plan does."""

    by_older: Callable[[str], bool]
    by_any: Callable[[str], bool]


def _as_named(asked: str, named: _Named) -> Sequence[str]:
    """Return the names under which plans give work to what `asked` is today; a body older than 2025 has its own."""
    if named.by_older(asked):
        return (asked,)
    itself = [asked] if named.by_any(asked) else []
    return [*itself, *filter(named.by_older, formerly(asked))] or (asked,)


def heirs(question: Question, plans: Iterable[Headed]) -> tuple[tuple[str, Headed], ...]:
    """Return the plans of the provinces that were merged into one the question names and the library has not."""
    missing = [name for name in question.provinces if any(name in absent for absent in question.absent)]
    if question.as_of < MERGED:
        return ()
    old = [(name, unit) for name in missing for unit in predecessors(name) if not same_place(unit, name)]
    return tuple(
        (name, plan)
        for plan in plans
        for name, unit in old
        if plan.header.province and same_place(plan.header.province, unit) and _made_before(plan, MERGED)
    )


def _made_before(plan: Headed, day: date) -> bool:
    """Say whether a plan is older than `day`; one that prints no date is judged by its title and its province."""
    if plan.header.issued_on:
        return plan.header.issued_on < day
    unit = province(plan.header.province or "")
    years = [int(year) for year in _YEAR.findall(plan.header.title or "")]
    return (unit is not None and not unit.unit) or (bool(years) and max(years) < day.year)


def _replaced(plans: Iterable[Plan], as_of: date, followed: Mapping[str, Sequence[Successor]]) -> Iterator[str]:
    """Say which plans of the library say that they replace or amend what is cited."""
    for plan in plans:
        for one in followed.get(plan.id, ()):
            if (one.plan.header.issued_on or date.min) <= as_of:
                yield f"{plan_label(plan)} được {one.reference.relation} bởi {plan_label(one.plan)}."


def _over(plans: Sequence[Plan], as_of: date) -> Iterator[str]:
    """Say which plans' period, as their titles print it, has passed."""
    over = [(plan, period) for plan in plans if (period := period_of(plan.header)) and period.last < as_of.year]
    if over:
        named = _few(f"{plan_label(plan)}, {period.printed}" for plan, period in over)
        yield f"Đã qua kỳ nêu trong tên: {over[0][1].printed if len(plans) == 1 else named}."


def _merged(plans: Sequence[Plan], as_of: date, held: Sequence[Headed]) -> Iterator[str]:
    """Say what became of the provinces whose plans are older than their merger."""
    names = [plan.header.province for plan in plans if plan.header.province and _made_before(plan, MERGED)]
    told = dict.fromkeys(filter(None, map(_now, dict.fromkeys(names)))) if as_of >= MERGED else {}
    if told:
        yield f"{_few(told)} ({MERGER})."
        cited = {plan.id for plan in plans}
        shared = {name for name in {plan.header.province for plan in held} if _shares_unit(name, names)}
        others = [plan for plan in held if plan.id not in cited and plan.header.province in shared]
        if others:
            yield f"Xem thêm: {_few(map(plan_label, others))}."


def _now(name: str) -> str:
    """Say which unit a province belongs to now, or what it unites; nothing where it stayed as it was."""
    unit = province(name)
    if unit is None or unit.unit == "former":
        return ""
    if not unit.unit:
        return f"{unit.name} nay thuộc {' và '.join(unit.now)}"
    others = [old for old in predecessors(name) if old != unit.name]
    return f"{unit.name} nay gồm cả {' và '.join(others)}" if others else ""


def _shares_unit(place: str | None, names: Iterable[str | None]) -> bool:
    """Say whether a place is another province that is one with some of `names` today."""
    own = province(place or "")
    units = [unit for name in names if name and (unit := province(name))]
    return own is not None and own not in units and any(own.now == unit.now for unit in units)


def _succeeded(answer: Answer, plans: Sequence[Plan]) -> Iterator[str]:
    """Say which bodies took over the work of those the answer is about."""
    subject = fold(" ".join([*(plan.header.title or "" for plan in plans), *(claim.text for claim in answer.claims)]))
    told: dict[str, str] = {}
    for agency, plan in ((agency, plan) for agency in _bodies(answer) for plan in plans):
        found = [row for row in successions(agency, plan.header.province) if _later(row, plan, answer.question.as_of)]
        if found and len(told) < (MOST if agency in answer.question.agencies else 1):
            told.setdefault(agency, _became(agency, found, subject))
    yield from told.values()


def _bodies(answer: Answer) -> Iterator[str]:
    """Yield the bodies asked about; where none is, or who reports to whom is asked, those of the first claims too."""
    question = answer.question
    yield from question.agencies
    if question.intent in ABOUT_BODIES and not (question.agencies and question.intent == "duties"):
        for claim in answer.claims[:FEW]:
            yield from (mention.name for mention in agencies_in(claim.text) if not mention.general)


def _later(row: Succession, plan: Plan, as_of: date) -> bool:
    issued = plan.header.issued_on
    return row.since <= as_of and (issued is None or issued < row.since)


def _became(agency: str, rows: Sequence[Succession], subject: str) -> str:
    """Say what became of a body; where its work was divided, of the part the answer speaks of."""
    mine = [(work, row) for row in rows for work in row.work if fold(work) in subject]
    if mine:
        told, chosen = f"{agency}: việc {mine[0][0]} nay thuộc {_either(mine[0][1].now)}", mine[0][1]
    else:
        whole = [row for row in rows if not row.work]
        chosen = (whole or list(rows))[0]
        told = _renamed(agency, chosen) if whole else f"{agency} nay không còn, việc chia về {_all_of(rows)}"
    check = "; cần xác nhận" if chosen.check else ""
    return f"{told} (từ {chosen.since.month}/{chosen.since.year}, {chosen.source}{check})."


def _renamed(agency: str, row: Succession) -> str:
    if row.now:
        return f"{agency} nay là {_either(row.now)}"
    ended = "không còn cấp huyện, việc chuyển về xã, phường và các sở"
    return f"{agency}: {ended}" if "huyện" in row.old else f"{agency} đã kết thúc hoạt động, chưa rõ nơi tiếp nhận"


def _either(names: Sequence[str]) -> str:
    return " hoặc ".join(names)


def _all_of(rows: Iterable[Succession]) -> str:
    return ", ".join(dict.fromkeys(name for row in rows for name in row.now))


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" và {len(listed) - FEW} nơi khác" if len(listed) > FEW else ""
    return "; ".join(listed[:FEW]) + more

"""Tasks of agencies as lines to read: whole sentences, one after the other, under their agency, plan and heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from plans.agencies import expand, same_agency
from plans.model import Assignment, Plan, Section, Span
from plans.rows import data_rows
from plans.text import LOWER, fold, sentences, squeeze
from retrieval.answer import Claim
from retrieval.draft import quoted
from retrieval.named import agencies_in
from retrieval.names import plan_label, section_label

OWN_ROLES = ("thực hiện", "chủ trì", "phối hợp", "đề nghị", "giám sát")
_ASKED_ROLES = ("chủ trì", "phối hợp", "giám sát")
_OPENING = 60  # characters in which a task says its role itself: "Tiếp tục chủ trì, phối hợp với …"
_LINE = 300  # characters of a task that is shown on one line however many sentences it has
_HEAD = re.compile(
    r"(?:dong chi |ong |ba )?(?:(?:cac )?pho )?"
    r"(?:truong(?: ban| phong)?|chu tich|giam doc|bi thu|chanh|chi huy truong|thu truong|hieu truong|chu nhiem) "
)
_GOES_ON = re.compile(rf"\s*[{LOWER}]")  # behind a page's end, the sentence goes on
_APART = re.compile(r"[.;]\s|\n\s*\n")


def in_role(asked: str, tasks: Sequence[Assignment]) -> list[Assignment]:
    """Return the tasks in the role a question asks for ("chủ trì việc gì"), none where it asks for no role."""
    plain = fold(asked)
    roles = {role for role in _ASKED_ROLES if fold(role) in plain}
    return [task for task in tasks if task.role in roles]


def at_home_first(plan: Plan, tasks: Sequence[Assignment]) -> list[Assignment]:
    """Return the tasks of an agency with those first that stand under a heading of its own, else in their order."""
    if len(tasks) < 2:
        return list(tasks)
    return sorted(tasks, key=lambda task: not _is_at_home(plan, task))


def _is_at_home(plan: Plan, task: Assignment) -> bool:
    place = plan.citable(task.span.start)
    return any(_opens_with(section.title, task.agency) for section in (place, *plan.ancestors(place.id)))


@lru_cache(maxsize=2_000)  # the tasks of a section ask the same
def _opens_with(title: str, agency: str) -> bool:
    """Say whether the first thing that a heading names is an agency."""
    first = next(iter(agencies_in(title)), None)
    return first is not None and not title[: first.span.start].strip(" *#") and same_agency(first.name, agency)


def claims_of(plan: Plan, tasks: Sequence[Assignment], form: str) -> list[Claim]:
    """Return a line for each sentence of the tasks, under leads made from `form` by agency, role and heading."""
    found = []
    for (agency, role, place), some in groupby(tasks, key=lambda task: _heading(plan, task)):
        lead = f"{form.format(agency=agency, role=role)} — {plan_label(plan)}, {section_label(place)}"
        found += [_line(plan, span, lead) for task in dict.fromkeys(some) for span in lines(plan, task)]
    return found


def called(plan: Plan, task: Assignment) -> str:
    """Return whom a task is given to as the plan prints it: with a place behind, or with who heads the body before."""
    said = squeeze(plan.quote(task.agency_span))
    printed = expand(said)
    if printed.startswith(task.agency):
        return printed
    return said[:1].upper() + said[1:] if _is_headed(printed, task.agency) else task.agency


def _is_headed(printed: str, body: str) -> bool:
    """Say whether what is printed is who heads a body, none other than it: "Phó Trưởng Ban Chỉ đạo"."""
    before = fold(printed).removesuffix(fold(body))
    return before != fold(printed) and _HEAD.fullmatch(before) is not None


def _heading(plan: Plan, task: Assignment) -> tuple[str, str, Section]:
    """Return the agency, the role where the task does not say it, and the heading that the task stands under."""
    said = fold(squeeze(plan.quote(task.span))[:_OPENING])
    shown = "" if task.role in ("thực hiện", "liên quan") or fold(task.role) in said else f" ({task.role})"
    place = plan.citable(task.span.start)
    above = (section for section in reversed(plan.ancestors(place.id)) if section.kind == "heading")
    name = called(plan, task)
    return name if _is_headed(expand(name), task.agency) else task.agency, shown, next(above, place)


def _line(plan: Plan, span: Span, lead: str) -> Claim:
    claim = quoted(plan, span, lead)
    return Claim(f"{claim.text}:", claim.citations, lead) if plan.quote(span).rstrip().endswith(":") else claim


def lines(plan: Plan, task: Assignment) -> Iterator[Span]:
    """Yield the task with its subject, sentence by sentence where it is long."""
    span = whole(plan, task)
    if span.end - span.start <= _LINE:
        yield span
        return
    start = None
    for begin, end in sentences(plan.quote(span), span.start):
        start = begin if start is None else start
        if plan.text[end - 1] != ";" and not _GOES_ON.match(plan.text, end):
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, span.end)


def as_row(claim: Claim) -> Claim:
    """Return the claim of the row of the table that a task stands in, the claim itself where it stands in none."""
    cited = claim.citations[0]
    block = cited.plan.innermost(cited.span.start)
    rows = data_rows(cited.plan.quote(block.span), block.span.start) if block.kind == "table" else []
    row = next((row for row in rows if row.contains(cited.span)), None)
    return quoted(cited.plan, row, claim.lead) if row else claim


def whole(plan: Plan, task: Assignment) -> Span:
    """Return the task with its subject where both stand in one sentence: whom it is done with stands between them."""
    subject, span = task.agency_span, task.span
    inside = subject.start < span.start and not _APART.search(plan.text[subject.end : span.start])
    inside = inside and plan.innermost(subject.start) is plan.innermost(span.start)
    return Span(subject.start, span.end) if inside else span

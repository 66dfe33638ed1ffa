"""Which agency is given which task.

An agency is named in a heading over its tasks, as the subject of a sentence, in a request ("Giao …", "Đề nghị …") or
behind a label ("Cơ quan chủ trì: …"). Preambles, goals and mere mentions give no task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.actors import LONGEST_TAIL, Actor, actors_at
from ingest.asides import bracketed, done_by, led_by
from ingest.labels import Label, find_labels, labelled, parent, task_beside
from ingest.leads import Lead, Request, leads, opens
from ingest.passives import Passed, outside, passed_on
from ingest.predicates import find_predicate
from ingest.reading import Reading, Stretch, read
from ingest.tables import Column, Row, task_rows
from plans.model import Assignment, Plan, Section, SectionKind
from plans.text import UPPER, fold, squeeze

SILENT: frozenset[SectionKind] = frozenset(
    {"header", "stamp", "title", "preamble", "closing", "recipients", "signature", "table"}
)
_GOALS = re.compile(
    r"(?:[ivx\d]+\s+)?(?:ve (?:viec )?)?(?:muc dich|muc tieu|yeu cau|quan diem|danh gia|tinh hinh|ket qua|thuc trang|"
    r"dac diem|doi tuong|thanh phan|pham vi|nguyen tac|su can thiet|boi canh)(?!\w)"
)
_TOLD_OF = re.compile(r"(?:Đối\s+tượng|Thành\s+phần|Phạm\s+vi)(?!\w)[^:\n]{0,40}:")  # what follows are no doers
_LABEL_ROLES = {role: role for role in ("chủ trì", "phối hợp", "giám sát", "liên quan")}
_OPENING = re.compile(r"^(?:\S+\s+){0,11}\S+:\s*$|^(?:\S+\s+){0,15}có\s+trách\s+nhiệm:?\s*$", re.IGNORECASE)
_COLUMN_ROLES: tuple[tuple[Column, str], ...] = (("leads", "chủ trì"), ("does", "thực hiện"), ("joins", "phối hợp"))
_THING = re.compile(
    r"(?i:nghị\s+(?:quyết|định)|thông\s+tư|chỉ\s+thị|đề\s+án|chương\s+trình|chiến\s+lược|(?:bộ\s+)?luật|hiến\s+pháp|các|những|"
    r"một\s+số|chính\s+sách|kết\s+quả|hồ\s+sơ|mức|số|tỷ\s+lệ|đối\s+tượng|(?:tiểu\s+)?dự\s+án|nội\s+dung|tiêu\s+chí|trường\s+hợp|"
    r"người|văn\s+bản|\d)(?!\w)"
)
_JOINS_IN = re.compile(r"\s+phối\s+hợp(?!\s+với)(?!\w)")
_AS_FAR = re.compile(r"trong\s+phạm\s+vi|theo\s+(?:chức\s+năng|nhiệm\s+vụ|thẩm\s+quyền)|có\s+liên\s+quan")
_LEADING = re.compile(r"(?<!giao\s)(?<!công\s)chủ\s+trì(?!\w)", re.IGNORECASE)
_ROLE_ALONE = re.compile(r"(?:chủ\s+trì|phụ\s+trách)\s*[.;]?")  # the task stands before it
_TOGETHER = re.compile(r"(?:cùng\s+)?phối\s+hợp(?!\w)", re.IGNORECASE)
_SHARES_OUT = re.compile(r"phan cong(?! ty)")  # a heading over those who have tasks, never one of them
_PROPER = re.compile(rf"[{UPPER}][\w-]*(?:(?:,| và)? [{UPPER}][\w-]*)+")  # "VNPT Phú Thọ, Viettel Phú Thọ"
_BODIES = re.compile(r"to chuc (?:thuc|trien)|trien khai thuc|phan cong|trach nhiem")
_SHARING = re.compile(r"phan cong|trach nhiem")
_MATTER = re.compile(
    r"(?:kinh phi|che do|thoi (?:gian|han)|co che|phuong an|cong tac|nguon|noi dung|dieu kien|san pham|muc|yeu cau|"
    r"nhiem vu|giai phap|tien do|quy trinh|hinh thuc|dia diem|to chuc|xay dung|viec|cac buoc|thanh phan|lo trinh|"
    r"quyen)(?!\w)"
)
_CHARGED = re.compile(r"(?:có|chịu)\s+trách\s+nhiệm|chủ\s+trì|được\s+giao|là\s+(?:cơ\s+quan|đầu\s+mối)(?!\w)")
_AGAIN = re.compile(r"(?:cac|(?P<each>moi|tung|hai)) (?:(?:co quan|don vi|dia phuong|hoi)(?:, |$))+")
_SENTENCE = re.compile(rf"[.:]|;(?!\s+[{UPPER}])")
_LONGEST_GROUP = 40  # words
_WATCHING = re.compile(r"giám\s+sát(?!\w)", re.IGNORECASE)
_PARTNERS = re.compile(
    r"(?i:phối\s+hợp(?:\s+(?:chặt\s+chẽ|cùng|với|đồng\s+bộ|thường\s+xuyên))*)"
    rf"\s+(?=[{UPPER}]|các\s|ngành\s)"
)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose tasks the sections below a heading are."""

    actors: tuple[Actor, ...]
    request: Request
    sentence: bool = False  # a sentence and no heading: what it lists may be things and no tasks


def find_assignments(plan: Plan) -> tuple[Assignment, ...]:
    """Return the tasks of `plan` and the agencies they are given to, in reading order."""
    reading = read(plan)
    found = list(_under(plan, reading, plan.sections, None))
    found += [one for row in task_rows(plan, reading) for one in _tabled(reading, row)]
    unique = {(one.agency, one.role, one.span, one.section_id): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.span.start, one.agency_span.start)))


def _under(plan: Plan, reading: Reading, sections: Iterable[Section], owner: _Owner | None) -> Iterator[Assignment]:
    """Yield the tasks of neighbours; a paragraph that names an agency over bullets, or before a colon, owns them."""
    current, neighbours = owner, tuple(sections)
    for section, after in zip_longest(neighbours, neighbours[1:]):
        yield from _visit(plan, reading, section, current)
        opened = opens(reading, section, after)
        if opened:
            current = _Owner(opened.actors, opened.request, opened.after == "verb")
        elif section.kind == "paragraph":
            current = owner


def _visit(plan: Plan, reading: Reading, section: Section, owner: _Owner | None) -> Iterator[Assignment]:
    if section.kind == "closing":
        yield from _requested(reading, reading.own(section))
    if section.kind in SILENT:
        return
    if section.kind == "heading" and _GOALS.match(fold(section.title)):
        yield from (one for part in section.walk() for one in _requested(reading, reading.own(part)))
        return
    own = reading.own(section)
    if _TOLD_OF.match(reading.text, own.start, own.end):
        yield from _under(plan, reading, section.children, owner)
        return
    labels = find_labels(reading, own)
    yield from _labelled(plan, reading, own, labels)
    own = Stretch(section, own.start, labels[0].start) if labels else own
    passed = passed_on(reading, own)
    for part in outside(own, passed):
        for aside in (*bracketed(reading, part), *done_by(reading, part), *led_by(reading, part)):
            yield from _given(reading, aside.actors, aside.role, aside.task, section)
    for one in passed:
        yield from _given(reading, one.actors, one.role, one.clause, section)
    found = [one for one in leads(reading, own) if not _states_rule(one, passed)] or described(plan, reading, own)
    if _only_names(reading, own, found):
        found = [replace(found[0], actors=_named_whole(reading, own, found[0]), after="heading")]
    yield from _said(reading, own, found, owner, passed)
    yield from _under(plan, reading, section.children, _owner(reading, own, found, owner))


def _states_rule(found: Lead, passed: Iterable[Passed]) -> bool:
    return any(one.clause.start <= found.start < one.clause.end for one in passed if not one.actors)


def _requested(reading: Reading, own: Stretch) -> Iterator[Assignment]:
    """Yield what closing words or goals ask of somebody by name ("Yêu cầu các sở … báo cáo …") or charge one with."""
    found = leads(reading, own)
    stops = [*(one.start for one in found[1:]), own.end][: len(found)]
    for one, stop in zip(found, stops, strict=True):
        charged = _CHARGED.match(reading.text, one.said) and not any(actor.general for actor in one.actors)
        if (one.request or charged) and one.after == "verb":
            yield from _records(reading, _Owner(one.actors, one.request), Stretch(own.section, one.said, stop))


def _only_names(reading: Reading, own: Stretch, found: list[Lead]) -> bool:
    """Say whether a heading describes its agencies with verbs: "Các sở, ngành chủ trì thực hiện các dự án"."""
    whole = bool(found) and found[0].start == own.start and found[0].after == "verb" and own.section.kind == "heading"
    return whole and not reading.text[own.start : own.end].endswith((".", ";", ":", "/"))


def _named_whole(reading: Reading, own: Stretch, found: Lead) -> tuple[Actor, ...]:
    """Return whom a heading names: with no verb in it, all of its words are the name ("Ban Quản lý rừng và …")."""
    if find_predicate(reading.text, own.start, own.end, found.actors[-1].end):
        return found.actors
    words = squeeze(reading.text[own.start : own.end])
    return (Actor(words, own.start, own.end, found.actors[0].general),)


def described(plan: Plan, reading: Reading, own: Stretch) -> list[Lead]:
    """Return who a heading beside headings of agencies means: a group it describes, or whoever duties are shared to."""
    if own.section.kind != "heading":
        return []
    words, above = squeeze(reading.text[own.start : own.end]).rstrip(" :"), parent(plan, own.section)
    if len(words.split()) > _LONGEST_GROUP or _SENTENCE.search(words) or not _is_group(reading, own, words, above):
        return []
    beside = (leads(reading, reading.own(one)) for one in above.children if one is not own.section)
    group = Lead(own.start, (Actor(words, own.start, own.end, True),), own.end, "heading", "")
    return [group] if any(one and one[0].after == "heading" for one in beside) else []


def _is_group(reading: Reading, own: Stretch, words: str, above: Section) -> bool:
    """Say whether the words of a heading can be whom it means."""
    small, over = fold(words), fold(above.title)
    if _SHARES_OUT.match(small):
        return False
    if _SHARING.search(over) and len(words.split()) <= LONGEST_TAIL and not _MATTER.match(small):
        return True
    if _BODIES.match(over) and _PROPER.fullmatch(words) and not words.isupper():
        return True
    named = actors_at(reading, own.start, own.end)[0]
    told = named and not find_predicate(reading.text, own.start, own.end, named[0].end)
    return bool(told) or any(one.general for one in named[:1])


def _owner(reading: Reading, own: Stretch, found: list[Lead], owner: _Owner | None) -> _Owner | None:
    """Return whose tasks the children are: those of the heading's agencies, else those of the outer heading's."""
    first = found[0] if found and found[0].start == own.start else None
    open_end = reading.text[own.start : own.end].rstrip().endswith(":")
    if first and (first.after != "verb" or open_end or own.section.kind != "paragraph"):
        return _Owner(first.actors, first.request, first.after == "verb")
    return owner


def _said(
    reading: Reading, own: Stretch, found: list[Lead], owner: _Owner | None, passed: Sequence[Passed] = ()
) -> Iterator[Assignment]:
    told = [one for one in found if one.after != "heading" and reading.text[one.said : own.end].strip()]
    first = found[0] if found and found[0].start == own.start else None
    subjects = [one for one in told if one.request != "giao" or owner is None]
    thing = _THING.match(reading.text, own.start, own.end)
    aside = labelled(reading, own) or (owner is not None and owner.sentence and thing)
    passed_on = first and first.request == "giao" and owner and not any(actor.general for actor in owner.actors)
    if owner and (not first or passed_on) and not aside:
        stop = subjects[0].start if subjects else own.end
        for part in outside(Stretch(own.section, own.start, stop), passed):
            yield from _records(reading, owner, part)
    stops = [*(one.start for one in told[1:]), own.end][: len(told)]
    for one, stop in zip(told, stops, strict=True):
        actors = (*one.actors, *_meant(one, owner))
        for part in outside(Stretch(own.section, one.said, stop), passed):
            yield from _records(reading, _Owner(actors, one.request), part)


def _meant(said: Lead, owner: _Owner | None) -> tuple[Actor, ...]:
    """Return the bodies of the heading that a sentence calls "các cơ quan, đơn vị" again, several also "mỗi đơn vị"."""
    again = [_AGAIN.fullmatch(fold(actor.name)) for actor in said.actors]
    named = owner.actors if owner and all(again) and not said.request else ()
    each = len(named) > 1 and all(one and one["each"] for one in again)
    return named if each or any(actor.general for actor in named) else ()


def _records(reading: Reading, owner: _Owner, task: Stretch) -> Iterator[Assignment]:
    end = _closed(reading, task)
    words = reading.text[task.start : end]
    if len(words.split()) < 2 or _OPENING.search(words) or _ROLE_ALONE.fullmatch(words):
        return
    span = reading.span(task.start, end)
    for actor in owner.actors:
        yield Assignment(
            actor.name,
            _role(words, owner.request),
            span,
            reading.span(actor.start, actor.end),
            task.section.id,
            actor.general,
        )
    yield from _partners(reading, owner.actors, Stretch(task.section, task.start, end))


def _partners(reading: Reading, actors: Iterable[Actor], task: Stretch) -> Iterator[Assignment]:
    names = {actor.name for actor in actors}
    for clause in reading.clauses(task) if reading.says(task, ("hợp", "Hợp", "HỢP")) else ():
        for match in _PARTNERS.finditer(reading.text, clause.start, clause.end):
            for actor in actors_at(reading, match.end(), clause.end)[0]:
                if not actor.general and actor.name not in names:
                    span = reading.span(clause.start, clause.end)
                    where = reading.span(actor.start, actor.end)
                    yield Assignment(actor.name, "liên quan", span, where, task.section.id)
        for mention in reading.within(clause.start, clause.end):
            if _JOINS_IN.match(reading.text, mention.span.end) and reading.text.endswith(", ", 0, mention.span.start):
                span, where = reading.span(clause.start, clause.end), reading.span(mention.span.start, mention.span.end)
                yield Assignment(mention.name, "phối hợp", span, where, task.section.id, mention.general)


def _labelled(plan: Plan, reading: Reading, own: Stretch, labels: list[Label]) -> Iterator[Assignment]:
    """Give what stands ahead of a label or beside its line to the agencies behind it: "Cơ quan chủ trì: Sở Nội vụ"."""
    ahead = Stretch(own.section, own.start, labels[0].start if labels else own.start)
    alone = len(reading.text[ahead.start : ahead.end].split()) < 2
    for label in labels:
        behind = Stretch(own.section, label.said, label.end)
        told = [one for one in leads(reading, behind) if one.after == "verb"]
        told = [one for one in told if not _AS_FAR.match(reading.text, one.said)]
        task = task_beside(plan, reading, own.section) if alone else ahead
        above = parent(plan, own.section)
        where = own.section if not alone else task.section if above is own.section else above
        if told:
            yield from _said(reading, behind, told, None)
        else:
            yield from _given(reading, actors_at(reading, label.said, label.end)[0], label.role, task, where)


def _given(
    reading: Reading, actors: Iterable[Actor], role: str, task: Stretch, section: Section
) -> Iterator[Assignment]:
    role = _LABEL_ROLES.get(" ".join(role.lower().split()), "thực hiện")
    span = reading.span(task.start, _closed(reading, task))
    for actor in actors:
        yield Assignment(actor.name, role, span, reading.span(actor.start, actor.end), section.id, actor.general)


def _tabled(reading: Reading, row: Row) -> Iterator[Assignment]:
    task = row.cells["task"]
    for column, role in _COLUMN_ROLES:
        if {"task", column} <= row.again:
            continue
        for actor in row.agencies(reading, column):
            where = reading.span(actor.start, actor.end)
            span = reading.span(task.start, task.end)
            yield Assignment(actor.name, role, span, where, row.section.id, actor.general)


def _closed(reading: Reading, task: Stretch) -> int:
    """Return where the task ends, without an opening bracket or a connecting mark behind it."""
    end = task.end
    while end > task.start and (reading.text[end - 1].isspace() or reading.text[end - 1] in "(,-"):
        end -= 1
    return end


def _role(words: str, request: Request) -> str:
    if request == "đề nghị":
        return "đề nghị"
    if _LEADING.search(words[:60]):
        return "chủ trì"
    if _TOGETHER.match(words):
        return "phối hợp"
    return "giám sát" if _WATCHING.match(words) else "thực hiện"

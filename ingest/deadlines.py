"""Which duty is due when: reports and deliveries with a date, a rhythm or another time limit.

Who owes it: the sentence's subject, else that of the sentence before, else the heading's agencies, else whom the
opening words ask, else the issuer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from ingest.actors import Actor, actors_at
from ingest.assignments import described
from ingest.labels import TIME, task_beside
from ingest.leads import Lead, leads, opens, past_blanks
from ingest.limits import FINISH, REPORT, Limit, find_limits, limit_in_cell, sign_at
from ingest.passives import passed_on
from ingest.reading import Reading, Stretch, read
from ingest.references import cited_ranges
from ingest.tables import Row, task_rows
from plans.model import NUMBERED, Deadline, Plan, Section, SectionKind, Span
from plans.text import fold, squeeze

NEAR = 600  # characters from a task to the end of the line that says when it is due, others of its labels between
_FAR = 2_000  # characters ahead of a label within which the sentence it belongs to begins
_MOST_JOINTS = 20  # of one clause
SILENT: frozenset[SectionKind] = frozenset({"header", "stamp", "title", "preamble", "recipients", "signature", "table"})
_NEXT = (
    r"báo\s+cáo|gửi|nộp|trình|hoàn\s+thành|tổng\s+hợp|sơ\s+kết|tổng\s+kết|bàn\s+giao|công\s+bố|phát\s+hành|nghiệm\s+thu|quyết\s+toán|"
    r"trả\s+lời|điều\s+tra|khai\s+mạc|bế\s+mạc|khánh\s+thành|đưa\s+vào"
)
_JOINT = re.compile(
    rf"[\s,](?:(?:(?<=,)\s+|(?<=\s)\s*(?:,\s+)?)(?:và|đồng\s+thời)\s+(?=(?:{_NEXT})(?!\w))|(?<=,)\s+(?=(?:{_NEXT})\s))"
)
_TO = re.compile(
    r"(?<!\w)(?:báo(?:\s+cáo)?(?:\s+(?:ngay|về|cho))*|chuyển|gửi(?:\s+(?:về|đến|tới|cho))?|trình|nộp(?:\s+(?:về|cho))?|về|cho|tới|đến|với|qua|thông\s+qua)\s+",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?<!\w)(?:báo|chuyển)(?=\s+\w)", re.IGNORECASE)  # "báo Trạm Y tế trong 24 giờ"
_UNTIL = re.compile(
    r"\s+(?:trước|trong|chậm\s+nhất|muộn\s+nhất|xong|vào|(?:một|hai|0?[12])\s+lần)(?=\s|$)", re.IGNORECASE
)  # no part of a name
_PURPOSE = re.compile(r"(?<!\w)để(?!\w)")
_GATHERS = re.compile(r"\s*(?:tổng\s+hợp|theo\s+dõi|báo\s+cáo|xem\s+xét|thẩm\s+định)")
_LEADING_VERB = re.compile(
    r"(?:tổng\s+hợp|theo\s+dõi|xây\s+dựng|lập|tổ\s+chức|thực\s+hiện(?:\s+chế\s+độ)?)\s*,?\s*(?:và\s+)?$", re.IGNORECASE
)
_SENT = re.compile(r"(?:gửi|nộp)(?!\w)", re.IGNORECASE)
_SENDING = re.compile(r"(?:gửi|nộp|trình|báo\s+cáo)(?:\s+[^\W\d]+){0,8}(?=\s*:)", re.IGNORECASE)
_EMPTY = re.compile(r"^(?:phấn\s+đấu|hoàn\s+thành|cố\s+gắng)$", re.IGNORECASE)
_FINISHING = re.compile(r"(?:hoàn\s+thành|xong)(?!\w)", re.IGNORECASE)
_RHYTHM_AT_END = re.compile(
    r"(?:[\s,;:(/]*(?:định\s+k[ỳì]|(?:hàng|hằng|mỗi)\s+(?:năm|quý|tháng)|\([^()]*\)|và|trong|trước|vào|gửi|nộp))*[\s,;:(/]*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:xong|hoàn\s+thành(?:\s+xong)?|đưa\s+vào\s+(?:sử\s+dụng|vận\s+hành|khai\s+thác)|thời\s+(?:gian|hạn)|hạn)?\s*:?\s*"
    r"(?:trước|trong|vào|chậm\s+nhất|đến\s+hết)(?!\w)|(?:thời\s+)?hạn(?:\s+(?:cuối|chót|cùng))*\s*(?:là|:)\s*(?=(?:ngày\s+)?\d)",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:danh gia|tinh hinh|ket qua (?:dat|thuc hien)|thuc trang|dac diem|boi canh)(?!\w)")
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|«[^»\n]{0,2000}»")


@dataclass(frozen=True, slots=True)
class _Duty:
    """A clause with a time limit; `limit` and `first`, the start of its first limit, count from the clause's start."""

    where: Stretch
    limit: Limit
    first: int


def find_deadlines(plan: Plan) -> tuple[Deadline, ...]:
    """Return the duties of `plan` that have a time limit or a rhythm, in reading order."""
    reading = read(plan)
    plain = _without_citations(reading)
    found: list[Deadline] = []
    owes = _asked(plan, reading) or plan.header.issuer
    for section in plan.walk():
        if section.kind not in SILENT and not _tells(plan, section):
            found.extend(replace(one, who=one.who or owes) for one in _in_section(plan, reading, plain, section))
    found.extend(one for row in task_rows(plan, reading) if (one := _tabled(reading, row)))
    return tuple(sorted(found, key=lambda deadline: deadline.span.start))


def _asked(plan: Plan, reading: Reading) -> str | None:
    """Return whom the opening words of a letter or a directive ask for all that follows: "… đề nghị các xã …:"."""
    opening = [reading.own(section) for section in plan.sections if section.kind == "preamble"]
    asked = [one for own in opening for one in leads(reading, own) if one.request and one.after == "verb"]
    ends = bool(opening) and reading.text[opening[-1].start : opening[-1].end].endswith(":")
    return "; ".join(dict.fromkeys(actor.name for actor in asked[-1].actors)) if asked and ends else None


def _tabled(reading: Reading, row: Row) -> Deadline | None:
    """Return the time limit a row's own column states for its task."""
    due, task = row.cells.get("due"), row.cells["task"]
    said = row.cells.get("period", due)
    limit = limit_in_cell(reading.text[said.start : said.end]) if said else None
    same = {"task", "due", "period", "leads", "does"} & row.cells.keys() <= row.again
    if not due or not limit or same:
        return None
    start, end = min(task.start, due.start), max(task.end, due.end)
    who = "; ".join(dict.fromkeys(actor.name for actor in row.agencies(reading, "leads", "does"))) or None
    what = squeeze(reading.text[task.start : task.end]).rstrip(" .;")
    return _dated(limit, what, who, reading.span(start, end), row.section.id)


def _tells(plan: Plan, section: Section) -> bool:
    """Say whether a section tells what has been, and sets nothing."""
    return any(_is_past(above.title) for above in plan.ancestors(section.id)[:-1])


@lru_cache(maxsize=256)  # one heading, many sections below it
def _is_past(title: str) -> bool:
    return _PAST.match(fold(title)) is not None


def _without_citations(reading: Reading) -> str:
    """Return the reading with the digits of citations and quoted names blotted out, at equal length."""
    text, parts, last = reading.text, [], 0
    for start, end in sorted([*cited_ranges(reading), *(match.span() for match in _QUOTED.finditer(text))]):
        parts += [text[last:start], re.sub(r"\d", "·", text[max(start, last) : end])]
        last = max(last, end)
    return "".join([*parts, text[last:]])


def _in_section(plan: Plan, reading: Reading, plain: str, section: Section) -> Iterator[Deadline]:
    own = reading.own(section)
    clauses = reading.clauses(own) if sign_at(plain[own.start : own.end]) is not None else ()
    duties = [duty for clause in _whole(plain, clauses) for duty in _duties(plain, clause)]
    subjects = _subjects(reading, own) if duties else []
    for duty in duties:
        yield _deadline(plan, reading, plain, duty, subjects)


def _subjects(reading: Reading, own: Stretch) -> list[Lead]:
    """Return who is named and told what to do, or has work passed on to, in the order of the words."""
    passed = (one for one in passed_on(reading, own) if one.actors)
    given = [Lead(one.clause.start, one.actors, one.clause.start, "verb", "giao") for one in passed]
    return sorted([*leads(reading, own), *given], key=lambda one: one.start)


def _whole(plain: str, clauses: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the clauses, one that says no more than when ("…; xong trước ngày 30/4") with the one it goes on from."""
    before: Stretch | None = None
    for clause in clauses:
        if before and _GOES_ON.match(plain, clause.start, clause.end) and _leads_on(plain, before, clause):
            clause = Stretch(clause.section, before.start, clause.end)
        yield clause
        before = clause


def _leads_on(plain: str, before: Stretch, clause: Stretch) -> bool:
    ended = plain[before.start : clause.start].rstrip()
    near = clause.end - before.start <= _FAR
    return near and ended.endswith(";") and not find_limits(plain[before.start : before.end])


def _duties(plain: str, clause: Stretch) -> Iterator[_Duty]:
    first = sign_at(plain[clause.start : clause.end])
    for part in _parts(plain, clause, clause.start + first) if first is not None else ():
        limits = find_limits(plain[part.start : part.end])
        yield from (_Duty(part, limit, limits[0].start) for limit in limits)


def _parts(plain: str, clause: Stretch, first: int) -> Iterator[Stretch]:
    """Yield the duties a clause joins, each with its time limit, which has no sign before `first`; else the clause."""
    start = clause.start
    for joint in islice(_JOINT.finditer(plain, first, clause.end), _MOST_JOINTS):
        earlier = find_limits(plain[start : joint.start()])
        ahead_of_all = all(limit.start == 0 and limit.day is None for limit in earlier)
        if earlier and not ahead_of_all and find_limits(plain[joint.end() : clause.end]):
            yield Stretch(clause.section, start, joint.start())
            start = joint.end()
    yield Stretch(clause.section, start, clause.end)


def _deadline(plan: Plan, reading: Reading, plain: str, duty: _Duty, subjects: list[Lead]) -> Deadline:
    where = duty.where
    who = tuple(dict.fromkeys(actor.name for actor in _who(plan, reading, where, subjects)))
    label = TIME.match(plain, where.start, where.end)
    beside = label and not REPORT.search(plain, label.end(), where.end)
    task = _labelled(plan, reading, where) if beside else None
    named = squeeze(reading.text[task.start : task.end]).rstrip(" .;") if task else ""
    names = (_UNTIL.split(actor.name)[0] for actor in _to(reading, task or where))
    to = tuple(dict.fromkeys(name for name in names if name not in who))
    section, span = _place(plan, reading, task, where)
    return _dated(duty.limit, named or _what(reading, duty, subjects), "; ".join(who) or None, span, section.id, to)


def _place(plan: Plan, reading: Reading, task: Stretch | None, where: Stretch) -> tuple[Section, Span]:
    """Return the section that holds all words of a duty, and these: those of its limit alone where no section does."""
    whole = reading.span(_opening(task, where), where.end)
    around = (section for section in reversed(plan.ancestors(where.section.id)) if section.span.contains(whole))
    holder = next(around, None)
    return (holder, whole) if holder else (where.section, reading.span(where.start, where.end))


def _opening(task: Stretch | None, where: Stretch) -> int:
    """Return where the words of a duty begin: at the task a label such as "Thời hạn:" belongs to, if it is near."""
    near = task and task.section.kind not in NUMBERED and task.start < where.start and where.end - task.start <= NEAR
    return task.start if task and near else where.start


def _dated(limit: Limit, what: str, who: str | None, span: Span, section_id: str, to: tuple[str, ...] = ()) -> Deadline:
    return Deadline(
        limit.kind, span, section_id, what, who, to, limit.before, limit.day, limit.month, limit.year, limit.quarter
    )


def _who(plan: Plan, reading: Reading, where: Stretch, subjects: list[Lead]) -> tuple[Actor, ...]:
    told = [lead for lead in subjects if lead.start < where.end and lead.after != "heading"]
    if told:
        return told[-1].actors
    chain = plan.ancestors(where.section.id)
    for outer, section in zip(reversed((None, *chain[:-1])), reversed(chain), strict=True):
        neighbours = outer.children if outer else plan.sections
        at = bisect_left(neighbours, section.span.start, key=lambda one: one.span.start)
        over = _over(reading, neighbours, at) or (outer and _heading(plan, reading, outer))
        if over:
            return over.actors
    return ()


def _over(reading: Reading, neighbours: Sequence[Section], at: int) -> Lead | None:
    """Return who the last paragraph before a section names over it: before a colon, or on a line over bullets."""
    above = next((i for i in range(at - 1, -1, -1) if neighbours[i].kind == "paragraph"), None)
    return None if above is None else opens(reading, neighbours[above], neighbours[above + 1])


def _heading(plan: Plan, reading: Reading, section: Section) -> Lead | None:
    own = reading.own(section)
    found = leads(reading, own) or described(plan, reading, own)
    return next((one for one in found if one.start == own.start), None)


def _to(reading: Reading, where: Stretch) -> Iterator[Actor]:
    purpose = _PURPOSE.search(reading.text, where.start, where.end)
    direct = list(_addressed(reading, where.start, purpose.start() if purpose else where.end))
    if direct or not purpose:
        yield from direct
        return
    actors, end = actors_at(reading, past_blanks(reading.text, purpose.end()), where.end)
    if actors and _GATHERS.match(reading.text, end):
        yield from actors
    else:
        yield from _addressed(reading, purpose.end(), where.end)


def _addressed(reading: Reading, start: int, end: int) -> Iterator[Actor]:
    reported = REPORT.search(reading.text, start, end) or _TOLD.search(reading.text, start, end)
    for match in _TO.finditer(reading.text, reported.start(), end) if reported else ():
        yield from actors_at(reading, match.end(), end)[0]


def _what(reading: Reading, duty: _Duty, subjects: list[Lead]) -> str:
    """Return the duty's words: from its verb to the time limit, or behind the limit when that comes first."""
    where, text = duty.where, reading.text
    begin, end = where.start + duty.first, where.start + duty.limit.end
    told = [lead.said for lead in subjects if where.start <= lead.said < begin]
    opening = told[-1] if told else where.start
    start, later = _report(text, opening, begin), _report(text, end, where.end)
    if _FINISHING.match(text, begin) or (start is None and later is None and FINISH.search(text, opening, begin)):
        start = opening
    elif later is not None and not text[end:later].strip(" ,)") and (start is None or not _SENT.match(text, later)):
        start = None
    words = "" if start is None else _EMPTY.sub("", _before_rhythm(text[start:begin]))
    if len(words.split()) > 1:
        return words
    rest = opening if later is None else later
    words = squeeze(text[end if start is not None and later is None else rest : where.end]).strip(" .,;/")
    return words or squeeze(text[where.start : where.end]).rstrip(" .;/")


def _report(text: str, start: int, end: int) -> int | None:
    """Return where the first verb of reporting stands, with the verbs that lead up to it."""
    found = REPORT.search(text, start, end)
    if not found:
        return None
    leading = _LEADING_VERB.search(text[start : found.start()])
    return start + leading.start() if leading else found.start()


def _before_rhythm(words: str) -> str:
    return _RHYTHM_AT_END.sub("", squeeze(words)).rstrip(" ,;:(/")


def _labelled(plan: Plan, reading: Reading, where: Stretch) -> Stretch:
    """Return the task a label such as "Thời hạn hoàn thành:" stands under or behind, or what it names itself."""
    named = _SENDING.search(reading.text, where.start, where.end)
    if named:
        return Stretch(where.section, named.start(), named.end())
    own = reading.own(where.section)
    earlier = list(reading.sentences(Stretch(own.section, max(own.start, where.start - _FAR), where.start)))
    return earlier[-1] if earlier else task_beside(plan, reading, where.section)

"""When it is due: who owes what to whom, the next date from today, and what the plans leave undated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from plans.agencies import same_agency
from plans.dates import is_past, next_occurrence
from plans.model import Deadline, Plan, Span
from plans.rows import data_rows
from plans.text import fold, sentences, squeeze
from retrieval.answer import Claim
from retrieval.asked_deadlines import TO_WHOM, is_for_period, narrowed
from retrieval.draft import Draft, Material, cite, quoted, spoken
from retrieval.meant_deadlines import duties_meant, nearest
from retrieval.named import agencies_in
from retrieval.names import plan_label, section_label
from retrieval.periods import piece_of, shortened
from retrieval.search import PARAGRAPH

BLOCK = re.compile(r".+(?:\n.+)*")  # lines between empty ones: no name goes on behind an empty line
NEAR = 2_000  # characters before a duty in which its subject is looked for
# What a clause says of whom something is sent to: "nộp cho đồng chí …", "gửi Văn phòng …"; "về số tiền" says none.
SENT_TO = re.compile(
    r"\b(?:gửi|nộp|về|cho|tới|đến|qua|trình)\s+(?:[A-ZĐ]|đồng chí|ông |bà |các |ban |phòng |văn phòng )"
)
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
LENGTH = re.compile(r"\b\d+ (?:\([^)]*\) )?(?:phut|gio|ngay|tuan|thang)\b(?! (?:\d|dau|cuoi))")
NO_RECIPIENT = "Gửi cho ai: không thấy ghi ở mục nêu trên."
UNDATED = "không ghi ngày cụ thể"


def write_deadlines(material: Material) -> Draft:
    """List the duties with a time limit: those for the period asked for first, then the soonest, undated ones last."""
    months = _months(material.question.restored, material.question.as_of)
    speaking, left = duties_meant(material, months)
    asked = narrowed(material.question, nearest(material, speaking))
    if not asked:
        return Draft(notes=_undated_notes(material))
    as_of = material.question.as_of
    of_period = {pair: is_for_period(material.question, *pair) for pair in asked}
    ordered = sorted(asked, key=lambda pair: (not of_period[pair], _order(pair[1], as_of)))
    if months and not all(of_period.values()):
        ordered = [(p, d) for p, d in ordered if (due := _due(d, as_of)) and due >= as_of and due.month in months]
        if not ordered:
            return Draft(notes=(f"Không có hạn nào rơi vào tháng {', '.join(map(str, sorted(months)))} sắp tới.",))
    kept = {(plan.id, deadline) for plan, deadline in asked}
    left_out = {(plan.id, d.span) for plan, d in speaking if (plan.id, d) not in kept}
    to_whom = TO_WHOM.search(fold(material.question.restored)) is not None
    claims = [
        _claim(plan, d, as_of, alone=(plan.id, d.span) in left_out, whole=to_whom and not _says_whom(plan, d))
        for plan, d in ordered
    ]
    silent = to_whom and not any(_says_whom(plan, d) for plan, d in ordered) and not any(map(_tells_whom, claims))
    told = tuple({(c.text, c.lead): c for c in reversed(claims)}.values())[::-1]
    return Draft(told, (*((NO_RECIPIENT,) if silent else ()), *_more(left)))


def _more(left: int) -> tuple[str, ...]:
    told = f"Còn {left} văn bản nữa có thể nêu thời hạn. Hãy hỏi kèm tỉnh, năm, cơ quan hoặc số văn bản để xem tiếp."
    return (told,) if left else ()


def _order(deadline: Deadline, as_of: date) -> tuple[int, date]:
    """Put what comes next first, then what has no date, then what is past."""
    due = _due(deadline, as_of)
    if deadline.kind == "periodic" or due is None:
        return 1, date.max
    return (0 if due >= as_of else 2), due


def _undated_notes(material: Material) -> tuple[str, ...]:
    if len(material.plans) > 3:
        return ()
    return tuple(f"{plan_label(plan)} không ghi hạn cho việc được hỏi." for plan in material.plans)


def _due(deadline: Deadline, as_of: date) -> date | None:
    """Return the date the duty falls due next, or fell due when it is past."""
    if coming := next_occurrence(deadline, as_of):
        return coming
    if deadline.kind == "once" and deadline.day and deadline.month and deadline.year:
        return date(deadline.year, deadline.month, deadline.day)
    return None


def _months(text: str, as_of: date) -> set[int]:
    """Return the months a question asks about ("tháng này", "tháng 5", "quý II"); none when it asks of any time."""
    plain = fold(text)
    if re.search(r"\bthang nay\b", plain):
        return {as_of.month}
    if re.search(r"\bthang (?:toi|sau)\b", plain):
        return {as_of.month % 12 + 1}
    if month := re.search(r"\bthang (1[0-2]|0?[1-9])\b(?![/\d])", plain):
        return {int(month[1])}
    if quarter := re.search(r"\bquy (iv|i{1,3}|[1-4]|nay)\b", plain):
        number = QUARTERS.get(quarter[1]) or (as_of.month - 1) // 3 + 1
        return set(range(3 * number - 2, 3 * number + 1))
    return set()


def _claim(plan: Plan, deadline: Deadline, as_of: date, *, alone: bool, whole: bool = False) -> Claim:
    """Quote the clause of a duty; `alone` without the dates in it that are not asked for.

    `whole` with the clauses around it, which may say to whom all of them send.
    """
    lead = f"{plan_label(plan)}, {section_label(plan.citable(deadline.span.start))}"
    block = plan.innermost(deadline.span.start)
    if whole and block.kind != "table" and (around := _around(plan, deadline)):
        return quoted(plan, around, lead, _when(plan, deadline, as_of))
    if block.kind == "table" and (row := _row_of(plan, deadline)):
        return quoted(plan, row, lead, _when(plan, deadline, as_of))
    citations = [cite(plan, deadline.span)]
    piece = piece_of(plan, deadline) if alone else None
    text = spoken(piece.said) if piece else shortened(spoken(plan.quote(deadline.span)), deadline)
    names = deadline.who.split("; ") if deadline.who else []
    if not all(_is_in(name, text) for name in names) and (span := _subject_span(plan, deadline, names)):
        citations.append(cite(plan, span))
        printed = squeeze(plan.quote(span))
        text = f"{names[0] if len(names) == 1 else printed[:1].upper() + printed[1:]}: {text}"
    return Claim(text, tuple({c.key: c for c in citations}.values()), lead, _when(plan, deadline, as_of))


def _says_whom(plan: Plan, deadline: Deadline) -> bool:
    return bool(deadline.to) or SENT_TO.search(plan.quote(deadline.span)) is not None


def _tells_whom(claim: Claim) -> bool:
    return SENT_TO.search(claim.text) is not None


def _around(plan: Plan, deadline: Deadline) -> Span | None:
    """Return the sentence of a duty where that says whom it goes to, else its paragraph; none where that is long."""
    own = plan.innermost(deadline.span.start).own
    spans = (Span(*one) for one in sentences(plan.quote(own), own.start))
    sentence = next((span for span in spans if span.contains(deadline.span)), own)
    around = sentence if SENT_TO.search(plan.quote(sentence)) else own
    return around if around.end - around.start <= PARAGRAPH else None


def _row_of(plan: Plan, deadline: Deadline) -> Span | None:
    """Return the row of a table that a limit stands in: its other cells say who does it and what comes of it."""
    block = plan.innermost(deadline.span.start)
    rows = data_rows(plan.quote(block.span), block.span.start)
    return next((row for row in rows if row.contains(deadline.span) and row.end - row.start <= PARAGRAPH), None)


def _is_in(name: str, text: str) -> bool:
    return fold(name) in fold(text) or any(same_agency(name, mention.name) for mention in agencies_in(text))


def _subject_span(plan: Plan, deadline: Deadline, names: Sequence[str]) -> Span | None:
    """Find where the cited section names all who owe the duty, nearest before it; a group by all that describes it."""
    section = plan.citable(deadline.span.start)
    start = max(section.span.start, deadline.span.start - NEAR)
    at = plan.text.rfind(names[0], start, deadline.span.end) if len(names) == 1 else -1
    if at >= 0:
        return Span(at, at + len(names[0]))
    for block in reversed([*BLOCK.finditer(plan.text, start, deadline.span.end)]):
        mentions = agencies_in(block[0])
        last = [next((m for m in reversed(mentions) if same_agency(name, m.name)), None) for name in names]
        spans = [m.span for m in last if m]
        if len(spans) == len(names):
            first, end = min(span.start for span in spans), max(span.end for span in spans)
            return Span(block.start() + first, block.start() + end)
    return None


def _when(plan: Plan, deadline: Deadline, as_of: date) -> str:
    """Say what the date means today: days left, past, or that the plan prints no date."""
    due = _due(deadline, as_of)
    if due is None and deadline.kind == "once" and deadline.year:  # only its month, quarter or year is printed
        return "đã qua" if is_past(deadline, as_of) else ""
    if due is None and LENGTH.search(fold(squeeze(plan.quote(deadline.span)))):
        return ""  # "trong 05 ngày" states the limit whole
    if deadline.kind == "periodic" or due is None:
        return UNDATED
    shown = f"{'trước ' if deadline.before else ''}{due:%d/%m/%Y}"
    if due < as_of:
        return f"đã qua: {shown}"
    left = (due - as_of).days
    days = "hôm nay" if left == 0 else f"còn {left} ngày"
    return f"{'kỳ tới' if deadline.kind != 'once' else 'sắp đến'}: {shown}, {days}"

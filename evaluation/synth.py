"""Draft cases made from the facts of parsed plans by templates: two wordings a fact, and near misses of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.cases import Case
from evaluation.variants import variants
from plans.model import Deadline, Plan, Span, Target
from plans.provinces import same_place

LONGEST_QUOTE, LONGEST_WHAT = 160, 14  # characters of a gold quote, words of a duty named in a question
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ELSEWHERE = ("Cao Bằng", "Lạng Sơn", "Sơn La", "Điện Biên", "Nghệ An")
_FIELDS = (
    ("number", "number", ("Số hiệu của {plan} là gì?", "{Plan} mang số bao nhiêu?")),
    ("issued_on", "issued_on", ("{Plan} ban hành ngày nào?", "Ngày ký của {plan} là ngày mấy?")),
    ("signer", "signer", ("Ai ký {plan}?", "Người ký {plan} là ai?")),
    ("issuer", "issuer", ("Cơ quan nào ban hành {plan}?", "{Plan} do ai ban hành?")),
)
_DUTIES = ("{agency} phải làm gì theo {plan}?", "{Plan} giao {agency} những việc gì?")
_DEADLINES = ("Theo {plan}, việc {what} phải xong khi nào?", "Hạn {what} trong {plan} là ngày nào?")
_TARGETS = ("Theo {plan}, {what} là bao nhiêu?", "{Plan} đặt chỉ tiêu bao nhiêu cho việc {what}?")
_BASIS = ("{Plan} căn cứ những văn bản nào?", "Căn cứ ban hành {plan} gồm những gì?")
_NEAR_MISSES = (
    "Kế hoạch của tỉnh {elsewhere} giao {agency} làm gì?",
    "Hạn báo cáo trong kế hoạch của tỉnh {elsewhere} là ngày nào?",
    "Kế hoạch số {number} quy định gì?",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a fact makes of a case before it is worded."""

    kind: str
    wordings: tuple[str, str]
    gold: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...] = ()
    agency: str = ""
    what: str = ""


def synthesise(plans: Sequence[Plan], files: Sequence[str]) -> Iterator[Case]:
    """Yield drafts for every fact of every plan, in all wordings and ways of typing, with near misses."""
    places = [plan.header.province for plan in plans if plan.header.province]
    elsewhere = [name for name in _ELSEWHERE if not any(same_place(name, place) for place in places)]
    for at, (plan, file) in enumerate(zip(plans, files, strict=True), 1):
        cases = [*_cases(plan, file, f"sy{at}"), *_near_misses(plan, at, elsewhere)]
        for case in cases:
            yield case
            yield from variants(case)


def _cases(plan: Plan, file: str, prefix: str) -> Iterator[Case]:
    for number, asked in enumerate(_asked(plan), 1):
        for wording, template in enumerate(asked.wordings, 1):
            yield Case(
                id=f"{prefix}-{number}.{wording}",
                question=_worded(template, plan, asked.agency, asked.what),
                kind=asked.kind,
                style="plain",
                plans=(file,),
                status=("answered",),
                gold=tuple((quote,) for quote in asked.gold),
                all_gold=len(asked.gold) > 1,
                facts=asked.facts,
                state="draft",
                source="synthetic",
            )


def _worded(template: str, plan: Plan, agency: str = "", what: str = "") -> str:
    name = _name(plan)
    text = template.format(plan=name, Plan=name[0].upper() + name[1:], agency=agency, what=what)
    return text[0].upper() + text[1:]


def _name(plan: Plan) -> str:
    header = plan.header
    kind = (header.kind or "văn bản").lower()
    return f"{kind} số {header.number}" if header.number else f"{kind} của {header.issuer or plan.name}"


def _asked(plan: Plan) -> Iterator[Asked]:
    yield from _fields(plan)
    yield from _duties(plan)
    yield from (asked for deadline in plan.deadlines for asked in _deadline(plan, deadline))
    yield from (asked for target in plan.targets for asked in _target(plan, target))
    named = [r for r in plan.references if r.number and plan.section(r.section_id).kind == "preamble"]
    if named:
        numbers = tuple((number,) for number in dict.fromkeys(r.number for r in named) if number)
        yield Asked("legal_basis", _BASIS, _quotes(plan, [r.span for r in named]), numbers)


def _fields(plan: Plan) -> Iterator[Asked]:
    header = plan.header
    values = {"number": header.number, "signer": header.signer, "issuer": header.issuer}
    day = header.issued_on
    told = {**values, "issued_on": f"{day.day}/{day.month}/{day.year}" if day else None}
    for field, span_name, wordings in _FIELDS:
        value, span = told[field], header.span_of(span_name)
        if value and span and not (field in ("number", "issuer") and value in _name(plan)):
            quotes = _quotes(plan, [span])
            printed = quotes if field == "issuer" else ()  # a name written out, or as the document prints it
            yield Asked("metadata", wordings, quotes, ((value, *printed),))


def _duties(plan: Plan) -> Iterator[Asked]:
    tasks: dict[str, list[Span]] = defaultdict(list)
    for assignment in plan.assignments:
        if not assignment.general and assignment.role != "liên quan":
            tasks[assignment.agency].append(assignment.span)
    for agency, spans in tasks.items():
        if quotes := _quotes(plan, spans):
            yield Asked("duties", _DUTIES, quotes, agency=agency)


def _deadline(plan: Plan, deadline: Deadline) -> Iterator[Asked]:
    day = "/".join(str(part) for part in (deadline.day, deadline.month, deadline.year) if part)
    quotes = _quotes(plan, [deadline.span])
    if deadline.day and deadline.month and quotes:
        what = " ".join(deadline.what.split()[:LONGEST_WHAT]).rstrip(",;:.")
        yield Asked("deadline", _DEADLINES, quotes, ((day,),), what=what[:1].lower() + what[1:])


def _target(plan: Plan, target: Target) -> Iterator[Asked]:
    text = plan.quote(target.span)
    printed = next((m[0] for m in _NUMBER.finditer(text) if _value(m[0]) == target.value), None)
    if printed is None:
        return
    bare = target.what.replace(f"{printed}{target.unit}", "").replace(printed, "").strip(" ,;:.-+")
    what = " ".join(bare.split()[:LONGEST_WHAT])
    percent = "%" if target.unit == "%" else ""
    if len(what.split()) >= 3 and (quotes := _quotes(plan, [target.span])):
        yield Asked("target", _TARGETS, quotes, ((f"{printed}{percent}",),), what=what[0].lower() + what[1:])


def _value(printed: str) -> float | None:
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed)
    plain = printed.replace(".", "") if grouped else printed.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _quotes(plan: Plan, spans: Iterable[Span]) -> tuple[str, ...]:
    """Return a verbatim piece of each span that is short enough to copy and long enough to tell."""
    pieces = (plan.quote(span).strip().split("\n")[0] for span in spans)
    cut = (piece if len(piece) <= LONGEST_QUOTE else piece[:LONGEST_QUOTE].rpartition(" ")[0] for piece in pieces)
    return tuple(dict.fromkeys(piece.strip() for piece in cut if piece.strip()))


def _near_misses(plan: Plan, turn: int, elsewhere: Sequence[str]) -> Iterator[Case]:
    agency = next((a.agency for a in plan.assignments if not a.general), "Sở Y tế")
    serial, slash, code = (plan.header.number or "").partition("/")
    other = f"{int(serial) + 731}{slash}{code}" if serial.isascii() and serial.isdigit() else f"{7310 + turn}/KH-UBND"
    place = elsewhere[turn % len(elsewhere)] if elsewhere else "Cao Bằng"
    for at, template in enumerate(_NEAR_MISSES, 1):
        yield Case(
            id=f"sy{turn}-x{at}",
            question=template.format(elsewhere=place, agency=agency, number=other),
            kind="near_miss",
            style="plain",
            plans=(),
            status=("no_answer",),
            state="draft",
            source="synthetic",
        )

"""A plan for a person to read in a terminal: its head, its tree, its facts."""

from __future__ import annotations

from collections.abc import Iterator

from plans.model import Assignment, Deadline, Plan, Reference, Section, Target
from plans.text import squeeze
from retrieval.names import page_label, place_label, plan_label

_FIELDS = {
    "kind": "Loại văn bản",
    "number": "Số",
    "issued_on": "Ngày ban hành",
    "place": "Nơi ban hành",
    "issuer": "Cơ quan ban hành",
    "province": "Tỉnh, thành phố",
    "title": "Tên",
    "signing_authority": "Thẩm quyền ký",
    "signer": "Người ký",
    "signer_position": "Chức vụ",
}
_PERIODS = {
    "once": "một lần",
    "yearly": "hằng năm",
    "half_yearly": "6 tháng",
    "quarterly": "hằng quý",
    "monthly": "hằng tháng",
    "term_end": "cuối nhiệm kỳ, giai đoạn",
    "periodic": "định kỳ, không ghi ngày",
}


def plan_text(plan: Plan) -> str:
    """Return the head of a plan, how much was found in it, and what a person should check."""
    return "\n".join((plan_label(plan), *_head(plan), *_counts(plan), *(f"  ! {text}" for text in plan.warnings)))


def _head(plan: Plan) -> Iterator[str]:
    for name, told in _FIELDS.items():
        value = getattr(plan.header, name)
        yield f"  {told}: {squeeze(str(value)) if value else '(không ghi)'}"
    yield f"  Nơi nhận: {'; '.join(plan.header.recipients) or '(không ghi)'}"
    yield f"  Tệp: {plan.file}" + (f" ({plan.pages[-1][1]} trang)" if plan.pages else "")


def _counts(plan: Plan) -> Iterator[str]:
    yield (
        f"  {plan.numbered} mục, {len(plan.assignments)} việc giao, {len(plan.deadlines)} hạn, "
        f"{len(plan.targets)} chỉ tiêu, {len(plan.references)} văn bản dẫn chiếu"
    )


def tree_text(plan: Plan) -> str:
    """Return the tree of sections, one line each, with their ids."""
    return "\n".join(_branch(plan, section) for section in plan.walk())


def _branch(plan: Plan, section: Section) -> str:
    title = squeeze(section.title) or f"({section.kind})"
    page = plan.page_of(section.span.start)
    where = f"  {page_label(page, page)}" if page else ""
    return f"{'  ' * (section.level - 1)}{f'{section.label} {title}'.strip()}  [{section.id}]{where}"


def facts_text(plan: Plan) -> str:
    """Return every fact found in a plan with the place it stands in, kind by kind."""
    blocks = (
        ("Việc giao", [f"{fact.agency} ({fact.role}): {_quote(plan, fact)}" for fact in plan.assignments]),
        ("Hạn", [f"{due_text(fact)}: {_quote(plan, fact)}" for fact in plan.deadlines]),
        ("Chỉ tiêu", [f"{figure_text(fact)}: {_quote(plan, fact)}" for fact in plan.targets]),
        ("Văn bản dẫn chiếu", [_quote(plan, fact) for fact in plan.references]),
    )
    return "\n\n".join("\n".join((f"{head} ({len(rows)})", *(f"- {row}" for row in rows))) for head, rows in blocks)


def _quote(plan: Plan, fact: Assignment | Deadline | Target | Reference) -> str:
    return f"{squeeze(plan.quote(fact.span))} ({place_label(plan, plan.section(fact.section_id), fact.span)})"


def due_text(fact: Deadline) -> str:
    """Return when something is due, in words."""
    quarter = ("I", "II", "III", "IV")[fact.quarter - 1] if fact.quarter else ""
    date = "/".join(filter(None, (quarter, *(f"{part:02d}" for part in (fact.day, fact.month, fact.year) if part))))
    unit = "ngày" if fact.day else "quý" if quarter else "tháng" if fact.month else "năm"
    told = f"trước {unit} {date}" if fact.before else f"{unit} {date}"
    return f"{told}, {_PERIODS[fact.kind]}" if date else _PERIODS[fact.kind]


def figure_text(fact: Target) -> str:
    """Return a figure to be reached with its comparator and unit."""
    return " ".join(part for part in (fact.comparator, f"{fact.value:g}", fact.unit) if part)

"""One plan of the review page: header, outline, facts with their quotes, repairs, warnings, and how sure it all is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bot import texts
from bot.plan_text import due_text, figure_text
from ingest.syllables import READABLE, share
from plans.model import Plan, Repair, Section, Span
from plans.text import squeeze
from retrieval.corrections import FIELDS
from retrieval.names import page_label, place_label, plan_label

_NEEDED = ("number", "issued_on", "issuer", "title")
_LONGEST = 600  # characters of a quote that are shown
_AROUND = 60


def confidence(plan: Plan) -> tuple[str, tuple[str, ...]]:
    """Return "sure", "fair" or "doubtful" and what speaks against a plan having been read rightly."""
    missing = [FIELDS[name] for name in _NEEDED if not getattr(plan.header, name)]
    found = [texts.REVIEW_MISSING.format(names=", ".join(missing))] if missing else []
    clean = share(plan.text)
    if clean < READABLE:
        found.append(texts.REVIEW_UNCLEAN.format(share=round(100 * clean)))
    if not plan.numbered:
        found.append(texts.REVIEW_NO_HEADINGS)
    told = (*found, *((texts.REVIEW_WARNED.format(count=len(plan.warnings)),) if plan.warnings else ()))
    return ("doubtful" if found else "fair" if plan.warnings else "sure"), told


def plan_html(anchor: str, file: str, plan: Plan) -> str:
    """Return what was read of a plan; every word of the plan, the file and the warnings is escaped."""
    parts = (
        _list("Cần đối chiếu", map(escape, plan.warnings), opened=True),
        _folded("Phần đầu và phần ký", len(FIELDS), f"<table>{''.join(_header(plan))}</table>", opened=True),
        _folded("Đề mục", sum(1 for _ in plan.walk()), _outline(plan, plan.sections)),
        _list("Việc giao", (_fact(plan, f"{f.agency} ({f.role})", f.span, f.section_id) for f in plan.assignments)),
        _list("Hạn", (_fact(plan, due_text(f), f.span, f.section_id) for f in plan.deadlines)),
        _list("Chỉ tiêu", (_fact(plan, figure_text(f), f.span, f.section_id) for f in plan.targets)),
        _list("Văn bản dẫn chiếu", (_fact(plan, f.relation or "", f.span, f.section_id) for f in plan.references)),
        _list("Chỗ đã nối, đã sửa khi đọc", (_repair(plan, repair) for repair in plan.repairs)),
    )
    head = f'<section id="{anchor}"><h2>{escape(plan_label(plan))}</h2><p class=file>{escape(file)} · {escape(plan.id)}'
    return f"{head}</p>{''.join(parts)}</section>\n"


def _folded(title: str, count: int, body: str, *, opened: bool = False) -> str:
    return f"<details{' open' if opened else ''}><summary>{title} ({count})</summary>{body}</details>" if count else ""


def _list(title: str, rows: Iterable[str], *, opened: bool = False) -> str:
    kept = list(rows)
    return _folded(title, len(kept), f"<ul>{''.join(f'<li>{row}</li>' for row in kept)}</ul>", opened=opened)


def _header(plan: Plan) -> Iterator[str]:
    for name, label in FIELDS.items():
        value, span = getattr(plan.header, name), plan.header.span_of(name)
        stated = f"<q>{_quote(plan, span)}</q>" if span else escape(texts.REVIEW_INFERRED) if value else ""
        kind = "" if span else " class=inferred" if value else " class=absent"
        shown = f"{value:%d/%m/%Y}" if name == "issued_on" and value else squeeze(str(value or "(không ghi)"))
        yield f"<tr{kind}><th>{label} <code>{name}</code><td>{escape(shown)}<td>{stated}"
    yield f"<tr><th>Nơi nhận<td colspan=2>{escape('; '.join(plan.header.recipients) or '(không ghi)')}"


def _outline(plan: Plan, sections: Iterable[Section]) -> str:
    return f"<ul>{''.join(f'<li>{_branch(plan, section)}</li>' for section in sections)}</ul>"


def _branch(plan: Plan, section: Section) -> str:
    title = squeeze(section.title) or f"({section.kind})"
    page = plan.page_of(section.span.start)
    where = f" <small>{page_label(page, page)}</small>" if page else ""
    below = _outline(plan, section.children) if section.children else ""
    return f"{escape(f'{section.label} {title}'.strip())} <small>[{escape(section.id)}]</small>{where}{below}"


def _fact(plan: Plan, told: str, span: Span, section_id: str) -> str:
    place = escape(place_label(plan, plan.section(section_id), span))
    return f"<b>{escape(told)}</b> <q>{_quote(plan, span)}</q> <small>{place}</small>"


def _quote(plan: Plan, span: Span) -> str:
    words = squeeze(plan.quote(span))
    return escape(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")


def _repair(plan: Plan, repair: Repair) -> str:
    before, after = plan.text[max(0, repair.at - _AROUND) : repair.at], plan.text[repair.at : repair.at + _AROUND]
    told = escape(texts.REPAIRS.get(repair.kind, repair.kind))
    return f"<b>{told}</b> <q>{escape(squeeze(before))} <mark>¦</mark> {escape(squeeze(after))}</q>"

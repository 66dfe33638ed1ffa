"""What plans and sections are called when a person reads of them."""

from __future__ import annotations

from plans.model import Plan, Section
from plans.text import squeeze

TITLE_LIMIT = 70


def plan_label(plan: Plan) -> str:
    """Return "Kế hoạch 02/KH-UBND (Cà Mau, 2017)", or the title where a plan has no number."""
    head = plan.header
    kind = head.kind or "Kế hoạch"
    place_and_year = ", ".join(filter(None, (head.province or head.place, str(head.issued_on.year) if head.issued_on else "")))
    suffix = f" ({place_and_year})" if place_and_year else ""
    if head.number:
        return f"{kind} {head.number}{suffix}"
    return f"{kind} «{shorten(head.title or head.issuer or plan.file)}»{suffix}"


def section_label(section: Section) -> str:
    """Return "mục IV.8 «Sở Y tế»", or what a part without a number is called."""
    if section.kind in ZONES:
        return ZONES[section.kind]
    place = ".".join(section.path)
    return f"mục {place} «{shorten(section.title)}»" if section.title else f"mục {place}"


ZONES = {
    "header": "phần đầu văn bản",
    "stamp": "dấu đến",
    "title": "tên văn bản",
    "preamble": "phần căn cứ mở đầu",
    "closing": "phần kết",
    "recipients": "nơi nhận",
    "signature": "phần ký",
    "paragraph": "phần nội dung",
    "bullet": "phần nội dung",
    "table": "bảng",
}


def shorten(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return `text` on one line, cut at a word with "…" when longer than `limit` characters."""
    line = squeeze(text).rstrip(" .:;")
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"

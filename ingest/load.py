"""From a file or a text to a `Plan`: its tree, its header and its facts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ingest.assignments import find_assignments
from ingest.blocks import blocks
from ingest.deadlines import find_deadlines
from ingest.header import read_header
from ingest.numbering import faults
from ingest.outline import outline
from ingest.read import read
from ingest.references import find_references
from ingest.secrecy import stamp
from ingest.source import Source
from ingest.targets import find_targets
from ingest.zones import zones
from plans.errors import NotAPlan, SecretPlan, UnreadableFile
from plans.model import NUMBERED, Header, Plan, Repair
from plans.text import fold

_LONGEST, _LONGEST_LINE = 2_000_000, 20_000  # characters; real documents reach 300,000 and 4,000
_MOST_PARTS = 15_000  # sections, bullets and paragraphs; 600 printed pages


def load_plan(path: Path) -> Plan:
    """Return the plan in the file `path`; raise what `read` and `plan_of` raise."""
    return plan_of(read(path))


def plan_of(source: Source) -> Plan:
    """Return the plan in a text that was read.

    Raise `SecretPlan` for a document stamped secret, `NotAPlan` for a text that is clearly none, `UnreadableFile` for
    one that would take minutes: no office writes paragraphs of pages.
    """
    if len(source.text) > _LONGEST:
        raise UnreadableFile(f"{source.file}: văn bản dài quá {_LONGEST:,} ký tự. Hãy tách nhỏ tệp.")
    if (longest := max(map(len, source.text.splitlines()), default=0)) > _LONGEST_LINE:
        raise UnreadableFile(
            f"{source.file}: có đoạn dài {longest:,} ký tự không xuống dòng, không phải văn bản hành chính. "
            "Hãy xuống dòng giữa các mục rồi nạp lại."
        )
    if secret := stamp(source.text):
        raise SecretPlan(f"{source.file}: văn bản có dấu {secret} nên không được nạp vào thư viện.")
    plan = _outlined(source.text, source.file, source.origin)
    if not _is_document(plan):
        raise NotAPlan(f"{source.file}: không thấy số ký hiệu, tên văn bản hay mục đánh số nào. Hãy kiểm tra lại tệp.")
    if (parts := sum(1 for _ in plan.walk())) > _MOST_PARTS:
        raise UnreadableFile(f"{source.file}: văn bản có {parts:,} mục và đoạn, quá {_MOST_PARTS:,}. Hãy tách nhỏ tệp.")
    plan = _with_facts(plan)
    repairs = sorted([*plan.repairs, *(Repair(kind, at) for kind, at in source.repairs)], key=lambda one: one.at)
    return replace(plan, pages=source.pages, repairs=tuple(repairs), warnings=(*source.warnings, *plan.warnings))


def parse(text: str, file: str, origin: Literal["text", "ocr"] = "text") -> Plan:
    """Return what `text` says as a plan; no text fails, and every character is in one innermost section."""
    return _with_facts(_outlined(text, file, origin))


def _outlined(text: str, file: str, origin: Literal["text", "ocr"]) -> Plan:
    """Return a plan without its facts, which cost most of the time and are looked for in documents only."""
    parts = zones(blocks(text))
    sections, repairs = outline(parts, len(text))
    header, notes = read_header(text, parts)
    warnings = (*notes, *faults(sections))
    if origin == "ocr":
        warnings = (*warnings, "Văn bản được nhận dạng từ ảnh: hãy đối chiếu số, ngày và đề mục với bản gốc.")
    return Plan(plan_id(header, file), file, text, header, sections, repairs=repairs, warnings=warnings)


def _with_facts(plan: Plan) -> Plan:
    return replace(
        plan,
        assignments=find_assignments(plan),
        deadlines=find_deadlines(plan),
        targets=find_targets(plan),
        references=find_references(plan),
    )


def plan_id(header: Header, file: str) -> str:
    """Return the document's lasting name: number, province or place or issuer, year; without a number, the file's."""
    if not header.number:
        return _slug(Path(file).stem) or "van-ban"
    where = header.province or header.place or header.issuer or ""
    year = str(header.issued_on.year) if header.issued_on else ""
    return _slug(f"{header.number} {where} {year}")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")


def _is_document(plan: Plan) -> bool:
    """Say whether anything marks the text as an administrative document: a number, a title, a date or two headings."""
    header = plan.header
    numbered = [section for section in plan.walk() if section.kind in NUMBERED]
    return bool(header.number or header.kind or header.issued_on or header.recipients or len(numbered) > 1)

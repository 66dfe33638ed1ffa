"""Official documents rendered from plain text as offices file them: Word with typed or automatic numbers, PDF, scans.

The two-column letterhead and signature and a ruled table of tasks are part of each; `Sheet.text` is what a person reads
off the pages in order, against which reading is measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.load import parse

TASKS = (
    ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"),
    ("I", "Tuyên truyền, phổ biến", "", "", ""),
    ("1", "Tổ chức hội nghị quán triệt nội dung Kế hoạch", "Sở Nội vụ", "Sở Tư pháp", "Quý I/2025"),
    ("2", "Xây dựng chuyên mục trên sóng phát thanh", "Sở Thông tin và Truyền thông", "Báo tỉnh", "Quý II/2025"),
    ("II", "Kiểm tra, giám sát", "", "", ""),
    ("3", "Kiểm tra việc thực hiện tại cơ sở", "Thanh tra tỉnh", "Sở Nội vụ", "Tháng 9/2025"),
    ("4", "Tổng hợp, báo cáo kết quả thực hiện", "Sở Nội vụ", "Các sở, ngành", "Trước 30/11/2025"),
)
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_FOOT = ("recipients", "signature")


@dataclass(frozen=True)
class Pair:
    """Two columns side by side, each some lines."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells; a row whose cells from the third on are empty names a group and is printed merged."""

    rows: tuple[tuple[str, ...], ...]


Part = str | Pair | Table


@dataclass(frozen=True)
class Sheet:
    """One document: paragraphs, pairs of columns and tables in reading order."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """What a person reads off the pages, in order, a paragraph per line."""
        return "\n\n".join(map(_read_off, self.parts)) + "\n"


def sheet(text: str, *, table: bool = True) -> Sheet:
    """Return the document that `text` tells, with a letterhead, a signature in two columns and a table of tasks."""
    plan = parse(text, "mau.txt")
    zones = [(section.kind, _lines(plan.quote(section.span))) for section in plan.sections]
    foot = {kind: tuple(line for one, lines in zones if one == kind for line in lines) for kind in _FOOT}
    head = tuple(line for kind, lines in zones if kind == "header" for line in lines)
    body = [line for kind, lines in zones if kind not in ("header", *_FOOT) for line in lines]
    parts: list[Part] = [_letterhead(head, plan.header.issuer or ""), *body]
    if foot["recipients"] or foot["signature"]:
        parts.append(Pair(foot["recipients"], foot["signature"]))
    if table:
        parts += ["PHỤ LỤC", Table(TASKS)]
    return Sheet(tuple(parts))


def _letterhead(lines: tuple[str, ...], issuer: str) -> Pair:
    stated = [line for line in lines if not re.match(r"CỘNG H|Độc lập", line)]
    dated = tuple(line for line in stated if re.search(r"ngày.*tháng", line))
    left = tuple(line for line in stated if line not in dated)
    return Pair(left if len(left) > 1 else (issuer.upper() or "ỦY BAN NHÂN DÂN", *left), (*NATION, *dated))


def _lines(text: str) -> list[str]:
    return [line for raw in text.replace("*", "").splitlines() if (line := " ".join(raw.split()))]


def _read_off(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Pair):
        return "\n\n".join(filter(None, ("\n".join(part.left), "\n".join(part.right))))
    return "\n".join(f"| {' | '.join(_merged(row))} |" for row in part.rows)


def _merged(row: Sequence[str]) -> list[str]:
    return list(row) if any(row[2:]) else list(row[:2])


def write_docx(document: Sheet, path: Path, *, automatic: bool = False) -> None:
    """Write a Word file; with `automatic` the labels are Word's own numbers and no typed characters."""
    from evaluation.rendering_docx import write

    write(document, path, automatic)


def write_pdf(document: Sheet, path: Path, *, numbered: bool = True) -> None:
    """Write a PDF with a text layer, hard-wrapped and justified; with `numbered` each page prints its number."""
    from evaluation.rendering_pdf import write

    write(document, path, numbered)


def write_scan(
    pdf: Path, path: Path, *, dpi: int = 300, skew: float = 0.6, noise: float = 10.0, stamps: int = 0
) -> None:
    """Write the pages of `pdf` as a scanner gives them: pictures only, turned by up to `skew` degrees, with noise.

    `stamps` round seals, as red ones come out in grey, lie over the print of each page.
    """
    from evaluation.rendering_scan import write

    write(pdf, path, dpi, skew, noise, stamps)


def write_photo(pdf: Path, path: Path) -> None:
    """Write the pages of `pdf` as a phone takes them: seen at an angle, turned, unevenly lit, 1,850 pixels wide."""
    from evaluation.rendering_scan import write_photo

    write_photo(pdf, path)

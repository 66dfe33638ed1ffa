"""Word files (.docx): the text as it is printed, automatic numbers, tables and text boxes included.

Tracked changes are taken as accepted; macros, pictures, comments, running headers and footers are not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from ingest.headlines import can_be
from ingest.legacy_fonts import Coding, decode, font_coding, shows_capitals
from ingest.source import Beat, Source
from ingest.syllables import READABLE, share
from ingest.table_text import MOST_ACROSS, Cell, table_text
from ingest.word_numbering import Numbering
from ingest.word_package import W, WordPackage, attribute, is_on, open_archive
from ingest.word_styles import Look, Styles
from plans.errors import UnreadableFile

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = frozenset({W + "del", W + "moveFrom", W + "rPr", W + "pPr", W + "txbxContent", W + "instrText"})
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "\u00ad"}
_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_DEEPEST = 60  # tables in tables in text boxes; Word itself allows fewer


def read(path: Path, beat: Beat) -> Source:
    """Return the text of the Word file at `path`; raise `UnreadableFile` when it is none."""
    with open_archive(path) as archive:
        package = WordPackage(archive)
        if not package.main:
            raise UnreadableFile(_what_else(archive.namelist()))
        return _Document(package).source(path.name)


def _what_else(names: list[str]) -> str:
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return "đây là tệp Excel hoặc PowerPoint, chưa đọc được. Hãy lưu phần văn bản thành tệp Word hoặc PDF"
    return "đây là tệp nén không có văn bản Word; hãy giải nén rồi nạp các tệp bên trong"


class _Document:
    """One Word file while it is read: its styles and how far its lists have counted."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(package.styles())
        self._numbering = Numbering(package.part("numbering.xml"))
        self._body = package.document().find(W + "body")
        self._legacy = False

    def source(self, name: str) -> Source:
        """Return the whole text: the body, then the notes."""
        if self._body is None:
            return Source("", name)
        parts = [*self._blocks(self._body, 0), *self._notes("footnote"), *self._notes("endnote")]
        text = _BLANK_LINES.sub("\n\n", "\n\n".join(part for part in parts if part.strip()))
        warning = "chữ gõ bằng phông TCVN3/VNI đã chuyển sang Unicode; hãy đối chiếu"
        return Source(unicodedata.normalize("NFC", text), name, warnings=(warning,) if self._legacy else ())

    def _blocks(self, parent: ET.Element, depth: int) -> Iterator[str]:
        """Yield the paragraphs and tables under `parent` in order, each followed by the text boxes in it."""
        if depth > _DEEPEST:
            raise UnreadableFile("cấu trúc lồng nhau quá sâu, không phải tài liệu thường. Hãy lưu lại tệp bằng Word")
        for element in parent:
            if element.tag == W + "p":
                yield self._paragraph(element) if depth else self._marked(element)
                yield from self._boxes(element, depth)
            elif element.tag == W + "tbl":
                yield self._table(element, depth)
            elif element.tag not in _DROPPED:
                yield from self._blocks(element, depth + 1)

    def _paragraph(self, element: ET.Element) -> str:
        properties = element.find(W + "pPr")
        text = "".join(self._runs(element, properties)).strip(" \t\n")
        numbered = self._styles.numbered(properties)
        label = self._numbering.label(numbered) if numbered and (text or _is_printed(properties)) else ""
        return label + text if text else ""

    def _marked(self, element: ET.Element) -> str:
        """Return a paragraph, one that bold alone makes a heading in the marks that Markdown has for bold."""
        text = self._paragraph(element)
        return f"**{text}**" if "\n" not in text and can_be(text) and self._is_bold(element) else text

    def _is_bold(self, element: ET.Element) -> bool:
        properties = element.find(W + "pPr")
        looks = (look for look, text in self._pieces(element, properties) if text.strip())
        return self._styles.is_heading(properties) or all(look.bold for look in looks)

    def _runs(self, element: ET.Element, properties: ET.Element | None) -> Iterator[str]:
        """Yield the text of a paragraph by runs of one look, so that a letter cut between two runs is decoded whole."""
        pending, shown = "", Look()
        for look, text in self._pieces(element, properties):
            if look != shown:
                yield self._shown(pending, shown)
                pending, shown = "", look
            pending += text
        yield self._shown(pending, shown)

    def _pieces(self, element: ET.Element, properties: ET.Element | None) -> Iterator[tuple[Look, str]]:
        for child in element:
            if child.tag == W + "r":
                look = self._styles.look(properties, child.find(W + "rPr"))
                if not look.hidden:
                    yield look, "".join(_letters(child))
            elif child.tag not in _DROPPED:
                yield from self._pieces(child, properties)

    def _shown(self, text: str, look: Look) -> str:
        coding = font_coding(look.font or "")
        if coding and text.strip() and _is_coded(text, coding):
            self._legacy |= not text.isascii()
            text = decode(text, coding)
            if shows_capitals(look.font or ""):
                text = text.upper()
        text = text.replace("\u00ad", "")
        return text.upper() if look.capitals else text

    def _boxes(self, paragraph: ET.Element, depth: int) -> Iterator[str]:
        """Yield the text of boxes drawn in a paragraph, once: files carry each in a new and in an old form."""
        for run in paragraph.iter(W + "r"):
            for content in _first_choice(run):
                yield from self._blocks(content, depth + 1)

    def _table(self, table: ET.Element, depth: int) -> str:
        return table_text([self._row(row, depth) for row in _inside(table, W + "tr") if not _is_deleted(row)])

    def _row(self, row: ET.Element, depth: int) -> list[Cell]:
        """Return the cells of a row, as far to the right as they stand in the table."""
        ahead = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        cells = [Cell()] * ahead
        for element in _inside(row, W + "tc"):
            if cells and _merges(element, "hMerge"):
                cells[-1] = replace(cells[-1], across=cells[-1].across + 1)
            else:
                cells.append(self._cell(element, depth))
        return cells

    def _cell(self, element: ET.Element, depth: int) -> Cell:
        across = _count(element.find(f"{W}tcPr/{W}gridSpan"), 1)
        if _merges(element, "vMerge"):
            return Cell(across=across, covered=True)
        return Cell("\n".join(filter(str.strip, self._blocks(element, depth + 1))), across)

    def _notes(self, kind: str) -> Iterator[str]:
        root = self._package.part(f"{kind}s.xml")
        for note in [] if root is None else root.findall(W + kind):
            if attribute(note, "type") in (None, "normal"):
                yield " ".join(self._blocks(note, 0)).strip()


def _letters(run: ET.Element) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag == W + "sym":
            yield "•"
        elif child.tag in _SIGNS and attribute(child, "type") not in ("page", "column"):
            yield _SIGNS[child.tag]


def _is_coded(text: str, coding: Coding) -> bool:
    """Say whether letters in an old font are its codes, and not Unicode letters that only carry the font's name."""
    return all(letter < "\u0100" or not letter.isalpha() for letter in text) and (
        share(text) < READABLE or share(decode(text, coding)) >= share(text)
    )


def _first_choice(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == _MC + "AlternateContent":
            forms = [found for form in child if (found := list(_first_choice(form)))]
            yield from forms[0] if forms else ()
        else:
            yield from _first_choice(child)


def _inside(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield the rows of a table or cells of a row, those in content controls and tracked changes included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _inside(child, tag)


def _is_deleted(row: ET.Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _merges(cell: ET.Element, kind: str) -> bool:
    """Say whether a cell belongs to the one above it ("vMerge") or beside it ("hMerge", of old files)."""
    merged = cell.find(f"{W}tcPr/{W}{kind}")
    return merged is not None and attribute(merged) != "restart"


def _count(element: ET.Element | None, otherwise: int) -> int:
    """Return the number an element states, within what Word allows."""
    stated = attribute(element) or ""
    return max(otherwise, min(int(stated), MOST_ACROSS)) if re.fullmatch(r"[0-9]{1,9}", stated) else otherwise


def _is_printed(properties: ET.Element | None) -> bool:
    """Say whether an empty paragraph of a list still counts: its mark is neither hidden nor deleted."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is None or (mark.find(W + "del") is None and not is_on(mark.find(W + "vanish")))

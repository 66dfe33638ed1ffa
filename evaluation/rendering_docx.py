"""Documents as Word files, their numbers typed or Word's own."""

from __future__ import annotations

import re
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from evaluation.rendering import Pair, Sheet, Table

_LEVELS = (
    ("upperRoman", "%1.", r"([IVX]+)\.\s+(?=\S)"),
    ("decimal", "%2.", r"(\d{1,2})\.\s+(?=\S)"),
    ("lowerLetter", "%3)", r"([a-cegh])\)\s+(?=\S)"),
    ("bullet", "-", r"(-)\s+(?=\S)"),
    ("bullet", "+", r"(\+)\s+(?=\S)"),
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def write(sheet: Sheet, path: Path, automatic: bool) -> None:
    """Write `sheet` as a Word file at `path`."""
    document = docx.Document()
    lists = _Lists(document) if automatic else None
    for part in sheet.parts:
        if isinstance(part, Pair):
            _pair(document, part)
        elif isinstance(part, Table):
            _table(document, part)
        elif lists is None or not lists.add(part):
            document.add_paragraph(part)
    document.save(str(path))


def _pair(document: Document, pair: Pair) -> None:
    row = document.add_table(rows=1, cols=2).rows[0]
    _fill(row.cells[0], pair.left)
    _fill(row.cells[1], pair.right)


def _fill(cell: _Cell, lines: tuple[str, ...]) -> None:
    cell.text = lines[0] if lines else ""
    for line in lines[1:]:
        cell.add_paragraph(line)


def _table(document: Document, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.rows[0]), style="Table Grid")
    for words in table.rows:
        cells = grid.add_row().cells
        if not any(words[2:]):
            cells[1].merge(cells[-1])
        for cell, text in zip(cells, words, strict=True):
            if text:
                cell.text = text
    document.add_paragraph()  # as Word does: without one after its last table, programs lose that table


class _Lists:
    """One multi-level list; a new one restarts where the printed number does not follow from the last."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = document.part.numbering_part.element
        self._abstract = self._add_abstract()
        self._list = self._add_list({})
        self._counts: dict[int, int] = {}

    def add(self, line: str) -> bool:
        """Add `line` as a paragraph of the list when it carries a label, and say whether it did."""
        for level, (_, _, pattern) in enumerate(_LEVELS):
            if found := re.match(pattern, line):
                self._advance(level, found[1])
                self._number(self._document.add_paragraph(line[found.end() :]), level)
                return True
        return False

    def _advance(self, level: int, label: str) -> None:
        number = _number(level, label)
        if level < 3 and number != self._counts.get(level, 0) + 1:
            self._list = self._add_list({level: number})
        self._counts = {depth: count for depth, count in self._counts.items() if depth < level} | {level: number}

    def _number(self, paragraph: Paragraph, level: int) -> None:
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = level
        numbering.get_or_add_numId().val = self._list

    def _add_abstract(self) -> int:
        abstract = _element("abstractNum", abstractNumId="90")
        for level, (form, text, _) in enumerate(_LEVELS):
            parent = _element("lvl", ilvl=str(level))
            for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
                parent.append(_element(name, val=value))
            abstract.append(parent)
        self._numbering.insert(0, abstract)
        return 90

    def _add_list(self, starts: dict[int, int]) -> int:
        number = self._numbering.add_num(self._abstract)
        for level, start in starts.items():
            number.add_lvlOverride(level).add_startOverride(start)
        return int(number.numId)


def _number(level: int, label: str) -> int:
    if level == 0:
        return _ROMAN.index(label)
    return int(label) if level == 1 else ord(label) - ord("a") + 1 if level == 2 else 1


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element

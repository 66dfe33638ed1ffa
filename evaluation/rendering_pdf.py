"""Documents as PDF pages: A4, 13 points, justified and wrapped, two columns side by side, ruled tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fpdf import FPDF

from evaluation.rendering import Pair, Sheet, Table

_FONT = Path(__file__).parent / "data" / "tinos-vietnamese.ttf"  # SIL OFL 1.1; as wide as Times New Roman
_LEFT, _RIGHT, _TOP, _BOTTOM, _WIDTH, _HEIGHT = 85.0, 57.0, 57.0, 57.0, 595.0, 842.0  # points
_SIZE, _LEADING, _AFTER, _INDENT = 13.0, 17.0, 6.0, 36.0
_SMALL, _LEFT_SHARE = 12.0, 0.42  # of letterheads and signatures
_COLUMNS = (0.08, 0.37, 0.22, 0.17, 0.16)  # shares of the page's width


def write(sheet: Sheet, path: Path, numbered: bool) -> None:
    """Write `sheet` as a PDF at `path`; with `numbered` pages from the second on print their number at the top."""
    page = _Page(numbered)
    for part in sheet.parts:
        if isinstance(part, Pair):
            page.pair(part)
        elif isinstance(part, Table):
            page.table(part)
        else:
            page.paragraph(part)
    page.save(path)


class _Page:
    def __init__(self, numbered: bool) -> None:
        self._pdf = FPDF(unit="pt", format="A4")
        self._pdf.set_auto_page_break(False)
        self._pdf.add_font("Serif", fname=str(_FONT))
        self._pdf.set_font("Serif", size=_SIZE)
        self._numbered = numbered
        self._y = _HEIGHT
        self._open()

    def save(self, path: Path) -> None:
        """Write the pages."""
        self._pdf.output(str(path))

    def paragraph(self, text: str) -> None:
        """Set a paragraph: capitals alone are centred, all else is justified behind an indent."""
        width = _WIDTH - _LEFT - _RIGHT
        centred = text.isupper() and len(text) < 60
        lines = list(self._wrapped(text, width, 0 if centred else _INDENT))
        for number, words in enumerate(lines):
            self._room(_LEADING)
            indent = 0 if number or centred else _INDENT
            if centred:
                self._words(words, _LEFT + (width - self._width(" ".join(words))) / 2)
            else:
                self._words(words, _LEFT + indent, width - indent if number < len(lines) - 1 else None)
            self._y += _LEADING
        self._y += _AFTER

    def pair(self, pair: Pair) -> None:
        """Set two columns side by side, the lines of the right one centred."""
        self._pdf.set_font_size(_SMALL)
        left_width = (_WIDTH - _LEFT - _RIGHT) * _LEFT_SHARE
        right_width = _WIDTH - _LEFT - _RIGHT - left_width
        left = [words for line in pair.left for words in self._wrapped(line, left_width - 4, 0)]
        right = [words for line in pair.right for words in self._wrapped(line, right_width, 0)]
        self._room(_LEADING * max(len(left), len(right)))
        top = self._y
        for number, words in enumerate(left):
            self._y = top + number * _LEADING
            self._words(words, _LEFT)
        for number, words in enumerate(right):
            self._y = top + number * _LEADING
            self._words(words, _LEFT + left_width + (right_width - self._width(" ".join(words))) / 2)
        self._y = top + max(len(left), len(right)) * _LEADING + _AFTER
        self._pdf.set_font_size(_SIZE)

    def table(self, table: Table) -> None:
        """Set a ruled table; cells wrap, and a group's name runs over the merged cells."""
        shares = [_COLUMNS[at] * (_WIDTH - _LEFT - _RIGHT) for at in range(len(table.rows[0]))]
        for row in table.rows:
            widths = shares if any(row[2:]) else [shares[0], sum(shares[1:])]
            self._row(row[: len(widths)], widths)

    def _row(self, cells: Sequence[str], widths: Sequence[float]) -> None:
        wrapped = [list(self._wrapped(cell, width - 8, 0)) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, wrapped)) * _LEADING + 6
        self._room(height)
        top, x = self._y, _LEFT
        for lines, width in zip(wrapped, widths, strict=True):
            self._pdf.rect(x, top, width, height)
            for number, words in enumerate(lines):
                self._y = top + 3 + number * _LEADING
                self._words(words, x + 4)
            x += width
        self._y = top + height

    def _words(self, words: Sequence[str], x: float, width: float | None = None) -> None:
        gaps = len(words) - 1
        space = self._width(" ") if width is None or not gaps else (width - self._width("".join(words))) / gaps
        for word in words:
            self._pdf.text(x, self._y + _SIZE, word)
            x += self._width(word) + space

    def _wrapped(self, text: str, width: float, indent: float) -> Iterator[list[str]]:
        line: list[str] = []
        for word in text.split():
            if line and self._width(" ".join([*line, word])) > width - indent:
                yield line
                line, indent = [], 0
            line.append(word)
        yield line

    def _width(self, text: str) -> float:
        return float(self._pdf.get_string_width(text))

    def _room(self, height: float) -> None:
        if self._y + height > _HEIGHT - _BOTTOM:
            self._open()

    def _open(self) -> None:
        self._pdf.add_page()
        self._y = _TOP
        if self._numbered and self._pdf.page > 1:
            self._pdf.text(_WIDTH / 2, _TOP - 20, str(self._pdf.page))

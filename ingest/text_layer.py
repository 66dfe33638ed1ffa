"""The text layer of a PDF page: words with their boxes, ruling lines, all as they stand when the page is upright."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import islice, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.legacy_fonts import Coding, decode, font_coding, shows_capitals
from ingest.page import Page, Word
from ingest.ruled import Box, ruled_tables

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+")
_HYPHENS = str.maketrans({"\u0002": "-", "\u00ad": "-"})
_UNICODE_ONLY = re.compile("[\u0102-\uffff]")
_MOST_SIGNS = 200_000  # on one page; a full page of small print has 8,000
_MOST_PATHS = 3001
_MOST_FORMS = 2  # one in the other
_LONGEST_NAME = 128  # bytes of a font's name
_Name = ctypes.c_char * _LONGEST_NAME
_SHORTEST = 8.0  # points of a ruling line; shorter strokes are ornaments
_LEVEL = 0.7  # points a line may slant

Place = Callable[[float, float], tuple[float, float]]


def text_page(page: pdfium.PdfPage) -> Page:
    """Return the text layer of `page`: what it writes and where, and its ruled tables."""
    width, height = page.get_size()
    place = _place(page, width, height)
    with closing(page.get_textpage()) as text:
        words = tuple(_words(text, place))
    return Page(width, height, words, tuple(ruled_tables(list(_lines(page, place)))))


def has_picture(page: pdfium.PdfPage) -> bool:
    """Say whether the page shows a picture, which may be a scan of it."""
    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))


def largest_picture(page: pdfium.PdfPage) -> int:
    """Return how many pixels the largest picture of the page says it has."""
    pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
    return max((width * height for width, height in (one.get_px_size() for one in pictures)), default=0)


def scan_scale(page: pdfium.PdfPage) -> float | None:
    """Return how many pixels a point has in the picture that takes most of the page; `None` where none does."""
    most = page.get_width() * page.get_height() / 2
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=1):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= most:
            across, down = picture.get_px_size()
            return float((across * down / ((right - left) * (top - bottom))) ** 0.5)
    return None


def _place(page: pdfium.PdfPage, width: float, height: float) -> Place:
    """Return the map from the page's own coordinates to points from the upper left corner as it is shown."""
    fine = 100
    size = (int(width * fine), int(height * fine))

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        return across.value / fine, down.value / fine

    (x0, y0), (x1, y1), (x2, y2) = shown(0, 0), shown(100, 0), shown(0, 100)
    a, b, c, d = (x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100
    return lambda x, y: (x0 + a * x + c * y, y0 + b * x + d * y)


def _box(place: Place, left: float, bottom: float, right: float, top: float) -> Box:
    (x0, y0), (x1, y1) = place(left, top), place(right, bottom)
    if x0 > x1:
        x0, x1 = x1, x0
    return Box(x0, y0, x1, y1) if y0 <= y1 else Box(x0, y1, x1, y0)


def _words(text: pdfium.PdfTextPage, place: Place) -> Iterator[Word]:
    count = min(text.count_chars(), _MOST_SIGNS)
    signs = text.get_text_range(0, count)
    if len(signs) != count:  # it leaves out what it cannot print; then places must be asked for one by one
        signs = "".join(_sign(raw.FPDFText_GetUnicode(text, at)) for at in range(count))
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    for found in _WORD.finditer(signs.translate(_HYPHENS)):
        start, end = found.span()
        raw.FPDFText_GetLooseCharBox(text.raw, start, first)
        raw.FPDFText_GetLooseCharBox(text.raw, end - 1, last)
        low, high = min(first.bottom, last.bottom), max(first.top, last.top)
        box = _box(place, min(first.left, last.left), low, max(first.right, last.right), high)
        yield Word(_readable(found[0], text, start), box)


def _sign(code: int) -> str:
    """Return a character for every index, so that indices in the text are the page's own."""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else " "


def _readable(word: str, text: pdfium.PdfTextPage, at: int) -> str:
    """Return a word set in a TCVN3 or VNI font in Unicode."""
    if _UNICODE_ONLY.search(word):
        return word
    coding, capitals = _shown_by(_font(text, at))
    if coding is None:
        return word
    shown = decode(word, coding)
    return shown.upper() if capitals else shown


@lru_cache(maxsize=256)
def _shown_by(font: bytes) -> tuple[Coding | None, bool]:
    name = font.decode("utf-8", "replace")
    return font_coding(name), shows_capitals(name)


def _font(text: pdfium.PdfTextPage, at: int) -> bytes:
    name, flags = _Name(), ctypes.c_int()
    size = raw.FPDFText_GetFontInfo(text.raw, at, name, _LONGEST_NAME, flags)
    return bytes(name.value) if size else b""


def _lines(page: pdfium.PdfPage, place: Place) -> Iterator[Box]:
    """Yield the level and upright edges of what is drawn on the page."""
    paths = _paths(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _MOST_FORMS)
    for path in islice(paths, _MOST_PATHS):
        for (x0, y0), (x1, y1) in pairwise(_points(path, place)):
            level, upright = abs(y1 - y0) <= _LEVEL, abs(x1 - x0) <= _LEVEL
            if level != upright and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORTEST:
                yield Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _paths(holder: object, count: Callable[..., int], get: Callable[..., object], forms: int) -> Iterator[object]:
    """Yield what is drawn as lines on a page or in forms on it; pypdfium2 would make an object of each text too."""
    for number in range(count(holder)):
        drawn = get(holder, number)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield drawn
        elif kind == raw.FPDF_PAGEOBJ_FORM and forms:
            yield from _paths(drawn, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, forms - 1)


def _points(path: object, place: Place) -> list[tuple[float, float]]:
    """Return the corners of a path, closed ones back to the first; curves make none of their own."""
    turn = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, turn)
    matrix = pdfium.PdfMatrix.from_raw(turn)
    points: list[tuple[float, float]] = []
    for number in range(min(raw.FPDFPath_CountSegments(path), 400)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(place(*matrix.on_point(x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    return points

"""Pictures of pages → words with their places, by tesseract with its Vietnamese data, run as a program of its own."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from ingest.page import Page, Word, middle_of
from ingest.picture import flattened, is_photo, ruling, straightened, without
from ingest.ruled import Box, ruled_tables
from ingest.seals import reddish, unsealed
from ingest.strokes import numeral
from ingest.syllables import share
from plans.errors import UnreadableFile

DPI = 240  # of what is recognised: more finds no more letters and takes longer (docs/benchmarks.md)
_RULED, _MARGIN = 3, 16  # pixels that a cell's lines take, and of white around what is recognised by itself
_INK, _PAPER = 128, 190  # grey levels: darker is ink, lighter is paper
_EMPTY = 0.002  # share of ink on a page with hardly a line; a full one has twenty times that
_LONGEST = 120  # seconds for one page; a full one takes two to five
_INSTALL = "Hãy cài: sudo apt install tesseract-ocr tesseract-ocr-vie"
_SIGNS = str.maketrans({"—": "–", "⁄": "/"})  # offices print neither; these are how their dash and slash are misread
_DASHES = re.compile(r"[-–]{2,}")
_TURNED = 0.6  # a page that reads worse may lie on its side


def recognised(picture: Image.Image) -> Page:
    """Return what is printed on a picture of a page taken at `DPI`; raise `UnreadableFile` when that cannot be done."""
    clean = _clean(picture)
    page = _read(clean)
    if share(_text(page)) >= _TURNED or not (turn := _orientation(clean)):
        return page
    turned = _read(clean.rotate(-turn, expand=True, fillcolor=255))
    return turned if share(_text(turned)) > share(_text(page)) else page


def _text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def _clean(picture: Image.Image) -> Image.Image:
    """Return a page in grey, evenly lit, without the seals over its print."""
    grey, red = picture.convert("L"), reddish(picture)
    if is_photo(picture):
        grey, red = flattened(grey), red and red._replace(light=flattened(red.light))
    return unsealed(grey, red, DPI)


class _Piece(NamedTuple):
    """A part of a page to be recognised by itself, and where on the page it lies, in pixels."""

    picture: Image.Image
    left: int = 0
    top: int = 0


def _read(picture: Image.Image) -> Page:
    upright = straightened(picture)
    lines = ruling(upright, DPI)
    tables = tuple(ruled_tables([_points(line) for line in lines]))
    inside = [_pixels(table.box) for table in tables]
    words = [*_words([_Piece(_quiet(without(upright, inside) if inside else upright))], "4")]
    clean = without(upright, lines) if tables else upright
    cells = [cell for table in tables for row in table.rows for cell in row if cell]
    words += _printed(clean, cells, "6")
    silent = [cell for cell in cells if not any(cell.holds(*middle_of(word)) for word in words)]
    words += _printed(clean, silent, "7")  # one letter by itself, "I" above all, is no block of print but a line
    width, height = (side * 72 / DPI for side in upright.size)
    return Page(width, height, tuple(words), tables)


def _quiet(picture: Image.Image) -> Image.Image:
    """Return an almost empty page without the grain of its paper, which is taken for letters where there are none."""
    dark = sum(picture.histogram()[:_INK])
    return picture.point(_whitened) if dark < _EMPTY * picture.width * picture.height else picture


def _whitened(level: int) -> int:
    return 255 if level > _PAPER else level


def _printed(picture: Image.Image, cells: Sequence[Box], layout: str) -> Iterator[Word]:
    """Yield the words in these cells of a page without its lines."""
    return _words([piece for cell in cells if (piece := _cell(picture, cell))], layout)


def _cell(picture: Image.Image, cell: Box) -> _Piece | None:
    """Return what is printed in a cell, on white paper of its own: amid a page one or two signs are taken for noise."""
    x0, y0, x1, y1 = _pixels(cell)
    inner = picture.crop((x0 + _RULED, y0 + _RULED, x1 - _RULED, y1 - _RULED)) if x1 - x0 > 4 * _RULED else None
    ink = inner.point(lambda level: 255 * (level < _INK)).getbbox() if inner else None
    if inner is None or ink is None:
        return None
    paper = Image.new("L", (ink[2] - ink[0] + 2 * _MARGIN, ink[3] - ink[1] + 2 * _MARGIN), 255)
    paper.paste(inner.crop(ink).point(_whitened), (_MARGIN, _MARGIN))
    return _Piece(paper, x0 + _RULED + ink[0] - _MARGIN, y0 + _RULED + ink[1] - _MARGIN)


def _points(box: Box) -> Box:
    return Box(*(side * 72 / DPI for side in box))


def _pixels(box: Box) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(side * DPI / 72) for side in box)
    return x0, y0, x1, y1


def _words(pieces: Sequence[_Piece], layout: str) -> Iterator[Word]:
    """Yield the words of these pieces; all words of a line take the line's height, so that rows hold together."""
    line = Box(0, 0, 0, 0)
    table = _tesseract([piece.picture for piece in pieces], "--psm", layout, "tsv") if pieces else ""
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != 12:
            continue
        piece = pieces[int(fields[1]) - 1]
        left, top, width, height = map(int, fields[6:10])
        place = Box(left, top, left + width, top + height)
        box = _points(Box(place.x0 + piece.left, place.y0 + piece.top, place.x1 + piece.left, place.y1 + piece.top))
        if fields[0] == "4":
            line = box
        elif fields[0] == "5" and fields[11].strip():
            text = numeral(fields[11].strip(), piece.picture, place)
            yield Word(_DASHES.sub("–", text.translate(_SIGNS)), box._replace(y0=line.y0, y1=line.y1))


def _orientation(picture: Image.Image) -> int:
    """Return by how many degrees, clockwise, a page must be turned to stand upright; 0 when that is not known."""
    try:
        told = _tesseract([picture], "--psm", "0", language="osd")
    except UnreadableFile:
        return 0
    found = [line.rpartition(":")[2] for line in told.splitlines() if line.startswith("Rotate:")]
    return int(found[0]) if found else 0


def _tesseract(pictures: Sequence[Image.Image], *options: str, language: str = "vie") -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise UnreadableFile(f"cần chương trình tesseract để đọc ảnh quét. {_INSTALL}")
    stream = io.BytesIO()
    pictures[0].save(stream, "TIFF", save_all=True, append_images=pictures[1:])
    command = [program, "stdin", "stdout", "-l", language, "--dpi", str(DPI), *options]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads only make one page slower
    try:
        done = subprocess.run(command, input=stream.getvalue(), capture_output=True, timeout=_LONGEST, env=environment)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(f"nhận dạng một trang quá {_LONGEST} giây, đã bỏ qua trang đó") from None
    if done.returncode:
        missing = b"loading language" in done.stderr
        reason = f"tesseract chưa có dữ liệu tiếng Việt. {_INSTALL}" if missing else "tesseract không đọc được ảnh này"
        raise UnreadableFile(reason)
    return done.stdout.decode("utf-8", "replace")

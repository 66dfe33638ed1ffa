"""Pictures of pages → words with their places, by tesseract with its Vietnamese data, run as a program of its own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator

from PIL import Image

from ingest.page import Page, Word, middle_of
from ingest.picture import flattened, is_photo, ruling, straightened, without
from ingest.ruled import Box, ruled_tables
from ingest.syllables import share
from plans.errors import UnreadableFile

DPI = 300
_SHORT = 3  # characters
_LONGEST = 120  # seconds for one page; a full one takes two to five
_INSTALL = "Hãy cài: sudo apt install tesseract-ocr tesseract-ocr-vie"
_SIGNS = str.maketrans({"—": "–", "⁄": "/"})  # offices print neither; these are how their dash and slash are misread
_TURNED = 0.6  # a page that reads worse may lie on its side


def recognised(picture: Image.Image) -> Page:
    """Return what is printed on a picture of a page taken at `DPI`; raise `UnreadableFile` when that cannot be done."""
    page = _read(picture)
    if share(_text(page)) >= _TURNED or not (turn := _orientation(picture)):
        return page
    turned = _read(picture.rotate(-turn, expand=True, fillcolor=255))
    return turned if share(_text(turned)) > share(_text(page)) else page


def _text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def _read(picture: Image.Image) -> Page:
    upright = straightened(flattened(picture) if is_photo(picture) else picture)
    lines = ruling(upright, DPI)
    tables = tuple(ruled_tables([_points(line) for line in lines]))
    clean = without(upright, lines) if tables else upright
    width, height = (side * 72 / DPI for side in upright.size)
    words = tuple(_words(_tesseract(clean, "--psm", "4", "tsv")))
    for cell in (cell for table in tables for row in table.rows for cell in row if cell):
        words = _with_short_cell(clean, cell, words)
    return Page(width, height, words, tables)


def _with_short_cell(picture: Image.Image, cell: Box, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with a cell's one or two signs read anew by themselves: amid a page they are taken for noise."""
    inside = [word for word in words if cell.holds(*middle_of(word))]
    if sum(len(word.text) for word in inside) > _SHORT:
        return words
    x0, y0, x1, y1 = (round(side * DPI / 72) for side in cell)
    crop = picture.crop((x0, y0, x1, y1))
    ink = crop.point(lambda level: 255 * (level < 128)).getbbox()
    if ink is None:
        return words
    text = " ".join(_tesseract(crop.crop(_padded(ink)), "--psm", "7").translate(_SIGNS).split())
    return (*(word for word in words if word not in inside), *([Word(text, cell)] if text else inside))


def _padded(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return box[0] - 12, box[1] - 12, box[2] + 12, box[3] + 12


def _points(box: Box) -> Box:
    return Box(*(side * 72 / DPI for side in box))


def _words(table: str) -> Iterator[Word]:
    """Yield the words of tesseract's table; all words of a line take the line's height, so that rows hold together."""
    line = Box(0, 0, 0, 0)
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != 12:
            continue
        left, top, width, height = map(int, fields[6:10])
        box = _points(Box(left, top, left + width, top + height))
        if fields[0] == "4":
            line = box
        elif fields[0] == "5" and fields[11].strip():
            yield Word(fields[11].strip().translate(_SIGNS), box._replace(y0=line.y0, y1=line.y1))


def _orientation(picture: Image.Image) -> int:
    """Return by how many degrees, clockwise, a page must be turned to stand upright; 0 when that is not known."""
    try:
        told = _tesseract(picture, "--psm", "0", language="osd")
    except UnreadableFile:
        return 0
    found = [line.rpartition(":")[2] for line in told.splitlines() if line.startswith("Rotate:")]
    return int(found[0]) if found else 0


def _tesseract(picture: Image.Image, *options: str, language: str = "vie") -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise UnreadableFile(f"cần chương trình tesseract để đọc ảnh quét. {_INSTALL}")
    stream = io.BytesIO()
    picture.save(stream, "PPM")
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

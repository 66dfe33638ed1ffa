"""PDF files: words with their places from the text layer; pages without a readable one are recognised."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium

from ingest.misread import mended
from ingest.page import Page
from ingest.paragraphs import flow
from ingest.source import Beat, Source
from ingest.syllables import READABLE, share
from ingest.text_layer import has_picture, largest_picture, scan_scale, text_page
from plans.errors import UnreadableFile

MOST_PAGES = 2000
_MOST_PIXELS = 60_000_000  # of one page; A3 at 300 dpi has 17 million
_MOST_TIMES = 3.0  # a coarse scan is enlarged: pdfium itself would blur it
_FEW = 12  # letters; a page with fewer and a picture is a scan with a stamp of text on it


def read(path: Path, beat: Beat) -> Source:
    """Return the text of the PDF at `path`, its pages told; raise `UnreadableFile` when it cannot be opened."""
    with closing(_opened(path)) as document:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"tệp có {len(document):,} trang, quá {MOST_PAGES:,} trang. Hãy tách nhỏ tệp")
        pages: list[Page] = []
        scanned: list[int] = []
        warnings: list[str] = []
        for number in range(len(document)):
            page, seen = _page(document, number, warnings)
            pages.append(page)
            scanned += [number + 1] * seen
            beat()
    text, starts = flow(pages)
    if not text.strip() and warnings:
        raise UnreadableFile(warnings[0])
    if not scanned:
        return Source(text, path.name, warnings=tuple(dict.fromkeys(warnings)), pages=starts)
    shown = f"{', '.join(map(str, scanned[:20]))}{'…' * (len(scanned) > 20)}"
    warnings.append(f"trang {shown} không có lớp chữ đọc được, đã nhận dạng từ ảnh; hãy đối chiếu với bản gốc")
    return mended(Source(text, path.name, "ocr", tuple(dict.fromkeys(warnings)), starts), scanned)


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("tệp PDF có mật khẩu. Hãy gỡ mật khẩu rồi nạp lại") from error
        raise UnreadableFile("tệp PDF hỏng hoặc tải về chưa hết. Hãy lấy lại tệp rồi nạp lại") from error


def _page(document: pdfium.PdfDocument, number: int, warnings: list[str]) -> tuple[Page, bool]:
    """Return one page, and whether it had to be recognised."""
    with closing(document[number]) as page:
        typed = text_page(page)
        written = " ".join(word.text for word in typed.words)
        letters = sum(map(str.isalpha, written))
        if letters >= _FEW and share(written) >= READABLE:
            return typed, False
        if letters < _FEW and not has_picture(page):
            return typed, False
        seen = _recognised(page, warnings)
    if seen is None or (letters >= _FEW and share(" ".join(word.text for word in seen.words)) <= share(written)):
        return typed, False
    return seen, True


def _recognised(page: pdfium.PdfPage, warnings: list[str]) -> Page | None:
    from ingest.ocr import DPI, recognised
    from ingest.picture import enlarged
    from ingest.seals import MOST_COLOURED

    try:
        if largest_picture(page) > _MOST_PIXELS:
            raise UnreadableFile("ảnh của một trang quá lớn, đã bỏ qua trang đó. Hãy quét lại ở 300 dpi")
        scale = min(DPI / 72, (_MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        large = scale * scale * page.get_width() * page.get_height() > MOST_COLOURED
        own = min(scale, max(scan_scale(page) or scale, scale / _MOST_TIMES))
        picture = page.render(scale=own, grayscale=large).to_pil()
        return recognised(enlarged(picture, scale / own) if own < scale else picture)
    except UnreadableFile as error:
        warnings.append(str(error))
        return None

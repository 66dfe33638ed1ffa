"""Pictures of documents: scans and photos as PNG, JPEG, TIFF (of several pages) and WebP; a folder of them is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.misread import mended
from ingest.ocr import DPI, recognised
from ingest.page import Page
from ingest.paragraphs import flow
from ingest.picture import enlarged
from ingest.source import Beat, Source
from plans.errors import UnreadableFile

_MOST_PIXELS = 60_000_000  # A3 at 300 dpi has 17 million
_MOST_PAGES = 500
_LONGEST = 20  # times its width; a strip grows beyond all bounds when its width is made a page's
_WIDTH = 8.27  # inches of A4
_GREY = frozenset(("1", "L", "I", "F", "I;16"))
_NEAR = 1.2  # times `DPI`, or one over it, within which a picture is left as it is


def read(path: Path, beat: Beat) -> Source:
    """Return what is printed on the pages of the picture at `path`; raise `UnreadableFile` when it is none.

    Of a folder the pictures are the pages, in the order of their names.
    """
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    pages = [page for number, file in enumerate(files, 1) for page in _of(file, number if len(files) > 1 else 0, beat)]
    text, starts = flow(pages)
    told = "chữ được nhận dạng từ ảnh; hãy đối chiếu số, ngày, tên với bản gốc"
    return mended(Source(text, path.name, "ocr", (told,), starts), range(1, len(pages) + 1))


def _of(file: Path, number: int, beat: Beat) -> Iterator[Page]:
    """Yield the pages of one file, and say with a fault which one of several it is in."""
    try:
        yield from _pages(file, beat)
    except UnreadableFile as error:
        raise UnreadableFile(f"ảnh thứ {number}: {error}" if number else str(error)) from error


def _pages(path: Path, beat: Beat) -> Iterator[Page]:
    Image.MAX_IMAGE_PIXELS = None  # our own limit below refuses with a reason before anything is unpacked
    try:
        with Image.open(path, formats=("PNG", "JPEG", "TIFF", "WEBP")) as file:
            if (count := getattr(file, "n_frames", 1)) > _MOST_PAGES:
                raise UnreadableFile(f"tệp ảnh có {count:,} trang, quá {_MOST_PAGES} trang. Hãy tách nhỏ tệp")
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if frame.width * frame.height > _MOST_PIXELS or max(frame.size) > _LONGEST * min(frame.size):
                    raise UnreadableFile(
                        f"ảnh quá lớn ({frame.width:,} × {frame.height:,} điểm, trang {number}). Hãy quét lại ở 300 dpi"
                    )
                yield recognised(_at_dpi(frame))
                beat()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableFile("ảnh hỏng hoặc tải về chưa hết. Hãy lấy lại ảnh rồi nạp lại") from error


def _at_dpi(frame: Image.Image) -> Image.Image:
    """Return a picture of a page at about `DPI`: what it is cannot be told but from a page's usual width."""
    upright = ImageOps.exif_transpose(frame) or frame
    plain = _on_white(upright)
    scale = DPI * _WIDTH / min(plain.size)
    if 1 / _NEAR <= scale <= _NEAR:
        return plain
    return enlarged(plain, scale)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in its colours, or in grey where it has none; what shines through shows white."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture if picture.mode == "RGB" else picture.convert("L" if picture.mode in _GREY else "RGB")
    layered = picture.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")

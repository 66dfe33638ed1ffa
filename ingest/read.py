"""From a file to its text, exactly as the author wrote it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.albums import albums, picture, together
from ingest.archive import Member, is_archive, members
from ingest.formats import HEAD, Format, read_format, recognise
from ingest.legacy_fonts import decoded
from ingest.source import Source
from plans.errors import UnreadableFile
from plans.text import LOWER, UPPER

LARGEST = 20 * 1024 * 1024  # bytes; the longest plan seen is under 100 kB
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9]")  # letters that no font code from 0x80 to 0xFF stands for
_LETTERS = frozenset(UPPER + LOWER)
_SAVE_AS_TEXT = "Hãy mở tệp, chọn “Lưu thành” văn bản thuần .txt (UTF-8) rồi nạp lại."


def read(path: Path) -> Source:
    """Return the text of `path`; raise `UnreadableFile` with a Vietnamese line that says what to do."""
    name = path.name
    if form := recognise(_bytes(path, name, HEAD)):
        return read_format(path, form)
    text, warnings = _decode(_bytes(path, name, LARGEST + 1), name)
    if not text.strip():
        raise UnreadableFile(f"{name}: tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp rồi nạp lại.")
    return Source(text, name, warnings=warnings)


def read_all(path: Path) -> Iterator[tuple[str, Source | UnreadableFile]]:
    """Yield name and text of the file `path`, or of each document in a zip; what cannot be read comes as its error.

    Pictures come last: several with names alike are the pages of one document.
    """
    if not is_archive(path):
        yield path.name, _read_or_error(path, path.name)
        return
    with TemporaryDirectory() as folder:
        pictures: list[Member] = []
        try:
            for member in members(path, Path(folder)):
                name = f"{path.name}/{member.name}"
                if member.path is None:
                    yield name, UnreadableFile(f"{name}: {member.refusal}.")
                elif picture(member.path):
                    pictures.append(member)
                else:
                    yield name, _read_or_error(member.path, name)
        except UnreadableFile as error:
            yield path.name, error
        for number, pages in enumerate(albums(pictures)):
            yield _album(path.name, pages, Path(folder, f"pages-{number}"))


def _album(archive: str, pages: tuple[Member, ...], folder: Path) -> tuple[str, Source | UnreadableFile]:
    first = pages[0].path
    assert first
    if len(pages) == 1:
        return (name := f"{archive}/{pages[0].name}"), _read_or_error(first, name)
    form = picture(first)
    title, place, told = together(pages, folder)
    name = f"{archive}/{title}"
    found = _read_or_error(place, name, form)
    if isinstance(found, Source):
        found = replace(found, warnings=(f"{name}: {told}", *found.warnings))
    return name, found


def _read_or_error(path: Path, name: str, form: Format | None = None) -> Source | UnreadableFile:
    try:
        source = read_format(path, form) if form else read(path)
    except UnreadableFile as error:
        return UnreadableFile(str(error).replace(path.name, name, 1))
    warnings = tuple(warning.replace(path.name, name, 1) for warning in source.warnings)
    return replace(source, file=name, warnings=warnings)


def _bytes(path: Path, name: str, most: int) -> bytes:
    if not path.exists():
        raise UnreadableFile(f"{name}: không tìm thấy tệp. Hãy kiểm tra lại tên và thư mục.")
    if path.is_dir():
        raise UnreadableFile(f"{name}: đây là thư mục, không phải tệp. Hãy chỉ rõ một tệp .txt hoặc .md.")
    if not path.is_file():
        raise UnreadableFile(f"{name}: không phải tệp thông thường. Hãy chỉ rõ một tệp .txt hoặc .md.")
    try:
        with path.open("rb") as file:
            data = file.read(most)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "lỗi đọc đĩa"
        raise UnreadableFile(f"{name}: không đọc được tệp ({reason}). Hãy kiểm tra quyền đọc tệp.") from error
    if len(data) > LARGEST:
        raise UnreadableFile(f"{name}: tệp văn bản lớn quá {LARGEST // 2**20} MB. Hãy tách nhỏ tệp.")
    return data


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), ()
    if bare := _bare_utf16(data):
        return _strict(data, bare, name), (f"{name}: tệp không ghi bảng mã, đã đọc theo {bare.upper()}.",)
    if b"\x00" in data:
        raise UnreadableFile(f"{name}: đây là tệp nhị phân, không phải văn bản. {_SAVE_AS_TEXT}")
    try:
        return _from_fonts(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        return _windows(data, name)


def _from_fonts(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Return text whose letters old fonts showed (TCVN3, VNI) in Unicode; any other text as it is."""
    if text.isascii() or _UNICODE_ONLY.search(text):
        return text, ()
    readable, coding = decoded(text)
    warning = f"{name}: chữ gõ bằng phông {coding} đã chuyển sang Unicode; hãy đối chiếu chữ hoa có dấu."
    return readable, (warning,) if coding else ()


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name}: nội dung hỏng, không đúng bảng mã {encoding}. {_SAVE_AS_TEXT}") from error


def _bare_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: blanks and digits then have a zero for one of their two bytes."""
    sample = data[:4096]
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = sample[high::2].count(0)
        if len(data) % 2 == 0 and zeros * 5 > len(sample) and sample[1 - high :: 2].count(0) == 0:
            return encoding
    return None


def _windows(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode Windows-1258 when what comes out reads as Vietnamese, else what TCVN3 and VNI fonts show."""
    with suppress(UnicodeDecodeError):
        if _reads_vietnamese(text := data.decode("cp1258")):
            return text, (f"{name}: không phải UTF-8, đã đọc theo bảng mã Windows-1258; hãy đối chiếu dấu tiếng Việt.",)
    text, warnings = _from_fonts(data.decode("cp1252", "replace"), name)
    if not warnings:
        raise UnreadableFile(f"{name}: không nhận ra bảng mã (không phải Unicode, TCVN3 hay VNI). {_SAVE_AS_TEXT}")
    return text, warnings


def _reads_vietnamese(text: str) -> bool:
    """Say whether marked letters are there and nearly all signs are Vietnamese; other 8-bit codes leave odd signs."""
    signs = [c for c in unicodedata.normalize("NFC", text) if not c.isascii()]
    letters = sum(c in _LETTERS for c in signs)
    odd = sum(c not in _LETTERS and c not in "“”‘’–—…•«»°§\u00a0" for c in signs)
    controls = any(c < " " and c not in "\t\r\n\f" for c in text)
    return letters * 20 > len(text) and odd * 50 <= len(signs) and not controls

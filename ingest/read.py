"""From a file to its text, exactly as the author wrote it."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plans.errors import UnreadableFile
from plans.text import LOWER, UPPER

LARGEST = 20 * 1024 * 1024  # bytes; the longest plan seen is under 100 kB
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_FOREIGN = (
    (b"%PDF", "tệp PDF"),
    (b"PK\x03\x04", "tệp Word/Excel hoặc tệp nén"),
    (b"\xd0\xcf\x11\xe0", "tệp Word/Excel đời cũ"),
    (b"{\\rtf", "tệp RTF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
)
_LETTERS = frozenset(UPPER + LOWER)
_SAVE_AS_TEXT = "Hãy mở tệp, chọn “Lưu thành” văn bản thuần .txt (UTF-8) rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, newline characters untouched, and what reading it had to assume.

    A byte order mark is not part of `text`: offset 0 is the first character a person sees.
    """

    text: str
    file: str
    origin: Literal["text", "ocr"] = "text"
    warnings: tuple[str, ...] = ()


def read(path: Path) -> Source:
    """Return the text of `path`; raise `UnreadableFile` with a Vietnamese line that says what to do."""
    name = path.name
    data = _bytes(path, name)
    text, warnings = _decode(data, name)
    if not text.strip():
        raise UnreadableFile(f"{name}: tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp rồi nạp lại.")
    return Source(text, name, warnings=warnings)


def _bytes(path: Path, name: str) -> bytes:
    if not path.exists():
        raise UnreadableFile(f"{name}: không tìm thấy tệp. Hãy kiểm tra lại tên và thư mục.")
    if path.is_dir():
        raise UnreadableFile(f"{name}: đây là thư mục, không phải tệp. Hãy chỉ rõ một tệp .txt hoặc .md.")
    if not path.is_file():
        raise UnreadableFile(f"{name}: không phải tệp thông thường. Hãy chỉ rõ một tệp .txt hoặc .md.")
    try:
        if (size := path.stat().st_size) > LARGEST:
            raise UnreadableFile(f"{name}: tệp lớn quá {LARGEST // 2**20} MB ({size // 2**20} MB). Hãy tách nhỏ tệp.")
        return path.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "lỗi đọc đĩa"
        raise UnreadableFile(f"{name}: không đọc được tệp ({reason}). Hãy kiểm tra quyền đọc tệp.") from error


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableFile(f"{name}: đây là {what}, chưa phải văn bản. {_SAVE_AS_TEXT}")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), ()
    if bare := _bare_utf16(data):
        return _strict(data, bare, name), (f"{name}: tệp không ghi bảng mã, đã đọc theo {bare.upper()}.",)
    if b"\x00" in data:
        raise UnreadableFile(f"{name}: đây là tệp nhị phân, không phải văn bản. {_SAVE_AS_TEXT}")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _windows(data, name)


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
    """Decode Windows-1258 when what comes out reads as Vietnamese; TCVN3 and VNI fonts do not."""
    refusal = UnreadableFile(f"{name}: không nhận ra bảng mã (có thể là phông TCVN3 hay VNI). {_SAVE_AS_TEXT}")
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        raise refusal from None
    if not _reads_vietnamese(text):
        raise refusal
    return text, (f"{name}: không phải UTF-8, đã đọc theo bảng mã Windows-1258; hãy đối chiếu dấu tiếng Việt.",)


def _reads_vietnamese(text: str) -> bool:
    """Say whether marked letters are there and nearly all signs are Vietnamese; other 8-bit codes leave odd signs."""
    signs = [c for c in unicodedata.normalize("NFC", text) if not c.isascii()]
    letters = sum(c in _LETTERS for c in signs)
    odd = sum(c not in _LETTERS and c not in "“”‘’–—…•«»°§\u00a0" for c in signs)
    controls = any(c < " " and c not in "\t\r\n\f" for c in text)
    return letters * 20 > len(text) and odd * 50 <= len(signs) and not controls

"""Which files are more than plain text: told by their first bytes, never by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ingest.child import Limits, read_apart
from ingest.source import Source
from plans.errors import UnreadableFile

HEAD = 4096  # bytes that tell a format
_MEGABYTE = 1024 * 1024
_SLOW = Limits(silence=150, cpu=3600)  # one page of recognition may take long, and there may be hundreds
_HTML = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*.?<(?:!doctype\s+html|html|head|meta|body)\b"


@dataclass(frozen=True)
class Format:
    """One kind of file: how its first bytes look, the module that reads it and what reading may cost."""

    reader: str
    head: re.Pattern[bytes]
    largest: int = 50 * _MEGABYTE
    limits: Limits = field(default_factory=Limits)


def _head(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL | re.IGNORECASE)


FORMATS = (
    Format("pdf", _head(rb".{0,1000}?%PDF-\d"), 300 * _MEGABYTE, _SLOW),
    Format("docx", _head(rb"PK(?:\x03\x04|\x05\x06)"), 100 * _MEGABYTE),
    Format("doc", _head(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf"), limits=Limits(silence=60, cpu=60, memory=1024)),
    Format("images", _head(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|RIFF....WEBP"), limits=_SLOW),
    Format("html", _head(_HTML), 20 * _MEGABYTE),
)


def recognise(head: bytes) -> Format | None:
    """Return the format whose first bytes `head` shows, `None` for plain text and what is not known."""
    wide = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    return next((one for one in FORMATS if one.head.match(wide[2:] if wide is not head else head)), None)


def read_format(path: Path, form: Format) -> Source:
    """Return the text of a file of this format; raise `UnreadableFile` with a Vietnamese line that says what to do.

    A folder is read as one file by readers that know what to do with it.
    """
    size = max(one.stat().st_size for one in (path.iterdir() if path.is_dir() else [path]))
    if size > form.largest:
        most = form.largest // _MEGABYTE
        raise UnreadableFile(f"{path.name}: tệp lớn quá {most} MB ({size // _MEGABYTE} MB). Hãy tách nhỏ tệp.")
    source = read_apart(form.reader, path, form.limits)
    if not source.text.strip():
        raise UnreadableFile(f"{path.name}: không thấy chữ nào trong tệp. Hãy kiểm tra lại tệp rồi nạp lại.")
    return source

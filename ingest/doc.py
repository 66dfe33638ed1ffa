"""Old Word files (.doc) and RTF: through LibreOffice where it is installed, else through catdoc, as programs apart."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest import docx
from ingest.legacy_fonts import decoded
from ingest.source import Beat, Source
from ingest.table_text import rows_text
from plans.errors import UnreadableFile

_LONGEST = 55  # seconds; a start of LibreOffice takes two to five
_INSTALL = "Hãy cài: sudo apt install libreoffice-writer-nogui (tốt nhất) hoặc catdoc; hoặc lưu tệp thành .docx"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")  # the stream that holds the text
_ORDER = b"\xfe\xff"  # of bytes, in the head of every such file
_ROWS = re.compile(r"(?:^[^\t\n]*\t.*\n){2,}", re.M)  # catdoc parts the cells of a table's row by tabs
_LAYOUT = 2  # columns; a head or a foot has no more
_CATDOC = "đọc bằng catdoc: số thứ tự tự động và chú thích có thể mất; hãy đối chiếu, hoặc lưu tệp thành .docx"


def read(path: Path, beat: Beat) -> Source:
    """Return the text of the old Word or RTF file at `path`; raise `UnreadableFile` when no program can read it."""
    data = path.read_bytes()
    if _ENCRYPTED in data:
        raise UnreadableFile("tệp Word có mật khẩu. Hãy gỡ mật khẩu rồi nạp lại")
    if not data.startswith(b"{") and (data[28:30] != _ORDER or _WORD not in data):
        raise UnreadableFile("đây không phải tệp Word, hoặc tệp hỏng. Hãy lưu phần văn bản thành .docx hoặc PDF")
    if program := shutil.which("soffice") or shutil.which("libreoffice"):
        return _by_office(program, path, beat)
    if program := shutil.which("catdoc"):
        return by_catdoc(program, path)
    raise UnreadableFile(f"cần LibreOffice hoặc catdoc để đọc tệp Word đời cũ (.doc, .rtf). {_INSTALL}")


def _by_office(program: str, path: Path, beat: Beat) -> Source:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "tep" + (".rtf" if path.read_bytes()[:5] == b"{\\rtf" else ".doc"))
        shutil.copyfile(path, copy)
        profile = (
            f"-env:UserInstallation={Path(folder, 'ho-so').as_uri()}"  # macros stay off: a new profile trusts none
        )
        _run([program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(copy)])
        made = copy.with_suffix(".docx")
        if not made.exists():
            raise UnreadableFile("LibreOffice không mở được tệp này. Hãy mở và lưu tệp thành .docx")
        return replace(docx.read(made, beat), file=path.name)


def by_catdoc(program: str, path: Path) -> Source:
    """Return what catdoc finds in the file at `path`, with the warning that it loses numbers and notes."""
    text = _run([program, "-w", "-d", "utf-8", str(path)]).decode("utf-8", "replace")
    if not text.strip():
        raise UnreadableFile(f"catdoc không đọc được tệp này. {_INSTALL}")
    readable, coding = decoded(_ROWS.sub(_table, text))
    return Source(
        readable, path.name, warnings=(_CATDOC, *([f"chữ phông {coding} đã chuyển sang Unicode"] if coding else ()))
    )


def _table(rows: re.Match[str]) -> str:
    cells = [line.rstrip("\t").split("\t") for line in rows[0].strip("\n").split("\n")]
    return f"\n{rows_text(cells)}\n" if max(map(len, cells)) > _LAYOUT else rows[0]


def _run(command: list[str]) -> bytes:
    environment = {**os.environ, "HOME": tempfile.gettempdir()}
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST, env=environment, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(f"đổi tệp Word đời cũ quá {_LONGEST} giây không xong. Hãy lưu tệp thành .docx") from None
    if done.returncode:
        raise UnreadableFile("tệp Word đời cũ hỏng hoặc không đọc được. Hãy mở và lưu tệp thành .docx")
    return done.stdout

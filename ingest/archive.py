"""Zip files of several documents: each taken out under a name of our own, names and sizes in the file never trusted."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plans.errors import UnreadableFile

MOST_FILES = 1000
_MEGABYTE = 1024 * 1024
_LARGEST = 300 * _MEGABYTE  # bytes of one member
_ALL = 1024 * _MEGABYTE
_RATIO = 200  # documents pack 2 to 30 times
_DIRECTORY = 4 * _MEGABYTE
_CHUNK = 1 << 18
_OFFICE = frozenset({"[Content_Types].xml", "word/document.xml", "mimetype"})  # what only office programs put in a zip
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".bz2", ".xz")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, where its bytes now are, or why they were refused."""

    name: str
    path: Path | None = None
    refusal: str = ""


def is_archive(path: Path) -> bool:
    """Say whether the file at `path` is a zip of documents, and not a Word, Excel or similar file made as a zip."""
    if not path.is_file() or not 0 < _directory_size(path) <= _DIRECTORY:
        return False
    with suppress(OSError, zipfile.BadZipFile, ValueError, NotImplementedError), zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        return not _OFFICE.intersection(names)
    return False


def _directory_size(path: Path) -> int:
    """Return how long the list of files at the end of a zip is, 0 when there is none: one of megabytes attacks."""
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                return 0
            file.seek(max(0, path.stat().st_size - 65_557))
            _, mark, end = file.read().rpartition(b"PK\x05\x06")
    except OSError:
        return 0
    return int.from_bytes(end[8:12], "little") if mark else 0


def members(path: Path, folder: Path) -> Iterator[Member]:
    """Yield the files of the archive at `path`, each written into `folder`, or refused with a Vietnamese reason."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info.filename)]
            if len(infos) > MOST_FILES:
                raise UnreadableFile(f"{path.name}: tệp nén có {len(infos):,} tệp, quá {MOST_FILES:,}. Hãy chia nhỏ.")
            left = _ALL
            for number, info in enumerate(infos):
                member = _taken(archive, info, folder / str(number), left)
                left -= member.path.stat().st_size if member.path else 0
                yield member
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{path.name}: tệp nén hỏng hoặc tải về chưa hết. Hãy lấy lại tệp.") from error


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or (bool(parts) and parts[-1].startswith((".", "~$")))


def _taken(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path, left: int) -> Member:
    name = _name(info)
    if refusal := _refusal(info, left):
        return Member(name, refusal=refusal)
    place.mkdir()
    target = place / (PurePosixPath(name.replace("\\", "/")).name[-120:].replace("\0", "") or "tep")
    try:
        _write(archive, info, target)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        return Member(name, refusal=f"không bung được ({type(error).__name__}). Hãy nén lại")
    except UnreadableFile as error:
        return Member(name, refusal=str(error))
    return Member(name, target)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name in Unicode: Windows writes UTF-8 bytes without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    with suppress(UnicodeDecodeError, UnicodeEncodeError):
        return info.filename.encode("cp437").decode("utf-8")
    return info.filename


def _refusal(info: zipfile.ZipInfo, left: int) -> str:
    """Return why a member is not taken out, "" when it may be."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "tên tệp trỏ ra ngoài tệp nén, không bung"
    if kind not in (0, stat.S_IFREG):
        return "không phải tệp thông thường (liên kết hoặc tệp đặc biệt), không bung"
    if info.flag_bits & 1:
        return "tệp có mật khẩu. Hãy gỡ mật khẩu rồi nén lại"
    if path.suffix.lower() in _NESTED:
        return "tệp nén trong tệp nén, không mở. Hãy bung ra trước"
    if info.file_size > min(_LARGEST, left) or info.file_size > _RATIO * max(info.compress_size, 4096):
        return f"bung ra quá lớn ({info.file_size // _MEGABYTE:,} MB), không mở"
    return ""


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """Write a member's bytes; more than its entry states is a bomb."""
    written = 0
    with archive.open(info) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > info.file_size:
                raise UnreadableFile("kích thước ghi trong tệp nén là giả, không mở")
            file.write(chunk)

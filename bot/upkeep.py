"""`kehoach library`, `backup` and `restore`: keeping the library sound, and a copy of it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.errors import BadUsage
from bot.holdings import open_library
from plans.errors import LibraryDamaged

if TYPE_CHECKING:
    from retrieval.backup import Manifest
    from retrieval.carrying import Groups
    from retrieval.library import Library

Work = Annotated[
    str, typer.Argument(metavar="VIỆC", help="check: kiểm tra; rebuild: dựng lại các chỉ mục; vacuum: thu gọn tệp.")
]
File = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu.")]
To = Annotated[
    str | None, typer.Option("--to", metavar="NGƯỜI_NHẬN", help="Mã hóa cho khóa này (tên tệp .age hoặc .gpg).")
]
Key = Annotated[Path | None, typer.Option("--key", metavar="TỆP_KHÓA", help="Khóa của age để mở tệp .age.")]
Replace = Annotated[bool, typer.Option("--replace", help="Thay thư viện đang có; bản cũ được giữ lại bên cạnh.")]


def library(work: Work) -> int:
    """Check the library, make its indexes again, or give unused room back to the disk."""
    if work not in _WORK:
        raise BadUsage(texts.UNKNOWN_WORK.format(work=work, known=", ".join(_WORK)))
    with open_library(read_settings()) as opened:
        return _WORK[work](opened)


def backup(file: File, to: To = None) -> int:
    """Write a verified copy of the library to a file, while others go on using it."""
    from retrieval.backup import back_up

    manifest = back_up(read_settings(), file, to, _tables())
    console.say(texts.BACKED_UP.format(file=file, **_told(manifest)))
    return 0


def restore(file: File, replace: Replace = False, key: Key = None) -> int:
    """Make the library what it was when a backup was made."""
    from retrieval.restoring import restore as put_back

    done = put_back(read_settings(), file, replace=replace, key=key, groups=_tables())
    console.say(texts.RESTORED.format(file=file, **_told(done.manifest)))
    if done.aside:
        console.say(texts.KEPT_ASIDE.format(aside=done.aside))
    return 0


def _tables() -> Groups:
    """Return all that a database of ours may hold: the library and the desk beside it."""
    from bot.desk_schema import desk
    from retrieval.carrying import LIBRARY

    return (*LIBRARY, desk)


def _check(library: Library) -> int:
    problems = library.check()
    for problem in problems:
        console.warn(problem.message)
    if problems:
        return LibraryDamaged.exit_status
    console.say(texts.LIBRARY_WELL.format(count=len(library.snapshot().held)))
    return 0


def _rebuild(library: Library) -> int:
    library.rebuild()
    console.say(texts.REBUILT.format(count=library.snapshot().size))
    return 0


def _vacuum(library: Library) -> int:
    library.vacuum()
    console.say(texts.VACUUMED)
    return 0


def _told(manifest: Manifest) -> dict[str, object]:
    made_at = datetime.fromisoformat(manifest.made_at).astimezone()
    return {"count": manifest.counts.get("plan", 0), "made_at": f"{made_at:%H:%M %d/%m/%Y}"}


_WORK: dict[str, Callable[[Library], int]] = {"check": _check, "rebuild": _rebuild, "vacuum": _vacuum}

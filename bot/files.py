"""From paths to plans: the files that are meant, and what came of reading each.

A zip is one file here and gives many readings; everything else gives one.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot import texts
from plans.errors import PlanError
from plans.model import Passage, Plan

if TYPE_CHECKING:
    from ingest.source import Source

_CODE = (".py", ".csv", ".txt")
_PROGRAMS = ("soffice", "libreoffice", "catdoc", "tesseract")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """What came of one file: a plan and its passages, or the error that a person is told."""

    file: Path
    plan: Plan | None = None
    passages: tuple[Passage, ...] = ()
    error: PlanError | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those in the folders named: sorted, hidden ones left out, each once."""
    found: dict[str, Path] = {}
    for path in paths:
        for file in _inside(path) if path.is_dir() else (path,):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


@cache
def reader() -> str:
    """Return a digest of what decides how a file is read: our parser, and which programs it finds on this machine."""
    room = Path(__file__).parents[1]
    code = (file for name in ("ingest", "plans") for file in sorted((room / name).rglob("*")) if file.suffix in _CODE)
    parts = [file.read_bytes() for file in code] + [name.encode() for name in _PROGRAMS if shutil.which(name)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def digest(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, "" for what is no file that can be read."""
    if not file.is_file() or not os.access(file, os.R_OK):
        return ""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_sent(name: str, content: bytes) -> tuple[Reading, ...]:
    """Return what came of a file that was sent as its bytes; the readings carry `name`, not a place on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        return tuple(replace(reading, file=reading.file.relative_to(folder)) for reading in read_file(file))


def read_whole(file: Path) -> tuple[Reading, ...]:
    """Return what came of one file, all at once, as it goes from one process to another."""
    return tuple(read_file(file))


def read_file(file: Path) -> Iterator[Reading]:
    """Yield what came of one file, or of each file in a zip; no fault of one keeps the others from coming."""
    from ingest.read import read_all as contents

    sources = contents(file)
    while (reading := _next(file, sources)) is not None:
        yield reading


def _next(file: Path, sources: Iterator[tuple[str, Source | PlanError]]) -> Reading | None:
    """Return what came of the next of some sources; what fails while it is being looked for is the last."""
    name = file.name
    try:
        name, source = next(sources, (name, None))
        return None if source is None else _reading(file.parent / name, source)
    except Exception as error:  # noqa: BLE001 - an outermost door: one file never stops the others
        return _stumbled(file.parent / name, error)


def _reading(file: Path, source: Source | PlanError) -> Reading:
    from ingest.load import plan_of
    from ingest.passages import passages

    if isinstance(source, PlanError):
        return Reading(file, error=source)
    try:
        plan = plan_of(source)
        return Reading(file, plan, tuple(passages(plan)))
    except PlanError as error:
        return Reading(file, error=error)


def _stumbled(file: Path, error: Exception) -> Reading:
    _log.debug("%s", file, exc_info=error)
    return Reading(file, error=PlanError(texts.UNEXPECTED.format(kind=type(error).__name__, reason=error)))

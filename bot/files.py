"""From paths to plans: the files that are meant, and what came of reading each, one after another or many at once.

A zip is one file here and gives many readings; everything else gives one.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import texts
from plans.errors import PlanError
from plans.model import Passage, Plan

if TYPE_CHECKING:
    from ingest.source import Source

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


def read_all(files: Sequence[Path], jobs: int) -> Iterator[Iterable[Reading]]:
    """Yield what came of each file, in order; with `jobs` above 1 the files are parsed in that many processes."""
    if jobs == 1 or len(files) == 1:
        yield from map(read_file, files)
        return
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn"), _ignore_interrupts) as pool:
        try:
            yield from pool.map(read_whole, files)
        except BrokenProcessPool as error:
            raise PlanError(texts.WORKERS_DIED) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_whole(file: Path) -> tuple[Reading, ...]:
    """Return what came of one file, all at once, as it goes from one process to another."""
    return tuple(read_file(file))


def read_file(file: Path) -> Iterator[Reading]:
    """Yield what came of one file, or of each file in a zip; no fault of one keeps the others from coming."""
    from ingest.read import read_all as contents

    try:
        for name, source in contents(file):
            yield _reading(file.parent / name, source)
    except Exception as error:  # noqa: BLE001 - an outermost door: one file never stops the others
        yield _stumbled(file, error)


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
    except Exception as error:  # noqa: BLE001 - an outermost door: one file never stops the others
        return _stumbled(file, error)


def _stumbled(file: Path, error: Exception) -> Reading:
    _log.debug("%s", file, exc_info=error)
    return Reading(file, error=PlanError(texts.UNEXPECTED.format(kind=type(error).__name__, reason=error)))

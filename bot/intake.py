"""`kehoach ingest` and `kehoach inspect`: files and folders in, plans stored or described."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.errors import BadUsage, Stopped
from plans.errors import PlanError
from plans.model import Passage, Plan

if TYPE_CHECKING:
    from retrieval.library import Library

Paths = Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Tệp hoặc thư mục (đọc cả thư mục con).")]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", help="Số tiến trình đọc tệp cùng lúc.")]
Replace = Annotated[bool, typer.Option("--replace", help="Lưu lại cả kế hoạch không đổi.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ đọc thử, không lưu gì.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """What came of one file: a plan and its passages, or the error that a person is told."""

    file: Path
    plan: Plan | None = None
    passages: tuple[Passage, ...] = ()
    error: PlanError | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one file: stored, unchanged, only parsed, or failed with an error."""

    reading: Reading
    outcome: str
    plan_id: str | None = None
    version: int | None = None
    error: PlanError | None = None


def ingest(
    paths: Paths, replace: Replace = False, dry_run: DryRun = False, jobs: Jobs = 1, as_json: AsJson = False
) -> int:
    """Store the plans of files and folders; return 1 when some files failed."""
    if jobs < 1:
        raise BadUsage(texts.BAD_JOBS)
    files = find_files(paths)
    if not files:
        raise BadUsage(texts.NOTHING_FOUND.format(paths=", ".join(map(str, paths))))
    readings = console.progress(read_all(files, jobs), texts.READING, len(files))
    outcomes = [_parsed(reading) for reading in readings] if dry_run else _stored(readings, replace)
    _report(outcomes, dry_run, as_json)
    return int(any(outcome.error for outcome in outcomes))


def inspect(files: Paths, as_json: AsJson = False) -> int:
    """Describe what is read in files, storing nothing; return 1 when some could not be read."""
    from bot.plan_json import failure_json, plan_json
    from bot.plan_text import plan_text

    failed = False
    for reading in read_all(find_files(files), 1):
        name = str(reading.file)
        if reading.plan is None:
            failed = True
            error = reading.error or PlanError(name)
            console.warn(texts.INGEST_FAILED.format(file=name, message=error))
            if as_json:
                console.say_json(failure_json(name, error))
        elif as_json:
            console.say_json(plan_json(reading.plan, name))
        else:
            console.say(plan_text(reading.plan) + "\n")
    return int(failed)


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


def read_all(files: Sequence[Path], jobs: int) -> Iterator[Reading]:
    """Yield what came of each file, in order; with `jobs` above 1 the files are parsed in that many processes."""
    if jobs == 1 or len(files) == 1:
        yield from map(read_one, files)
        return
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(files)), get_context("spawn"), _ignore_interrupts) as pool:
        try:
            yield from pool.map(read_one, files)
        except BrokenProcessPool as error:
            raise PlanError(texts.WORKERS_DIED) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_one(file: Path) -> Reading:
    """Parse one file; what a person can act on comes back as a value, so that the other files still come."""
    from ingest.load import load_plan
    from ingest.passages import passages

    try:
        plan = load_plan(file)
        return Reading(file, plan, tuple(passages(plan)))
    except PlanError as error:
        return Reading(file, error=error)
    except Exception as error:  # noqa: BLE001 - an outermost door: one file never stops the others
        _log.debug("%s", file, exc_info=True)
        return Reading(file, error=PlanError(texts.UNEXPECTED.format(kind=type(error).__name__, reason=error)))


def _parsed(reading: Reading) -> Outcome:
    return Outcome(reading, "failed" if reading.error else "parsed", error=reading.error)


def _stored(readings: Iterable[Reading], replace: bool) -> list[Outcome]:
    from bot.holdings import open_library

    outcomes: list[Outcome] = []
    with open_library(read_settings()) as library, _keeping(outcomes):
        for reading in readings:
            outcomes.append(_store(library, reading, replace))
    return outcomes


@contextmanager
def _keeping(outcomes: list[Outcome]) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        stored = sum(outcome.plan_id is not None for outcome in outcomes)
        raise Stopped(texts.INGEST_STOPPED.format(stored=stored)) from None


def _store(library: Library, reading: Reading, replace: bool) -> Outcome:
    if reading.plan is None:
        return _parsed(reading)
    try:
        added = library.add(reading.plan, reading.passages, replace=replace)
    except PlanError as error:
        if error.exit_status != PlanError.exit_status:  # the library itself failed: the other files would fail too
            raise
        return Outcome(reading, "failed", error=error)
    if added.notice:
        console.warn(added.notice)
    return Outcome(reading, added.outcome, added.plan_id, added.version)


def _report(outcomes: Sequence[Outcome], dry_run: bool, as_json: bool) -> None:
    counts = {name: sum(outcome.outcome == name for outcome in outcomes) for name in texts.OUTCOMES}
    for outcome in outcomes:
        if outcome.error:
            console.warn(texts.INGEST_FAILED.format(file=outcome.reading.file, message=outcome.error))
    if as_json:
        console.say_json({"files": [_row_json(outcome) for outcome in outcomes], **counts})
        return
    heads = ("Tệp", "Số", "Nơi ban hành", "Mục", "Việc giao", "Hạn", "Chỉ tiêu", "Kết quả")
    console.table(heads, [_row(outcome) for outcome in outcomes])
    console.say((texts.INGEST_DRY_DONE if dry_run else texts.INGEST_DONE).format(**counts))


def _row(outcome: Outcome) -> tuple[str, ...]:
    told = texts.OUTCOMES[outcome.outcome]
    plan = outcome.reading.plan
    if plan is None:
        return outcome.reading.file.name, "", "", "", "", "", "", told
    sizes = (sum(1 for _ in plan.walk()), len(plan.assignments), len(plan.deadlines), len(plan.targets))
    where = plan.header.province or plan.header.place or ""
    return outcome.reading.file.name, plan.header.number or "–", where, *map(str, sizes), told


def _row_json(outcome: Outcome) -> dict[str, object]:
    plan = outcome.reading.plan
    error = outcome.error
    return {
        "file": str(outcome.reading.file),
        "ok": error is None,
        "outcome": outcome.outcome,
        "plan": plan.name if plan else None,
        "plan_id": outcome.plan_id,
        "version": outcome.version,
        "warnings": list(plan.warnings) if plan else [],
        "error": {"kind": error.kind, "message": str(error)} if error else None,
    }

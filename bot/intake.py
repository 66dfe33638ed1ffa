"""`kehoach ingest` and `kehoach inspect`: files and folders in, plans stored or described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.errors import BadUsage, Stopped
from bot.files import Reading, find_files, read_all
from plans.errors import PlanError

if TYPE_CHECKING:
    from retrieval.library import Library

Paths = Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Tệp hoặc thư mục (đọc cả thư mục con).")]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", help="Số tiến trình đọc tệp cùng lúc.")]
Replace = Annotated[bool, typer.Option("--replace", help="Lưu lại cả kế hoạch không đổi.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ đọc thử, không lưu gì.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


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
    readings = chain.from_iterable(console.progress(read_all(files, jobs), texts.READING, len(files)))
    outcomes = [_parsed(reading) for reading in readings] if dry_run else _stored(readings, replace)
    _report(outcomes, dry_run, as_json)
    return int(any(outcome.error for outcome in outcomes))


def inspect(files: Paths, as_json: AsJson = False) -> int:
    """Describe what is read in files, storing nothing; return 1 when some could not be read."""
    from bot.plan_json import failure_json, plan_json
    from bot.plan_text import plan_text

    failed = False
    for reading in chain.from_iterable(read_all(find_files(files), 1)):
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

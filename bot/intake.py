"""`kehoach ingest` and `kehoach inspect`: files and folders in, plans stored or described."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from bot import console, texts
from bot.errors import BadUsage
from bot.failures import failure_list
from bot.files import find_files
from bot.ingesting import Run
from bot.keeping import Copies, Outcome, Wish
from bot.pools import read_all
from bot.review import review
from plans.errors import PlanError

Paths = Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Tệp hoặc thư mục (đọc cả thư mục con).")]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", help="Số tiến trình đọc tệp cùng lúc.")]
Replace = Annotated[bool, typer.Option("--replace", help=texts.REPLACE_HELP)]
KeepBoth = Annotated[bool, typer.Option("--keep-both", help=texts.KEEP_BOTH_HELP)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ đọc thử, không lưu gì.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
Report = Annotated[Path | None, typer.Option("--report", metavar="TỆP.html", help=texts.REPORT_HELP)]
Failures = Annotated[Path | None, typer.Option("--failures", metavar="TỆP.csv", help=texts.FAILURES_HELP)]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="ĐỊA_CHỈ", help=texts.CLUSTER_HELP)]


def ingest(
    paths: Paths,
    replace: Replace = False,
    keep_both: KeepBoth = False,
    dry_run: DryRun = False,
    jobs: Jobs = 1,
    cluster: Cluster = None,
    report: Report = None,
    failures: Failures = None,
    as_json: AsJson = False,
) -> int:
    """Store the plans of files and folders; return 1 when some files failed."""
    if jobs < 1:
        raise BadUsage(texts.BAD_JOBS)
    copies = _copies(replace, keep_both)
    files = find_files(paths)
    if not files:
        raise BadUsage(texts.NOTHING_FOUND.format(paths=", ".join(map(str, paths))))
    with ExitStack() as told:
        heard = (told.enter_context(review(report)), told.enter_context(failure_list(failures)))
        asks = sys.stdin.isatty() and not as_json
        run = Run(tuple(files), Wish(replace, copies), jobs, cluster, heard, asks, shows=report is not None)
        outcomes = run.tried() if dry_run else run.stored()
    _report(outcomes, dry_run, as_json)
    return int(any(outcome.error for outcome in outcomes))


def _copies(replace: bool, keep_both: bool) -> Copies:
    if replace and keep_both:
        raise BadUsage(texts.REPLACE_OR_BOTH)
    return "replace" if replace else "both" if keep_both else "ask"


def inspect(files: Paths, as_json: AsJson = False) -> int:
    """Describe what is read in files, storing nothing; return 1 when some could not be read."""
    from bot.plan_json import failure_json, plan_json
    from bot.plan_text import plan_text

    failed = False
    for reading in chain.from_iterable(read_all(find_files(files))):
        name = str(reading.file)
        if reading.plan is None:
            failed = True
            error = reading.error or PlanError(name)
            console.warn(_told(name, error))
            if as_json:
                console.say_json(failure_json(name, error))
        elif as_json:
            console.say_json(plan_json(reading.plan, name))
        else:
            console.say(plan_text(reading.plan) + "\n")
    return int(failed)


def _told(file: str, error: PlanError) -> str:
    """Return why a file failed, under its path; the name that most errors begin with is not said again."""
    name, _, why = str(error).partition(": ")
    return texts.INGEST_FAILED.format(file=file, message=why if why and file.endswith(name) else error)


def _report(outcomes: Sequence[Outcome], dry_run: bool, as_json: bool) -> None:
    counts = {name: sum(outcome.outcome == name for outcome in outcomes) for name in texts.OUTCOMES}
    for outcome in outcomes:
        if outcome.error:
            console.warn(_told(str(outcome.file), outcome.error))
    if as_json:
        console.say_json({"files": [_row_json(outcome) for outcome in outcomes], **counts})
        return
    heads = ("Tệp", "Số", "Nơi ban hành", "Mục", "Việc giao", "Hạn", "Chỉ tiêu", "Kết quả")
    console.table(heads, [_row(outcome) for outcome in outcomes])
    console.say((texts.INGEST_DRY_DONE if dry_run else texts.INGEST_DONE).format(**counts))


def _row(outcome: Outcome) -> tuple[str, ...]:
    cells = (*outcome.cells, *[""] * 6)[:6]
    return outcome.file.name, *cells, texts.OUTCOMES[outcome.outcome]


def _row_json(outcome: Outcome) -> dict[str, object]:
    error = outcome.error
    return {
        "file": str(outcome.file),
        "ok": error is None,
        "outcome": outcome.outcome,
        "plan": outcome.plan,
        "plan_id": outcome.plan_id,
        "version": outcome.version,
        "warnings": list(outcome.warnings),
        "error": {"kind": error.kind, "message": str(error)} if error else None,
    }

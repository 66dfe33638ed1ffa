"""`python -m evaluation.intake_bench 1000 …`: what `kehoach ingest` costs for each plan and in memory, file after file.

Folders of synthetic plans (seven texts in ten, one web page, one Word file, one PDF) are loaded by the program itself
in a process of its own, which is watched from outside: plans stored, processor time and memory of it and of what it
starts. Linux only, as it reads /proc.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from html import escape
from pathlib import Path

from evaluation.rendering import sheet, write_docx, write_pdf
from evaluation.synthetic import plan_text

PAUSE = 0.5  # seconds between two looks
PARTS = 5
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Look:
    """One look at a run: plans stored, processor time so far (s), memory of the program and its largest child (MB)."""

    plans: int
    cpu: float
    own: float
    children: float


def main(sizes: Sequence[int]) -> None:
    """Measure a run for each size and print it."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            written(size, Path(place, "plans"))
            looks = list(watched(Path(place, "plans"), Path(place, "home")))
        print(told(size, looks), flush=True)


def written(count: int, folder: Path) -> None:
    """Write `count` plans in the four formats."""
    folder.mkdir()
    for number in range(count):
        ending, write = _WRITERS.get(number % 10, (".txt", _write_text))
        write(plan_text(number), folder / f"{number:06}{ending}")


def _write_text(text: str, file: Path) -> None:
    file.write_text(text, "utf-8")


def _write_page(text: str, file: Path) -> None:
    body = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
    file.write_text(f"<!doctype html><html lang=vi><meta charset=utf-8><body>{body}</body></html>", "utf-8")


_WRITERS: dict[int, tuple[str, Callable[[str, Path], None]]] = {
    2: (".html", _write_page),
    5: (".docx", lambda text, file: write_docx(sheet(text, table=False), file)),
    8: (".pdf", lambda text, file: write_pdf(sheet(text, table=False), file)),
}


def watched(folder: Path, home: Path) -> Iterator[Look]:
    """Yield looks at the program while it loads `folder` into an empty library, until all is stored and indexed."""
    command = [sys.executable, "-m", "bot", "ingest", str(folder)]
    environment = {**os.environ, "KEHOACH_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            if look := _look(run.pid, home / "library.db"):
                yield look
            time.sleep(PAUSE)
    if run.returncode:
        raise SystemExit(f"the program ended with {run.returncode}")


def _look(program: int, library: Path) -> Look | None:
    tree = {pid: found for pid in _with_children(program) if (found := _process(pid))}
    if program not in tree:
        return None
    cpu = sum(seconds for seconds, _ in tree.values())
    children = max((memory for pid, (_, memory) in tree.items() if pid != program), default=0.0)
    return Look(_stored(library), cpu, tree[program][1], children)


def _with_children(program: int) -> Iterator[int]:
    yield program
    for task in Path(f"/proc/{program}/task").glob("*/children"):
        try:
            found = task.read_text()
        except OSError:  # it has just ended
            continue
        for child in map(int, found.split()):
            yield from _with_children(child)


def _process(pid: int) -> tuple[float, float] | None:
    """Return seconds of processor time, ended children included, and megabytes in memory."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return None
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _stored(library: Path) -> int:
    if not library.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM plan").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are being made
        return 0


def told(size: int, looks: Sequence[Look]) -> str:
    """Return the curve of cost per plan and of memory, part by part of the run, and what the search index cost."""
    last = next((at for at, look in enumerate(looks) if look.plans >= size), len(looks) - 1)
    storing, indexing = looks[: last + 1], looks[last:]
    lines = [f"{size} plans: {storing[-1].cpu / size * 1000:.0f} ms of processor time for each, start included"]
    for part in range(PARTS):
        inside = [look for look in storing if size * part <= look.plans * PARTS <= size * (part + 1)]
        if len(inside) < 2 or inside[0].plans == inside[-1].plans:
            continue
        each = (inside[-1].cpu - inside[0].cpu) / (inside[-1].plans - inside[0].plans) * 1000
        lines.append(f"  plans {inside[0].plans:>6}–{inside[-1].plans:<6} {each:6.0f} ms each   {_memory(inside)}")
    spent = (indexing[-1].cpu - indexing[0].cpu) / size * 1000
    return "\n".join([*lines, f"  search index        {spent:6.0f} ms each   {_memory(indexing)}"])


def _memory(looks: Sequence[Look]) -> str:
    own, children = max(look.own for look in looks), max(look.children for look in looks)
    return f"memory: program {own:4.0f} MB, largest child {children:4.0f} MB"


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1000])

"""Files made to harm whoever opens them: `python -m tests.security.hostile` tries and times them.

Every one must be refused with a reason or read without harm, within `SECONDS` and `MEGABYTES`.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ingest import child
from ingest.load import plan_of
from ingest.read import read_all
from ingest.source import Source
from plans.errors import PlanError
from tests.security.hostile_files import FILES

SECONDS, MEGABYTES = 10, 512


class Outcome(NamedTuple):
    """What became of one file."""

    name: str
    told: str  # why it was refused; "" for what was read
    seconds: float


NAMES = ("\u202egpj.exe", "-rf", "$(id).txt", "a\nb.txt", "%s%n.txt", "x" * 250)  # what a plain text may be called


def special_files(folder: Path) -> Iterator[Path]:
    """Yield paths that are no plain files: what a folder of uploads or a careless command may hold."""
    os.mkfifo(folder / "fifo.txt")
    (folder / "folder.txt").mkdir()
    for name, target in {"zero": "/dev/zero", "loop": "loop.txt", "gone": "nowhere", "random": "/dev/urandom"}.items():
        (folder / f"{name}.txt").symlink_to(target)
    place = folder / "socket.txt"
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place)) if len(str(place)) < 100 else place.mkdir()
    yield from sorted(folder.iterdir())


def written(folder: Path) -> Iterator[Path]:
    """Yield every hostile file, written into `folder` one at a time."""
    (folder / "special").mkdir()
    yield from special_files(folder / "special")
    for name in NAMES:
        (folder / name).write_bytes(b"\0\1\2")
        yield folder / name
    for name, made in FILES.items():
        (folder / name).write_bytes(made())
        yield folder / name
        (folder / name).unlink()


def tried(folder: Path) -> Iterator[Outcome]:
    """Yield what becomes of every hostile file: read to text, and the text to a plan."""
    for path in written(folder):
        started = time.monotonic()
        told = "; ".join(filter(None, (refusal(found) for _, found in read_all(path))))
        yield Outcome(path.name, told, time.monotonic() - started)


def refusal(found: Source | PlanError) -> str:
    """Return why a file, or the text in it, is refused; "" for a plan."""
    if not isinstance(found, Source):
        return str(found)
    try:
        plan_of(found)
    except PlanError as error:
        return str(error)
    return ""


def main() -> None:
    """Print a line of JSON for every file, at last the megabytes that the hungriest reading process needed."""
    with tempfile.TemporaryDirectory() as folder:
        for outcome in tried(Path(folder)):
            print(json.dumps(outcome._asdict(), ensure_ascii=False), flush=True)
    child._nursery.cache_clear()
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)


if __name__ == "__main__":
    main()

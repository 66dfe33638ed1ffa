"""Readers against bytes nobody wrote: `python -m tests.ingest.fuzz SECONDS [SEED]`.

The small hostile files are cut, mixed and flipped. A file may be refused; whatever else is raised, or takes longer than
a hostile file may, ends the run and leaves the bytes behind as `crash-….bin`.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from ingest.formats import HEAD, recognise
from ingest.load import plan_of
from ingest.read import read
from plans.errors import PlanError
from tests.security.hostile import SECONDS
from tests.security.hostile_bytes import MEGA
from tests.security.hostile_files import FILES

SLOW = ("images", "doc")  # readers that call programs: a round a second would find nothing


def seeds() -> list[bytes]:
    """Return the small hostile files; they reach more of the readers than common ones."""
    made = [data for make in FILES.values() if len(data := make()) < MEGA // 4]
    return [data for data in made if (form := recognise(data[:HEAD])) is None or form.reader not in SLOW]


def changed(data: bytes, other: bytes, noise: random.Random) -> bytes:
    """Return `data` with some bytes flipped, a part cut out or doubled, or a part of another file put in."""
    for _ in range(noise.randint(1, 8)):
        at = noise.randrange(len(data) + 1)
        end = min(len(data), at + noise.randint(0, 64))
        part = noise.choice((b"", bytes([noise.randrange(256)]), data[at:end] * 2, other[at:end], b"9" * 12))
        data = data[:at] + part + data[end:]
    return data


def tried(data: bytes, path: Path) -> None:
    """Read `data` as the program does, to text and on to a plan; raise what is no refusal."""
    path.write_bytes(data)
    started = time.monotonic()
    with suppress(PlanError):
        plan_of(read(path))
    if time.monotonic() - started > SECONDS:
        raise TimeoutError(f"{time.monotonic() - started:.0f} s")


def main() -> None:
    """Fuzz for the seconds that the command names."""
    noise = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    known, end, count = seeds(), time.monotonic() + float(sys.argv[1]), 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            data = changed(noise.choice(known), noise.choice(known), noise)
            crash = Path(f"crash-{count}.bin")  # kept only where this is not survived
            crash.write_bytes(data)
            tried(data, Path(folder, "a"))
            crash.unlink()
            count += 1
    print(f"{count} files: each read or refused", file=sys.stderr)


if __name__ == "__main__":
    main()

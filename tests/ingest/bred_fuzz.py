"""Readers against bytes bred towards code not yet reached: `make fuzz-bred`, or this module with a number of seconds.

Not a test of pytest, as Atheris is no package of the product. What a reader raises is one refused file, as in the
process that reads files apart; what is raised after that, or hangs, ends the run and
leaves the bytes behind as `crash-…` or `timeout-…`.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["ingest", "plans"]):
    from ingest import docx, html, read  # noqa: F401 - readers, found by name below
    from ingest.formats import HEAD, recognise
    from ingest.load import plan_of
    from ingest.source import Source
    from plans.errors import PlanError

from tests.ingest.fuzz import seeds

BRED = ("docx", "html")  # readers in Python: in those of C there is nothing to be bred towards
SAMPLES = Path(__file__).parents[2] / "samples"
LONGEST = 20_000  # bytes
PATIENCE = 60  # seconds for one file; what others take of a busy machine counts too
PLACE = Path(tempfile.mkdtemp(), "a")


def tried(data: bytes) -> None:
    """Read `data` in this process, to text and on to a plan."""
    if source := text_of(data):
        with suppress(PlanError):
            plan_of(source)


def text_of(data: bytes) -> Source | None:
    """Return what a reader makes of `data`, `None` where it is refused or not for these readers."""
    form = recognise(data[:HEAD])
    if form and form.reader not in BRED:
        return None
    PLACE.write_bytes(data)
    with suppress(*((Exception,) if form else (PlanError,))):
        source: Source = import_module(f"ingest.{form.reader}").read(PLACE, lambda: None) if form else read.read(PLACE)
        return source
    return None


def main() -> None:
    """Fuzz for the seconds that the command names."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate([*seeds(), *(path.read_bytes() for path in SAMPLES.glob("*.txt"))]):
            Path(corpus, str(number)).write_bytes(data[:LONGEST])
        limits = (f"-max_total_time={sys.argv[1]}", f"-timeout={PATIENCE}", f"-max_len={LONGEST}", "-rss_limit_mb=2048")
        atheris.Setup([sys.argv[0], *limits, corpus], tried)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

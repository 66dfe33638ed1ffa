"""What other processes do in the tests: write until killed, write beside each other, look on."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.handmade import passages_of, plan_of

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["retrieval.library", "retrieval.dense", "retrieval.lexical", "numpy", "chromadb"])
LARGEST_FILE = 200 << 20


@contextmanager
def running(target, *arguments: object) -> Iterator[ForkServerProcess]:
    """Run `target` in a process of its own, ended when the block ends."""
    process = CONTEXT.Process(target=target, args=arguments)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def limited() -> None:
    """Let no file of this process fill the disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


@contextmanager
def _library(settings: Settings) -> Iterator[Library]:
    limited()
    with Library.open(settings) as library:
        yield library


def version(n: int) -> str:
    """Return the text of the n-th version, long enough to be seen half written."""
    return f"Bản {n}. " + "\n".join(f"Sở số {m} làm việc {n}." for m in range(30))


def write_versions(settings: Settings, acknowledged: Path, first: int, count: int, ready: Event) -> None:
    """Add version after version of one plan; note each on disk once `add` has returned."""
    with _library(settings) as library, acknowledged.open("a") as notes:
        ready.set()
        for n in range(first, first + count):
            plan = plan_of("a", version(n))
            library.add(plan, passages_of(plan) * 5)
            notes.write(f"{n}\n")
            notes.flush()


def write_until_interrupted(settings: Settings, acknowledged: Path, ready: Event) -> None:
    """The same, ended by Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        write_versions(settings, acknowledged, 0, 10_000, ready)
    except KeyboardInterrupt:
        acknowledged.with_suffix(".interrupted").touch()


def write_plans(settings: Settings, name: str, count: int, start: Event) -> None:
    """Add and replace plans of one's own."""
    with _library(settings) as library:
        start.wait()
        for n in range(count):
            for text in ("cũ", "mới"):
                plan = plan_of(f"{name}-{n}", f"Kế hoạch {name} {n} {text}")
                library.add(plan, passages_of(plan))


def look_on(settings: Settings, start: Event, stop: Event) -> None:
    """Read and search, by vectors too, while others write; what is found must be of one moment and near at hand."""
    with _library(settings) as library:
        start.wait()
        while not stop.is_set():
            moment = library.snapshot()
            assert {stored.plan_id for stored in moment.passages} == {plan.id for plan in moment.plans}
            assert all(cosine <= 1.001 for _, cosine in library.nearest("Kế hoạch", 3))


def open_and_close(settings: Settings, start: Event) -> None:
    """Open a library that is being made by others too."""
    start.wait()
    with _library(settings):
        pass

"""Who reads the files: this process, several on this machine, or the workers of a Dask cluster; always in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from bot import texts
from bot.errors import BadUsage
from bot.files import Reading, read_file, read_sent, read_whole
from plans.errors import PlanError, UnreadableFile

Readings: TypeAlias = Iterable[Reading]
Wait: TypeAlias = Callable[[], Readings]
_AHEAD = 2  # files under way for each reader: what was read and is not yet stored stays in memory
_PATIENCE = 10.0  # seconds in which a cluster must answer
_LARGEST_SENT = 300 * 1024 * 1024  # bytes; no format allows more


def read_all(files: Sequence[Path], jobs: int = 1, cluster: str | None = None) -> Iterator[Readings]:
    """Yield what came of each file, in order, read by `jobs` processes or by the cluster with this address."""
    if cluster:
        return _on_cluster(files, cluster)
    return map(read_file, files) if jobs == 1 else _in_processes(files, jobs)


def _in_processes(files: Sequence[Path], jobs: int) -> Iterator[Readings]:
    """Read in processes; when one dies the file at the head is read alone, and the rest by new processes."""
    left = deque(files)
    while left:
        with _processes(min(jobs, len(left))) as pool:
            try:
                for readings in _ahead(tuple(left), partial(_begun, pool), jobs):
                    left.popleft()
                    yield readings
            except BrokenProcessPool:
                yield _alone(left.popleft())


def _begun(pool: ProcessPoolExecutor, file: Path) -> Wait:
    return pool.submit(read_whole, file).result


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _ignore_interrupts)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _alone(file: Path) -> Readings:
    with _processes(1) as pool:
        try:
            return pool.submit(read_whole, file).result()
        except BrokenProcessPool:
            return (_lost(file),)


def _lost(file: Path) -> Reading:
    return Reading(file, error=UnreadableFile(texts.READER_DIED.format(file=file.name)))


def _ahead(files: Iterable[Path], begin: Callable[[Path], Wait], readers: int) -> Iterator[Readings]:
    """Yield results in order while a few files more are under way, never all of them."""
    waiting: deque[Wait] = deque()
    for file in files:
        waiting.append(begin(file))
        if len(waiting) == _AHEAD * readers:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _on_cluster(files: Sequence[Path], address: str) -> Iterator[Readings]:
    """Read on a cluster: the bytes of each file are sent, so that its machines need no folder in common."""
    try:
        from distributed import Client, KilledWorker  # type: ignore[import-not-found]
    except ImportError as error:
        raise BadUsage(texts.NO_DASK) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PlanError(texts.NO_CLUSTER.format(address=address, reason=error)) from error

    def begin(file: Path) -> Wait:
        if not _sendable(file):
            return partial(read_whole, file)
        sent = client.submit(read_sent, file.name, file.read_bytes(), pure=False)

        def result() -> Readings:
            try:
                return [replace(reading, file=file.parent / reading.file) for reading in sent.result()]
            except KilledWorker:
                return (_lost(file),)

        return result

    with client:
        yield from _ahead(files, begin, sum(client.nthreads().values()) or 1)


def _sendable(file: Path) -> bool:
    return file.is_file() and os.access(file, os.R_OK) and file.stat().st_size <= _LARGEST_SENT

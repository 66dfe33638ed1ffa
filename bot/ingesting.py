"""One run of `kehoach ingest`: files in, outcomes out; what was kept stays kept wherever the run ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot import console, texts
from bot.environment import read_settings
from bot.errors import Stopped
from bot.failures import Hear
from bot.files import Reading, digest, reader
from bot.keeping import Copies, Outcome, Wish, keep, parsed
from bot.pools import Readings, read_all
from plans.errors import NearCopy

if TYPE_CHECKING:
    from retrieval.library import Library

_CHOICES: dict[str, Copies] = {"t": "replace", "g": "both"}


@dataclass(frozen=True)
class Run:
    """What is to be read and how; `heard` is told of every outcome, and of its plan when `shows` is set.

    `asks` says whether a person is there to decide.
    """

    files: tuple[Path, ...]
    wish: Wish
    jobs: int = 1
    cluster: str | None = None
    heard: Sequence[Hear] = ()
    asks: bool = False
    shows: bool = False

    def tried(self) -> list[Outcome]:
        """Read everything and store nothing."""
        outcomes = []
        for reading in chain.from_iterable(self._read(self.files)):
            outcomes.append(parsed(reading))
            for hear in self.heard:
                hear(outcomes[-1], reading.plan)
        return outcomes

    def stored(self) -> list[Outcome]:
        """Read what is not known yet and store it."""
        from bot.holdings import open_library

        outcomes: list[Outcome] = []
        with open_library(read_settings()) as library, _keeping(outcomes):
            for outcome in self._kept(library):
                outcomes.append(outcome)
                plan = library.plan(outcome.plan_id) if self.shows and outcome.plan_id else None
                for hear in self.heard:
                    hear(outcome, plan)
            with console.counting(texts.INDEXING) as count:
                library.index(count)  # so that no question waits for it
        return outcomes

    def _read(self, files: Sequence[Path]) -> Iterator[Readings]:
        return console.progress(read_all(files, self.jobs, self.cluster), texts.READING, len(files))

    def _kept(self, library: Library) -> Iterator[Outcome]:
        """Yield what became of each file; a file whose bytes were read before by the same program is not read again."""
        fresh: list[tuple[Path, str]] = []
        for file in self.files:
            sha256 = digest(file)
            known = () if self.wish.replace else library.arrivals.known(sha256, reader())
            yield from (Outcome(file, "unchanged", one.name, one.plan_id, one.version, (one.name,)) for one in known)
            fresh += [] if known else [(file, sha256)]
        aside: list[Reading] = []
        for (_, sha256), readings in zip(fresh, self._read([file for file, _ in fresh]), strict=True):
            yield from self._file(library, sha256, readings, aside)
        for reading in aside:
            yield self._decided(library, reading)

    def _file(self, library: Library, sha256: str, readings: Readings, aside: list[Reading]) -> Iterator[Outcome]:
        kept = []
        for reading in readings:
            kept.append(keep(library, reading, self.wish))
            if self.asks and isinstance(kept[-1].error, NearCopy):
                aside.append(reading)
            else:
                yield kept[-1]
        stored = [(one.plan_id, one.version) for one in kept if one.plan_id and one.version]
        if sha256 and len(stored) == len(kept):
            library.arrivals.remember(sha256, reader(), stored)

    def _decided(self, library: Library, reading: Reading) -> Outcome:
        """Return what became of a near copy: a person is asked, after the progress bar is gone."""
        left = keep(library, reading, self.wish)
        console.warn(str(left.error))
        choice = _CHOICES.get(console.asked(texts.NEAR_COPY_ASKED).strip().lower())
        return keep(library, reading, replace(self.wish, copies=choice)) if choice else left


@contextmanager
def _keeping(outcomes: list[Outcome]) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        stored = sum(outcome.plan_id is not None for outcome in outcomes)
        raise Stopped(texts.INGEST_STOPPED.format(stored=stored)) from None

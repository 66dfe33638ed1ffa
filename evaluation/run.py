"""One run of a question set: a fresh library from a folder of plans, every question asked, every answer scored."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from evaluation.cases import Case
from evaluation.metrics import Score, Scorer
from evaluation.record import Record, from_answer
from ingest.load import load_plan
from ingest.passages import passages
from plans.errors import UnreadableFile
from retrieval.answer import Turn
from retrieval.assistant import Assistant, open_assistant
from retrieval.library import Library
from retrieval.settings import Settings

TODAY = date(2025, 12, 1)  # the day a case without its own `as_of` is asked on: runs on other days must not differ
ENDINGS = (".txt", ".md")
OFFLINE = Settings()
Progress = Callable[[Iterable[Record]], Iterator[Record]]


@dataclass(frozen=True)
class Run:
    """The answers of a run and what they are worth, in the order of the cases; `again` holds later repeats."""

    records: tuple[Record, ...]
    scores: tuple[Score, ...]
    again: tuple[tuple[Score, ...], ...] = field(default=())

    @property
    def always(self) -> dict[str, bool]:
        """For every question, whether each of its repeats was strictly correct."""
        return {s[0].id: all(one.strict for one in s) for s in zip(self.scores, *self.again, strict=True)}


def texts_of(folder: Path) -> dict[str, str]:
    """Return the text of every plan in `folder` by file name."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    except OSError as error:
        raise UnreadableFile(f"Không đọc được thư mục kế hoạch {folder}.") from error
    if not files:
        raise UnreadableFile(f"Thư mục {folder} không có kế hoạch nào ({', '.join(ENDINGS)}).")
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in files}


@contextmanager
def library_for(folder: Path, settings: Settings = OFFLINE) -> Iterator[Settings]:
    """Yield `settings` with a fresh library made from the plans in `folder`, removed afterwards."""
    with tempfile.TemporaryDirectory() as home:
        fresh = replace(settings, home=Path(home), database_url=None, chroma_url=None)
        with Library.open(fresh) as library:
            for name in texts_of(folder):
                plan = load_plan(folder / name)
                library.add(plan, tuple(passages(plan)))
        yield fresh


@contextmanager
def assistant_for(folder: Path) -> Iterator[Assistant]:
    """Yield an offline assistant over a fresh library made from the plans in `folder`."""
    with library_for(folder) as settings:
        assistant = open_assistant(settings)
        with assistant.library:
            yield assistant


def ask(assistant: Assistant, case: Case) -> Record:
    """Return the answer to one case, asked as one question after its history."""
    turns = [Turn(question, answer) for question, answer in case.history]
    begin = time.perf_counter()
    answer = assistant.ask(case.question, turns, as_of=case.as_of or TODAY)
    return from_answer(case.id, answer, (time.perf_counter() - begin) * 1000)


def ask_all(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Record]:
    """Yield the answer to every case."""
    return (ask(assistant, case) for case in cases)


def answers(cases: Sequence[Case], settings: Settings, jobs: int = 1) -> Iterator[Record]:
    """Yield the answers to `cases` in their order, asked by `jobs` processes over the library of `settings`."""
    if jobs > 1 and len(cases) > 1:
        # Ctrl-C reaches every process of a terminal: the children finish what they were asked, the parent tells.
        quiet = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
        with ProcessPoolExecutor(min(jobs, len(cases)), get_context("spawn"), quiet) as pool:
            yield from pool.map(partial(_asked_elsewhere, settings), cases, chunksize=4)
        return
    assistant = open_assistant(settings)
    with assistant.library:
        yield from ask_all(assistant, cases)


def _asked_elsewhere(settings: Settings, case: Case) -> Record:
    return ask(_opened(settings), case)


@cache
def _opened(settings: Settings) -> Assistant:
    return open_assistant(settings)


def run(cases: Sequence[Case], folder: Path, jobs: int = 1, progress: Progress = iter) -> Run:
    """Ask and score `cases` about the plans in `folder`, offline."""
    with library_for(folder) as settings:
        records = {record.id: record for record in progress(answers(cases, settings, jobs))}
    return scored(cases, records, texts_of(folder))


def scored(cases: Sequence[Case], records: Mapping[str, Record], texts: Mapping[str, str]) -> Run:
    """Score the records of `cases`; raise `UnreadableFile` when answers are missing or are those of another set."""
    missing = [case.id for case in cases if case.id not in records]
    if missing and len(missing) == len(cases):
        raise UnreadableFile("Tệp trả lời là của bộ câu hỏi khác: không có mã câu hỏi nào chung.")
    if missing:
        raise UnreadableFile(f"Thiếu câu trả lời của {len(missing)} câu hỏi: {', '.join(missing[:5])}…")
    scorer = Scorer(texts)
    kept = tuple(records[case.id] for case in cases)
    return Run(kept, tuple(scorer.score(case, record) for case, record in zip(cases, kept, strict=True)))

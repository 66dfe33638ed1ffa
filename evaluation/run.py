"""One run of a question set: a fresh library from a folder of plans, every question asked, every answer scored."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evaluation.cases import Case
from evaluation.intervals import Rate, mcnemar
from evaluation.metrics import Score, Scorer, Summary, grouped, summarise
from evaluation.record import Record, from_answer, write
from ingest.load import load_plan
from ingest.passages import passages
from plans.errors import UnreadableFile
from retrieval.answer import Turn
from retrieval.assistant import Assistant, open_assistant
from retrieval.library import Library
from retrieval.settings import Settings

TODAY = date(2025, 12, 1)  # the day a case without its own `as_of` is asked on: runs on other days must not differ
ENDINGS = (".txt", ".md")
Progress = Callable[[Sequence[Case]], Iterator[Case]]


@dataclass(frozen=True)
class Run:
    """The answers of a run and what they are worth, in the order of the cases."""

    records: tuple[Record, ...]
    scores: tuple[Score, ...]


def texts_of(folder: Path) -> dict[str, str]:
    """Return the text of every plan in `folder` by file name."""
    files = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    if not files:
        raise UnreadableFile(f"Thư mục {folder} không có kế hoạch nào ({', '.join(ENDINGS)}).")
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in files}


@contextmanager
def assistant_for(folder: Path) -> Iterator[Assistant]:
    """Yield an offline assistant over a fresh library made from the plans in `folder`, removed afterwards."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        with Library.open(settings) as library:
            for name in texts_of(folder):
                plan = load_plan(folder / name)
                library.add(plan, tuple(passages(plan)))
        assistant = open_assistant(settings)
        with assistant.library:
            yield assistant


def ask_all(assistant: Assistant, cases: Sequence[Case], progress: Progress = iter) -> Iterator[Record]:
    """Yield the answer to every case, asked as one question after its history."""
    for case in progress(cases):
        turns = [Turn(question, answer) for question, answer in case.history]
        begin = time.perf_counter()
        answer = assistant.ask(case.question, turns, as_of=case.as_of or TODAY)
        yield from_answer(case.id, answer, (time.perf_counter() - begin) * 1000)


def run(cases: Sequence[Case], folder: Path, progress: Progress = iter) -> Run:
    """Ask and score `cases` about the plans in `folder`."""
    with assistant_for(folder) as assistant:
        records = tuple(ask_all(assistant, cases, progress))
    return scored(cases, {record.id: record for record in records}, texts_of(folder))


def scored(cases: Sequence[Case], records: Mapping[str, Record], texts: Mapping[str, str]) -> Run:
    """Score the records of `cases`; raise `UnreadableFile` when an answer is missing."""
    if missing := [case.id for case in cases if case.id not in records]:
        raise UnreadableFile(f"Thiếu câu trả lời của {len(missing)} câu hỏi: {', '.join(missing[:5])}…")
    scorer = Scorer(texts)
    kept = tuple(records[case.id] for case in cases)
    return Run(kept, tuple(scorer.score(case, record) for case, record in zip(cases, kept, strict=True)))


def save(result: Run, folder: Path) -> None:
    """Write `answers.jsonl` and `scores.json` of a run into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "answers.jsonl", result.records)
    told = {
        "summary": _summary(summarise(result.scores)),
        "by_style": {name: _summary(group) for name, group in grouped(result.scores, lambda s: s.style).items()},
        "by_kind": {name: _summary(group) for name, group in grouped(result.scores, lambda s: s.kind).items()},
        "scores": [asdict(score) for score in result.scores],
    }
    (folder / "scores.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def right_answers(folder: Path) -> dict[str, bool]:
    """Return for every question of a saved run whether its answer was strictly correct."""
    path = folder / "scores.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["scores"]
        return {row["id"]: bool(row["strict"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"Không đọc được kết quả chấm {path}. Hãy chạy `kehoach evaluate run` trước.") from error


@dataclass(frozen=True)
class Comparison:
    """Two runs question by question: what was gained, what was lost, and how likely that is chance."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    before: Rate
    after: Rate

    @property
    def p_value(self) -> float:
        """The exact McNemar p-value of the flips."""
        return mcnemar(len(self.gained), len(self.lost))


def compare(before: Mapping[str, bool], after: Mapping[str, bool]) -> Comparison:
    """Compare two runs on the questions they share."""
    shared = [id for id in before if id in after]
    return Comparison(
        gained=tuple(id for id in shared if after[id] and not before[id]),
        lost=tuple(id for id in shared if before[id] and not after[id]),
        before=Rate(sum(before[id] for id in shared), len(shared)),
        after=Rate(sum(after[id] for id in shared), len(shared)),
    )


def _summary(summary: Summary) -> dict[str, object]:
    rates = {name: {"value": r.value, "total": r.total, "wilson": r.wilson} for name, r in summary.rates.items()}
    latency = {"p50": summary.latency_p50, "p95": summary.latency_p95}
    return {"rates": rates, "latency_ms": latency, "median_length": summary.median_length}

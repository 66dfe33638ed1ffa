"""A run on disk: configuration, questions, answers and scores, kept so that an interrupted run can go on.

Answers are appended as they come to `answers.partial.jsonl`; the files of a finished run appear together at its end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evaluation import record, sets
from evaluation.cases import Case
from evaluation.metrics import Found, Score, Summary, grouped, summarise
from evaluation.record import Record
from evaluation.run import Run
from evaluation.versions import differences
from plans.errors import BadSettings, UnreadableFile
from retrieval.answer import Tokens

CONFIG, CASES, ANSWERS, SCORES = "config.json", "cases.jsonl", "answers.jsonl", "scores.json"
_PARTIAL, _STARTED = "answers.partial.jsonl", "config.partial.json"


@dataclass(frozen=True)
class Kept:
    """A finished run as it was saved."""

    config: Mapping[str, object]
    cases: tuple[Case, ...]
    run: Run


class Unfinished:
    """The answers of a run that is under way; every answer is on disk before the next is asked."""

    def __init__(self, folder: Path, config: Mapping[str, object], resume: bool) -> None:
        """Begin in `folder`, or go on where the same run stopped; raise `BadSettings` when it was another."""
        self._path, self._config = folder / _PARTIAL, folder / _STARTED
        if resume and self._config.is_file():
            _refuse_another(_json(self._config), config)
        else:
            self._path.unlink(missing_ok=True)
        self._lines = _whole_lines(self._path)
        sets.replace_whole(self._config, _dumped(config))
        sets.replace_whole(self._path, "".join(f"{line}\n" for line in self._lines.values()).encode())

    def known(self, repeat: int) -> dict[str, Record]:
        """Return the records of one repeat that were already on disk, by id."""
        rows = [json.loads(line)["record"] for (number, _), line in self._lines.items() if number == repeat]
        return {row["id"]: record.parse(json.dumps(row), str(self._path), 0) for row in rows}

    def keep(self, repeat: int, records: Iterator[Record]) -> Iterator[Record]:
        """Write every record of a repeat as it comes, and yield it."""
        with self._path.open("a", encoding="utf-8") as file:
            for one in records:
                file.write(json.dumps({"repeat": repeat, "record": json.loads(one.line())}, ensure_ascii=False) + "\n")
                file.flush()
                yield one

    def finished(self) -> None:
        """Remove what only an unfinished run needs."""
        self._path.unlink(missing_ok=True)
        self._config.unlink(missing_ok=True)


def _whole_lines(path: Path) -> dict[tuple[int, str], str]:
    """Return the lines that were written whole, by repeat and id: a crash may have cut the last one."""
    lines: dict[tuple[int, str], str] = {}
    with suppress(FileNotFoundError):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            with suppress(ValueError, KeyError, TypeError):
                row = json.loads(line)
                lines[row["repeat"], row["record"]["id"]] = line
    return lines


def _refuse_another(before: Mapping[str, object], now: Mapping[str, object]) -> None:
    if different := differences(before, now):
        raise BadSettings(f"Lần chạy dở có cấu hình khác ({', '.join(different)}). Hãy chạy lại không có --resume.")


def save(result: Run, folder: Path, cases: Sequence[Case] = (), config: Mapping[str, object] | None = None) -> None:
    """Write a finished run into `folder`: every file whole, the scores last."""
    sets.replace_whole(folder / CONFIG, _dumped(config or {}))
    sets.write(folder / CASES, cases)
    sets.replace_whole(folder / ANSWERS, "".join(f"{one.line()}\n" for one in result.records).encode())
    told = {
        "summary": _summary(summarise(result.scores)),
        "by_style": _groups(result.scores, lambda score: score.style),
        "by_kind": _groups(result.scores, lambda score: score.kind),
        "scores": [asdict(score) for score in result.scores],
        "again": [[asdict(score) for score in scores] for scores in result.again],
    }
    sets.replace_whole(folder / SCORES, _dumped(told))


def load(folder: Path) -> Kept:
    """Read a saved run; raise `UnreadableFile` when `folder` holds none."""
    told = _json(folder / SCORES)
    try:
        scores = tuple(_score(row) for row in told["scores"])
        again = tuple(tuple(_score(row) for row in rows) for rows in told.get("again", ()))
        kept = record.read(folder / ANSWERS)
        return Kept(
            config=_json(folder / CONFIG),
            cases=sets.load(folder / CASES),
            run=Run(tuple(kept[score.id] for score in scores), scores, again),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _no_run(folder / SCORES) from error


def right_answers(folder: Path) -> dict[str, bool]:
    """Return for every question of a saved run whether each of its answers was strictly correct."""
    try:
        told = _json(folder / SCORES)
        again = tuple(tuple(map(_score, scores)) for scores in told.get("again", ()))
        return Run((), tuple(map(_score, told["scores"])), again).always
    except (KeyError, TypeError, AttributeError) as error:
        raise _no_run(folder / SCORES) from error


def _score(row: dict[str, Any]) -> Score:
    tuples = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    tokens = Tokens(**row["tokens"]) if row.get("tokens") else None
    return Score(**{**row, **tuples, "gold": Found(**row["gold"]), "tokens": tokens})


def _json(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_run(path) from error
    if not isinstance(told, dict):
        raise _no_run(path)
    return told


def _no_run(path: Path) -> UnreadableFile:
    return UnreadableFile(f"Không đọc được kết quả chấm {path}. Hãy chạy `kehoach evaluate run --out` trước.")


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _groups(scores: Sequence[Score], by: Callable[[Score], str]) -> dict[str, object]:
    return {name: _summary(group) for name, group in grouped(scores, by).items()}


def _summary(summary: Summary) -> dict[str, object]:
    rates = {name: {"value": r.value, "total": r.total, "wilson": r.wilson} for name, r in summary.rates.items()}
    latency = {"p50": summary.latency_p50, "p95": summary.latency_p95}
    return {"rates": rates, "latency_ms": latency, "median_length": summary.median_length}

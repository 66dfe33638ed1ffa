"""`python -m evaluation.bench`: the same questions to LangChain's usual retrievers and to this assistant, in one run.

Quality is deterministic. Times are taken in processes of their own, systems in turn, several rounds: medians and ranges
are shown, and ratios, which depend less on the machine than milliseconds do.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from evaluation.cases import DATA, Case
from evaluation.peers import DENSE, PEERS, Peer
from evaluation.record import Found
from evaluation.retrieval_metrics import relevance, success
from evaluation.rewrite import rewritten
from evaluation.run import TODAY, ask_all, assistant_for, texts_of
from evaluation.sets import load

SAMPLES = DATA.parent.parent / "samples"
PAGE = DATA.parent.parent / "docs" / "benchmarks.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
DENSE_START, DENSE_END = "<!-- dense -->", "<!-- end of dense -->"
OURS, BORROWED = "ours", ("chroma", "ensemble")  # `BORROWED` peers search with our embeddings
ROUNDS = 5
QUESTION = "Sở Y tế phải làm gì?"
NAMES = {
    "bm25": "LangChain BM25Retriever",
    "chroma": "LangChain Chroma + our offline embeddings",
    "ensemble": "LangChain EnsembleRetriever (BM25 + that Chroma)",
    "minilm": "LangChain Chroma + all-MiniLM-L6-v2 (its default model)",
    "minilm_ensemble": "LangChain EnsembleRetriever (BM25 + all-MiniLM-L6-v2)",
    "llama_index": "LlamaIndex vector index + all-MiniLM-L6-v2",
    "segmented": "rank_bm25 over pyvi's words",
    OURS: "KeHoach",
}


@dataclass(frozen=True)
class Quality:
    """Shares of questions whose gold quote stands in the first result, and among the first five."""

    first: float
    five: float
    first_without_marks: float
    five_without_marks: float


@dataclass(frozen=True)
class Speed:
    """What one process of a system took: index in seconds, a question in milliseconds, peak memory in megabytes."""

    cold_s: float
    ingest_s: float
    ask_ms: float
    memory_mb: float


def cases() -> list[Case]:
    """Return the questions every system can be asked: answerable, with gold, without a conversation before them."""
    every = [case for name in ("dev", "samples") for case in load(DATA / f"{name}.jsonl")]
    return [case for case in every if case.answerable and case.gold and not case.history]


def quality(
    folder: Path, asked: Sequence[Case], peers: Mapping[str, Callable[[Mapping[str, str]], Peer]] = PEERS
) -> dict[str, Quality]:
    """Ask every system every question, as typed and without diacritics."""
    texts = texts_of(folder)
    plain = [rewritten(case, "nodia") for case in asked]
    found = {}
    for name, make in peers.items():
        search = make(texts).search
        found[name] = _quality([search(c.question) for c in asked], [search(c.question) for c in plain], asked)
    with assistant_for(folder) as assistant:
        ours = [[list(record.retrieved) for record in ask_all(assistant, group)] for group in (asked, plain)]
    found[OURS] = _quality(ours[0], ours[1], asked)
    return found


def _quality(typed: list[list[Found]], plain: list[list[Found]], asked: Sequence[Case]) -> Quality:
    shares = [
        sum(success(relevance(case, ranked), k) for case, ranked in zip(asked, results, strict=True)) / len(asked)
        for results in (typed, plain)
        for k in (1, 5)
    ]
    return Quality(*shares)


def child(name: str, folder: Path) -> None:
    """Measure one system in this process and print what it took as JSON."""
    questions = [case.question for case in cases()][:60]
    begin = time.perf_counter()
    if name == OURS:
        with assistant_for(folder) as assistant:
            told = _timed(begin, questions, lambda question: assistant.ask(question, as_of=TODAY))
    else:
        told = _timed(begin, questions, PEERS[name](texts_of(folder)).search)
    print(json.dumps(told))


def _timed(begin: float, questions: Iterable[str], ask: Callable[[str], object]) -> dict[str, float]:
    ingest, times = time.perf_counter() - begin, []
    ask(QUESTION)
    for question in questions:
        start = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - start) * 1000)
    return {"ingest_s": ingest, "ask_ms": median(times), "memory_mb": _peak_mb()}


def _peak_mb() -> float:
    """Return the peak memory of this process; `getrusage` would tell the parent's where that was more."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def speeds(folder: Path) -> dict[str, list[Speed]]:
    """Measure every system `ROUNDS` times, in turn, each time in a process of its own."""
    measured: dict[str, list[Speed]] = {name: [] for name in (*PEERS, OURS)}
    with tempfile.TemporaryDirectory() as home:
        kehoach = [sys.executable, "-m", "bot"]
        environment = {**os.environ, "KEHOACH_HOME": home}
        _ran([*kehoach, "ingest", str(folder)], environment)
        for _ in range(ROUNDS):
            for name, speed in measured.items():
                warm = json.loads(_ran([sys.executable, "-m", "evaluation.bench", "child", name, str(folder)])[0])
                once = [*kehoach, "ask", QUESTION] if name == OURS else _cold_peer(name, folder)
                speed.append(Speed(_ran(once, environment)[1], **warm))
    return measured


def _cold_peer(name: str, folder: Path) -> list[str]:
    code = (
        "import sys; from pathlib import Path; from evaluation.peers import PEERS;"
        "folder = Path(sys.argv[2]);"
        "texts = {p.name: p.read_text(encoding='utf-8') for p in folder.iterdir()};"
        "print(PEERS[sys.argv[1]](texts).search(sys.argv[3])[0].text)"
    )
    return [sys.executable, "-c", code, name, str(folder), QUESTION]


def _ran(command: list[str], environment: Mapping[str, str] | None = None) -> tuple[str, float]:
    begin = time.perf_counter()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout, time.perf_counter() - begin


def page(found: Mapping[str, Quality], measured: Mapping[str, list[Speed]], count: int) -> str:
    """Return the figures as Markdown."""
    ours = found[OURS]
    borrowed, own = _best(found, BORROWED), _best(found, ("bm25",))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    lines = [
        f"{count} questions on the five samples ({machine}).",
        "",
        "| system | gold first | in first five | first, no diacritics | in first five, no diacritics |",
        "|---|---|---|---|---|",
        *(f"| {NAMES[name]} | {_shares(q)} |" for name, q in found.items()),
        "",
        f"Ratio of first places, ours to LangChain's own (BM25Retriever): {ours.first / own.first:.1f} as typed,"
        f" {ours.first_without_marks / max(own.first_without_marks, 1e-9):.1f} without diacritics. To the best of the"
        f" peers that borrow our embeddings: {ours.first / borrowed.first:.2f} as typed,"
        f" {ours.first_without_marks / borrowed.first_without_marks:.2f} without diacritics.",
        "",
        f"Median of {ROUNDS} processes, lowest … highest:",
        "",
        "| system | cold question (s) | build index (s) | warm question (ms) | peak memory (MB) |",
        "|---|---|---|---|---|",
        *(f"| {NAMES[name]} | {_times(runs)} |" for name, runs in measured.items()),
    ]
    return "\n".join(lines)


def dense_page(found: Mapping[str, Quality]) -> str:
    """Return the figures beside the peers' own default model as Markdown."""
    ours, best = found[OURS], _best(found, tuple(DENSE))
    return "\n".join(
        (
            "| system | gold first | in first five | first, no diacritics | in first five, no diacritics |",
            "|---|---|---|---|---|",
            *(f"| {NAMES[name]} | {_shares(q)} |" for name, q in found.items()),
            "",
            f"Ratio of first places, ours to the best of these: {ours.first / best.first:.2f} as typed,"
            f" {ours.first_without_marks / max(best.first_without_marks, 1e-9):.1f} without diacritics.",
        )
    )


def written(told: str, start: str, end: str) -> None:
    """Put figures between two marks of the page, and show them."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{start}\n{told}\n{end}{after}", encoding="utf-8")
    print(told)


def _best(found: Mapping[str, Quality], names: Sequence[str]) -> Quality:
    peers = [found[name] for name in names]
    return Quality(
        max(p.first for p in peers),
        max(p.five for p in peers),
        max(p.first_without_marks for p in peers),
        max(p.five_without_marks for p in peers),
    )


def _shares(q: Quality) -> str:
    return " | ".join(f"{v:.1%}" for v in (q.first, q.five, q.first_without_marks, q.five_without_marks))


def _times(runs: Sequence[Speed]) -> str:
    columns = zip(*((run.cold_s, run.ingest_s, run.ask_ms, run.memory_mb) for run in runs), strict=True)
    return " | ".join(f"{median(column):.2f} ({min(column):.2f} … {max(column):.2f})" for column in columns)


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark and write its figures into the page, or be one measured child of it."""
    if arguments[:1] == ["child"]:
        child(arguments[1], Path(arguments[2]))
        return
    asked = cases()
    if arguments[:1] == ["dense"]:
        written(dense_page(quality(SAMPLES, asked, DENSE)), DENSE_START, DENSE_END)
        return
    written(page(quality(SAMPLES, asked), speeds(SAMPLES), len(asked)), START, END)


if __name__ == "__main__":
    main(sys.argv[1:])

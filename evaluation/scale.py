"""`python -m evaluation.scale 1000 10000 …`: how costs grow with the library, on plans made by rule.

Every size is a library of its own in a temporary folder and a process of its own; figures go to standard output.
Times are of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from evaluation.run import TODAY
from evaluation.synthetic import plan_text, questions
from ingest.load import parse
from ingest.passages import passages
from plans.model import Passage, Plan
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings

ASKED = 12  # questions of each kind
AT_ONCE = 100  # plans stored by one call


def parsed(count: int) -> Iterator[tuple[Plan, tuple[Passage, ...]]]:
    """Yield synthetic plans until they have `count` passages together."""
    number = held = 0
    while held < count:
        plan = parse(plan_text(number), f"{number}.txt")
        found = tuple(passages(plan))
        held, number = held + len(found), number + 1
        yield plan, found


def measured(size: int, home: Path) -> dict[str, float]:
    """Fill a library with `size` passages and measure it."""
    told: dict[str, float] = {}
    settings = Settings(home=home)
    with Library.open(settings) as library:
        plans = list(parsed(size))
        told["plans"] = len(plans)
        begin = time.process_time()
        for at in range(0, len(plans), AT_ONCE):
            library.add_all(plans[at : at + AT_ONCE])
        told["store_s"] = time.process_time() - begin
        told["lexical_s"] = _took(lambda: library.lexical)
        extra = parse(plan_text(len(plans)), "extra.txt")
        told["add_one_ms"] = 1000 * _took(lambda: library.add(extra, tuple(passages(extra))))
        told["index_again_ms"] = 1000 * _took(lambda: library.lexical)
    told["disk_mb"] = sum(file.stat().st_size for file in home.rglob("*") if file.is_file()) / 1e6
    return told


def asked(home: Path, plans: int) -> dict[str, float]:
    """Open the library anew and ask it questions of every kind."""
    told: dict[str, float] = {}
    begin = time.process_time()
    with Library.open(Settings(home=home)) as library:
        assistant = Assistant(library)
        assistant.ask("Sở Y tế tỉnh An Giang phải làm gì?", as_of=TODAY)
        told["first_answer_s"] = time.process_time() - begin
        times: dict[str, list[float]] = {}
        for at in range(ASKED):
            for kind, question in questions(at * max(plans // ASKED, 1)).items():
                times.setdefault(kind, []).append(1000 * _took(partial(assistant.ask, question, as_of=TODAY)))
    every = [spent for some in times.values() for spent in some]
    told |= {f"{kind}_ms": median(some) for kind, some in times.items()}
    told["p50_ms"], told["p95_ms"] = median(every), quantiles(every, n=20)[-1]
    told["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def _took(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main(arguments: Sequence[str]) -> None:
    """Measure each size in two processes: one that fills the library, one that asks it."""
    if arguments[:1] == ["fill"]:
        print(json.dumps(measured(int(arguments[1]), Path(arguments[2]))))
    elif arguments[:1] == ["ask"]:
        print(json.dumps(asked(Path(arguments[2]), int(arguments[1]))))
    else:
        for size in map(int, arguments):
            with tempfile.TemporaryDirectory() as home:
                filled = _child("fill", size, home)
                told = {"passages": size, **filled, **_child("ask", int(filled["plans"]), home)}
            print(json.dumps({name: round(value, 2) for name, value in told.items()}), flush=True)


def _child(part: str, size: int, home: str) -> dict[str, float]:
    command = [sys.executable, "-m", "evaluation.scale", part, str(size), home]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


if __name__ == "__main__":
    main(sys.argv[1:])

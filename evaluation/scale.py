"""`python -m evaluation.scale 1000 10000 …`: how costs grow with the library, on plans made by rule.

Every size is a library of its own in a temporary folder and a process of its own; figures go to standard output.
Times are of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from evaluation.multiplied import multiply
from evaluation.run import TODAY
from evaluation.synthetic import plan_text, questions
from ingest.load import parse
from ingest.nursery import COLLECT_AFTER
from ingest.passages import passages
from plans.model import Passage, Plan
from retrieval.assistant import Assistant
from retrieval.audience import INTERNAL, Audience
from retrieval.library import Library
from retrieval.search import search
from retrieval.settings import Settings

ASKED = 12  # questions of each kind
AT_ONCE = 100  # plans stored by one call
NEAREST = 100  # passages that an embedding model's search looks at
HIDDEN = 10  # one plan of so many is for few, when access is measured
PARTS = ("fill", "ask", "ask-public", "add", "search", "nearest")
ALONE = (*PARTS, "multiply")  # the last by the number of times, on a library that stays


def parsed(count: int) -> Iterator[tuple[Plan, tuple[Passage, ...]]]:
    """Yield synthetic plans until they have `count` passages together."""
    number = held = 0
    while held < count:
        plan, found = _numbered(number)
        held, number = held + len(found), number + 1
        yield plan, found


def _numbered(number: int) -> tuple[Plan, tuple[Passage, ...]]:
    plan = parse(plan_text(number), f"{number}.txt")
    return plan, tuple(passages(plan))


def filled(home: Path, size: int) -> dict[str, float]:
    """Fill a library with `size` passages, make its indexes and add one plan more."""
    told = {"plans": 0.0, "store_s": 0.0}
    plans = parsed(size)
    with Library.open(_at(home)) as library:
        while some := list(islice(plans, AT_ONCE)):
            told["plans"] += len(some)
            told["store_s"] += _took(partial(library.add_all, some))
        told["lexical_s"] = _took(lambda: library.lexical)
        told |= _added(library, int(told["plans"]))
    told["disk_mb"] = sum(file.stat().st_size for file in home.rglob("*") if file.is_file()) / 1e6
    return told | {"fill_memory_mb": _memory()}


def added(home: Path, plans: int) -> dict[str, float]:
    """Add a plan to a library that other processes filled: its first change brings the vectors in step."""
    with Library.open(_at(home)) as library:
        first = _took(partial(library.add, *_numbered(plans + 1)))
        told = {"first_add_s": first, "first_index_again_ms": 1000 * _took(lambda: library.lexical)}
        return told | {f"warm_{name}": spent for name, spent in _added(library, plans + 2).items()}


def _added(library: Library, number: int) -> dict[str, float]:
    spent = 1000 * _took(partial(library.add, *_numbered(number)))
    return {"add_one_ms": spent, "index_again_ms": 1000 * _took(lambda: library.lexical)}


def asked(home: Path, plans: int, audience: Audience | None = None) -> dict[str, float]:
    """Open the library anew and ask it questions of every kind, as everybody or as an audience."""
    begin = time.process_time()
    with Library.open(_at(home)) as library:
        told = {"open_s": _took(library.snapshot)}
        assistant = Assistant(library)
        assistant.ask("Sở Y tế tỉnh An Giang phải làm gì?", as_of=TODAY, audience=audience)
        told["first_answer_s"] = time.process_time() - begin
        times: dict[str, list[float]] = {}
        walls = []
        for at in range(ASKED):
            for kind, question in questions(at * max(plans // ASKED, 1)).items():
                start, cpu = time.perf_counter(), time.process_time()
                assistant.ask(question, as_of=TODAY, audience=audience)
                times.setdefault(kind, []).append(1000 * (time.process_time() - cpu))
                walls.append(1000 * (time.perf_counter() - start))
    told |= {f"{kind}_ms": median(some) for kind, some in times.items()}
    for name, every in (("", [t for some in times.values() for t in some]), ("wall_", walls)):
        told |= {f"{name}p50_ms": median(every), f"{name}p95_ms": quantiles(every, n=20)[-1]}
    return told | {"memory_mb": _memory()}


def asked_by_public(home: Path, plans: int) -> dict[str, float]:
    """Ask as somebody who may not see every plan."""
    with Library.open(_at(home)) as library:
        for entry in library.snapshot().held[::HIDDEN]:
            library.restrict(entry.id, [INTERNAL])
    return {f"public_{name}": spent for name, spent in asked(home, plans, ()).items()}


def searched(home: Path, plans: int) -> dict[str, float]:
    """Search for questions read before: each for the first time, of the processor and waiting included."""
    with Library.open(_at(home)) as library:
        known = Assistant(library).knowledge()
        read = [known.reader.read(question, as_of=TODAY) for question in _every(plans)]
        search(read[0], known, known.weigher)
        cpus, walls = [], []
        for question in read:
            start, cpu = time.perf_counter(), time.process_time()
            search(question, known, known.weigher)
            cpus.append(1000 * (time.process_time() - cpu))
            walls.append(1000 * (time.perf_counter() - start))
    told = {f"search_{name}p50_ms": median(some) for name, some in (("", cpus), ("wall_", walls))}
    return told | {f"search_{name}p95_ms": quantiles(some, n=20)[-1] for name, some in (("", cpus), ("wall_", walls))}


def _every(plans: int) -> list[str]:
    """Return the questions of every kind about evenly chosen plans."""
    return [q for at in range(ASKED) for q in questions(at * max(plans // ASKED, 1)).values()]


def nearest(home: Path, plans: int) -> dict[str, float]:
    """Look for the vectors nearest to questions, waiting included, as they may be kept by a server."""
    walls = []
    with Library.open(_at(home)) as library:
        library.nearest("Sở Y tế phải làm gì?", NEAREST)
        for question in _every(plans):
            start = time.perf_counter()
            library.nearest(question, NEAREST)
            walls.append(1000 * (time.perf_counter() - start))
    return {"nearest_wall_p50_ms": median(walls), "nearest_wall_p95_ms": quantiles(walls, n=20)[-1]}


def _at(home: Path) -> Settings:
    """Return where the library is: in a folder, or on the servers that the environment names."""
    named = Settings.from_env(os.environ)
    return Settings(home=home, database_url=named.database_url, chroma_url=named.chroma_url)


def _took(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> None:
    """Measure each size in processes of their own: one that fills the library, those that ask it and add to it."""
    gc.set_threshold(COLLECT_AFTER)  # as in the program
    if arguments[:1] and arguments[0] in ALONE:
        works: tuple[Callable[[Path, int], object], ...] = (
            filled,
            asked,
            asked_by_public,
            added,
            searched,
            nearest,
            multiply,
        )
        work = works[ALONE.index(arguments[0])]
        print(json.dumps(work(Path(arguments[2]), int(arguments[1]))))
        return
    for size in map(int, arguments):
        with tempfile.TemporaryDirectory() as home:
            told = {"passages": size, **_child("fill", size, home)}
            for part in PARTS[1:]:
                told |= _child(part, int(told["plans"]), home)
        print(json.dumps({name: round(value, 2) for name, value in told.items()}), flush=True)


def _child(part: str, size: int, home: str) -> dict[str, float]:
    command = [sys.executable, "-m", "evaluation.scale", part, str(size), home]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


if __name__ == "__main__":
    main(sys.argv[1:])

"""`make soak`: readers beside a thousand replacements, thousands of random steps against a dict, a drill of the backup.

Run as `python -m tests.endurance.soak [SECONDS]`: no part takes longer than so many seconds.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from plans.model import Passage
from retrieval.assistant import Assistant
from retrieval.backup import back_up
from retrieval.indexes import Indexes
from retrieval.library import Library
from retrieval.restoring import restore
from retrieval.settings import Settings
from tests.retrieval.handmade import passages_of, plan_of
from tests.retrieval.test_library_states import LibraryAgainstDict

REPLACEMENTS, READERS, STEPS, PASSAGES = 1_000, 3, 5_000, 10_000
QUESTIONS = ("Sở số 7 phải làm gì?", "hạn báo cáo", "Có những kế hoạch nào?")


def readers(seconds: float) -> str:
    """Replace one plan again and again while others read; count reads that saw none, or parts of two."""
    old, new = (plan_of("a", f"Bản {name}. " + "Sở Y tế báo cáo.\n" * 20) for name in ("cũ", "mới"))
    empty, mixed, reads, done, stop = [0], [0], [0], 0, threading.Event()
    with tempfile.TemporaryDirectory() as folder, patch.object(Indexes, "changed", lambda self, snapshot: ""):
        home = Settings(home=Path(folder))

        def read() -> None:
            with Library.open(home) as library:
                while not stop.is_set():
                    moment = library.snapshot()
                    reads[0] += 1
                    empty[0] += not moment.plans
                    mixed[0] += moment.plans not in ((old,), (new,))
                    mixed[0] += len(moment.passages) != len(passages_of(old))

        with Library.open(home) as library:
            library.add(old, passages_of(old))
            threads = [threading.Thread(target=read) for _ in range(READERS)]
            for thread in threads:
                thread.start()
            until = time.monotonic() + seconds
            while done < REPLACEMENTS and time.monotonic() < until:
                done += 1
                plan = (new, old)[done % 2]
                library.add(plan, passages_of(plan))
            stop.set()
            for thread in threads:
                thread.join()
    return f"| readers | {done} replacements, {reads[0]} reads | {empty[0]} empty, {mixed[0]} mixed |  |"


def states(_: float) -> str:
    """Take random steps, the library beside a plain dict."""
    taken = [0]

    bounds = settings(
        max_examples=60, stateful_step_count=60, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    began = time.monotonic()
    counted = _counting(taken)
    while taken[0] < STEPS:
        run_state_machine_as_test(counted, settings=bounds)
    return f"| random steps | {taken[0]} steps | 0 differences | {time.monotonic() - began:.0f} s |"


def _counting(taken: list[int]) -> Callable[[], LibraryAgainstDict]:
    def made() -> LibraryAgainstDict:
        machine = LibraryAgainstDict(dict)
        check = machine.check_invariants

        def counted(*arguments: object, **named: object) -> None:
            taken[0] += 1
            check(*arguments, **named)

        machine.check_invariants = counted  # type: ignore[method-assign]
        return machine

    return made


def drill(_: float) -> str:
    """Back up a library of many passages, restore it elsewhere and ask both the same."""
    with tempfile.TemporaryDirectory() as folder:
        here, there = (Settings(home=Path(folder) / name) for name in ("here", "there"))
        with Library.open(here) as library:
            for n in range(100):
                plan = plan_of(f"p{n}", "\n".join(f"Sở số {m} làm việc {n}-{m}." for m in range(100)))
                library.add(plan, _hundred(passages_of(plan)))
            count = len(library.passages())
            began = time.monotonic()
            back_up(here, Path(folder) / "b.tar.gz")
            restore(there, Path(folder) / "b.tar.gz")
            took = time.monotonic() - began
            with Library.open(there) as again:
                same = all(asked(library, question) == asked(again, question) for question in QUESTIONS)
    return f"| backup drill | {count} passages | answers {'identical' if same else 'DIFFERENT'} | {took:.1f} s |"


def _hundred(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return (passages * (PASSAGES // 100 // len(passages)))[: PASSAGES // 100]


def asked(library: Library, question: str) -> object:
    answer = Assistant(library).ask(question)
    return answer.status, answer.claims, [hit.score for hit in answer.hits]


def main(seconds: float) -> int:
    told = [part(seconds) for part in (readers, states, drill)]
    print("\n".join(told))
    return int(any("DIFFERENT" in line for line in told) or "| 0 empty, 0 mixed |" not in told[0])


if __name__ == "__main__":
    sys.exit(main(float((sys.argv[1:] or ["300"])[0])))

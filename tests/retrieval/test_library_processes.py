"""Killed, interrupted or many at once: no process loses what was acknowledged or breaks what others use."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from retrieval.library import Library
from tests.retrieval.handmade import passages_of, plan_of
from tests.retrieval.processes import (
    CONTEXT,
    look_on,
    open_and_close,
    running,
    version,
    write_plans,
    write_until_interrupted,
    write_versions,
)

ROUNDS = 20


def numbers(file):
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


def await_numbers(file, count):
    limit = time.monotonic() + 60
    while len(numbers(file)) < count:
        assert time.monotonic() < limit, "the writing process does not get on"
        time.sleep(0.01)


def assert_whole(library, acknowledged):
    """Check the plan in every part: SQL, the lexical index and the vectors."""
    held = library.plans()
    if not acknowledged and not held:
        return
    (plan,) = held
    n = len(library.versions("a")) - 1
    assert n in (len(acknowledged) - 1, len(acknowledged))  # at most one was stored and not yet acknowledged
    assert plan == plan_of("a", version(n))
    assert [stored.passage for stored in library.passages()] == [*passages_of(plan)] * 5
    assert len(library.lexical.scores("Sở")) == len(library.passages())


def test_a_process_killed_at_any_moment_leaves_a_whole_library(at_home, tmp_path):
    notes, chance = tmp_path / "acknowledged", random.Random(7)
    for turn in range(ROUNDS):
        ready = CONTEXT.Event()
        with Library.open(at_home) as library:
            first = len(library.versions("a"))
        notes.write_text("".join(f"{n}\n" for n in range(first)))
        with running(write_versions, at_home, notes, first, 10_000, ready) as process:
            ready.wait(20)
            await_numbers(notes, first + turn % 3)  # in the first addition, which opens Chroma, or in a later one
            time.sleep(chance.uniform(0, 0.2))
            os.kill(process.pid, signal.SIGKILL)
        acknowledged = numbers(notes)
        with Library.open(at_home) as library:
            assert_whole(library, acknowledged)
            assert library.check() == ()
            assert len(library.nearest("Sở", 100)) == len(library.passages())
    assert len(acknowledged) > ROUNDS / 2  # the kills did hit work, not idleness


def test_ctrl_c_in_the_middle_of_adding_keeps_what_was_acknowledged(at_home, tmp_path):
    notes, ready = tmp_path / "acknowledged", CONTEXT.Event()
    with running(write_until_interrupted, at_home, notes, ready) as process:
        ready.wait(20)
        await_numbers(notes, 3)
        os.kill(process.pid, signal.SIGINT)
        process.join(20)
        assert process.exitcode == 0
    assert notes.with_suffix(".interrupted").exists()
    with Library.open(at_home) as library:
        assert_whole(library, numbers(notes))
        assert library.check() == ()


@pytest.mark.parametrize(("writers", "readers"), [(3, 0), (2, 4)])
def test_processes_that_write_at_once_lose_nothing_and_break_no_index(at_home, writers, readers):
    start, stop = CONTEXT.Event(), CONTEXT.Event()
    tasks = [CONTEXT.Process(target=write_plans, args=(at_home, f"w{n}", 6, start)) for n in range(writers)]
    onlookers = [CONTEXT.Process(target=look_on, args=(at_home, start, stop)) for _ in range(readers)]
    for task in (*tasks, *onlookers):
        task.start()
    start.set()
    for task in tasks:
        task.join(60)
    stop.set()
    for task in onlookers:
        task.join(60)
    assert [task.exitcode for task in (*tasks, *onlookers)] == [0] * (writers + readers)
    with Library.open(at_home) as library:
        held = {plan.id: plan.text for plan in library.plans()}
        assert held == {f"w{w}-{n}": f"Kế hoạch w{w} {n} mới" for w in range(writers) for n in range(6)}
        assert all(len(library.versions(plan_id)) == 2 for plan_id in held)
        assert library.check() == ()
        assert len(library.nearest("Kế hoạch", 1000)) == len(library.passages())


def test_a_library_made_by_many_processes_at_once_is_one(at_home):
    start = CONTEXT.Event()
    tasks = [CONTEXT.Process(target=open_and_close, args=(at_home, start)) for _ in range(6)]
    for task in tasks:
        task.start()
    start.set()
    for task in tasks:
        task.join(60)
    assert [task.exitcode for task in tasks] == [0] * 6


def test_a_reader_in_another_process_goes_on_while_one_writes(at_home, tmp_path):
    notes, ready = tmp_path / "acknowledged", CONTEXT.Event()
    seen = set()
    with running(write_versions, at_home, notes, 0, 30, ready) as process, Library.open(at_home) as reader:
        while process.is_alive():
            moment = reader.snapshot()
            seen.update(plan.text for plan in moment.plans)
            assert {stored.plan_id for stored in moment.passages} == {plan.id for plan in moment.plans}
        assert process.exitcode == 0
    assert seen <= {version(n) for n in range(30)}
    assert len(seen) > 1

"""`make chaos`: a process that loads, replaces, removes and starts up is killed at random: nothing is lost.

Run as `python -m tests.endurance.chaos [KILLS] [SECONDS]`; ends at whichever bound comes first.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.handmade import passages_of, plan_of
from tests.retrieval.processes import limited, running, version

PLANS = 4
LONGEST_WAIT = 1.5


def work(settings: Settings, journal: Path, seed: int) -> None:
    """Do random things to random plans until killed; note each before and after."""
    limited()
    chance = random.Random(seed)
    with journal.open("a", buffering=1) as notes:
        while True:
            with Library.open(settings) as library:
                for _ in range(chance.randint(1, 8)):
                    name, n = f"p{chance.randrange(PLANS)}", chance.randrange(10**9)
                    held = any(plan.id == name for plan in library.plans())
                    remove = held and chance.random() < 0.25
                    notes.write(f"begin {name} {-1 if remove else n}\n")
                    if remove:
                        library.remove(name)
                    else:
                        plan = plan_of(name, version(n), number=None)
                        library.add(plan, passages_of(plan) * 3)
                    notes.write(f"done {name} {-1 if remove else n}\n")


def allowed(journal: Path) -> dict[str, set[int]]:
    """Return what each plan may be: what was last acknowledged, or what was then begun; -1 is not there."""
    states: dict[str, set[int]] = {f"p{n}": {-1} for n in range(PLANS)}
    for line in journal.read_text().splitlines() if journal.exists() else []:
        step, name, number = line.split()
        states[name] = {int(number)} if step == "done" else states[name] | {int(number)}
    return states


def judged(settings: Settings, journal: Path) -> tuple[int, int, float]:
    """Return how many plans are lost, how many are not whole, and the seconds the start took."""
    began = time.monotonic()
    with Library.open(settings) as library:
        held = {plan.id: plan for plan in library.plans()}
        took = time.monotonic() - began
        lost = partial = 0
        for name, numbers in allowed(journal).items():
            whole = {n: plan_of(name, version(n), number=None) for n in numbers if n >= 0}
            found = [n for n, plan in whole.items() if held.get(name) == plan]
            lost += not found and (name in held or -1 not in numbers)
            stored = [one.passage for one in library.passages() if one.plan_id == name]
            partial += bool(found) and stored != [*passages_of(held[name]) * 3]
            now = found[0] if found else -1
            with journal.open("a") as notes:
                notes.write(f"done {name} {now}\n")
        partial += len(library.check())
        partial += len(library.nearest("Sở", 10_000)) != len(library.passages())
    return lost, partial, took


def main(kills: int, seconds: float) -> int:
    chance, until = random.Random(8), time.monotonic() + seconds
    lost = partial = done = 0
    starts: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        settings, journal = Settings(home=Path(folder) / "home"), Path(folder) / "journal"
        while done < kills and time.monotonic() < until:
            with running(work, settings, journal, done) as process:
                time.sleep(chance.uniform(0.0, LONGEST_WAIT))
                os.kill(process.pid, signal.SIGKILL)
            one_lost, one_partial, took = judged(settings, journal)
            lost, partial, done = lost + one_lost, partial + one_partial, done + 1
            starts.append(took)
        steps = sum(line.startswith("begin") for line in journal.read_text().splitlines())
    found = f"{lost} lost, {partial} not whole"
    print(f"| kill -9 | {done} kills over {steps} changes | {found} | start ≤ {max(starts):.2f} s |")
    return int(bool(lost or partial))


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or ["200"])[0]), float((sys.argv[2:] or ["600"])[0])))

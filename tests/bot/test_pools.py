"""Files are read in order by whoever reads them, and a reader that dies costs one file at most."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import files, pools
from bot.__main__ import run
from bot.errors import BadUsage
from bot.files import Reading
from retrieval.library import Library
from retrieval.settings import Settings

ROOT = Path(__file__).parents[2]
PLAN = "ỦY BAN NHÂN DÂN TỈNH X\nSố: {number}/KH-UBND\nKẾ HOẠCH\nPhòng dịch\nI. NHIỆM VỤ\n1. Sở Y tế: phun hóa chất.\n"


def folder_of(place: Path, count: int) -> list[Path]:
    place.mkdir(exist_ok=True)
    made = [place / f"{number:03}.txt" for number in range(1, count + 1)]
    for number, file in enumerate(made, 1):
        file.write_text(PLAN.format(number=number), "utf-8")
    return made


def numbers(readings: list[Reading]) -> list[str | None]:
    return [reading.plan.header.number if reading.plan else None for reading in readings]


def dying(file: Path) -> tuple[Reading, ...]:
    """Read like a process whose parser library crashes on one file."""
    if file.name == "004.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return files.read_whole(file)


def test_files_come_in_order_however_many_processes_read_them(tmp_path):
    made = folder_of(tmp_path / "a", 9)
    alone, together = ([one for group in pools.read_all(made, jobs) for one in group] for jobs in (1, 3))
    assert alone == together
    assert numbers(alone) == [f"{number}/KH-UBND" for number in range(1, 10)]


def test_a_process_that_dies_costs_the_file_it_died_of(tmp_path, monkeypatch):
    made = folder_of(tmp_path / "a", 7)
    monkeypatch.setattr(pools, "read_whole", dying)
    readings = [one for group in pools.read_all(made, 2) for one in group]
    assert numbers(readings) == [None if number == 4 else f"{number}/KH-UBND" for number in range(1, 8)]
    assert "dừng đột ngột" in str(readings[3].error)


def test_only_a_few_files_are_under_way_at_once():
    begun = []

    def begin(file: Path) -> pools.Wait:
        begun.append(file)
        return lambda: ()

    results = pools._ahead([Path(str(n)) for n in range(100)], begin, 2)
    for taken in range(1, 10):
        next(results)
        assert len(begun) < taken + 2 * pools._AHEAD


def test_a_file_sent_as_bytes_reads_like_the_file_itself(tmp_path):
    (made,) = folder_of(tmp_path / "a", 1)
    (sent,) = files.read_sent(made.name, made.read_bytes())
    (read,) = files.read_whole(made)
    assert (sent.plan, sent.passages, sent.file) == (read.plan, read.passages, Path(made.name))


def test_without_dask_a_cluster_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadUsage, match="pip install"):
        list(pools.read_all([Path("a.txt")], cluster="tcp://127.0.0.1:1"))


def test_a_run_killed_in_its_middle_is_finished_by_the_next_and_reads_nothing_twice(tmp_path, capsys, monkeypatch):
    made = folder_of(tmp_path / "a", 40)
    home = tmp_path / "data"
    command = [sys.executable, "-m", "bot", "ingest", str(tmp_path / "a"), "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KEHOACH_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as killed:
        while held(home) < 4 and killed.poll() is None:
            time.sleep(0.02)
        killed.kill()
    kept = held(home)
    assert 4 <= kept < len(made)
    read = []
    monkeypatch.setattr(pools, "read_file", lambda file: read.append(file) or files.read_file(file))
    assert run(["ingest", "--json", str(tmp_path / "a")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["added"] + told["unchanged"] == held(home) == len(made)
    assert told["unchanged"] == kept
    assert len(read) - (len(made) - kept) in (0, 1)  # one may have been stored and not yet noted as known


def held(home: Path) -> int:
    if not (home / "library.db").exists():
        return 0
    with Library.open(Settings(home=home)) as library:
        return len(library.plans())

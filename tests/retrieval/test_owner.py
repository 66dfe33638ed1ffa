"""One process owns the derived indexes at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from plans.errors import LibraryBusy, LibraryDamaged
from retrieval.owner import FILE, Owner

HOLD = """
import pathlib, sys, time
from retrieval.owner import Owner
Owner.take(pathlib.Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""
TAKES = """
import sys, time
from pathlib import Path
from plans.errors import LibraryBusy
from retrieval.owner import Owner
for _ in range(25):
    began = time.monotonic()
    try:
        Owner.take(Path(sys.argv[1]), patience=0.1)
    except LibraryBusy:
        print(time.monotonic() - began)
"""


def test_a_second_taker_is_refused_in_time_and_told_who_holds(tmp_path):
    first = Owner.take(tmp_path)
    begin = time.monotonic()
    with pytest.raises(LibraryBusy, match=f"tiến trình {os.getpid()} "):
        Owner.take(tmp_path, patience=0.1)
    assert time.monotonic() - begin < 1
    first.release()


def test_a_released_lock_can_be_taken_again(tmp_path):
    for _ in range(3):
        Owner.take(tmp_path, patience=0).release()


def test_a_hundred_takers_of_as_many_processes_are_all_refused_in_time(tmp_path):
    owner, took = Owner.take(tmp_path), []
    taking = [subprocess.Popen([sys.executable, "-c", TAKES, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(4)]
    for process in taking:
        told, _ = process.communicate(timeout=60)
        took += [float(seconds) for seconds in told.split()]
    owner.release()
    assert len(took) == 100
    assert max(took) < 1
    Owner.take(tmp_path, patience=0).release()


def test_a_refused_taker_leaves_no_file_open(tmp_path):
    owner = Owner.take(tmp_path)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(5):
        with pytest.raises(LibraryBusy):
            Owner.take(tmp_path, patience=0)
    assert before == (len(os.listdir("/proc/self/fd")) if before else 0)
    owner.release()


def test_a_killed_owner_leaves_nothing_locked(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": "."}
    ) as process:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(LibraryBusy, match=f"tiến trình {process.pid} "):
            Owner.take(tmp_path, patience=0)
        process.kill()
    Owner.take(tmp_path, patience=0).release()


def test_a_lock_file_of_an_ended_process_does_not_lock(tmp_path):
    (tmp_path / FILE).write_text("12345 10:00:00 01/01/2026")
    Owner.take(tmp_path, patience=0).release()


def test_an_unsigned_lock_still_names_a_process(tmp_path):
    owner = Owner.take(tmp_path)
    (tmp_path / FILE).write_text("")
    with pytest.raises(LibraryBusy, match="một tiến trình khác"):
        Owner.take(tmp_path, patience=0)
    owner.release()


def test_a_folder_that_cannot_hold_the_lock_is_told(tmp_path):
    with pytest.raises(LibraryDamaged, match="Hãy cấp quyền ghi"):
        Owner.take(tmp_path / "missing")

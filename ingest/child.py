"""A process with limits for every file that is not plain text, so that no file can harm the program.

Parser libraries loop, crash and swell on broken files. A small process with the readers loaded (`ingest.nursery`)
copies itself for each file; the copy is killed when it falls silent, and the system stops it at its limits.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Literal
from weakref import finalize

from ingest.source import Source
from plans.errors import UnreadableFile

BEAT, CRASHED = b".\n", b"\n"  # what the nursery says beside a reply: still at work; the child died
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds without a sign of life, seconds of processor time, megabytes of memory."""

    silence: float = 9.0
    cpu: int = 20
    memory: int = 480  # with what a process shares, 512 at most


def read_apart(reader: str, path: Path, limits: Limits) -> Source:
    """Return what `ingest.<reader>.read(path, beat)` returns in a child process; raise `UnreadableFile` otherwise."""
    request = {"reader": reader, "path": str(path.absolute()), "cpu": limits.cpu, "memory": limits.memory}
    reply = _nursery(os.getpid()).ask(request, limits.silence)
    if reply is None:
        raise UnreadableFile(f"{path.name}: đọc quá {limits.silence:.0f} giây không xong, đã dừng. Hãy tách nhỏ tệp.")
    if reply in (b"", CRASHED):
        raise UnreadableFile(f"{path.name}: tệp hỏng, trình đọc dừng đột ngột. Hãy mở và lưu lại tệp rồi nạp lại.")
    return _source(json.loads(reply), path.name)


def _source(reply: dict[str, object], name: str) -> Source:
    if "refusal" in reply:
        raise UnreadableFile(f"{name}: {reply['refusal']}.")
    text, warnings, pages, repairs = (reply[key] for key in ("text", "warnings", "pages", "repairs"))
    assert isinstance(text, str)
    assert isinstance(warnings, list)
    assert isinstance(pages, list)
    assert isinstance(repairs, list)
    told = tuple(f"{name}: {warning}" for warning in warnings)
    origin: Literal["ocr", "text"] = "ocr" if reply["origin"] == "ocr" else "text"
    return Source(text, name, origin, told, tuple((at, no) for at, no in pages), tuple((k, at) for k, at in repairs))


class _Nursery:
    """The small process, started at the first file and anew after one that had to be killed; one file at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._said: SimpleQueue[bytes] = SimpleQueue()

    def ask(self, request: dict[str, object], silence: float) -> bytes | None:
        """Return the reply to `request`: empty or `CRASHED` when the child died, `None` when it fell silent."""
        with self._lock, ExitStack() as unless_whole:
            unless_whole.callback(self._stop)  # an interrupted wait must not leave its reply to the next file
            self._send(json.dumps(request).encode() + b"\n")
            try:
                while (line := self._said.get(timeout=silence)) == BEAT:
                    pass
            except Empty:
                return None
            if line:
                unless_whole.pop_all()
            return line

    def _send(self, request: bytes) -> None:
        if self._process is None or self._process.poll() is not None:
            self._start()
        assert self._process
        assert self._process.stdin
        self._process.stdin.write(request)
        self._process.stdin.flush()

    def _start(self) -> None:
        places = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places},
            start_new_session=True,  # Ctrl-C is ours to handle; and one signal ends it with all it started
        )
        self._said = SimpleQueue()
        Thread(target=_listen, args=(self._process, self._said), daemon=True).start()
        finalize(self, _kill, self._process)

    def _stop(self) -> None:
        if self._process:
            _kill(self._process)
        self._process = None


@cache
def _nursery(owner: int) -> _Nursery:
    """Return the nursery of the process `owner`, so that one which a fork copied is not shared."""
    return _Nursery()


def _listen(process: subprocess.Popen[bytes], said: SimpleQueue[bytes]) -> None:
    assert process.stdout
    with process.stdout as lines:
        for line in lines:
            said.put(line)
    said.put(b"")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process with all it started, and wait until it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()

"""The small process that copies itself for each file to be read: requests come by line, replies go by line.

Run as `python -m ingest.nursery`, by `ingest.child` alone. Where processes cannot be copied it reads files by itself.
"""

from __future__ import annotations

import codecs
import gc
import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import IO

from ingest.child import BEAT, CRASHED
from ingest.source import Source
from plans.errors import UnreadableFile

LONGEST = 20 * 1024 * 1024  # characters a file may come to; the longest plan seen is under 100,000
COLLECT_AFTER = 50_000  # objects; a page makes thousands that are all in use, and looking through them costs
_CODECS = ("cp437", "utf-16-le")  # in which zip archives and pdfium name things: Python loads each when first asked
_DAMAGED = "tệp hỏng hoặc không đúng định dạng ({fault}). Hãy mở và lưu lại tệp rồi nạp lại"


def main() -> None:
    """Answer requests on standard input until it ends."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints is no reply
    gc.set_threshold(COLLECT_AFTER)
    for codec in _CODECS:
        codecs.lookup(codec)
    for line in sys.stdin.buffer:
        import_module(
            f"ingest.{json.loads(line)['reader']}"
        )  # once, here, as the codecs; copies of this process have it
        _answer(line, out)


def _answer(line: bytes, out: IO[bytes]) -> None:
    if not hasattr(os, "fork"):
        _reply(line, out)
        return
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        if status:
            out.write(CRASHED)
        return
    _reply(line, out)
    os._exit(0)


def _reply(line: bytes, out: IO[bytes]) -> None:
    request = json.loads(line)
    _confine(request["memory"], request["cpu"])
    reply = _read(request["reader"], Path(request["path"]), out)
    for part in _parts(json.dumps(reply).encode() + b"\n"):
        out.write(part)


def _parts(data: bytes, size: int = 1 << 16) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def _read(reader: str, path: Path, out: IO[bytes]) -> dict[str, object]:
    try:
        source: Source = import_module(f"ingest.{reader}").read(path, lambda: out.write(BEAT))
    except UnreadableFile as error:
        return {"refusal": str(error).rstrip(".")}
    except MemoryError:
        return {"refusal": "cần quá nhiều bộ nhớ để đọc, đã dừng. Hãy tách nhỏ tệp"}
    except Exception as error:  # noqa: BLE001 - an outermost door: a fault in a parser library is one unreadable file
        return {"refusal": _DAMAGED.format(fault=type(error).__name__)}
    if len(source.text) > LONGEST:
        return {"refusal": f"văn bản quá dài ({len(source.text):,} ký tự). Hãy tách nhỏ tệp"}
    return asdict(source)


def _confine(memory: int, cpu: int) -> None:
    """Set the system's limits on this process and those it starts; Windows has none, there only silence is limited."""
    try:
        import resource
    except ImportError:
        return
    limits = ((resource.RLIMIT_DATA, memory << 20), (resource.RLIMIT_CPU, cpu), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()

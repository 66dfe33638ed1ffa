"""The lock that makes one process own the derived indexes: Chroma corrupts silently when two processes write."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from plans.errors import LibraryBusy, LibraryDamaged

FILE: Final = "owner.lock"
_PAUSE: Final = 0.05


@dataclass(frozen=True)
class Owner:
    """A held lock; the system lets go of it when the process ends, however it ends."""

    _file: int

    @classmethod
    def take(cls, home: Path, patience: float = 1.0) -> Owner:
        """Take the lock of `home`, waiting at most `patience` seconds; raise `LibraryBusy` when another holds it."""
        try:
            file = os.open(home / FILE, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise LibraryDamaged(f"Không ghi được vào {home} ({error.strerror}). Hãy cấp quyền ghi.") from error
        if not _locked(file, time.monotonic() + patience):
            holder = _holder(file)
            os.close(file)
            raise LibraryBusy(f"Chỉ mục véc-tơ đang do {holder} dùng.")
        _sign(file)
        return cls(file)

    def release(self) -> None:
        """Let the next process take the lock, even while a forked child still has the file open."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        os.close(self._file)


def _locked(file: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _sign(file: int) -> None:
    with suppress(OSError):  # a full disk: the lock holds all the same, only its holder stays unnamed
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()} {datetime.now():%H:%M:%S %d/%m/%Y}".encode(), 0)


def _holder(file: int) -> str:
    pid, _, since = os.pread(file, 100, 0).decode("ascii", "replace").partition(" ")
    return f"tiến trình {pid} (từ {since})" if pid else "một tiến trình khác"

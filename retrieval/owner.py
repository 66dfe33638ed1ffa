"""The lock that makes one process own the derived indexes: Chroma corrupts silently when two processes write."""

from __future__ import annotations

import fcntl
import os
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from plans.errors import LibraryBusy, LibraryDamaged

FILE = "owner.lock"
_PAUSE = 0.05


@dataclass
class Owner:
    """A held lock; the system releases it when the process ends, however it ends."""

    _file: IO[str]

    @classmethod
    def take(cls, home: Path, patience: float = 1.0) -> Owner:
        """Take the lock of `home`, waiting at most `patience` seconds; raise `LibraryBusy` when another holds it."""
        try:
            file = (home / FILE).open("a+", encoding="utf-8")
        except OSError as error:
            raise LibraryDamaged(f"Không ghi được vào {home}: {error.strerror}. Hãy cấp quyền ghi.") from error
        if not _locked(file, time.monotonic() + patience):
            raise LibraryBusy(f"Thư viện đang do {_holder(file)} dùng. Hãy đợi tiến trình đó xong hoặc dừng nó.")
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()} {datetime.now():%H:%M:%S %d/%m/%Y}\n")
        file.flush()
        return cls(file)

    def release(self) -> None:
        """Let the next process take the lock."""
        self._file.close()


def _locked(file: IO[str], until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _holder(file: IO[str]) -> str:
    file.seek(0)
    pid, _, since = file.read().strip().partition(" ")
    file.close()
    return f"tiến trình {pid} (từ {since})" if pid else "một tiến trình khác"

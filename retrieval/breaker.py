"""A circuit breaker: what keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LIMIT = 5
PAUSE = 60.0


@dataclass
class Breaker:
    """Open for `PAUSE` seconds after `LIMIT` failures in a row; then one more failure opens it again."""

    clock: Callable[[], float] = time.monotonic
    _failures: int = 0
    _closed_from: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def open(self) -> bool:
        """Say whether calls are to be skipped now."""
        with self._lock:
            return self.clock() < self._closed_from

    def failed(self) -> None:
        """Count one failure."""
        with self._lock:
            self._failures += 1
            if self._failures >= LIMIT:
                self._closed_from = self.clock() + PAUSE

    def succeeded(self) -> None:
        """Forget earlier failures."""
        with self._lock:
            self._failures = 0

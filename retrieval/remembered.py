"""Replies of a chat model, remembered: the same question over the same passages is paid for once."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from retrieval.answer import Claim

ROOM = 256


def key_of(*parts: str) -> str:
    """Return one short key for everything an answer depends on: model, prompt version, question, passages."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


@dataclass
class Remembered:
    """The claims of the last `ROOM` verified replies, for any number of threads."""

    room: int = ROOM
    _kept: OrderedDict[str, tuple[Claim, ...]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def get(self, key: str) -> tuple[Claim, ...] | None:
        """Return what was kept under a key, which is then the last to be forgotten."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, claims: tuple[Claim, ...]) -> None:
        """Keep claims under a key and forget what was asked for longest ago."""
        with self._lock:
            self._kept[key] = claims
            self._kept.move_to_end(key)
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)

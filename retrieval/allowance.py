"""How many tokens of the language model may be spent in a day, by all together and by one person."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from retrieval.answer import Tokens

USUAL = 3_000  # tokens counted for an answer whose server does not count


@dataclass
class Allowance:
    """Caps in tokens, `None` for no cap; counted from midnight of `today`, anew after a restart."""

    today: Callable[[], date]
    per_day: int | None = None
    per_person: int | None = None
    _day: date | None = None
    _spent: Counter[str] = field(default_factory=Counter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def left(self, person: str) -> bool:
        """Say whether the model may be asked for `person`; an empty name is nobody in particular."""
        with self._lock:
            self._turn()
            own = person and self.per_person is not None and self._spent[person] >= self.per_person
            return not own and (self.per_day is None or self._spent.total() < self.per_day)

    def spend(self, person: str, tokens: Tokens | None) -> None:
        """Count what an answer to `person` has cost."""
        with self._lock:
            self._turn()
            self._spent[person] += tokens.sent + tokens.received if tokens else USUAL

    def _turn(self) -> None:
        if (today := self.today()) != self._day:
            self._day = today
            self._spent.clear()

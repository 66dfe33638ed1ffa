"""How many tokens of the language model may be spent in a day, by all together and by one person."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from retrieval.answer import Tokens

USUAL = 3_000  # tokens counted for an answer whose server does not count


class Ledger(Protocol):
    """Where what was spent is written down; a door that lives long keeps it where a restart does not forget it."""

    def spent(self, day: date) -> Counter[str]:
        """Return the tokens each person has spent on a day."""

    def add(self, day: date, person: str, tokens: int) -> None:
        """Write down what one answer to a person has cost."""


@dataclass
class Memory:
    """The ledger of one run of the program, for any number of threads."""

    _day: date | None = None
    _spent: Counter[str] = field(default_factory=Counter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def spent(self, day: date) -> Counter[str]:
        """Return the tokens each person has spent on a day; an earlier day is forgotten."""
        with self._lock:
            return self._of(day).copy()

    def add(self, day: date, person: str, tokens: int) -> None:
        """Write down what one answer to a person has cost."""
        with self._lock:
            self._of(day)[person] += tokens

    def _of(self, day: date) -> Counter[str]:
        if day != self._day:
            self._day = day
            self._spent.clear()
        return self._spent


@dataclass
class Allowance:
    """Caps in tokens, `None` for no cap; counted from midnight of `today` as the ledger has it."""

    today: Callable[[], date]
    per_day: int | None = None
    per_person: int | None = None
    ledger: Ledger = field(default_factory=Memory)

    def left(self, person: str) -> bool:
        """Say whether the model may be asked for `person`; an empty name is nobody in particular."""
        if self.per_day is None and self.per_person is None:
            return True
        spent = self.ledger.spent(self.today())
        own = person and self.per_person is not None and spent[person] >= self.per_person
        return not own and (self.per_day is None or spent.total() < self.per_day)

    def spend(self, person: str, tokens: Tokens | None) -> None:
        """Count what an answer to `person` has cost."""
        self.ledger.add(self.today(), person, tokens.sent + tokens.received if tokens else USUAL)

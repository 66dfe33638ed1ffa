"""The plans of one moment as far as their heads tell: a question's scope is found here, without reading a plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol
from unicodedata import normalize

from plans.documents import same_number, serial_of
from plans.model import Header
from plans.periods import period_of
from plans.provinces import find_provinces, same_place
from plans.text import fold
from retrieval.localities import locality_of

_OF_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b(?!\s*[-–—])", re.IGNORECASE)
_FEW_YEARS = 3
_TONED = {"ò": "o", "ó": "o", "Ò": "O", "Ó": "O", "òa": "à", "óa": "á", "Òa": "à", "Óa": "á"}  # "òa" is "oà"


@dataclass(frozen=True)
class Entry:
    """What is known of a stored version of a plan without reading it; `size` is the number of its passages.

    `header` has neither the recipients nor the places of its fields in the text.
    """

    version_id: int
    id: str
    file: str
    header: Header
    size: int

    @cached_property
    def years(self) -> frozenset[int]:
        """The year it was issued in, and those its title is of: "… năm 2024", not "… nhiệm kỳ 2020 - 2025".

        A plan for few years is of each of them: "… năm 2026 - 2027".
        """
        issued = {self.header.issued_on.year} if self.header.issued_on else set()
        period = period_of(self.header)
        short = period is not None and period.last - period.first < _FEW_YEARS
        spanned = range(period.first, period.last + 1) if period and short else ()
        return frozenset({*issued, *spanned, *map(int, _OF_YEAR.findall(self.header.title or ""))})

    @cached_property
    def places(self) -> frozenset[str]:
        """The provinces its title names, also in capitals."""
        title = self.header.title or ""
        found = find_provinces(title.title() if title.isupper() else title)
        return frozenset(mention.name for mention in found)

    @cached_property
    def place(self) -> tuple[str, int, list[int | str], str]:
        """What the library is in the order of: province, year, number, id."""
        parts = re.split(r"(\d+)", self.header.number or "")
        number: list[int | str] = [int(part) if at % 2 else part for at, part in enumerate(parts)]
        year = self.header.issued_on.year if self.header.issued_on else 9999
        return fold(self.header.province or "~"), year, number, self.id

    @cached_property
    def serial(self) -> str:
        """The figure its number begins with."""
        return serial_of(self.header.number or "")

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the passages in derived indexes: "plan:version:ordinal", never used twice."""
        return keys_of(self.id, self.version_id, self.size)


def keys_of(plan_id: str, version_id: int, size: int) -> tuple[str, ...]:
    """Return the names of the passages of a version."""
    name = plan_id.encode("utf-8", "replace").decode()  # a file name may hold half a surrogate pair
    return tuple(f"{name}:{version_id}:{ordinal}" for ordinal in range(size))


class Texts(Protocol):
    """Finds stored versions by what their texts print."""

    def printing(self, forms: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield the ids and the texts of the versions that print one of `forms`."""

    def citing(self, number: str) -> frozenset[int]:
        """Return the versions that name a document of this number."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The entries of one moment, in the order of the library, and what can be asked of their texts."""

    entries: tuple[Entry, ...]
    texts: Texts

    @cached_property
    def provinces(self) -> dict[str, frozenset[int]]:
        """The versions issued in each province, under its name as printed."""
        found: dict[str, set[int]] = {}
        for entry in self.entries:
            if entry.header.province:
                found.setdefault(entry.header.province, set()).add(entry.version_id)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def ids(self) -> frozenset[int]:
        """The versions of this moment."""
        return frozenset(entry.version_id for entry in self.entries)

    def issued_in(self, name: str) -> frozenset[int]:
        """Return the versions issued in a province, however its name is spelt."""
        return frozenset().union(*(ids for held, ids in self.provinces.items() if same_place(name, held)))

    def titled_after(self, name: str) -> frozenset[int]:
        """Return the versions whose title names a province: "… tại buổi làm việc với Tỉnh ủy Phú Thọ"."""
        named = (e for e in self.entries if any(same_place(name, place) for place in e.places))
        return frozenset(entry.version_id for entry in named)

    @cached_property
    def localities(self) -> dict[str, frozenset[int]]:
        """The versions issued in each commune, ward or district, under its name as printed."""
        found: dict[str, set[int]] = {}
        for entry in self.entries:
            if place := locality_of(entry.header):
                found.setdefault(place, set()).add(entry.version_id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def of_period(self, first: str, last: str) -> frozenset[int]:
        """Return the versions whose text prints a period: "2026 - 2031"."""
        period = re.compile(rf"{first}\s*[-–—]\s*{last}")
        return self.ids & {version for version, text in self.texts.printing([first]) if period.search(text)}

    def speaks_of(self, name: str, among: Collection[int]) -> bool:
        """Say whether one of the versions `among` is issued in a province or names it in its text."""
        if not self.issued_in(name).isdisjoint(among):
            return True
        found = (text for version, text in self.texts.printing(_spellings(name)) if version in among)
        return any(same_place(name, mention.name) for text in found for mention in find_provinces(text))

    def citing(self, number: str) -> frozenset[int]:
        """Return the versions that name another document of this number."""
        return self.ids & self.texts.citing(number)

    def printing(self, word: str, whole: bool = False) -> frozenset[int]:
        """Return the versions whose text has a figure; if `whole`, not as a part of a longer one."""
        figure = re.compile(rf"(?<!\d){re.escape(word)}(?!\d)") if whole else re.compile(re.escape(word))
        return self.ids & {version for version, text in self.texts.printing([word]) if figure.search(text)}

    def numbered(self, number: str) -> list[Entry]:
        """Return the plans that have this number themselves."""
        return [e for e in self._by_serial.get(serial_of(number), ()) if same_number(number, e.header.number or "")]

    @cached_property
    def _by_serial(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.serial:
                found.setdefault(entry.serial, []).append(entry)
        return found


@lru_cache(maxsize=256)
def _spellings(name: str) -> tuple[str, ...]:
    """Return how a text may print a name: in capitals, with the tone on either vowel, with letters decomposed."""
    placed = (name, re.sub("([ÒÓòó])([Aa])", lambda pair: _TONED[pair[1]] + _TONED[pair[1] + pair[2]], name))
    cased = (form for one in placed for form in (one, one.upper(), one.lower()))
    return tuple(dict.fromkeys(form for one in cased for form in (one, normalize("NFD", one))))

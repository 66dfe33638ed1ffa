"""Provinces and cities before and after 1 July 2025, as documents and questions write them.

Names and successions: `data/provinces.csv`, from the annex of Nghị quyết 60-NQ/TW and Nghị quyết 202/2025/QH15.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from plans.abbreviations import Word, placed
from plans.model import Span
from plans.tables import rows, word_list
from plans.text import fold, syllables, uniform

_LONGER = ("Thái Bình Dương", "Điện Biên Phủ", "Sài Gòn - Gia Định")
_OF_A_CODE = frozenset({"tỉnh", "tinh"})  # behind them a province may be told by its code
_NEEDS_CUE = frozenset({"hoa binh", "hue"})  # typed without marks, these are too often other words


@dataclass(frozen=True, slots=True)
class ProvinceMention:
    """A province's name as it was when the text was written, and where it stands."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Province:
    """A unit, today's unit or units in its place, and since when; `unit` is "tỉnh", "thành phố", "former" or empty.

    An empty `unit` marks a unit that ended in 2025; "former" one that ended earlier. `common` says that its syllables
    are those of common words, `word` that the name itself is one ("hòa bình", peace).
    """

    name: str
    now: tuple[str, ...]
    unit: str
    since: date | None
    common: bool
    word: bool


@cache
def _rows() -> tuple[tuple[Province, tuple[str, ...], tuple[str, ...]], ...]:
    found = []
    for row in rows("provinces"):
        since = date.fromisoformat(row["since"]) if row["since"] else None
        now, common = tuple(row["now"].split("|")), row["common"]
        unit = Province(row["name"], now, row["unit"], since, common != "", common == "word")
        found.append((unit, _items(row["aliases"]), _items(row["codes"])))
    return tuple(found)


def _items(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@cache
def _names(folded: bool) -> dict[str, list[tuple[tuple[str, ...], Province | None]]]:
    """First word → the names that start with it, longest first; `None` stands for a longer name of something else."""
    table: dict[str, list[tuple[tuple[str, ...], Province | None]]] = {}
    spellings = [(name, None) for name in _LONGER]
    everything = [*spellings, *((s, row[0]) for row in _rows() for s in (row[0].name, *row[1]))]
    for spelling, unit in everything:
        key = tuple(fold(w) if folded else w for w in syllables(spelling))
        table.setdefault(key[0], []).append((key, unit))
    for found in table.values():
        found.sort(key=lambda item: -len(item[0]))
    return table


@cache
def _codes() -> dict[str, Province]:
    owners: dict[str, list[Province]] = {}
    for unit, _, codes in _rows():
        for code in codes:
            owners.setdefault(code, []).append(unit)
    return {code: units[0] for code, units in owners.items() if len(units) == 1}


@cache
def _by_name() -> dict[str, Province]:
    spelled = {uniform(s): row[0] for row in _rows() for s in (*row[1], row[0].name)}
    city = spelled[uniform("Thành phố Hồ Chí Minh")]
    return spelled | {uniform("Hồ Chí Minh"): city, "hcm": city}


def _is_name(unit: Province, run: list[Word], before: Word | None, folded: bool) -> bool:
    cue = before is not None and (before.form in word_list("place cues"))
    if folded:
        return cue or fold(unit.name) not in _NEEDS_CUE
    if before is not None and before.capital and before.form in word_list("surnames") and run[0].gap == 0:
        return False
    return not unit.common or all(word.capital for word in run)


def _is_shorter(run: list[Word], before: Word | None) -> bool:
    """Say whether a longer name is a province's and another word: "tỉnh ủy Điện Biên phủ sóng" is not Điện Biên Phủ."""
    of_province = before is not None and before.form in {"tỉnh", "tinh", "ủy", "uy"}
    return of_province or (run[0].capital and not run[-1].capital)


def begins_name(word: str, folded: bool) -> bool:
    """Say whether a province's name begins with `word`, in its uniform form."""
    return (fold(word) if folded else word) in _names(folded)


def _longest(found: list[Word], at: int, folded: bool) -> tuple[int, Province | None]:
    if not begins_name(found[at].form, folded):
        return 0, None
    keys = [fold(word.form) if folded else word.form for word in found[at : at + 6]]
    for key, unit in _names(folded)[keys[0]]:
        run = found[at : at + len(key)]
        if tuple(keys[: len(key)]) == key and all(word.gap < 2 for word in run[1:]):
            before = found[at - 1] if at else None
            if unit is None and _is_shorter(run, before):
                continue
            if unit is None or _is_name(unit, run, before, folded):
                return len(key), unit
    return 0, None


def _mentions(text: str, folded: bool) -> Iterator[ProvinceMention]:
    found, behind = placed(text), 0
    for at, word in enumerate(found.words):
        coded = at > 0 and found.words[at - 1].form in _OF_A_CODE
        if at < behind or not (coded or begins_name(word.form, folded)):  # most words begin none
            continue
        length, unit = _longest(found.words, at, folded)
        if not length and coded and (unit := _codes().get(text[found.start(at) : found.end(at)])):
            length = 1
        if unit:
            yield ProvinceMention(unit.name, Span(found.start(at), found.end(at + length - 1)))
        behind = at + (length or 1)


def find_provinces(text: str, folded: bool = False) -> list[ProvinceMention]:
    """Return the provinces `text` names, in order; `folded` reads a text typed without marks.

    Names that are also common words ("hòa bình") count only with capitals, or, typed without marks, after "tỉnh".
    """
    return list(dict.fromkeys(_mentions(text, folded)))


@cache
def unit_names() -> tuple[str, ...]:
    """Return the names of the units there are or were until 2025."""
    return tuple(row[0].name for row in _rows() if row[0].unit != "former")


@lru_cache(maxsize=4096)
def province(name: str) -> Province | None:
    """Return the unit `name` means ("tỉnh Thanh Hoá" too), or `None` when no unit is called so."""
    key = uniform(name).removeprefix("tỉnh ").strip()
    known = _by_name()
    return known.get(key) or known.get(key.removeprefix("thành phố ").removeprefix("tp ").removeprefix("tp. "))


def successor(name: str) -> str | None:
    """Return the unit `name` belongs to since 1 July 2025: itself, another one, several joined by " và ", or `None`."""
    unit = province(name)
    return " và ".join(unit.now) if unit else None


def predecessors(name: str) -> tuple[str, ...]:
    """Return the units that today's `name` unites, itself among them: Vĩnh Long → Bến Tre, Trà Vinh, Vĩnh Long."""
    unit = province(name)
    return tuple(u.name for u, *_ in _rows() if unit and u.unit != "former" and u.now == (unit.name,))


@lru_cache(maxsize=16384)
def same_place(left: str, right: str) -> bool:
    """Say whether two spellings name the same unit: "Thanh Hoá" and "tỉnh Thanh Hóa"."""
    one, other = province(left), province(right)
    return one == other if one and other else syllables(left) == syllables(right)

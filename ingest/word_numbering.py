"""The labels Word prints by itself before paragraphs of lists: "II.", "1.2.", "a)", "-"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from ingest.word_package import W, attribute, is_on
from ingest.word_styles import Numbered

_DEEPEST = 9
_MOST = 3999  # what Roman numerals reach
_LONGEST = 32  # characters of a label's pattern; offices use ten
_PLACE = re.compile(r"%([1-9])")
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf02d": "-",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf02b": "+",
    "\uf02a": "*",
    "o": "○",
}
_UNITS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restarts: int | None = None  # the level (from 1) whose advance restarts this one; 0 never, `None` any above
    plain: bool = False  # all numbers in Arabic digits
    glued: bool = False


class Numbering:
    """The lists of one file and how far each has counted."""

    def __init__(self, root: ET.Element | None) -> None:
        """Read the part "numbering.xml"; a file without one has no lists."""
        root = ET.Element("none") if root is None else root
        abstracts = {attribute(one, "abstractNumId") or "": one for one in root.iter(W + "abstractNum")}
        named = {
            attribute(one.find(W + "styleLink")): key
            for key, one in abstracts.items()
            if one.find(W + "styleLink") is not None
        }
        self._levels: dict[str, dict[int, _Level]] = {}
        self._group: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for num in root.iter(W + "num"):
            key, group = attribute(num, "numId") or "", attribute(num.find(W + "abstractNumId")) or ""
            if group in abstracts:
                group = named.get(attribute(abstracts[group].find(W + "numStyleLink")), group)
                self._group[key] = group
                self._levels[key] = _levels(abstracts[group]) | _overridden(num)
                self._restarts[key] = _restarts(num)
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, numbered: Numbered) -> str:
        """Return what Word prints before the next paragraph of this list, blank included; "" for none."""
        levels = self._levels.get(numbered.list_id)
        if levels is None or (level := levels.get(numbered.level)) is None:
            return ""
        counts = self._counts.setdefault(self._group[numbered.list_id], {})
        self._advance(numbered, levels, counts)
        text = _bullet(level.pattern) if level.form == "bullet" else _filled(level, levels, counts)
        return text + " " * (bool(text) and not level.glued)

    def _advance(self, numbered: Numbered, levels: dict[int, _Level], counts: dict[int, int]) -> None:
        at = numbered.level
        for depth, first in list(self._restarts[numbered.list_id].items()):
            if depth <= at:  # a list that starts anew does so once, at its first paragraph
                counts[depth] = first - 1
                del self._restarts[numbered.list_id][depth]
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for below in range(at + 1, _DEEPEST):
            restarts = levels[below].restarts if below in levels else None
            if restarts is None or at < restarts:
                counts.pop(below, None)


def _levels(parent: ET.Element) -> dict[int, _Level]:
    return {int(attribute(one, "ilvl") or 0): _level(one) for one in parent.findall(W + "lvl")}


def _overridden(num: ET.Element) -> dict[int, _Level]:
    return {level: one for override in num.findall(W + "lvlOverride") for level, one in _levels(override).items()}


def _restarts(num: ET.Element) -> dict[int, int]:
    pairs = (
        (attribute(one, "ilvl"), attribute(one.find(W + "startOverride"))) for one in num.findall(W + "lvlOverride")
    )
    return {int(level): int(first) for level, first in pairs if level and first}


def _level(element: ET.Element) -> _Level:
    start, restarts = attribute(element.find(W + "start")), attribute(element.find(W + "lvlRestart"))
    return _Level(
        attribute(element.find(W + "numFmt")) or "decimal",
        (attribute(element.find(W + "lvlText")) or "")[:_LONGEST],
        int(start) if start else 1,
        int(restarts) if restarts else None,
        bool(is_on(element.find(W + "isLgl"))),
        attribute(element.find(W + "suff")) == "nothing",
    )


def _bullet(pattern: str) -> str:
    return "".join(_SYMBOLS.get(sign, "•" if "\uf000" <= sign <= "\uf0ff" else sign) for sign in pattern)


def _filled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.form == "none":
        return _PLACE.sub("", level.pattern)

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        of = levels.get(at, _Level())
        count = counts.get(at, of.start)
        return _FORMS.get("decimal" if level.plain else of.form, str)(count) if 0 <= count <= _MOST else str(count)

    return _PLACE.sub(number, level.pattern)


def roman_label(number: int) -> str:
    """Return a Roman numeral: 4 → "IV"; the Romans wrote nothing below 1."""
    signs = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text, number = "", max(number, 0)
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text


def letter_label(number: int) -> str:
    """Return a, b … z, aa, bb: programs repeat the letter, and know no "đ"."""
    return chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 4) if number > 0 else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman_label,
    "lowerRoman": lambda number: roman_label(number).lower(),
    "lowerLetter": letter_label,
    "upperLetter": lambda number: letter_label(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "vietnameseCounting": lambda number: _UNITS[number - 1] if 0 < number <= len(_UNITS) else str(number),
    "none": lambda number: "",
}

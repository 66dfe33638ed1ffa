"""Numbers as documents write them: "14", "XIV", "thứ hai"."""

from __future__ import annotations

from itertools import pairwise

_LETTERS = {"i": 1, "v": 5, "x": 10}
# What stands behind "thứ", without marks.
ORDINALS = {
    **{"nhat": 1, "mot": 1, "dau": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5},
    **{"sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10},
}


def number(numeral: str) -> int:
    """Return what "14" or "XIV" writes; 0 for a name or none."""
    if numeral.isdigit():
        return int(numeral)
    digits = [_LETTERS.get(letter, 0) for letter in numeral.lower()]
    digits = digits if all(digits) else []
    return sum(-one if one < after else one for one, after in pairwise([*digits, 0]))

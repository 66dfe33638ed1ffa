"""Short forms that a document defines for itself: "sốt xuất huyết Dengue (sau đây viết tắt là SXHD)"."""

from __future__ import annotations

import re
from functools import lru_cache

from plans.text import fold

_DEFINED = re.compile(
    r"\(\s*(?:(?:sau đây |dưới đây )?(?:được )?(?:gọi|viết)(?: tắt| chung)? là:?\s*)?[\"“'*]*"
    r"(?P<short>[A-ZĐƯ]{2,8}(?:-?[A-ZĐƯ]{2,8})?)[\"”'*]*\s*\)"
)
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = (
    4  # words taken for the long form of letters that are no initials of it: "bệnh án điện tử (… gọi tắt là EMR)"
)
_BEFORE = 160  # characters in which the long form stands


@lru_cache(maxsize=4096)
def defined(text: str) -> tuple[tuple[str, str], ...]:
    """Return the short forms of `text` with their long forms: their letters are its initials, or it is said so."""
    found: dict[str, str] = {}
    for definition in _DEFINED.finditer(text):
        short = definition["short"]
        before = text[max(0, definition.start() - _BEFORE) : definition.start()]
        words = _WORD.findall(before)[-sum(map(str.isalpha, short)) :]
        if [fold(word)[0] for word in words] == [fold(letter) for letter in short if letter.isalpha()]:
            found.setdefault(short, " ".join(words))
        elif "tắt là" in definition[0]:
            found.setdefault(short, " ".join(_WORD.findall(before)[-_FOREIGN:]))
    return tuple(found.items())


@lru_cache(maxsize=4096)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, shorts))})\b")


def spelled_out(part: str, text: str) -> str:
    """Return `part` of `text` with the long form after each short form that `text` defines."""
    forms = dict(defined(text))
    if not forms:
        return part
    return _pattern(tuple(forms)).sub(lambda short: f"{short[0]} {forms[short[0]]}", part)

"""A text as the keys that Telex or VNI would turn into it, typed where no input method listens. Deterministic.

People put the key of a tone after the vowel or after the word, that of a letter after the letter or after the word,
and one horn or two in "ươ"; a text here does all of that, as often as the shares below say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random
from typing import Final

TONE_LAST: Final = 0.7  # how often the key of a tone comes after the whole word
MARK_LAST: Final = 0.25  # the same for the key of a letter
BOTH_HORNS: Final = 0.3
_BREVE, _CIRCUMFLEX, _HORN, _STROKE = "\u0306", "\u0302", "\u031b", "đ"
_TONES: Final = "\u0301\u0300\u0309\u0303\u0323"
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Method:
    """The keys of one input method: those of the tones in order, then of a breve, a circumflex, a horn, a stroke.

    An empty key is the letter itself, pressed again.
    """

    tones: str
    marks: dict[str, str]


METHODS: Final = {
    "telex": Method("sfrxj", {_BREVE: "w", _CIRCUMFLEX: "", _HORN: "w", _STROKE: ""}),
    "vni": Method("12345", {_BREVE: "8", _CIRCUMFLEX: "6", _HORN: "7", _STROKE: "9"}),
}


def in_keys(text: str, method: str) -> str:
    """Return `text` as the keys of a method, one of `METHODS`."""
    random = Random(text)
    return _WORD.sub(lambda word: _cased(word[0], _typed(word[0].lower(), METHODS[method], random)), text)


def _cased(word: str, keys: str) -> str:
    if len(word) > 1 and word.isupper():
        return keys.upper()
    return keys[0].upper() + keys[1:] if word[0].isupper() else keys


def _typed(word: str, method: Method, random: Random) -> str:
    signs = unicodedata.normalize("NFD", word)
    tone = "".join(method.tones[_TONES.index(sign)] for sign in signs if sign in _TONES)
    letters = list(unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES)))
    typed, after = "", ""
    for at, letter in enumerate(letters):
        base, key = _keys(letter, method)
        spared = letter == "ư" and letters[at + 1 : at + 2] == ["ơ"] and random.random() > BOTH_HORNS
        late = bool(key) and not spared and random.random() < MARK_LAST
        typed += base if late or spared else base + key
        after += key if late else ""
    if not tone or after or random.random() < TONE_LAST:
        return typed + after + tone
    vowel = max((at for at, key in enumerate(typed, 1) if key in "aeiouyw678"), default=len(typed))
    return typed[:vowel] + tone + typed[vowel:]


def _keys(letter: str, method: Method) -> tuple[str, str]:
    """Return the bare letter and the key of its mark, if it has one."""
    signs = unicodedata.normalize("NFD", letter.replace(_STROKE, "d" + _STROKE))
    return signs[0], "".join(method.marks.get(mark, mark) or signs[0] for mark in signs[1:])

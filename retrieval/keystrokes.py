"""What fingers do to Vietnamese with no input method: Telex and VNI keys."""

from __future__ import annotations

import re

from retrieval.syllable import toned, well_formed

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", _TONES.values(), strict=True))
_VNI_KEYS = {"6": "^", "7": "w", "8": "w", "9": "d"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = "aeiouyâêôăơư"
_VNI = re.compile(r"[a-z]+\d[a-z\d]*")


def decoded(token: str) -> str | None:
    """Return the syllable that Telex or VNI keys spell ("nuwx", "nu74" → "nữ"), or `None` when they spell none."""
    spelled = keyed(token)
    return spelled if spelled and well_formed(spelled) else None


def keyed(token: str) -> str | None:
    """Return what the keys of `token` make, a syllable or not, or `None` when it is no sequence of keys."""
    if not token.isascii() or len(token) < 2:
        return None
    if token.isalpha():
        return _typed([(key, _TONES.get(key)) for key in token])
    if _VNI.fullmatch(token):
        return _typed([(_VNI_KEYS.get(key, key), _VNI_TONES.get(key)) for key in token])
    return None


def _typed(keys: list[tuple[str, str | None]]) -> str | None:
    letters: list[str] = []
    tone = ""
    changed = False
    for key, mark in keys:
        if mark and any(c in _VOWELS for c in letters):
            tone = mark
        elif _modify(letters, key):
            changed = True
        elif key.isalpha():
            letters.append(key)
        else:
            return None
    return toned("".join(letters), tone) if tone or changed else None


def _modify(letters: list[str], key: str) -> bool:
    """Apply a key that puts a mark on a letter typed before it; say whether it did."""
    if key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    last = max((i for i, c in enumerate(letters) if c in _VOWELS), default=-1)
    if key == "w":
        return _horn(letters, last)
    if last >= 0 and letters[last] in _CIRCUMFLEX and key in (letters[last], "^"):
        letters[last] = _CIRCUMFLEX[letters[last]]
        return True
    return False


def _horn(letters: list[str], last: int) -> bool:
    at = next((i for i in (last, last - 1) if i >= 0 and letters[i] in _HORN), -1)
    if at >= 0:
        if letters[at] == "o" and at and letters[at - 1] == "u":
            letters[at - 1] = "ư"
        letters[at] = _HORN[letters[at]]
    elif last < 0:
        letters.append("ư")
    return at >= 0 or last < 0 or letters[last] in "ăơư"

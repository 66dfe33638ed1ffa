"""What fingers do to Vietnamese: Telex and VNI keys typed with no input method, and slips of one letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plans.text import uniform

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", _TONES.values(), strict=True))
_VNI_KEYS = {"6": "^", "7": "w", "8": "w", "9": "d"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = "aeiouyâêôăơư"
_LETTERS = "abcdeghiklmnopqrstuvxy"
_VNI = re.compile(r"[a-z]+\d[a-z\d]*")


def decoded(token: str) -> str | None:
    """Return the syllable that Telex or VNI keys spell ("nuwx", "nu74" → "nữ"), or `None` when they spell none."""
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
        if mark and not tone and any(c in _VOWELS for c in letters):
            tone = mark
        elif _modify(letters, key):
            changed = True
        elif key.isalpha():
            letters.append(key)
        else:
            return None
    return _toned("".join(letters), tone) if tone or changed else None


def _modify(letters: list[str], key: str) -> bool:
    """Apply a key that puts a mark on a letter typed before it; say whether it did."""
    if key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    last = max((i for i, c in enumerate(letters) if c in _VOWELS), default=-1)
    if last < 0 or key not in "aeow^":
        return False
    if key == "w":
        return _horn(letters, last)
    if letters[last] in _CIRCUMFLEX and key in (letters[last], "^"):
        letters[last] = _CIRCUMFLEX[letters[last]]
        return True
    return False


def _horn(letters: list[str], last: int) -> bool:
    for at in (last, last - 1):
        if at >= 0 and letters[at] in _HORN:
            if letters[at] == "o" and at and letters[at - 1] == "u":
                letters[at - 1] = "ư"
            letters[at] = _HORN[letters[at]]
            return True
    return False


def _toned(letters: str, tone: str) -> str:
    """Put the tone mark on the vowel that carries it."""
    start = 2 if letters.startswith(("qu", "gi")) and len(letters) > 2 and letters[2] in _VOWELS else 0
    places = [i for i, c in enumerate(letters) if c in _VOWELS and i >= start]
    if not tone or not places:
        return uniform(letters)
    marked = [i for i in places if letters[i] in "âêôăơư"]
    closed = letters[-1] not in _VOWELS
    at = marked[-1] if marked else places[-1] if closed else places[len(places) // 2 if len(places) > 2 else 0]
    return uniform(unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :]))


def slips(word: str) -> Iterator[str]:
    """Yield every mark-less word one slip away: a letter dropped, doubled, swapped with its neighbour or mistaken."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)

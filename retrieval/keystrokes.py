"""What fingers do to Vietnamese with no input method: Telex and VNI keys."""

from __future__ import annotations

import re
from typing import Final

from retrieval.syllable import marks, parts, toned, well_formed

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", _TONES.values(), strict=True))
_VNI_KEYS = {"6": "^", "7": "w", "8": "w", "9": "d"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = "aeiouyâêôăơư"
_OPEN_UO = re.compile(r"ươ$")  # "thuở": two horns need a letter after them
_VNI = re.compile(r"[^\W\d_]{2,}\d\w*|[^\W\d_]\d\w+")  # "A4" is paper
_FIGURE = re.compile(r"[^\W\d_]+[1-5]")
# What it costs to believe that a key was left out, was one too many, or was another one (natural logarithms): of the
# tone, and of the letters' marks. Chosen on every second sentence of the public sets (docs/benchmarks.md).
TONE_LEFT_OUT: Final = -1.5
TONE_TOO_MANY: Final = -6.0
TONE_MISTAKEN: Final = -4.0
MARK_LEFT_OUT: Final = -1.5
MARK_TOO_MANY: Final = -2.0
MARK_MISTAKEN: Final = -5.0
_TWO_SYLLABLES = re.compile(r"([^\W\d_]*[aeiouy])([sxrd][^\W\d_]*)")


def decoded(token: str) -> str | None:
    """Return the syllable that Telex or VNI keys spell ("nuwx", "nu74" → "nữ"), or `None` when they spell none."""
    spelled = keyed(token)
    return spelled if spelled and well_formed(spelled) else None


def ambiguous(token: str) -> bool:
    """Say whether what looks like keys is as well something else: "quy2" the second quarter, "hoso" two syllables."""
    two = _TWO_SYLLABLES.fullmatch(token)
    return bool(_FIGURE.fullmatch(token)) or bool(two and well_formed(two[1]) and well_formed(two[2]))


def keyed(token: str) -> str | None:
    """Return what the keys of `token` make, a syllable or not, or `None` when it is no sequence of keys.

    An input method that was late leaves keys after letters it marked ("đươcj", "hoa5").
    """
    if len(token) < 2:
        return None
    plain, tone = parts(token)
    if token.isalpha():
        return _typed([(key, _TONES.get(key)) for key in plain], tone)
    if _VNI.fullmatch(plain):
        return _typed([(_VNI_KEYS.get(key, key), _VNI_TONES.get(key)) for key in plain], tone)
    return None


def cost(spelled: str, meant: str) -> float:
    """Return what it costs to believe that keys which spell one word were to spell another of the same letters."""
    (plain, tone), (letters, wanted) = parts(spelled), parts(meant)
    of_tone = TONE_LEFT_OUT if not tone else TONE_MISTAKEN if wanted else TONE_TOO_MANY
    return (of_tone if tone != wanted else 0.0) + (_cost_of_marks(plain, letters) if plain != letters else 0.0)


def _cost_of_marks(spelled: str, meant: str) -> float:
    typed, wanted = marks(spelled), marks(meant)
    return MARK_LEFT_OUT if typed < wanted else MARK_TOO_MANY if wanted < typed else MARK_MISTAKEN


def _typed(keys: list[tuple[str, str | None]], tone: str) -> str | None:
    letters: list[str] = []
    changed = False
    for key, mark in keys:
        if mark and any(c in _VOWELS for c in letters):
            tone, changed = mark, True
        elif _modify(letters, key):
            changed = True
        elif key.isalpha():
            letters.append(key)
        else:
            return None
    plain = _OPEN_UO.sub("uơ", "".join(letters))
    return toned(plain, tone) if changed else None


def _modify(letters: list[str], key: str) -> bool:
    """Apply a key that puts a mark on a letter typed before it; say whether it did."""
    if key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    if key == "w":
        return _horn(letters, max((i for i, c in enumerate(letters) if c in _VOWELS), default=-1))
    bare = [i for i, c in enumerate(letters) if c in _CIRCUMFLEX and key in (c, "^")]
    if bare:
        letters[bare[-1]] = _CIRCUMFLEX[letters[bare[-1]]]
    return bool(bare)


def _horn(letters: list[str], last: int) -> bool:
    """Mark the last vowel, or the one before it, with a horn or a breve; "uo" takes two horns, "ua" one on the "u"."""
    at = next((i for i in (last, last - 1) if i >= 0 and letters[i] in _HORN), -1)
    if at > 0 and letters[at] in "oa" and letters[at - 1] == "u" and letters[at - 2 : at - 1] != ["q"]:
        letters[at - 1] = "ư"
        at -= letters[at] == "a"
    if at >= 0:
        letters[at] = _HORN.get(letters[at], letters[at])
    elif last < 0:
        letters.append("ư")
    elif not any(letter in "ăơư" for letter in letters):
        letters.append("w")  # marks nothing here: a key in the wrong place
    return True

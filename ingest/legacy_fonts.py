"""Text typed with TCVN3 (ABC) and VNI fonts: 8-bit codes that only those fonts show as Vietnamese.

TCVN3 is the upper half of TCVN 5712:1993. In practice toned capitals were small letters in fonts whose names end in H,
which show capitals. VNI writes a base letter and then one sign that carries its marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from ingest.syllables import READABLE, share

Coding = Literal["TCVN3", "VNI"]
CODINGS: tuple[Coding, ...] = ("TCVN3", "VNI")

_TCVN3 = {
    0xA1 + place: letter
    for place, letter in enumerate(
        "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
    )
}
# base letters, the mark they take besides a tone, the signs for: no tone, sắc, huyền, hỏi, ngã, nặng ("." for none)
_VNI_SIGNS = (
    ("aeouyôö", "", ".ùøûõï"),
    ("aeo", "\u0302", "âáàåãä"),
    ("a", "\u0306", "êéèúüë"),
)
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_ALONE = dict(zip("ñíìæóòôöî", "đíìỉĩịơưỵ", strict=True))


def _vni_pairs() -> Iterator[tuple[str, str]]:
    for bases, mark, signs in _VNI_SIGNS:
        for base in bases:
            for sign, tone in zip(signs, _TONES, strict=True):
                if sign != ".":
                    yield base + sign, unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + mark + tone)


_VNI = dict(_vni_pairs()) | _VNI_ALONE
_VNI_CODE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)
_FONT = re.compile(r"(?:^|\+)(?:(?P<TCVN3>\.?Vn(?=[A-Z])[\w ]*)|(?P<VNI>VNI[- ]?\w+))")


def font_coding(font: str) -> Coding | None:
    """Return the coding of text in the font of this name (".VnTimeH", "VNI-Times"), `None` for Unicode fonts."""
    found = _FONT.search(font)
    return None if found is None else "TCVN3" if found["TCVN3"] else "VNI"


def shows_capitals(font: str) -> bool:
    """Say whether a TCVN3 font shows small letters as capitals: its name ends in H, whatever styles follow."""
    return font_coding(font) == "TCVN3" and re.search(r"H(?:$|[-, ])", font) is not None


def decode(text: str, coding: Coding) -> str:
    """Return in Unicode what `text`, its bytes read as Latin-1 or Windows-1252, shows in a font of this coding."""
    if coding == "TCVN3":
        return unicodedata.normalize("NFC", text.translate(_TCVN3))
    return _VNI_CODE.sub(lambda code: _in_case(code[0]), text)


def _in_case(code: str) -> str:
    letter = _VNI[code.lower()]
    return letter.upper() if code[0].isupper() else letter


def decoded(text: str) -> tuple[str, Coding | None]:
    """Return a text that no spelling allows in the coding that makes it Vietnamese; unchanged when none does.

    Documents mix codings: each line that reads better as it stands is left alone.
    """
    if share(text) >= READABLE:
        return text, None
    best, coding = max(((_by_line(text, coding), coding) for coding in CODINGS), key=lambda one: share(one[0]))
    return (best, coding) if share(best) >= READABLE else (text, None)


def _by_line(text: str, coding: Coding) -> str:
    return "".join(_better(line, decode(line, coding)) for line in text.splitlines(keepends=True))


def _better(line: str, other: str) -> str:
    return other if share(other) >= share(line) else line

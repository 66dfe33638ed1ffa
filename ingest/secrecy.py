"""The stamp of secrecy on a document: what bears one may not be kept in a library that many read."""

from __future__ import annotations

import re

HEAD = 60  # lines from the top in which the stamp stands
_EMPHASIS = re.compile(r"[*_#|\[\](){}<>«»“”\"]+")
_COLUMNS = re.compile(r"\s{2,}|\t|\|")
_STAMP = re.compile(r"(?:(?:ĐỘ|MỨC ĐỘ|DẤU)(?: ĐỘ)? MẬT ?: ?)?((?:TUYỆT |TỐI )?MẬT)[ .]*")
_SPOKEN = re.compile(r"(?:Độ|Mức độ) mật\s*:\s*((?:tuyệt |tối )?mật)[ .]*", re.IGNORECASE)


def stamp(text: str) -> str | None:
    """Return "MẬT", "TỐI MẬT" or "TUYỆT MẬT" when the document bears that stamp, else nothing.

    The stamp stands alone, in capitals, in a line or a column of the head; the word inside a sentence is none.
    """
    for line in text.splitlines()[:HEAD]:
        for cell in _COLUMNS.split(line):
            words = " ".join(_EMPHASIS.sub(" ", cell).split())
            if found := _STAMP.fullmatch(words) or _SPOKEN.fullmatch(words):
                return found[1].upper()
    return None

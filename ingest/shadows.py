"""Shadows: cleaned copies of source lines on which to decide, with the way back to the source's characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from plans.model import Span

_DROPPED = re.compile(
    r"\*+|__+|^\s*#{1,6}\s+|^\s*>\s?|\\(?=[^\w\s])|</?[a-z][^<>\n]{0,40}>|[\u200b\u00ad\ufeff\x00]", re.MULTILINE
)
_SIGNS = re.compile(r"[*_#>\\<\u200b\u00ad\ufeff\x00]")  # what is dropped has one of these
_ODD_BLANKS = re.compile(r"[\u00a0\u2007\u202f\x0b\x0c\r\n]")
_STAR_BULLET = re.compile(r"[\s>]*\*\s+(?=[^\s(])")  # "* (Kèm theo …" opens italics
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shadow:
    """Cleaned text and, for each of its characters, where its source starts and ends (a letter may carry marks)."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the source range of the shadow's characters `start` to `end`."""
        return Span(self.offsets[start], self.ends[end - 1])

    def part(self, start: int, end: int) -> Shadow:
        """Return the shadow's characters `start` to `end` as a shadow."""
        return Shadow(self.text[start:end], self.offsets[start:end], self.ends[start:end])


def shadow(raw: str) -> str:
    """Return `raw` with emphasis marks dropped, letters composed, ends trimmed."""
    if not (_SIGNS.search(raw) and _DROPPED.search(raw)) and unicodedata.is_normalized("NFC", raw):
        return _ODD_BLANKS.sub(" ", raw.strip())
    return traced(raw, 0, len(raw)).text.strip()


def traced(source: str, start: int, end: int) -> Shadow:
    """Return the shadow of `source[start:end]` with the way back; newlines in it become blanks."""
    raw = BREAK.sub(lambda tag: " " * len(tag[0]), source[start:end])
    first = bullet.end() if (bullet := _STAR_BULLET.match(raw)) and raw.count("*", bullet.end()) % 2 == 0 else 0
    kept: list[int] = []
    last = 0
    for dropped in _DROPPED.finditer(raw, first):
        kept += range(last, dropped.start())
        last = dropped.end()
    kept += range(last, len(raw))
    clean = _ODD_BLANKS.sub(" ", raw)
    text, offsets = "".join([clean[at] for at in kept]), [start + at for at in kept]
    whole = Shadow(text, tuple(offsets), tuple([at + 1 for at in offsets]))
    return whole if unicodedata.is_normalized("NFC", text) else _composed(whole)


def _composed(loose: Shadow) -> Shadow:
    """Return a shadow with each mark put on the letter before it."""
    letters: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for letter, offset, end in zip(loose.text, loose.offsets, loose.ends, strict=True):
        if letters and unicodedata.combining(letter):
            composed = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(composed) == 1:
                letters[-1], ends[-1] = composed, end
                continue
        letters.append(letter)
        offsets.append(offset)
        ends.append(end)
    return Shadow("".join(letters), tuple(offsets), tuple(ends))

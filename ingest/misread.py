"""What recognition misreads in official papers, put right and named: marks of fixed words, labels of headings.

Only for text that was recognised. A mark is put right where no other word can stand, a label where its neighbours leave
one number free; everything else stays as it was read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.hooks import misread_hooks
from ingest.source import Source
from ingest.word_numbering import roman_label
from plans.text import UPPER

# "đẳng" is read as "đăng" or "đằng" nine times in ten; these words have no such neighbours ("Đồng Đăng" is a town)
_EQUAL = re.compile(
    r"(?P<before>\b(?:[Bb]ình|[Cc]ao|[Ss]ơ)\s+đ|\b(?:BÌNH|CAO)\s+Đ)[ăằĂẰ](?=(?i:ng)\b)|"
    r"(?P<first>\b[đĐ])[ăằĂẰ](?=ng\s+(?:cấp|thức)\b)"
)
_ROMAN = re.compile(
    rf"^(?P<label>(?!1+\W)[IVXLHTUMNYl1|!i]{{1,5}})(?P<point>\s*[.,:\-–)]\s*)(?=[“\"]?[{UPPER}][{UPPER}\w])", re.M
)
_DIGIT = re.compile(rf"^(?P<label>(?=\S?[\d§$])[\doOlISszZgqB§$]{{1,3}})(?P<point>[.,)]\s+)(?=[“\"]?[{UPPER}])", re.M)
_LETTERED = re.compile(rf"^B\s*[.)-]\s*[{UPPER}]{{2}}", re.M)  # where A, B, C … count, H and L are letters
_STROKES = {"H": "II", "L": "I", "T": "I", "U": "II", "M": "III", "N": "IV", "Y": "V", **dict.fromkeys("l1|!i", "I")}


class _Label(NamedTuple):
    start: int
    text: str
    number: int | None  # `None` for what is none as it was read


Change = tuple[int, int, str, str]


def mended(source: Source, recognised: Collection[int]) -> Source:
    """Return `source` with the misreadings on its `recognised` pages put right and named in `repairs`."""
    text, pages = source.text, list(source.pages)
    found = sorted([*_marks(text), *_labels(text, _ROMAN, _roman), *_labels(text, _DIGIT, _digits)])
    parts, repairs, done, moved = [], [], 0, 0
    for start, end, right, kind in (one for one in found if _page(source.pages, one[0]) in recognised):
        parts += [text[done:start], right]
        repairs.append((kind, start + moved))
        longer = len(right) - (end - start)
        pages = [(at + longer if at >= end + moved else at, page) for at, page in pages]
        done, moved = end, moved + longer
    return replace(source, text="".join([*parts, text[done:]]), pages=tuple(pages), repairs=tuple(repairs))


def _page(pages: Sequence[tuple[int, int]], at: int) -> int:
    return pages[max(0, bisect_right(pages, at, key=lambda one: one[0]) - 1)][1]


def _marks(text: str) -> Iterator[Change]:
    for found in _EQUAL.finditer(text):
        at = found.end()
        yield at - 1, at, "Ẳ" if text[at - 1].isupper() else "ẳ", "ocr_mark"
    for at, meant in misread_hooks(text):
        yield at, at + 1, meant, "ocr_mark"


def _labels(text: str, pattern: re.Pattern[str], read: Callable[[str], int | None]) -> Iterator[Change]:
    """Yield the labels that are no number as read, where the ones before and after leave room for one number only."""
    labels = [_Label(found.start("label"), found["label"], read(found["label"])) for found in pattern.finditer(text)]
    if pattern is _ROMAN and _LETTERED.search(text):
        labels = [one for one in labels if one.number or len(one.text) > 1]
    write: Callable[[int], str] = roman_label if pattern is _ROMAN else str
    before = 0
    for at, label in enumerate(labels):
        after = next((one.number - ahead for ahead, one in enumerate(labels[at + 1 :], 1) if one.number), None)
        if _is_wrong(label, before, after, sure=pattern is _ROMAN) and _may_be(label.text, right := write(before + 1)):
            yield label.start, label.start + len(label.text), right, "ocr_heading"
            before += 1
        else:
            before = label.number or before


def _is_wrong(label: _Label, before: int, told: int | None, *, sure: bool) -> bool:
    """Say whether a label can only be the number after `before`; `told` is what the next readable one leaves for it.

    Roman numbers were counted by `strokes`: one that is a number is the author's.
    """
    if label.number is None:
        return told in (None, before + 1) or told <= 0
    return not sure and before > 0 and told == before + 1 != label.number


def _roman(label: str) -> int | None:
    return next((number for number in range(1, 40) if roman_label(number) == label), None)


def _digits(label: str) -> int | None:
    return int(label) if label.isdecimal() and label.isascii() else None


def _may_be(label: str, right: str) -> bool:
    """Say whether `label` may be what recognition made of `right`: stroke by stroke, one more or less of several."""
    strokes = "".join(_STROKES.get(sign, sign) for sign in label)
    if right.isdecimal():
        return len(label) in (len(right), len(right) + 1)
    return abs(len(strokes) - len(right)) <= (len(label) > 1) and strokes.strip("I") == right.strip("I")

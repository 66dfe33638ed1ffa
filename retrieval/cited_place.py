"""The place in a plan that a question cites: "mục IV.8", "khoản 3 Điều 4", "điểm a mục 2 phần thứ hai"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.model import NUMBERED, Plan, Section
from plans.numerals import ORDINALS, number
from plans.text import fold
from retrieval.names import shown_labels

# From the largest to the smallest, as Decree 30/2020/NĐ-CP, appendix I, parts a document.
_KINDS = ("phan", "chuong", "muc", "dieu", "khoan", "diem", "tiet")
_WRITTEN_OUT = ("dieu", "chuong")  # kinds that a document prints with their word, where it has them
_NUMBER = rf"thu (?:{'|'.join(ORDINALS)})|(?:[ivx]+|\d+|[a-z])(?:[.\s]?\d+)*"
_AMOUNT = r"phan tram|trieu|ty|nghin|ngan|dong|tro (?:len|xuong)"  # "khoản 30 triệu đồng", "điểm 8 trở lên"
_CITED = re.compile(rf"\b({'|'.join(_KINDS)})\s+({_NUMBER})(?![\w%]|\s*(?:{_AMOUNT})\b)")
_OF_A_LAW = re.compile(r"[\s,]*(?:cua )?(?:(?:bo )?luat|nghi dinh|thong tu|hien phap)\b")
_PRINTED = re.compile(rf"({'|'.join(_KINDS)}) (?:thu )?(\w+)$")


@dataclass(frozen=True)
class Label:
    """A label, folded: the word for its kind ("dieu"; empty where only a number is printed) and its number ("iv.8")."""

    kind: str
    number: str

    def closes(self, path: Sequence[Label]) -> int:
        """Return how many labels at the end of a path make up this one, which is cited; 0 where none do."""
        return next((count for count in range(1, len(path) + 1) if self._is(path[-count:])), 0)

    def _is(self, printed: Sequence[Label]) -> bool:
        whole = ".".join(label.number for label in printed)
        if printed[0].kind:
            return self.kind == printed[0].kind and _counted(self.number) == _counted(whole)
        return self.kind not in _WRITTEN_OUT and self.number == whole


def cited_place(asked: str) -> tuple[Label, ...]:
    """Return the steps from the largest to the place that a question cites; none for an article of a law."""
    plain, found = fold(asked), []
    for cited in _CITED.finditer(plain):
        if _OF_A_LAW.match(plain, cited.end()):
            return ()
        if asked[slice(*cited.span(2))].replace("đ", "d").isascii() or cited[2].startswith("thu "):  # not "điểm ở xã"
            found.append((_KINDS.index(cited[1]), Label(cited[1], re.sub(r"(?<!thu)[.\s]", ".", cited[2]))))
    return tuple(cited for _, cited in sorted(found, key=lambda pair: pair[0]))


def sections_at(plan: Plan, place: Sequence[Label]) -> list[Section]:
    """Return the first two sections that stand at a place, those first whose label has the word that is cited."""
    paths = [(section, _labels(section)) for section in plan.walk() if section.kind in NUMBERED]
    there = [(section, path) for section, path in paths if _stands_at(path, place)]
    called = [(section, path) for section, path in there if path[-1].kind]
    return [section for section, _ in called or there][:2]


def _stands_at(path: Sequence[Label], place: Sequence[Label]) -> bool:
    """Say whether a path ends in the last label of a place and goes through the others, in their order."""
    *above, last = place
    taken = last.closes(path)
    return taken > 0 and (not above or any(_stands_at(path[:end], above) for end in range(len(path) - taken, 0, -1)))


def _labels(section: Section) -> list[Label]:
    return [_read(fold(label)) for label in shown_labels(section.path)]


def _read(label: str) -> Label:
    """Return a printed label: "PHẦN THỨ HAI" has a word and a number, "3.2.4" a number alone."""
    worded = _PRINTED.match(label)
    return Label(worded[1], worded[2]) if worded else Label("", label)


def _counted(label: str) -> int | str:
    """Return the number that "ii", "2" or "thu hai" writes, and a letter as it is."""
    word = label.removeprefix("thu ")
    return ORDINALS.get(word) or number(word) or word

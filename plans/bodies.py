"""A body read from the words of a text: its name, its level and place, and the body it is a part of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from plans.abbreviations import Placed, Word, expand
from plans.grouping import group_at
from plans.levels import ALL, city, tail_at
from plans.model import Span
from plans.naming import Stem, head_size, joined, listed_stem_at, next_field_at, opener_at, stem_at
from plans.text import squeeze

REGION = "khu vực"
_NATION = " Việt Nam"
_MOST_OWNERS = 3  # one above the other: "Ban Thường vụ" of the "Ban Chấp hành" of the "Đảng bộ"; documents print two
_WHOLE = 3  # words of a body's name that no part's own name ends with
_BRANCHES = {"ngành": "ngành", "nganh": "ngành", "sở": "Sở", "so": "Sở", "bộ": "Bộ"}


class Mention(NamedTuple):  # many are made for each page: a dataclass costs three times as much
    """A body named in a text.

    `name` has its abbreviations written out and its level: "Ủy ban nhân dân các huyện, thành phố"; its place only
    behind "thành phố", since it tells whether the city is a province's or one of the centrally run.
    `general` marks a group that binds many ("Các sở, ban, ngành"). `stems` are the bodies that make up the name, a part
    before its owner; `levels` those it may stand on: the printed ones, else the usual one.
    """

    name: str
    span: Span
    general: bool = False
    place: str = ""
    stems: tuple[str, ...] = ()
    levels: frozenset[str] = frozenset()
    owned: bool = False


@dataclass(slots=True)
class BodyReader:
    """Reads the bodies named in a text word by word; `folded` reads words without marks."""

    text: str
    placed: Placed
    found: list[Word]
    folded: bool
    shift: int
    above: int = 0  # how many parts this reads the owner of
    known: dict[tuple[int, int], tuple[Mention | None, int]] = field(default_factory=dict)  # bodies by `above` and word

    def span(self, at: int, size: int) -> Span:
        """Return where `size` words from word `at` on stand."""
        return Span(self.shift + self.placed.start(at), self.shift + self.placed.end(at + size - 1))

    def body(self, at: int) -> tuple[Mention | None, int]:
        """Read a body at word `at` with its level, place and owner; return it and its number of words."""
        place = (self.above, at)
        if place not in self.known:
            self.known[place] = self._read_body(at)
        return self.known[place]

    def _read_body(self, at: int) -> tuple[Mention | None, int]:
        stem, size = listed_stem_at(self.found, at, self.folded)
        if not self.folded and not (stem and (stem.owned or stem.level or self._followed(at + size))):
            other, longer = stem_at(self.found, at)
            if longer > size:
                stem, size = self._before_owner(other, at, longer)
        elif stem and (self._runs_on(at, size) or (stem.part and self._is_head(at, size))):
            other, longer = stem_at(self.found, at)
            if other and longer > size:
                stem, size = (replace(stem, name=other.name) if stem.owned else other), longer
            stem, size = self._before_owner(stem, at, size)
        if stem and stem.part and self._is_bare(at, size):
            return None, 0
        return self._complete(stem, at, size) if stem else (None, 0)

    def _is_bare(self, at: int, size: int) -> bool:
        """Say whether a part stands in lower case with no owner, as in "cơ quan thường trực"."""
        lower = not (self.folded or self.found[at].capital)
        return lower and not tail_at(self.found, at + size).length and self._owner(at + size) is None

    def _followed(self, at: int) -> bool:
        """Say whether a listed name ends here: nothing, no capital or another body follows, or a level or a place."""
        if at >= len(self.found) or self.found[at].gap > 0 or not self.found[at].capital:
            return True
        return head_size(self.found, at) > 0 or tail_at(self.found, at).length > 0

    def _is_head(self, at: int, size: int) -> bool:
        """Say whether a part with no owner heads a name of its own: "Văn phòng Điều phối"."""
        return not self._followed(at + size) and head_size(self.found, at) == size and not self._owner(at + size)

    def _before_owner(self, stem: Stem | None, at: int, size: int) -> tuple[Stem | None, int]:
        """Return a part's name without the body of a level or a place that it ends with: "Ban … Nữ công LĐLĐ tỉnh"."""
        if stem is None or not stem.owned:
            return stem, size
        for k in range(2, size):
            capital = self.found[at + k].capital
            owner, length = listed_stem_at(self.found, at + k, folded=False) if capital else (None, 0)
            tail = tail_at(self.found, at + k + length)
            whole = length >= _WHOLE or (length > 1 and tail.length > 0)
            if owner and not owner.owned and whole and k + length + tail.length >= size:
                return replace(stem, name=joined(self.found[at : at + k])), k
        return stem, size

    def _runs_on(self, at: int, size: int) -> bool:
        """Say whether a board's name goes on, with no other body: "Ban Tuyên giáo - Nữ công", "Phòng Giáo dục Mầm non".

        Behind a dash or "và" a capital says so; else a word of two syllables does, of which places have two capitals.
        """
        after = at + size
        if self.folded or after >= len(self.found) or self.found[at].form not in {"ban", "phòng"}:
            return False
        joins = self.found[after].gap == 0 and self.found[after].form == "và"
        after += joins
        if after >= len(self.found) or not self.found[after].capital:
            return False
        if not (joins or self.found[after].dashed or self._is_compound(after)):
            return False
        return not (head_size(self.found, after) or self.body(after)[1])

    def _is_compound(self, at: int) -> bool:
        """Say whether a capital and a small word at word `at` make one noun, neither a level nor what a body does."""
        run = self.found[at : at + 2]
        loose = len(run) < 2 or run[0].gap or run[1].gap or run[1].capital or run[1].form == "và"
        return not (loose or any(tail_at(self.found, k).length for k in (at, at + 2)) or opener_at(self.found, at))

    def _complete(self, stem: Stem, at: int, size: int) -> tuple[Mention, int]:
        tail = tail_at(self.found, at + size, self.folded)
        if (
            tail.levels and stem.name.endswith(_NATION) and (not stem.level or not stem.varies)
        ):  # "Hội … Việt Nam tỉnh" is the province's
            stem = replace(stem, name=stem.name.removesuffix(_NATION), varies=True)
        of = size + (self.found[at].capital and self._says_of(at + size))
        if stem.owned and not tail.length and (owner := self._owner(at + of)):
            (mention, length), size = owner, of
            common = mention.general or mention.name.startswith("Ngành")
            name = f"{stem.name} {mention.name[0].lower() if common else mention.name[0]}{mention.name[1:]}"
            whole = mention._replace(name=name, stems=(stem.name, *mention.stems), span=self.span(at, size + length))
            return whole, size + length
        name = f"{stem.name} {tail.text}" if tail.text and stem.varies else stem.name
        name = f"{name} {city(tail)}".rstrip() if tail.text == "thành phố" and stem.varies else name
        name = f"{name} {tail.place}" if tail.text == REGION and tail.place else name
        levels = tail.levels if tail.levels and stem.varies else frozenset({stem.level} - {""})
        mention = Mention(
            name, self.span(at, size + tail.length), tail.levels == ALL, tail.place, (stem.name,), levels,
            stem.owned and not tail.text,
        )  # fmt: skip
        return mention, size + tail.length

    def _says_of(self, at: int) -> bool:
        return at < len(self.found) and not self.found[at].gap and self.found[at].form == "của"

    def _owner(self, at: int) -> tuple[Mention, int] | None:
        if at >= len(self.found) or self.found[at].gap or self.above == _MOST_OWNERS:
            return None
        owner = replace(self, above=self.above + 1)
        body = owner.body(at)
        own = owner._branch(at)
        alone = self.found[at].capital and (body[0] or own[0])  # "Thành ủy, các sở" and "Sở và các ngành" are two
        mention, length = max(body, own, (None, 0) if alone else owner.group(at), key=length_of)
        return (mention, length) if mention else None

    def _branch(self, at: int) -> tuple[Mention | None, int]:
        """Read a bare "ngành", "Sở" or "Bộ", the issuer's own branch, department or ministry, as an owner."""
        own = _BRANCHES.get(self.found[at].form)
        if own is None or not (self.folded or own == "ngành" or self.found[at].capital):
            return None, 0
        return Mention(own, self.span(at, 1), stems=(own,)), 1

    def group(self, at: int) -> tuple[Mention | None, int]:
        """Read a group that binds many at word `at`."""
        size = 0 if self.folded else group_at(self.found, at)
        longer = next((k for k in range(1, size) if k + self.body(at + k)[1] > size), 0)
        if not size or longer == 1:
            return None, 0
        size = longer or size  # "các ban, Sở Y tế" is a group and a body
        if at and not self.found[at].gap and self.found[at - 1].form == "ở":
            return None, size  # "ở các xã" tells where
        name = squeeze(expand(self.text[self.placed.start(at) : self.placed.end(at + size - 1)]))
        name = name[0].upper() + name[1:]
        return Mention(name, self.span(at, size), general=True, stems=(name,)), size

    def listed(self, first: Mention, at: int) -> Iterator[tuple[Mention, int]]:
        """Read the departments that share a head: "Y tế" and "Tư pháp" of "các Sở Nội vụ, Y tế, Tư pháp"."""
        head = first.name.split()[0]
        while head in {"Sở", "Bộ"} and at < len(self.found):
            joins = self.found[at].gap == 0 and self.found[at].form in {"và", "va"}
            stem, size = next_field_at(self.found, at + joins, head, self.folded)
            if stem is None or not (joins or self.found[at].gap == 1) or self.body(at + joins)[1] > size:
                return
            name = f"{head} {stem.name}"
            yield first._replace(name=name, stems=(name,), span=self.span(at + joins, size), place=""), joins + size
            at += joins + size


def after_colon(reader: BodyReader, at: int) -> tuple[Mention | None, int]:
    """Read the first department of "Các Sở: XD, TC", whose head is followed by a colon."""
    head = at + (reader.found[at].form == "các")
    if head + 1 >= len(reader.found) or reader.found[head].form not in {"sở", "bộ"}:
        return None, 0
    between = reader.text[reader.placed.end(head) : reader.placed.start(head + 1)]
    kind = reader.found[head].form.capitalize()
    stem, size = next_field_at(reader.found, head + 1, kind, reader.folded)
    if stem is None or between.strip() != ":":
        return None, 0
    name = f"{kind} {stem.name}"
    level = frozenset({"tỉnh" if kind == "Sở" else "trung ương"})
    return Mention(name, reader.span(head + 1, size), stems=(name,), levels=level), head + 1 + size - at


def length_of(read: tuple[Mention | None, int]) -> int:
    """Return how many words a reading takes."""
    return read[1]

"""The bodies of the State, the Party and the unions as plans name them, and when two names mean the same body.

A name is a stem ("Hội Liên hiệp Phụ nữ"), sometimes a level ("tỉnh", "các huyện, thành phố"), a place and an owner
("Ban Thường vụ" of "Tỉnh ủy"). Stems: `data/agencies.csv`, `data/fields.csv`; what they lack is read by grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import starmap, zip_longest

from plans.abbreviations import Placed, Word, expand, placed
from plans.grouping import group_at, group_first_words
from plans.levels import ALL, city, number, tail_at
from plans.likeness import alike, of_branch
from plans.model import Span
from plans.naming import Stem, first_words, head_size, listed_stem_at, next_field_at, stem_at
from plans.tables import rows
from plans.text import fold, has_marks, squeeze, syllables

__all__ = ["Mention", "canonical", "expand", "find_agencies", "levels_of", "part_and_owner", "same_agency"]


_REGION = "khu vực"
_MOST_OWNERS = 3  # one above the other: "Ban Thường vụ" of the "Ban Chấp hành" of the "Đảng bộ"; documents print two
_HEADS = frozenset({"các", "sở", "bộ"})  # what may stand before departments listed behind a colon
_BRANCHES = {"ngành": "ngành", "nganh": "ngành", "sở": "Sở", "so": "Sở", "bộ": "Bộ"}


@dataclass(frozen=True, slots=True)
class Mention:
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


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    placed: Placed
    found: list[Word]
    folded: bool
    shift: int
    above: int = 0  # how many parts this reads the owner of
    known: dict[tuple[int, int], tuple[Mention | None, int]] = field(default_factory=dict)  # bodies by `above` and word

    def span(self, at: int, size: int) -> Span:
        return Span(self.shift + self.placed.starts[at], self.shift + self.placed.ends[at + size - 1])

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
                stem, size = other, longer
        elif stem and (self._runs_on(at, size) or (stem.part and self._is_head(at, size))):
            other, longer = stem_at(self.found, at)
            stem, size = (replace(stem, name=other.name), longer) if other and longer > size else (stem, size)
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

    def _runs_on(self, at: int, size: int) -> bool:
        """Say whether a board's name goes on behind a dash or "và": "Ban Tuyên giáo - Nữ công", no other body."""
        after = at + size
        if self.folded or after >= len(self.found) or self.found[at].form not in {"ban", "phòng"}:
            return False
        joined = self.found[after].gap == 0 and self.found[after].form == "và"
        after += joined
        if after >= len(self.found) or not (joined or self.found[after].dashed) or not self.found[after].capital:
            return False
        return not (head_size(self.found, after) or self.body(after)[1])

    def _complete(self, stem: Stem, at: int, size: int) -> tuple[Mention, int]:
        tail = tail_at(self.found, at + size, self.folded)
        of = size + (self.found[at].capital and self._says_of(at + size))
        if stem.owned and not tail.length and (owner := self._owner(at + of)):
            (mention, length), size = owner, of
            common = mention.general or mention.name.startswith("Ngành")
            name = f"{stem.name} {mention.name[0].lower() if common else mention.name[0]}{mention.name[1:]}"
            whole = replace(mention, name=name, stems=(stem.name, *mention.stems), span=self.span(at, size + length))
            return whole, size + length
        name = f"{stem.name} {tail.text}" if tail.text and stem.varies else stem.name
        name = f"{name} {city(tail)}".rstrip() if tail.text == "thành phố" and stem.varies else name
        name = f"{name} {tail.place}" if tail.text == _REGION and tail.place else name
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
        mention, length = max(owner.body(at), owner.group(at), owner._branch(at), key=_length)
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
        name = squeeze(expand(self.text[self.placed.starts[at] : self.placed.ends[at + size - 1]]))
        name = name[0].upper() + name[1:]
        return Mention(name, self.span(at, size), general=True, stems=(name,)), size

    def listed(self, first: Mention, at: int) -> Iterator[tuple[Mention, int]]:
        """Read the departments that share a head: "Y tế" and "Tư pháp" of "các Sở Nội vụ, Y tế, Tư pháp"."""
        head = first.name.split()[0]
        while head in {"Sở", "Bộ"} and at < len(self.found):
            joined = self.found[at].gap == 0 and self.found[at].form in {"và", "va"}
            stem, size = next_field_at(self.found, at + joined, head, self.folded)
            if stem is None or not (joined or self.found[at].gap == 1) or self.body(at + joined)[1] > size:
                return
            name = f"{head} {stem.name}"
            yield replace(first, name=name, stems=(name,), span=self.span(at + joined, size), place=""), joined + size
            at += joined + size


def _after_colon(reader: _Reader, at: int) -> tuple[Mention | None, int]:
    """Read the first department of "Các Sở: XD, TC", whose head is followed by a colon."""
    head = at + (reader.found[at].form == "các")
    if head + 1 >= len(reader.found) or reader.found[head].form not in {"sở", "bộ"}:
        return None, 0
    between = reader.text[reader.placed.ends[head] : reader.placed.starts[head + 1]]
    kind = reader.found[head].form.capitalize()
    stem, size = next_field_at(reader.found, head + 1, kind, reader.folded)
    if stem is None or between.strip() != ":":
        return None, 0
    name = f"{kind} {stem.name}"
    level = frozenset({"tỉnh" if kind == "Sở" else "trung ương"})
    return Mention(name, reader.span(head + 1, size), stems=(name,), levels=level), head + 1 + size - at


_Reading = Callable[[_Reader, int], tuple[Mention | None, int]]


@cache
def _readings(folded: bool) -> dict[str, tuple[_Reading, ...]]:
    """Return what a word may begin: a body, a group, departments behind a colon. Five words in six begin none."""
    groups = frozenset[str]() if folded else group_first_words()
    heads = frozenset(map(fold, _HEADS)) if folded else _HEADS
    firsts = ((_Reader.body, first_words(folded)), (_Reader.group, groups), (_after_colon, heads))
    begin = frozenset[str]().union(*(words for _, words in firsts))
    return {word: tuple(read for read, words in firsts if word in words) for word in begin}


def _mentions(text: str, folded: bool, shift: int = 0) -> Iterator[Mention]:
    found, readings = placed(text), _readings(folded)
    reader = _Reader(text, found, found.words, folded, shift)
    forms = [fold(word.form) if folded else word.form for word in found.words]
    behind = 0
    for at in [at for at, form in enumerate(forms) if form in readings and not found.words[at].inner]:
        if at < behind:  # inside the name before
            continue
        mention, size = max([read(reader, at) for read in readings[forms[at]]], key=_length)
        behind = at + size
        if mention:
            yield mention
            for more, taken in reader.listed(mention, behind):
                yield more
                behind += taken


def _length(read: tuple[Mention | None, int]) -> int:
    return read[1]


def find_agencies(text: str, folded: bool = False, shift: int = 0) -> list[Mention]:
    """Return the bodies and groups `text` names, in order, the longest name at each place.

    `folded` reads a question typed without marks; otherwise names need their marks. `shift` is where `text` begins in
    the text that the spans count in.
    """
    return list(_mentions(text, folded, shift))


@lru_cache(maxsize=4096)
def _read(name: str) -> Mention:
    text = squeeze(name)
    folded = bool(text) and not has_marks(expand(text)) and text == expand(text)
    mention = next(_mentions(text, folded), None)
    if mention and mention.span.start == 0:
        return mention
    return Mention(expand(text), Span(0, len(text)), stems=(" ".join(syllables(expand(text))),))


@cache
def _bodies() -> dict[str, str]:
    """Return names that stand for another body at one level: "Tỉnh đoàn" is the youth union of a province."""
    named = (row for row in rows("agencies") if row["body"])
    return {_key(row["name"]): _key(row["body"]) for row in named}


def _key(stem: str) -> str:
    return re.sub(r"^nganh (?=.)", "so ", fold(" ".join(syllables(stem))))


def _keys(mention: Mention) -> tuple[str, ...]:
    """Stems for comparing; "ngành Y tế" stands for "Sở Y tế"."""
    return tuple(_bodies().get(key, key) for key in map(_key, mention.stems))


def _is_own_part(one: Mention, other: Mention) -> bool:
    """Say whether `other` is a part of the department that issued the plan, and `one` such a part of any department."""
    return other.stems[1:] == ("Sở",) and one.stems[:1] == other.stems[:1] and one.stems[-1].startswith("Sở ")


def canonical(name: str) -> str:
    """Return the name of one body written out, as `Mention.name`: "Hội LHPN tỉnh Khánh Hòa" → "… Phụ nữ tỉnh"."""
    return _read(name).name


def levels_of(name: str) -> frozenset[str]:
    """Return the levels a body may stand on by its name: "Công an các huyện, thành phố" → {"huyện"}."""
    return _read(name).levels


def part_and_owner(name: str) -> tuple[str, str] | None:
    """Return a part's own name and its owner's: "Ban Phong trào" of "Ủy ban … tỉnh"; None for a whole body."""
    mention = _read(name)
    part = mention.stems[0]
    owner = mention.name.removeprefix(part).strip()
    return (part, owner[0].upper() + owner[1:]) if len(mention.stems) > 1 and owner else None


def _regions_agree(one: Mention, other: Mention) -> bool:
    """Say whether two bodies may be of one region: "khu vực 14" and "khu vực XIV", not "khu vực 8"."""
    regions = {number(mention.place) for mention in (one, other) if f" {_REGION} " in mention.name} - {0}
    return len(regions) < 2


@lru_cache(maxsize=65536)
def same_agency(asked: str, stated: str) -> bool:
    """Say whether a question's `asked` means the body a plan names as `stated`, places aside.

    A name without its level means the usual level of that body; a part without its owner ("Ban Tuyên giáo") means any.
    """
    one, other = _read(asked), _read(stated)
    if one.general or other.general:
        return _keys(one) == _keys(other)
    if one.owned and one.stems == other.stems[:1]:
        return True
    if _is_own_part(one, other) or of_branch(one.name, other.name):
        return True
    named = all(starmap(alike, zip_longest(_keys(one), _keys(other), fillvalue=""))) and _regions_agree(one, other)
    return named and (not one.levels or not other.levels or bool(one.levels & other.levels))

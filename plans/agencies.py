"""The bodies of the State, the Party and the unions as plans name them, and when two names mean the same body.

A name is a stem ("Hội Liên hiệp Phụ nữ"), sometimes a level ("tỉnh", "các huyện, thành phố"), a place and an owner
("Ban Thường vụ" of "Tỉnh ủy"). Stems: `data/agencies.csv`, `data/fields.csv`; what they lack is read by grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import starmap, zip_longest
from operator import attrgetter

from plans.abbreviations import Word, expand, placed
from plans.bodies import REGION, BodyReader, Mention, after_colon, length_of
from plans.grouping import group_openings
from plans.likeness import alike, of_branch
from plans.model import Span
from plans.naming import name_openings
from plans.numerals import number
from plans.tables import Openings, rows
from plans.text import fold, has_marks, squeeze, syllables

__all__ = [
    "Mention",
    "canonical",
    "each_agency",
    "expand",
    "find_agencies",
    "levels_of",
    "part_and_owner",
    "same_agency",
]


_FORM = attrgetter("form")
_HEADS = frozenset({"các", "sở", "bộ"})  # what may stand before departments listed behind a colon


_FEDERATION = {"cong doan": "lien doan lao dong"}  # what the union is called above the communes
_OF_FEDERATION = frozenset({"tỉnh", "huyện"})

_Reading = Callable[[BodyReader, int], tuple[Mention | None, int]]


@cache
def _readings(folded: bool, capital: bool) -> dict[str, list[tuple[_Reading, frozenset[str] | None]]]:
    """Return what a word may begin, a body, a group or departments behind a colon, and which words must follow it."""
    heads = map(fold, _HEADS) if folded else _HEADS
    every: tuple[tuple[_Reading, Openings], ...] = (
        (BodyReader.body, name_openings(folded, capital)),
        (BodyReader.group, {} if folded else group_openings()),
        (after_colon, dict.fromkeys(heads)),
    )
    table: dict[str, list[tuple[_Reading, frozenset[str] | None]]] = {}
    for read, begin in every:
        for word, behind in begin.items():
            table.setdefault(word, []).append((read, behind))
    return table


def _begun(words: list[Word], folded: bool) -> list[tuple[int, list[_Reading]]]:
    """Return the words that may begin a body or a group, and what is to be read there."""
    small, large = _readings(folded, folded), _readings(folded, True)
    forms = [*map(_FORM, words)]
    forms = [*map(fold, forms)] if folded else forms
    begun = []
    for at in [at for at, form in enumerate(forms) if form in large and not words[at].inner]:
        after = forms[at + 1] if at + 1 < len(forms) else ""
        readings = large[forms[at]] if words[at].capital else small.get(forms[at], ())
        if fitting := [read for read, behind in readings if behind is None or after in behind]:
            begun.append((at, fitting))
    return begun


def _mentions(text: str, folded: bool, shift: int = 0) -> Iterator[Mention]:
    found = placed(text)
    begun = _begun(found.words, folded)
    if not begun:
        return
    reader = BodyReader(text, found, found.words, folded, shift)
    behind = 0
    for at, readings in begun:
        if at < behind:  # inside the name before
            continue
        mention, size = max([read(reader, at) for read in readings], key=length_of)
        behind = at + size
        if mention:
            yield mention
            for more, taken in reader.listed(mention, behind):
                yield more
                behind += taken


def find_agencies(text: str, folded: bool = False, shift: int = 0) -> list[Mention]:
    """Return the bodies and groups `text` names, in order, the longest name at each place.

    `folded` reads a question typed without marks; otherwise names need their marks. `shift` is where `text` begins in
    the text that the spans count in.
    """
    return list(_mentions(text, folded, shift))


def each_agency(text: str) -> Iterator[Mention]:
    """Yield the bodies and groups `text` names, found one after the other as they are asked for."""
    return _mentions(text, folded=False)


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
    """Stems for comparing; "ngành Y tế" stands for "Sở Y tế", "Công đoàn tỉnh" for "Liên đoàn Lao động tỉnh"."""
    above = len(mention.stems) == 1 and mention.levels and mention.levels <= _OF_FEDERATION
    keys = (_FEDERATION.get(key, key) if above else key for key in map(_key, mention.stems))
    return tuple(_bodies().get(key, key) for key in keys)


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
    regions = {number(mention.place) for mention in (one, other) if f" {REGION} " in mention.name} - {0}
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

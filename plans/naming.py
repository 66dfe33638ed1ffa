"""Names of bodies without level, place and owner: those of the tables, and those only grammar knows.

"Sở Kinh tế và Hợp tác xã" stands in no table: a head ("Sở", "Chi cục", "Trung tâm" …) followed by capitalised words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from plans.abbreviations import Word, fields
from plans.tables import Openings, openings, phrases, rows, word_list
from plans.text import fold, syllables

_FIELD_HEADS = (
    ("Sở", "tỉnh", "department"),
    ("Bộ", "trung ương", "ministry"),
    ("Phòng", "huyện", "department"),
    ("Ngành", "tỉnh", "department"),
)


@dataclass(frozen=True, slots=True)
class Stem:
    """A body's own name: its usual level, whether a level after it belongs to it, whether an owner may follow.

    `part` marks a common word ("văn phòng") that names a body only with its owner or a capital.
    """

    name: str
    level: str = ""
    varies: bool = True
    owned: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Branch:
    """Names by their words: those that end here, an earlier row first, and the words that may follow."""

    names: list[tuple[Stem, bool]] = field(default_factory=list)
    below: dict[str, _Branch] = field(default_factory=dict)


@cache
def _listed() -> list[tuple[str, Stem]]:
    found = [
        (spelling, Stem(row["name"], row["level"], bool(row["varies"]), bool(row["takes"]), row["takes"] == "part"))
        for row in rows("agencies")
        for spelling in (row["name"], *filter(None, row["aliases"].split("|")))
    ]
    for row in fields():
        for head, level, kept in _FIELD_HEADS:
            stem = Stem(f"{head} {row['field']}", level, varies=head == "Phòng")
            found += [(f"{head} {spelling}", stem) for spelling in _spellings(row) if row[kept]]
    return found


def _spellings(row: dict[str, str]) -> tuple[str, ...]:
    return (row["field"], *filter(None, row["aliases"].split("|")))


def spellings() -> list[str]:
    """Return every spelling of a body's name that the tables hold."""
    return [spelling for spelling, _ in _listed()]


@cache
def _table(folded: bool) -> _Branch:
    return _indexed(_listed(), folded)


@cache
def _fields(head: str, folded: bool) -> _Branch:
    kept = "department" if head == "Sở" else "ministry"
    rows = [(spelling, Stem(row["field"])) for row in fields() if row[kept] for spelling in _spellings(row)]
    return _indexed(rows, folded)


def _indexed(stems: list[tuple[str, Stem]], folded: bool) -> _Branch:
    """Return the tree of spellings by their words.

    With each stands whether a comma or a dash may stand inside: not in "Đảng ủy", as "Đảng, Ủy ban" are two.
    """
    root = _Branch()
    for spelling, stem in stems:
        branch = root
        for word in syllables(spelling):
            branch = branch.below.setdefault(fold(word) if folded else word, _Branch())
        branch.names.append((stem, any(mark in spelling + stem.name for mark in (",", "-", "/", " và "))))
    return root


def _longest(branch: _Branch, found: list[Word], at: int, folded: bool) -> tuple[Stem | None, int]:
    longest: tuple[Stem | None, int] = None, 0
    end, gap = at, 0
    while end < len(found):
        word = found[end]
        below = branch.below.get(fold(word.form) if folded else word.form)
        if below is None:
            break
        gap = max(gap, word.gap) if end > at else 0
        branch, end = below, end + 1
        if not branch.names:
            continue
        ending = (s for s, joined in branch.names if gap <= joined and (s.owned or _ends_whole(found, end)))
        if (stem := next(ending, None)) and not _is_member(found, end):
            longest = stem, end - at
    return longest


def _is_member(found: list[Word], end: int) -> bool:
    """Say whether the name before word `end` goes on to a person of that body: "Tỉnh ủy viên", "Thanh tra viên"."""
    after = [word.form for word in found[end : end + 2]]
    return after[:1] == ["viên"] and not (found[end].gap or found[end].capital) and after[1:] != ["chức"]


def name_openings(folded: bool, capital: bool) -> Openings:
    """Return how a name begins that is listed, or, where its first word has a `capital`, one that grammar reads."""
    listed = (syllables(spelling) for spelling in spellings())
    heads = chain.from_iterable(phrases("heads").values()) if capital and not folded else ()
    return openings([*([*map(fold, words)] if folded else words for words in listed), *heads])


def _ends_whole(found: list[Word], end: int) -> bool:
    """Say whether a name that stops before word `end` leaves no part of an abbreviation behind."""
    return not 0 < end < len(found) or not found[end].inner


def compounded(found: list[Word], at: int) -> bool:
    """Say whether word `at` goes with the one before it: the "sở" of "cơ sở"."""
    word, before = found[at], found[at - 1]
    if at == 0 or word.gap or (word.capital and not before.shown.isupper()):
        return False
    return before.form in word_list(f"before {'sở' if word.form == 'so' else word.form}")


def listed_stem_at(found: list[Word], at: int, folded: bool) -> tuple[Stem | None, int]:
    """Return the longest name of the tables that starts at word `at`, and its number of words."""
    return (None, 0) if compounded(found, at) else _longest(_table(folded), found, at, folded)


def next_field_at(found: list[Word], at: int, head: str, folded: bool) -> tuple[Stem | None, int]:
    """Return the field of a `head` ("Sở", "Bộ") named at word `at`: "Y tế" of "các Sở Nội vụ, Y tế"."""
    if at >= len(found) or not (folded or found[at].capital):
        return None, 0
    return _longest(_fields(head, folded), found, at, folded)


def head_size(found: list[Word], at: int) -> int:
    """Return how many words the head of a body's name ("Chi cục") takes at word `at`, 0 when none stands there."""
    for head in phrases("heads").get(found[at].form, ()) if found[at].capital and not compounded(found, at) else ():
        run = found[at : at + len(head)]
        if tuple(word.form for word in run) == head and all(word.gap == 0 for word in run[1:]):
            return len(head)
    return 0


def stem_at(found: list[Word], at: int) -> tuple[Stem | None, int]:
    """Return the name that grammar reads at word `at`: a head and the capitalised words that belong to it.

    In a line all in capitals, capitals tell nothing: only "SỞ" is read there.
    """
    head = head_size(found, at)
    size = _name_size(found, at + head) if head else 0
    if (
        not size
        or not _ends_whole(found, at + head + size)
        or " ".join(word.form for word in found[at : at + 2]) in word_list("not bodies")
    ):
        return None, 0
    run = found[at : at + head + size]
    if run[0].shown.isupper():
        return (Stem(joined(run).capitalize()), head + size) if run[0].form == "sở" else (None, 0)
    return Stem(joined(run), owned=run[0].form in word_list("owned heads")), head + size


def joined(run: list[Word]) -> str:
    """Return words as one name, the dashes and commas between them kept."""
    marks = ("", *(" - " if word.dashed else ", " if word.gap else " " for word in run[1:]))
    return "".join(mark + word.shown for mark, word in zip(marks, run, strict=True))


def _name_size(found: list[Word], at: int) -> int:
    """Count the words of a name that starts with a capital at `at`.

    One lower-case word may follow a capital ("Hải quan"), more only where the name ends the line or goes on with one.
    """
    if at >= len(found) or not found[at].capital or found[at].gap or found[at].opens_line:
        return 0
    taken, size = 1, 1
    while at + size < len(found) and size < 14 and _continues(found, at + size):
        if _finishes(found, at + size):
            taken = size = size + 2
            continue
        size += 1
        word, before = found[at + size - 1], found[at + size - 2]
        if word.capital or (before.capital and word.form != "và"):
            taken = size
    return size if size - taken < _reach(found, at + size) and found[at + size - 1].form != "và" else taken


def _reach(found: list[Word], end: int) -> int:
    """Return one more than the small words a name may close with before word `end`: few where nothing shows its end."""
    after = found[end] if end < len(found) else None
    if after and not after.gap and (_stops(found, end) or _of_another(found, end) or after.form == "của"):
        return 5
    return 4 if after is None or after.gap == 2 or after.capital else 1


def _continues(found: list[Word], at: int) -> bool:
    word = found[at]
    if word.gap == 1:
        return word.capital and _enumerates(found, at)
    is_level = word.form in {"tỉnh", "thành", "huyện", "khu"} and word.capital
    if (word.opens_line and word.capital) or _of_another(found, at):
        return False
    if _finishes(found, at):
        return True
    if word.gap or is_level or word.form.isdigit() or _begins_another(found, at):
        return False
    return word.capital or not _stops(found, at)


def _of_another(found: list[Word], at: int) -> bool:
    """Say whether the owner of what is named follows: behind "của", or a department typed "sở GD"."""
    after = found[at + 1] if at + 1 < len(found) else None
    own = found[at].shown == "sở" and not compounded(found, at)  # not that of "cơ sở"
    return (found[at].form == "của" or own) and after is not None and after.capital


def _stops(found: list[Word], at: int) -> bool:
    """Say whether the small word `at` is past the name: the level behind it, or what the body does.

    Of a compound begun with a capital it is the second half: "chủ" of "Dân chủ", "quyết" of "Giải quyết".
    """
    word = found[at]
    if found[at - 1].form == "người" and not word.gap:  # "người tham gia", "người nộp thuế": whom it works for
        return False
    if opener_at(found, at) or (word.form in word_list("levels behind") and not _joins_neighbours(found, at)):
        return True
    return word.form in word_list("predicates") and not _is_second_half(found, at)


def _joins_neighbours(found: list[Word], at: int) -> bool:
    """Say whether word `at` goes with its neighbours: the "xã" of "hợp tác xã", of "xã hội"."""
    form, after = found[at].form, found[at + 1].form if at + 1 < len(found) else ""
    return found[at - 1].form in word_list(f"before {form}") or after in word_list(f"after {form}")


def _is_second_half(found: list[Word], at: int) -> bool:
    """Say whether a compound ends with word `at`: one in the table, or one whose first syllable alone has a capital."""
    before, first = found[at - 1], found[at - 2] if at > 1 else None
    alone = not (first and first.capital and not before.gap and not _follows_head(found, at - 1))
    lone = before.capital and not before.shown.isupper() and alone  # "XIX" begins no compound
    return lone or f"{before.form} {found[at].form}" in word_list("compounds")


def _follows_head(found: list[Word], at: int) -> bool:
    """Say whether the head of a body's name ends right before word `at`."""
    return any(at - size >= 0 and head_size(found, at - size) == size for size in (1, 2, 3))


def opener_at(found: list[Word], at: int) -> bool:
    """Say whether a verb or a function word stands whole at word `at`: "chủ trì", not the "chủ" of "dân chủ"."""
    return any(
        tuple(word.form for word in found[at : at + len(opener)]) == opener
        and not any(word.gap or word.capital for word in found[at + 1 : at + len(opener)])
        for opener in phrases("openers").get(found[at].form, ())
    )


def _finishes(found: list[Word], at: int) -> bool:
    """Say whether two words that look like a predicate end a name: "giao thông", "xây dựng" after "Quản lý"."""
    pair, before = (" ".join(word.form for word in found[max(0, i) : i + 2]) for i in (at, at - 2))
    loose = at + 1 >= len(found) or found[at].gap or found[at + 1].gap or found[at].capital
    return not loose and (
        pair in word_list("no predicates")
        or f"{before} {pair}" in word_list("of four syllables")
        or (pair in word_list("deeds") and before in word_list("unfinished"))
    )


def _begins_another(found: list[Word], at: int) -> bool:
    """Say whether another body's name begins at word `at`: a head and a capital after it, not "Hải Phòng"."""
    after = at + head_size(found, at)
    return at < after < len(found) and found[after].capital and found[after].gap == 0


def _enumerates(found: list[Word], at: int) -> bool:
    """Say whether the comma or dash before word `at` stands inside one name: "Kinh tế, Hạ tầng và Đô thị"."""
    if head_size(found, at):
        return False
    rest = found[at + 1 : at + 7]
    last = next((i for i, word in enumerate(rest) if word.form == "và"), len(rest))
    closed = last + 1 < len(rest) and rest[last + 1].capital and all(word.gap < 2 for word in rest[: last + 2])
    return closed or found[at].dashed

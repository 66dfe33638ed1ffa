"""Groups that bind many: "Các sở, ban, ngành", "các cấp Hội", "Thủ trưởng các cơ quan, đơn vị có liên quan"."""

from __future__ import annotations

from itertools import chain

from plans.abbreviations import Word
from plans.naming import compounded
from plans.tables import Openings, openings, phrases, word_list

_MOST_NOUNS = 20  # of one group; documents print six
_DETERMINERS = frozenset({"các", "những", "mọi"})


def _form(word: Word) -> str:
    return "tỉnh" if word.form == "tinh" else word.form


def _phrase_at(listed: str, found: list[Word], at: int) -> tuple[str, ...]:
    """Return the longest phrase of the list `listed` that stands at word `at`."""
    for phrase in phrases(listed).get(_form(found[at]), ()) if at < len(found) else ():
        if len(phrase) == 1 or _goes_on(found, at, phrase):
            return phrase
    return ()


def _goes_on(found: list[Word], at: int, phrase: tuple[str, ...]) -> bool:
    """Say whether the words behind word `at` are those behind a phrase's first."""
    rest = found[at + 1 : at + len(phrase)]
    if not rest or _form(rest[0]) != phrase[1]:  # most are told by one look
        return False
    return tuple(map(_form, rest)) == phrase[1:] and all([word.gap < 2 for word in rest])


def group_openings() -> Openings:
    """Return how a group begins: with leaders, with a noun, or with a determiner before one."""
    nouns = [*chain.from_iterable(phrases("group nouns").values())]
    leaders = chain.from_iterable(phrases("leaders").values())
    determined = ((determiner, noun[0]) for determiner in _DETERMINERS for noun in nouns)
    begin = openings([*leaders, *nouns, *determined])
    known = {word: behind | {"tinh"} if behind and "tỉnh" in behind else behind for word, behind in begin.items()}
    return known | {"tinh": known["tỉnh"]} if "tỉnh" in known else known


def _noun_at(found: list[Word], at: int) -> tuple[str, int]:
    noun = _phrase_at("group nouns", found, at)
    after = found[at + len(noun)] if at + len(noun) < len(found) else None
    name = " ".join(noun)
    member = after is not None and after.form == "viên"  # "các tỉnh ủy viên" are people
    if after and not after.gap and (member or after.form in word_list(f"after {name}")):
        return "", 0
    return name, len(noun)


def _nouns_at(found: list[Word], at: int) -> tuple[list[str], int]:
    """Return the nouns listed from word `at` with commas, "và" and repeated "các", and how many words they take."""
    nouns: list[str] = []
    size = 0
    while at + size < len(found) and len(nouns) < _MOST_NOUNS:
        skip = size
        if nouns and found[at + skip].gap == 0 and found[at + skip].form in {"và", "hoặc"}:
            skip += 1
        elif nouns and found[at + skip].gap != 1 and not _runs_on(nouns[-1], found[at + skip]):
            break
        if nouns and at + skip < len(found) and found[at + skip].form in _DETERMINERS:
            skip += 1
        noun, length = _noun_at(found, at + skip) if at + skip < len(found) else ("", 0)
        if not noun:
            break
        nouns.append(noun)
        size = skip + length
    return nouns, size


def _runs_on(noun: str, word: Word) -> bool:
    """Say whether nouns follow each other without a comma: "các sở ban ngành"."""
    return noun in word_list("run together") and (word.form in word_list("run together") or word.form == "đoàn")


def group_at(found: list[Word], at: int) -> int:
    """Return how many words the group that starts at word `at` takes, 0 when none starts there."""
    lead = len(_phrase_at("leaders", found, at))
    determined = at + lead < len(found) and found[at + lead].form in _DETERMINERS
    nouns, size = ([], 0) if compounded(found, at) else _nouns_at(found, at + lead + determined)
    if not nouns or not (determined or (_stands_alone(nouns) and not _tells_where(found, at))):
        return 0
    if len(nouns) == 1 and nouns[0] in word_list("weak nouns"):
        return 0
    size += lead + determined
    while more := _modifier_at(found, at + size):
        size += more
    return size


def _tells_where(found: list[Word], at: int) -> bool:
    """Say whether a level behind "địa bàn" or "toàn" tells where: "trên địa bàn thành phố, các sở …"."""
    return at > 0 and not found[at].gap and found[at - 1].form in {"bàn", "toàn"}


def _stands_alone(nouns: list[str]) -> bool:
    return len(nouns) > 2 or (len(nouns) > 1 and nouns[0] in word_list("bare nouns"))


def _modifier_at(found: list[Word], at: int) -> int:
    return len(_phrase_at("modifiers", found, at)) if at < len(found) and found[at].gap == 0 else 0

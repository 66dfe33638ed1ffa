"""Two kinds of people or places held side by side: "hộ nghèo và hộ cận nghèo"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.glossary import spelled_out
from plans.provinces import find_provinces
from plans.text import syllables
from retrieval.answer import Claim
from retrieval.draft import Draft, Material
from retrieval.topic import topic_of

# What asks for a comparison, before or behind what is compared.
COMPARING = re.compile(
    r"\b(?:hãy |nhờ )?(?:so sánh|đối chiếu|so giúp|phân biệt)\b"
    r"|\b(?:thì )?(?:có )?(?:gì )?(?:khác|giống) (?:nhau(?! giữa)|gì|biệt).*$|^khác nhau (?=giữa)"
    r"|\b(?:thì )?(?:chênh(?: lệch)?|hơn kém)(?: nhau)?(?: (?:bao nhiêu|sao|ra sao|(?:như )?thế nào|mấy|không).*)?\W*$"
    r"|\b(?:thì )?(?:bên|khoản|mức|cái|loại|nhóm|đợt|nơi|cấp|giải|vòng|khu|chỗ) nào [^,;]{0,20}\bhơn\W*$"
    r"|\s(?:thì )?(?:thế nào|ra sao|như thế nào|là bao nhiêu)\W*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:trong|theo|ở|tại|của)\s+(?:kế hoạch|văn bản|chương trình|quyết định|chỉ thị)\b.*$", re.IGNORECASE
)
_DONE = re.compile(r"\s+(?:được|phải|có|thì|là|sẽ|bị)\s.*$", re.IGNORECASE)  # what is said of the second
_AT = re.compile(r"\s+(?:ở|tại|của)\s+(?:tỉnh\s+|thành phố\s+)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?:giữa|của) )?[^\W\d_]+(?: [^\W\d_]+)? \d+(?![\w/])")
_OF_BOTH = frozenset(  # how goes on what is asked of both
    ("tiền", "mức", "số", "kinh", "chi", "giá", "công", "học", "hạn", "thời", "được", "phải", "có", "trả", "nhận", "đi")
)
_LETTER = re.compile(r"[A-ZĐ]|\d{1,2}|[IVX]+")
_BRACKETS = re.compile(r"[()]")
_AND = re.compile(r",?\s+(?:và|với|so với)\s+(?:(?:của|cho|đối với|ở)\s+)?", re.IGNORECASE)
_OF = re.compile(r"^.*\b(?:của|giữa|cho|đối với|ở|tại|về)\s+", re.IGNORECASE)
LONGEST = 8  # syllables of the name of a kind of people or places


def populations(asked: str) -> tuple[str, str] | None:
    """Return the two kinds a question compares, None where it names no two.

    The first begins behind "của", "cho" or with the word the second begins with: "hỗ trợ hộ nghèo và hộ cận nghèo".
    """
    parts = _halved(_BRACKETS.sub(" ", asked))
    if not parts:
        return None
    before, second = parts[0], _without_place(_DONE.sub("", parts[1]))
    numbered = [_NUMBERED.match(part) for part in (before, second)]
    if all(numbered):  # "đợt 1 và đợt 3 diệt lăng quăng": what follows is said of both
        before, second = (found[0] for found in numbered if found)
    head = second.split()[0]
    again = re.search(rf".*\b({re.escape(head)}\b.*)$", before, re.IGNORECASE)
    first = again[1] if again else _OF.sub("", before)
    second = _as_long(first, second) if again else second
    if both := _lettered(before, second):
        return both
    named = again is not None or first != before
    short = max(len(first.split()), len(second.split())) <= LONGEST
    return (first, second) if named and short and syllables(first) != syllables(second) else None


def _as_long(first: str, second: str) -> str:
    """Return a second name without what is asked of both: "giải Ba cấp tỉnh với giải Ba cấp cụm tiền thưởng".

    Behind the words that both names have it has as many of its own as the first.
    """
    ours, theirs = first.lower().split(), second.lower().split()
    shared = next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), 0)
    longer = 0 < shared < len(ours) < len(theirs) and ours[-1] != theirs[-1]
    apart = longer and (shared > 1 or theirs[len(ours)] in _OF_BOTH)
    return " ".join(second.split()[: len(ours)]) if apart else second


def _lettered(before: str, second: str) -> tuple[str, str] | None:
    """Return two names of which only the first prints the kind: "mức của nhóm A và B"."""
    kind, letter = before.split()[-2:] if len(before.split()) > 1 else ("", "")
    alike = kind and _LETTER.fullmatch(letter) and _LETTER.fullmatch(second)
    return (f"{kind} {letter}", f"{kind} {second}") if alike else None


def _halved(asked: str) -> tuple[str, str] | None:
    """Return what a comparison names before and behind the one word that joins both, None where none does."""
    parts = [part.strip() for part in _AND.split(_TAIL.sub("", COMPARING.sub(" ", asked).strip(" ?.!")))]
    return (parts[0], parts[1]) if len(parts) == 2 and parts[1] else None


def _without_place(name: str) -> str:
    """Return a name without the province it is said to be of: "cấp huyện ở Bắc Giang"."""
    at = next((m.span.start for m in find_provinces(name) if m.span.end == len(name)), len(name))
    where = _AT.search(name[:at]) if at < len(name) else None
    return name[: where.start()] if where else name


def understood(material: Material, names: Sequence[str]) -> bool:
    """Say whether every word of the names was read: of a word nobody knows no plan can be said to be silent."""
    return all(word in material.question.topic for name in names for word in topic_of(name, (), "compare"))


def side_of(material: Material, name: str, other: str) -> Material:
    """Return the material to write the side of one kind from: the question without the words of the other kind."""
    own = syllables(name)
    left = tuple(w for w in material.question.topic if w in own or w not in syllables(other))
    topic = tuple(dict.fromkeys((*left, *own)))
    return replace(material, question=replace(material.question, topic=topic))


def speaks_of(claim: Claim, name: str) -> bool:
    """Say whether a statement, or a heading over it, prints the name of a kind of people or places."""
    cited = claim.citations[0]
    text = spelled_out(f"{cited.plan.titles_over(cited.section.id)} {claim.text}", cited.plan.text)
    return f" {' '.join(syllables(name))} " in f" {' '.join(syllables(text))} "


def _told(names: Sequence[str], drafts: Sequence[Draft]) -> list[list[Claim]]:
    """Return what is said of each kind by its name, else by the words of it that the other has not: "đợt (hè)"."""
    own = [[word for word in syllables(name) if word not in syllables(other)] for name, other in (names, names[::-1])]
    exact = [_of(draft, name) for draft, name in zip(drafts, names, strict=True)]
    loose = [_of(draft, " ".join(words)) for draft, words in zip(drafts, own, strict=True)]
    return loose if not all(exact) and all(loose) and all(own) else exact


def _of(draft: Draft, name: str) -> list[Claim]:
    return [claim for claim in draft.claims if speaks_of(claim, name)]


def beside(names: Sequence[str], drafts: Sequence[Draft]) -> Draft:
    """Put what is said of each kind under its name; one statement about both kinds is told once, under both names.

    Plans that speak of both are taken before those that speak of one.
    """
    told = _told(names, drafts)
    of_both = set.intersection(*({claim.citations[0].plan.id for claim in side} for side in told))
    kept = [[claim for claim in side if not of_both or claim.citations[0].plan.id in of_both] for side in told]
    named: dict[tuple[str, str], tuple[Claim, list[str]]] = {}
    for name, side in zip(names, kept, strict=True):
        for claim in side:
            of = named.setdefault((claim.citations[0].plan.id, claim.text), (claim, []))[1]
            of += [name] if name not in of else []
    claims = tuple(replace(claim, lead=f"{' và '.join(of)} — {claim.lead}") for claim, of in named.values())
    silent = tuple(f"{name}: không quy định." for name, side in zip(names, kept, strict=True) if not side)
    return Draft(claims, silent if claims else ())

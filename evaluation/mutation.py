"""The trial of who judges: planted errors must be found, harmless re-formatting must be left alone.

Tried are the scorer of this package and the product's own verifier, each on sentences of plans and what they cite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from evaluation.intervals import Rate
from evaluation.items import typed
from evaluation.record import Cited
from evaluation.support import Judge, clauses
from plans.model import Plan, Section
from plans.text import sentences
from retrieval.answer import Citation, Claim
from retrieval.draft import spoken
from retrieval.verify import ZONES, supported

FEWEST = 6  # words of a sentence worth trying
BORROWED = "borrowed"  # a figure of the sentence beside it: the hard case, counted apart
Change = Callable[[str, Random], str | None]
_FULL = re.compile(r"\b(\d{1,2})(/| tháng )(\d{1,2})\b(?![/.,]?\d{1,2}(?!\d))")
_COUNT = re.compile(r"(?<![\d./,-])(\d{1,3}(?:\.\d{3})+|\d{2,4})(?=( ?%| [a-zđà-ỹ]))(?! tháng)")
_DOCUMENT = re.compile(r"\b(\d{1,4})(?=(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ]*[-/][A-ZĐ])")
_BODY = re.compile(r"\b(?:Sở (?:Y tế|Nội vụ|Tài chính|Tư pháp|Xây dựng)|Công an tỉnh|Ban Dân tộc|Hội LHPN tỉnh)\b")
_VERB = re.compile(r"\b(triển khai|tổ chức|phối hợp|tăng cường|hướng dẫn|báo cáo|xây dựng|thực hiện|bố trí)\b")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)[.)]\s+")
_OTHERS = ("Sở Ngoại vụ", "Sở Du lịch", "Cục Hải quan", "Kho bạc Nhà nước", "Ban Tôn giáo", "Sở Công Thương")


@dataclass(frozen=True)
class Trial:
    """How many texts of one kind were tried and how many the judge called unsupported."""

    name: str
    corrupt: bool
    flagged: Rate


@dataclass(frozen=True)
class Place:
    """A true statement, the text it cites, and who says whether a statement is supported there."""

    stated: str
    text: str
    supports: Callable[[str], bool]


def trials(places: Sequence[Place], seed: int = 7) -> list[Trial]:
    """Plant every kind of error and of harmless change in the statements of `places` and have them judged."""
    random = Random(seed)
    tried = [_tried(name, True, change, places, random) for name, change in _CORRUPTIONS.items()]
    tried += [_tried_elsewhere(places, random), _tried_neighbours(places)]
    return tried + [_tried(name, False, change, places, random) for name, change in _HARMLESS.items()]


def of_scorer(texts: Mapping[str, str]) -> list[Place]:
    """Return the sentences of `texts`, judged by the scorer against their paragraph and its neighbours."""
    judge = Judge(texts)
    return [
        Place(sentence, cited.text, partial(_judged, judge, cited))
        for name, text in texts.items()
        for sentence, cited in _sentences(name, text)
    ]


def _judged(judge: Judge, cited: Cited, statement: str) -> bool:
    return judge.judged(statement, [cited]).supported


def of_verifier(plans: Iterable[Plan]) -> list[Place]:
    """Return the sentences of `plans`, judged by the product's verifier against the section they stand in."""
    return [place for plan in plans for section in plan.walk() for place in _in_section(plan, section)]


def _in_section(plan: Plan, section: Section) -> Iterator[Place]:
    text = plan.quote(section.own)
    if section.kind in (*ZONES, "table") or not text.strip():
        return
    citation = Citation(plan, section, section.own)
    for start, end in sentences(text):
        if len(text[start:end].split()) >= FEWEST:
            yield Place(_NUMBERED.sub("", spoken(text[start:end])), text, partial(_verified, citation))


def _verified(citation: Citation, statement: str) -> bool:
    return supported(Claim(statement, (citation,)))


def totals(tried: Sequence[Trial]) -> tuple[Rate, Rate]:
    """Return the share of errors caught and of harmless changes flagged; the hard case is told apart from them."""
    caught, alarms = (
        [t.flagged for t in tried if t.corrupt is corrupt and t.name != BORROWED] for corrupt in (True, False)
    )
    return _summed(caught), _summed(alarms)


def _summed(rates: list[Rate]) -> Rate:
    return Rate(sum(rate.hits for rate in rates), sum(rate.total for rate in rates))


def _sentences(name: str, text: str) -> Iterator[tuple[str, Cited]]:
    paragraphs = [m for m in re.finditer(r"\S[^\n]{40,}", text)]
    for at, paragraph in enumerate(paragraphs):
        around = paragraphs[max(0, at - 1) : at + 2]
        section = text[around[0].start() : around[-1].end()]
        cited = Cited(1, "", name, str(at), "", "", paragraph[0], paragraph.start(), paragraph.end(), section)
        yield from ((clause, cited) for clause in clauses(paragraph[0]) if len(clause.split()) >= FEWEST)


def _tried(name: str, corrupt: bool, change: Change, places: Sequence[Place], random: Random) -> Trial:
    changed = [(new, place) for place in places if (new := _changed(change, place, random))]
    flagged = sum(not place.supports(text) for text, place in changed)
    return Trial(name, corrupt, Rate(flagged, len(changed)))


def _changed(change: Change, place: Place, random: Random) -> str | None:
    new = change(place.stated, random)
    return new if new and " ".join(new.split()) not in " ".join(place.text.split()) else None


def _tried_elsewhere(places: Sequence[Place], random: Random) -> Trial:
    """Try statements with figures against a place drawn at random that does not have them."""
    flagged = total = 0
    for place in places:
        other = random.choice(places)
        stated = typed(place.stated)
        if stated and place.stated not in other.text and place.text != other.text and not stated <= typed(other.text):
            total += 1
            flagged += not other.supports(place.stated)
    return Trial("wrong section", True, Rate(flagged, total))


def _tried_neighbours(places: Sequence[Place]) -> Trial:
    """Try the hard case: a day or a count borrowed from another sentence of the same text."""
    changed = [(new, place) for place in places for new in _borrowed(place)]
    return Trial(BORROWED, True, Rate(sum(not place.supports(new) for new, place in changed), len(changed)))


def _borrowed(place: Place) -> Iterator[str]:
    rest = " ".join(place.text.split()).replace(" ".join(place.stated.split()), " ")
    for pattern in (_FULL, _COUNT):
        own = pattern.search(place.stated)
        others = [found[0] for found in pattern.finditer(rest) if own and found[0] != own[0]]
        if own and others and others[0] not in place.stated:
            yield place.stated[: own.start()] + others[0] + place.stated[own.end() :]


def _day(text: str, random: Random) -> str | None:
    return _replaced(_FULL, text, lambda m: f"{int(m[1]) % 28 + 1:02d}{m[2]}{m[3]}")


def _month(text: str, random: Random) -> str | None:
    return _replaced(_FULL, text, lambda m: f"{m[1]}{m[2]}{int(m[3]) % 12 + 1:02d}")


def _number(text: str, random: Random) -> str | None:
    return _replaced(_COUNT, text, lambda m: f"{m[1][:-1]}{(int(m[1][-1]) + 3) % 10}" if m[1][:2] != "20" else m[1])


def _document(text: str, random: Random) -> str | None:
    return _replaced(_DOCUMENT, text, lambda m: str(int(m[1]) + 1))


def _agency(text: str, random: Random) -> str | None:
    return _replaced(_BODY, text, lambda m: random.choice(_OTHERS))


def _denied(text: str, random: Random) -> str | None:
    if re.search(r"\bkhông (?!những|chỉ|ngừng|gian)", text):
        return re.sub(r"\bkhông (?!những|chỉ|ngừng|gian)", "", text, count=1)
    return _replaced(_VERB, text, lambda m: f"không {m[1]}")


def _replaced(pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str]], str]) -> str | None:
    changed = pattern.sub(new, text, count=1)
    return changed if changed != text else None


def _swapped_words(table: tuple[tuple[str, str], ...], text: str, random: Random) -> str | None:
    for old, new in table:
        if (changed := re.sub(rf"(?<![-/\w]){re.escape(old)}(?!\w)", new, text)) != text:
            return changed
    return None


def _long_date(text: str, random: Random) -> str | None:
    return _replaced(
        re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), text, lambda m: f"{m[1]} tháng {int(m[2])} năm {m[3]}"
    )


def _short_date(text: str, random: Random) -> str | None:
    pattern = re.compile(r"\b(\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b")
    return _replaced(pattern, text, lambda m: f"{int(m[1]):02d}/{int(m[2]):02d}/{m[3]}")


_WORDS = (
    ("Hội LHPN", "Hội Liên hiệp Phụ nữ"),
    ("Ủy ban nhân dân", "UBND"),
    ("UBND", "Ủy ban nhân dân"),
    ("Lao động - Thương binh và Xã hội", "LĐTBXH"),
    ("hàng năm", "hằng năm"),
)
_CORRUPTIONS: dict[str, Change] = {
    "day": _day,
    "month": _month,
    "number": _number,
    "document number": _document,
    "agency": _agency,
    "polarity": _denied,
}
_HARMLESS: dict[str, Change] = {
    "copy, other marks": lambda text, random: f"“{text.rstrip('.;')}”",
    "date written out": _long_date,
    "date in figures": _short_date,
    "abbreviation": partial(_swapped_words, _WORDS),
    "lower case": lambda text, random: text.lower(),
    "said to be so": lambda text, random: f"Theo kế hoạch, {text}",
}

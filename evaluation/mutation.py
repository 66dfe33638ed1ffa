"""The trial of the judge itself: planted errors it must find, harmless re-formatting it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from evaluation.intervals import Rate
from evaluation.items import typed
from evaluation.record import Cited
from evaluation.support import Judge, clauses

Change = Callable[[str, Random], str | None]
_FULL = re.compile(r"\b(\d{1,2})(/| tháng )(\d{1,2})\b(?![/.,]?\d{1,2}(?!\d))")
_COUNT = re.compile(r"(?<![\d./,-])(\d{1,3}(?:\.\d{3})+|\d{2,4})(?=( ?%| [a-zđà-ỹ]))(?! tháng)")
_DOCUMENT = re.compile(r"\b(\d{1,4})(?=(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ]*[-/][A-ZĐ])")
_BODY = re.compile(r"\b(?:Sở (?:Y tế|Nội vụ|Tài chính|Tư pháp|Xây dựng)|Công an tỉnh|Ban Dân tộc|Hội LHPN tỉnh)\b")
_VERB = re.compile(r"\b(triển khai|tổ chức|phối hợp|tăng cường|hướng dẫn|báo cáo|xây dựng|thực hiện|bố trí)\b")
_OTHERS = ("Sở Ngoại vụ", "Sở Du lịch", "Cục Hải quan", "Kho bạc Nhà nước", "Ban Tôn giáo", "Sở Công Thương")


@dataclass(frozen=True)
class Trial:
    """How many texts of one kind were tried and how many the judge called unsupported."""

    name: str
    corrupt: bool
    flagged: Rate


def trials(texts: Mapping[str, str], seed: int = 7) -> list[Trial]:
    """Plant every kind of error and of harmless change in the sentences of `texts` and judge them."""
    judge, random = Judge(texts), Random(seed)
    places = [(sentence, cited) for name, text in texts.items() for sentence, cited in _sentences(name, text)]
    tried = [_tried(judge, name, True, change, places, random) for name, change in _CORRUPTIONS.items()]
    tried.append(_tried_elsewhere(judge, places, random))
    return tried + [_tried(judge, name, False, change, places, random) for name, change in _HARMLESS.items()]


def totals(tried: list[Trial]) -> tuple[Rate, Rate]:
    """Return the share of errors caught and of harmless changes flagged."""
    caught, alarms = ([t.flagged for t in tried if t.corrupt is corrupt] for corrupt in (True, False))
    return _summed(caught), _summed(alarms)


def _summed(rates: list[Rate]) -> Rate:
    return Rate(sum(rate.hits for rate in rates), sum(rate.total for rate in rates))


def _sentences(name: str, text: str) -> Iterator[tuple[str, Cited]]:
    paragraphs = [m for m in re.finditer(r"\S[^\n]{40,}", text)]
    for at, paragraph in enumerate(paragraphs):
        around = paragraphs[max(0, at - 1) : at + 2]
        section = text[around[0].start() : around[-1].end()]
        cited = Cited(1, "", name, str(at), "", "", paragraph[0], paragraph.start(), paragraph.end(), section)
        yield from ((clause, cited) for clause in clauses(paragraph[0]) if len(clause.split()) >= 6)


def _tried(
    judge: Judge, name: str, corrupt: bool, change: Change, places: list[tuple[str, Cited]], random: Random
) -> Trial:
    changed = [(new, cited) for old, cited in places if (new := _changed(change, old, cited, random))]
    flagged = sum(not judge.judged(text, [cited]).supported for text, cited in changed)
    return Trial(name, corrupt, Rate(flagged, len(changed)))


def _changed(change: Change, old: str, cited: Cited, random: Random) -> str | None:
    new = change(old, random)
    return new if new and " ".join(new.split()) not in " ".join(cited.text.split()) else None


def _tried_elsewhere(judge: Judge, places: list[tuple[str, Cited]], random: Random) -> Trial:
    flagged = total = 0
    for sentence, cited in places:
        other = random.choice(places)[1]
        stated = typed(sentence)
        if stated and sentence not in other.text and cited.text != other.text and not stated <= typed(other.text):
            total += 1
            flagged += not judge.judged(sentence, [other]).supported
    return Trial("wrong section", True, Rate(flagged, total))


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

"""Whom a sum is asked for and what for: another's allowance is no answer, nor is what a plan costs in all."""

from __future__ import annotations

import re
from itertools import pairwise

from plans.text import fold
from retrieval.evidence import folded
from retrieval.topic import topic_of

_GIVEN = r"hỗ trợ|bồi dưỡng|trợ cấp|phụ cấp|thưởng|bồi thường|thù lao"
# "Dân quân đi chữa cháy được bồi dưỡng bao nhiêu": who is given something.
_RECIPIENT = re.compile(
    rf"^(?P<who>[^,.;?]+?)\s+(?:thì |sẽ )*(?:được|nhận|hưởng)\s(?:[^.;?]*?\s)?(?:{_GIVEN})\b"
    r"[^.;?]*\b(?:bao nhiêu|mấy)\b",
    re.IGNORECASE,
)
# "Cán bộ nữ là người dân tộc thiểu số": which of them.
_WHICH = re.compile(
    r"\b(?:là|thuộc|bị|diện)\s+(?:(?:người|hộ|diện)\s+)?(?P<which>(?:(?!\b(?:ở|tại|của|khi|trong|nếu|do|vì|bởi|đi|thì)\b)\S+\s*){2,6})",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\s(?:ở|tại|của|thuộc|trên địa bàn|do|vì|bởi|trong|khi|nếu|năm)\s.*$", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:bao nhieu|may) (?:tien|trieu|ty|dong|nghin|ngan)\b|\b(?:het|ton|chi|tra|gia) bao nhieu\b"
    r"|^(?:tien|gia|phi|muc)\b(?!.*\b(?:nao|dau|ai|gi)\b)"
)
_TOTAL = re.compile(r"\W*(?:\d+[.)]\s*)?(?:tong )?(?:kinh phi|du toan|ngan sach)\b")
_ALL = re.compile(r"\b(?:kinh phi|du toan|ngan sach|tong|tat ca|chi phi|toan bo|ke hoach|chuong trinh|du an)\b")
_OF_MONEY = re.compile(r"tien|kinh|phi|gia|chi|muc|luong|cong|nguon|trieu|dong|ngay|thang|ton|het")
HALF = 0.5


def of_another_recipient(asked: str, around: str) -> bool:
    """Say whether a text says less than half the words that tell who is given what is asked for."""
    found = _RECIPIENT.match(asked.strip())
    if found and (which := _WHICH.search(found["who"])) and not _printed(which["which"], around):
        return True
    who = folded(" ".join(topic_of(_PLACED.sub("", found["who"])))) if found else []
    return len(who) > 1 and _share(who, around) < HALF


def is_a_total(asked: str, quote: str, around: str) -> bool:
    """Say whether a quote says what all costs, where the price, the wage or the cost of one thing is asked for."""
    plain = fold(asked)
    if not _SUM.search(plain) or _ALL.search(plain) or not _TOTAL.match(fold(quote)):
        return False
    what = [word for word in folded(" ".join(topic_of(asked))) if not _OF_MONEY.fullmatch(word)]
    return bool(what) and _share(what, around) < HALF


def _printed(which: str, around: str) -> bool:
    """Say whether a text prints some two words of a phrase side by side."""
    asked, said = folded(which), f" {' '.join(folded(around))} "
    return any(f" {left} {right} " in said for left, right in pairwise(asked))


def _share(words: list[str], around: str) -> float:
    said = set(folded(around))
    return sum(word in said for word in words) / len(words)

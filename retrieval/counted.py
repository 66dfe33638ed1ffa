"""What a question counts: "bao nhiêu trường học" asks for schools, and a figure of anything else is no answer."""

from __future__ import annotations

import re

from plans.text import fold

# Words that say how much and not of what; people are named by what they are, lengths and sums in many units.
_NO_NOUN = re.compile(
    r"tien|kinh|nguon|muc|la|thi|trong|de|cho|nguoi|cai|chiec|con|ha|hec|km|ki|cay|met|dong|trieu|ty|ti|lan|ngay|thang"
    r"|nam|tuan|gio|phut|quy|nua|vay|va|hay|moi|tu|den|o|tai|khoan|phan|may|bao|han|ngan|luot|muoi"
)
_COUNTED = re.compile(r"\b(?:bao nhieu|may)\s+(?!nhat|gio)(?P<noun>[a-z]+)(?:\s+(?P<next>[a-z]+))?")
_PERCENT = re.compile(r"%|\bphan tram\b")


def counted(question: str) -> tuple[re.Pattern[str], ...]:
    """Return what a text without marks must have to hold the figure asked for, the surest first; none when any may do.

    "64 ca mắc" tells how many cases there were more surely than "giảm 15% số ca mắc".
    """
    found = _COUNTED.search(fold(question))
    if not found:
        return ()
    noun = found["noun"]
    if (noun, found["next"]) == ("phan", "tram"):
        return (_PERCENT,)
    beside = re.compile(rf"\d\s+(?:\([^)]*\)\s+)?{noun}\b")
    return () if _NO_NOUN.fullmatch(noun) else (beside, re.compile(rf"\b{noun}\b"))

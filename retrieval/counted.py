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


def counted(question: str) -> re.Pattern[str] | None:
    """Return what a text without marks must have to hold the figure asked for; `None` when anything may be meant."""
    found = _COUNTED.search(fold(question))
    if not found:
        return None
    if (found["noun"], found["next"]) == ("phan", "tram"):
        return _PERCENT
    return None if _NO_NOUN.fullmatch(found["noun"]) else re.compile(rf"\b{found['noun']}\b")

"""The words a section is called by."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.grammar import is_capitals
from plans.agencies import each_agency
from plans.text import UPPER, sentences

LONGEST_CLAUSE = 160
_LONGEST_HEADING = 300
_AGENCY_BEFORE_COLON = re.compile(r"(?P<agency>[^:.;]{3,200}?)\s*:\s*(?=\S)")
_LINK = re.compile(
    r"[\W\d_]*(?:(?:Đề nghị|đề nghị|Giao|Yêu cầu|và|các|Các|của|có liên quan|liên quan|khác|thuộc|trực thuộc|"
    r"trên địa bàn|cùng|với)\W*)*"
)
_BARE = re.compile(r"(?:Các\s+)?(?:Sở|Bộ|Ban|sở|bộ|ban|Ngành|ngành)(?:,?\s*(?:ban|ngành|ban ngành))*$")
_CLAUSE = re.compile(rf"[;:]\s|,\s(?=(?:đồng\s+thời|trong\s+đó|đảm\s+bảo|bảo\s+đảm)\b)|[.]\s+(?=[{UPPER}])")


def printed(label: str) -> str:
    """Return `label` on one line."""
    return " ".join(label.split())


@lru_cache(maxsize=1024)
def is_agency(text: str) -> bool:
    """Say whether `text` names one or more agencies and says nothing about them."""
    if len(text) > 200 or _BARE.match(text):
        return False
    end, spare = 0, len(text.split()) // 5
    for mention in each_agency(text):
        spare -= _said(text[end : mention.span.start])
        end = mention.span.end
        if spare < 0:  # the bodies behind are not looked for
            return False
    return end > 0 and _said(text[end:]) <= spare


def _said(part: str) -> int:
    """Return how many words stand between bodies, those that only join them aside."""
    return len(_LINK.sub("", part, count=1).split())


@lru_cache(maxsize=1024)
def is_heading(text: str) -> bool:
    """Say whether the words after a number are a heading by their form, whatever follows: capitals, or an agency."""
    if is_capitals(text):
        return True
    found = _AGENCY_BEFORE_COLON.match(text)
    return is_agency(found["agency"] if found else text.rstrip(" .:;"))


def heading_title(text: str) -> str:
    """Return the heading words of `text`: the agency before a colon, else all of a short one, else a clause."""
    text = " ".join(text.split()).lstrip("-–: ")
    found = _AGENCY_BEFORE_COLON.match(text)
    if found and is_agency(found["agency"]):
        return found["agency"]
    if len(text) <= _LONGEST_HEADING and ". " not in text.rstrip(" .:"):
        return text.rstrip(" .:;")
    first = next((text[start:end] for start, end in sentences(text)), text)
    return first.rstrip(" .:;") if len(first) <= LONGEST_CLAUSE else first_clause(text)


def first_clause(text: str) -> str:
    """Return the first clause of `text`, cut at a word and marked with "…" when it is longer than 160 characters."""
    text = " ".join(text.split())
    if cut := _CLAUSE.search(text):
        text = text[: cut.start()]
    text = text.rstrip(" .:;,")
    if len(text) <= LONGEST_CLAUSE:
        return text
    return text[: LONGEST_CLAUSE - 1].rsplit(" ", 1)[0] + "…"

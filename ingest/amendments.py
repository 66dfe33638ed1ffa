"""Which of the documents that a plan names it replaces or amends itself, as the forms of drafting have it.

The plan says so of itself ("Kế hoạch này thay thế Kế hoạch số …"), in its title ("Sửa đổi, bổ sung Kế hoạch số …") or
where it is issued ("ban hành Kế hoạch …, thay thế Kế hoạch số …"). A task to amend, or a basis that once amended
something else, is neither.
"""

from __future__ import annotations

import re
from typing import Final

from plans.documents import kind_names
from plans.model import SectionKind
from plans.text import UPPER

REPLACES: Final = "thay thế"
AMENDS: Final = "sửa đổi, bổ sung"
HEADS: Final[frozenset[SectionKind]] = frozenset({"title", "header"})
_BEFORE, _AFTER = 400, 160  # characters of a sentence looked at on each side of a document's name

_KIND = "|".join(sorted(kind_names(), key=len, reverse=True)).replace(" ", r"\s+")
_THIS = rf"(?:{_KIND}|Văn\s+bản)\s+này(?!\w)"
_ENDS = r"(?P<ends>thay\s+thế|thay(?=\s+cho\s)|bãi\s+bỏ|h[ủu][ỷy]\s+bỏ)"
_CHANGES = (
    r"(?P<changes>sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)(?:(?:\s*,\s*|\s+và\s+|\s+)(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh))*"
)
_PARTS = (
    r"(?:[\s,]+(?:cho|một|số|các|những|toàn|bộ|nội|dung|điều|khoản|điểm|mục|tiểu|phần|phụ|lục|nhiệm|vụ|chỉ|tiêu|"
    r"giải|pháp|tên|của|tại|trong|và|ban|hành|kèm|theo|[ivxlc\d.]+|[a-zđ]\)?))*[\s,“\"(]*"
)
_VERB = rf"(?<!được\s)(?<!bị\s)(?:{_ENDS}|{_CHANGES}){_PARTS}"
_NO_NUMBER = r"(?:(?!\d+\s*[/-]).)*?"
_SELF = re.compile(rf"(?:^|\W){_THIS}{_NO_NUMBER}(?<!\w){_VERB}$", re.IGNORECASE)
# "Quyết định này có hiệu lực kể từ ngày ký. Thay thế Quyết định số …": the sentence before says who replaces.
_EFFECT = re.compile(rf"(?:^|\W){_THIS}[^.;\n]{{0,80}}hiệu\s+lực[^.;\n]*\.\s+{_VERB}$", re.IGNORECASE)
# "Nghị quyết có hiệu lực từ ngày … và thay thế Nghị quyết số …": it speaks of itself.
_IN_EFFECT = re.compile(
    rf"^[\W\d]*(?:{_KIND}|Văn\s+bản)(?:\s+này)?\s+có\s+hiệu\s+lực[^.;\n]*?(?:,|\svà|\s)\s*{_VERB}$", re.IGNORECASE
)
# "Điều 3. Bãi bỏ Quyết định số …": what an article of a decision does, the decision does.
_ARTICLE = re.compile(rf"^[\s*]*Điều\s+\d+[.:][\s*]*{_VERB}$", re.IGNORECASE)
_TITLE = re.compile(rf"^[\s(*\-–+]*(?:(?:{_KIND})\s+)?(?:V/v|Về(?:\s+việc)?)?\s*{_VERB}$", re.IGNORECASE)
_ISSUES = re.compile(rf"(?:^|[,:])[^,:]*?(?<!\w)ban\s+hành(?!\w){_NO_NUMBER}(?<!\w){_VERB}$", re.IGNORECASE)
_BRACKET = re.compile(rf"\(\s*{_VERB}$", re.IGNORECASE)
_LAPSES = re.compile(
    rf"[^.;\n]*?(?:(?:hết|không\s+còn)\s+hiệu\s+lực[^.;\n]*?|(?:được|bị)\s+(?:thay\s+thế|bãi\s+bỏ)\s+(?:bởi|bằng)\s+){_THIS}",
    re.IGNORECASE,
)
# "Quyết định có hiệu lực từ ngày ký. Quyết định số … hết hiệu lực.": the sentence before says what takes its place.
_TAKES_EFFECT = re.compile(rf"(?:^|\W)(?:{_KIND}|Văn\s+bản)(?:\s+này)?\s+có\s+hiệu\s+lực[^.;\n]*[.;]\s+[^.;\n]*$")
_LAPSED = re.compile(r"[^.;\n]*?(?:hết|không\s+còn)\s+hiệu\s+lực", re.IGNORECASE)
_SENTENCE = re.compile(rf"\n|(?<=\w\w)\.\s+(?=[{UPPER}])")
_NUMBER_BEFORE_ISSUING = re.compile(r"\d+\s*[/-][^,:]*?(?<!\w)ban\s+hành(?!\w)", re.IGNORECASE)


def relation(text: str, start: int, end: int, kind: SectionKind) -> str | None:
    """Return what the plan does to the document named at `[start, end)`: `REPLACES`, `AMENDS` or nothing.

    `text` is the plan as one reads it, `kind` is that of the section in which the name stands.
    """
    ahead = text[max(0, start - _BEFORE) : start]
    before = _SENTENCE.split(ahead)[-1]
    of_itself = "này" in (ahead + text[end : end + _AFTER]).lower()  # no form of `_THIS` is without it
    itself = of_itself and (_SELF.search(before) or _EFFECT.search(ahead))
    found = itself or _IN_EFFECT.search(before) or _ARTICLE.search(before) or _stated(before, kind)
    if found:
        return REPLACES if found["ends"] else AMENDS
    lapses = of_itself and _LAPSES.match(text, end, end + _AFTER)
    followed = _LAPSED.match(text, end, end + _AFTER) and _TAKES_EFFECT.search(ahead)
    return REPLACES if lapses or followed else None


def _stated(before: str, kind: SectionKind) -> re.Match[str] | None:
    if kind in HEADS:
        return _TITLE.search(before) or _BRACKET.search(before)
    if kind != "preamble" or _NUMBER_BEFORE_ISSUING.search(before):
        return None
    return _ISSUES.search(before)

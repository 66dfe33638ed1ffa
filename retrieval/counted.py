"""What a question counts: "bao nhiêu trường học" asks for schools, and a figure of anything else is no answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plans.agencies import expand
from plans.text import fold


@dataclass(frozen=True)
class Figure:
    """What a text must have to hold the figure asked for: a form without marks, and the noun as it is spelt.

    "Mấy vé" is told by no "đưa công nhân về quê"; a text typed without marks has only the form.
    """

    form: re.Pattern[str]
    noun: re.Pattern[str] | None = None

    def search(self, text: str) -> bool:
        """Say whether `text` holds such a figure."""
        plain = fold(text)
        spelt = self.noun is None or plain == text.lower() or self.noun.search(text.lower()) is not None
        return spelt and self.form.search(plain) is not None


def _figure(form: str, noun: re.Pattern[str] | None = None) -> Figure:
    return Figure(re.compile(form), noun)


# Words that say how much and not of what; people are named by what they are, lengths and sums in many units.
_NO_NOUN = re.compile(
    r"tien|kinh|nguon|muc|la|thi|trong|de|cho|nguoi|cai|chiec|con|ha|hec|km|ki|cay|met|dong|trieu|ty|ti|quy|nua"
    r"|vay|va|hay|moi|mot|tu|den|o|tai|khoan|phan|may|bao|han|ngan|luot|muoi"
)
_NOUNS = ("chỗ",)  # but these, spelt with their marks, are things that are counted
# Nouns that without marks are the small words of any sentence: "vé" and "về", "chỗ" and "cho".
_HOMOGRAPH = re.compile(r"ve|cho|ca|can|den|the|cua|la|bi|se|ma|co|khi|thi|nha|mau|lop")
# Words that sound like "mấy" without marks: "máy bấm số" counts nothing.
_NO_MAY = re.compile(r"\b(?:máy|mây|mày|mảy)\b", re.IGNORECASE)
_ASKS = r"(?:ai|gì|nào|đâu|sao|mấy|bao (?:nhiêu|giờ|lâu))"
# "Mấy bạn" with another question behind it are some people: "chốt tên mấy bạn hôm nào", "Có mấy bản xa. Ai lo?"
_SOME = re.compile(
    rf"\bmấy (?=(?!giờ\b)(?:(?! và )[^,;?.!])*\b(?:{_ASKS}\b|(?:không|chưa)(?= *(?:[,;?.!]|$)))"
    rf"|[^?!.]*[.!] [^.]*\b{_ASKS}\b)",
    re.IGNORECASE,
)
# What stands behind "bao nhiêu" and is not counted: "chỉ tiêu bao nhiêu về trồng rừng"; without marks "về" is a "vé".
_ABOUT = re.compile(r"\b(bao nhiêu|mấy) (?:về|đối với|so với)(?= )", re.IGNORECASE)
_TENS = r"(?:(?:chuc|tram|nghin|ngan|van)\s+)"
_COUNTED = re.compile(
    rf"(?:(?<!\bso )\b(?:bao nhieu|may)|^(?:tong so|so luong))\s+{_TENS}*(?!nhat|gio)(?P<noun>[a-z]+)"
)
PERCENT = _figure(r"%|\bphan tram\b")
_ASKS_PERCENT = re.compile(
    r"\b(?:bao nhieu|may) ?(?:%|phan tram\b)|\b(?:ty|ti) le\b.*\bbao nhieu\b(?! (?!phan tram|%)\w)"
)
# The money: "đồng hồ", "đồng bào" are none, and in a question neither "đồng chí"; "14 đồng hỗ trợ" is a sum.
_NO_DONG = r"ho(?! tro\b| dan\b| gia\b| ngheo\b)|bao|phuc|doi"
_DONG, _ASKED_DONG = (rf"dong\b(?! (?:{others})\b)" for others in (_NO_DONG, rf"{_NO_DONG}|chi|ruong|co|xu"))
_ASKS_MONEY = re.compile(
    rf"\bbao nhieu {_TENS}*(?:(?:tien|trieu|ty|ti|nghin|ngan)\b|{_ASKED_DONG})"
    rf"|\bmay {_TENS}*(?:(?:trieu|ty|ti)\b|{_ASKED_DONG})"
)
_CLAUSE_ENDS = r"(?= *(?:[,;?.!]|$|va\b))"
_ASKS_AMOUNT = re.compile(
    rf"\b(?:kinh phi|tien|chi phi|(?:vay|muon) von|muc (?:thuong|phat|chi|ho tro|dong))\b.*\bbao nhieu{_CLAUSE_ENDS}"
    r"|^tien (?!do\b|trinh\b|hanh\b|si\b)(?:[a-z]+ ){1,7}(?:mot|moi|1) [a-z]+\W*$"  # in few words: "tiền ăn một ngày"
    r"|\bgia tri (?:moi|mot)\b|\bmoi suat\b|\bho tro\b.*\bmuc bao nhieu\b"
    r"|^(?:muc|so tien) (?:tien )?(?:thuong|phat|ho tro|phu cap|tro cap)\b"
)
# "Xã phải chi mỗi cháu bao nhiêu?" in words with marks: "chỉ" and "động" pay nothing.
_ASKS_PAID = re.compile(
    r"\b(?:chi|trả|đóng|góp|nộp|thưởng|tốn|hết|phí|trị giá|thù lao|bồi dưỡng)\b(?: (?!mấy)\w+){0,4}"
    r" bao nhiêu(?= *(?:[,;?.!]|$|và\b|(?:một|mỗi|1)\b))"
)
_ASKS_INTEREST = re.compile(r"\blai suat\b")
# By its own name.
_ASKS_DUE = re.compile(r"\b(phu cap|tro cap|hoc phi|le phi|lai suat|tien luong)\b.*\b(?:bao nhieu|may)\b")
_SUM = (
    rf"\d\s*(?:(?:nghin|ngan|trieu|ty|ti)\b|{_DONG}|(?:trieu |ty )?usd\b)|\bluong (?:co so|toi thieu)\b"
    r"|\b(?:dong|trieu|ty)\)?: \d"  # a cell below "Kinh phí (triệu đồng)"
)
MONEY = _figure(_SUM)
# A share is an amount where it is one of money: "ngân sách tỉnh chi 50%".
_OF_MONEY = r"\b(?:kinh phi|ngan sach|tien|von|muc|gia|luong|chi|ho tro|thuong|phi|dong|nop)\b"
_AMOUNT = _figure(rf"{_SUM}|(?s:{_OF_MONEY}.*\d\s*%|\d\s*%.*{_OF_MONEY})")
_CHILDREN = "(?:em|chau|tre|hoc sinh|hoc vien|nguoi)"
_WOMEN = "(?:chi|phu nu|hoi vien|can bo|dang vien|doan vien|nguoi)"
# What people call a unit or those they count, with what offices write for it.
_UNITS = {
    "khối": "(?:m3|m³|khoi)",
    "ký": "(?:kg|ky|can)",
    "cân": "(?:kg|ky|can)",
    "em": _CHILDREN,
    "cháu": _CHILDREN,
    "đứa": _CHILDREN,
    "chị": _WOMEN,
    "sạp": "(?:sap|quay|gian hang|ho kinh doanh|diem kinh doanh)",
    "gốc": "(?:cay|goc)",
    "căn": "(?:can|nha)",
}
# What is measured, with the units a text has it in; a table may have them over its figures: "Diện tích (ha): 45".
_MEASURED = tuple(
    (re.compile(rf"(?:{asked})\b"), _figure(rf"\d\s*(?:{units})(?!\w)|\b(?:{units})\)?[^\w.;]{{1,3}}\d"))
    for asked, units in (
        (r"met vuong|m2|m²", "met vuong|m2|m²"),
        (r"hec ?ta|hecta|ha", "hec ?ta|ha"),
        (r"met|m", "met|m|km|cm"),
        (r"mm|mi ?li ?met", "mm|mi ?li ?met"),
        (r"kg|ki ?lo ?gam", "kg|ki ?lo ?gam"),
        (r"kwh|kw|mw", "kwh|kw|mw"),
        (r"ki ?lo ?met|km|cay so", "ki ?lo ?met|km|cay so|m"),
    )
)
SUMS_AND_SIZES = frozenset((MONEY, *(form for _, form in _MEASURED)))  # no other figure comes near to these
_TIMES = re.compile(r"ngay|thang|nam|tuan|gio|phut|lan")
_NUMBER = r"(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
# "Có bao nhiêu trường": how many there are; a share of them, or what is to be done in each, does not tell.
_STANDING = re.compile(r"\bco bao nhieu\b")
_MADE_UP = re.compile(r"\bgom (?:co )?(?:bao nhieu|may)\b")  # "gồm mấy người": a body's size
_NUMBER_OF = _figure(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})*\s+(?!thang|nam|ngay|gio|cap|muc|dieu|khoan|diem)[a-z]")

# So many of something that is neither money nor time.
_PIECES = _figure(
    r"(?<![\d.,/])\d{1,3}(?:\.\d{3})*\s+(?!dong|trieu|ty|nghin|ngan|thang|nam|ngay|gio|phut|lan|m\b|km|ha\b)[a-z]"
    r"|[:|]\s*\d{1,3}\s*(?:\||$)"
)


def counted(question: str) -> tuple[Figure, ...]:
    """Return what a text must have to hold the figure asked for, the surest first; none when any may do.

    "64 ca mắc" tells how many cases there were more surely than "giảm 15% số ca mắc".
    """
    written = _SOME.sub("", _NO_MAY.sub("", _ABOUT.sub(r"\1,", expand(question))))
    asked = fold(written)
    if _ASKS_PERCENT.search(asked) and not _ASKS_INTEREST.search(asked):
        return (PERCENT,)
    if money := _money(asked):
        return money
    if _ASKS_PAID.search(question.lower()):
        return (MONEY, _AMOUNT)
    found = _COUNTED.search(asked)
    return _of_noun(asked, written[found.start("noun") : found.end("noun")].lower(), found) if found else ()


def _of_noun(asked: str, spelt: str, found: re.Match[str]) -> tuple[Figure, ...]:
    """Return what holds a figure of what is counted: of its unit, or of the noun, also as it is spelt with marks."""
    noun, alone = _UNITS.get(spelt, found["noun"]), spelt in _UNITS or _STANDING.search(asked) is not None
    if measured := next((form for unit, form in _MEASURED if unit.match(asked, found.start("noun"))), None):
        return (measured,)
    if _TIMES.fullmatch(noun):
        return (_figure(rf"\b{_NUMBER}\s+(?:\([^)]*\)\s+)?{noun}\b"),)
    if _NO_NOUN.fullmatch(noun) and spelt not in _NOUNS:
        return _of_pieces(noun, alone or _MADE_UP.search(asked) is not None)
    share = "" if alone else r"\s*%?"  # "đạt 40% GRDP"
    # A row of a table: "Số hộ | 02 | 04", or with its unit: "Cây ăn quả | cây | 300".
    row = rf"(?:^|[:|])\W*so {noun}\b[^.]*\d|[|:]\s*{noun}[a-z ]*(?:\||;[^;:]*:)\s*\d"
    marked = re.compile(rf"\b{spelt}\b") if _HOMOGRAPH.fullmatch(noun) and fold(spelt) != spelt else None
    beside = _figure(rf"\d{share}\s+(?:\([^)]*\)\s+)?{noun}\b|{row}", marked)
    return (beside,) if alone else (beside, _figure(rf"\b{noun}\b", marked))


def _of_pieces(noun: str, standing: bool) -> tuple[Figure, ...]:
    """Return what holds a figure of people or of pieces, where a text may name them in any way."""
    if noun in ("cai", "chiec"):
        return (_PIECES,)
    return (_NUMBER_OF,) if standing and noun == "nguoi" else ()


def _money(asked: str) -> tuple[Figure, ...]:
    """Return what a text must have to hold a sum of money, or else a share of one, where that is asked for."""
    if _ASKS_MONEY.search(asked):
        return (MONEY,)
    if owed := _ASKS_DUE.search(asked):
        due = r"\d\s*%" if owed[1] == "lai suat" else _SUM
        return (_figure(rf"(?s)^(?=.*\b{owed[1]}\b).*(?:{due})"),)
    return (MONEY, _AMOUNT) if _ASKS_AMOUNT.search(asked) else ()

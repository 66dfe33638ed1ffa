"""What a question counts: "bao nhiêu trường học" asks for schools, and a figure of anything else is no answer."""

from __future__ import annotations

import re

from plans.text import fold

# Words that say how much and not of what; people are named by what they are, lengths and sums in many units.
_NO_NOUN = re.compile(
    r"tien|kinh|nguon|muc|la|thi|trong|de|cho|nguoi|cai|chiec|con|ha|hec|km|ki|cay|met|dong|trieu|ty|ti|quy|nua"
    r"|vay|va|hay|moi|mot|tu|den|o|tai|khoan|phan|may|bao|han|ngan|luot|muoi"
)
# What stands behind "bao nhiêu" and is not counted: "chỉ tiêu bao nhiêu về trồng rừng"; without marks "về" is a "vé".
_ABOUT = re.compile(r"\b(bao nhiêu|mấy) (?:về|đối với|so với)(?= )", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\b(?:bao nhieu|may)|^(?:tong so|so luong))\s+(?!nhat|gio)(?P<noun>[a-z]+)")
PERCENT = re.compile(r"%|\bphan tram\b")
_ASKS_PERCENT = re.compile(
    r"\b(?:bao nhieu|may) ?(?:%|phan tram\b)|\b(?:ty|ti) le\b.*\bbao nhieu\b(?! (?!phan tram|%)\w)"
)
# The money: "đồng hồ", "đồng bào" are none, and in a question neither "đồng chí"; "14 đồng hỗ trợ" is a sum.
_NO_DONG = r"ho(?! tro\b| dan\b| gia\b| ngheo\b)|bao|phuc|doi"
_DONG, _ASKED_DONG = (rf"dong\b(?! (?:{others})\b)" for others in (_NO_DONG, rf"{_NO_DONG}|chi|ruong|co|xu"))
_ASKS_MONEY = re.compile(
    rf"\bbao nhieu (?:(?:tien|trieu|ty|ti|nghin|ngan)\b|{_ASKED_DONG})|\bmay (?:(?:trieu|ty|ti)\b|{_ASKED_DONG})"
)
_CLAUSE_ENDS = r"(?= *(?:[,;?.!]|$|va\b))"
_ASKS_AMOUNT = re.compile(
    rf"\b(?:kinh phi|tien|chi phi|muc (?:thuong|phat|chi|ho tro|dong))\b.*\bbao nhieu{_CLAUSE_ENDS}"
    r"|^tien (?!do\b|trinh\b|hanh\b|si\b)(?:[a-z]+ ){1,7}(?:mot|moi|1) [a-z]+\W*$"  # in few words: "tiền ăn một ngày"
    r"|\bgia tri (?:moi|mot)\b|\bmoi suat\b|\bho tro\b.*\bmuc bao nhieu\b"
    r"|^(?:muc|so tien) (?:tien )?(?:thuong|phat|ho tro|phu cap|tro cap)\b"
)
# "Xã phải chi mỗi cháu bao nhiêu?" in words with marks: "chỉ" and "động" pay nothing.
_ASKS_PAID = re.compile(
    r"\b(?:chi|trả|đóng|góp|nộp|thưởng|tốn|hết|phí|trị giá|thù lao|bồi dưỡng)\b(?: (?!mấy)\w+){0,4}"
    r" bao nhiêu(?= *(?:[,;?.!]|$|và\b|(?:một|mỗi|1)\b))"
)
_ASKS_DUE = re.compile(r"\b(phu cap|tro cap|hoc phi|le phi|lai suat|tien luong)\b.*\bbao nhieu\b")  # by its own name
MONEY = re.compile(
    rf"\d\s*(?:(?:nghin|ngan|trieu|ty|ti)\b|{_DONG}|(?:trieu |ty )?usd\b)|\bluong (?:co so|toi thieu)\b"
    r"|\b(?:dong|trieu|ty)\)?: \d"  # a cell below "Kinh phí (triệu đồng)"
)
# A share is an amount where it is one of money: "ngân sách tỉnh chi 50%".
_OF_MONEY = r"\b(?:kinh phi|ngan sach|tien|von|muc|gia|luong|chi|ho tro|thuong|phi|dong|nop)\b"
_AMOUNT = re.compile(rf"{MONEY.pattern}|(?s:{_OF_MONEY}.*\d\s*%|\d\s*%.*{_OF_MONEY})")
# What people call a unit, with what offices write for it.
_UNITS = {"khoi": "(?:m3|m³|khoi)", "ky": "(?:kg|ky|can)"}
_TIMES = re.compile(r"ngay|thang|nam|tuan|gio|phut|lan")
_NUMBER = r"(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
# "Có bao nhiêu trường": how many there are; a share of them, or what is to be done in each, does not tell.
_STANDING = re.compile(r"\bco bao nhieu\b")
_NUMBER_OF = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})*\s+(?!thang|nam|ngay|gio|cap|muc|dieu|khoan|diem)[a-z]")


def counted(question: str) -> tuple[re.Pattern[str], ...]:
    """Return what a text without marks must have to hold the figure asked for, the surest first; none when any may do.

    "64 ca mắc" tells how many cases there were more surely than "giảm 15% số ca mắc".
    """
    asked = fold(_ABOUT.sub(r"\1,", question))
    if _ASKS_PERCENT.search(asked):
        return (PERCENT,)
    if money := _money(asked):
        return money
    if _ASKS_PAID.search(question.lower()):
        return (MONEY, _AMOUNT)
    found = _COUNTED.search(asked)
    if not found:
        return ()
    noun, standing = _UNITS.get(found["noun"], found["noun"]), _STANDING.search(asked) is not None
    if _TIMES.fullmatch(noun):
        return (re.compile(rf"\b{_NUMBER}\s+(?:\([^)]*\)\s+)?{noun}\b"),)
    if _NO_NOUN.fullmatch(noun):
        return (_NUMBER_OF,) if standing and noun == "nguoi" else ()
    share = "" if standing else r"\s*%?"  # "đạt 40% GRDP"
    row = rf"(?:^|[:|])\W*so {noun}\b[^.]*\d"  # a row of a table: "Số hộ | 02 | 04"
    beside = re.compile(rf"\d{share}\s+(?:\([^)]*\)\s+)?{noun}\b|{row}")
    return (beside,) if standing else (beside, re.compile(rf"\b{noun}\b"))


def _money(asked: str) -> tuple[re.Pattern[str], ...]:
    """Return what a text must have to hold a sum of money, or else a share of one, where that is asked for."""
    if _ASKS_MONEY.search(asked):
        return (MONEY,)
    if owed := _ASKS_DUE.search(asked):
        due = r"\d\s*%" if owed[1] == "lai suat" else MONEY.pattern
        return (re.compile(rf"(?s)^(?=.*\b{owed[1]}\b).*(?:{due})"),)
    return (MONEY, _AMOUNT) if _ASKS_AMOUNT.search(asked) else ()

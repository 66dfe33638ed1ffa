"""What an answer must have in it: a time or a figure of the plan's own, none of a document it cites."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from plans.text import fold
from retrieval.answer import Question
from retrieval.items import typed

_TIME = re.compile(
    r"\b\d{1,2}\s*[/-]\s*\d{1,2}\b|\d+ (phút|giờ|ngày|tuần|tháng|năm|lần)|ngày \d|tháng \d|quý [IV\d]|năm \d{4}|định kỳ"
    r"|(?:h[àằ]ng|mỗi) (ngày|tuần|năm|tháng|quý|học kỳ)|thứ (hai|ba|tư|năm|sáu|bảy)\b|chủ nhật|trong ngày\b"
    r"|đến hết (?:khóa|năm|học kỳ|kỳ|vụ|mùa|đợt|nhiệm kỳ)\b|đến khi (?:đủ|tròn|hết|xong|ra trường|tốt nghiệp)\b",
    re.I,
)


_LABEL = re.compile(r"^\s*\d+(?:\.\d+)*[.)]\s+")  # the number of an item counts nothing


# A document cited with its date, and the place of a rule in it: their figures answer nothing that is asked of the plan.
_DATED = (
    r"(?:,?\s+(?:ban hành\s+)?ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))"
)
_CITED = re.compile(
    rf"(?:số\s*:?\s*)?\b\d[\w.]*\s?[/-]\s?(?:\d{{4}}\s?/\s?)?[A-ZĐ][\w&Đđ]*(?:\s?[-/]\s?[A-ZĐ][\w&]*)*{_DATED}?"
    rf"|\b(?:Luật|Bộ luật|Pháp lệnh)\b[^.;\d]{{0,80}}{_DATED}"
    r"|\b(?:điểm|khoản|điều|mục|chương|phần|phụ lục)\s+(?:[IVXLC]+|\d+|[a-zđ])\b(?!\s*%)",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def own_words(text: str) -> str:
    """Return `text` without the documents it cites: "ngày 14/9/2025" of a decision is no date of the plan's own."""
    return _CITED.sub(" ", " ".join(text.split()))


def tells_time(text: str) -> bool:
    """Say whether a sentence has a date, a period or a recurrence of its own."""
    return _TIME.search(own_words(text)) is not None


def tells_figure(text: str) -> bool:
    """Say whether a sentence has a figure that is no date and no document's number."""
    return any(item.kind == "number" for item in typed(_LABEL.sub("", own_words(text))))


_A_DAY = r"\d{1,2}\s*[/-]\s*\d{1,2}(?!\d)|ngày (?:mồng |mùng )?\d"
# Which unit of time a question asks for, without marks, and what a sentence that tells it has.
_UNITS = tuple(
    (re.compile(rf"\b(?:{asked})\b"), re.compile(form, re.I))
    for asked, form in (
        (
            r"tu (?:ngay|thang|nam|quy|khi) (?:nao|may)|keo dai",
            r"\btừ (?:ngày |tháng |năm |quý )\d|\btừ \d{1,2}\s?[-–/]\s?\d{1,2}(?!\d|\s?%)",
        ),
        (r"quy (?:nao|may)", r"\bquý [IV\d]"),
        (r"thang (?:nao|may)", rf"\btháng \d|\b\d{{1,2}}/\d{{4}}|{_A_DAY}"),
        (r"ngay (?:nao|may|bao nhieu)|hom nao", rf"{_A_DAY}|thứ (?:hai|ba|tư|năm|sáu|bảy)\b|chủ nhật"),
        (r"nam (?:nao|may)", r"\b(?:19|20)\d\d\b"),
    )
)
# What the answer must have in it, by the field or the intent of the question.
EXPECTED: dict[str, Callable[[str], bool]] = {"when": tells_time, "deadline": tells_time, "target": tells_figure}


# What is asked for by "số" and no count: a telephone's or an account's, which a sentence without one does not tell.
_ASKS_CONTACT = re.compile(r"\bso (?:tai khoan|dien thoai|di dong|may|goi)\b|\bhotline\b|\bduong day nong\b")
_CONTACT = re.compile(r"\d(?:[ .-]?\d){4,}")


def tells_contact(text: str) -> bool:
    """Say whether a sentence has the number of a telephone or of an account."""
    return _CONTACT.search(text) is not None


def expected_of(question: Question) -> Callable[[str], bool] | None:
    """Return what says whether a sentence has what a question asks for; `None` where any sentence may tell."""
    if question.intent == "content" and not question.field and _ASKS_CONTACT.search(fold(question.restored)):
        return tells_contact
    return EXPECTED.get(question.field or "") or EXPECTED.get(question.intent)


# What comes of something, or whether it may be done, is told by the words of rules.
_RULES = tuple(
    (re.compile(rf"\b(?:{asked})"), re.compile(rf"\b(?:{told})\b", re.IGNORECASE))
    for asked, told in (
        (
            r"bị (?:gì|sao|làm sao|phạt|xử lý|kỷ luật|trừ|cắt)\b|xử (?:lý )?(?:sao|ra sao|thế nào|như thế nào)\b"
            r"|(?:phải|có) đền\b|thì (?:bị )?(?:sao|thế nào)\b",
            r"phạt|thu hồi|dừng|ngừng|đình chỉ|phê bình|kiểm điểm|nhắc nhở|kỷ luật|cắt|trừ|bồi thường|hoàn trả|trả lại"
            r"|loại|hủy|không được|không xét|chịu trách nhiệm|xử lý|chấm dứt|đền|không công nhận|không hỗ trợ|bị",
        ),
        (
            r"(?:được|cho)(?: \w+){0,8} (?:không|chưa)\b|(?:có|phải)(?: \w+){1,8} không\b|được không\b|bị cấm",
            r"không|cấm|được|miễn|phải|chỉ|trừ trường hợp|tối đa|bắt buộc|khuyến khích",
        ),
    )
)


def evidence_of(question: Question) -> Callable[[str], bool] | None:
    """Return what says whether a sentence is of the kind that answers: a date, a figure, or a rule."""
    if (expected := expected_of(question)) or question.intent != "content":
        return expected
    asked = question.restored.lower()
    return next((partial(_says, told) for asks, told in _RULES if asks.search(asked)), None)


def _says(form: re.Pattern[str], text: str) -> bool:
    return form.search(text) is not None


def surest_of(question: Question) -> Callable[[str], bool] | None:
    """Return what a sentence has that answers more surely than others: the quarter, the month or the day asked for."""
    told = expected_of(question)
    if told is not tells_time:
        return told
    plain = fold(question.wanted)
    forms = (form for asked, form in _UNITS if asked.search(plain))
    return next((partial(_tells_unit, form) for form in forms), told)


def _tells_unit(form: re.Pattern[str], text: str) -> bool:
    return form.search(own_words(text)) is not None

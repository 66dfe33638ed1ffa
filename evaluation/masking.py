"""Personal data taken out of what people typed, before it becomes part of a question set."""

from __future__ import annotations

import re

from plans.text import UPPER

_NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,4}}"
_PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[thư điện tử]"),
    (re.compile(r"https?://\S+|\bwww\.\S+"), "[liên kết]"),
    (re.compile(r"(?<![\w/])@\w{3,}"), "[tài khoản]"),
    (re.compile(r"(?<![\d/.,-])(?:\+84|0)(?:[ .-]?\d){8,10}(?![\d/])"), "[điện thoại]"),
    (re.compile(r"(?<![\d/.,-])\d{9}(?:\d{3})?(?![\d/%.,]*\d)"), "[số giấy tờ]"),
    (
        re.compile(
            rf"(?i:\b((?:(?:tôi|em|mình|cháu|chị|anh) )?(?:tên|là) (?:là )?))(?-i:{_NAME})(?=[,.;!?]|$| (?:ở|tại|làm))"
        ),
        r"\1[tên]",
    ),
    (re.compile(r"(?i:\b(số nhà|nhà số|thôn|ấp|tổ dân phố)) \d+\w*"), r"\1 […]"),
)


def masked(text: str) -> str:
    """Return `text` with addresses, telephone and card numbers, accounts and people's own names replaced."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text

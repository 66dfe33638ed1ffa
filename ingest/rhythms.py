"""How often something is due, in words: "hằng quý", "06 tháng một lần", "thường niên"."""

from __future__ import annotations

import re

from plans.model import DeadlineKind

SIX_MONTHS = r"(?:6|06|sáu)\s+tháng"
EVERY = r"(?:hàng|hằng|mỗi|từng)"
_FORMS: tuple[tuple[DeadlineKind, tuple[str, ...]], ...] = (
    ("monthly", (rf"{EVERY}\s+tháng", r"định\s+kỳ\s+tháng", r"báo\s+cáo\s+tháng")),
    (
        "quarterly",
        (
            rf"{EVERY}\s+quý",
            r"định\s+kỳ\s+quý",
            r"báo\s+cáo\s+quý",
            r"(?:3|03|ba)\s+tháng\s+một\s+lần",
            r"(?:đầu|cuối|của)\s+quý",
        ),
    ),
    (
        "half_yearly",
        (
            rf"(?:{EVERY}\s+|định\s+kỳ\s+|báo\s+cáo\s+|sơ\s+kết\s+){SIX_MONTHS}",
            rf"{SIX_MONTHS}(?=\s*(?:,|và|một\s+lần|\(|/))",
            r"nửa\s+năm",
        ),
    ),
    (
        "yearly",
        (
            rf"{EVERY}\s+năm",
            r"(?:định\s+kỳ|báo\s+cáo|tổng\s+kết)\s+năm(?!\s+học)",
            r"thường\s+niên",
            r"(?:01|1|một)\s+năm\s+một\s+lần",
        ),
    ),
    ("term_end", (r"(?:cuối|hết|kết\s+thúc|giữa)\s+nhiệm\s+kỳ",)),
    ("periodic", (r"định\s+k[ỳì]", rf"{EVERY}\s+(?:ngày|tuần)")),
)
RHYTHMS = tuple((kind, re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)) for kind, forms in _FORMS)

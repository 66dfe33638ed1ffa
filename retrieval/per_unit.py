"""What a sum is for each of: "800 triệu đồng/dự án" tells nothing of what each house gets."""

from __future__ import annotations

import re

_KINDS = (
    "người em cháu trẻ học-sinh học-viên thí-sinh sinh-viên cụ đoàn-viên hội-viên lao-động công-nhân",
    "hộ gia-đình nhà căn",
    "xã phường thôn ấp bản xóm khu-phố tổ-dân-phố",
    "dự-án mô-hình",
    "lớp khóa",
    "trường",
    "câu-lạc-bộ tổ đội nhóm",
    "suất phần-quà",
    "giải",
)
_KIND = {word.replace("-", " "): at for at, words in enumerate(_KINDS) for word in words.split()}
_WORDS = "|".join(sorted(_KIND, key=len, reverse=True))
_ASKED = re.compile(rf"\b(?:mỗi|một|1) (?P<unit>{_WORDS})\b")
_SUMS = re.compile(rf"\bđồng\s*/\s*(?:\d+ )?(?P<unit>{_WORDS})\b")


def of_another_unit(asked: str, quote: str) -> bool:
    """Say whether all the sums of a quote are for each of another kind of thing than asked; both in lower case."""
    wanted = {found["unit"] for found in _ASKED.finditer(asked)}
    given = {_KIND[found["unit"]] for found in _SUMS.finditer(quote)}
    if not wanted or not given or any(re.search(rf"\b{unit}\b", quote) for unit in wanted):
        return False
    return given.isdisjoint(_KIND[unit] for unit in wanted)

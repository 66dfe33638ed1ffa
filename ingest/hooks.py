"""Words of official papers in which recognition takes the hook of ẩ, ể and ổ for an acute: "tố chức", "triến khai".

At 150 dpi either mark is two pixels high. A word stands here only where no other reading is Vietnamese; what goes
before or follows in another reading ("tương đối mới", "tìm kiếm tra cứu") is shut out beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HOOKED = {"ấ": "ẩ", "ế": "ể", "ố": "ổ", "Ấ": "Ẩ", "Ế": "Ể", "Ố": "Ổ"}
_SIGNS = {"ẩ": "([ẩấ])", "ể": "([ểế])", "ổ": "([ổố])", " ": r"\s"}
_NOT = "(?! tượng| tác| thủ| với)"  # of "đối"
_WORDS = (
    *("tổ chức", "tổ trưởng", "tổ phó", "tổ dân phố"),
    *("tổng hợp", "tổng kết", "tổng số", "tổng thể", "tổng cục", "tổng quan", "tổng công ty", "tổng liên đoàn"),
    *("phổ biến, giáo dục", "phổ biến pháp luật", "phổ biến kiến thức", "phổ biến rộng rãi", "phổ biến, quán triệt"),
    *("truyền, phổ biến", "triệt, phổ biến", "phổ cập", "trung học phổ thông"),
    *("đẩy mạnh", "đẩy nhanh", "đẩy lùi", "thúc đẩy", "triển", "phẩm", "chuẩn", "tuổi", "buổi"),
    *("chuyển biến", "chuyển hướng", "chuyển giao công nghệ", "luân chuyển", "vận chuyển"),
    *(f"{word} đổi{_NOT}" for word in ("chuyển", "sửa", "thay", "trao", "biến")),
    *("(?<!tương )(?<!cân )(?<!phản )đổi mới", "(?<!phân )(?<!công )bổ nhiệm", "bổ sung"),
    *("(?<!tìm )kiểm tra(?! cứu)", "kiểm soát", "kiểm điểm", "kiểm sát", "kiểm định", "kiểm toán", "kiểm dịch"),
    *("cụ thể", "tập thể", "đoàn thể", "thể thao", "thể chế", "thể dục"),
    *("đại biểu", "tiêu biểu", "phát biểu", "biểu dương", "biểu quyết", "biểu mẫu"),
    *("thời điểm", "địa điểm", "trọng điểm", "đặc điểm", "quan điểm", "thí điểm", "bảo hiểm", "nguy hiểm"),
    *("thiểu số", "tối thiểu", "giảm thiểu", "tìm hiểu", "tiểu học", "tiểu ban"),
    *("xuất khẩu", "nhập khẩu", "khẩu hiệu", "nhân khẩu", "cửa khẩu", "thẩm quyền", "thẩm định"),
)
_MISREAD = re.compile(
    "|".join(rf"\b{''.join(_SIGNS.get(sign, sign) for sign in word)}\b" for word in _WORDS), re.IGNORECASE
)


def misread_hooks(text: str) -> Iterator[tuple[int, str]]:
    """Yield where in `text` a letter lost its hook, and the letter that is meant."""
    for found in _MISREAD.finditer(text):
        for start in map(found.start, range(1, _MISREAD.groups + 1)):
            if start >= 0 and (meant := _HOOKED.get(text[start])):
                yield start, meant

"""Time limits that are lengths of time: "trong 24 giờ", "chậm nhất 03 ngày sau khi …", "trước họp ít nhất 02 ngày"."""

from __future__ import annotations

import re

_UNIT = r"(?:phút|giờ|ngày|tuần|tháng)"
# A date ("trong 02 ngày 17 và 18/9"), a part of a year ("06 tháng cuối năm") or what has been is no length to do it in.
_NO_DATE = r"(?!\w|\s*\d|,?\s+(?:từ\s+\S*\d|từ\s+(?:mùng|mồng)|đầu|cuối|qua|liên|liền|trước\s+đó))"
_SOME = rf"\d{{1,3}}\s+(?:\([^)]{{0,60}}\)\s+)?{_UNIT}(?:\s+làm\s+việc)?{_NO_DATE}"
_SINCE = r",?\s+(?:sau|kể\s+từ|tính\s+từ|từ\s+(?:khi|ngày|lúc))(?!\w)"
# What is done at one moment, so that a length of time is the time to do it in and not how long it goes on.
_DONE = (
    r"báo|thông\s+báo|gửi|nộp|trình|chuyển|trả|trả\s+lời|phản\s+hồi|giải\s+quyết|xử\s+lý|khắc\s+phục|thẩm\s+định|phê\s+duyệt|xác\s+minh|"
    r"kết\s+luận|xong|hoàn\s+thành|cung\s+cấp|công\s+bố|bàn\s+giao|đăng\s+ký|khiếu\s+nại|kiến\s+nghị|đề\s+nghị|ký|lập|ban\s+hành|quyết\s+định|"
    r"tổng\s+hợp|quyết\s+toán|thanh\s+toán|có\s+mặt|cấp|đón|điều\s+tra|phát\s+hành|nhập|cập\s+nhật|tiếp\s+nhận|xem\s+xét|công\s+khai|đánh\s+giá|ghi"
)
_DOING = re.compile(rf"(?<!\w)(?:{_DONE})(?!\w)", re.IGNORECASE)
# A length after an event is a limit whatever is done in it: "thăm cụ ốm không quá 03 ngày sau khi biết tin".
_AT_MOST = re.compile(rf"(?<!\w)(?:chậm\s+nhất|muộn\s+nhất|không\s+quá)(?:\s+là)?\s+{_SOME}{_SINCE}", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?<!\w)trước\s+(?!ngày\s+\d)(?:[^\W\d]+\s+){{1,6}}?(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{_SOME}|"
    rf"(?<!\w)(?:trước|(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất))\s+(?:ít\s+nhất\s+|là\s+)?{_SOME}\s+trước(?!\w)|"
    rf"(?<!\w)trước\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{_SOME}(?!\w)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"(?<!\w)(?:trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?(?:\s+(?:không\s+quá|tối\s+đa))?|(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+sau)?|sau)"
    rf"\s+{_SOME}(?!\w)|(?<!\w){_SOME}\s+(?:sau|trước|kể\s+từ)(?!\w)",
    re.IGNORECASE,
)
_LENGTH = re.compile(_SOME, re.IGNORECASE)  # no form is without one
_DAILY = re.compile(r"(?:hàng|hằng|mỗi|từng)\s+(?:ngày|tuần)", re.IGNORECASE)


def find_length(words: str) -> re.Match[str] | None:
    """Return the length of time in which, or ahead of what, something is to be done; None where it tells how long."""
    if not _LENGTH.search(words) or _DAILY.search(words):
        return None
    return _AT_MOST.search(words) or (_DOING.search(words) and (_AHEAD.search(words) or _WITHIN.search(words))) or None

"""Time limits that are lengths of time, and moments without a date: "trong 24 giờ", "trước họp ít nhất 02 ngày", "ngay
sau khi họp", "vào thứ Sáu hằng tuần"."""

from __future__ import annotations

import re

_UNIT = r"(?:phút|giờ|ngày|tuần|tháng)"
# A date ("trong 02 ngày 17 và 18/9"), an hour ("trước 9 giờ sáng"), a part of a year ("06 tháng cuối năm") or what has
# been is no length to do it in.
_NO_DATE = (
    r"(?!\w|\s*\d|,?\s+(?:từ\s+\S*\d|từ\s+(?:mùng|mồng)|đầu|cuối|qua|liên|liền|trước\s+đó"
    r"|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|sáng|chiều|tối|(?:hằng|hàng|mỗi)\s+ngày))"
)
_SOME = rf"\d{{1,3}}\s+(?:\([^)]{{0,60}}\)\s+)?{_UNIT}(?:\s+làm\s+việc)?{_NO_DATE}"
_SINCE = r",?\s+(?:sau|kể\s+từ|tính\s+từ|từ\s+(?:khi|ngày|lúc)|trước\s+(?:khi|ngày|buổi|giờ))(?!\w)"
# What is done at one moment, so that a length of time is the time to do it in and not how long it goes on.
_DONE = (
    r"báo|thông\s+báo|gửi|nộp|trình|chuyển|trả|trả\s+lời|phản\s+hồi|giải\s+quyết|xử\s+lý|khắc\s+phục|thẩm\s+định|phê\s+duyệt|xác\s+minh|"
    r"kết\s+luận|xong|hoàn\s+thành|cung\s+cấp|công\s+bố|bàn\s+giao|đăng\s+ký|khiếu\s+nại|kiến\s+nghị|đề\s+nghị|ký|lập|ban\s+hành|quyết\s+định|"
    r"tổng\s+hợp|quyết\s+toán|thanh\s+toán|có\s+mặt|cấp|đón|xác\s+nhận|phân\s+bổ|niêm\s+yết|hoàn\s+trả|mời|hẹn|nhắn(?:\s+tin)?|điều\s+tra|phát\s+hành|nhập|cập\s+nhật|tiếp\s+nhận|xem\s+xét|công\s+khai|đánh\s+giá|ghi"
)
_DOING = re.compile(rf"(?<!\w)(?:{_DONE})(?!\w)", re.IGNORECASE)
_LATEST = r"(?:chậm|muộn)\s+nhất|không\s+(?:muộn|chậm|trễ)\s+hơn"
# A length after or ahead of an event is a limit whatever is done in it: "thăm cụ không quá 03 ngày sau khi biết tin".
_AT_MOST = re.compile(rf"(?<!\w)(?:{_LATEST}|không\s+quá)(?:\s+là)?\s+{_SOME}{_SINCE}", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?<!\w)trước\s+(?!ngày\s+\d)(?:[^\W\d]+\s+){{1,6}}?(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{_SOME}|"
    rf"(?<!\w)(?:trước|(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất))\s+(?:ít\s+nhất\s+|là\s+)?{_SOME}\s+trước(?!\w)|"
    rf"(?<!\w)trước\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?{_SOME}(?!\w)",
    re.IGNORECASE,
)
# "gửi sau kết thúc chương trình 15 ngày", "báo cáo nhanh ngay sau Ngày hội 02 ngày".
_BEHIND = re.compile(rf"(?<!\w)sau\s+(?:khi\s+)?(?:(?!ít\s|tối\s)[^\W\d]+\s+){{1,6}}?{_SOME}(?!\w)", re.IGNORECASE)
_WITHIN = re.compile(
    rf"(?<!\w)(?:trong(?:\s+(?:vòng|thời\s+hạn|thời\s+gian))?(?:\s+(?:không\s+quá|tối\s+đa))?|(?:{_LATEST})(?:\s+là)?(?:\s+sau)?|sau)"
    rf"\s+{_SOME}(?!\w)|(?<!\w){_SOME}\s+(?:sau|trước|kể\s+từ)(?!\w)|"
    rf"(?<!\w)(?:không\s+quá|tối\s+đa)\s+{_SOME}(?<=\slàm\sviệc)",
    re.IGNORECASE,
)
# What is told or handed over, so that a moment is the time to do it by and not when something is held.
_TELLING = re.compile(
    r"(?<!\w)(?:báo(?!\s+(?:và|chí|đài|điện|viên)(?!\w))|báo\s+cáo(?!\s+viên)|thông\s+báo|gửi|nộp|trình|trả|bàn\s+giao|công\s+bố|công\s+khai|cập\s+nhật|nhắn|chốt)(?!\w)",
    re.IGNORECASE,
)
_HOUR = r"\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?"
_MOMENT = re.compile(
    r"(?<!\w)ngay\s+trong\s+(?:ngày|buổi|đêm|tuần|tháng)(?:\s+(?!\d)[^\W\d]+)?(?!\w|\s*\d)|"
    rf"(?<!\w)(?:trước|{_LATEST})\s+{_HOUR}(?:\s+(?:sáng|chiều|tối))?\s+(?:ngày|hôm|sáng|chiều)"
    r"\s+(?:làm\s+việc\s+)?(?:sau|kế\s+tiếp|tiếp\s+theo)(?!\w)|"
    r"(?<!\w)ngay\s+(?:sau|khi)\s+(?!đó(?!\w))[^\W\d][^,;.()]{2,60}|"
    rf"(?<!\w)(?P<regular>(?:vào|trước)(?:\s+(?:{_HOUR}|đầu\s+giờ|cuối\s+giờ|ngày|buổi|sáng|chiều|tối))*"
    r"\s+(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)(?:\s+(?:hằng|hàng|mỗi)\s+tuần)?|"
    rf"trước\s+{_HOUR}(?:\s+(?:sáng|chiều))?\s+(?:hằng|hàng|mỗi)\s+ngày)(?!\w)",
    re.IGNORECASE,
)
_LENGTH = re.compile(_SOME, re.IGNORECASE)  # no form is without one
_DAILY = re.compile(r"(?:hàng|hằng|mỗi|từng)\s+(?:ngày|tuần)", re.IGNORECASE)


def find_length(words: str) -> re.Match[str] | None:
    """Return the length of time in which, or ahead of what, something is to be done; None where it tells how long."""
    if not _LENGTH.search(words) or _DAILY.search(words):
        return None
    forms = (_AHEAD, _WITHIN, _BEHIND) if _DOING.search(words) else ()
    return _AT_MOST.search(words) or next(filter(None, (form.search(words) for form in forms)), None)


def find_moment(words: str) -> re.Match[str] | None:
    """Return the moment without a date by which something is told or handed over; None where nothing is."""
    return _MOMENT.search(words) if _TELLING.search(words) else None

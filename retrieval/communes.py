"""Whom people mean by "xã phải báo cáo", "phường em lo gì": those who govern the communes and wards."""

from __future__ import annotations

import re

from retrieval.named import agencies_in

COMMUNES = "Các xã, phường"
_OWES = (
    r"\s+(?:phải|cần|được giao|có trách nhiệm|có nhiệm vụ|báo cáo|nộp|gửi|hoàn thành|thống kê|rà soát|lập|lo\b"
    r"|xây dựng|đăng ký|tổng hợp|làm (?:gì|những|việc)|làm xong)"
)
_PLACE = r"(?:(?:tỉnh|thành phố|tp)\s+)?(?-i:[A-ZĐ]\w*)(?:\s(?-i:[A-ZĐ]\w*)){0,3}"
_IN = r"\s+(?:ở|tại|thuộc)\s+"
# Communes that owe something and are not named: "xã", "xã tôi ở Lâm Đồng", "các phường", "xã phường Cần Thơ".
_OWING = re.compile(
    r"(?:(?:\b(?:các|những)\s+)?\b(?:xã[\s,/-]+phường|phường[\s,/-]+xã)|\b(?:các|những)\s+(?:xã|phường))"
    rf"(?=(?:(?:{_IN}|\s+(?:của\s+)?){_PLACE})?{_OWES})"
    rf"|\b(?:xã|phường)(?:\s+(?:tôi|em|mình|ta|chúng (?:tôi|em|ta)))?(?=(?:{_IN}{_PLACE})?{_OWES})",
    re.IGNORECASE,
)
# Words that say of a commune something else than that it acts: where it is, who is there, how many there are.
_BEFORE = re.compile(
    r"\b(?:ở|tại|trong|ngoài|trên|dưới|về|của|cho|từ|đến|tới|lên|với|qua|theo|thuộc|cấp|toàn|giữa|và|hay|hoặc|tác|thị"
    r"|mỗi|từng|một|dân|người|cán bộ|chức|viên|lãnh đạo|chủ tịch|bí thư|trưởng|bộ|khối|hội|đoàn|mấy|nhiêu|số|\d+"
    r"|nhà|ra|đi|giúp|thôn|ấp|tổ|trạm|trung tâm|ban|phòng|công chức|y tế|trường|văn phòng"
    r"|hội đồng|tỉnh|thành phố|huyện|quận)\s+$",
    re.IGNORECASE,
)


def governing(text: str) -> str:
    """Return a question with the communes that owe something called as plans address them: "các xã, phường"."""
    bodies = [mention.span for mention in agencies_in(text) if not mention.general]

    def called(found: re.Match[str]) -> str:
        inside = any(span.start <= found.start() < span.end for span in bodies)
        return found[0] if inside or _BEFORE.search(text[: found.start()]) else COMMUNES.lower()

    return _OWING.sub(called, text)

"""The words a section is called by."""

from __future__ import annotations

import re

from ingest.grammar import is_capitals
from plans.text import UPPER, sentences

LONGEST_CLAUSE = 160
_LONGEST_HEADING = 300
_AGENCY = re.compile(
    r"(?:Đề nghị\s+|Giao\s+|Yêu cầu\s+)?(?:Các\s+)?(?:Sở|Ban|[ỦU][ỷy]\s+ban|UBND|UBMTTQ|MTTQ|HĐND|Hội|Liên\s+đoàn|Đoàn|Công\s+an|Bộ|Cục|Chi\s+cục|"
    r"Văn\s+phòng|Phòng|Trung\s+tâm|Đài|Báo|Kho\s+bạc|Ngân\s+hàng|Viện|Tòa|Toà|Thanh\s+tra|Thuế|Hải\s+quan|Trường|Bệnh\s+viện|"
    r"Bảo\s+hiểm|Mặt\s+trận|Huyện|Thành|Tỉnh|Đảng|Thường\s+trực|Ủy\s+viên|sở|ban|ngành|cơ\s+quan|đơn\s+vị|Cơ\s+quan|Đơn\s+vị|"
    r"Thủ\s+trưởng|Giám\s+đốc|Doanh\s+nghiệp|Tổng|Bộ\s+Chỉ\s+huy|BCH|địa\s+phương|Địa\s+phương|phòng|huyện|xã)\b"
)
_AGENCY_BEFORE_COLON = re.compile(r"(?P<agency>[^:.;]{3,200}?)\s*:\s*(?=\S)")
_VERB = re.compile(
    r"\b(?:chủ\s+trì|phối\s+hợp|chịu\s+trách\s+nhiệm|có\s+trách\s+nhiệm|tham\s+mưu|chỉ\s+đạo|lãnh\s+đạo|hướng\s+dẫn|tổ\s+chức\s+(?:thực|triển|học|tuyên)|"
    r"xây\s+dựng\s+kế|thực\s+hiện|triển\s+khai|bố\s+trí|rà\s+soát|căn\s+cứ|tiếp\s+tục|tăng\s+cường|đẩy\s+mạnh|theo\s+dõi|báo\s+cáo)\b"
)
_CLAUSE = re.compile(rf"[;:]\s|,\s(?=(?:đồng\s+thời|trong\s+đó|đảm\s+bảo|bảo\s+đảm)\b)|[.]\s+(?=[{UPPER}])")


def printed(label: str) -> str:
    """Return `label` on one line."""
    return " ".join(label.split())


def is_agency(text: str) -> bool:
    """Say whether `text` names one or more agencies and says nothing about them."""
    return len(text) <= 200 and _AGENCY.match(text) is not None and not _VERB.search(text)


def is_heading(text: str) -> bool:
    """Say whether the words after a number are a heading by their form, whatever follows: capitals, or an agency."""
    if is_capitals(text):
        return True
    found = _AGENCY_BEFORE_COLON.match(text)
    return is_agency(found["agency"] if found else text.rstrip(" .:;"))


def heading_title(text: str) -> str:
    """Return the heading words of `text`: the agency before a colon, the whole of a short one, else its first clause."""
    found = _AGENCY_BEFORE_COLON.match(text)
    if found and is_agency(found["agency"]):
        return found["agency"]
    first = next((text[a:b] for a, b in sentences(text)), text)
    if len(text) <= _LONGEST_HEADING and text.rstrip(" .:").count(". ") == 0:
        return text.rstrip(" .:;")
    return first.rstrip(" .:;") if len(first) <= LONGEST_CLAUSE else first_clause(text)


def first_clause(text: str) -> str:
    """Return the first clause of `text`, cut at a word and marked with "…" when it is longer than 160 characters."""
    if cut := _CLAUSE.search(text):
        text = text[: cut.start()]
    text = text.rstrip(" .:;,")
    if len(text) <= LONGEST_CLAUSE:
        return text
    return text[: LONGEST_CLAUSE - 1].rsplit(" ", 1)[0] + "…"

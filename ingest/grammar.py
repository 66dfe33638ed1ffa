"""How Vietnamese offices lay out a document: numbering styles and the lines that open its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from plans.text import LOWER, UPPER

_START = rf"[{UPPER}“\"(]"  # what the words after a label start with
_SPELLED = "(?i:nhất|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười)"
_DASHED = rf"[-–](?=\s+[{UPPER}“\"])"  # "1.2- Vận động …", as Party bodies number
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"


ZoneKind = Literal[
    "header", "stamp", "title", "preamble", "body", "closing", "recipients", "signature", "appendix"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbering:
    """One style of numbering: `rank` orders styles from the outermost in, `pattern` reads a label at a line's start."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    numbered: bool = True


class Marker(NamedTuple):  # every line is asked for one: a dataclass costs three times as much
    """A label found at the start of a block and the words after it."""

    style: Numbering
    label: str
    rest: str

    @property
    def may_be_range(self) -> bool:
        """Whether a figure follows the dash of the label, so that "3- 5 ngày" may be a range and no third item."""
        return self.style.name == "1." and self.label.endswith(("-", "–")) and self.rest[:1].isdigit()


NUMBERINGS = (
    Numbering("phần", 1, re.compile(rf"(?i:phần)\s+(?:(?i:thứ)\s+)?(?:[IVX]+|\d+|[A-H]|{_SPELLED})\b[.:]?")),
    Numbering("chương", 2, re.compile(r"(?:CHƯƠNG|Chương)\s+(?:[IVXLC]+|\d+)\b[.:]?(?!\s*/)")),
    Numbering(
        "mục", 3, re.compile(rf"(?:MỤC|Mục|Tiểu mục)\s+(?:[IVX]+|\d+)(?:[.:](?=\s|$)|(?=\s*$|\s+[{UPPER}]{{2}}))")
    ),
    Numbering("điều", 4, re.compile(r"(?:ĐIỀU|Điều)\s+\d{1,3}[a-zđ]?\s*[.:](?=\s|$)")),
    Numbering("A.", 5, re.compile(rf"[A-HK-UĐ]\s*[.)\-–/](?:\s+|(?=[{UPPER}]{{2}}))(?=[“\"]?[{UPPER}])")),
    Numbering("I.", 6, re.compile(rf"{_ROMAN}\s*(?:[.\-–):]{{1,2}}\s*(?={_START})|/[.\-–]?\s+(?={_START})|[.)\-–]$)")),
    Numbering(
        "1.1.1.",
        9,
        re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{2,4}}(?:[.)]?(?=\s+\D|$)|[.)](?=\s+\d)|\.(?=\w)|{_DASHED})"),
    ),
    Numbering(
        "1.1.",
        8,
        re.compile(rf"\d{{1,2}}\.\d{{1,2}}(?:[.)]?(?=\s+[^\d\s%])|[.)](?=$|\s+\d)|\.(?=[{UPPER}])|{_DASHED})"),
    ),
    Numbering(
        "1.",
        7,
        re.compile(
            rf"\d{{1,2}}\s?(?:[.)/](?=\s+\S|$)|[.)](?=[{UPPER}“\"])|[-–](?=\s+[{UPPER}“\"])|(?<=\d)[-–](?=\s+\d))"
        ),
    ),
    Numbering("(1)", 10, re.compile(r"\((?:\d{1,2}|[ivx]+|[a-zđ])\)(?=\s*\S|$)")),
    Numbering("a)", 11, re.compile(rf"[a-zđ](?:\s?\)(?=\s*\S|$)|[./](?=\s+[{UPPER}“\"]))")),
    Numbering("-", 12, re.compile(r"[-–—](?=\s*[^\s\d]|\s+\d|\d+\s?%|$)"), numbered=False),
    Numbering("•", 12, re.compile(r"[•●▪◦■□➢✓\uf02d\uf0b7\uf0a7\uf0fc](?=\s*\S|$)|o(?=\s+[A-ZĐ])"), numbered=False),
    Numbering("+", 13, re.compile(r"\+(?=\s*\S|$)"), numbered=False),
    Numbering("*", 14, re.compile(r"\*(?=\s+\S)"), numbered=False),
)

_LABELLED = re.compile("|".join(f"(?:{style.pattern.pattern})" for style in NUMBERINGS))

KINDS = (
    "Kế hoạch", "Quyết định", "Chỉ thị", "Nghị quyết", "Chương trình hành động", "Chương trình", "Hướng dẫn",
    "Thông báo", "Kết luận", "Công điện", "Báo cáo", "Tờ trình", "Quy chế", "Quy định", "Quy trình", "Đề án",
    "Phương án", "Thông tri", "Thông tư", "Nghị định", "Biên bản", "Dự án", "Chiến lược", "Điều lệ", "Công văn",
    "Kịch bản", "Đề cương", "Thể lệ", "Quy ước", "Hương ước", "Nội quy", "Quy tắc", "Lời kêu gọi", "Thông cáo",
)  # fmt: skip
_KIND = "|".join(kind.upper() for kind in KINDS)
_KIND_ANY = "|".join((*KINDS, *(kind.upper() for kind in KINDS)))
_JOINTLY = r"(?:\s+(?i:liên\s+(?:tịch|ngành|bộ|cơ\s+quan)))?"  # of bodies that sign together
_WAY = rf"(?:\s+(?i:phối\s+hợp|hành\s+động|công\s+tác))?{_JOINTLY}"  # on a line of its own it belongs to the type
KIND_LINE = re.compile(rf"(?P<kind>(?:{_KIND_ANY}){_WAY})(?:\s*\(.{{1,40}}\))?\s*$")
KIND_START = re.compile(rf"(?P<kind>(?:{_KIND}){_JOINTLY})\s+(?!SỐ\b)(?=\S)")
_NATION = r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT"
KIND_WORDS = re.compile(rf"(?P<kind>(?:{_KIND_ANY}){_JOINTLY})\s+(?=\S)")
NATION = re.compile(_NATION, re.IGNORECASE)
_NUMBER = r"(?:Số|SỐ)\s*[:.]?\s*(?:[\d.…_]+[a-zA-Z]?\s*)?[/\-–]\s*[A-ZĐ]|Số\s*:\s*$"
NUMBER_LINE = re.compile(_NUMBER)
DATE_LINE = re.compile(rf"[{UPPER}][\w\s.\-–]{{1,40}},\s*(?:ngày|Ngày)\b")
_RECIPIENTS = r"(?:Nơi|NƠI)\s+(?:nhận|NHẬN)\b"
RECIPIENTS = re.compile(_RECIPIENTS)
ADDRESSED = re.compile(rf"(?:KÍNH|Kính)\s+(?:GỬI|gửi)\b\s*:?|[{UPPER}][{UPPER}\s]{{4,80}}\s(?:điện|ĐIỆN)\s*:")
_SIGNING = rf"(?:T/M|TM|KT|K/T|TL|T/L|TUQ|T/U/Q|Q)(?:\s*[./]\s*|\s+)(?=[{UPPER}]{{2}})"
SIGNING = re.compile(_SIGNING)
POSITION = re.compile(
    r"(?:QUYỀN\s+|Q\.\s*)?(?:PHÓ\s+)?(?:(?:TỔNG\s+)?GIÁM\s+ĐỐC|CHỦ\s+TỊCH|BÍ\s+THƯ|TRƯỞNG\s+(?:BAN|PHÒNG|ĐOÀN)|TỔNG\s+BÍ\s+THƯ|"
    r"CHÁNH\s+(?:VĂN\s+PHÒNG|THANH\s+TRA|ÁN)|VIỆN\s+TRƯỞNG|HIỆU\s+TRƯỞNG|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|THỦ\s+TR?ƯỚNG|THỦ\s+TRƯỞNG|"
    r"CHỦ\s+NHIỆM|CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|CHI\s+CỤC\s+TRƯỞNG|CHỈ\s+HUY\s+TRƯỞNG|"
    r"[UỦ][ỶYỲ]\s+VIÊN(?:\s+THƯỜNG\s+(?:TRỰC|VỤ))?|THƯỜNG\s+TRỰC|TỔNG\s+THƯ\s+KÝ|TƯ\s+LỆNH|CHÍNH\s+(?:[UỦ][ỶY]|TRỊ\s+VIÊN)|"
    r"(?:THAM\s+MƯU|KẾ\s+TOÁN|ĐỘI|TRẠM|TỔ|ĐỒN|HẠT)\s+TRƯỞNG|TRƯỞNG\s+(?:KHOA|TRẠM|CÔNG\s+AN|TIỂU\s+BAN|BỘ\s+MÔN|THÔN))\b"
)
STAMP = re.compile(
    r"(?:.*\s)?(?:ĐẾN|BÊN|ĐÊN|CÔNG\s+VĂN\s+ĐẾN|VĂN\s+BẢN\s+ĐẾN)\s*:?\s*(?:[Ss]ố|[Nn]gày|$)|Chuy[êể]n\s*:|"
    r"Ngày\s*(?:đến)?\s*:\s*\d|Lưu\s+hồ\s+sơ\s+số|Số\s*(?:đến|:)\s*:?\s*\d+\s+Ngày\b"
)
_APPENDIX = r"(?:PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:(?:số|SỐ)\s*)?(?:[IVXLC]+|\d+[a-zA-Z]?|[A-H])\b)?"
APPENDIX = re.compile(rf"(?P<label>{_APPENDIX})(?P<rest>.*)$")
CLOSING = re.compile(r"Trên\s+đây\s+là\b")
CLOSING_LAST = re.compile(
    r"(?:Trong\s+)?[Qq]uá\s+trình\s+(?:tổ\s+chức\s+|triển\s+khai\s+)*(?:thực\s+hiện)|.{0,90}\b(?:yêu\s+cầu|đề\s+nghị)\s+(?:các|thủ\s+trưởng|Thủ\s+trưởng)\b|"
    r"(?:Kế\s+hoạch|Chỉ\s+thị|Công\s+điện|Chương\s+trình|Hướng\s+dẫn|Quyết\s+định|Thông\s+báo)\s+này\s+|.{0,60}\bthông\s+báo\b|Nhận\s+được\b|Căn\s+cứ\b"
)
AUTHORITY = re.compile(
    rf"(?:{POSITION.pattern}|ỦY\s+BAN|UỶ\s+BAN|HỘI\s+ĐỒNG\s+NHÂN\s+DÂN|CHÍNH\s+PHỦ|BAN\s+(?:CHẤP\s+HÀNH|THƯỜNG\s+VỤ)|KÍNH\s+GỬI|Kính\s+gửi)"
)
SUMMARY = re.compile(r"V\s*/\s*v\b\s*:?\s*", re.IGNORECASE)
_SOLO = re.compile(rf"(?:{_KIND}){_WAY}\s*$|{_NATION}|{_NUMBER}|{_SIGNING}|{_RECIPIENTS}|{_APPENDIX}\s*[.:]?$")
LAYOUT_CELL = re.compile(rf"(?i:{_NATION}|{_RECIPIENTS})|{_NUMBER}|{_SIGNING}")
COLUMN = re.compile(r"\s{3,}|\t+|\s\|\s")  # between what stands side by side on a line
_NUMBERED = (
    r"[Qq]uyết định|[Nn]ghị (?:quyết|định)|[Cc]hỉ thị|[Kk]ế hoạch|[Tt]hông (?:tư|báo|tri)|[Kk]ết luận|[Cc]ông văn|"
    r"[Cc]ông điện|Luật|[Hh]ướng dẫn|[Đđ]ề án|[Cc]hương trình|[Bb]áo cáo|[Tt]ờ trình|[Qq]uy (?:định|chế)|"
    r"liên tịch|[Mm]ẫu|[Pp]hụ lục"
)
# Some words that end no sentence end nouns and adverbs: "chứng từ", "kỹ năng số", "hằng năm", "Văn phòng Sở".
_UNFINISHED = re.compile(
    r"(?:\b(?:của|và|về|các|những|cho|với|theo|tại|(?<!chứng )(?<!điện )từ|đến|do|là|trong|bởi|(?<!nêu )(?<!như )trên|"
    rf"hoặc|để|được|bằng|giữa|(?<!hằng )(?<!hàng )(?<!mỗi )(?:ngày|tháng|năm)|(?:{_NUMBERED})\s+số|Quyết định|"
    r"Nghị quyết|Chỉ thị|Kế hoạch|Nghị định|Thông tư|Kết luận|Luật|(?<!phòng )(?<!tra )(?<!thuộc )(?<!đốc )(?:Sở|Bộ)|"
    r"Ủy ban|Uỷ ban|(?<!Trưởng )(?<!Trưởng ban )(?<!phòng )Ban)|,)$"
)
_LONGEST_WORD = 40  # characters
_ASIDE = re.compile(r"\([^()]*\)")
_LOWER_START = re.compile(rf"[“\"'(‘]*[{LOWER}]")


@lru_cache(maxsize=2048)  # each line is asked about from several sides
def marker(text: str, *, alone: bool = False) -> Marker | None:
    """Return the numbering label `text` starts with, or `None`; with `alone`, only when nothing follows it."""
    for style in NUMBERINGS if _LABELLED.match(text) else ():
        if found := style.pattern.match(text):
            rest = text[found.end() :].strip()
            return None if alone and rest else Marker(style, found[0].strip(), rest)
    return None


def is_numbered(text: str) -> bool:
    """Say whether `text` starts with a number or letter label; a bullet is none."""
    found = marker(text)
    return found is not None and found.style.numbered


def solo(text: str) -> bool:
    """Say whether `text` is a line that no paragraph contains: a document's kind, its number, a signing authority …"""
    return _SOLO.match(text) is not None


def is_lower(text: str) -> bool:
    """Say whether `text` starts with a small letter, quotation marks aside."""
    return _LOWER_START.match(text) is not None


@lru_cache(maxsize=2048)
def is_capitals(text: str) -> bool:
    """Say whether `text` is printed in capital letters: one in ten small at most, what stands in brackets aside."""
    bare = _ASIDE.sub("", text) or text
    small = sum(map(str.islower, bare))
    if small * 10 > len(bare):  # most texts: their letters need not be counted
        return False
    letters = sum(map(str.isalpha, bare))
    return letters > 1 and small * 10 <= letters


def unfinished(text: str) -> bool:
    """Say whether `text` ends where no sentence can: a function word, the name of a document kind, a comma."""
    return _UNFINISHED.search(text[-_LONGEST_WORD:]) is not None


def ended(text: str) -> bool:
    """Say whether `text` ends with a mark that closes a sentence or a clause; an ellipsis leaves it open."""
    bare = text.rstrip('”»"’)* ')
    return bare.endswith((".", ";", ":", "!", "?")) and not bare.endswith("..")

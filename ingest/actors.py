"""Bodies named one after the other: in a heading, at the start of a sentence, in a table's cell.

An actor is a body the gazetteer knows, or words that open like a body's name and run to the next verb or mark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.fullnames import UNLISTED, is_title, of_fields, whole_words, with_parks
from ingest.places import place_at
from ingest.predicates import find_predicate, predicate_at
from ingest.reading import Reading
from plans.agencies import Mention
from plans.text import LOWER, UPPER, squeeze

_HOLDER = re.compile(
    r"(?:(?:Tổng\s+|Phó\s+)*(?:[Hh]iệu\s+trưởng|[Gg]iám\s+đốc|[Cc]hủ\s+tịch|[Tt]hủ\s+trưởng|[Bb]ộ\s+trưởng|[Ll]ãnh\s+đạo|[Bb]í\s+thư|[Tt]rưởng)|"
    r"[Nn]gười\s+đứng\s+đầu|[Cc]hánh(?=\s+(?:Văn|Thanh))|[Cc]ục\s+trưởng|[Tt]ập\s+thể|[Tt]oàn\s+thể)(?:\s+|(?=:))"
)
ORGAN = (
    r"(?:sở|ban|bộ|ngành|cơ\s+quan|đơn\s+vị|địa\s+phương|huyện|xã|phường|cấp|tổ\s+chức|đoàn\s+thể|hội|trường(?!\s+hợp)|doanh\s+nghiệp|cơ\s+sở|"
    r"đảng|chi|phòng|trung\s+tâm|công\s+ty|tập\s+đoàn|tổng\s+công\s+ty|thành\s+viên|thành\s+phố|thành\s+ủy|khoa|bệnh\s+viện|viện|"
    r"cục|văn\s+phòng|ngân\s+hàng|đài|báo(?!\s+cáo)|tổ|lực\s+lượng|đồng\s+chí|ủy\s+ban|uỷ\s+ban|ubnd|chủ\s+đầu\s+tư|nhà\s+đầu\s+tư|nhà\s+thầu|nhà\s+cung\s+cấp|nhà\s+trường|thôn|ấp|"
    r"khu\s+phố|quận|thị\s+xã|hợp\s+tác\s+xã|cấp\s+ủy|tỉnh|chủ\s+dự\s+án|chủ\s+rừng|cụm|khối|đội)"
)
# Those who have a post or a part, told what to do behind a colon.
_POST = (
    r"(?:Cộng\s+tác\s+viên|Giáo\s+viên|Giảng\s+viên|Báo\s+cáo\s+viên|Tuyên\s+truyền\s+viên|Hội\s+viên|Đoàn\s+viên|Đảng\s+viên|"
    r"(?:Tổ|Nhóm|Đội|Chi\s+hội|Cụm)\s+trưởng|Chủ\s+nhiệm|Cán\s+bộ|Công\s+chức|Viên\s+chức|Nhân\s+viên|Học\s+sinh|Sinh\s+viên|"
    r"Phụ\s+huynh|Người\s+(?:dân|học|phụ\s+trách|lao\s+động)|Chủ\s+(?:hộ|cơ\s+sở|tàu|nhà|doanh)|Hộ\s+(?:gia|dân|kinh|sản))"
    r"(?=[^.;:,\n]{0,40}(?<!\slà):\s)"
)
_NAME = re.compile(
    rf"(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng)\s+(?i:{ORGAN})(?!\w)|Sở\s+[A-ZĐ]|Ban\s+(?!hành|đầu|đêm|ngày|bố)\w|(?:Ủy|Uỷ)\s+ban|UB[A-ZĐ]+|HĐND|Mặt\s+trận|"
    r"Hội\s+(?!nghị|thảo|thi|viên|nhập|làng|chợ|xuân|báo|trại|đua)|Công\s+an|Đài\s+|Báo\s+(?!cáo)[A-ZĐ]|Trường\s+(?!hợp)|Trung\s+tâm|Chi\s+(?:cục|nhánh|bộ|hội|đoàn)|"
    r"Cục\s+[A-ZĐ]|Phòng\s+[A-ZĐ]|Bộ\s+[A-ZĐ]|Văn\s+phòng|Liên\s+(?:đoàn|hiệp|minh)|(?:Tỉnh|Thành|Huyện|Xã|Phường)\s+(?:[đĐ]oàn|ủy)|"
    r"Hiệu\s+trưởng(?=\s*:)|(?:Tổ|Nhóm|Đội|Cụm)\s+trưởng|Trưởng\s+(?:thôn|bản|ấp|khóm|xóm|buôn|khu)|Khoa\s+[A-ZĐ]|Đoàn\s+(?!kết|viên)|Hiệp\s+hội|Ngân\s+hàng|Bảo\s+hiểm|Bệnh\s+viện|Viện\s+[A-ZĐk]|Tòa\s+án|Kho\s+bạc|Kiểm\s+toán\s+[Nn]hà|"
    r"Thanh\s+tra\s+(?:tỉnh|thành|Chính)|Cơ\s+quan|Đơn\s+vị|Bộ\s+phận|Đảng\s+(?:ủy|uỷ|đoàn|bộ)|Thường\s+trực|Tổng\s+công\s+ty|Tập\s+đoàn|"
    r"Công\s+ty|Quỹ\s+[A-ZĐ]|Tổ\s+(?:[A-ZĐ]|công\s+(?:tác|đoàn|nghệ)|giúp\s+việc|thư\s+ký|giám\s+sát|hòa\s+giải|tự\s+quản|bảo\s+vệ|xung\s+kích|dân\s+phố|liên\s+gia|vay\s+vốn|tư\s+vấn|tuần\s+tra|phản\s+ứng)|Đại\s+học\s+[A-ZĐ]|Hạt\s+[A-ZĐ]|Vườn\s+[Qq]uốc\s+gia|Trạm\s+[A-ZĐ]|Học\s+viện|Cấp\s+(?:ủy|uỷ)|Chính\s+quyền|Lực\s+lượng|Doanh\s+nghiệp|Cơ\s+sở|Chủ\s+đầu\s+tư|"
    r"(?:Thôn|Ấp|Xóm|Bản|Buôn|Khu\s+(?:phố|dân\s+cư)|Tổ\s+dân\s+phố)(?=,|\s+(?:có|nơi)\s)|Đội\s+[A-ZĐ]|Bảo\s+tàng|Thư\s+viện|(?:Thống\s+kê|Thuế)\s+(?:tỉnh|thành|cơ|khu)|Bưu\s+điện|Viễn\s+thông\s+[A-ZĐ]|Điện\s+lực|"
    rf"{_POST}|Cổng\s+|Tạp\s+chí|Hợp\s+tác\s+xã|Người\s+đứng\s+đầu|Thủ\s+trưởng|Tổ\s+chức\s+(?:Đảng|chính))"
)
_LOWER_NAME = re.compile(
    rf"(?!cấp\s+(?!ủy|uỷ)|ban\s+hành|trường\s+hợp|báo\s+cáo|cơ\s+sở\s+dữ|hội\s+nghị|tổ\s+chức\s+(?:thực|triển|hội))(?:{ORGAN}|chính\s+quyền|mặt\s+trận|hệ\s+thống\s+(?:thông|truyền|phát)|cá\s+nhân|hộ\s+gia\s+đình)(?!\w)"
)
MARK = re.compile(
    r"[:;.(\n]|,(?!\s*(?:xã|phường|thị|thành\s+phố|huyện|quận|đặc\s+khu|ấp|thôn|bản|buôn|phố|xóm|khu\s+phố|tổ\s+dân|chống|tránh|thành\s+(?:ủy|uỷ))(?!\w))|\s+(?:và|cùng|để|trong|nhằm|về|theo|tại|qua|do|không|là|gồm|mỗi|đều|tự|chỉ(?!\s+(?:đạo|huy|thị|tiêu)))\s|(?<!chính\strị)\s-\s"
)
_STRONG, _PAUSED = re.compile(r"[:;.(\n]"), re.compile(r"[:;.,(\n]")
JOINS = re.compile(
    r"(?:trong|của|về|với|do|để|là|đến|theo|từ|cho|bằng|qua|đã|sẽ|như|khi|nhằm|nêu|và|hoặc|các|những|tại|trên|dưới|giữa|"
    r"nhiệm\s+kỳ|khóa|khoá|số|năm|ngày|tháng|lần|có|được|bị|không|chưa|còn|đang|vào|ở|nếu|mà|này|đó|nói|thuộc|trực|nhất|kể|gồm|"
    r"cấp|tỉnh|xã|huyện|trước|mỗi|gồm|tối|mới|cùng|liên|khác|nhà|thông|y|đảng|hội|phường)(?!\w)"
)
_TAIL = re.compile(
    r"(?:\s+(?:[Cc]hi\s+nhánh|tỉnh|thành\s+phố|huyện|xã|phường|thị\s+xã|thị\s+trấn|đặc\s+khu|các\s+(?:cấp|đơn\s+vị|địa\s+phương)|cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở|trên(?:\s+trực\s+tiếp(?:\s+cơ\s+sở)?)?|dưới)|(?:xóm|thôn|ấp|bản|buôn)(?:,\s+(?:phố|tổ\s+dân\s+phố|khu\s+phố))?|cấp(?!\s+(?:kinh|vốn|tiền|giấy|thẻ|thuốc|sổ|bù|cho|\d))|ngành|"
    r"(?:có\s+|được\s+)?liên\s+quan|trực\s+thuộc|thuộc(?:\s+(?:Sở|Bộ|Cục|Ban|Tổng\s+cục)(?=\s*(?:[:;,.(\n]|$)))?|trên\s+địa\s+bàn|địa\s+phương|cơ\s+sở|chuyên\s+môn|chức\s+năng|khu\s+vực|"
    rf"nơi|đóng|trong\s+tỉnh|toàn\s+tỉnh|Trung\s+ương|(?!(?:Sở|Ban|Bộ|Hội|Ủy|Uỷ|Công|Các|Phòng|Trung|Chi|Cục|Viện|Đài|Báo)(?!\w))[{UPPER}][{LOWER}]+))+(?!\w)"
)
_LAST_WORDS = re.compile(rf"\s+(?!{JOINS.pattern})[^,.:;()\d]+(?=:?\s*$|\s*\()")
_OF_WHICH = re.compile(r"\s+(?:có|nơi\s+có|được|đạt|giáp|ven|nằm|từ)\s[^,.:;()\n]+(?=:|\s*$)")
_WHERE = re.compile(r"\s+(?:có|nơi\s+có|giáp|ven|nằm)\s+(?!trách|nhiệm\s+vụ|kế|thể|hiệu)")
_AMONG = re.compile(r"\s+(?:trong|tại|ở)\s+(?=các\s)")
_ENUMERATED = re.compile(rf"(?:\s+[{LOWER}]+)*(?:,\s+[{LOWER}]+(?:\s+[{LOWER}]+)*)+\s+và\s+[^,.:;()\n]+(?=:|\s*$)")
_FORMED = re.compile(r"(?:^|\s)(?:Ban\s+[Cc]hỉ\s+(?:đạo|huy)|Hội\s+đồng)$")  # made for a matter named in small letters
_GOES_ON = re.compile(r"\s(?:và|hoặc|cùng|để|theo|với|như|tại|trong)\s")  # what no matter begins with
_TO_LEVEL = re.compile(r"[^,.;:(\n]{3,60}?(?<!các)\s(?:tỉnh|thành\s+phố|huyện|xã|phường|quốc\s+gia)(?=\s)")
# "Đơn vị không | báo cáo", "Trung tâm là cơ sở | thường xuyên", "Phó Trưởng ban gồm đại diện | lãnh đạo …"
_NO_NAME = re.compile(r"\s(?:là|gồm)\s|\s(?:không|chưa|có|bị|được)$")
_BELONGS = re.compile(r"\s(?:trực\s)?thuộc\s")
_TO_LABEL_END = re.compile(r"(?:\s(?:-\s)?[^\W\d_]+){1,6}(?=\s*:\s)")
_OF_MATTER = re.compile(r"(?<=[Nn]hà nước) về(?: [^\W\d_]+){1,8}(?=\s*:\s)")  # "Cục Giám định Nhà nước về …:"
GLUE = re.compile(r"\s*(?:,\s*(?:và\s+)?|;\s*|\s(?:và|cùng|hoặc)\s+|\s-\s|/\s*|&\s*)")
_ASIDE = re.compile(r"\s*\([^()\n]*\)")
_BEFORE_COLON = re.compile(
    rf"[^\W\d_]+(?: (?:- )?[^\W\d_]+){{1,9}}(?:, (?!{ORGAN}(?!\w))[{LOWER}]+(?: [{LOWER}]+){{0,2}})?(?=: )"
)  # behind a comma what ends one name: "Đoàn các trường đại học, cao đẳng: …"
_POSITION = r"(?:Chủ|Phó|Bí\s+thư|Ủy\s+viên|Trưởng|Giám|Hiệu|Thư\s+ký|Chánh|Tổ)"
_CALLED = (  # before a person's own name: a title, a calling or a post
    r"(?:(?:Phó\s+|Tổng\s+)*(?:Chủ\s+(?:tịch|nhiệm)|Bí\s+thư|Giám\s+đốc|Hiệu\s+trưởng|Trưởng\s+\w+|(?:Tổ|Đội|Nhóm)\s+trưởng)|"
    r"Ủy\s+viên|Điều\s+dưỡng|(?:Nữ\s+)?[Hh]ộ\s+sinh|Dược\s+sĩ|Bác\s+sĩ|Y\s+(?:sĩ|tá)|Kỹ\s+sư|Kế\s+toán|Văn\s+thư|Thủ\s+quỹ|Thư\s+ký|"
    r"Tổng\s+phụ\s+trách|Cán\s+bộ|Công\s+chức|Giáo\s+viên|Thầy|Cô|Anh|Chị|Ông|Bà|Đồng\s+chí)"
)
_PERSON = re.compile(
    rf"(?:[Đđ]ồng\s+chí|Ông|Bà)(?:\s+[{UPPER}][{LOWER}]+){{2,5}}\s*[,–-]\s*(?={_POSITION})[^:.;\n]{{3,80}}(?=:\s)|"
    rf"{_CALLED}(?!\w)[^.;:()\n]{{0,40}}?(?:\s+[{UPPER}][{LOWER}]+){{2,5}}(?=\s*(?:\([^()\n]*\)\s*)?:\s)"
)  # "Đồng chí Võ Thị Nga, Phó Chủ nhiệm:", "Dược sĩ Cao Thị Lệ:"
_COLON = re.compile(r":\s*")
_EACH = re.compile(r"(?:[Mm]ỗi|[Tt]ừng)\s+(?=[A-ZĐ])")
_MANY = re.compile(
    r"^(?:các|mỗi|từng|những|người\s+đứng\s+đầu|thủ\s+trưởng|đơn\s+vị|cơ\s+quan|tổ\s+chức|địa\s+phương|doanh\s+nghiệp|cá\s+nhân|"
    r"chính\s+quyền|cấp\s+(?:ủy|uỷ)|giám\s+đốc\s+(?:các\s+)?sở$)|(?:xã|huyện|phường)\s*,|cấp\s+(?:xã|huyện)|(?:sở|ban)\s*,\s*ngành|"
    r"\scác\s+(?:cấp|sở|ban|đơn\s+vị|địa\s+phương|cơ\s+quan|huyện|xã|thị|thành|tỉnh|quận|phường)(?!\w)",
    re.IGNORECASE,
)
LONGEST_TAIL, LONGEST_NAME = 8, 16  # words
_MOST_ACTORS = 100  # of one list; a list of all provinces has 63


class Actor(NamedTuple):
    """A body in a reading: its name written out, and where it is printed."""

    name: str
    start: int
    end: int
    general: bool


def actors_at(reading: Reading, start: int, end: int, *, small: bool = False) -> tuple[tuple[Actor, ...], int]:
    """Return the list of actors that stands at `start`, and where it ends.

    `small` lets the first be an unknown body in small letters ("đơn vị đầu mối"), as after a request.
    """
    found: list[Actor] = []
    at = start
    while len(found) < _MOST_ACTORS and (actor := _actor(reading, at, end, small=small or bool(found))):
        found.append(actor)
        aside = _ASIDE.match(reading.text, actor.end, end)
        at = aside.end() if aside else actor.end
        glue = GLUE.match(reading.text, at, end) or _opens_list(reading, found[-1], at, end)
        if not glue or not _names(reading, glue.end(), end):
            break
        if glue[0].startswith(":"):
            found.pop()
        at = glue.end()
    return tuple(found), at


def _opens_list(reading: Reading, group: Actor, at: int, end: int) -> re.Match[str] | None:
    """Return the colon behind a group whose known members follow: "các Bộ: Quốc phòng, Công an"."""
    colon = _COLON.match(reading.text, at, end) if group.general else None
    return colon if colon and _mention_at(reading, colon.end(), end) else None


def _names(reading: Reading, at: int, end: int) -> bool:
    forms = (_NAME, _LOWER_NAME, _HOLDER)
    known = _mention_at(reading, at, end) is not None or place_at(reading.text, at, end) > 0
    return known or any(form.match(reading.text, at, end) for form in forms)


def _actor(reading: Reading, at: int, end: int, small: bool) -> Actor | None:
    if person := _PERSON.match(reading.text, at, end):
        return Actor(squeeze(person[0]), at, person.end(), False)
    each = _EACH.match(reading.text, at, end)
    if each and (one := _mention_at(reading, each.end(), end)):
        return Actor(one.name, at, _tail(reading, each.end(), one, end), True)
    holder = _HOLDER.match(reading.text, at, end)
    known = _mention_at(reading, at, end) or (_mention_at(reading, holder.end(), end) if holder else None)
    if known:
        stop = _tail(reading, at, known, end)
        stop = _of_fields(reading, at, stop, end)
        if reading.text[at:stop].endswith("thuộc") and (above := _mention_at(reading, stop + 1, end)):
            stop = above.span.end
        name = f"{known.name} {squeeze(reading.text[known.span.end : stop])}".strip().replace(" ,", ",")
        many = known.general or _MANY.search(name) is not None
        return None if _NO_NAME.search(name) else Actor(name, at, stop, many)
    if place := place_at(reading.text, at, end):
        return Actor(_capital(squeeze(reading.text[at:place])), at, place, False)
    if not (_NAME.match(reading.text, at, end) or holder or (small and _LOWER_NAME.match(reading.text, at, end))):
        return None
    stop = _to_colon(reading, at, end) or _stop(reading, at, at + 1, end)
    stop = _of_fields(reading, at, stop, end)
    name = squeeze(reading.text[at:stop])
    short = len(name.split()) <= LONGEST_NAME and name.lower() != "lãnh đạo"  # alone it is the verb
    short = short and not _NO_NAME.search(name)
    return Actor(_capital(name), at, stop, _MANY.search(name) is not None) if short else None


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _mention_at(reading: Reading, at: int, end: int) -> Mention | None:
    return reading.named_at(at, min(end, at + 200))


def _stop(reading: Reading, start: int, after: int, end: int) -> int:
    """Return where a name that starts at `start` ends: before a mark, or the first verb from `after` on."""
    mark = MARK.search(reading.text, after, end)
    limit = mark.start() if mark else end
    return trimmed(reading, start, find_predicate(reading.text, start, limit, after) or limit)


def _of_fields(reading: Reading, at: int, stop: int, end: int) -> int:
    """Return where the fields end that a unit's name lists behind a comma, unless another body is named there."""
    comma = GLUE.match(reading.text, stop, end)
    return stop if comma and _names(reading, comma.end(), end) else of_fields(reading.text, at, stop, end) or stop


def _to_colon(reading: Reading, at: int, end: int) -> int:
    """Return where a few words before a colon end that something to do follows: "Bảo tàng tổng hợp tỉnh: chủ trì …"."""
    words = _BEFORE_COLON.match(reading.text, at, end)
    return words.end() if words and predicate_at(reading.text, words.end() + 2) else 0


def _tail(reading: Reading, at: int, known: Mention, end: int) -> int:
    """Return where the words end that only tell a known body's place or kind: "… trực thuộc tỉnh"."""
    start = known.span.end
    if stop := _matter(reading, at, known, end) or with_parks(reading.text, at, start, end):
        return stop
    tail = _TAIL.match(reading.text, start, end)
    if known.general and (tail or not JOINS.match(reading.text, start + 1)):
        stop = _stop(reading, at, start, end)
        sentence = reading.text[stop : stop + 1] in (".", ";")  # then its last words may be a verb the table lacks
        if not sentence and 0 < len(reading.text[start:stop].split()) <= LONGEST_TAIL:
            return stop
    if stop := _described(reading, at, known, end) or _labelled(reading, at, known, end):
        return stop
    tail = tail or _LAST_WORDS.match(reading.text, start, end)
    if not tail or len(tail[0].split()) > LONGEST_TAIL:
        return start
    beside = reading.named_at(start + 1, end)
    if beside and not beside.general:
        return start  # in a cell bodies stand side by side
    said = find_predicate(reading.text, at, tail.end(), start + 1)
    reached = (m.span.end for m in reading.within(start, end) if m.span.start < tail.end() < m.span.end)
    stop = next((stop for stop in reached if "," not in reading.text[tail.end() : stop]), tail.end())
    return trimmed(reading, start, said or whole_words(reading.text, at, stop, end))


def _described(reading: Reading, at: int, known: Mention, end: int) -> int:
    """Return where the words up to a colon or the end describe a body, else 0.

    They tell which of many is meant ("các xã có vùng chè") or finish a list inside a name ("… môi trường, biển …").
    """
    start, text = known.span.end, reading.text
    many = _OF_WHICH.match(text, start, end) if " các " in known.name else None
    named = _ENUMERATED.match(text, start, end) if UNLISTED.match(text, at) else None
    if stop := _which(reading, at, known, end):
        return stop
    words = many or named
    if not words or len(words[0].split()) > LONGEST_TAIL or find_predicate(text, at, words.end(), start + 1):
        return 0
    others = any(_names(reading, comma.end(), end) for comma in GLUE.finditer(text, start, words.end()))
    return 0 if named and others else trimmed(reading, start, words.end())


def _which(reading: Reading, at: int, known: Mention, end: int) -> int:
    """Return where the words end that tell which of many act: "các xã có dự án đi qua | trực tiếp …", else 0."""
    start, text = known.span.end, reading.text
    opens = _WHERE.match(text, start, end) if " các " in known.name else None
    opens = opens or (_AMONG.match(text, start, end) if known.general else None)
    mark = _PAUSED.search(text, start, end) if opens else None
    said = find_predicate(text, at, mark.start() if mark else end, opens.end()) if opens else None
    return trimmed(reading, start, said) if said and len(text[start:said].split()) <= LONGEST_TAIL else 0


def _labelled(reading: Reading, at: int, known: Mention, end: int) -> int:
    """Return where a few words end that finish the label a body's name opens: "Ban Công tác Mặt trận khu dân cư:"."""
    if matter := _OF_MATTER.match(reading.text, known.span.end, end):
        return matter.end()
    words = _TO_LABEL_END.match(reading.text, known.span.end, end)
    joins = words and ((JOINS.match(words[0].strip()) and not _BELONGS.match(words[0])) or GLUE.search(words[0]))
    if not words or joins:
        return 0
    verb = find_predicate(reading.text, at, words.end(), known.span.end + 1) is not None
    return words.end() if not verb or is_title(reading.text, at, words[0]) else 0


def _matter(reading: Reading, at: int, known: Mention, end: int) -> int:
    """Return where the matter ends that a board is made for ("Ban Chỉ đạo phòng, chống thiên tai tỉnh"), else 0."""
    start, text = known.span.end, reading.text
    opens = text[start : start + 1] == " " and text[start + 1 : start + 2].islower()
    if not opens or not _FORMED.search(text[at:start]) or _GOES_ON.match(text, start):
        return 0
    if predicate_at(text, start + 1):
        level = _TO_LEVEL.match(text, start, end)
        return level.end() if level and predicate_at(text, level.end() + 1) else 0
    mark = _STRONG.search(text, start, end)
    said = find_predicate(text, at, mark.start() if mark else end, start + 1)
    stop = said or (mark.start() if mark and mark[0] == ":" else 0 if mark else end)
    glued = (glue.start() for glue in GLUE.finditer(text, start, stop) if _names(reading, glue.end(), end))
    stop = trimmed(reading, start, next(glued, stop))
    return stop if 0 < len(text[start:stop].split()) <= LONGEST_NAME else 0


def trimmed(reading: Reading, start: int, end: int) -> int:
    """Return `end` without the blanks before it."""
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return end

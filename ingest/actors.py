"""Who a heading or a sentence names as its actors, and where what is said of them begins.

An actor is a body the gazetteer knows, or words that open like a body's name and run to the next verb or mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.predicates import find_predicate, predicate_at
from ingest.reading import Reading, Stretch
from plans.agencies import Mention
from plans.text import LOWER, UPPER, squeeze

After = Literal["heading", "colon", "verb"]
Request = Literal["đề nghị", "giao", "đối với", ""]

_REQUESTS: dict[str, Request] = {
    "đề nghị": "đề nghị",
    "đối với": "đối với",
    "trách nhiệm của": "",
    "trách nhiệm": "",
    "kính đề nghị": "đề nghị",
}
_REQUEST = re.compile(
    r"(đề\s+nghị|kính\s+đề\s+nghị|giao(?:\s+cho)?|yêu\s+cầu|phân\s+công|trách\s+nhiệm(?:\s+của)?|đối\s+với)\s+(?!thực\s+hiện)",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"(?:Trên\s+cơ\s+sở|Căn\s+cứ|Theo|Hàng|Hằng|Định\s+kỳ|Trong|Với|Để|Nhằm|Khi|Sau\s+khi|Trước)\s[^.;:\n]{3,220}?,\s+"
)
_HOLDER = re.compile(
    r"(?:(?:Tổng\s+|Phó\s+)*(?:[Gg]iám\s+đốc|[Cc]hủ\s+tịch|[Tt]hủ\s+trưởng|[Bb]ộ\s+trưởng|[Ll]ãnh\s+đạo|[Bb]í\s+thư|[Tt]rưởng)|"
    r"[Nn]gười\s+đứng\s+đầu|[Cc]hánh(?=\s+(?:Văn|Thanh))|[Hh]iệu\s+trưởng|[Cc]ục\s+trưởng|[Tt]ập\s+thể|[Tt]oàn\s+thể)\s+"
)
_ORGAN = (
    r"(?:sở|ban|bộ|ngành|cơ\s+quan|đơn\s+vị|địa\s+phương|huyện|xã|phường|cấp|tổ\s+chức|đoàn\s+thể|hội|trường(?!\s+hợp)|doanh\s+nghiệp|cơ\s+sở|"
    r"đảng|chi|phòng|trung\s+tâm|công\s+ty|tập\s+đoàn|tổng\s+công\s+ty|thành\s+viên|thành\s+phố|thành\s+ủy|khoa|bệnh\s+viện|viện|"
    r"cục|ngân\s+hàng|đài|báo|tổ|lực\s+lượng|đồng\s+chí|ủy\s+ban|uỷ\s+ban|ubnd|chủ\s+đầu\s+tư|nhà\s+đầu\s+tư|nhà\s+trường|thôn|ấp|"
    r"khu\s+phố|quận|thị\s+xã|hợp\s+tác\s+xã|cấp\s+ủy|tỉnh|chủ\s+dự\s+án|chủ\s+rừng|cụm|khối|đội)"
)
_NAME = re.compile(
    rf"(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng)\s+(?i:{_ORGAN})(?!\w)|Sở\s+[A-ZĐ]|Ban\s+(?!hành)[A-ZĐc]|(?:Ủy|Uỷ)\s+ban|UB[A-ZĐ]+|HĐND|Mặt\s+trận|"
    r"Hội\s+(?!nghị|thảo|thi|viên|nhập)|Công\s+an|Đài\s+|Báo\s+(?!cáo)[A-ZĐ]|Trường\s+(?!hợp)|Trung\s+tâm|Chi\s+(?:cục|nhánh|bộ|hội|đoàn)|"
    r"Cục\s+[A-ZĐ]|Phòng\s+[A-ZĐ]|Bộ\s+[A-ZĐ]|Văn\s+phòng|Liên\s+(?:đoàn|hiệp|minh)|Tỉnh\s+(?:đoàn|ủy)|Thành\s+(?:đoàn|ủy)|"
    r"Huyện\s+(?:đoàn|ủy)|Đoàn\s+(?!kết|viên)|Hiệp\s+hội|Ngân\s+hàng|Bảo\s+hiểm|Bệnh\s+viện|Viện\s+[A-ZĐk]|Tòa\s+án|Kho\s+bạc|"
    r"Thanh\s+tra\s+(?:tỉnh|thành|Chính)|Cơ\s+quan|Đơn\s+vị|Đảng\s+(?:ủy|uỷ|đoàn|bộ)|Thường\s+trực|Tổng\s+công\s+ty|Tập\s+đoàn|"
    r"Công\s+ty|Quỹ\s+[A-ZĐ]|Tổ\s+[A-ZĐ]|Học\s+viện|Cấp\s+(?:ủy|uỷ)|Chính\s+quyền|Lực\s+lượng|Doanh\s+nghiệp|Cơ\s+sở|Chủ\s+đầu\s+tư|"
    r"Cổng\s+|Tạp\s+chí|Hợp\s+tác\s+xã|Người\s+đứng\s+đầu|Thủ\s+trưởng|Tổ\s+chức\s+(?:Đảng|chính))"
)
_LOWER_NAME = re.compile(
    rf"(?!cấp\s+(?!ủy|uỷ)|ban\s+hành|trường\s+hợp|báo\s+cáo|cơ\s+sở\s+dữ|hội\s+nghị|tổ\s+chức\s+(?:thực|triển|hội))(?:{_ORGAN}|chính\s+quyền|mặt\s+trận|hệ\s+thống\s+(?:thông|truyền|phát)|cá\s+nhân|hộ\s+gia\s+đình)(?!\w)"
)
_MARK = re.compile(
    r"[:;.(\n]|,(?!\s*(?:xã|phường|thị|thành\s+phố|huyện|quận|đặc\s+khu))|\s+(?:và|cùng|để|trong|nhằm|về|theo|tại|qua)\s|(?<!chính\strị)\s-\s"
)
_JOINS = re.compile(
    r"(?:trong|của|về|với|do|để|là|đến|theo|từ|cho|bằng|qua|đã|sẽ|như|khi|nhằm|nêu|và|hoặc|các|những|tại|trên|dưới|giữa|"
    r"nhiệm\s+kỳ|khóa|khoá|số|năm|ngày|tháng|lần|có|được|bị|không|chưa|còn|đang|vào|ở|nếu|mà|này|đó|nói|thuộc|trực|nhất|kể|gồm|"
    r"cấp|tỉnh|xã|huyện|trước|mỗi|gồm|tối|mới|cùng|liên|khác|nhà|thông|y|đảng|hội|phường)(?!\w)"
)
_TAIL = re.compile(
    r"(?:\s+(?:tỉnh|thành\s+phố|huyện|xã|phường|thị\s+xã|thị\s+trấn|đặc\s+khu|các\s+(?:cấp|đơn\s+vị|địa\s+phương)|cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở)|cấp|ngành|"
    r"(?:có\s+|được\s+)?liên\s+quan|trực\s+thuộc|thuộc|trên\s+địa\s+bàn|địa\s+phương|cơ\s+sở|chuyên\s+môn|chức\s+năng|khu\s+vực|"
    rf"nơi|đóng|trong\s+tỉnh|toàn\s+tỉnh|Trung\s+ương|(?!(?:Sở|Ban|Bộ|Hội|Ủy|Uỷ|Công|Các|Phòng|Trung|Chi|Cục|Viện|Đài|Báo)(?!\w))[{UPPER}][{LOWER}]+))+(?!\w)"
)
_LAST_WORDS = re.compile(rf"\s+(?!{_JOINS.pattern})[^,.:;()\d]+(?=:?\s*$|\s*\()")
_GLUE = re.compile(r"\s*(?:,\s*(?:và\s+)?|;\s*|\s(?:và|cùng)\s+|\s-\s|/\s*|&\s*)")
_ASIDE = re.compile(r"\s*\([^()\n]*\)")
_PAUSE = re.compile(
    r"\s*,\s+(?=(?:căn\s+cứ|trên\s+cơ\s+sở|theo|trong\s+phạm\s+vi|tùy|định\s+kỳ|hàng|hằng)(?!\w))", re.IGNORECASE
)
_END = re.compile(r"\s*[.;:]*\s*$")
_INSIDE = re.compile(
    rf"[:;]\s*(?=[{UPPER}])|[:;(]\s*(?=(?:[Gg]iao|[Đđ]ề\s+nghị|[Yy]êu\s+cầu)\s)|,\s*(?=(?:giao|đề\s+nghị|yêu\s+cầu)\s+(?:các|thủ\s+trưởng)\s)"
)
_BEHIND_ISSUER = re.compile(r"\s+(?=(?:giao|đề\s+nghị|yêu\s+cầu)\s+(?!thực\s+hiện))")
_TO_COLON = re.compile(r"[^.;:\n]{3,80}(?=:)")
_COLON = re.compile(r":\s*")
_AMOUNT = re.compile(r"\s*(?:không\s+quá|mỗi|từ\s+\d|tối\s+(?:đa|thiểu)|gồm|là|có|\d)(?!\w)", re.IGNORECASE)
_MANY = re.compile(
    r"^(?:các|mỗi|từng|những|người\s+đứng\s+đầu|thủ\s+trưởng|đơn\s+vị|cơ\s+quan|tổ\s+chức|địa\s+phương|doanh\s+nghiệp|cá\s+nhân|"
    r"chính\s+quyền|cấp\s+(?:ủy|uỷ)|giám\s+đốc\s+(?:các\s+)?sở$)|(?:xã|huyện|phường)\s*,|cấp\s+(?:xã|huyện)|(?:sở|ban)\s*,\s*ngành|"
    r"\scác\s+(?:cấp|sở|ban|đơn\s+vị|địa\s+phương|cơ\s+quan|huyện|xã|thị|thành|tỉnh|quận|phường)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_TAIL, _LONGEST_NAME = 8, 16  # words


@dataclass(frozen=True, slots=True)
class Actor:
    """A body in a reading: its name written out, and where it is printed."""

    name: str
    start: int
    end: int
    general: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """Actors at the start of some words; from `said` on stands what they are to do."""

    start: int
    actors: tuple[Actor, ...]
    said: int
    after: After
    request: Request


def lead(reading: Reading, start: int, end: int) -> Lead | None:
    """Return the actors that `text[start:end]` opens with, unless it only mentions them."""
    asked = _REQUEST.match(reading.text, start, end)
    at = asked.end() if asked else start
    found = _lead_at(reading, start, at, end, asked)
    away = None if found or asked else _CIRCUMSTANCE.match(reading.text, start, end)
    while away and not found:
        found = _lead_at(reading, start, away.end(), end, None, after_comma=True)
        further = reading.text.find(", ", away.end(), min(end, away.end() + 160))
        away = None if found or further < 0 else re.compile(r",\s+").match(reading.text, further, end)
    return found


def leads(reading: Reading, stretch: Stretch) -> list[Lead]:
    """Return every place in a stretch where somebody is named and told what to do, in order."""
    found: list[Lead] = []
    for start in sorted({*_openings(reading, stretch)}):
        if found and start < found[-1].said:
            continue
        one = lead(reading, start, stretch.end)
        if one and (one.after == "verb" or start == stretch.start):
            found.append(one)
    return found


def actors_at(reading: Reading, start: int, end: int, *, small: bool = False) -> tuple[tuple[Actor, ...], int]:
    """Return the list of actors that stands at `start`, and where it ends.

    `small` lets the first be an unknown body in small letters ("đơn vị đầu mối"), as after a request.
    """
    found: list[Actor] = []
    at = start
    while actor := _actor(reading, at, end, small=small or bool(found)):
        found.append(actor)
        aside = _ASIDE.match(reading.text, actor.end, end)
        at = aside.end() if aside else actor.end
        glue = _GLUE.match(reading.text, at, end) or _opens_list(reading, found[-1], at, end)
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


def _openings(reading: Reading, stretch: Stretch) -> Iterator[int]:
    yield stretch.start
    for clause in reading.clauses(stretch):
        yield clause.start
    for match in _INSIDE.finditer(reading.text, stretch.start, stretch.end):
        yield match.end()
    for mention in reading.within(stretch.start, stretch.end):
        if asking := _BEHIND_ISSUER.match(reading.text, mention.span.end, stretch.end):
            yield asking.end()


def _lead_at(
    reading: Reading, start: int, at: int, end: int, asked: re.Match[str] | None, after_comma: bool = False
) -> Lead | None:
    if not (after_comma or asked) and reading.text[at : at + 1].islower():
        return None
    actors, stop = actors_at(reading, at, end, small=asked is not None)
    if not actors and asked and asked[1].lower().endswith("của"):
        actors, stop = _whoever(reading, at, end)
    if not actors:
        return None
    request = _REQUESTS.get(" ".join(asked[1].lower().split()), "giao") if asked else ""
    if _END.match(reading.text, stop, end):
        return Lead(start, actors, stop, "heading", request)
    listed = _listed(reading, actors[-1], stop, end)
    if listed:
        return Lead(start, (*actors[:-1], listed), _past_blanks(reading.text, listed.end), "verb", request)
    if reading.text[stop : stop + 1] == ":" and not _AMOUNT.match(reading.text, stop + 1, end):
        return Lead(start, actors, stop + 1, "colon", request)
    pause = _PAUSE.match(reading.text, stop, end)
    said = _past_blanks(reading.text, pause.end() if pause else stop)
    told = (
        pause
        or predicate_at(reading.text, said)
        or (request != "đối với" and _acts(reading.text, said, asked is not None))
    )
    if told:
        return Lead(start, actors, said, "verb", request)
    described = _described(reading, actors[-1], stop, end)
    return Lead(start, (*actors[:-1], described), described.end + 1, "colon", request) if described else None


def _described(reading: Reading, group: Actor, stop: int, end: int) -> Actor | None:
    """Return a group with the nouns that describe it up to a colon: "các cơ quan thông tin, truyền thông của tỉnh:"."""
    colon = _TO_COLON.match(reading.text, stop, end) if group.general else None
    if not colon or not predicate_at(reading.text, _past_blanks(reading.text, colon.end() + 1)):
        return None
    return Actor(f"{group.name}{squeeze(' ' + colon[0])}", group.start, colon.end(), True)


def _whoever(reading: Reading, at: int, end: int) -> tuple[tuple[Actor, ...], int]:
    """Return the words behind "Trách nhiệm của" as an actor, whatever they are."""
    mark = _MARK.search(reading.text, at, end)
    stop = _trimmed(reading, at, mark.start() if mark else end)
    name = squeeze(reading.text[at:stop])
    named = 0 < len(name.split()) <= _LONGEST_NAME
    return ((Actor(name[:1].upper() + name[1:], at, stop, True),) if named else ()), stop


def _listed(reading: Reading, group: Actor, stop: int, end: int) -> Actor | None:
    """Return a group together with the names behind its colon, where a verb follows them: "các Sở: A, B tổ chức …"."""
    text = reading.text
    if not group.general or text[stop : stop + 1] != ":":
        return None
    mark = re.compile(r"[.;:\n]").search(text, stop + 1, end)
    said = find_predicate(text, stop, mark.start() if mark else end, stop + 2)
    last = _trimmed(reading, stop, said) if said else stop
    names = _GLUE.split(text[stop + 1 : last].strip())
    if not said or not all(name[:1].isupper() and len(name.split()) <= _LONGEST_TAIL for name in names):
        return None
    return Actor(f"{group.name}{squeeze(text[stop:last])}", group.start, last, True)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _acts(text: str, said: int, asked: bool) -> bool:
    """Say whether the words after an actor can be a verb the table lacks: small letters, no word that joins nouns."""
    word = text[said : said + 1]
    return (asked and word not in ",.;)") or (word.isalpha() and word.islower() and not _JOINS.match(text, said))


def _names(reading: Reading, at: int, end: int) -> bool:
    forms = (_NAME, _LOWER_NAME, _HOLDER)
    return _mention_at(reading, at, end) is not None or any(form.match(reading.text, at, end) for form in forms)


def _actor(reading: Reading, at: int, end: int, small: bool) -> Actor | None:
    holder = _HOLDER.match(reading.text, at, end)
    known = _mention_at(reading, at, end) or (_mention_at(reading, holder.end(), end) if holder else None)
    if known:
        stop = _tail(reading, at, known, end)
        if reading.text[at:stop].endswith("thuộc") and (above := _mention_at(reading, stop + 1, end)):
            stop = above.span.end
        name = f"{known.name} {squeeze(reading.text[known.span.end : stop])}".strip()
        return Actor(name, at, stop, known.general or _MANY.search(name) is not None)
    if not (_NAME.match(reading.text, at, end) or holder or (small and _LOWER_NAME.match(reading.text, at, end))):
        return None
    stop = _stop(reading, at, at + 1, end)
    name = squeeze(reading.text[at:stop])
    short = len(name.split()) <= _LONGEST_NAME
    return Actor(name[:1].upper() + name[1:], at, stop, _MANY.search(name) is not None) if short else None


def _mention_at(reading: Reading, at: int, end: int) -> Mention | None:
    return next((mention for mention in reading.within(at, min(end, at + 200)) if mention.span.start == at), None)


def _stop(reading: Reading, start: int, after: int, end: int) -> int:
    """Return where a name that starts at `start` ends: before a mark, or the first verb from `after` on."""
    mark = _MARK.search(reading.text, after, end)
    limit = mark.start() if mark else end
    return _trimmed(reading, start, find_predicate(reading.text, start, limit, after) or limit)


def _tail(reading: Reading, at: int, known: Mention, end: int) -> int:
    """Return where the words end that only tell a known body's place or kind: "… trực thuộc tỉnh"."""
    start = known.span.end
    tail = _TAIL.match(reading.text, start, end)
    if known.general and (tail or not _JOINS.match(reading.text, start + 1)):
        stop = _stop(reading, at, start, end)
        sentence = reading.text[stop : stop + 1] in (".", ";")  # then its last words may be a verb the table lacks
        if not sentence and 0 < len(reading.text[start:stop].split()) <= _LONGEST_TAIL:
            return stop
    tail = tail or _LAST_WORDS.match(reading.text, start, end)
    if not tail or len(tail[0].split()) > _LONGEST_TAIL:
        return start
    said = find_predicate(reading.text, at, tail.end(), start + 1)
    reached = (m.span.end for m in reading.within(start, end) if m.span.start < tail.end() < m.span.end)
    stop = next((stop for stop in reached if "," not in reading.text[tail.end() : stop]), tail.end())
    return _trimmed(reading, start, said or stop)


def _trimmed(reading: Reading, start: int, end: int) -> int:
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return end

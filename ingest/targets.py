"""Which figures are to be reached: value, unit, comparator, what they count and by when.

A figure counts where goals are set (a heading or a lead-in names them) or where words say that it is aimed at. Dates,
ages, numbers of documents, money, ordinals and figures inside quoted names are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.reading import Reading, Stretch, read
from ingest.references import cited_ranges
from plans.dates import dated_ranges
from plans.model import Plan, Section, SectionKind, Span, Target
from plans.ranges import Ranges
from plans.text import LOWER, fold, squeeze

SILENT: frozenset[SectionKind] = frozenset(
    {"header", "stamp", "title", "preamble", "closing", "recipients", "signature", "table"}
)
_GOALS = re.compile(r"(?<!\w)(?:muc tieu|chi tieu)(?!\w)")
_GOAL_LINE = re.compile(r"(?:Chỉ\s+tiêu|Mục\s+tiêu)[^:\n]{0,40}:\s")
_FACTS = re.compile(r"(?:tinh hinh|ket qua|danh gia|thuc trang|dac diem|boi canh|can cu|kinh phi|nguon luc)(?!\w)")
_DIGITS = re.compile(r"\d+")
_FIGURE = re.compile(
    r"(?P<figure>\d(?<![\w.,/]\d)(?<!\d-\d)(?<!\d - \d)"
    r"(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d*(?:[,.]\d{1,2})?))(?![\d\w]|[.,]\d|/\d)"
    r"(?:\s?-\s?(?P<upper>\d+(?:,\d+)?)(?=\s?%))?(?P<percent>\s?%|\s+phần\s+trăm)?"
)
_AHEAD = re.compile(
    r"(?<!\w)(ít\s+nhất(?:\s+là)?|tối\s+thiểu|tối\s+đa|không\s+quá|không\s+dưới|không\s+vượt\s+quá|trên|dưới|hơn|khoảng|gần|vượt|từ|đến|còn)"
    r"\s*(?:là\s+|đạt\s+)?$",
    re.IGNORECASE,
)
_COMPARATORS = (
    "ít nhất", "tối thiểu", "tối đa", "không quá", "không dưới", "không vượt quá", "trên", "dưới", "hơn", "khoảng",
    "gần", "vượt",
)  # fmt: skip
_CEILINGS = ("tối đa", "không quá", "không vượt quá")  # outside the goals, rules of how many at most
_BEHIND = re.compile(r"\s*(?:điểm\s+)?(trở\s+lên|trở\s+xuống)(?!\w)", re.IGNORECASE)
_NOT_AHEAD = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|phần|chương|phụ\s+lục|khóa|khoá|lần\s+thứ|thứ|số|năm|tháng|ngày|quý|tuổi|nhiệm\s+kỳ|giai\s+đoạn|công\s+nghệ|"
    r"cấp\s+độ|mức\s+độ|covid\s*-?|nhóm|loại|hạng|bước|tiểu\s+dự\s+án|dự\s+án|nội\s+dung|quyết\s+định|nghị\s+quyết|luật|đề\s+án|biểu|mẫu|bảng|"
    r"thời\s+kỳ|web|phiên\s+bản|đợt|tổ|khu\s+phố|thôn|quốc\s+lộ|điện\s+thoại|hotline|mã|trang|thế\s+hệ|kỳ|lớp|chính\s+quyền\s+địa\s+phương|"
    r"sinh\s+con|kế\s+hoạch|đối\s+tượng|bậc|top)\s*$",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(
    r"\s*(?:tuổi|tháng|năm|ngày|giờ|tuần|phút|quý|cấp(?!\w*\s+ủy)|không(?!\w)|sạch|có(?!\w)|(?:(?:tỷ|tỉ|triệu|nghìn|ngàn)\s+)*(?:đồng|USD|VNĐ|VND)|(?:vạn\s+)?dân(?!\w)|khóa|khoá|trong\s+\d|"
    r"kỳ|phân\s+khối|G(?!\w)|nhất|nội\s+dung\s+sau|Gb|bit|độ|°|km/h|:\d)",
    re.IGNORECASE,
)
# Points of a score, no places: a goal says how many are to be reached, a rule of scoring how many one gets.
_POINTS = re.compile(
    r"\s*điểm(?!\s+(?:đến|du|bán|truy|sinh|cầu|trường|tiếp|tư|dân|trình|thu|tập|trưng|giới|vui|trông|chốt|giao|phát|kinh|cung|chăm|đo|quan|rửa|sửa))(?!\w)",
    re.IGNORECASE,
)
_REACHES = re.compile(r"(?<!\w)(?:đạt|lên|ở\s+mức|mức|thêm|tăng|giảm)(?:\s+từ)?\s*$", re.IGNORECASE)
_PLEDGED = re.compile(r"(?<!\w)(?:ph[ấâ]n\s+đấu|mục\s+tiêu|chỉ\s+tiêu|nâng|tăng|duy\s+trì)(?!\w)", re.IGNORECASE)
_UNITS = (
    "bài", "bác sĩ", "bản", "ban", "báo cáo viên", "buổi", "bệnh viện", "ca", "cán bộ", "căn", "câu lạc bộ",
    "chi hội", "chi bộ", "chuyên mục", "chuyên trang", "công nhân", "công trình/phần việc", "công trình", "cơ quan",
    "cơ sở", "cuộc", "doanh nghiệp", "dự án", "đại biểu", "đảng viên", "điểm", "đơn vị", "đợt", "gia đình",
    "giường bệnh", "giường", "ha", "héc ta", "học sinh", "hộ kinh doanh", "hộ gia đình", "hộ", "hội nghị", "hội thảo",
    "học viên", "hội viên", "hợp tác xã", "HTX", "huyện", "km", "lao động", "lần", "lớp", "lượt người", "lượt", "m2",
    "m3", "máy", "mô hình", "người", "nhà", "nhân lực", "nhiệm vụ", "phòng", "phụ nữ", "phường", "sản phẩm",
    "sinh viên", "thôn", "tin", "tổ chức", "tổ hợp tác", "tổ", "trạm", "trẻ em", "trường", "trường học", "trung tâm",
    "khu vực", "hồ sơ", "vùng", "tấn", "thành viên", "thủ tục", "văn bản", "vị trí", "xã", "xã, phường", "ý tưởng",
    "lít", "kg", "cây", "con", "đội", "ô", "vụ", "suất", "chốt", "tuyến", "cặp", "xe", "bộ", "chiếc", "khách", "mét",
    "đoàn", "đồng chí", "khu", "cụm", "ứng dụng", "nền tảng", "sở, ngành", "chỉ tiêu", "điểm phần trăm",
)  # fmt: skip
_UNIT = re.compile(
    rf"\s*({'|'.join(sorted(_UNITS, key=len, reverse=True)).replace(' ', chr(92) + 's+')})(?!\w)", re.IGNORECASE
)
_FROM, _TO = re.compile(r"(?<!\w)từ\s*$", re.IGNORECASE), re.compile(r"\s*(?:xuống|lên)(?!\w)", re.IGNORECASE)
_MANY = re.compile(r"\s*(?:nghìn|ngàn|triệu|tỷ|vạn)(?=\s)", re.IGNORECASE)
_WORDS = re.compile(
    r"\s*[^\W\d_]+(?:\s+(?!(?:được|có|và|hoặc|của|trong|cho|đạt|do|bị|tham|phải|là|về|tại|ở|trên|trở|mỗi|cấp|so)(?!\w))[^\W\d_]+)?"
)
_NOUN = re.compile(rf"\s(?!(?:và|hoặc|của|trong|là|được|theo|cho|với|đến|-)\s)[{LOWER}]+")
_AIMED = re.compile(
    r"(?<!\w)(?:ph[ấâ]n\s+đấu|chỉ\s+tiêu|mục\s+tiêu|đạt|bảo\s+đảm|đảm\s+bảo|nâng|tăng|giảm|duy\s+trì|hoàn\s+thành|ít\s+nhất|tối\s+thiểu|mỗi)(?!\w)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"(?<!\w)(?:ước\s+đạt|đã\s+(?:đạt|tăng|giảm|vượt)|hiện\s+(?:nay|tại|trạng|đang)|cùng\s+kỳ|tính\s+đến|đến\s+nay|theo\s+báo\s+cáo|hỗ\s+trợ\s+kinh\s+phí|mức\s+thuế|"
    r"thuế|thu\s+nhập\s+chịu|xử\s+phạt)(?!\w)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?<!\w)so\s+với(?!\w)", re.IGNORECASE)  # a goal only where something says so
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|«[^»\n]{0,2000}»|\"[^\"\n]{0,2000}\"")
_BEFORE = re.compile(
    r"\((?:năm|đầu năm|cuối năm|hiện nay|hiện tại|cùng kỳ)[^():\n]{0,20}:[^()\n]{1,60}\)", re.IGNORECASE
)
_TERM = r"nhiệm\s+kỳ(?:\s+(?:19|20)\d\d\s*-\s*(?:19|20)\d\d|\s+Đại\s+hội[^:.;\n]*)?"
_PERIOD = re.compile(
    rf"(?:(?:đến|tới|hết|trong)\s+)?(?:cuối\s+|hết\s+)?{_TERM}|(?:đến|tới|trước|hết|trong)\s+(?:hết\s+|cuối\s+)?(?:ngày\s+\S+|tháng\s+\S+)?\s*"
    r"năm\s+(?:19|20)\d\d|đến\s+(?:hết\s+)?(?:19|20)\d\d|(?:hàng|hằng|mỗi)\s+(?:năm|quý|tháng)|giai\s+đoạn\s+(?:19|20)\d\d\s*-\s*(?:19|20)\d\d|"
    r"năm\s+(?:19|20)\d\d",
    re.IGNORECASE,
)  # fmt: skip
_PERIOD_SIGNS = ("năm", "nhiệm", "quý", "tháng", "19", "20")  # `_PERIOD` is not without one of them
_NEAR = 80  # characters beside a figure that say what it is
_MOST_FIGURES = 60  # of one clause; what holds more are data and no goals
_BRACKETED = re.compile(r"\([^()\n]*\)|so\s+với\s+(?:[^\s,.;()]+\s+){0,5}?(?:19|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands: its clause, the sentence around it, and the range of the figure itself."""

    clause: Stretch
    sentence: Stretch
    start: int
    end: int


def find_targets(plan: Plan) -> tuple[Target, ...]:
    """Return the figures `plan` sets out to reach, in reading order."""
    reading = read(plan)
    barred = Ranges(_barred(reading))
    free = Ranges(digits.span() for digits in _DIGITS.finditer(reading.text) if not barred.meet(*digits.span()))
    leads = dict(_lead_ins(reading, plan.sections))
    return tuple(
        target
        for section in plan.walk()
        if section.kind not in SILENT
        if free.meet(*reading.own(section)[1:])
        for target in _in_section(plan, reading, leads, section, barred)
    )


def _barred(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the ranges whose figures are no targets: citations, dates and quoted names."""
    yield from cited_ranges(reading)
    yield from dated_ranges(reading.text)
    for form in (_QUOTED, _BEFORE):
        for match in form.finditer(reading.text):
            yield match.span()


def _lead_ins(reading: Reading, siblings: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Yield for every section the paragraph that introduces it and its neighbours: "… đến hết nhiệm kỳ:"."""
    introduction = ""
    for section in siblings:
        yield section.id, introduction
        own = reading.own(section)
        words = reading.text[own.start : own.end].rstrip()
        introduction = words if words.endswith(":") else introduction
        yield from _lead_ins(reading, section.children)


def _in_section(
    plan: Plan, reading: Reading, leads: dict[str, str], section: Section, barred: Ranges
) -> Iterator[Target]:
    own = reading.own(section)
    titles = [above.title for above in plan.ancestors(section.id)[:-1]]
    if any(_tells(title) and not _names_goals(title) for title in titles):
        return
    set_here = any(map(_names_goals, titles)) or _names_goals(leads[section.id])
    set_here = set_here or _GOAL_LINE.match(reading.text, own.start, own.end) is not None
    for sentence in reading.sentences(own):
        for clause in reading.clauses(sentence):
            figures = list(_FIGURE.finditer(reading.text, clause.start, clause.end))
            figures = figures if len(figures) <= _MOST_FIGURES else []
            for match in (match for match in figures if not barred.meet(*match.span())):
                place = _Place(clause, sentence, match.start("figure"), match.end())
                if _counts(reading, place, match, set_here):
                    yield _target(plan, reading, leads, place, match)


@lru_cache(maxsize=256)  # one lead-in or heading, however long, serves thousands of items
def _names_goals(lead: str) -> bool:
    return _GOALS.search(fold(lead)) is not None


@lru_cache(maxsize=256)
def _tells(title: str) -> bool:
    return _FACTS.match(fold(title)) is not None


def _counts(reading: Reading, place: _Place, match: re.Match[str], set_here: bool) -> bool:
    near, behind = _around(reading, place)
    if not match["percent"] and (_NOT_AHEAD.search(near) or _NOT_BEHIND.match(behind)):
        return False
    if _FROM.search(near) and _TO.match(behind):
        return False
    compared, sentence = _comparator(near, behind), _BEFORE.sub("", _words(reading, place.sentence))
    if not match["percent"] and _POINTS.match(behind):
        reaches = compared or _REACHES.search(near)
        return bool(reaches and (set_here or _says(_PLEDGED, _words(reading, place.clause))))
    if _says(_REACHED, sentence) or (_says(_COMPARED, sentence) and not (set_here or compared)):
        return False
    if set_here:
        return bool(match["percent"] or compared or _UNIT.match(behind) or _NOUN.match(behind))
    aims = compared or _aims_from(_words(reading, place.clause)) <= place.start - place.clause.start
    return bool(aims and compared not in _CEILINGS and (match["percent"] or (compared and _UNIT.match(behind))))


def _words(reading: Reading, stretch: Stretch) -> str:
    return reading.text[stretch.start : stretch.end]


def _around(reading: Reading, place: _Place) -> tuple[str, str]:
    """Return the words of the clause right before and right behind a figure."""
    start, end = max(place.clause.start, place.start - _NEAR), min(place.clause.end, place.end + _NEAR)
    return reading.text[start : place.start], reading.text[place.end : end]


@lru_cache(maxsize=64)  # one sentence is asked for each of its figures
def _says(form: re.Pattern[str], sentence: str) -> bool:
    return form.search(sentence) is not None


@lru_cache(maxsize=64)
def _aims_from(clause: str) -> int:
    """Return the offset from which on figures of a clause are aimed at; past its end where none is."""
    found = _AIMED.search(clause)
    return found.end() if found else len(clause) + 1


def _target(plan: Plan, reading: Reading, leads: dict[str, str], place: _Place, match: re.Match[str]) -> Target:
    near, behind = _around(reading, place)
    return Target(
        value=_value(match["figure"]),
        unit="%" if match["percent"] else _unit(behind),
        comparator=_comparator(near, behind),
        what=_what(_words(reading, place.clause)),
        period=_period(plan, reading, leads, place),
        span=reading.span(place.clause.start, place.clause.end),
        section_id=place.clause.section.id,
    )


def _value(figure: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        figure = figure.replace(".", "")
    return float(figure.replace(",", "."))


def _unit(behind: str) -> str:
    """Return the noun that is counted: one the table knows, else the next two words that can be one."""
    many = _MANY.match(behind)
    ahead = squeeze(many[0]) if many else ""
    behind = behind[many.end() :] if many else behind
    known, words = _UNIT.match(behind), _WORDS.match(behind)
    return f"{ahead} {squeeze(known[1] if known else words[0] if words else '')}".strip()


def _comparator(ahead: str, behind: str) -> str | None:
    after = _BEHIND.match(behind)
    if after:
        return squeeze(after[1]).lower()
    before = _AHEAD.search(ahead)
    word = " ".join(before[1].lower().split()) if before else ""
    word = word.removesuffix(" là")
    return word if word in _COMPARATORS else None


@lru_cache(maxsize=64)
def _what(clause: str) -> str:
    """Return what a clause sets out to reach, the period it opens with left out."""
    words = squeeze(clause).rstrip(" .;")
    period = _PERIOD.match(words)
    opens = period and words[period.end() : period.end() + 1] == ","
    return words[period.end() :].lstrip(" ,") if period and opens else words


def _period(plan: Plan, reading: Reading, leads: dict[str, str], place: _Place) -> str | None:
    """Return by when: what the clause says, else its sentence, else the lead-in or a heading above."""
    for around in (place.clause, place.sentence):
        if near := _nearest_period(_words(reading, around), place.start - around.start):
            return near
    above = [leads[place.clause.section.id]]
    above += [_words(reading, own) for own in map(reading.own, reversed(plan.ancestors(place.clause.section.id)[:-1]))]
    return next((period for words in above if (period := _nearest_period(words, len(words)))), None)


def _nearest_period(words: str, at: int) -> str | None:
    found = _periods(words)
    before = bisect_right(found, at, key=lambda period: period.start)
    best = found[max(0, before - 1)] if found else None
    return squeeze(words[best.start : best.end]).rstrip(" ,") if best else None


@lru_cache(maxsize=64)  # one sentence, lead-in or heading is asked for many figures
def _periods(words: str) -> tuple[Span, ...]:
    small = words.lower()
    if not any([sign in small for sign in _PERIOD_SIGNS]):
        return ()
    bare = _BRACKETED.sub(lambda match: " " * len(match[0]), words)
    return tuple(Span(*match.span()) for match in _PERIOD.finditer(bare))

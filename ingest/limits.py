"""The words of time limits: when something is due, how often, and which words state a duty at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.labels import TIME
from ingest.lengths import find_length, find_moment
from ingest.rhythms import EVERY, RHYTHMS, SIX_MONTHS
from plans.dates import DateMention, find_dates
from plans.model import DeadlineKind

_OF_A_NOUN = re.compile(
    r"(?:kế\s+hoạch|dự\s+toán|ngân\s+sách|nhà\s+nước|năm\s+và|vốn|chi\s+tiết|chỉ\s+tiêu|nghị\s+quyết|chương\s+trình|phân\s+bổ|giai\s+đoạn|"
    r"xã\s+hội|trung\s+hạn|thường\s+xuyên|công\s+tác|cơ\s+sở|nhiệm\s+vụ|với)(?:\s+(?:thực\s+hiện|phát\s+triển|trung\s+hạn|và))?\s*$",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"(?<!\w)(?:(?<!theo\s)báo\s+cáo(?!\s+(?:viên|của)|\s*:)|gửi|nộp|sơ\s+kết|tổng\s+kết|tổng\s+hợp(?=\s*,?\s+(?:và\s+)?(?:báo|gửi|kết|trình)))(?!\w)",
    re.IGNORECASE,
)
FINISH = re.compile(
    r"(?<!\w)(?:hoàn\s+thành|xong|trình|ban\s+hành|bàn\s+giao|đăng\s+ký|tổng\s+hợp|cung\s+cấp|công\s+bố|phê\s+duyệt|thành\s+lập|tổ\s+chức|"
    r"triển\s+khai|thực\s+hiện|xây\s+dựng|rà\s+soát|hoàn\s+thiện|giải\s+ngân|thẩm\s+định|lập|cập\s+nhật|xử\s+lý|giải\s+quyết|đánh\s+giá|"
    r"kiểm\s+tra|tham\s+mưu|đề\s+xuất|khắc\s+phục|kiện\s+toàn|nghiệm\s+thu|quyết\s+toán|khởi\s+công|đưa)(?!\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s.;/)]*(?:[,(].*|(?:để|nhằm|tại|cho|về|qua)\s.*)?", re.DOTALL)
_HARD = re.compile(
    r"(?:trước(?:\s+\d{1,2}\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?,?)?|(?:(?:chậm|muộn)\s+nhất|không\s+(?:muộn|chậm|trễ)\s+hơn)(?:\s+là)?(?:\s+(?:vào|trước|đến|trong))?|xong(?:\s+(?:trước|trong|vào|đến))?|"
    r"hoàn\s+thành(?:\s+xong)?(?:\s+(?:trước|trong|vào|đến))?|hạn\s+(?:cuối|chót|cuối\s+cùng|nộp|gửi|hoàn\s+thành)(?:\s+là)?|"
    r"(?<!\w)(?<!đúng\s)(?<!quá\s)hạn(?:\s+[^\W\d]+){1,6}\s+(?:là|đến)|(?<!\w)hạn\s+(?:nhận|chốt|thu|đăng\s+ký)(?:\s+[^\W\d]+){0,4}(?:\s+\d{1,2}\s*giờ(?:\s*\d{2})?)?,?)(?:\s+hết)?"
    r"[\s:(]*$",
    re.IGNORECASE,
)
_HARD_SIGNS = ("trước", "nhất", "hơn", "xong", "thành", "hạn")  # `_HARD` is not without one of them
_SOFT = re.compile(
    r"(?<!\w)(?:trong|vào|đến(?:\s+hết)?|tới|ngay\s+trong)(?:\s+(?:tuần|nửa|ngày)\s+(?:đầu|cuối|giữa))?[\s:(]*$",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?<!\w)(?:thì|có\s+hiệu\s+lực|áp\s+dụng|được\s+cấp|kể\s+từ|kỷ\s+niệm|hưởng\s+ứng)(?!\w)",
    re.IGNORECASE,
)
# What was born or arose by a date is whom a rule is for; "hỗ trợ hộ phát sinh, hoàn thành trước ngày …" is none.
_AROSE = re.compile(r"(?<!\w)(?:phát\s+sinh|sinh\s+(?:ngày|năm|trước|sau|từ|trong|vào))(?!\w)[^,;]*$", re.IGNORECASE)
_TOLD = re.compile(
    r"(?<!\w)(?:(?<!ngày\s)dự\s+kiến(?!\s*(?:[,;]|(?:gửi|nộp)\s|trước\s+(?!ngày\s+\d|tháng|quý|năm)))|tính\s+đến|ước\s+đạt|"
    r"đến\s+nay|so\s+với\s+cùng\s+kỳ|tại\s+thời\s+điểm)(?!\w)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?<!\w)từ(?:\s+ngày)?\s*$", re.IGNORECASE)
_RANGE = re.compile(r"(?<!\w)từ\s+(?:ngày\s+)?\d[^,;]*$", re.IGNORECASE)
_WINDOW = re.compile(r"thực\s+hiện|tổ\s+chức|triển\s+khai|^thời\s+(?:gian|điểm)$", re.IGNORECASE)
_ONWARD = re.compile(r"tiếp\s+theo|trở\s+đi|đến\s+khi", re.IGNORECASE)
_SENDING = re.compile(
    r"(?<!\w)(?:báo\s+cáo(?!\s+viên)|gửi|nộp|tổng\s+hợp|đăng\s+ký|nhận\s+(?:bài|hồ\s+sơ|đơn|đăng\s+ký|tác\s+phẩm|phiếu|sản\s+phẩm|danh\s+sách))(?!\w)",
    re.IGNORECASE,
)
_GOAL = re.compile(r"(?<!\w)(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu)(?!\w)", re.IGNORECASE)
_YEAR_DUE = re.compile(
    r"(?:(?:xong|hoàn\s+thành|chậm\s+nhất(?:\s+là)?)\s+(?:trong\s+|trước\s+|vào\s+|đến\s+hết\s+)?|\()năm\s+((?:19|20)\d\d)(?!\d)(?=\)|[^-–]|$)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:trong\s+|hết\s+)?(?:năm\s+)?((?:19|20)\d\d)\.?", re.IGNORECASE)
_UNIT = re.compile(rf"{SIX_MONTHS}|tháng|quý|năm", re.IGNORECASE)
_UNITS: dict[str, DeadlineKind] = {"tháng": "monthly", "quý": "quarterly", "năm": "yearly"}
_LISTED = re.compile(
    rf"(?:{EVERY}|định\s+k[ỳì])\s+(?:{_UNIT.pattern})(?:\s*,\s*(?:và\s+)?(?:{EVERY}\s+)?(?:{_UNIT.pattern})|\s+và\s+(?:{_UNIT.pattern}))+",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\([^()]*\)?")
_JOINED = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,\s*)?(?:và\s*)?", re.IGNORECASE)  # between two dates of one duty
_REGULARLY = re.compile(r"định\s+k[ỳì][\s,]*$", re.IGNORECASE)
_OF_QUARTER = re.compile(r"\s*(?:của\s+)?tháng\s+(?:đầu|cuối)\s+(?:của\s+)?quý(?!\w)", re.IGNORECASE)
_NEAR = 120  # characters ahead of a date that may open its time limit
_MOST_DATES = 60  # of one clause that are looked at
# No time limit is worded without one of these.
_HINT = re.compile(r"\d|tháng|qu[ýí]|năm|ng[aà]y|tuần|thứ\s|thường\s+niên|nhiệm\s+kỳ|định\s+k[ỳì]")


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit inside some words: `[start, end)` is its wording, "trước" and "định kỳ" included."""

    start: int
    end: int
    kind: DeadlineKind
    before: bool = False
    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None


def sign_at(words: str) -> int | None:
    """Return where the first sign stands in some words that no time limit is without, None where none does."""
    sign = _HINT.search(words.lower())
    return sign.start() if sign else None


def find_limits(words: str) -> list[Limit]:
    """Return the time limits stated in one clause; none for a campaign, a commemoration, a goal or a rule of law."""
    if sign_at(words) is None:
        return []
    words = _promised(words)
    label = TIME.match(words)
    states = (
        label
        or REPORT.search(words)
        or FINISH.search(words)
        or _SENDING.search(words)
        or _ordered(words)
        or find_length(words)
        or find_moment(words)
    )
    if not states:
        return []
    if label and not REPORT.search(words, label.end()):
        return _at_label(words, label)
    dated = list(_due(words))
    return dated or [*_years(words), *_relative(words)] or list(_moments(words)) or list(_rhythms(words))


def _promised(words: str) -> str:
    """Return a clause up to where it goes on to tell what is so or expected: "…, số liệu tính đến hết ngày 30/11"."""
    told = _TOLD.search(words)
    return words[: told.start()] if told else words


def _ordered(words: str) -> bool:
    """Say whether a clause ends with a hard limit, whatever is to be done: "Khám sức khỏe … trước ngày 25/5/2026"."""
    small = words.lower()
    last = next(iter(find_dates(words)[-1:]), None) if any([sign in small for sign in _HARD_SIGNS]) else None
    quarter = last and _OF_QUARTER.match(words, last.span.end)
    if not last or not (last.year or last.recurrence or last.month or quarter):
        return False
    if not _AFTER.fullmatch(words, quarter.end() if quarter else last.span.end):
        return False
    return _HARD.search(words[: last.span.start]) is not None


def limit_in_cell(words: str) -> Limit | None:
    """Return the time limit a cell states by itself: a date, the last one of a range, a year or a length of time."""
    found = find_dates(words)
    if found and not _ONWARD.search(words) and not _OPEN.search(words[: found[-1].span.start]):
        return _limit(words, found[-1], 0)
    if year := _YEAR_ALONE.fullmatch(words.strip()):
        return Limit(0, len(words), "once", year=int(year[1]))
    return next(_relative(words), None)


def _at_label(words: str, label: re.Match[str]) -> list[Limit]:
    """Return the day behind "Thời hạn …:", the last of a range; none where it only opens a time without end."""
    window = _WINDOW.search(label["name"]) is not None
    found = [mention for mention in find_dates(words) if mention.span.start >= label.end()]
    if not found or _ONWARD.search(words) or _OPEN.search(words[: found[-1].span.start]):
        return []
    if window and len(found) > 1 and _OPEN.search(words[: found[0].span.start]):
        return []
    return [_limit(words, found[-1], label.end())]


def _due(words: str) -> Iterator[Limit]:
    """Yield the dates something is due by; one joined to such a date by "và" or a comma is due like it."""
    end = None
    for mention in find_dates(words)[:_MOST_DATES]:
        limit = _dated(words, mention)
        beside = end and _JOINED.fullmatch(words, end, mention.span.start) and not (mention.ranged or _bare(mention))
        if not limit and beside:
            limit = _limit(words, mention, mention.span.start)
        end = mention.span.end if limit else None
        if limit:
            yield limit


def _dated(words: str, mention: DateMention) -> Limit | None:
    ahead = words[: mention.span.start]
    near = ahead[-_NEAR:]
    hard, soft = _HARD.search(near), _SOFT.search(near)
    due = hard or mention.before or (soft and _can_be_due(words, mention)) or _regular(words, mention)
    sent = mention.ranged and not _OPEN.search(near) and _SENDING.search(ahead)
    if not (due or sent) or (mention.ranged and not sent) or (_is_rule(words, near) and not REPORT.search(words)):
        return None
    if _bare(mention) and not hard:
        return None
    opening = hard or (_RANGE.search(near) if sent else soft)
    start = mention.span.start - len(near) + opening.start() if opening else mention.span.start
    return _limit(words, mention, start)


def _is_rule(words: str, ahead: str) -> bool:
    """Say whether a date is one of a rule, which tells whom or what it is for and binds nobody to be done by it."""
    return _RULE.search(words) is not None or _AROSE.search(ahead) is not None


def _bare(mention: DateMention) -> bool:
    """Say whether only a month or a quarter is named, as what a report is for: "quý I trước ngày 10/3"."""
    return mention.day is None and not (mention.year or mention.recurrence)


def _limit(words: str, mention: DateMention, start: int) -> Limit:
    kind, end = _kind(words, mention), mention.span.end
    return Limit(start, end, kind, mention.before, mention.day, mention.month, mention.year, mention.quarter)


def _can_be_due(words: str, mention: DateMention) -> bool:
    """Say whether "trong tháng 12" can be a limit here: a duty stands before it, and no goal."""
    ahead = words[: mention.span.start]
    return (
        bool(mention.year or mention.recurrence)
        and bool(REPORT.search(ahead) or FINISH.search(ahead) or _SENDING.search(ahead))
        and not _GOAL.search(ahead)
    )


def _regular(words: str, mention: DateMention) -> bool:
    regular = mention.recurrence or _OF_QUARTER.match(words, mention.span.end)
    return bool(regular) and not mention.ranged and REPORT.search(words) is not None


def _kind(words: str, mention: DateMention) -> DeadlineKind:
    """Return how often a day comes: by a bracket behind it, the rhythm nearest ahead, or one behind it."""
    if mention.year:
        return "once"
    behind = words[mention.span.end : mention.span.end + 30]
    ahead = _named_rhythms(words[max(0, mention.span.start - 60) : mention.span.start])
    bracket = _BRACKET.match(behind)
    near = (_named_rhythms(bracket[0]) if bracket else []) or ahead[-1:] or _named_rhythms(behind)
    if near and not (near[0] == "monthly" and mention.month):
        return near[0]
    if mention.recurrence:
        return mention.recurrence
    return "yearly" if mention.month and any(form.search(words) for _, form in RHYTHMS) else "once"


def _named_rhythms(words: str) -> list[DeadlineKind]:
    found = [(match.start(), kind) for kind, form in RHYTHMS[:4] for match in form.finditer(words)]
    return [kind for _, kind in sorted(found)]


def _years(words: str) -> Iterator[Limit]:
    for match in _YEAR_DUE.finditer(words):
        if not _GOAL.search(words):
            yield Limit(match.start(), match.end(), "once", year=int(match[1]))


def _relative(words: str) -> Iterator[Limit]:
    """Yield the length of time to do something in; a case it is for ("có sự cố thì báo …") makes it no rule of law."""
    if found := find_length(words):
        kind: DeadlineKind = next((kind for kind, form in RHYTHMS[:4] if form.search(words)), "once")
        yield Limit(found.start(), found.end(), kind)


def _moments(words: str) -> Iterator[Limit]:
    """Yield the moment to tell or hand over something by: regular where the clause says how often, or a weekday."""
    if found := find_moment(words):
        kind: DeadlineKind = "periodic" if found["regular"] else "once"
        kind = next((kind for kind, form in RHYTHMS if form.search(words)), kind)
        yield Limit(found.start(), found.end(), kind)


def _rhythms(words: str) -> Iterator[Limit]:
    """Yield how often a report is due where no date is stated; "định kỳ" alone only where nothing tells more."""
    if not REPORT.search(words):
        return
    found = [(kind, match) for kind, form in RHYTHMS for match in form.finditer(words) if _governs(words, match)]
    telling = [one for one in found if one[0] != "periodic"] or found[:1]
    listed = _LISTED.search(words)
    telling += (
        [(_UNITS.get(unit[0].lower(), "half_yearly"), listed) for unit in _UNIT.finditer(listed[0])] if listed else []
    )
    seen: set[DeadlineKind] = set()
    for kind, match in sorted(telling, key=lambda one: one[1].start()):
        if kind not in seen:
            seen.add(kind)
            yield Limit(match.start(), match.end(), kind)


def _governs(words: str, match: re.Match[str]) -> bool:
    near = words[max(0, match.start() - _NEAR) : match.start()]
    return _REGULARLY.search(near) is not None or not _OF_A_NOUN.search(near)

"""Which of several time limits is asked for: by the period it is for, what is sent, to whom, and who owes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from plans.agencies import same_agency
from plans.model import Deadline, Plan
from plans.text import fold, squeeze, syllables
from retrieval.answer import Question
from retrieval.bound import same_group
from retrieval.communes import COMMUNES
from retrieval.named import agencies_in
from retrieval.periods import beats, beats_apart, periods, periods_of

Dated = tuple[Plan, Deadline]
TO = re.compile(r"\b(?:về|cho|đến|tới|lên|gửi|báo cáo|với)\s+$", re.IGNORECASE)  # before the body it is sent to
# What is sent, in words without marks: one line for what is called by several names.
_THINGS = (
    r"bao cao|ket qua|so ket|tong ket|so lieu",
    r"ke hoach|chuong trinh|phuong an|de an",
    r"ho so",
    r"danh sach",
    r"du toan",
)
_SENT = re.compile(rf"\b(?:gui|nop|trinh|lap|xay dung) (?:ban |cac |nhung )?(?P<thing>{'|'.join(_THINGS)})\b")
_REPORTED = re.compile(r"\b(?P<thing>bao cao)\b(?! (?:nhung )?gi\b)")  # "báo cáo gì" leaves open what is sent
_OF_ANOTHER = r"(?<!thuc hien )(?<!cua )(?<!theo )(?<!trong )"  # "kết quả thực hiện kế hoạch" sends no plan
MANY = re.compile(r"^(?:cac|nhung|tung|moi) (?=.* )")
# "Phường gửi …", "Chi đoàn nộp …": who owes it by a common name, which a plan prints with more words.
_ACTOR = re.compile(
    r"^\W*(?:(?:các|mỗi|từng|những|bên)\s+)?"
    r"(?P<who>(?:xã|phường|huyện|quận|tỉnh|thôn|ấp|khu|tổ|chi đoàn|chi bộ|chi hội|trường|trạm|công ty|doanh nghiệp"
    r"|hợp tác xã|bệnh viện|trung tâm|phòng|hội|đoàn|đội|khoa|chủ \w+)(?:,?\s[^\W\d_]+){0,2}?)"
    r"\s+(?:(?:em|tôi|mình|phải|cần|sẽ)\s+)*"
    r"(?:gửi|nộp|báo cáo|trình|hoàn thành|lập|đăng ký|tổng hợp|kiểm kê|rà soát|xây dựng|quyết toán|bàn giao)\b",
    re.IGNORECASE,
)
_SENDS = re.compile(r"\b(?:gui|nop|trinh|bao cao|chuyen|dang ky)\b")
_HANDED_IN = re.compile(r"\b(?:nop|gui)\b")
_HELD = re.compile(r"\b(?:chung ket|so khao|khai mac|be mac|khai giang|trao giai|to chuc|dien ra)\b")
# "trong mấy ngày", "sau bao nhiêu ngày": a length of time; "còn mấy ngày", "mấy tháng một lần" ask for something else.
_LENGTH = re.compile(
    r"(?:(?<!con )\b(?:bao nhieu|may) (?P<unit>ngay|gio|tuan|thang|phut)\b"
    r"|\b(?:trong|truoc|sau) (?:vong |thoi han )?bao lau\b)"
    r"(?!.*\bmot lan\b)"
)


# "… gửi về đâu", "nộp cho ban nào": to whom something is sent is asked too.
TO_WHOM = re.compile(
    r"\b(?:gui|nop|bao|chuyen|trinh)\b.*\b(?:ve dau|di dau|len dau|(?:cho|ve|toi|len) ai"
    r"|(?:(?P<kind>ban|phong|so|van phong)|co quan|don vi|bo phan|noi|cap) nao)\b"
)
# "… gửi lên huyện vào tháng mấy": the level it goes to, with no body's name.
_TO_LEVEL = re.compile(
    r"\b(?:gui|nop|bao|bao cao|trinh|chuyen)\b[^,;?]*\b(?:len|ve|cho|toi)"
    r" (?P<level>huyen|tinh|xa|phuong|thanh pho|trung uong)"
    r"(?=\s*(?:[,?.]|$)| (?:truoc|vao|cham|muon|han|ngay|khi|luc|thang|hang|moi|dinh|la|thi|trong|bao)\b)"
)
_FINISHED = re.compile(r"\b(?:xong|hoan thanh|hoan tat)\b")
_SENDING = re.compile(
    r"\s+(?:(?:phải|cần|sẽ|có trách nhiệm)\s+)?(?:gửi|nộp|báo cáo|trình|chuyển|quyết toán)\b", re.IGNORECASE
)
_OF_LEVEL = re.compile(r"(?:\w+ ){0,2}?(?:dai hoi |hoi nghi )?(?P<level>cap (?:xa|huyen|tinh|co so|trung uong))\b")
_AT_ONCE = re.compile(_LENGTH.pattern.replace("ngay|gio|tuan|thang|phut", "gio|phut"))


# "báo lên trên", "báo cáo cấp trên": to a body above, whichever it is.
_UPWARDS = re.compile(
    r"\b(?:bao|bao cao|gui|nop|trinh) (?:\w+ ){0,2}?(?:len (?!lich|mang|he thong)|(?:cho |ve )?cap tren\b)"
)
_BELOW = re.compile(
    r"(?:(?:các|từng|mỗi)\s)?(?:trưởng\s)?(?:thôn|bản|buôn|ấp|khóm|tổ\sdân\sphố|khu\sphố|hộ|người\sdân)\b",
    re.IGNORECASE,
)


def narrowed(question: Question, dated: Sequence[Dated]) -> list[Dated]:
    """Leave out the time limits beside the one asked for; a mark that none of them bears leaves all.

    But who asks for hours, or in how long something is done, is told of no day of the calendar.
    """
    asked = of_period(question, dated)
    if _AT_ONCE.search(fold(squeeze(question.restored))):
        asked = [one for one in asked if _of_length(question)(*one)]
    things = partial(_of_thing, exactly=True), _of_thing
    marks = _of_length, *things, _sent_to, _sent_to_level, _told_to, _owed_by, _of_finish, _of_work
    for mark in marks:
        bears = mark(question)
        asked = [one for one in asked if bears(*one)] or asked
    return asked


def of_kind(question: Question) -> Callable[[Plan, Deadline], bool] | None:
    """Return whether a clause is of the kind asked for, where that is a length of time or what goes to a body named."""
    if _LENGTH.search(fold(squeeze(question.restored))):
        return _of_length(question)
    return _sent_to(question) if recipients(question) else None


def actor(question: Question) -> str:
    """Return by what common name a question calls who owes something, without marks; "" where its body is named.

    The communes of a plan may be those of its association: "xã gửi hồ sơ".
    """
    named = frozenset(question.agencies) - recipients(question) - {COMMUNES}
    return "" if named else _actor_in(question.restored.replace(COMMUNES.lower(), "xã"), question.provinces)


@lru_cache(maxsize=1_000)  # asked again for every duty a question is held against
def _actor_in(text: str, provinces: tuple[str, ...]) -> str:
    for place in provinces:
        text = re.sub(rf"(?:(?:ở|tại|của|tỉnh|thành phố)\s+)*{re.escape(place)}\s", "", text, flags=re.IGNORECASE)
    found = _ACTOR.match(text)
    return _plain(found["who"]) if found else ""


def owes(who: str, plan: Plan, deadline: Deadline) -> bool:
    """Say whether a duty is owed by whom a common name means: one who owes it, or a heading over it, prints it."""
    if not who:
        return False
    above = (section.title for section in plan.ancestors(deadline.section_id))
    return any(f" {who} " in f" {_plain(name)} " for name in (*(deadline.who or "").split("; "), *above))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """Return the syllables of a text without marks; remembered, as names and clauses come back with every question."""
    return " ".join(map(fold, syllables(text)))


def recipients(question: Question) -> frozenset[str]:
    """Return the bodies a question says something is sent to."""
    return _sent_in(question.restored)


@lru_cache(maxsize=1_000)  # asked again for every duty a question is held against
def _sent_in(text: str) -> frozenset[str]:
    if not _SENDS.search(fold(text)):
        return frozenset()
    return frozenset(m.name for m in agencies_in(text) if TO.search(text[: m.span.start]))


def senders(question: Question) -> tuple[str, ...]:
    """Return the bodies a question says send something: "Sở Tài chính trình dự toán …"."""
    return _sending_in(question.restored)


@lru_cache(maxsize=1_000)  # asked again for every duty a question is held against
def _sending_in(text: str) -> tuple[str, ...]:
    return tuple(m.name for m in agencies_in(text) if _SENDING.match(text, m.span.end) and m.name not in _sent_in(text))


def of_level(agencies: Sequence[str], plan: Plan, deadline: Deadline) -> bool:
    """Say whether a clause is of the level of one of some bodies by its label: "Cấp xã: hoàn thành trước …"."""
    label = _OF_LEVEL.match(_plain(plan.quote(deadline.span)))
    return label is not None and any(f" {label['level']} " in f" {_plain(name)} " for name in agencies)


def is_an_event(question: Question, plan: Plan, deadline: Deadline) -> bool:
    """Say whether a limit is the day of an event where it is asked until when something is handed in."""
    clause = fold(squeeze(plan.quote(deadline.span)))
    held = _HELD.search(clause) is not None and not _SENDS.search(clause)
    return held and _HANDED_IN.search(fold(question.wanted)) is not None


def is_for_period(question: Question, plan: Plan, deadline: Deadline) -> bool:
    """Say whether a limit is for a period the question names: "báo cáo quý I" may be due in April."""
    return not periods(question.restored).isdisjoint(periods_of(plan, deadline))


def of_period(question: Question, dated: Sequence[Dated]) -> list[Dated]:
    """Keep what is for a period the question names, and what is regular without a period: it may be for that one.

    Where nothing is for that period, a report in another rhythm, or what is no report, is still not asked for.
    """
    if not (named := periods(question.restored)):
        return list(dated)
    kinds = [periods_of(plan, deadline) for plan, deadline in dated]
    if not any(named & kind for kind in kinds):
        same = [one for kind, one in zip(kinds, dated, strict=True) if not beats_apart(named, kind)]
        sent = _of_thing(question) if beats(named) and _thing_in(question) else None
        return [one for one in same if sent is None or sent(*one)]
    regular = [not kind and one[1].kind == "periodic" for kind, one in zip(kinds, dated, strict=True)]
    return [one for kind, vague, one in zip(kinds, regular, dated, strict=True) if vague or named & kind]


def _of_length(question: Question) -> Callable[[Plan, Deadline], bool]:
    """Return whether a clause says at once or gives a length of time in the unit asked for: "trong 10 ngày"."""
    asked = _LENGTH.search(fold(squeeze(question.restored)))
    unit = asked and (asked["unit"] or "(?:phut|gio|ngay|tuan|thang)")
    form = re.compile(rf"\d+ (?:\([^)]*\) )?{unit}\b|\bngay (?:trong|sau|khi)\b" if unit else r"(?!)")
    return lambda plan, deadline: form.search(fold(squeeze(plan.quote(deadline.span)))) is not None


def _of_thing(question: Question, *, exactly: bool = False) -> Callable[[Plan, Deadline], bool]:
    """Return whether a clause names what is sent, or, unless `exactly`, what is called so too."""
    thing = _thing_in(question)
    names = next((names for names in _THINGS if thing in names.split("|")), None)
    asked = thing if exactly else names
    form = re.compile(rf"{_OF_ANOTHER}\b(?:{asked})\b" if names else r"(?!)")
    return lambda plan, deadline: form.search(fold(squeeze(plan.quote(deadline.span)))) is not None


def _of_work(question: Question) -> Callable[[Plan, Deadline], bool]:
    return lambda plan, deadline: prints_work(question, plan.quote(deadline.span))


def _of_finish(question: Question) -> Callable[[Plan, Deadline], bool]:
    """Return whether a clause says by when something is done, where that is asked and not when it is sent."""
    asked = _FINISHED.search(fold(question.restored)) is not None and not _SENDS.search(fold(question.restored))
    return lambda plan, deadline: asked and _FINISHED.search(fold(plan.quote(deadline.span))) is not None


def _thing_in(question: Question) -> str:
    """Return what a question says is sent, without marks; "" where it says nothing of it."""
    plain = fold(squeeze(question.restored))
    found = _SENT.search(plain) or _REPORTED.search(plain)
    return found["thing"] if found else ""


def prints_work(question: Question, text: str) -> bool:
    """Say whether a text prints what the question names first: "quyết toán" of "hạn quyết toán kinh phí Tết"."""
    work = fold(" ".join(question.topic[:2]))
    return " " in work and f" {work} " in f" {_plain(text)} "


def _sent_to(question: Question) -> Callable[[Plan, Deadline], bool]:
    named = recipients(question)
    return lambda _, deadline: any(same_agency(one, other) for one in named for other in deadline.to)


def _sent_to_level(question: Question) -> Callable[[Plan, Deadline], bool]:
    named = _TO_LEVEL.search(fold(squeeze(question.restored)))
    return lambda _, deadline: named is not None and any(f" {named['level']}" in f" {fold(one)}" for one in deadline.to)


def _told_to(question: Question) -> Callable[[Plan, Deadline], bool]:
    """Return whether a clause says to whom something is sent, to a body of the kind asked for: "cho ban nào"."""
    asked = TO_WHOM.search(fold(squeeze(question.restored)))
    kind = asked["kind"] if asked else None
    return lambda _, deadline: bool(asked) and any(fold(one).startswith(kind or "") for one in deadline.to)


def goes_there(question: Question) -> Callable[[Plan, Deadline], bool] | None:
    """Return whether a clause sends what is asked about to a body of the kind asked for; `None` where none is asked."""
    if not (asked := TO_WHOM.search(fold(squeeze(question.restored)))) or not asked["kind"]:
        return None
    sent, thing = _told_to(question), sent_thing(question)
    return lambda plan, deadline: sent(plan, deadline) and (not thing or thing(plan, deadline))


def sent_thing(question: Question) -> Callable[[Plan, Deadline], bool] | None:
    """Return whether a clause names what the question says is sent; `None` where it names nothing that is."""
    return _of_thing(question) if _SENT.search(fold(squeeze(question.restored))) else None


def _owed_by(question: Question) -> Callable[[Plan, Deadline], bool]:
    """Return whether the question prints the name of who owes it, or a clause that of who is asked about.

    A name of one syllable names nobody; a group is also named by the bodies it is made of.
    """
    plain = f" {_plain(question.restored)} "
    sent = recipients(question)
    owing = [_plain(name) for name in question.agencies if name not in sent]

    def prints(plan: Plan, deadline: Deadline) -> bool:
        owners = (deadline.who or "").split("; ")
        names = (MANY.sub("", _plain(name)) for name in owners)
        clause = f" {_plain(plan.quote(deadline.span))} "
        if any(f" {name} " in plain for name in names if " " in name) or any(f" {one} " in clause for one in owing):
            return True
        return any(same_group(one, who) for one in question.agencies for who in owners)

    return prints


def told_only_below(question: Question, deadline: Deadline) -> bool:
    """Say whether a report upwards is asked for and a duty is told to villages or households only."""
    told = bool(deadline.to) and all(_BELOW.match(name) for name in deadline.to)
    return told and _UPWARDS.search(fold(question.restored)) is not None

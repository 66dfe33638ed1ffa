"""Work that a clause passes on: its subject is the task, and who is to do it stands behind the verb.

"Việc in tài liệu được giao cho Sở Tư pháp", "Lễ phát động do Tỉnh đoàn đảm nhận": no task of whoever the heading names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.actors import Actor, actors_at
from ingest.predicates import find_predicate, predicate_at
from ingest.reading import Reading, Stretch
from plans.text import UPPER

_GIVEN = re.compile(
    r"(?<=[\w”\")])\s(?:(?:được|sẽ|đã|đều)\s+)*(?:(?:giao|phân\s+công|[ủu][ỷy]\s+quyền)(?:\s+trách\s+nhiệm)?(?:\s+cho)?|thuộc\s+(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s+của)?"
    rf"|là\s+(?:trách\s+nhiệm|nhiệm\s+vụ)\s+của)\s+(?=[{UPPER}]|các\s)"
)
_BY = re.compile(rf"\s(?:do|được)\s+(?=[{UPPER}]|các\s)")
_DOES = re.compile(
    r"\s+(?P<role>chủ\s+trì|phối\s+hợp|thực\s+hiện|phụ\s+trách|(?:đảm|bảo)\s+(?:nhận|nhiệm|trách|đảm)|chịu\s+trách\s+nhiệm|tổ\s+chức|"
    r"bố\s+trí|quyết\s+định|trình|ký|cấp|chi\s+trả|cung\s+cấp|biên\s+soạn|quản\s+lý|vận\s+hành|làm\s+(?:chủ|đầu)|lo)(?!\w)"
)
_SIGNS = ("giao", "phân", "quyền", "trách", "nhiệm", "do", "được", "bị")  # no form is without one of them
_MOST = 20  # places of one clause that are looked at
_CHARGED = re.compile(r"chủ\s+trì|phụ\s+trách|(?:đảm|bảo)\s+(?:nhận|nhiệm|trách)|chịu\s+trách\s+nhiệm")
# Words that make a thing of a verb behind them: "việc in tài liệu", "kinh phí mua sách".
_THING = re.compile(
    r"(?:(?:các|những|phần|toàn\s+bộ)\s+)*(?:việc|công\s+(?:tác|việc|đoạn)|nhiệm\s+vụ|hoạt\s+động|nội\s+dung|kinh\s+phí|khâu|phần|hồ\s+sơ|"
    r"nguồn|lễ|hội\s+(?:nghị|thi|thảo)|dự\s+án|tiểu\s+dự\s+án|gói\s+thầu|chuyên\s+đề|lớp|đề\s+tài|tài\s+liệu|danh\s+sách|phương\s+án|chế\s+độ)(?!\w)",
    re.IGNORECASE,
)


# What is said of whoever is meant, and told nobody: "Đơn vị chậm trễ bị phê bình", "Cá nhân tích cực được biểu dương".
_RULED = re.compile(
    r"(?:(?:các|những|mỗi)\s+)?(?:tập\s+thể|cá\s+nhân|đơn\s+vị|cơ\s+quan|địa\s+phương|tổ\s+chức|người|trường\s+hợp|hộ|đội|cán\s+bộ|đảng\s+viên|doanh\s+nghiệp|hợp\s+tác\s+xã|"
    r"học\s+sinh|thí\s+sinh)(?!\w)[^.;:\n]{0,150}?\s(?:bị|được)\s+(?:\w+\s+)?(?:khen\s+thưởng|thưởng|biểu\s+dương|tuyên\s+dương|tôn\s+vinh|công\s+nhận|"
    r"xử\s+(?:lý|phạt)|phê\s+bình|kiểm\s+điểm|kỷ\s+luật|xem\s+xét|xét|xếp\s+loại|trừ\s+điểm|cộng\s+điểm|hạ\s+bậc|nhắc\s+nhở)(?!\w)",
    re.IGNORECASE,
)
_DUTY = re.compile(r"\s(?:phải|cần|(?:có|chịu)\s+trách\s+nhiệm|gửi|nộp|báo\s+cáo)(?!\w)")


@dataclass(frozen=True, slots=True)
class Passed:
    """A clause that passes its subject on to somebody, and in which role; to nobody where it only states a rule."""

    clause: Stretch
    actors: tuple[Actor, ...]
    role: str


def passed_on(reading: Reading, own: Stretch) -> list[Passed]:
    """Return the clauses of a stretch that pass work on, in order."""
    clauses = reading.clauses(own) if reading.says(own, _SIGNS) else ()
    return [one for clause in clauses if (one := _ruled(reading, clause) or _passed(reading, clause))]


def outside(stretch: Stretch, passed: Iterable[Passed]) -> Iterator[Stretch]:
    """Yield what is left of a stretch beside the clauses that pass work on."""
    start = stretch.start
    for one in passed:
        if start <= one.clause.start < stretch.end:
            yield Stretch(stretch.section, start, one.clause.start)
            start = one.clause.end
    yield Stretch(stretch.section, min(start, stretch.end), stretch.end)


def _ruled(reading: Reading, clause: Stretch) -> Passed | None:
    rule = _RULED.match(reading.text, clause.start, clause.end)
    binds = rule is None or _DUTY.search(reading.text, clause.start, clause.end)
    return None if binds else Passed(clause, (), "")


def _passed(reading: Reading, clause: Stretch) -> Passed | None:
    for form in (_GIVEN, _BY):
        for match in islice(form.finditer(reading.text, clause.start, clause.end), _MOST):
            actors, stop = actors_at(reading, match.end(), clause.end, small=True)
            does = _DOES.match(reading.text, stop, clause.end)
            thing = _THING.match(reading.text, clause.start, match.start())
            charged = form is _GIVEN or (does and _CHARGED.fullmatch(does["role"]))
            named = thing or (charged and _is_thing(reading, clause.start, match.start()))
            if actors and named and (does or form is _GIVEN):
                return Passed(clause, actors, does["role"] if does else "")
    return None


def _is_thing(reading: Reading, start: int, end: int) -> bool:
    """Say whether words without a noun of work name a thing all the same: nobody who acts, and no verb."""
    acts = predicate_at(reading.text, start) or find_predicate(reading.text, start, end, start) is not None
    return start < end and not acts and not actors_at(reading, start, end)[0]

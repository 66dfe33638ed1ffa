"""Labelled lines beside a task: "Nội dung: …", "Cơ quan chủ trì: …", "Thời gian thực hiện: …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ingest.reading import Reading, Stretch
from plans.model import NUMBERED, Plan, Section

AGENCY = re.compile(
    r"(?:(?:Các\s+)?(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|tổ\s+chức)\s+)?(?P<role>chủ\s+trì|thực\s+hiện|phối\s+hợp|giám\s+sát|tham\s+mưu|"
    r"phân\s+công|trách\s+nhiệm)(?:\s+(?:và\s+)?(?:thực\s+hiện|tham\s+mưu|triển\s+khai|chính|thi\s+hành|chủ\s+trì|phối\s+hợp))*\s*:\s*",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?P<name>(?:Thời\s+(?:hạn|gian|điểm)|Hạn|Tiến\s+độ)(?:\s+(?:hoàn\s+thành|thực\s+hiện|gửi|nộp|báo\s+cáo|trình|xong|tổ\s+chức|"
    r"triển\s+khai|cuối|chót)[^:\n]{0,30}?)?)\s*"
    r"(?::\s*|(?=(?:là\s+)?(?:trước|trong|chậm\s+nhất|đến\s+hết|ngày|tháng|quý)(?!\w)))",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"(?:Nội\s+dung|Nhiệm\s+vụ|Công\s+việc)[^:\n]{0,40}:\s*")
_OTHER = re.compile(
    r"(?:Sản\s+phẩm|Quy\s+mô|Số\s+lượng|Kinh\s+phí|Kết\s+quả|Địa\s+điểm|Ghi\s+chú|Hình\s+thức)[^:\n]{0,40}:"
)
_FARTHEST = 30  # lines from a label to its task, others of the task's labels between


@dataclass(frozen=True, slots=True)
class Label:
    """A label for agencies: its role as printed, where it starts, and the range of the words behind it."""

    role: str
    start: int
    said: int
    end: int


def find_labels(reading: Reading, own: Stretch) -> list[Label]:
    """Return the labels for agencies that start a sentence or a clause: "Cơ quan chủ trì: …; cơ quan phối hợp: …"."""
    clauses = reading.clauses(own) if reading.says(own, (":",)) else ()
    found = [AGENCY.match(reading.text, clause.start, clause.end) for clause in clauses]
    marks = [match for match in found if match and match.end() < own.end]
    stops = [*(match.start() for match in marks[1:]), own.end][: len(marks)]
    return [Label(one["role"], one.start(), one.end(), stop) for one, stop in zip(marks, stops, strict=True)]


def labelled(reading: Reading, own: Stretch) -> bool:
    """Say whether a line tells something about the task beside it and is no task itself."""
    return any(form.match(reading.text, own.start, own.end) for form in (AGENCY, TIME, _OTHER))


def parent(plan: Plan, section: Section) -> Section:
    """Return the section that `section` stands in, itself at the outermost level."""
    chain = plan.ancestors(section.id)
    return chain[-2] if len(chain) > 1 else section


def task_beside(plan: Plan, reading: Reading, section: Section) -> Stretch:
    """Return the task a labelled line belongs to: "Nội dung: …" beside it, the words before it or the heading above."""
    above = parent(plan, section)
    siblings = above.children if above is not section else plan.sections
    at = bisect_left(siblings, section.span.start, key=lambda child: child.span.start)
    before = [reading.own(child) for child in siblings[max(0, at - _FARTHEST) : at]]
    for own in before:
        if content := _CONTENT.match(reading.text, own.start, own.end):
            return Stretch(own.section, content.end(), own.end)
    if section.kind not in NUMBERED:
        for own in reversed(before):
            if not labelled(reading, own) and own.section.level >= section.level:
                return own
    return reading.own(above)

"""A small plan, an answer about it, and an assistant that gives it; every test runs in a folder of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from plans.errors import UnknownPlan
from plans.model import Assignment, Deadline, Header, Plan, Reference, Repair, Section, Span, Target
from retrieval.answer import Answer, Citation, Claim, Hit, Question, Turn
from tests.bot.office_files import mail, office  # noqa: F401 - fixtures
from tests.bot.telegram_story import invented_library, story  # noqa: F401 - fixture
from tests.bot.telegram_talk import (  # noqa: F401 - fixtures
    _time_periods,
    app,
    assistant,
    clock,
    copied,
    door,
    empty_desk,
    mould,
    postgresql_of_the_desk,
    store,
    telegram,
    waits,
)

TEXT = (
    "KẾ HOẠCH\nPhòng chống sốt xuất huyết\n"
    "I. NHIỆM VỤ\n1. Sở Y tế: phun hóa chất tại 12 xã, trên 85 % hộ dân.\n"
    "2. Báo cáo trước ngày 30/11 hằng năm theo Chỉ thị số 05/CT-UBND.\n"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEHOACH_HOME", str(tmp_path / "data"))


@pytest.fixture
def plan() -> Plan:
    begin, second = TEXT.index("I. "), TEXT.index("2. ")
    duty = Section("1.1", "1.", ("I", "1"), "Sở Y tế", 2, "item", Span(TEXT.index("1. "), second))
    report = Section("1.2", "2.", ("I", "2"), "", 2, "item", Span(second, len(TEXT)))
    duties = Section("1", "I.", ("I",), "NHIỆM VỤ", 1, "heading", Span(begin, len(TEXT)), (duty, report))
    title = Section("title", "", (), "", 1, "title", Span(0, begin))
    due = span("Báo cáo trước ngày 30/11 hằng năm")
    return Plan(
        id="7-kh-ubnd",
        file="sxh.txt",
        text=TEXT,
        header=Header(
            number="7/KH-UBND",
            issued_on=date(2024, 3, 1),
            province="Hà Nam",
            kind="Kế hoạch",
            title="Phòng chống sốt xuất huyết",
            recipients=("Sở Y tế", "Lưu: VT"),
        ),
        sections=(title, duties),
        assignments=(Assignment("Sở Y tế", "thực hiện", span("phun hóa chất tại 12 xã"), span("Sở Y tế"), "1.1"),),
        deadlines=(Deadline("yearly", due, "1.2", "báo cáo", before=True, day=30, month=11),),
        targets=(Target(85.0, "%", "trên", "hộ dân", None, span("trên 85 % hộ dân"), "1.1"),),
        references=(Reference("Chỉ thị", "05/CT-UBND", None, None, None, span("Chỉ thị số 05/CT-UBND"), "1.2"),),
        repairs=(Repair("page_break", 40),),
        warnings=("Không thấy người ký.",),
    )


@pytest.fixture
def answer(plan: Plan) -> Answer:
    section = plan.section("1.1")
    duty = Citation(plan, section, span("phun hóa chất tại 12 xã"))
    share = Citation(plan, section, span("trên 85 % hộ dân"))
    question = Question("so y te lam gi", "Sở Y tế làm gì", "duties", date(2024, 5, 1), ("Sở Y tế",), (plan.id,))
    return Answer(
        question,
        "answered",
        claims=(
            Claim("phun hóa chất tại 12 xã", (duty,), "Sở Y tế được giao"),
            Claim("trên 85 % hộ dân", (share, duty), "Sở Y tế được giao"),
        ),
        notes=("Còn kế hoạch khác nhắc đến.",),
        hits=(Hit(plan, section, 1.23456),),
        timings={"total_ms": 8.123, "search_ms": 3.0},
    )


@dataclass
class Shelf:
    held: tuple[Plan, ...]

    @property
    def heads(self) -> tuple[Plan, ...]:
        return self.held

    def visible(self) -> Shelf:
        return self

    def close(self) -> None:
        self.held = ()


@dataclass
class Parrot:
    """An assistant that always gives the same answer and remembers what it was asked."""

    answer: Answer
    library: Shelf
    generator: object = None
    asked: list[tuple[str, tuple[Turn, ...], str | None, date | None]] = field(default_factory=list)

    def ask(self, text: str, turns: Sequence[Turn] = (), plan: str | None = None, as_of: date | None = None) -> Answer:
        if plan == "không có":
            raise UnknownPlan("Không có kế hoạch nào tên “không có”.")
        if text == "vỡ":
            raise KeyError("mảnh vỡ")
        self.asked.append((text, tuple(turns), plan, as_of))
        return self.answer


@pytest.fixture
def parrot(answer: Answer, plan: Plan) -> Parrot:
    return Parrot(answer, Shelf((plan,)))

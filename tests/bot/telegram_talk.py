"""A conversation with the bot in a test: the real application between an assistant and the fake Telegram."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from telegram.ext import Application

from bot.telegram import build_application
from plans.model import Header, Plan, Section, Span
from retrieval.answer import Answer, Citation, Claim, Question, Turn
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram

TOKEN = "1234567890:AAH-maBiMatCuaBotNayRatDaiVaKhoDoan"
SETTINGS = Settings(telegram_token=TOKEN)
GROUP = -1_001
QUESTION = Question("Sở Y tế làm gì?", "Sở Y tế làm gì?", "duties", date(2024, 5, 1))


def plan_of(*bodies: str) -> Plan:
    """A plan with one section for each body, and nothing but the bodies in its text."""
    made, text = [], ""
    for n, body in enumerate(bodies, 1):
        start, text = len(text), f"{text}{body}\n"
        made.append(Section(str(n), f"{n}.", (str(n),), f"Mục {n}", 1, "heading", Span(start, len(text))))
    return Plan("p", "p.txt", text, Header(number="07/KH-UBND", province="Lai Châu", kind="Kế hoạch"), tuple(made))


def answer_of(*claims: tuple[str, str], **fields: object) -> Answer:
    """An answer of claims and what each one quotes."""
    plan = plan_of(*(quote for _, quote in claims))
    made = (
        Claim(text, (Citation(plan, section, Span(section.span.start, section.span.end - 1)),))
        for (text, _), section in zip(claims, plan.sections, strict=True)
    )
    return Answer(QUESTION, "answered", claims=tuple(made), **fields)


class Assistant:
    """Answers every question with itself, unless a test says otherwise."""

    def __init__(self) -> None:
        self.library = SimpleNamespace(plans=lambda: [plan_of("Việc")])
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.reply: Callable[[str], Answer] = lambda text: answer_of((f"Trả lời: {text}", f"Nguồn của {text}"))

    def ask(self, text: str, turns: tuple[Turn, ...] = ()) -> Answer:
        self.asked.append((text, tuple(turns)))
        answer = self.reply(text)
        return replace(answer, question=replace(answer.question, text=text, restored=text))


@pytest.fixture
def _time_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    yield fake
    assert fake.wrong == []


@pytest.fixture
async def app(
    assistant: Assistant, telegram: FakeTelegram, waits: list[float], _time_periods: None
) -> AsyncIterator[Application]:
    async with build_application(SETTINGS, assistant, telegram, sleep_into(waits)) as application:
        yield application


@pytest.fixture
def waits() -> list[float]:
    """The pauses the bot makes between attempts; none is really waited for."""
    return []


def sleep_into(waited: list[float]) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    return sleep


def names(telegram: FakeTelegram) -> list[str]:
    return [name for name, _ in telegram.calls]

"""A conversation with the bot in a test: the real application between an assistant and the fake Telegram."""

import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from telegram.ext import Application

from bot.desk_store import Store
from bot.pace import Pace
from bot.people import People
from bot.telegram import Door, build
from plans.model import Header, Plan, Section, Span
from retrieval.answer import Answer, Citation, Claim, Question, Show, Turn
from retrieval.database import Database
from retrieval.settings import Settings
from tests import servers
from tests.bot.telegram_fake import FakeTelegram

TOKEN = "1234567890:AAH-maBiMatCuaBotNayRatDaiVaKhoDoan"
SETTINGS = Settings(telegram_token=TOKEN)
GROUP = -1_001
ADMIN = 1_000
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


@dataclass
class Library:
    """Holds a few plans that everybody may see, and keeps nothing."""

    heads: list[Plan]

    @property
    def held(self) -> "Library":
        return self

    def visible(self, audience: object = None) -> "Library":
        return self

    def plans(self, audience: object = None) -> list[Plan]:
        return self.heads

    def entry(self, plan_id: str) -> Plan | None:
        return next((plan for plan in self.heads if plan.id == plan_id), None)

    def plan(self, plan_id: str) -> Plan:
        return next(plan for plan in self.heads if plan.id == plan_id)

    def find(self, name: str) -> Plan:
        return self.heads[0]

    def versions(self, plan_id: str) -> tuple[()]:
        return ()

    @property
    def arrivals(self) -> "Library":
        return self

    def corrections(self, plan_id: str) -> dict[str, str]:
        return {}

    def changed(self, *given: object) -> None: ...

    remove = restrict = add = changed


class Assistant:
    """Answers every question with itself, unless a test says otherwise."""

    def __init__(self) -> None:
        self.library = Library([plan_of("Việc")])
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.writes: Callable[[Show | None], None] = lambda show: None
        self.reply: Callable[[str], Answer] = lambda text: answer_of((f"Trả lời: {text}", f"Nguồn của {text}"))

    def ask(
        self,
        text: str,
        turns: tuple[Turn, ...] = (),
        *,
        as_of: object = None,
        audience: object = None,
        asker: str = "",
        show: Show | None = None,
    ) -> Answer:
        self.asked.append((text, tuple(turns)))
        self.writes(show)
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
    assert not fake.wrong, fake.wrong


@pytest.fixture(scope="session")
def postgresql_of_the_desk(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of a server where tests are asked to keep the desk on one, else nothing."""
    if request.config.getoption("--servers"):
        with servers.postgresql() as address:
            yield address
    else:
        yield None


@pytest.fixture(scope="session")
def mould(tmp_path_factory: pytest.TempPathFactory, postgresql_of_the_desk: str | None) -> Callable[[str], Settings]:
    """Gives the settings of an empty place whose copies tests may write to."""

    def made(name: str) -> Settings:
        home, server = tmp_path_factory.mktemp(name) / "home", postgresql_of_the_desk
        return Settings(home=home, database_url=servers.new_database(server) if server else None)

    return made


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Callable[[Settings], Settings]]:
    """Copies a closed library and its desk for one test."""
    databases: list[str] = []

    def copy(made: Settings) -> Settings:
        shutil.copytree(made.home, tmp_path / "home")
        if made.database_url:
            databases.append(servers.copied_database(made.database_url))
        return replace(made, home=tmp_path / "home", database_url=databases[-1] if databases else None)

    yield copy
    for database in databases:
        servers.dropped(database)


@pytest.fixture(scope="session")
def empty_desk(mould: Callable[[str], Settings]) -> Settings:
    """A database with the tables of a desk, made once and copied for each test."""
    settings = mould("desk")
    Store.open(settings).close()
    return settings


@pytest.fixture
def clock() -> "Clock":
    return Clock()


@pytest.fixture
def store(empty_desk: Settings, copied: Callable[[Settings], Settings], clock: "Clock") -> Iterator[Store]:
    """A desk to which the people and the group of these tests were let in."""
    opened = Store(Database(copied(empty_desk)), clock)
    admitted(opened)
    yield opened
    opened.close()


def admitted(store: Store) -> Store:
    people = People(store)
    for person in (8, 9, *range(100, 106)):
        people.admit(person, "nguoi_dung", "Cán bộ")
    people.admit(ADMIN, "quan_tri", "Quản trị")
    people.allow_chat(GROUP, "Tổ")
    return store


class Clock:
    """The time of day, which a test may move."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
async def door(
    assistant: Assistant, telegram: FakeTelegram, waits: list[float], store: Store, _time_periods: None
) -> AsyncIterator[Door]:
    made = build(SETTINGS, assistant, store, telegram, sleep_into(waits), unhurried())
    async with made.application:
        yield made


@pytest.fixture
def app(door: Door) -> Application:
    return door.application


def unhurried() -> Pace:
    """A pace at which nothing ever waits."""
    hours = count(0, 3_600)
    return Pace(lambda: float(next(hours)))


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

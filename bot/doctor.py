"""`kehoach doctor`: checks the machine, the settings and the library, and says what to do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console, texts
from bot.addresses import webhook_of
from bot.environment import read_settings
from bot.holdings import open_library
from plans.errors import LibraryDamaged, PlanError

if TYPE_CHECKING:
    from retrieval.settings import Settings

PACKAGES = (
    "chromadb",
    "sqlalchemy",
    "langchain-core",
    "langchain-openai",
    "openai",
    "tiktoken",
    "python-telegram-bot",
    "typer",
    "rich",
)
_MEGABYTE = 1024 * 1024
_ROOM_NEEDED = 200 * _MEGABYTE


@dataclass(frozen=True)
class Check:
    """One thing looked at: what was found, and what to do when it is not well."""

    told: str
    to_do: str = ""
    exit_status: int = 1

    @property
    def well(self) -> bool:
        """True when nothing needs doing."""
        return not self.to_do

    @property
    def line(self) -> str:
        """What is shown of it."""
        return self.told if self.well else f"{self.told} → {self.to_do}"


def doctor(
    support: Annotated[Path | None, typer.Option("--support", metavar="TỆP", help=texts.SUPPORT_HELP)] = None,
) -> int:
    """Print one line for each check; return the gravest exit status, 0 when all is well."""
    found = []
    for check in checks():
        mark = console.paint("OK  ", "good") if check.well else console.paint("CẦN ", "error")
        console.say(f"{mark} {check.line}")
        found.append(check)
    if support:
        _write_support(support, found)
    return max(0 if check.well else check.exit_status for check in found)


def _write_support(path: Path, found: Sequence[Check]) -> None:
    from bot.support import write_support

    try:
        settings = read_settings()
    except PlanError:
        settings = None
    write_support(path, [check.line for check in found], settings)
    console.say(texts.SUPPORT_WRITTEN.format(path=path))


def checks() -> Iterator[Check]:
    """Yield the checks from the machine to the library; without readable settings the rest cannot be looked at."""
    yield _python()
    yield from (_package(name) for name in PACKAGES)
    try:
        settings = read_settings()
    except PlanError as error:
        yield Check(texts.SETTINGS, str(error), error.exit_status)
        return
    yield from _services(settings)
    yield _room(settings.home)
    yield from _library(settings)


def _python() -> Check:
    told = texts.PYTHON.format(version=sys.version.split()[0])
    return Check(told, "" if sys.version_info >= (3, 11) else texts.OLD_PYTHON)


def _package(name: str) -> Check:
    try:
        return Check(f"{name} {version(name)}")
    except PackageNotFoundError:
        return Check(texts.MISSING_PACKAGE.format(name=name), texts.REINSTALL)


def _services(settings: Settings) -> Iterator[Check]:
    yield Check(texts.OFFLINE if settings.offline else texts.WITH_MODEL)
    yield Check(texts.TOKEN_SET if settings.telegram_token else texts.TOKEN_NOT_SET)
    yield _delivery(settings)
    yield Check(texts.CHROMA_SERVER if settings.chroma_url else texts.CHROMA_EMBEDDED)


def _delivery(settings: Settings) -> Check:
    try:
        webhook = webhook_of(settings)
    except PlanError as error:
        return Check(texts.WEBHOOK_SETTINGS, str(error), error.exit_status)
    if webhook is None:
        return Check(texts.ASKS_TELEGRAM)
    told = texts.WEBHOOK.format(url=webhook.url, host=webhook.host, port=webhook.port)
    return Check(told, "" if settings.telegram_token else texts.TOKEN_NEEDED)


def _room(home: Path) -> Check:
    place = home.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    told = texts.ROOM.format(place=home, free=free // _MEGABYTE)
    return Check(told, "" if free >= _ROOM_NEEDED else texts.FREE_SOME_ROOM.format(needed=_ROOM_NEEDED // _MEGABYTE))


def _library(settings: Settings) -> Iterator[Check]:
    try:
        with open_library(settings) as library:
            problems = library.check()
            count = len(library.snapshot().held)
    except PlanError as error:
        yield Check(texts.LIBRARY, str(error), error.exit_status)
        return
    yield from (Check(texts.LIBRARY, problem.message, LibraryDamaged.exit_status) for problem in problems)
    if not problems:
        yield Check(texts.LIBRARY_WELL.format(count=count))

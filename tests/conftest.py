"""What every test stands on: no network, no settings of this machine, and one library of the five samples."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from retrieval.library import Library

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--servers", action="store_true", help="keep libraries on a real PostgreSQL and a real Chroma")
    parser.addoption("--emulator", action="store_true", help="talk to the bot over a Bot API that others wrote, too")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "local_files: about the files of a library at home, whatever servers there are")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path.name == "services" and not config.getoption("--servers") else None


def refused(host: object) -> bool:
    return host is not None and not str(host if not isinstance(host, bytes) else host.decode()).startswith(_LOOPBACK)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def checked(address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if refused(host):
            raise OSError(f"a test tried to reach {host}")

    def guarded(original):
        def reach(self, address):
            checked(address)
            return original(self, address)

        return reach

    def guarded_look_up(host, *rest, **named):
        checked((host,))
        return look_up(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_settings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("KEHOACH_", "OPENAI_", "TELEGRAM_"))]:
            patch.delenv(name)
        patch.setenv("ANONYMIZED_TELEMETRY", "False")
        yield


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose library holds the five samples, closed; never written to by a test."""
    from ingest.load import load_plan
    from ingest.passages import passages
    from retrieval.library import Library
    from retrieval.settings import Settings

    home = tmp_path_factory.mktemp("samples")
    with Library.open(Settings(home=home)) as library:
        for file in sorted(SAMPLES.iterdir()):
            plan = load_plan(file)
            library.add(plan, tuple(passages(plan)))
    return home


@pytest.fixture(scope="session")
def library(samples_home: Path) -> Iterator[Library]:
    """The library of the five samples, open for reading."""
    from retrieval.library import Library
    from retrieval.settings import Settings

    with Library.open(Settings(home=samples_home)) as library:
        yield library

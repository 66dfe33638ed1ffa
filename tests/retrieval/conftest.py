"""What the tests of the library share: an empty home, and no file that may fill a disk."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrieval.settings import Settings
from tests import servers

if TYPE_CHECKING:
    from tests.retrieval.invented import Desk

LARGEST_FILE = 200 << 20  # a known fault of Chroma grows a file until the disk is full


@pytest.fixture(autouse=True, scope="session")
def _bounded_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    bound = LARGEST_FILE if hard == resource.RLIM_INFINITY else min(LARGEST_FILE, hard)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bound, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    asked = metafunc.config.getoption("--servers") and not metafunc.definition.get_closest_marker("local_files")
    if asked and "fresh_servers" in metafunc.fixturenames:
        metafunc.parametrize("fresh_servers", servers.STORAGES, indirect=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with servers.postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def chroma_server() -> Iterator[str]:
    with servers.chroma() as address:
        yield address


@pytest.fixture
def fresh_servers(request: pytest.FixtureRequest) -> Callable[[], dict[str, str]]:
    """Gives the settings of an empty place on the servers that hold the library, if any."""
    where = getattr(request, "param", None)
    server = request.getfixturevalue(f"{where}_server") if where else ""
    return lambda: {} if not where else servers.settings_of(where, server)


@pytest.fixture
def at_home(tmp_path: Path, fresh_servers: Callable[[], dict[str, str]]) -> Settings:
    """Settings of an offline library in a folder that does not exist yet."""
    return Settings(home=tmp_path / "home", **fresh_servers())


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Someone to ask about the five invented plans; only asked, never written to."""
    from tests.retrieval.invented import Desk, assistant_of

    assistant = assistant_of(tmp_path_factory.mktemp("invented"))
    yield Desk(assistant)
    assistant.library.close()

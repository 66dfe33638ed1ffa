"""What the tests of the library share: an empty home, and no file that may fill a disk."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrieval.settings import Settings

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


@pytest.fixture
def at_home(tmp_path: Path) -> Settings:
    """Settings of an offline library in a folder that does not exist yet."""
    return Settings(home=tmp_path / "home")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Someone to ask about the five invented plans; only asked, never written to."""
    from tests.retrieval.invented import Desk, assistant_of

    assistant = assistant_of(tmp_path_factory.mktemp("invented"))
    yield Desk(assistant)
    assistant.library.close()

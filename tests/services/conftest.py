from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.indexes import Indexes
from retrieval.settings import Settings
from tests import servers


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with servers.postgresql() as address:
        yield address


@pytest.fixture
def shared(server: str, tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "shared", database_url=servers.new_database(server))


@pytest.fixture(autouse=True)
def _without_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Indexes, "changed", lambda self, snapshot: "")

"""The settings as the doors see them: the environment, completed by a `.env` file in the working folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.assistant import Assistant
    from retrieval.settings import Settings


def read_settings(folder: Path = Path()) -> Settings:
    """Read the settings; the environment wins over `.env`. Raise `BadSettings` for an unknown `KEHOACH_*` name."""
    from dotenv import dotenv_values

    from retrieval.settings import Settings

    written = {name: value for name, value in dotenv_values(folder / ".env").items() if value is not None}
    return Settings.from_env({**written, **os.environ})


@contextmanager
def an_assistant() -> Iterator[Assistant]:
    """Open the assistant of these settings, and close its library whatever happens."""
    from retrieval.assistant import open_assistant

    assistant = open_assistant(read_settings())
    with closing(assistant.library):
        yield assistant

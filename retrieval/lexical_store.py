"""The saved lexical index: one folder per generation, made again whenever it is not the one wanted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from retrieval.lexical import Lexical

FOLDER: Final = "lexical"


def open_lexical(home: Path, tag: str, texts: Callable[[], Sequence[str]]) -> Lexical:
    """Return the index saved under `tag`, or build it from `texts` and save it if the folder can be written."""
    folder = home / FOLDER / tag
    try:
        return Lexical.load(folder)
    except (OSError, ValueError, KeyError, EOFError):
        built = Lexical.build(texts())
        _save(built, folder)
        return built


def _save(lexical: Lexical, folder: Path) -> None:
    fresh = folder.with_name(f".{uuid4().hex}")
    try:
        fresh.mkdir(parents=True)
        lexical.save(fresh)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(fresh, folder)
        _sweep(folder)
    except OSError:  # an index that cannot be kept is made again next time
        shutil.rmtree(fresh, ignore_errors=True)


def _sweep(keep: Path) -> None:
    for old in keep.parent.iterdir():
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)


def forget(home: Path) -> None:
    """Remove every saved index."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)

"""The saved lexical index: one folder per state of the library, made again whenever it is not the one wanted."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

import plans
from retrieval import lexical
from retrieval.lexical import Lexical

FOLDER: Final = "lexical"
_READ: Final = {".py", ".csv", ".txt"}


def open_lexical(home: Path, state: str, texts: Callable[[], Sequence[str]]) -> Lexical:
    """Return the index saved for `state` of the library, or build it from `texts` and save it where that is possible.

    What another tokeniser has made is made again.
    """
    folder = home / FOLDER / f"{state}-{_tokeniser()}"
    try:
        return Lexical.load(folder)
    except (OSError, ValueError, EOFError):
        built = Lexical.build(texts())
        _save(built, folder)
        return built


def forget(home: Path) -> None:
    """Remove every saved index."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


def _tokeniser() -> str:
    """Return a digest of the code and the word lists that decide what is indexed."""
    digest = hashlib.sha256(Path(lexical.__file__).read_bytes())
    files = (file for folder in plans.__path__ for file in Path(folder).rglob("*"))
    for file in sorted(file for file in files if file.suffix in _READ):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _save(built: Lexical, folder: Path) -> None:
    fresh = folder.with_name(f".{uuid4().hex}")
    try:
        built.save(fresh)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(fresh, folder)
        _sweep(folder)
    except OSError:  # an index that cannot be kept is made again next time
        shutil.rmtree(fresh, ignore_errors=True)


def _sweep(keep: Path) -> None:
    for old in keep.parent.iterdir():
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)

"""The bundle of `kehoach doctor --support`: what a helper needs to know of a machine, nothing of people or plans."""

from __future__ import annotations

import json
import os
import platform
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from plans.errors import PlanError

if TYPE_CHECKING:
    from retrieval.settings import Settings

_OURS = ("KEHOACH_", "TELEGRAM_", "OPENAI_", "PYTHON", "LANG", "LC_")


def write_support(path: Path, checks: Iterable[str], settings: Settings | None) -> None:
    """Write the bundle to a new file that only its owner may read."""
    parts = dict(_parts(checks, settings))
    owned = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(owned, "wb") as file, zipfile.ZipFile(file, "w") as bundle:
        for name, content in parts.items():
            bundle.writestr(name, _without_places(content, settings))


def _parts(checks: Iterable[str], settings: Settings | None) -> Iterator[tuple[str, str]]:
    yield "doctor.txt", "\n".join(checks)
    yield "system.txt", f"{platform.platform()}\nPython {platform.python_version()}\nCPU {os.cpu_count()}"
    yield "packages.txt", "\n".join(sorted({f"{each.name}=={each.version}" for each in distributions()}))
    yield "settings.txt", "\n".join(sorted(name for name in os.environ if name.startswith(_OURS)))  # names, no values
    if settings:
        yield "library.json", json.dumps(_library(settings), ensure_ascii=False, indent=1)


def _library(settings: Settings) -> Mapping[str, object]:
    from retrieval.library import Library

    known: dict[str, object] = {"files": _sizes(settings.home)}
    try:
        with Library.open(settings) as library:
            return known | {"generation": library.generation, "rows": library.counts()}
    except PlanError as error:
        return known | {"error": error.kind}


def _sizes(home: Path) -> dict[str, int]:
    """Return the bytes of what lies in the data folder, by its top names."""
    if not home.is_dir():
        return {}
    return {place.name: sum(file.stat().st_size for file in _files(place)) for place in sorted(home.iterdir())}


def _files(place: Path) -> Iterator[Path]:
    return (file for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file())


def _without_places(content: str, settings: Settings | None) -> str:
    """Take out of a text the names of folders, which may be those of people."""
    for place, name in (
        (settings.home.absolute(), "KEHOACH_HOME") if settings else (Path.cwd(), "."),
        (Path.home(), "~"),
    ):
        content = content.replace(str(place), name)
    return content

"""What a run stands on, so that two runs can be told apart: code, prompts, packages, settings, plans, questions."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from evaluation.cases import Case
from evaluation.sets import FORMATS
from retrieval.settings import Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("plans", "ingest", "retrieval", "prompts")  # what decides about an answer
LIBRARIES = ("chromadb", "langchain-core", "langchain-openai", "numpy", "openai", "sqlalchemy")
ENDINGS = (".py", ".md", ".txt", ".csv", ".npz", ".bin")


def told(cases: Sequence[Case], texts: Mapping[str, str], settings: Settings, written: str | None) -> dict[str, object]:
    """Return the configuration of a run as JSON; two runs that may differ in an answer differ in it."""
    return {
        "questions": {"count": len(cases), "sha256": _hash(FORMATS[".jsonl"].write(cases))},
        "plans": {name: _hash(text.encode()) for name, text in sorted(texts.items())},
        "written": written,
        "settings": {
            "chat_model": None if settings.offline else settings.chat_model or "mặc định",
            "server": settings.openai_base_url,
            "embedding_model": settings.embedding_model,
        },
        "code": {"version": _installed("kehoach"), "sha256": _code()},
        "prompts": {path.stem: _hash(path.read_bytes()) for path in sorted((ROOT / "prompts").glob("*.md"))},
        "libraries": {name: _installed(name) for name in LIBRARIES},
        "python": platform.python_version(),
    }


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return the names of what two configurations do not share."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _code() -> str:
    files = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*")) if path.suffix in ENDINGS)
    return _hash(b"".join(path.read_bytes() for path in files))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None

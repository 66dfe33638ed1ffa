"""Files encrypted for somebody, by a standard tool called as a process: age or GnuPG."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plans.errors import BadSettings

_PATIENCE: Final = 600.0


@dataclass(frozen=True)
class Tool:
    """A program and its words for both ways; {to}, {out}, {file} and {key} stand for what is given."""

    name: str
    seal: tuple[str, ...]
    open: tuple[str, ...]
    needs_key: bool


_AGE: Final = Tool("age", ("-r", "{to}", "-o", "{out}", "{file}"), ("-d", "-i", "{key}", "-o", "{out}", "{file}"), True)
_GPG: Final = Tool(
    "gpg",
    ("--batch", "--yes", "--trust-model", "always", "-o", "{out}", "-r", "{to}", "--encrypt", "--", "{file}"),
    ("--batch", "--yes", "-o", "{out}", "--decrypt", "--", "{file}"),
    False,
)
_TOOLS: Final = {".age": _AGE, ".gpg": _GPG}


def sealed(file: Path) -> bool:
    """Say whether the name of a file tells that it is encrypted."""
    return file.suffix in _TOOLS


def seal(file: Path, out: Path, to: str) -> None:
    """Write `file`, encrypted for `to`, as `out`, whose suffix chooses the tool."""
    if not sealed(out):
        raise BadSettings(f"Tên tệp sao lưu có mã hóa phải kết thúc bằng {' hoặc '.join(_TOOLS)}.")
    if to.startswith("-"):
        raise BadSettings(f"“{to}” không phải là người nhận.")
    tool = _TOOLS[out.suffix]
    _run(tool.name, [word.format(to=to, out=out, file=file) for word in tool.seal])


def unseal(file: Path, out: Path, key: Path | None) -> None:
    """Write what is in the encrypted `file` as `out`; age needs the file of the `key`, GnuPG has its own ring."""
    tool = _TOOLS[file.suffix]
    if tool.needs_key and key is None:
        raise BadSettings(f"Tệp {file.name} được mã hóa bằng {tool.name}: cần --key TỆP_KHÓA.")
    _run(tool.name, [word.format(key=key, out=out, file=file) for word in tool.open])


def _run(name: str, words: Sequence[str]) -> None:
    program = shutil.which(name)
    if program is None:
        raise BadSettings(f"Máy chưa có chương trình {name}. Hãy cài {name} rồi chạy lại.")
    ended = subprocess.run([program, *words], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    if ended.returncode:
        said = ended.stderr.strip().rpartition("\n")[2] or f"mã {ended.returncode}"
        raise BadSettings(f"{name} không làm được: {said}")

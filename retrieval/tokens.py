"""Tokens of a prompt: counted with tiktoken where its table is on this machine, else bounded from above."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

_ENCODING = "o200k_base"
_CACHED_AS = "fb374d419588a4632f3f557e76b4b70aebbca790"  # the name tiktoken gives its cached table
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"


def count_tokens(text: str) -> int:
    """Return the tokens of `text`, or its UTF-8 bytes, the only true upper bound, where no table is at hand.

    Never fetches the table: tiktoken is asked only when a whole copy lies in its cache.
    """
    encoding = _encoding(_cached_table())
    return len(encoding.encode(text, disallowed_special=())) if encoding else len(text.encode("utf-8", "replace"))


def _cached_table() -> Path:
    """Return where tiktoken would look first, by its own rules."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    return Path(folder if folder is not None else Path(tempfile.gettempdir()) / "data-gym-cache") / _CACHED_AS


@cache
def _encoding(table: Path) -> Encoding | None:
    if not table.is_file() or hashlib.sha256(table.read_bytes()).hexdigest() != _SHA256:
        return None
    import tiktoken

    return tiktoken.get_encoding(_ENCODING)

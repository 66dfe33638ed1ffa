"""Parts of bodies typed in small letters, written as the plans print them: their capitals say where a name ends."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final

from plans.text import syllables
from retrieval.initials import Names

LEAST: Final = 3  # syllables of a name worth looking for: shorter ones are read in small letters too
LONGEST: Final = 10
_PART = re.compile(r"\b(?:ban|phòng|tổ|đội|khoa|cụm)(?= [^\W\d_])")
_WORD = re.compile(r"[^\W_]+")


def as_printed(text: str, bodies: Names) -> str:
    """Return `text` with each part that the plans name, "ban tuyên giáo nữ công", as they print it.

    `bodies` returns those of the names of bodies that fit; the longest that stands at a place is taken.
    """
    for head in reversed([*_PART.finditer(text)]):
        behind = [word for word in _WORD.finditer(text, head.start()) if word[0].lower() != "và"][:LONGEST]
        words = tuple(word[0].lower() for word in behind)
        name = max(bodies(partial(_opens, words)), key=len, default="")
        if name:
            text = text[: head.start()] + name + text[behind[len(_words(name)) - 1].end() :]
    return text


def _opens(words: tuple[str, ...], name: str) -> bool:
    own = _words(name)
    return len(own) >= LEAST and words[: len(own)] == own


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in syllables(name) if word != "và")

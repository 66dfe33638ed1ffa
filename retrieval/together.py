"""Short forms typed in parts, written as one: "TT HĐND" and "gd & đt", which neither part tells alone."""

from __future__ import annotations

import re

from plans.abbreviations import expand, pronounced
from plans.text import fold
from retrieval import shorthand

_PARTS = re.compile(r"\b(?P<one>[^\W\d_]{1,6})(?P<mark> |\s?[&-]\s?)(?=(?P<other>[^\W\d_]{2,8})\b(?![-/&]))")


def together(text: str) -> str:
    """Return `text` with each two parts written as one that a table knows so; words of the language are no parts."""
    behind = len(text)
    for one in reversed([*_PARTS.finditer(text)]):
        whole = f"{one['one']}{one['other']}"
        if one.end("other") <= behind and expand(whole) != whole and _are_parts(one, text):
            text = f"{text[: one.start()]}{whole.upper()}{text[one.end('other') :]}"
            behind = one.start()
    return text


def _are_parts(found: re.Match[str], text: str) -> bool:
    """Say whether two words are parts of a short form: both in capitals, or neither a syllable nor both of a chat."""
    if text[: found.start()].endswith(("/", "-", "&")) or re.search(r"\d[\w/]*$", text[: found.start()]):
        return False  # of the number of a document
    parts = found["one"], found["other"]
    loud = all(part.isupper() for part in parts) and not text.isupper()
    chatted = found["mark"] == " " and all(part.lower() in shorthand.table() for part in parts)
    return loud or not (chatted or any(pronounced(fold(part)) for part in parts))

"""What people of the centre and the south say, in the words that are written everywhere: "mần chi rứa"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from plans.text import nfc

_OPENS = re.compile(r"(?:^|[.?!:,]\s*)$")


def in_written_words(text: str) -> str:
    """Return `text`, typed with marks, with words of dialects put in written ones; names are left alone."""
    for form, written in _forms():
        text = form.sub(lambda said, written=written: _put(said, written), text)  # type: ignore[misc]
    return text


def _put(said: re.Match[str], written: str) -> str:
    if not said[0][0].isupper():
        return written
    opens = _OPENS.search(said.string[: said.start()]) is not None
    return f"{written[:1].upper()}{written[1:]}" if opens else said[0]


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = nfc(files("retrieval").joinpath("data/dialects.txt").read_text(encoding="utf-8")).splitlines()
    pairs = (line.split(" =", 1) for line in lines if " =" in line and not line.startswith("#"))
    return tuple((_form(said), written.strip()) for said, written in pairs)


def _form(said: str) -> re.Pattern[str]:
    """Return what finds a form as whole words; one may end with the blank before the next."""
    return re.compile(rf"\b(?:{said})(?:(?<=\s)|(?!\w))", re.IGNORECASE)

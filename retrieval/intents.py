"""What kind of answer a question asks for: one table of forms of asking, the first that fits wins.

The table is `data/forms.txt`. It is matched on the question without marks, in lower case, so it serves every way of
typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from retrieval.answer import Intent

# What a question with the number of a cited document cannot ask about a plan: it asks about that document.
ABOUT_DOCUMENT: frozenset[Intent] = frozenset(
    {"metadata", "overview", "definition", "target", "content", "legal_basis"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """A way of asking: `field` says which part of the answer is wanted, `agency` that the question must name one."""

    intent: Intent
    field: str | None
    agency: bool
    pattern: re.Pattern[str]


@cache
def forms() -> tuple[Form, ...]:
    """Read the table; raise `ValueError` for a line that is none of its kinds."""
    return tuple(_read(files("retrieval").joinpath("data/forms.txt").read_text(encoding="utf-8").splitlines()))


def _read(lines: list[str]) -> Iterator[Form]:
    words: dict[str, str] = {}
    intent, field, agency = "content", None, False
    for line in filter(None, lines):
        if line.startswith("#"):
            continue
        if defined := re.fullmatch(r"(<\w+>) = (.+)", line):
            words[defined[1]] = defined[2]
        elif opened := re.fullmatch(r"\[(\w+)(?: (\w+))?\]( agency)?", line):
            intent, field, agency = opened[1], opened[2], bool(opened[3])
        else:
            yield Form(_intent(intent), field, agency, _pattern(line, words))


def _intent(name: str) -> Intent:
    if name not in get_args(Intent):
        raise ValueError(f"forms.txt: no intent {name!r}")
    return cast("Intent", name)


def _pattern(line: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, meaning in words.items():
        line = line.replace(name, meaning)
    body = line.removesuffix("$")
    end = r"\s$" if body != line else r"(?=\s)"
    if body.startswith("^(?"):
        return re.compile(body)
    return re.compile(rf"^\s(?:{body[1:]}){end}" if body.startswith("^") else rf"(?<=\s)(?:{body}){end}")


def intent_of(folded: str, has_agency: bool, cites: bool) -> tuple[Intent, str | None]:
    """Return the intent and field of a question given without marks; `content` when no form fits.

    `cites` says that it names the number of a document which is not a plan of the library.
    """
    plain = " ".join(folded.split())
    found = _first(plain, has_agency, cites)
    if found[0] == "metadata":
        return "metadata", "+".join(dict.fromkeys(f.field or "" for f in forms() if _asks(f, "metadata", plain)))
    return found


def _asks(form: Form, intent: Intent, plain: str) -> bool:
    return form.intent == intent and form.pattern.search(f" {plain} ") is not None


def _first(plain: str, has_agency: bool, cites: bool) -> tuple[Intent, str | None]:
    for form in forms():
        if (has_agency or not form.agency) and form.pattern.search(f" {plain} "):
            return ("legal_basis", "about") if cites and form.intent in ABOUT_DOCUMENT else (form.intent, form.field)
    if cites:
        return "legal_basis", "about"
    return ("duties", None) if has_agency and len(plain.split()) <= 6 else ("content", None)

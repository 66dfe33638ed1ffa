"""Short forms that no table knows, read by what the plans say and whom they name: "HBS" is "học bạ số"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from plans.abbreviations import expand, pronounced
from plans.text import fold, nfc
from retrieval import shorthand

Names = Callable[[Callable[[str], bool]], Iterable[str]]
LEAST: Final = 3  # letters: two spell too many phrases
HEAD: Final = 1  # a body may be called without its first syllable: "Phòng Quản lý chất lượng", "phòng QLCL"
_WORD = re.compile(r"[^\W_]+")
# "QLCL", and what a name joins with a dash: "DC-PL", "TN&TKQ".
_SHORT = re.compile(
    rf"(?<![\w/&.-])(?:[^\W\d_]{{{LEAST},}}|[^\W\d_]{{2,4}}(?:[-&][^\W\d_]{{1,4}}){{1,2}})(?![\w/&]|-\w)"
)
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True)
class Held:
    """What the plans held say: titles, the names of bodies that fit, the phrase some letters shorten or "".

    `known` says of a word that it stands as it is, `printed` that the plans print it themselves: then it may still be a
    body's, as in the line of who keeps a copy. `says` tells of letters whether the plans print a phrase they shorten.
    """

    titles: Iterable[str]
    bodies: Names
    phrase: Callable[[str], str]
    known: Callable[[str], bool]
    printed: Callable[[str], bool]
    says: Callable[[str, str], bool]


def spelled_out(text: str, held: Held) -> str:
    """Return `text` with each short form written out that spells the initials of just one phrase of the plans.

    One that a table reads is left to it, unless no plan prints what the table says and one body is called so.
    """
    heads: dict[str, str] = {}

    def phrase(short: re.Match[str]) -> str:
        typed = short[0]
        letters = re.sub("[-&]", "", typed)
        if _stands(typed, fold(letters), held):
            return typed
        full = expand(typed)
        if full != typed and held.says(fold(letters), full):
            return typed
        called = _called(fold(letters), held)
        heads.update((one, name.split()[0]) for one, name in called.items())
        if called or full != typed or held.printed(typed.lower()):
            return typed if len(called) > 1 else next(iter(called), typed)
        return held.phrase(letters.lower()) or _titled(fold(letters), held) or typed

    written = _SHORT.sub(phrase, text)
    for one, head in heads.items():  # a body is known by the capital its name begins with
        written = re.sub(rf"\b{head}(?= {re.escape(one)}\b)", head, written, flags=re.IGNORECASE)
    return written


def _stands(typed: str, letters: str, held: Held) -> bool:
    """Say whether a word is no short form of offices."""
    word = pronounced(letters) or (held.known(typed.lower()) and _VOWEL.search(letters) is not None)
    return word or letters in shorthand.table()


def _called(letters: str, held: Held) -> dict[str, str]:
    """Return the parts of bodies' names that letters are the initials of, each with the name it is a part of."""
    fitting = [*held.bodies(lambda name: letters in _initials(name)[: len(letters) + HEAD])]
    whole = [name for name in fitting if _initials(name).endswith(letters)]
    return {one: name for name in whole or fitting for one in phrases(name, letters, HEAD)}


def _titled(letters: str, held: Held) -> str:
    found = {one.lower() for title in held.titles for one in phrases(title, letters)}
    return found.pop() if len(found) == 1 else ""


def phrases(name: str, letters: str, last: int | None = None) -> Iterator[str]:
    """Yield the phrases of `name` whose initials without marks are `letters`; "và" has none.

    `last` is the last syllable, counted from 0, that a phrase may begin with.
    """
    whole = nfc(expand(name))
    words, initials = _words(whole), _initials(name)
    starts = range(len(words) if last is None else last + 1)
    found = (words[at : at + len(letters)] for at in starts if initials.startswith(letters, at))
    return (whole[run[0].start() : run[-1].end()] for run in found)


def _words(name: str) -> list[re.Match[str]]:
    return [word for word in _WORD.finditer(name) if word[0].lower() != "và"]


@lru_cache(maxsize=65536)
def _initials(name: str) -> str:
    return "".join(fold(word[0])[0] for word in _words(nfc(expand(name))))

"""The same question as people type it: without marks, with half of them, with slips of the finger. Deterministic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from evaluation.cases import Case
from plans.text import fold

LETTERS_PER_SLIP = 24


def rewritten(case: Case, style: str) -> Case:
    """Return `case` typed in `style`, one of `STYLES`; the earlier questions of its conversation too."""
    write, random = STYLES[style], Random(case.id)
    history = tuple((write(question, random), answer) for question, answer in case.history)
    return replace(case, question=write(case.question, random), history=history, style=style)


def _bare(text: str, random: Random) -> str:
    return fold(text)


def _half(text: str, random: Random) -> str:
    return " ".join(fold(word) if random.random() < 0.5 else word for word in text.split(" "))


def _slipped(text: str, random: Random) -> str:
    """Swap, drop or double letters of longer words, about one in `LETTERS_PER_SLIP`; numbers stay."""
    letters = list(text)
    places = [at for at in range(1, len(letters) - 1) if _inside(text, at)]
    chosen = sorted(random.sample(places, min(len(places), max(1, len(text) // LETTERS_PER_SLIP))), reverse=True)
    for at in chosen:
        left, right = letters[at], letters[at + 1]
        letters[at : at + 2] = random.choice(([right, left], [right], [left, left, right]))
    return "".join(letters)


def _inside(text: str, at: int) -> bool:
    return all(character.isalpha() and character.islower() for character in text[at - 1 : at + 2])


STYLES: dict[str, Callable[[str, Random], str]] = {"nodia": _bare, "half": _half, "typo": _slipped}

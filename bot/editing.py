"""`kehoach edit`: header fields corrected by a person, and the way back to an earlier version of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.errors import BadUsage
from bot.holdings import Name, open_library
from plans.model import Plan

if TYPE_CHECKING:
    from retrieval.library import Library

Sets = Annotated[list[str] | None, typer.Option("--set", metavar="MỤC=GIÁ_TRỊ", help=texts.SET_HELP)]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help=texts.VERSION_HELP)]


def edit(name: Name, sets: Sets = None, version: Version = None) -> int:
    """Correct what was read of a plan's header, or make one of its earlier versions the one that answers."""
    if bool(sets) == bool(version):
        raise BadUsage(texts.EDIT_WHAT)
    with open_library(read_settings()) as library:
        plan = library.find(name)
        if version:
            library.go_back(plan.id, version)
            console.say(texts.WENT_BACK.format(plan=plan.id, version=version))
        else:
            _correct(library, plan, dict(map(_pair, sets or ())))
    return 0


def _pair(told: str) -> tuple[str, str]:
    from retrieval.corrections import checked

    field, equals, value = told.partition("=")
    if not equals:
        raise BadUsage(texts.BAD_SET.format(told=told))
    return field.strip(), checked(field.strip(), value)


def _correct(library: Library, plan: Plan, values: dict[str, str]) -> None:
    from bot.plan_text import plan_text
    from ingest.passages import passages
    from retrieval.corrections import corrected

    library.arrivals.correct(plan.id, values)
    better = corrected(plan, library.arrivals.corrections(plan.id))
    library.add(better, passages(better))
    console.say(plan_text(better))

"""`kehoach ingest --report`: what was read of each file as one page for a person to check, which needs nothing else."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import IO

from bot import texts
from bot.failures import Hear
from bot.keeping import Outcome
from bot.review_plan import confidence, plan_html
from plans.model import Plan

_STYLE = Path(__file__).parent / "data" / "review.css"


@contextmanager
def review(file: Path | None) -> Iterator[Hear]:
    """Give what is to be told of every outcome; the page is put in its place at the end, also of a run cut short."""
    if file is None:
        yield lambda outcome, plan: None
        return
    rows: list[str] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as parts:

        def hear(outcome: Outcome, plan: Plan | None) -> None:
            rows.append(_row(len(rows) + 1, outcome, plan))
            if plan:
                parts.write(plan_html(f"p{len(rows)}", str(outcome.file), plan))

        try:
            yield hear
        finally:
            parts.seek(0)
            _write(file, rows, parts)


def _write(file: Path, rows: list[str], parts: IO[str]) -> None:
    made = file.with_name(f"{file.name}.partial")
    with made.open("w", encoding="utf-8") as page:
        page.writelines(_head(rows))
        page.writelines(parts)
        page.write("</body></html>\n")
    os.replace(made, file)


def _head(rows: Iterable[str]) -> Iterator[str]:
    title, style = escape(texts.REVIEW_TITLE), _STYLE.read_text(encoding="utf-8")
    yield f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title><style>{style}</style><body>'
    yield f"<h1>{title}</h1><p>{escape(texts.REVIEW_ABOUT)}</p><table class=all><tr>"
    yield from (f"<th>{escape(name)}" for name in texts.REVIEW_COLUMNS)
    yield from rows
    yield "</table>"


def _row(number: int, outcome: Outcome, plan: Plan | None) -> str:
    told = str(outcome.error) if outcome.error else texts.OUTCOMES[outcome.outcome]
    name = escape(str(outcome.file))
    if plan is None:
        return f"<tr class=failed><td>{name}<td><td>{escape(told)}<td>"
    level, why = confidence(plan)
    about = escape("; ".join(why))
    return (
        f'<tr class={level}><td><a href="#p{number}">{name}</a><td>{escape(plan.header.number or "–")}'
        f"<td>{escape(told)}<td>{escape(texts.CONFIDENCE[level])}{': ' if about else ''}{about}"
    )

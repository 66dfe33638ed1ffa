"""A large library made of a smaller one: its plans written again with other words of the same lengths.

Parsing a million passages takes hours; the tables' rows are copied instead, as the places of what plans state stay
where they are. There are no vectors: what is measured is what answers offline.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from sqlalchemy import Table, Text, TypeDecorator

from evaluation.synthetic import DEEDS, THINGS
from retrieval import schema
from retrieval.settings import Settings

_LEFT_OUT: Final = {"meta", "plan", "embedding", "access", "correction", "known_file"}
_VERSION: Final = {"id": "id + :shift", "version_id": "version_id + :shift", "plan_id": "plan_id || :mark"}


def retold(number: int, text: str | None) -> str | None:
    """Return a text of a synthetic plan with other deeds and things, each as long as the one it stands for."""
    words = _others(number)
    return text and _FAMILIAR.sub(lambda found: words[found[0]], text)


@cache
def _others(number: int) -> dict[str, str]:
    """Return what stands for each deed and thing: the one so many places further among those of its length."""
    others: dict[str, str] = {}
    for every in (DEEDS, THINGS):
        for _, alike in groupby(sorted(every, key=len), key=len):
            some = [*alike]
            others |= {word: some[(at + number) % len(some)] for at, word in enumerate(some)}
    return others


_FAMILIAR: Final = re.compile("|".join(sorted(map(re.escape, (*DEEDS, *THINGS)), key=len, reverse=True)))


def multiply(home: Path, times: int) -> None:
    """Write every plan of a library of synthetic plans `times` - 1 times again."""
    with closing(sqlite3.connect(Settings(home=home).home / "library.db")) as connection:
        connection.create_function("retold", 2, retold, deterministic=True)
        (shift,) = connection.execute("SELECT max(id) FROM version").fetchone()
        for number in range(1, times):
            given = {"number": number, "shift": number * shift, "largest": shift, "mark": f" ({number})"}
            for statement in _statements():
                connection.execute(statement, given)
            connection.commit()


def _statements() -> Iterator[str]:
    yield ("INSERT INTO plan SELECT id || :mark, active_version + :shift FROM plan WHERE active_version <= :largest")
    for table in schema.metadata.sorted_tables:
        if table.name not in _LEFT_OUT:
            yield _copied(table)
    yield "UPDATE meta SET generation = generation + 1"


def _copied(table: Table) -> str:
    columns = [column.name for column in table.columns]
    told = [name for name, column in table.columns.items() if _is_text(column.type)]
    values = [_VERSION.get(name) or (f"retold(:number, {_q(name)})" if name in told else _q(name)) for name in columns]
    owner = "id" if table.name == "version" else "version_id"
    return (
        f"INSERT INTO {table.name} ({', '.join(map(_q, columns))}) SELECT {', '.join(values)} FROM {table.name}"
        f" WHERE {owner} <= :largest AND {owner} IN (SELECT active_version FROM plan)"
    )


def _q(name: str) -> str:
    return f'"{name}"'


def _is_text(kind: object) -> bool:
    return isinstance(kind, TypeDecorator) and isinstance(kind.impl_instance, Text)

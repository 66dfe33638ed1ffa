"""The terminal: text on standard output, progress and trouble on standard error, colour only where a person looks."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

from bot import texts
from bot.render import Line, bulleted

Item = TypeVar("Item")

_PAINTS = {"lead": "1", "sources": "1", "source": "2", "note": "33", "error": "31", "good": "32", "understood": "36"}
_WIDEST = 100


def speak_utf8() -> None:
    """Make both streams write UTF-8, whatever the locale, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")


def coloured(stream: TextIO) -> bool:
    """Say whether colour may be written to `stream`."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def paint(text: str, kind: str, stream: TextIO | None = None) -> str:
    """Return `text` in the colour of `kind` where `stream` shows colour, else unchanged."""
    code = _PAINTS.get(kind)
    return f"\033[{code}m{text}\033[0m" if code and coloured(stream or sys.stdout) else text


def say(text: str = "") -> None:
    """Write one line on standard output."""
    print(text)


def say_exactly(text: str) -> None:
    """Write text on standard output as it is, with no line end added."""
    sys.stdout.write(text)


def warn(text: str) -> None:
    """Write one line on standard error."""
    print(text, file=sys.stderr)


def say_json(value: object) -> None:
    """Write one JSON line on standard output."""
    print(json.dumps(value, ensure_ascii=False))


def columns() -> int:
    """How wide text may be on this terminal; at most a comfortable hundred."""
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)


def wrapped(text: str, width: int) -> str:
    """Return `text` wrapped; a list item's later lines stand under its first words."""
    mark = text.split(" ", 1)[0]
    indent = " " * (len(mark) + 1) if mark in ("-", "•") or mark.rstrip(".").isdigit() or mark.startswith("[") else ""
    return "\n".join(
        textwrap.fill(part, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for part in text.split("\n")
    )


def show(lines: Iterable[Line]) -> None:
    """Write the lines of an answer: wrapped and coloured on a terminal, as they are elsewhere."""
    kept = list(lines)
    for line, text in zip(kept, bulleted(kept), strict=True):
        say(paint(wrapped(text, columns()), line.kind) if sys.stdout.isatty() else text)


@contextmanager
def passing() -> Iterator[Callable[[Iterable[Line]], None]]:
    """Yield what shows lines on standard error in place of those shown before; in the end all are gone."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    def show(lines: Iterable[Line]) -> None:
        text = "\n".join([*bulleted(list(lines)), texts.WRITING])
        live.start()  # nothing is written before there is something to show
        live.update(Text(text, "dim"), refresh=True)

    live = Live(console=Console(file=sys.stderr), auto_refresh=False, transient=True, redirect_stdout=False)
    try:
        yield show
    finally:
        live.stop()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table on standard output; what does not fit is folded, never cut."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        drawn.add_column(head, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 140).print(drawn)


def progress(items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
    """Yield `items`, drawing a bar with rate and time left on standard error when it is a terminal."""
    with counting(label) as count:
        for done, item in enumerate(items, 1):
            yield item
            count(done, total)


@contextmanager
def counting(label: str) -> Iterator[Callable[[int, int], object]]:
    """Yield what is told how many of how many are done and draws it as `progress` does; nothing until it is told."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    told = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    drawn = (*told, TextColumn(texts.LEFT), TimeRemainingColumn())
    begin = time.monotonic()
    with Progress(*drawn, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(label, total=None, rate="")

        def count(done: int, total: int) -> None:
            rate = texts.RATE.format(rate=done / (time.monotonic() - begin))
            bar.update(task, completed=done, total=total, rate=rate)

        yield count


def asked(question: str) -> str:
    """Return what a person at the terminal answers, "" at the end of what they type."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()

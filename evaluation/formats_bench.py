"""How truly each format is read: the samples rendered as offices file them, read back and compared with the text.

Run as `python -m evaluation.formats_bench [--formats docx,pdf,scan-300 …] [--limit N] [--asked]`; prints a line per
format. Pages per second are of one core's processor time, programs that are called included. With `--asked` the
questions of the shipped sets are asked to what was read, and to the text: how often status and first citation agree.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from evaluation import sets
from evaluation.cases import DATA, Case
from evaluation.record import Record
from evaluation.rendering import Sheet, sheet, write_docx, write_pdf, write_photo, write_scan
from evaluation.same_questions import agreement, answered
from ingest import doc
from ingest.formats import HEAD, recognise
from ingest.load import parse
from ingest.nursery import COLLECT_AFTER
from ingest.source import Source
from plans.model import NUMBERED, Plan

Writer = Callable[[Sheet, Path], None]
_FIELDS = ("number", "issued_on", "place", "issuer", "kind", "title", "signer", "signer_position", "recipients")
_SETS = ("samples.jsonl", "dev.jsonl")  # questions on the samples
_PAGE = 2310  # characters; Word files tell no pages, and the samples make 26 of so many as PDF


@dataclass(frozen=True)
class Figures:
    """What reading one file came to, against the text it was made from."""

    errors: int  # characters
    length: int
    headings: int
    right_headings: int
    fields: int
    right_fields: int
    rows: int
    right_rows: int
    cells: int
    right_cells: int
    pages: int
    seconds: float


class Form(NamedTuple):
    """One way a document is filed: the file's ending, how it is written, the programs needed and how it is read."""

    suffix: str
    write: Writer
    needs: tuple[str, ...] = ()
    read: Callable[[Path], Source] | None = None


def main() -> None:
    """Print the figures of every format over the samples."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--formats", default=",".join(FORMS), help="which, comma-separated")
    options.add_argument("--limit", type=int, default=99, help="how many samples")
    options.add_argument("--asked", action="store_true", help="ask the questions of the shipped sets too")
    chosen = options.parse_args()
    gc.set_threshold(COLLECT_AFTER)  # as where files are read
    samples = sorted(Path("samples").glob("*.txt"))[: chosen.limit]
    sheets = {path.name: sheet(path.read_text(encoding="utf-8")) for path in samples}
    asked = _asked(sheets) if chosen.asked else None
    print("format         files pages   CER %  headings    fields      rows     cells   pages/s    status  citation")
    for name in chosen.formats.split(","):
        missing = [program for program in FORMS[name].needs if not shutil.which(program)]
        print(f"{name:<14} cần {', '.join(missing)}" if missing else _line(name, sheets, asked), flush=True)


class Asked(NamedTuple):
    """Questions on the samples, and what is answered out of the text."""

    cases: tuple[Case, ...]
    expected: dict[str, Record]


def _asked(sheets: dict[str, Sheet]) -> Asked:
    cases = tuple(case for name in _SETS for case in sets.load(DATA / name) if set(case.plans) <= sheets.keys())
    records = answered(cases, [parse(one.text, name) for name, one in sheets.items()])
    return Asked(cases, {record.id: record for record in records})


def _line(name: str, sheets: dict[str, Sheet], asked: Asked | None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        read = [_measured(FORMS[name], one, Path(folder, f"{at}")) for at, one in enumerate(sheets.values())]
    shares = _agreed(asked, list(sheets), [source for source, _ in read]) if asked else ""
    return _shown(name, [figures for _, figures in read]) + shares


def _agreed(asked: Asked, names: Sequence[str], sources: Sequence[Source]) -> str:
    plans = [parse(one.text, name, one.origin) for name, one in zip(names, sources, strict=True)]
    found = agreement(asked.cases, asked.expected, plans)
    return "".join(f"{100 * part / found.asked:>9.1f}%" for part in (found.statuses, found.citations))


def _measured(form: Form, page: Sheet, place: Path) -> tuple[Source, Figures]:
    path = place.with_suffix(form.suffix)
    form.write(page, path)
    before = _spent()
    source = form.read(path) if form.read else _read(path)
    return source, compared(page.text, source, _spent() - before)


def _spent() -> float:
    """Return the processor time of this process and of programs it called, in seconds; ours finer than in ticks."""
    return time.process_time() + sum(os.times()[2:4])


def _read(path: Path) -> Source:
    """Read a file in this process, so that its processor time is known."""
    with path.open("rb") as file:
        form = recognise(file.read(HEAD))
    assert form
    source: Source = import_module(f"ingest.{form.reader}").read(path, lambda: None)
    return source


def _pictures(page: Sheet, path: Path, take: Callable[[Path, Path], None]) -> None:
    typed = path.with_name(f"typed-{path.stem}.pdf")
    write_pdf(page, typed)
    take(typed, path)


def _scanned(**options: Any) -> Form:
    return Form(".pdf", partial(_pictures, take=partial(write_scan, **options)), ("tesseract",))


def _old_word(page: Sheet, path: Path) -> None:
    """Write a Word 97 file, by LibreOffice."""
    typed = path.with_suffix(".docx")
    write_docx(page, typed)
    home = f"-env:UserInstallation={path.with_name('profile').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "doc", "--outdir", str(path.parent), str(typed)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


FORMS = {
    "docx": Form(".docx", write_docx),
    "docx-auto": Form(".docx", partial(write_docx, automatic=True)),
    "doc": Form(".doc", _old_word, ("soffice",)),
    "doc-catdoc": Form(".doc", _old_word, ("soffice", "catdoc"), lambda path: doc.by_catdoc("catdoc", path)),
    "pdf": Form(".pdf", write_pdf),
    "scan-300": _scanned(dpi=300),
    "scan-200": _scanned(dpi=200),
    "scan-150": _scanned(dpi=150),
    "scan-bad": _scanned(dpi=200, skew=1.5, noise=25.0, stamps=2),
    "photo": Form(".tiff", partial(_pictures, take=write_photo), ("tesseract",)),
}


def compared(text: str, source: Source, seconds: float = 0.0) -> Figures:
    """Return how far what was read is from `text`: characters, numbered headings, header fields, table rows."""
    expected, got = parse(text, "mau"), parse(source.text, "mau", source.origin)
    headings, rows = skeleton(expected), _rows(text)
    pairs = list(zip(rows, _rows(source.text), strict=False))
    right_fields = sum(getattr(expected.header, name) == getattr(got.header, name) for name in _FIELDS)
    return Figures(
        _distance(_flat(text), _flat(source.text)),
        len(_flat(text)),
        len(headings),
        len(headings) - _distance(headings, skeleton(got)),
        len(_FIELDS),
        right_fields,
        len(rows),
        sum(len(row) == len(other) for row, other in pairs),
        sum(map(len, rows)),
        sum(one == two for row, other in pairs for one, two in zip(row, other, strict=False)),
        len(source.pages) or max(1, round(len(source.text) / _PAGE)),
        seconds,
    )


def skeleton(plan: Plan) -> list[str]:
    """Return the labels of the numbered headings and items with their depth, in order."""
    return [f"{section.level} {section.label}" for section in plan.walk() if section.kind in NUMBERED]


def _rows(text: str) -> list[list[str]]:
    return [_flat(line).strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _distance(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many signs must be replaced, put in or taken out, counted on the parts that differ."""
    parts = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return sum(_edits(left[a:b], right[c:d]) for kind, a, b, c, d in parts if kind != "equal")


def _edits(left: Sequence[str], right: Sequence[str]) -> int:
    costs = list(range(len(right) + 1))
    for row, sign in enumerate(left, 1):
        above, costs[0] = costs[0], row
        for column, other in enumerate(right, 1):
            above, costs[column] = costs[column], min(costs[column] + 1, costs[column - 1] + 1, above + (sign != other))
    return costs[-1]


def _shown(name: str, figures: list[Figures]) -> str:
    def total(field: str) -> float:
        return float(sum(getattr(one, field) for one in figures))

    def share(part: str, whole: str) -> str:
        return f"{total(part):.0f}/{total(whole):.0f}".rjust(9)

    parts = [share(f"right_{what}", what) for what in ("headings", "fields", "rows", "cells")]
    cer, speed = 100 * total("errors") / total("length"), total("pages") / total("seconds")
    return f"{name:<14} {len(figures):>5} {total('pages'):>5.0f} {cer:>7.3f} {' '.join(parts)} {speed:>9.1f}"


if __name__ == "__main__":
    main()

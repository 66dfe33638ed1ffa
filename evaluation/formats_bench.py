"""How truly each format is read: the samples rendered as offices file them, read back and compared with the text.

Run as `python -m evaluation.formats_bench [--scans 300,200] [--limit N]`; prints one line per format.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from evaluation.rendering import Sheet, sheet, write_docx, write_pdf, write_scan
from ingest.load import parse
from ingest.read import read
from ingest.source import Source
from plans.model import NUMBERED, Plan

Writer = Callable[[Sheet, Path], None]
_FIELDS = ("number", "issued_on", "place", "issuer", "kind", "title", "signer", "signer_position", "recipients")


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


def main() -> None:
    """Print the figures of every format over the samples."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scans", default="300", help="dots per inch of the scans, comma-separated; empty for none")
    options.add_argument("--limit", type=int, default=99, help="how many samples")
    chosen = options.parse_args()
    samples = sorted(Path("samples").glob("*.txt"))[: chosen.limit]
    print("format        files pages   CER %  headings    fields      rows     cells   pages/s")
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix, write in _writers(chosen.scans):
            print(
                _line(name, [_measured(write, Path(folder, f"{at}{suffix}"), file) for at, file in enumerate(samples)])
            )


def _writers(scans: str) -> Iterator[tuple[str, str, Writer]]:
    yield "docx", ".docx", write_docx
    yield "docx auto", ".docx", lambda page, path: write_docx(page, path, automatic=True)
    yield "pdf", ".pdf", write_pdf
    for dpi in filter(None, scans.split(",") if shutil.which("tesseract") else ()):
        yield f"scan {dpi} dpi", ".pdf", partial(_scan, dpi=int(dpi))


def _scan(page: Sheet, path: Path, dpi: int) -> None:
    typed = path.with_name(f"typed-{path.name}")
    write_pdf(page, typed)
    write_scan(typed, path, dpi=dpi)


def _measured(write: Writer, path: Path, sample: Path) -> Figures:
    page = sheet(sample.read_text(encoding="utf-8"))
    write(page, path)
    started = time.perf_counter()
    source = read(path)
    return compared(page.text, source, time.perf_counter() - started)


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
        max(1, len(source.pages)),
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


def _line(name: str, figures: list[Figures]) -> str:
    def total(field: str) -> float:
        return float(sum(getattr(one, field) for one in figures))

    def share(part: str, whole: str) -> str:
        return f"{total(part):.0f}/{total(whole):.0f}".rjust(9)

    parts = [share(f"right_{what}", what) for what in ("headings", "fields", "rows", "cells")]
    cer, speed = 100 * total("errors") / total("length"), total("pages") / total("seconds")
    return f"{name:<13} {len(figures):>5} {total('pages'):>5.0f} {cer:>7.3f} {' '.join(parts)} {speed:>9.1f}"


if __name__ == "__main__":
    main()

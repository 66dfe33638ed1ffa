"""Invented documents of many kinds and layouts, each held to everything a reader expects of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.documents import judged
from evaluation.expectations import Expectations, expectations
from ingest.load import load_plan

FOLDER = Path(__file__).parent / "documents"
EXPECTED = list(expectations(FOLDER))


@pytest.mark.parametrize("expected", EXPECTED, ids=[one.name for one in EXPECTED])
def test_a_document_is_read_as_a_reader_reads_it(expected: Expectations) -> None:
    (path,) = (path for path in FOLDER.glob(f"{expected.name}.*") if path.suffix != ".expected")
    found = list(judged(load_plan(path), expected))
    assert [f"{one.measure}: {one.wanted}" for one in found if not one.right] == []
    assert {one.measure for one in found} >= {"header", "headings found", "deadlines", "assignments"}


def test_every_document_has_expectations() -> None:
    names = {path.stem for path in FOLDER.iterdir()}
    assert names == {one.name for one in EXPECTED}
    assert len(names) == 10

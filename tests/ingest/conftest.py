"""Files rendered once for all tests of reading formats."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from evaluation.rendering import Sheet, sheet, write_docx, write_pdf

SAMPLES = Path(__file__).parents[2] / "samples"


class Rendered(NamedTuple):
    """One sample as files, and what a person reads in each."""

    sheet: Sheet
    docx: Path
    pdf: Path


@pytest.fixture(scope="session", params=["ca-mau-02-kh-ubnd-2017", "khanh-hoa-321-kh-btv-2021"])
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    page = sheet((SAMPLES / f"{request.param}.txt").read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("rendered")
    made = Rendered(page, folder / "a.docx", folder / "a.pdf")
    write_docx(page, made.docx, automatic=True)
    write_pdf(page, made.pdf)
    return made

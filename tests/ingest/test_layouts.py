"""The same plan laid out in other ways is read as the same plan."""

import re
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.blocks import blocks
from ingest.header import read_header
from ingest.outline import outline
from ingest.zones import zones

SAMPLES = {p.stem: p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[2] / "samples").iterdir())}
FIELDS = (
    "number",
    "issued_on",
    "place",
    "issuer",
    "province",
    "kind",
    "title",
    "signer",
    "signer_position",
    "recipients",
)


def wrapped(text: str, width: int) -> str:
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines())
    return "\n".join("\n".join(line) for line in lines)


def tight(text: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", text)


def spaced(text: str) -> str:
    return re.sub(r"\n+", "\n\n", text)


def markdown(text: str) -> str:
    text = re.sub(r"(?m)^([IVX]+[.-]\s*[A-ZĐ].*)$", r"## **\1**", text)
    text = re.sub(r"(?m)^(\d+)\. (.{,150})$", r"### \1\\. \2", text)
    return re.sub(r"(?m)^- ", "* ", text).replace("\n", "  \n")


def paged(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(f"{line}\n\n{i // 25 + 2}\n\x0c" if i % 25 == 24 else line for i, line in enumerate(lines))


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped at 80, paragraphs apart": lambda text: wrapped(spaced(text), 80),
    "wrapped at 80 as it stands": lambda text: wrapped(text, 80),
    "wrapped at 78 without blank lines": lambda text: wrapped(tight(text), 78),
    "wrapped at 100 without blank lines": lambda text: wrapped(tight(text), 100),
    "without blank lines": tight,
    "with blank lines between all lines": spaced,
    "Markdown": markdown,
    "with page numbers and form feeds": paged,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "indented": lambda text: "\n".join("    " + line for line in text.splitlines()),
    "quoted": lambda text: "\n".join("> " + line for line in text.splitlines()),
    "long dashes": lambda text: re.sub(r"(?m)^- ", "– ", text),
    "round bullets": lambda text: re.sub(r"(?m)^- ", "• ", text),
    "1) for 1.": lambda text: re.sub(r"(?m)^(\d+)\. ", r"\1) ", text),
    "1/ for 1.": lambda text: re.sub(r"(?m)^(\d+)\. ", r"\1/ ", text),
    "bold numbers": lambda text: re.sub(r"(?m)^(\d+\. )(.*)$", r"**\1**\2", text),
    "unbreakable blanks": lambda text: text.replace(". ", ".\u00a0"),
}


def read(text: str) -> tuple[list[tuple[str, str]], dict[str, object]]:
    parts = zones(blocks(text))
    sections = (section for root in outline(parts, len(text))[0] for section in root.walk())
    header, _ = read_header(text, parts)
    return (
        [(section.id, section.title) for section in sections if section.kind in ("heading", "item")],
        {name: _composed(getattr(header, name)) for name in FIELDS},
    )


def _composed(value: object) -> object:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_another_layout_changes_neither_outline_nor_header(sample: str, layout: str) -> None:
    assert read(LAYOUTS[layout](SAMPLES[sample])) == read(SAMPLES[sample])

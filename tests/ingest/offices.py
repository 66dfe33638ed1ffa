"""Files as offices hold them, written by hand where a test needs one feature of a format."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word_file(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file whose parts ("numbering", "styles", "footnotes") hold this XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W} {_MORE}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{xml}</w:{name}>")
    return path


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def listed(number: int, level: int = 0) -> str:
    """Return the property of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def levels(*forms: tuple[str, str], more: str = "") -> str:
    """Return the levels of a list: number format and text of each."""
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
        for level, (form, text) in enumerate(forms)
    )


def numbering(*lists: str, abstract: str) -> str:
    """Return the numbering part: one abstract list, and lists 1, 2 … of it with these overrides."""
    made = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
        for number, overrides in enumerate(lists, 1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum>{made}'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; "^" is a cell that the one above covers, "text>3" a cell three columns wide."""
    made = (f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def _cell(text: str) -> str:
    words, _, wide = text.partition(">")
    merged = "<w:vMerge/>" if text == "^" else ""
    span = f'<w:gridSpan w:val="{wide}"/>' if wide else ""
    inner = "".join(map(p, ("" if text == "^" else words).split("\n")))
    return f"<w:tc><w:tcPr>{merged}{span}</w:tcPr>{inner}</w:tc>"

"""Files made to harm, a few of every kind; `python -m tests.security.hostile` tries them all and times them."""

from pathlib import Path

import pytest

from ingest.read import read_all
from tests.security.hostile import NAMES, refusal, special_files
from tests.security.hostile_files import FILES

REFUSED = (
    "bomb-lying.zip", "zip-in-zip.zip", "members.zip", "up.zip", "link.zip", "fifo.zip", "checksum.zip", "overlap.zip",
    "laughs.docx", "external.docx", "parameter.docx", "levels.docx", "styles.docx", "sheet.docx", "locked.docx",
    "half.doc", "count.pdf", "tree-loop.pdf", "locked.pdf", "filters.pdf", "lying-picture.pdf", "script.pdf",
    "endless.png", "crc.png", "tags.tiff", "huge.jpg", "frames.html", "null.txt", "program.txt", "one-line.txt",
    "brackets.txt", "surrogate-utf16.txt",
)  # fmt: skip
HARMLESS = ("span.docx", "macro.docx", "romans.txt")  # strange, and read as the plans they are


def told(path: Path) -> list[str]:
    reasons = [refusal(found) for _, found in read_all(path)]
    assert reasons
    return reasons


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_reason_that_tells_no_path(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    reasons = told(tmp_path / name)
    assert all(reasons)
    assert not any("Traceback" in reason or str(tmp_path) in reason for reason in reasons)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_strange_file_without_harm_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    assert told(tmp_path / name) == [""]


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    paths = list(special_files(tmp_path))
    assert len(paths) == 7
    assert all(all(told(path)) for path in paths)


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\0\1\2")
    assert all(told(tmp_path / name))

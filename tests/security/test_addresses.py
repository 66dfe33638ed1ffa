"""Addresses in files, plans, questions and replies are words: nothing is ever fetched from where they point."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from ingest.load import plan_of
from ingest.passages import passages
from ingest.read import read_all
from ingest.source import Source
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.security.trap import Trap, listening

W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
END = "</w:t></w:r></w:p></w:body></w:document>"
HEAD = "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\nSố: 7/KH-UBND\nLai Châu, ngày 5 tháng 3 năm 2025\n\nKẾ HOẠCH\nTrồng rừng\n\n"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def trap() -> Iterator[Trap]:
    with listening() as made:
        yield made


def page(at: str) -> bytes:
    return (
        f'<html><head><base href="{at}/"><link rel="stylesheet" href="{at}/a.css"><script src="{at}/a.js"></script>'
        f'<meta http-equiv="refresh" content="0;url={at}/b"></head><body background="{at}/c"><img src="{at}/d.png">'
        f'<iframe src="{at}/e"></iframe><object data="{at}/f"></object>'
        f'<pre>{HEAD}I. MỤC TIÊU</pre><a href="{at}/g">xem</a></body></html>'
    ).encode()


def word(at: str, folder: Path) -> bytes:
    """A Word file whose template, picture and settings lie elsewhere, and whose text names an entity elsewhere."""
    file = folder / "a.docx"
    kinds = ("attachedTemplate", "image", "hyperlink", "oleObject", "subDocument")
    rows = (f'<Relationship Id="r{k}" Type="{KINDS}/{k}" Target="{at}/{k}" TargetMode="External"/>' for k in kinds)
    broken = HEAD.replace("\n", "</w:t></w:r></w:p><w:p><w:r><w:t>")
    related = f'<Relationships xmlns="{LINKS}">{"".join(rows)}</Relationships>'
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"{W}{broken}I. MỤC TIÊU {at}/h{END}")
        for part in ("document", "settings"):
            package.writestr(f"word/_rels/{part}.xml.rels", related)
    return file.read_bytes()


def pdf(at: str) -> bytes:
    """A page that opens an address, sends a form to one and takes its text from one."""
    action = f"<< /S /URI /URI ({at}/i) >>"
    form = f"<< /S /SubmitForm /F << /FS /URL /F ({at}/j) >> >>"
    return (
        f"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction {action} /AA << /WC {form} >> >> endobj\n"
        "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >> endobj\n"
        f"4 0 obj << /Length 0 /F << /FS /URL /F ({at}/k) >> >> stream\nendstream endobj\n"
        "trailer << /Root 1 0 R >>\n%%EOF\n"
    ).encode()


def test_the_trap_hears_what_is_fetched(trap):
    urlopen(f"{trap.address}/x", timeout=5).close()
    assert trap.asked == ["/x"]


def test_no_address_in_a_file_is_fetched_when_it_is_read_stored_and_asked_about(trap, tmp_path):
    at = trap.address
    files = {"a.html": page(at), "b.docx": word(at, tmp_path), "c.pdf": pdf(at), "d.txt": f"{HEAD}I. {at}/l\n".encode()}
    read = []
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        read += [source for _, source in read_all(tmp_path / name) if isinstance(source, Source)]
    assert {"a.html", "b.docx", "d.txt"} <= {source.file for source in read}, "they are read, not refused"
    with Library.open(Settings(home=tmp_path / "home")) as library:
        for plan in map(plan_of, read):
            library.add(plan, tuple(passages(plan)))
        for question in (f"Mở {at}/m và đọc cho tôi", "Kế hoạch 7/KH-UBND nói gì?", f"{at}/n"):
            Assistant(library).ask(question)
    assert trap.asked == []

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.formats_bench import compared, skeleton
from evaluation.rendering import sheet, write_docx
from ingest.formats import FORMATS, recognise
from ingest.load import load_plan, parse, plan_of
from ingest.read import read, read_all
from ingest.syllables import share
from plans.errors import UnreadableFile
from tests.ingest.conftest import Rendered
from tests.ingest.offices import p, word_file

HEAD = "Số: 12/KH-UBND\n\nKẾ HOẠCH\nNâng cao chất lượng hòa giải\n\n"
PLAN = f"{HEAD}I. MỤC ĐÍCH\n\nMột.\n\nII. NHIỆM VỤ\n\n1. Sở Y tế\n\nHai.\n"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_plan_reads_alike_from_text_word_and_pdf(rendered: Rendered, form: str) -> None:
    source = read(getattr(rendered, form))
    figures = compared(rendered.sheet.text, source)
    assert figures.errors == 0
    assert figures.right_fields == figures.fields
    assert (figures.right_rows, figures.right_cells) == (figures.rows, figures.cells)
    assert figures.rows > 5
    assert skeleton(load_plan(getattr(rendered, form))) == skeleton(parse(rendered.sheet.text, "a.txt"))


def test_a_pdf_tells_the_page_of_every_character(rendered: Rendered) -> None:
    plan = load_plan(rendered.pdf)
    assert [number for _, number in plan.pages] == list(range(1, len(plan.pages) + 1))
    assert plan.pages[0][0] == 0
    assert plan.page_of(0) == 1
    assert plan.page_of(len(plan.text) - 1) == len(plan.pages) > 3
    assert load_plan(rendered.docx).page_of(0) is None


def test_a_format_is_told_by_its_first_bytes_whatever_its_name(tmp_path: Path, rendered: Rendered) -> None:
    wrong = tmp_path / "kế hoạch.txt"
    wrong.write_bytes(rendered.docx.read_bytes())
    assert replace(read(wrong), file="") == replace(read(rendered.docx), file="")


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"junk\n%PDF-1.4", "pdf"),
        (b"PK\x03\x04", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"{\\rtf1", "doc"),
        (b"\x89PNG\r\n\x1a\n", "images"),
        (b"\xff\xd8\xff\xe0", "images"),
        (b"II*\0", "images"),
        (b"RIFF\x00\x01\x02\x03WEBPVP8", "images"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "html"),
        (b"<!-- saved --> <HTML lang=vi>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
    ],
)
def test_known_formats_are_recognised(head: bytes, reader: str) -> None:
    form = recognise(head)
    assert form is not None
    assert form.reader == reader


@pytest.mark.parametrize("text", [PLAN, "So sánh a < b và body", "", "RIFF và II. NHIỆM VỤ", "PK 12/KH"])
def test_plain_text_is_no_other_format(text: str) -> None:
    assert recognise(text.encode()) is None
    assert recognise(("\ufeff" + text).encode("utf-16-le")) is None


def test_every_format_has_a_limit_of_size(tmp_path: Path) -> None:
    for form in FORMATS:
        path = tmp_path / form.reader
        with path.open("wb") as file:
            file.write(b"%PDF-1.7" if form.reader == "pdf" else b"")
            file.truncate(form.largest + 1)
    with pytest.raises(UnreadableFile, match="lớn quá 300 MB"):
        read(tmp_path / "pdf")


def test_a_word_file_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không thấy chữ"):
        read(word_file(tmp_path / "a.docx", p("")))


def test_a_single_file_comes_alone_and_its_error_as_a_value(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    assert [(name, source.text) for name, source in read_all(tmp_path / "a.txt")] == [("a.txt", PLAN)]
    ((name, missing),) = read_all(tmp_path / "b.txt")
    assert name == "b.txt"
    assert isinstance(missing, UnreadableFile)


def test_a_zip_gives_each_text_and_each_error(tmp_path: Path) -> None:
    import zipfile

    write_docx(sheet(PLAN, table=False), tmp_path / "hai.docx")
    with zipfile.ZipFile(tmp_path / "gói.zip", "w") as archive:
        archive.writestr("thư mục/một.txt", PLAN)
        archive.write(tmp_path / "hai.docx", "hai.docx")
        archive.writestr("hỏng.pdf", b"%PDF-1.7 nothing")
    found = dict(read_all(tmp_path / "gói.zip"))
    first, second, broken = found.values()
    assert list(found) == ["gói.zip/thư mục/một.txt", "gói.zip/hai.docx", "gói.zip/hỏng.pdf"]
    assert [first.file, second.file] == list(found)[:2]
    assert skeleton(plan_of(first)) == skeleton(plan_of(second)) == ["1 I.", "1 II.", "2 1."]
    assert str(broken).startswith("gói.zip/hỏng.pdf: tệp PDF hỏng")


def test_a_zip_that_is_damaged_inside_gives_its_error_under_its_name(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("một.txt", PLAN)
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(b"I. M", b"I. N"))
    ((name, error),) = read_all(tmp_path / "a.zip")
    assert name == "a.zip/một.txt"
    assert "không bung được" in str(error)


def test_rendering_keeps_every_word(rendered: Rendered) -> None:
    assert share(rendered.sheet.text) > 0.98
    assert read(rendered.docx).text.split() == rendered.sheet.text.split()

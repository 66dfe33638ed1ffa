import shutil
import subprocess
from pathlib import Path

import pytest

from evaluation.formats_bench import compared
from evaluation.rendering import sheet
from ingest import doc
from ingest.doc import read
from ingest.read import read as read_file
from plans.errors import UnreadableFile
from tests.ingest.conftest import SAMPLES

RTF = r"{\rtf1\ansi\uc1 K\u7871? ho\u7841?ch\par I. M\u7908?C \u272?\u205?CH\par N\u226?ng cao.}"


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    (tmp_path / "a.doc").write_text(RTF, encoding="ascii")
    return tmp_path / "a.doc"


def only(*programs: str):
    found = {name: shutil.which(name) for name in programs}
    return lambda name: found.get(name)


def test_an_old_file_is_read_by_what_is_installed_or_the_package_is_named(rtf: Path) -> None:
    if not any(map(shutil.which, ("soffice", "libreoffice", "catdoc"))):
        with pytest.raises(UnreadableFile, match="apt install libreoffice-writer-nogui"):
            read_file(rtf)
        return
    assert "MỤC ĐÍCH" in read_file(rtf).text


def test_a_word_97_file_reads_as_the_word_file_it_was_made_from() -> None:
    file = Path(__file__).parent / "files" / "ca-mau-02-kh-ubnd-2017.doc"  # written by LibreOffice Writer
    page = sheet((SAMPLES / "ca-mau-02-kh-ubnd-2017.txt").read_text(encoding="utf-8"))
    if not shutil.which("soffice"):  # then it is not read so exactly, which is said
        if shutil.which("catdoc"):
            assert read_file(file).warnings
            return
        with pytest.raises(UnreadableFile, match="libreoffice-writer-nogui"):
            read_file(file)
        return
    figures = compared(page.text, read_file(file))
    assert figures.errors == 0
    assert (figures.right_headings, figures.right_fields) == (figures.headings, figures.fields)
    assert (figures.right_rows, figures.right_cells) == (figures.rows, figures.cells)


def test_catdoc_is_used_with_a_warning_where_libreoffice_is_missing(rtf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc.shutil, "which", lambda name: "/usr/bin/catdoc" if name == "catdoc" else None)
    told = subprocess.CompletedProcess([], 0, "KẾ HOẠCH năm 2025".encode(), b"")
    monkeypatch.setattr(doc.subprocess, "run", lambda *command, **options: told)
    source = read(rtf, lambda: None)
    assert source.text == "KẾ HOẠCH năm 2025"
    assert "số thứ tự tự động" in source.warnings[0]


def test_rows_that_catdoc_parts_by_tabs_are_a_table(rtf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "SỞ Y TẾ\tCỘNG HÒA\nSố: 5\tĐộc lập\nPHỤ LỤC\nTT\tViệc\tHạn\nI\tTuyên truyền\t\n1\tIn tờ rơi\tQuý I\nHết\n"
    done = subprocess.CompletedProcess([], 0, told.encode(), b"")
    monkeypatch.setattr(doc.subprocess, "run", lambda *command, **options: done)
    assert doc.by_catdoc("catdoc", rtf).text.split("\n") == [
        *("SỞ Y TẾ\tCỘNG HÒA", "Số: 5\tĐộc lập", "PHỤ LỤC", ""),
        *("| TT | Việc | Hạn |", "| I | Tuyên truyền |", "| 1 | In tờ rơi | Quý I |", "Hết", ""),
    ]


def test_without_any_program_the_packages_are_named(rtf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc.shutil, "which", only())
    with pytest.raises(UnreadableFile, match="libreoffice-writer-nogui"):
        read(rtf, lambda: None)


def test_a_program_that_fails_or_hangs_is_one_unreadable_file(rtf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc.shutil, "which", lambda name: "/bin/false")
    monkeypatch.setattr(doc.subprocess, "run", lambda *c, **o: subprocess.CompletedProcess([], 1, b"", b""))
    with pytest.raises(UnreadableFile, match="hỏng"):
        read(rtf, lambda: None)

    def hang(*command: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("soffice", 55)

    monkeypatch.setattr(doc.subprocess, "run", hang)
    with pytest.raises(UnreadableFile, match="55 giây"):
        read(rtf, lambda: None)


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read_file(tmp_path / "a.docx")


def test_bytes_that_only_begin_like_an_old_word_file_reach_no_program(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40)
    with pytest.raises(UnreadableFile, match="không phải tệp Word"):
        read(tmp_path / "a.doc", lambda: None)

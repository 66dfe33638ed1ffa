import stat
import zipfile
from pathlib import Path

import pytest

from ingest import archive
from ingest.archive import Member, is_archive, members
from plans.errors import UnreadableFile


def packed(path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for entry, data in entries:
            made.writestr(entry, data)
    return path


def taken(path: Path) -> list[Member]:
    folder = path.parent / "out"
    folder.mkdir()
    return list(members(path, folder))


def special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o644) << 16
    return info


def test_files_come_out_under_numbers_of_our_own(tmp_path: Path) -> None:
    first, second = taken(packed(tmp_path / "a.zip", ("một/kế hoạch.txt", b"1"), ("hai/kế hoạch.txt", b"2")))
    assert (first.name, second.name) == ("một/kế hoạch.txt", "hai/kế hoạch.txt")
    assert first.path
    assert second.path
    assert (first.path.read_bytes(), second.path.read_bytes()) == (b"1", b"2")
    assert first.path != second.path


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("../ra ngoài.txt", "trỏ ra ngoài"),
        ("a/../../b.txt", "trỏ ra ngoài"),
        ("/etc/x.txt", "trỏ ra ngoài"),
        ("..\\..\\x.txt", "trỏ ra ngoài"),
        ("C:\\x.txt", "trỏ ra ngoài"),
        (special("liên kết.txt", stat.S_IFLNK), "liên kết"),
        (special("ống.txt", stat.S_IFIFO), "liên kết"),
        (special("thiết bị.txt", stat.S_IFCHR), "liên kết"),
        ("trong.zip", "tệp nén trong tệp nén"),
        ("trong.tar.gz", "tệp nén trong tệp nén"),
    ],
)
def test_names_that_point_out_and_special_files_are_refused_and_nothing_is_written(tmp_path: Path, entry, says) -> None:
    (member,) = taken(packed(tmp_path / "a.zip", (entry, b"x")))
    assert member.path is None
    assert says in member.refusal
    assert list((tmp_path / "out").iterdir()) == []


def test_a_bomb_is_refused_by_its_ratio_and_by_its_true_size(tmp_path: Path) -> None:
    (member,) = taken(packed(tmp_path / "a.zip", ("a.txt", bytes(50_000_000))))
    assert "quá lớn" in member.refusal
    (tmp_path / "out").rmdir()
    data = packed(tmp_path / "b.zip", ("a.txt", b"0123456789" * 300)).read_bytes()
    (tmp_path / "c.zip").write_bytes(data.replace((3000).to_bytes(4, "little"), (30).to_bytes(4, "little")))
    (member,) = taken(tmp_path / "c.zip")
    assert member.refusal


def test_the_first_file_too_many_refuses_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    with pytest.raises(UnreadableFile, match="3 tệp, quá 2"):
        taken(packed(tmp_path / "a.zip", *((f"{number}.txt", b"x") for number in range(3))))


def test_litter_of_other_systems_is_passed_over(tmp_path: Path) -> None:
    made = packed(
        tmp_path / "a.zip", ("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("~$a.docx", b"x"), ("a.txt", b"x")
    )
    assert [member.name for member in taken(made)] == ["a.txt"]


def test_names_written_without_saying_utf8_are_read(tmp_path: Path) -> None:
    data = packed(tmp_path / "a.zip", ("kế.txt", b"x")).read_bytes()
    (tmp_path / "b.zip").write_bytes(data.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00"))
    assert [member.name for member in taken(tmp_path / "b.zip")] == ["kế.txt"]


def test_a_word_file_is_no_archive_and_a_cut_zip_neither(tmp_path: Path) -> None:
    assert is_archive(packed(tmp_path / "a.zip", ("a.txt", b"x")))
    for name in ("[Content_Types].xml", "word/document.xml", "mimetype"):
        assert not is_archive(packed(tmp_path / "a.docx", (name, b"x")))
    (tmp_path / "cut.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:30])
    assert not is_archive(tmp_path / "cut.zip")
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "không có.zip")

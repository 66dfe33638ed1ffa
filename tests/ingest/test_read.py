import unicodedata
from pathlib import Path

import pytest

from ingest.read import LARGEST, read
from plans.errors import UnreadableFile

TEXT = "KẾ HOẠCH\r\n\r\nTriển khai công tác hòa giải ở cơ sở\r\nI. MỤC ĐÍCH\n"


def written(folder: Path, data: bytes, name: str = "kế hoạch.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.text"])
def test_utf8_text_is_read_exactly_whatever_the_suffix(tmp_path: Path, name: str) -> None:
    source = read(written(tmp_path, TEXT.encode(), name))
    assert source.text == TEXT
    assert (source.file, source.origin, source.warnings) == (name, "text", ())


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path, mark: bytes, encoding: str) -> None:
    source = read(written(tmp_path, mark + TEXT.encode(encoding)))
    assert source.text == TEXT
    assert source.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_and_said_so(tmp_path: Path, encoding: str) -> None:
    text = "Số: 12/KH-UBND\nI. MUC DICH\n" * 3
    source = read(written(tmp_path, text.encode(encoding)))
    assert source.text == text
    assert encoding.upper() in source.warnings[0]


def test_windows_1258_is_read_with_a_warning(tmp_path: Path) -> None:
    text = "Kế hoạch triển khai thực hiện công tác dân số ở địa phương năm nay"
    data = "".join(_decomposed(letter) for letter in text).encode("cp1258")
    source = read(written(tmp_path, data))
    assert "Windows-1258" in source.warnings[0]
    assert source.text.encode("cp1258") == data


def _decomposed(letter: str) -> str:
    """Windows-1258 has the letters with circumflex, breve and horn; the tones are characters of their own."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tones)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "rỗng"),
        (b" \r\n\t\n", "rỗng"),
        (b"\xef\xbb\xbf", "rỗng"),
        (b"text with \x00 inside and \xff\xff more", "nhị phân"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "hỏng"),
        (bytes(range(1, 256)), "bảng mã"),
    ],
)
def test_what_is_not_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as error:
        read(written(tmp_path, data))
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không tìm thấy"):
        read(tmp_path / "không có.txt")
    with pytest.raises(UnreadableFile, match="thư mục"):
        read(tmp_path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lớn.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableFile, match="20 MB"):
        read(path)


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"text")

    def denied(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(UnreadableFile, match="quyền đọc"):
        read(path)


def test_what_old_fonts_typed_is_read_with_a_warning(tmp_path: Path) -> None:
    coded = b"K\xd5 ho\xb9ch tri\xd3n khai c\xabng t\xb8c ph\xf4 n\xf7"
    for data in (coded, coded.decode("latin-1").encode()):
        source = read(written(tmp_path, data))
        assert source.text == "Kế hoạch triển khai công tác phụ nữ"
        assert "TCVN3" in source.warnings[0]

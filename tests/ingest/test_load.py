from pathlib import Path

import pytest

from ingest.load import load_plan, parse, plan_id
from plans.errors import NotAPlan, UnreadableFile
from plans.model import Header


def test_a_file_becomes_a_plan_with_the_files_text_and_name(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes("KẾ HOẠCH\r\nTruyền thông\r\n\r\nI. MỤC ĐÍCH\r\n1. Một.\r\n".encode())
    plan = load_plan(path)
    assert (plan.file, plan.text) == ("kế hoạch.txt", path.read_bytes().decode())
    assert [section.id for section in plan.walk()] == ["title", "1", "1.1"]


def test_what_reading_assumed_is_among_the_warnings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Số: 5/KH-UBND\nKE HOACH\nI. MUC DICH\n".encode("utf-16-le"))
    assert "UTF-16" in load_plan(path).warnings[0]


@pytest.mark.parametrize("text", ["Xin chào các bạn.\n", "def f(x):\n    return x\n", "1234\n5678\n", '{"a": 1}\n'])
def test_a_text_with_nothing_of_a_document_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotAPlan, match=r"a\.txt"):
        load_plan(path)


@pytest.mark.parametrize(
    "text",
    [
        "1. Một.\n2. Hai.\n",
        "KẾ HOẠCH\nTruyền thông\n",
        "Số: 5/KH-UBND\n\nMột đoạn.\n",
        "Một đoạn.\n\nNơi nhận:\n- Như trên.\n",
    ],
)
def test_any_sign_of_a_document_is_enough(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert load_plan(path).text == text


def test_an_unreadable_file_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        load_plan(tmp_path / "không có.txt")


@pytest.mark.parametrize(("line", "error"), [("1. x\n", UnreadableFile), ("- x\n", NotAPlan)])
def test_a_text_of_endless_items_is_refused_before_facts_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, error: type[Exception]
) -> None:
    monkeypatch.setattr("ingest.load.find_assignments", lambda plan: pytest.fail("looked for facts"))
    monkeypatch.setattr("ingest.load._MOST_PARTS", 50)
    (tmp_path / "a.txt").write_text(line * 51, encoding="utf-8")
    with pytest.raises(error, match=r"a\.txt"):
        load_plan(tmp_path / "a.txt")


def test_text_from_a_picture_is_marked_for_checking() -> None:
    assert any("nhận dạng từ ảnh" in warning for warning in parse("I. MỘT\nII. HAI\n", "a.txt", "ocr").warnings)


def test_an_empty_text_is_a_plan_without_sections() -> None:
    assert parse("", "a.txt").sections == ()
    assert [(s.id, s.span.end) for s in parse(" \n\n", "a.txt").sections] == [("p1", 3)]


@pytest.mark.parametrize(
    ("header", "identity"),
    [
        (Header(number="12-KH/TU", province="Đắk Lắk"), "12-kh-tu-dak-lak"),
        (Header(number="12/KH-UBND", place="Long Thành"), "12-kh-ubnd-long-thanh"),
        (Header(number="217/CĐ-TTg", place="Hà Nội", issuer="Thủ tướng Chính phủ"), "217-cd-ttg-ha-noi"),
        (Header(number="9/KH-BTC", issuer="Bộ Tài chính"), "9-kh-btc-bo-tai-chinh"),
        (Header(), "ke-hoach-so-5"),
    ],
)
def test_the_identity_is_made_of_number_place_and_year_or_of_the_file(header: Header, identity: str) -> None:
    assert plan_id(header, "Kế hoạch số 5.txt") == identity


def test_a_corrected_file_of_the_same_document_has_the_same_identity() -> None:
    head = "Số: 5/KH-UBND\n\nLong An, ngày 2 tháng 4 năm 2024\n\nKẾ HOẠCH\nThi đua\n\nI. MỤC ĐÍCH\n"
    assert parse(head + "Một.", "cũ.txt").id == parse(head.replace("Thi đua", "Thi đua 2024"), "mới.md").id

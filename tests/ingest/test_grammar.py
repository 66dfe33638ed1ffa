import pytest

from ingest.grammar import ended, is_capitals, is_lower, marker, solo, unfinished


@pytest.mark.parametrize(
    ("text", "style", "label", "rest"),
    [
        ("PHẦN THỨ NHẤT", "phần", "PHẦN THỨ NHẤT", ""),
        ("PHẦN THỨ SÁU", "phần", "PHẦN THỨ SÁU", ""),
        ("Phần II. Nội dung", "phần", "Phần II.", "Nội dung"),
        ("Chương III", "chương", "Chương III", ""),
        ("Mục 2. Trách nhiệm", "mục", "Mục 2.", "Trách nhiệm"),
        ("Điều 12. Hiệu lực", "điều", "Điều 12.", "Hiệu lực"),
        ("A. PHẦN CHUNG", "A.", "A.", "PHẦN CHUNG"),
        ("IV. TỔ CHỨC", "I.", "IV.", "TỔ CHỨC"),
        ("IV.TỔ CHỨC", "I.", "IV.", "TỔ CHỨC"),
        ("I- MỤC ĐÍCH", "I.", "I-", "MỤC ĐÍCH"),
        ("II/ Nội dung", "I.", "II/", "Nội dung"),
        ("XVIII. Kinh phí", "I.", "XVIII.", "Kinh phí"),
        ("1. Mục đích", "1.", "1.", "Mục đích"),
        ("1.Mục đích", "1.", "1.", "Mục đích"),
        ("2) Yêu cầu", "1.", "2)", "Yêu cầu"),
        ("3/ Thời gian", "1.", "3/", "Thời gian"),
        ("4- Sở Tài chính", "1.", "4-", "Sở Tài chính"),
        ("1.2. Chỉ tiêu", "1.1.", "1.2.", "Chỉ tiêu"),
        ("1.2 Chỉ tiêu", "1.1.", "1.2", "Chỉ tiêu"),
        ("1.2.3. Chỉ tiêu", "1.1.1.", "1.2.3.", "Chỉ tiêu"),
        ("(1) Tập huấn", "(1)", "(1)", "Tập huấn"),
        ("a) Tập huấn", "a)", "a)", "Tập huấn"),
        ("đ) Tập huấn", "a)", "đ)", "Tập huấn"),
        ("a. Tập huấn", "a)", "a.", "Tập huấn"),
        ("- Tập huấn", "-", "-", "Tập huấn"),
        ("– 100% cán bộ", "-", "–", "100% cán bộ"),
        ("+ Tập huấn", "+", "+", "Tập huấn"),
        ("• Tập huấn", "•", "•", "Tập huấn"),
        ("* Tập huấn", "*", "*", "Tập huấn"),
        ("3.", "1.", "3.", ""),
    ],
)
def test_a_label_is_read_with_its_style(text: str, style: str, label: str, rest: str) -> None:
    found = marker(text)
    assert found is not None
    assert (found.style.name, found.label, found.rest) == (style, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "20/01/2018 của Ban Bí thư",
        "2.700 hộ thoát nghèo",
        "2.5% mỗi năm",
        "8/3, 20/3, 28/6",
        "15-20 người",
        "Điều 52 Luật này",
        "V/v báo cáo",
        "V/V BÁO CÁO",
        "Chương trình số 5",
        "Mục tiêu 1 của Kế hoạch",
        "Phần lớn cán bộ",
        "I am",
        "I. am",
        "(theo quy định)",
        "2024. Kế hoạch",
        "",
    ],
)
def test_dates_figures_and_words_are_no_labels(text: str) -> None:
    assert marker(text) is None


def test_a_label_alone_is_told_from_one_with_words() -> None:
    assert marker("II.", alone=True)
    assert not marker("II. MỤC TIÊU", alone=True)


def test_capitals_may_hold_a_slip_and_words_in_brackets() -> None:
    assert is_capitals("CHỈ THỊ CỦA BAN Bí THƯ TRUNG ƯƠNG")
    assert is_capitals("NHIỆM VỤ (chi tiết tại phụ lục)")
    assert not is_capitals("Mục đích, yêu cầu")
    assert not is_capitals("12")


def test_small_first_letters_are_seen_behind_quotation_marks() -> None:
    assert is_lower("“về tiếp tục")
    assert is_lower("của")
    assert not is_lower("“Về")


@pytest.mark.parametrize("text", ["theo Quyết định", "trước ngày", "các sở,", "Chương trình của"])
def test_a_function_word_or_a_document_kind_leaves_a_line_unfinished(text: str) -> None:
    assert unfinished(text)


def test_an_ellipsis_leaves_a_sentence_open_and_quotes_do_not() -> None:
    assert not ended("quy định...")
    assert not ended("nội dung")
    assert ended("xong.”")
    assert ended("như sau:")
    assert ended("một;")


@pytest.mark.parametrize(
    "text", ["KẾ HOẠCH", "Số: 12/KH-UBND", "Số 12-KH/TU", "TM. ỦY BAN NHÂN DÂN", "Nơi nhận:", "PHỤ LỤC II"]
)
def test_lines_that_no_paragraph_contains_stand_alone(text: str) -> None:
    assert solo(text)


@pytest.mark.parametrize("text", ["Kế hoạch", "Số liệu về hộ nghèo", "Q. trưởng", "Phụ lục II kèm theo"])
def test_words_that_only_look_like_them_do_not(text: str) -> None:
    assert not solo(text)


@pytest.mark.parametrize(
    "text",
    ["5. Thuế và chứng từ", "Tập huấn kỹ năng số", "báo cáo hằng năm", "6. Văn phòng Sở", "Thanh tra Bộ", "như trên"],
)
def test_a_noun_that_ends_in_a_function_word_leaves_nothing_unfinished(text: str) -> None:
    assert not unfinished(text)


@pytest.mark.parametrize("text", ["1.2. 100% hộ có nước", "1.2.3. 55% hộ vay vốn", "2.1) 30 lớp", "1.1- Vận động"])
def test_a_dotted_label_with_its_mark_may_stand_before_a_figure_or_end_in_a_dash(text: str) -> None:
    found = marker(text)
    assert found
    assert f"{found.label} {found.rest}" == text

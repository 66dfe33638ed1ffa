import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import blocks

WRAPPED = """**KẾ HOẠCH**

Thực hiện Chương trình số 12-CTr/TU ngày
05/3/2024 của Tỉnh ủy về phát triển kinh tế
- xã hội; Ủy ban nhân dân tỉnh ban hành Kế hoạch
để tổ chức thực hiện trên địa bàn với các nội dung
như sau:

**I. MỤC
ĐÍCH**

**1. **Nâng cao nhận thức; bảo đảm tỷ lệ từ
2. 700 hộ trở lên; hoàn thành trước ngày
30. Các xã, phường chủ động thực hiện:

- Chỉ tiêu một;
- Chỉ tiêu hai.

**2.
**Tập huấn cho cán bộ về *(i) *kỹ năng;
*(ii) *nghiệp vụ.
"""


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_each_line_of_an_unwrapped_text_is_a_block() -> None:
    text = "I. MỤC TIÊU\nMột câu dài.\n- Bullet một\n- Bullet hai\n\nĐoạn cuối\n"
    assert texts(text) == ["I. MỤC TIÊU", "Một câu dài.", "- Bullet một", "- Bullet hai", "Đoạn cuối"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    found = texts(WRAPPED)
    assert found[1].startswith("Thực hiện Chương trình")
    assert found[1].endswith("như sau:")
    assert found[2] == "I. MỤC ĐÍCH"


def test_a_dash_or_a_number_that_a_wrap_left_at_a_line_start_opens_nothing() -> None:
    found = texts(WRAPPED)
    assert "phát triển kinh tế - xã hội" in found[1]
    assert found[3].startswith("1. Nâng cao")
    assert found[3].endswith("chủ động thực hiện:")
    assert found[-1] == "2. Tập huấn cho cán bộ về (i) kỹ năng; (ii) nghiệp vụ."


def test_bullets_after_a_closed_line_are_blocks_although_the_text_is_wrapped() -> None:
    assert texts(WRAPPED)[4:6] == ["- Chỉ tiêu một;", "- Chỉ tiêu hai."]


def test_wrapped_text_without_blank_lines_is_split_at_short_closed_lines() -> None:
    text = (
        "I. MỤC ĐÍCH\n1. Yêu cầu chung\nCác cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao để xây\n"
        "dựng kế hoạch và tổ chức thực hiện nghiêm túc, hiệu quả các nội\ndung của kế hoạch này.\n"
        "Các địa phương bố trí kinh phí, phân công cán bộ theo dõi và gửi\nbáo cáo đúng hạn.\n2. Kinh phí\n"
    )
    assert texts(text) == [
        "I. MỤC ĐÍCH",
        "1. Yêu cầu chung",
        "Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao để xây dựng kế hoạch và tổ chức thực hiện nghiêm "
        "túc, hiệu quả các nội dung của kế hoạch này.",
        "Các địa phương bố trí kinh phí, phân công cán bộ theo dõi và gửi báo cáo đúng hạn.",
        "2. Kinh phí",
    ]


@pytest.mark.parametrize("line", ["* **Sở Y tế:** chủ trì.", "* Sở Y tế: *chủ trì*.", "* Sở Y tế: chủ trì."])
def test_a_star_and_a_blank_make_a_bullet_whatever_is_bold_after_it(line: str) -> None:
    assert texts(line) == ["* Sở Y tế: chủ trì."]


@pytest.mark.parametrize("line", ["*Căn cứ Luật;*", "**Căn cứ Luật;**", "***Căn cứ*** Luật;"])
def test_emphasis_is_no_bullet(line: str) -> None:
    assert texts(line) == ["Căn cứ Luật;"]


def test_page_numbers_rules_and_blank_lines_belong_to_the_block_before_them() -> None:
    text = "\n\nĐoạn một\n\n-----\n\n- 2 -\n\nTrang 3/7\n\nĐoạn hai\n***\n"
    first, second = blocks(text)
    assert text[first.span.start : first.span.end].endswith("Trang 3/7\n\n")
    assert (first.span.start, second.span.end) == (0, len(text))
    assert second.gap


def test_a_header_table_is_read_cell_by_cell() -> None:
    text = (
        "|\n**ỦY BAN NHÂN\nDÂN**\nTỈNH X\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n|\n|\nSố: 9/KH-UBND\n|\n\nĐoạn\n"
    )
    found = blocks(text)
    assert [block.shape for block in found] == ["cell", "cell", "cell", "text"]
    assert found[0].text == "ỦY BAN NHÂN DÂN TỈNH X"


@pytest.mark.parametrize(
    "text",
    [
        "|\n**TT**\n|\n**Nhiệm vụ**\n|\n|\n1\n|\nRà soát\n\n|\n\nĐoạn sau\n",
        "| TT | Nhiệm vụ |\n|----|----------|\n| 1 | Rà soát |\nĐoạn sau\n",
        "| TT | Nhiệm vụ |\n\nĐoạn sau\n",
    ],
)
def test_a_data_table_is_one_block(text: str) -> None:
    assert [block.shape for block in blocks(text)] == ["table", "text"]
    assert blocks(text)[1].text == "Đoạn sau"


def test_cells_of_a_signature_row_are_parts_of_its_line() -> None:
    text = "| Nơi nhận: | **TM. ỦY BAN NHÂN DÂN** |\n|---|---|\n| - Như trên; | CHỦ TỊCH |\n"
    found = blocks(text)
    assert [block.text for block in found] == ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "- Như trên;", "CHỦ TỊCH"]
    assert [text[b.lines[0].start : b.lines[0].end].strip(" *") for b in found] == [block.text for block in found]


def test_a_stray_bar_is_no_table() -> None:
    text = "Đoạn một\n|\nĐoạn hai\n" + "Dòng nữa.\n" * 90 + "|\n"
    assert all(block.shape == "text" for block in blocks(text))


@given(st.text(alphabet="aĐộ \n\r\t.,;:-+*#|1IVX)(“”/\u0301\u00a0\x0c\u2028", max_size=200))
@settings(max_examples=200, deadline=None)
def test_blocks_tile_any_text(text: str) -> None:
    found = blocks(text)
    assert "".join(text[block.span.start : block.span.end] for block in found) == (text if found else "")
    assert found or not any(letter.isalpha() for letter in text)

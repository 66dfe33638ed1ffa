import pytest

from ingest.misread import mended
from ingest.source import Source


def put_right(text: str, recognised: tuple[int, ...] = (1,), pages: tuple[tuple[int, int], ...] = ((0, 1),)) -> Source:
    return mended(Source(text, "a.pdf", "ocr", (), pages), recognised)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("công tác bình đăng giới", "công tác bình đẳng giới"),
        ("BÌNH ĐẰNG GIỚI", "BÌNH ĐẲNG GIỚI"),
        ("trường Cao đăng", "trường Cao đẳng"),
        ("đăng cấp", "đẳng cấp"),
    ],
)
def test_a_mark_that_recognition_misses_is_put_right_and_named(read: str, right: str) -> None:
    source = put_right(read)
    assert source.text == right
    ((kind, at),) = source.repairs
    assert kind == "ocr_mark"
    assert source.text[at] in "ẳẲ"


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Tố chức phát triến, thúc đấy chuyến đối số", "Tổ chức phát triển, thúc đẩy chuyển đổi số"),
        ("KIẾM TRA, TỐNG HỢP", "KIỂM TRA, TỔNG HỢP"),
        ("tuyên truyền, phố biến", "tuyên truyền, phổ biến"),
        ("tổng thế", "tổng thể"),
    ],
)
def test_a_hook_read_as_an_acute_is_put_right(read: str, right: str) -> None:
    source = put_right(read)
    assert source.text == right
    assert {kind for kind, _ in source.repairs} == {"ocr_mark"}


@pytest.mark.parametrize(
    "text",
    [
        *("tương đối mới", "thay đối tượng", "tìm kiếm tra cứu", "phân bố nhiệm vụ", "yếu tố công tác", "khu phố biến"),
        *("bên triền núi", "mục tiêu ban đầu", "chuyến giao lưu", "thế hiện nay"),
    ],
)
def test_words_of_another_meaning_keep_their_acute(text: str) -> None:
    assert put_right(text).text == text


@pytest.mark.parametrize(
    "text", ["huyện Đồng Đăng", "ông Nguyễn Bình Đăng", "đăng ký, đăng báo", "hải đăng", "bình đẳng"]
)
def test_words_that_are_right_stay(text: str) -> None:
    assert put_right(text) == Source(text, "a.pdf", "ocr", (), ((0, 1),))


def labels(*lines: str) -> list[str]:
    text = "\n\n".join(f"{line} Nội dung" for line in lines)
    return [line.removesuffix(" Nội dung") for line in put_right(text).text.split("\n\n")]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (["I.", "HI.", "IV."], ["I.", "HI.", "IV."]),
        (["I.", "II.", "HI.", "IV."], ["I.", "II.", "III.", "IV."]),
        (["I.", "IL.", "TII."], ["I.", "II.", "III."]),
        (["ll.", "II."], ["I.", "II."]),
        (["IV.", "Y.", "VI."], ["IV.", "V.", "VI."]),
        (["1.", "Z2.", "3."], ["1.", "2.", "3."]),
        (["4.", "9.", "6."], ["4.", "5.", "6."]),
        (["4.", "§.", "6."], ["4.", "5.", "6."]),
    ],
)
def test_a_label_is_put_right_where_its_neighbours_leave_one_number(read: list[str], right: list[str]) -> None:
    assert labels(*read) == right


@pytest.mark.parametrize(
    "read",
    [
        ["I.", "II.", "II.", "III."],
        ["I.", "III.", "III."],
        ["1.", "2.", "4."],
        ["3.", "2.", "3."],
        ["1.", "2.", "1.", "2."],
        ["A.", "B.", "H.", "I.", "K.", "L."],
        ["I.", "M."],
    ],
)
def test_numbering_that_may_be_the_authors_own_stays(read: list[str]) -> None:
    assert labels(*read) == read


def test_each_repair_is_named_where_it_stands_and_pages_move_with_the_text() -> None:
    text = "I. Một\n\nIl. Bình đăng\n\nIll. Ba\n\nIV. Bốn"
    source = put_right(text, (1, 2), ((0, 1), (text.index("Ill"), 2)))
    assert source.text == "I. Một\n\nII. Bình đẳng\n\nIII. Ba\n\nIV. Bốn"
    assert [(kind, source.text[at:][:3]) for kind, at in source.repairs] == [
        *(("ocr_heading", "II."), ("ocr_mark", "ẳng"), ("ocr_heading", "III")),
    ]
    assert source.text[source.pages[1][0] :].startswith("III. Ba")
    longer = put_right("I. Một\n\nH. Hai\n\nIII. Ba", (1, 2), ((0, 1), (16, 2)))
    assert longer.text[longer.pages[1][0] :] == "III. Ba"


def test_a_page_with_a_text_layer_is_never_touched() -> None:
    text = "I. Bình đăng\n\nII. Bình đăng"
    source = put_right(text, (2,), ((0, 1), (text.index("II"), 2)))
    assert source.text == "I. Bình đăng\n\nII. Bình đẳng"

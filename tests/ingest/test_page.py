from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.page import Page, Word, rows
from ingest.paragraphs import flow
from ingest.ruled import Box, ruled_tables

WIDTH, HEIGHT = 595.0, 842.0


def printed(x: float, y: float, text: str, size: float = 12.0, blank: float = 3.0) -> list[Word]:
    """Return the words of a line that begins at `x`, six points a letter."""
    words = []
    for part in text.split():
        end = x + 6 * len(part)
        words.append(Word(part, Box(x, y, end, y + size)))
        x = end + blank
    return words


def read_off(*lines: list[Word]) -> list[str]:
    return [row.text for row in rows(Page(WIDTH, HEIGHT, tuple(word for line in lines for word in line)))]


def test_the_left_of_two_columns_comes_before_the_right() -> None:
    left = [printed(80, 60, "SỞ Y TẾ"), printed(80, 76, "Số: 5/KH-SYT")]
    right = [
        printed(330, 60, "CỘNG HÒA XÃ HỘI"),
        printed(330, 76, "Huế, ngày 1"),
        printed(200, 120, "KẾ HOẠCH NĂM NAY"),
    ]
    assert read_off(*left, *right) == ["SỞ Y TẾ", "Số: 5/KH-SYT", "CỘNG HÒA XÃ HỘI", "Huế, ngày 1", "KẾ HOẠCH NĂM NAY"]


def test_a_line_without_a_wide_gap_is_parted_as_the_line_below_shows() -> None:
    full = [*printed(80, 60, "BAN THƯỜNG VỤ HỘI LIÊN HIỆP PHỤ NỮ"), *printed(312, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT")]
    below = [*printed(80, 76, "TỈNH HUẾ"), *printed(360, 76, "Độc lập - Tự do")]
    assert read_off(full, below)[:2] == ["BAN THƯỜNG VỤ HỘI LIÊN HIỆP PHỤ NỮ", "TỈNH HUẾ"]


def test_a_justified_line_below_two_columns_is_not_parted() -> None:
    head = [*printed(80, 60, "SỞ Y TẾ"), *printed(400, 60, "CỘNG HÒA")]
    prose = printed(80, 110, "Các sở ban ngành tổ chức thực hiện nghiêm túc kế hoạch này trên địa bàn", blank=6.0)
    assert read_off(head, prose)[-1] == "Các sở ban ngành tổ chức thực hiện nghiêm túc kế hoạch này trên địa bàn"


def test_the_left_column_goes_on_below_the_right_one_and_ends_at_an_appendix() -> None:
    foot = [*printed(80, 100, "Nơi nhận:"), *printed(340, 100, "GIÁM ĐỐC")]
    below = [printed(80, 116, "- Sở Y tế;"), printed(80, 132, "- Lưu: VT."), printed(80, 148, "PHỤ LỤC")]
    found = read_off(foot, *below)
    assert found == ["Nơi nhận:", "- Sở Y tế;", "- Lưu: VT.", "GIÁM ĐỐC", "PHỤ LỤC"]


def test_wrapped_lines_of_a_narrow_column_are_joined() -> None:
    left = [printed(80, 60, "SỞ Y TẾ"), printed(80, 76, "Số: 5/KH-SYT")]
    right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Huế, ngày 1 tháng 2 năm", "2025")
    lines = [*left, *(printed(330, 60 + 16 * number, line) for number, line in enumerate(right))]
    text, _ = flow([Page(WIDTH, HEIGHT, tuple(word for line in lines for word in line))])
    assert text == "SỞ Y TẾ\nSố: 5/KH-SYT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHuế, ngày 1 tháng 2 năm 2025"


def test_a_wrapped_line_that_starts_with_a_range_belongs_to_its_paragraph() -> None:
    prose = "Các sở ban ngành mua sách cho thư viện của mọi xã và phường trong"
    for above, glue in ((prose, " "), (prose[:-5] + "trống.", "\n\n")):
        lines = [printed(80, 60, above), printed(80, 76, "3- 5 ngày tới")]
        text, _ = flow([Page(WIDTH, HEIGHT, tuple(word for line in lines for word in line))])
        assert text == f"{above}{glue}3- 5 ngày tới"


def test_a_grid_with_missing_lines_has_merged_cells() -> None:
    level = [Box(80, y, 480, y) for y in (100, 130, 160)]
    upright = [Box(80, 100, 80, 160), Box(480, 100, 480, 160), Box(200, 100, 200, 160), Box(340, 100, 340, 130)]
    (table,) = ruled_tables([*level, *upright])
    assert [len(row) for row in table.rows] == [3, 2]
    tall = [Box(80, 100, 480, 100), Box(200, 130, 480, 130), Box(80, 160, 480, 160)]
    (table,) = ruled_tables([*tall, *upright[:3]])
    assert [[cell is None for cell in row] for row in table.rows] == [[False, False], [True, False]]


def test_an_underline_and_a_frame_are_no_tables() -> None:
    assert ruled_tables([Box(80, 100, 200, 100)]) == []
    frame = [Box(80, 100, 200, 100), Box(80, 150, 200, 150), Box(80, 100, 80, 150), Box(200, 100, 200, 150)]
    assert ruled_tables(frame) == []
    assert ruled_tables([Box(80, y, 200, y) for y in range(5000)]) == []


PLACES = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.floats(1, 200), st.floats(1, 40))
WORDS = st.builds(
    lambda place, text: Word(text, Box(place[0], place[1], place[0] + place[2], place[1] + place[3])),
    PLACES,
    st.sampled_from(["Kế", "hoạch", "I.", "-", "2", "Nơi", "nhận:"]),
)


@given(words=st.lists(WORDS, max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_word_of_any_page_comes_out_once(words: list[Word]) -> None:
    page = Page(WIDTH, HEIGHT, tuple(words))
    assert sorted(word.text for row in rows(page) for word in row.words) == sorted(word.text for word in words)


LINES = st.lists(
    st.builds(
        lambda x, y, length, upright: Box(x, y, x, y + length) if upright else Box(x, y, x + length, y),
        st.integers(0, 500),
        st.integers(0, 500),
        st.integers(10, 400),
        st.booleans(),
    ),
    max_size=25,
)


@given(words=st.lists(WORDS, max_size=30), lines=LINES)
@settings(max_examples=150, deadline=None)
def test_any_lines_and_words_make_a_text_with_its_pages(words: list[Word], lines: list[Box]) -> None:
    page = Page(WIDTH, HEIGHT, tuple(words), tuple(ruled_tables(lines)))
    text, starts = flow([page, page])
    assert all(0 <= at <= len(text) for at, _ in starts)
    assert [at for at, _ in starts] == sorted(at for at, _ in starts)

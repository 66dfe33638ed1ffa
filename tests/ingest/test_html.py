from pathlib import Path

import pytest

from ingest.html import read
from ingest.load import load_plan

PARAGRAPHS = [
    "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về nâng cao chất lượng hòa giải ở cơ sở, Sở Tư pháp ban hành Kế hoạch.",
    "Các phòng chuyên môn căn cứ chức năng, nhiệm vụ được giao tổ chức triển khai thực hiện kịp thời, hiệu quả.",
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh về Sở Tư pháp để tổng hợp, báo cáo.",
]


def text_of(folder: Path, markup: str | bytes) -> str:
    path = folder / "a.html"
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return read(path, lambda: None).text


def test_ordered_lists_keep_the_numbers_a_browser_prints(tmp_path: Path) -> None:
    lists = "<ol type=I><li>Mục đích<ol><li>Một<li>Hai</ol><li>Yêu cầu</ol><ul><li>gạch</ul>"
    lists += "<ol start=4 type=a><li>bốn<li value=9>chín</ol>"
    assert text_of(tmp_path, f"<html><body>{lists}</body></html>").split("\n\n") == [
        *("I. Mục đích", "1. Một", "2. Hai", "II. Yêu cầu", "- gạch", "d. bốn", "i. chín"),
    ]


@pytest.mark.parametrize(
    ("lists", "shown"),
    [
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol reversed start=9><li>a<li>b</ol>", ["9. a", "8. b"]),
        ('<ol style="margin:0;list-style-type: upper-roman" start="4"><li>a<li>b</ol>', ["IV. a", "V. b"]),
        ("<ol><li style='list-style: none'>I. a<li type=A>b</ol>", ["I. a", "B. b"]),
        ("<ol style='list-style:decimal-leading-zero'><li>a</ol>", ["01. a"]),
        ("<ul style='list-style-type:decimal'><li>a</ul><ul style='list-style:none'><li>+ b</ul>", ["1. a", "+ b"]),
        ("<ol type=I start=0><li>a</ol><ol type=a start=-1><li>b</ol>", ["0. a", "-1. b"]),
        ("<ol type=I><li>a</ol><p>giữa</p><ol type=I start=2><li>b</ol>", ["I. a", "giữa", "II. b"]),
    ],
)
def test_lists_are_labelled_as_their_style_or_type_says(tmp_path: Path, lists: str, shown: list[str]) -> None:
    assert text_of(tmp_path, f"<html><body>{lists}</body></html>").split("\n\n") == shown


def test_a_portal_page_gives_the_document_without_menus(tmp_path: Path) -> None:
    links = "".join(f"<li><a href=/{number}>Chuyên mục số {number}</a>" for number in range(30))
    news = "".join(f"<p><a href=/n{number}>Tin liên quan số {number} hôm nay</a></p>" for number in range(20))
    body = "<p>Số: 5/KH-STP</p><h1>KẾ HOẠCH hòa giải ở cơ sở</h1>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS * 3)
    menus = f"<nav><ul>{links}</ul></nav><div class=menu><ul>{links}</ul></div>"
    page = f"{menus}<main><article>{body}</article></main><aside>{news}</aside><footer>Bản quyền</footer>"
    blocks = text_of(tmp_path, f"<html><head><title>Cổng</title></head><body>{page}</body></html>").split("\n\n")
    assert blocks == ["Số: 5/KH-STP", "KẾ HOẠCH hòa giải ở cơ sở", *PARAGRAPHS * 3]


def test_the_post_and_the_name_that_end_an_article_are_part_of_it_and_what_the_page_says_next_is_not(
    tmp_path: Path,
) -> None:
    ending = "".join(f"<p>{line}</p>" for line in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Mã Thị Sim"))
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    text = text_of(
        tmp_path, f"<html><body><article>{body}{ending}</article><footer><p>In trang</p></footer></body></html>"
    )
    assert text.endswith("TM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nMã Thị Sim")


def test_a_page_saved_by_word_is_read_whole(tmp_path: Path) -> None:
    coded = "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in PARAGRAPHS[0])
    page = (
        "?<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=windows-1252></head>"
        "<body><!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal><![if !supportLists]><span>1.<span>"
        f"&nbsp;&nbsp;</span></span><![endif]>{coded}<o:p></o:p></p><p style='display:none'>ẩn</p></body></html>"
    )
    assert text_of(tmp_path, page.encode("cp1252", "xmlcharrefreplace")) == f"1. {PARAGRAPHS[0]}"


def test_tables_are_rows_and_letterheads_cells(tmp_path: Path) -> None:
    data = "<table><tr><th>TT<th>Việc<th>Cơ quan<th>Hạn</tr><tr><td>1<td>In<br>tờ rơi<td>Sở Y tế<td></tr></table>"
    head = "<table><tr><td>SỞ Y TẾ<br>Số: 5/KH-SYT<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</tr></table>"
    blocks = text_of(tmp_path, f"<html><body>{head}<p>KẾ HOẠCH</p>{data}</body></html>").split("\n\n")
    assert blocks == [
        "SỞ Y TẾ\nSố: 5/KH-SYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾ HOẠCH",
        "| TT | Việc | Cơ quan | Hạn |\n| 1 | In tờ rơi | Sở Y tế |  |",
    ]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (
            "<tr><td>1<td>In<td rowspan=2>Sở Y tế<td>5/6<tr><td>2<td>Phát<td>6/6<tr><td>3<td>Dọn<td>Sở X<td>7/6",
            ["1 | In | Sở Y tế | 5/6", "2 | Phát | Sở Y tế | 6/6", "3 | Dọn | Sở X | 7/6"],
        ),
        (
            "<tr><td rowspan=0>A<td>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<td>g<tr><td>h<td>i<td>k<td>l",
            ["A | a | b |  | c", "A | d | e | f | g", "A | h | i | k | l"],
        ),
        (
            "<tr><td>1<td>a<td>b<td rowspan=2>c<tr><td>2<tr><td>3<td>x<td>y<td>z",
            ["1 | a | b | c", "2 |  |  | c", "3 | x | y | z"],
        ),
        ("<tr><td rowspan=9999>1<td>a<tr></tr><tr><td colspan=9999>b<tr><td>c", ["1 | a", "1 | b", "1 | c"]),
    ],
)
def test_merged_cells_of_a_page_keep_the_columns_of_the_rows_they_reach_into(tmp_path: Path, rows, shown) -> None:
    text = text_of(tmp_path, f"<html><body><table>{rows}</table></body></html>")
    assert [line.strip("| ") for line in text.splitlines()] == shown


def test_a_letterhead_of_many_columns_is_read_by_cells_and_a_wide_table_by_rows(tmp_path: Path) -> None:
    head = "<table><tr><td>SỞ Y TẾ<td>*<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<td>Mẫu 1</tr></table>"
    data = "<table><tr><td>1<td>Số: 5/KH-SYT<td>Sở Y tế<td>Quý I</tr></table>"
    blocks = text_of(tmp_path, f"<html><body>{head}{data}</body></html>").split("\n\n")
    assert blocks == [
        *("SỞ Y TẾ", "*", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Mẫu 1"),
        "| 1 | Số: 5/KH-SYT | Sở Y tế | Quý I |",
    ]


def test_scripts_and_hidden_words_are_not_read_and_breaks_stay(tmp_path: Path) -> None:
    page = "<html><body><script>x()</script><p>Một <b>đậm</b><br>hai<span hidden>ẩn</span></p><div>ba</div>"
    assert text_of(tmp_path, page) == "Một đậm\nhai\n\nba"


def test_encodings_are_told_by_mark_by_meta_or_by_content(tmp_path: Path) -> None:
    page = f"<html><body><p>{PARAGRAPHS[1]}</p></body></html>"
    for data in (page.encode("utf-16"), page.encode("utf-8-sig"), page.encode()):
        assert text_of(tmp_path, data) == PARAGRAPHS[1]


def test_pages_in_old_fonts_are_decoded(tmp_path: Path) -> None:
    page = "<html><meta charset=windows-1252><body><p>KÕ ho¹ch triÓn khai c«ng t¸c phô n÷ n¨m nay cña tØnh</p>"
    assert text_of(tmp_path, page.encode("cp1252")) == "Kế hoạch triển khai công tác phụ nữ năm nay của tỉnh"


def test_markup_nested_a_thousand_deep_is_still_read(tmp_path: Path) -> None:
    assert "lõi" in text_of(tmp_path, f"<html><body>{'<div>' * 1000}lõi{'</div>' * 1000}</body></html>")


def test_paragraphs_that_bold_alone_makes_headings_head_what_follows(tmp_path: Path) -> None:
    body = "<p>Ủy ban ban hành kế hoạch như sau:</p><p><b>Mục đích</b></p><p>Đọc nhiều sách.</p>"
    body += "<p><b>Phân công</b></p>"
    body += "<p><span><strong>Sở Y tế:</strong></span></p><p>Mua <b>sách</b> y học.</p><p><b>Phải đi đúng giờ.</b></p>"
    (tmp_path / "a.html").write_text(
        f"<html><body><p>Số: 37/KH-UBND</p><p><b>KẾ HOẠCH</b></p><p>Đọc sách</p>{body}", "utf-8"
    )
    plan = load_plan(tmp_path / "a.html")
    assert [one.title for one in plan.walk() if one.kind == "heading"] == ["Mục đích", "Phân công", "Sở Y tế"]
    assert {one.agency for one in plan.assignments} == {"Sở Y tế"}

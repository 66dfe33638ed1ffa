import unicodedata

import pytest

from ingest.load import parse
from plans.model import Plan


def plan(text: str) -> Plan:
    return parse(text, "văn bản.txt")


def ids(text: str) -> list[str]:
    return [section.id for section in plan(text).walk()]


def shape(text: str) -> list[tuple[str, str]]:
    return [(section.id, section.kind) for section in plan(text).walk()]


def repairs(text: str) -> list[str]:
    return [repair.kind for repair in plan(text).repairs]


HEAD = "Số: 1/KH-UBND\n\nKẾ HOẠCH\nVui chơi\n\nTrường tổ chức vui chơi như sau:\n\n"
NESTED = (
    "A. PHẦN CHUNG\nI. MỤC ĐÍCH\n1. Chung\na) Một\nb) Hai\n2. Riêng\n1.1. Lẻ\nII. YÊU CẦU\n- Gạch\n+ Cộng\n- Gạch hai\n"
    "Đoạn\nB. PHẦN RIÊNG\nI. KINH PHÍ\n"
)


def test_styles_nest_by_rank_and_siblings_are_counted() -> None:
    assert ids(NESTED) == [
        "1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.1.2", "1.1.2.1", "1.2", "1.2.b1", "1.2.b1.b1", "1.2.b2", "1.2.p1",
        "2", "2.1",
    ]  # fmt: skip


def test_path_is_the_printed_labels_and_bullets_keep_their_parents() -> None:
    found = plan(NESTED)
    assert found.section("1.1.1.2").path == ("A", "I", "1", "b")
    assert found.section("1.2.b1.b1").path == ("A", "II")
    assert found.section("1.1.2.1").path[-1] == "1.1"
    assert [found.section(i).label for i in ("1", "1.1.1.2", "1.2.b1.b1")] == ["A.", "b)", "+"]


def test_a_style_already_open_closes_what_is_below_it_whatever_its_rank() -> None:
    assert ids("1. Nhóm một\nA. ĐỐI TƯỢNG\n1. Nhóm hai\nB. PHẠM VI\n") == ["1", "2", "2.1", "3"]


def test_letters_between_two_numerals_in_sequence_stand_under_the_first() -> None:
    text = "II. MỤC TIÊU\nIII. NỘI DUNG\nA. Bệnh án\n1. Một\n2. Hai\nB. Chất lượng\n1. Một\nIV. KINH PHÍ\n1. Một\n"
    assert ids(text) == ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1", "3", "3.1"]
    assert plan(text).section("2.2.1").path == ("III", "B", "1")
    assert ids("* Nhóm\n- Một\n- Hai\n* Nhóm khác\n- Ba\n") == ["b1", "b1.b1", "b1.b2", "b2", "b2.b1"]


def test_levels_may_be_skipped_and_labels_may_repeat() -> None:
    assert ids("II. MỘT\na) Nhỏ\nII. HAI\n1. Ba\n1. Bốn\n") == ["1", "1.1", "2", "2.1", "2.2"]


DASHED = "I- MỤC TIÊU\n\n1- 80% xã có sách.\n\n2- Mở cửa thư viện.\n\n3- 100% cán bộ đọc.\n\n4- 5 xã thi đọc.\n\n"


@pytest.mark.parametrize("blanks", ["\n\n", "\n"])
def test_dashed_labels_in_sequence_may_stand_before_figures(blanks: str) -> None:
    found = plan((DASHED + DASHED.replace("I-", "II-", 1)).replace("\n\n", blanks))
    items = [(section.id, section.label) for section in found.walk() if section.level > 1]
    assert items == [(f"{part}.{n}", f"{n}-") for part in (1, 2) for n in (1, 2, 3, 4)]


def test_a_range_out_of_sequence_opens_no_item() -> None:
    assert ids("I- MỤC TIÊU\n\n1- Một.\n\n3- 5 ngày tới mở cửa.\n\n2- Hai.\n") == ["1", "1.1", "1.1.p1", "1.2"]
    assert ids("I- MỤC TIÊU\n\n1- Mở cửa trong\n\n2- 5 ngày tới.\n\n2- Hai.\n") == ["1", "1.1", "1.2"]
    assert ids("I. MỤC TIÊU\n\n1. Một.\n\n2- 3 ngày tới mở cửa.\n\n2. Hai.\n") == ["1", "1.1", "1.1.p1", "1.2"]


@pytest.mark.parametrize(
    ("heading", "kind", "title"),
    [
        ("1. Sở Tài chính", "heading", "Sở Tài chính"),
        ("4. Sở Tư pháp: Phối hợp với các sở rà soát văn bản.", "heading", "Sở Tư pháp"),
        ("**2. **Ưu tiên bố trí nguồn lực cho cơ sở.", "item", "Ưu tiên bố trí nguồn lực cho cơ sở"),
        ("3. Sở Y tế chủ trì, phối hợp với Sở Nội vụ tập huấn.", "item",
         "Sở Y tế chủ trì, phối hợp với Sở Nội vụ tập huấn"),
        ("I. MỤC ĐÍCH, YÊU CẦU", "heading", "MỤC ĐÍCH, YÊU CẦU"),
        ("5. Rà soát văn bản. Báo cáo kết quả.", "item", "Rà soát văn bản"),
    ],
)  # fmt: skip
def test_a_childless_number_is_a_heading_when_it_is_capitals_or_names_an_agency(
    heading: str, kind: str, title: str
) -> None:
    section = plan(heading).section("1")
    assert (section.kind, section.title) == (kind, title)


def test_a_number_with_anything_below_it_is_a_heading() -> None:
    found = plan("1. Tập huấn cán bộ cơ sở.\n- Mở lớp.\n2. Truyền thông.\nPhát thanh hằng tuần.\n")
    assert [section.kind for section in found.sections] == ["heading", "heading"]


def test_an_inline_body_belongs_to_the_heading() -> None:
    found = plan("1. Sở Tư pháp: Phối hợp rà soát.\n2. Sở Nội vụ: Chủ trì.\n")
    assert found.quote(found.section("1").own) == "1. Sở Tư pháp: Phối hợp rà soát.\n"


def test_the_title_of_an_item_is_its_first_clause() -> None:
    item = "1. Tăng cường tuyên truyền; nâng cao nhận thức của cán bộ. " + "Phát thanh hằng tuần ở cơ sở. " * 12
    assert plan(item).section("1").title == "Tăng cường tuyên truyền"
    endless = plan("1. " + "tuyên truyền " * 40).section("1").title
    assert len(endless) <= 160
    assert endless.endswith(" truyền…")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- Các xã bố trí kinh phí và nhân lực để triển khai công\n\ntác hòa giải ở cơ sở.", "page_break"),
        ("Các xã thực hiện theo Kế hoạch số 5/KH-UBND ngày\n\n15/3/2024 của tỉnh.", "page_break"),
        ("Các xã thực hiện theo Nghị quyết\n\nSố 5 của tỉnh.", "page_break"),
        (
            "1. Các xã, phường, thị trấn thực hiện nghiêm túc các quy định...\n\n- 3 -\n\nvà hướng dẫn của tỉnh.",
            "page_break",
        ),
        ("Các xã bố trí kinh phí và nhân lực để triển khai công\ntác hòa giải ở cơ sở.", "line_break"),
        ("III.\n\nTỔ CHỨC THỰC HIỆN", "split_heading"),
        ("III. CÔNG TÁC CHỈ ĐẠO VÀ\n\nTỔ CHỨC THỰC HIỆN", "split_heading"),
    ],
)
def test_what_a_break_cut_is_joined(text: str, kind: str) -> None:
    assert repairs(f"I. MỤC ĐÍCH\n\n{text}\n") == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Các xã bố trí kinh phí.\n\nphối hợp với các hội.",
        "1. Sở Nội vụ\n\nphối hợp với các sở tập huấn.",
        "II. MỤC TIÊU CHUNG CỦA KẾ HOẠCH TRUYỀN THÔNG\n\nnâng cao nhận thức.",
        "- Du lịch và dịch vụ\n\n100% điểm đến có mạng.",
        "Các xã thực hiện nghiêm túc\n\na) tập huấn.",
        "Các xã thực hiện nghiêm túc nhiệm vụ được giao\n\nCác huyện kiểm tra.",
        "III.\n\n- Gạch đầu dòng.",
    ],
)
def test_two_paragraphs_stay_two(text: str) -> None:
    assert repairs(f"I. MỤC ĐÍCH\n\n{text}\n") == []


def test_nothing_is_joined_to_a_document_kind_or_across_a_stamp() -> None:
    text = "KẾ HOẠCH\n\nthực hiện Chỉ thị của Ban Thường vụ về\n\n"
    text += "ĐẾN Số: 7\n\ncông tác dân vận, Huyện ủy yêu cầu như sau:\n\nI. MỤC ĐÍCH\n"
    assert repairs(text) == []
    assert ids(text) == ["title", "stamp", "preamble", "1"]


def test_an_attached_plan_counts_its_own_numbers() -> None:
    text = (
        "QUYẾT ĐỊNH\n\nVề việc ban hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch.\n\nĐiều 2. Hiệu lực.\n\n"
        "Nơi nhận:\n- Như trên.\n\nCHỦ TỊCH\n\nLê An\n\nKẾ HOẠCH\n\nTUYÊN TRUYỀN PHÁP LUẬT\n\n(Kèm theo Quyết định)\n\n"
        "I. MỤC ĐÍCH\n\nII. NỘI DUNG\n\n1. Tập huấn.\n\nPHỤ LỤC 1: DANH MỤC\n\n1. Một.\n\n"
        "Phụ lục 2\n\nDanh sách đơn vị\n\n|\nTT\n|\nViệc\n|\n"
    )
    found = plan(text)
    assert [s.id for s in found.walk()][-8:] == ["A1", "A1.1", "A1.2", "A1.2.1", "A2", "A2.1", "A3", "A3.t1"]
    assert found.section("A1").title == "TUYÊN TRUYỀN PHÁP LUẬT (Kèm theo Quyết định)"
    assert (found.section("A2").label, found.section("A2").title) == ("PHỤ LỤC 1", "DANH MỤC")
    assert found.section("A3").title == "Danh sách đơn vị"
    assert found.section("A1.2.1").path == ("KẾ HOẠCH", "II", "1")
    assert found.section("A3.t1").kind == "table"
    assert found.header.signer == "Lê An"


def test_a_heading_that_lost_its_number_is_still_a_heading() -> None:
    text = "I. MỤC ĐÍCH\n\nNâng cao nhận thức.\n\nNỘI DUNG THỰC HIỆN\n\n1. Tập huấn.\n\nIII. KINH PHÍ\n"
    assert ids(text) == ["1", "1.p1", "2", "2.1", "3"]
    assert plan(text).section("2").path == ()
    assert plan(text).section("2.1").path == ("1",)


@pytest.mark.parametrize("below", ["A. {}\nB. {}\n", "Điều 1. {}\nĐiều 2. {}\n", "Mục 1. {}\nMục 2. {}\n"])
def test_capitals_that_open_every_part_stand_above_letters_and_articles(below: str) -> None:
    below = below.format("Vòng trường", "Vòng huyện")
    text = f"MỤC ĐÍCH\nVui khỏe.\n\nNỘI DUNG\n{below}\nTHỂ LỆ\n{below}\nKINH PHÍ\nTự túc.\n"
    parts = [s for s in plan(HEAD + text).sections if s.kind == "heading"]
    assert [(s.title, len(s.children)) for s in parts] == [
        ("MỤC ĐÍCH", 1), ("NỘI DUNG", 2), ("THỂ LỆ", 2), ("KINH PHÍ", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("ĐẶT VẤN ĐỀ\nMột.\n\nA. KẾT QUẢ\nHai.\n\nB. NHIỆM VỤ\nBa.\n", [1, 1, 1]),  # a foreword before the letters
        ("MỤC ĐÍCH\nMột.\n\nNỘI DUNG\nA. TRÊN\nB. DƯỚI\n\nIII. KINH PHÍ\nHai.\n", [1, 1, 1, 1, 2]),  # lost numerals
    ],
)
def test_capitals_beside_a_foreword_or_numerals_stand_where_numerals_stand(text: str, levels: list[int]) -> None:
    assert [s.level for s in plan(HEAD + text).walk() if s.kind == "heading"] == levels


def test_markdown_headings_without_numbers_nest_by_their_signs() -> None:
    text = "# Kế hoạch truyền thông\n\n## Mục đích\n\nNâng cao.\n\n"
    text += "## Phân công\n\n### Sở Y tế\n\n- Chủ trì.\n\n### Sở Nội vụ\n"
    assert ids(text) == ["title", "1", "1.p1", "2", "2.1", "2.1.b1", "2.2"]
    assert plan(text).section("2.1").title == "Sở Y tế"


def test_markdown_headings_with_numbers_are_read_by_their_numbers() -> None:
    text = "## I. MỤC ĐÍCH\n\n## II. NỘI DUNG\n\n## 1. Chung\n\n**1.1** Riêng\n\n2\\. Khác\n"
    assert ids(text) == ["1", "2", "2.1", "2.1.1", "2.2"]


def test_numbers_in_a_quoted_law_open_no_section() -> None:
    text = (
        "1. Theo Luật:\n\n“2. Phạm vi\n\na) Một;\n\n3. Đối tượng”.\n\n2. Theo Nghị định:\n\n“5. Hai.\n\n3. Kinh phí.\n"
    )
    assert shape(text) == [
        ("1", "heading"), ("1.p1", "paragraph"), ("1.p2", "paragraph"), ("1.p3", "paragraph"),
        ("2", "heading"), ("2.p1", "paragraph"), ("3", "item"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["1.\nSở Y tế\n-\nTập huấn.\n", "1.\n\nSở Y tế\n\n-\nTập huấn.\n"])
def test_a_label_alone_on_its_line_belongs_to_the_words_below(text: str) -> None:
    assert [(s.id, s.label, s.title) for s in plan(text).walk()] == [("1", "1.", "Sở Y tế"), ("1.b1", "-", "Tập huấn")]


def test_text_without_any_structure_is_paragraphs() -> None:
    assert shape("Một đoạn văn.\n\nĐoạn thứ hai.\n") == [("p1", "paragraph"), ("p2", "paragraph")]


def test_second_zones_of_a_kind_are_numbered() -> None:
    text = "I. MỤC ĐÍCH\n\nTM. BAN THƯỜNG VỤ\nBÍ THƯ\n\nNơi nhận:\n- Như trên.\n\nLê Thị An\n"
    assert ids(text)[-3:] == ["signature", "recipients", "signature2"]


def test_decomposed_letters_make_the_same_tree() -> None:
    text = "KẾ HOẠCH\n\nTruyền thông\n\nI. MỤC ĐÍCH\n\n1. Sở Y tế: Chủ trì.\n\nĐiều kiện thực hiện.\n"
    other = plan(unicodedata.normalize("NFD", text))
    assert [(s.id, s.kind, s.title) for s in other.walk()] == [(s.id, s.kind, s.title) for s in plan(text).walk()]

import pytest

from ingest.blocks import blocks
from ingest.ending import is_name
from ingest.load import parse
from ingest.zones import zones

BODY = "I. MỤC ĐÍCH\n\nNâng cao nhận thức của cán bộ.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế chủ trì.\n\n"
HEAD = "UBND TỈNH LONG SƠN\nSố: 15/KH-UBND\n\nLong Sơn, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n\n"
FOOT = "Nơi nhận:\n\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn Bình\n"


def kinds(text: str) -> list[str]:
    return [zone.kind for zone in zones(blocks(text))]


def words(text: str, kind: str) -> str:
    return " ".join(block.text for zone in zones(blocks(text)) if zone.kind == kind for block in zone.blocks)


def test_a_whole_plan_has_its_parts_in_order() -> None:
    text = f"{HEAD}Phòng, chống dịch bệnh\n\nCăn cứ Luật; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n{BODY}"
    text += f"Trên đây là Kế hoạch, đề nghị các đơn vị thực hiện./.\n\n{FOOT}"
    assert kinds(text) == ["header", "title", "preamble", "body", "closing", "recipients", "signature"]
    assert words(text, "title") == "KẾ HOẠCH Phòng, chống dịch bệnh"


def test_every_part_may_be_missing() -> None:
    assert kinds(BODY) == ["body"]
    assert kinds("Căn cứ Luật, Sở Y tế xây dựng Kế hoạch như sau:\n" + BODY) == ["preamble", "body"]
    assert kinds("") == []


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("TM. BAN THƯỜNG VỤ\nBÍ THƯ\n\n\nLê An\n\nNơi nhận:\n- Như trên.\n", ["signature", "recipients"]),
        ("Nơi nhận:\n- Như trên.\n\nGIÁM ĐỐC\n\n(Đã ký)\n\nLê An\n", ["recipients", "signature"]),
        ("**KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\nNơi nhận:\n\n- Như trên;\n\n- Lưu: VT.\n\nLê Thị An\n",
         ["signature", "recipients", "signature"]),
    ],
)  # fmt: skip
def test_recipients_and_signature_come_in_any_order(foot: str, expected: list[str]) -> None:
    assert kinds(BODY + foot) == ["body", *expected]


def test_a_title_goes_on_in_capitals_in_small_letters_and_in_brackets() -> None:
    text = f"{HEAD}PHÁT TRIỂN DU LỊCH\n\nGIAI ĐOẠN 2024 - 2026\n\n(Kèm theo Quyết định số 1/QĐ-UBND)\n\n{BODY}"
    assert words(text, "title").endswith("2024 - 2026 (Kèm theo Quyết định số 1/QĐ-UBND)")


def test_a_body_in_capitals_after_a_decision_title_is_not_title() -> None:
    text = (
        "QUYẾT ĐỊNH\n\nVỀ VIỆC BAN HÀNH QUY CHẾ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật;\n\nĐiều 1. Ban hành.\n"
    )
    assert words(text, "title") == "QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH QUY CHẾ"
    assert words(text, "preamble").startswith("CHỦ TỊCH")


@pytest.mark.parametrize("title", ["KẾ HOẠCH TRIỂN KHAI ĐỀ ÁN", "# Kế hoạch triển khai Đề án", "Kế hoạch"])
def test_a_kind_and_its_title_may_share_a_line(title: str) -> None:
    assert kinds(f"{title}\n\n{BODY}") == ["title", "body"]


def test_a_received_stamp_takes_the_lines_that_touch_it() -> None:
    text = "KẾ HOẠCH\nPhòng, chống lụt bão\n\nVĂN PHÒNG HUYỆN ỦY\nĐẾN Số: 88\nNgày: 2/3/2024\nChuyển: đ/c Hà\n\n"
    text += "Thực hiện Chỉ thị số 5-CT/TU, Huyện ủy xây dựng Kế hoạch như sau:\n\n" + BODY
    assert kinds(text) == ["title", "stamp", "preamble", "body"]
    assert words(text, "stamp") == "VĂN PHÒNG HUYỆN ỦY ĐẾN Số: 88 Ngày: 2/3/2024 Chuyển: đ/c Hà"


def test_a_paragraph_that_is_all_a_heading_has_is_not_the_closing() -> None:
    assert kinds(f"{BODY}III. KINH PHÍ\n\nTrong quá trình thực hiện, ngân sách bảo đảm./.\n\n{FOOT}")[:2] == [
        "body",
        "recipients",
    ]


def test_the_last_paragraph_after_the_sections_is_the_closing() -> None:
    text = f"{BODY}Trong quá trình thực hiện, nếu vướng mắc, báo cáo Sở Y tế./.\n\n{FOOT}"
    assert kinds(text)[:2] == ["body", "closing"]


def test_attachments_follow_the_signature() -> None:
    text = f"Điều 1. Ban hành.\n\nĐiều 2. Hiệu lực.\n\n{FOOT}\n"
    text += f"KẾ HOẠCH\n\nTUYÊN TRUYỀN\n\n{BODY}\nPHỤ LỤC I\n\nDANH MỤC\n\n1. Một\n"
    assert kinds(text) == ["body", "recipients", "signature", "appendix", "appendix"]


def test_the_head_of_a_second_document_is_no_part_of_the_first_ones_foot() -> None:
    text = f"{BODY}{FOOT}\nSố: 9/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVỀ CÁN BỘ\n\nĐiều 1. Một.\n"
    assert kinds(text) == ["body", "recipients", "signature", "header", "appendix"]


def test_the_mention_of_an_appendix_opens_none() -> None:
    assert kinds(BODY + "Phụ lục I kèm theo Kế hoạch này nêu chi tiết.\n") == ["body"]


def test_those_an_urgent_dispatch_speaks_to_are_its_recipients_and_what_comes_before_the_numbers_is_preamble() -> None:
    text = "CÔNG ĐIỆN\n\nV/V ỨNG PHÓ BÃO\n\n"
    text += "CHỦ TỊCH UBND TỈNH điện:\n\n- Các sở;\n\n- Các xã.\n\nBão gần bờ.\n\n1. Các sở trực.\n"
    assert kinds(text) == ["title", "recipients", "preamble", "body"]


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn Bình", "Đào Mỹ", "TS. Lê Thị Hồng Vân", "Đại tá Trần Văn Long", "Y Thanh Hà Niê"]
)
def test_names_are_known(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("text", ["CHỦ TỊCH", "Như trên", "- Lưu: VT", "Ngày 5 tháng 3", "Nguyễn", ""])
def test_other_lines_are_no_names(text: str) -> None:
    assert not is_name(text)


BODY = "I. MỤC ĐÍCH\n\n1. Đọc sách.\n\nII. NHIỆM VỤ\n\n1. Mua sách.\n\n"


def _kinds(below: str) -> list[tuple[str, str]]:
    text = f"Số: 15/KH-UBND\n\nKẾ HOẠCH\n\nPhát triển thư viện\n\n{BODY}{below}"
    return [(one.kind, one.label or one.title) for one in parse(text, "a.txt").sections[4:]]


@pytest.mark.parametrize(
    "kind",
    ["BÁO CÁO\n\nCác xã báo cáo trước ngày 10/12.", "QUY ĐỊNH\n\n- Mỗi người mượn ba cuốn.", "BÁO CÁO\n\n1. Gửi thư."],
)
def test_the_kind_of_a_document_alone_over_its_sentences_is_a_heading(kind: str) -> None:
    found = _kinds(f"{kind}\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Mở cửa.")
    assert found == [("heading", kind.split("\n", 1)[0]), ("heading", "III.")]


def test_the_kind_of_a_document_among_the_headings_of_columns_is_a_cell() -> None:
    found = _kinds("THỜI GIAN\n\nNỘI DUNG\n\nBÁO CÁO\n\nGHI CHÚ\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Mở cửa.")
    assert {kind for kind, _ in found} == {"heading"}


@pytest.mark.parametrize("title", ["Hoạt động thư viện", "HOẠT ĐỘNG THƯ VIỆN", "(Ban hành kèm theo Kế hoạch số 15)"])
def test_the_kind_of_a_document_over_its_title_opens_an_attachment(title: str) -> None:
    assert (
        _kinds(f"Thực hiện từ ngày ký./.\n\nQUY CHẾ\n{title}\n\nĐiều 1. Phạm vi\n\n1. Mọi người.")[-1][0] == "appendix"
    )


def test_italics_that_open_with_a_blank_are_no_bullet() -> None:
    heading = "**QUY CHẾ**\n\n**HOẠT ĐỘNG THƯ VIỆN**\n\n* (Kèm theo Kế hoạch số 15\nngày 05/3)*"
    text = f"{BODY}Từ ngày ký./.\n\n{heading}\n\n1. Mọi người."
    plan = parse(f"Số: 15/KH-UBND\n\nKẾ HOẠCH\n\nPhát triển thư viện\n\n{text}", "a.md")
    assert [one.kind for one in plan.walk() if one.kind == "bullet"] == []
    assert plan.sections[-1].title.startswith("HOẠT ĐỘNG THƯ VIỆN (Kèm theo")


DISPATCH = "CÔNG ĐIỆN\nỨng phó mưa lũ\n\nTheo dự báo, mưa lớn kéo dài.\n\nChủ tịch UBND tỉnh yêu cầu:\n\n"


@pytest.mark.parametrize("heading", ["VIỆC CHUNG", "NHIỆM VỤ CHUNG", "**PHẦN VIỆC CỦA CÁC XÃ**"])
def test_capitals_over_the_first_number_are_its_heading(heading: str) -> None:
    plan = parse(f"{DISPATCH}{heading}\n\n1. Trực ban đủ người.\n\n2. Dự trữ gạo.\n", "a.md")
    assert [one.kind for one in plan.sections][-2:] == ["preamble", "heading"]
    assert [one.label for one in plan.sections[-1].children] == ["1.", "2."]


@pytest.mark.parametrize("capitals", ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "QUYẾT NGHỊ"])
def test_capitals_that_name_who_speaks_or_decides_are_no_heading(capitals: str) -> None:
    assert words(f"{DISPATCH}{capitals}\n\n1. Trực ban đủ người.\n", "preamble").endswith(capitals)


@pytest.mark.parametrize("heading", ["BÁO CÁO", "CHẾ ĐỘ THÔNG TIN", "III. BÁO CÁO"])
def test_the_last_words_of_all_stay_below_their_own_heading(heading: str) -> None:
    last = "Các đơn vị báo cáo lúc 7 giờ hằng ngày. Yêu cầu các sở thực hiện./."
    assert kinds(f"{DISPATCH}VIỆC CHUNG\n\n1. Trực ban.\n\n{heading}\n\n{last}\n\n{FOOT}")[2:4] == [
        "body",
        "recipients",
    ]

from datetime import date

import pytest

from ingest.load import parse
from plans.model import Header

BODY = "I. MỤC ĐÍCH\n\nNâng cao nhận thức.\n\nII. NỘI DUNG\n\n1. Tập huấn.\n"


def header(text: str) -> Header:
    return parse(text, "văn bản.txt").header


def warnings(text: str) -> str:
    return " ".join(parse(text, "văn bản.txt").warnings)


TABLE = """|
**ỦY BAN NHÂN
DÂN**
TỈNH ĐỒNG NAI
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
0412/KH-UBND
|
*Đồng Nai, ngày 09
tháng 02 năm 2024*
|

**KẾ HOẠCH**

TUYÊN TRUYỀN LUẬT
GIAO THÔNG

I. MỤC ĐÍCH

|
Nơi nhận:
- Bộ Công an
(để báo cáo);
- Thường trực Tỉnh ủy,
HĐND tỉnh;
- Lưu: VT.
02 bản
|
**TM. ỦY BAN NHÂN
DÂN**
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
**Trần Thị Lan**
|
"""


def test_a_header_laid_out_as_a_table_is_read() -> None:
    found = header(TABLE)
    assert (found.number, found.issued_on, found.place) == ("0412/KH-UBND", date(2024, 2, 9), "Đồng Nai")
    assert (found.issuer, found.province) == ("Ủy ban nhân dân tỉnh Đồng Nai", "Đồng Nai")
    assert (found.kind, found.title) == ("Kế hoạch", "TUYÊN TRUYỀN LUẬT GIAO THÔNG")


def test_a_signature_laid_out_as_a_table_is_read() -> None:
    found = header(TABLE)
    assert found.recipients == ("Bộ Công an (để báo cáo)", "Thường trực Tỉnh ủy, HĐND tỉnh", "Lưu: VT")
    assert (found.signer, found.signer_position) == ("Trần Thị Lan", "Phó Chủ tịch")
    assert found.signing_authority == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"


def test_two_columns_on_one_line_are_two() -> None:
    text = (
        "UBND HUYỆN LONG THÀNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 88/KH-UBND                  Long Thành, ngày 7 tháng 3 năm 2024\n\nKẾ HOẠCH\nChuyển đổi số\n\n"
        f"{BODY}\nNơi nhận:                                TM. ỦY BAN NHÂN DÂN\n"
        "- Như trên;                                 CHỦ TỊCH\n- Lưu: VT.\n\n                  Lê Văn Hòa\n"
    )
    found = header(text)
    assert (found.number, found.issued_on, found.place) == ("88/KH-UBND", date(2024, 3, 7), "Long Thành")
    assert found.issuer == "Ủy ban nhân dân huyện Long Thành"
    assert (found.recipients, found.signer) == (("Như trên", "Lưu: VT"), "Lê Văn Hòa")
    assert (found.signing_authority, found.signer_position) == ("TM. ỦY BAN NHÂN DÂN", "Chủ tịch")


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("SỞ NỘI VỤ\nBAN THI ĐUA - KHEN THƯỞNG", "Ban Thi đua - Khen thưởng Sở Nội vụ"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC\n*", "Ban Tổ chức Trung ương"),
        ("BAN CHẤP HÀNH\nTRUNG ƯƠNG\nVĂN PHÒNG\n*", "Văn phòng Trung ương Đảng"),
        ("ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nSỞ Y TẾ", "Sở Y tế tỉnh An Giang"),
        ("ỦY BAN NHÂN DÂN TỈNH AN GIANG\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh An Giang"),
        ("TỈNH ỦY BẾN TRE\nBAN DÂN VẬN", "Ban Dân vận Tỉnh ủy Bến Tre"),
        (
            "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nBAN CHẤP HÀNH TỈNH LONG AN",
            "Ban Chấp hành Hội Liên hiệp Phụ nữ tỉnh Long An",
        ),
        ("SỞ Y TẾ\nBỆNH VIỆN ĐA KHOA TỈNH AN GIANG", "Bệnh viện đa khoa tỉnh An Giang"),
        ("ĐẢNG BỘ TỈNH CÀ MAU\nHUYỆN ỦY NĂM CĂN", "Huyện ủy Năm Căn"),
        ("UBND TP. HỒ CHÍ MINH\nSỞ NỘI VỤ", "Sở Nội vụ thành phố Hồ Chí Minh"),
        ("BAN CHỈ ĐẠO PHÒNG CHỐNG TỘI PHẠM\nTỈNH LONG AN", "Ban Chỉ đạo phòng chống tội phạm tỉnh Long An"),
        ("CÔNG AN TỈNH ĐẮK NÔNG\nPHÒNG HẬU CẦN", "Phòng Hậu Cần Công an tỉnh Đắk Nông"),
        ("Ủy ban nhân dân tỉnh Kon Tum", "Ủy ban nhân dân tỉnh Kon Tum"),
        ("THỦ TƯỚNG CHÍNH\nPHỦ", "Thủ tướng Chính phủ"),
        ("LIÊN ĐOÀN LAO ĐỘNG\nTỈNH BẮC GIANG", "Liên đoàn Lao động tỉnh Bắc Giang"),
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC GIANG\nBAN THƯỜNG VỤ\nTỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
            "Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Giang",
        ),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "Ủy ban nhân dân thành phố Hải Phòng"),
    ],
)
def test_the_bodies_above_the_number_make_the_issuer(lines: str, issuer: str) -> None:
    assert header(f"{lines}\n\nSố: 5/KH-BC\n\nKẾ HOẠCH\nTruyền thông\n\n{BODY}").issuer == issuer


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 02 /KH-UBND", "02/KH-UBND"),
        ("Số: 7 /KH- BCĐ", "7/KH-BCĐ"),
        ("Số 37-HD/BTCTU", "37-HD/BTCTU"),
        ("SỐ: 118/KH-SYT", "118/KH-SYT"),
        ("**Số:** 12/2024/QĐ-UBND", "12/2024/QĐ-UBND"),
        ("Số:       /KH-UBND", None),
        ("Số: …../KH-UBND", None),
    ],
)
def test_the_number_is_normalised_and_a_blank_one_is_none(line: str, number: str | None) -> None:
    text = f"UBND TỈNH AN GIANG\n{line}\n\nKẾ HOẠCH\nThực hiện Chỉ thị số 9-CT/TW\n\n{BODY}"
    assert header(text).number == number
    assert ("không ghi số ký hiệu" in warnings(text)) == (number is None)


@pytest.mark.parametrize(
    "line",
    ["An Giang, ngày    tháng 01 năm 2026", "An Giang, ngày … tháng … năm 2026", "An Giang, ngày 31 tháng 02 năm 2024"],
)
def test_a_date_left_blank_or_impossible_is_none_and_said_so(line: str) -> None:
    text = f"Số: 5/KH-UBND\n\n{line}\n\nKẾ HOẠCH\nThực hiện Chỉ thị ngày 05/01/2026\n\n{BODY}"
    assert (header(text).issued_on, header(text).place) == (None, "An Giang")
    assert "không ghi ngày ban hành" in warnings(text)


def test_numbers_and_dates_of_cited_documents_are_never_the_plans_own() -> None:
    text = f"KẾ HOẠCH\nThực hiện Chỉ thị số 9-CT/TW ngày 05/01/2024\n\nCăn cứ Quyết định số 4/QĐ-TTg:\n\n{BODY}"
    assert (header(text).number, header(text).issued_on) == (None, None)


def test_a_received_stamp_above_the_head_states_nothing() -> None:
    text = "VĂN PHÒNG HUYỆN ỦY NĂM CĂN\nĐẾN Số: 88\nNgày: 2/3/2023\n\nUBND TỈNH AN GIANG\nSố: 5/KH-UBND\n\n"
    found = header(f"{text}An Giang, ngày 1 tháng 3 năm 2024\n\nKẾ HOẠCH\nThi đua\n\n{BODY}")
    assert (found.number, found.issued_on) == ("5/KH-UBND", date(2024, 3, 1))
    assert found.issuer == "Ủy ban nhân dân tỉnh An Giang"


def test_the_issuer_may_be_known_from_the_opening_words() -> None:
    text = "Số: 3/KH-HND\n\nLong An, ngày 2 tháng 4 năm 2024\n\nKẾ HOẠCH\nThi đua\n\n"
    text += f"Ban Thường vụ Hội Nông dân tỉnh xây dựng Kế hoạch như sau:\n\n{BODY}"
    assert header(text).issuer == "Ban Thường vụ Hội Nông dân tỉnh Long An"
    assert "suy ra từ lời văn" in warnings(text)


def test_the_issuer_may_be_known_from_the_code_and_the_place() -> None:
    text = f"Số: 3/KH-UBND\n\nLong An, ngày 2 tháng 4 năm 2024\n\nKẾ HOẠCH\nThi đua\n\n{BODY}"
    assert header(text).issuer == "Ủy ban nhân dân tỉnh Long An"
    assert "suy ra từ ký hiệu" in warnings(text)


def test_a_province_may_be_named_by_the_higher_body_only() -> None:
    text = f"ĐẢNG BỘ TỈNH CÀ MAU\nHUYỆN ỦY NĂM CĂN\nSố 3-KH/HU\n\nKẾ HOẠCH\nThi đua\n\n{BODY}"
    assert header(text).province == "Cà Mau"


def test_a_central_body_in_hanoi_has_no_province() -> None:
    text = f"BỘ TÀI CHÍNH\nSố: 3/KH-BTC\n\nHà Nội, ngày 2 tháng 4 năm 2024\n\nKẾ HOẠCH\nThi đua\n\n{BODY}"
    assert (header(text).place, header(text).province) == ("Hà Nội", None)


def test_a_document_without_a_title_is_named_by_its_opening_words() -> None:
    text = (
        f"Sở Y tế tỉnh Long An xây dựng Kế hoạch phòng, chống sốt xuất huyết năm 2024 với các nội dung sau:\n\n{BODY}"
    )
    found = header(text)
    assert (found.kind, found.title) == ("Kế hoạch", "phòng, chống sốt xuất huyết năm 2024")
    assert "Tên văn bản suy ra" in warnings(text)


def test_a_letter_printed_in_two_columns_has_a_head_and_a_whole_subject() -> None:
    text = (
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH CÀ MAU              Độc lập - Tự do - Hạnh phúc\nSỞ Y TẾ\n"
        "Số: 88/SYT-NV            Cà Mau, ngày 03 tháng 4 năm 2026\n"
        f"V/v tăng cường tiêm\nchủng mở rộng và\nuống thuốc\n\n{BODY}"
    )
    read = header(text)
    assert (read.number, read.issued_on) == ("88/SYT-NV", date(2026, 4, 3))
    assert read.title == "tăng cường tiêm chủng mở rộng và uống thuốc"
    assert read.issuer == "Sở Y tế tỉnh Cà Mau"


def test_an_official_letter_is_named_by_what_it_is_about() -> None:
    text = f"SỞ Y TẾ\nSố: 88/SYT-NV\nV/v tăng cường tiêm chủng\n\nKính gửi: Các bệnh viện\n\n{BODY}"
    assert (header(text).kind, header(text).title) == ("Công văn", "tăng cường tiêm chủng")


@pytest.mark.parametrize(
    ("foot", "signed"),
    [
        ("GIÁM ĐỐC\n\n(Đã ký)\n\nTS. Lê Thị Hồng Vân", ("TS. Lê Thị Hồng Vân", "Giám đốc", None)),
        ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nLê An", ("Lê An", "Phó Trưởng ban", "K/T TRƯỞNG BAN")),
        ("KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nLê An", ("Lê An", "Phó Chủ nhiệm", "KT. BỘ TRƯỞNG, CHỦ NHIỆM")),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê An", ("Lê An", "Chánh Văn phòng", "TL. CHỦ TỊCH")),
        ("CHỦ TỊCH\n\n\nNGUYỄN VĂN AN", ("NGUYỄN VĂN AN", "Chủ tịch", None)),
        (
            "HIỆU TRƯỞNG          TM. BAN CHẤP HÀNH\n(đã ký)              CHỦ TỊCH\nĐậu Minh Đường       Phan Lê An",
            ("Phan Lê An", "Chủ tịch", "TM. BAN CHẤP HÀNH"),
        ),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\n\nLê An", ("Lê An", "Giám đốc Sở Nội vụ", "TUQ. CHỦ TỊCH")),
    ],
)
def test_signers_positions_and_authorities_are_told_apart(foot: str, signed: tuple[str, str, str | None]) -> None:
    found = header(f"{BODY}\n{foot}\n\nNơi nhận:\n- Như trên.\n")
    assert (found.signer, found.signer_position, found.signing_authority) == signed


@pytest.mark.parametrize(
    "lines",
    [
        "Nơi nhận:\n\n- Bộ Y tế;\n\n- Sở Nội vụ (để p/h) ;\n- Lưu: VT.",
        "**Nơi nhận**: - Bộ Y tế; - Sở Nội vụ (để p/h); - Lưu: VT",
        "*Nơi nhận:*\nBộ Y tế;\nSở Nội vụ (để p/h);\nLưu: VT.",
        "Nơi nhận:\n- Bộ Y tế,\n- Sở Nội vụ\n(để p/h),\n- Lưu: VT.",
    ],
)
def test_recipients_are_listed_however_they_are_laid_out(lines: str) -> None:
    assert header(f"{BODY}\n{lines}\n").recipients == ("Bộ Y tế", "Sở Nội vụ (để p/h)", "Lưu: VT")


def test_the_signer_of_a_decision_is_not_the_signer_of_what_it_attaches() -> None:
    text = "QUYẾT ĐỊNH\n\nĐiều 1. Ban hành.\n\nCHỦ TỊCH\n\nLê An\n\n"
    text += f"KẾ HOẠCH\n\nTHI ĐUA\n\n{BODY}\nNơi nhận:\n- Khác.\n\nGIÁM ĐỐC\n\nTrần Bé\n"
    assert header(text).signer == "Lê An"


LETTER = """SỞ NỘI VỤ

Số: 12/SNV-CCVC
V/v mua sách

Hà Giang, ngày 05 tháng 3 năm 2026

{to}

Thực hiện Kế hoạch số 3/KH-UBND, Sở Nội vụ đề nghị các cơ quan thực hiện một số nội dung sau:

1. Mua sách.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("Kính gửi: Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Kính gửi: Sở Y tế, Sở Tài chính; các trường.", ("Sở Y tế", "Sở Tài chính", "các trường")),
        (
            "Kính gửi:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các xã.",
            ("Các sở, ban, ngành", "Ủy ban nhân dân các xã"),
        ),
        ("**Kính gửi:**\n\n- Sở Y tế;\n\n- Sở Tài chính.", ("Sở Y tế", "Sở Tài chính")),
        ("UBND TỈNH HÀ GIANG điện:\n\n- Các xã;\n\n- Các sở.", ("Các xã", "Các sở")),
    ],
)
def test_those_a_letter_speaks_to_are_recipients_ahead_of_those_who_get_a_copy(to: str, names: tuple[str, ...]) -> None:
    plan = parse(LETTER.format(to=to), "a.txt")
    assert plan.header.recipients == (*names, "Như trên", "Lưu: VT")
    first, second = map(plan.quote, plan.header.spans_of("recipients"))
    assert to.startswith(first.strip("* \n")[:10]) or to.startswith(first[:10])
    assert second.startswith("Nơi nhận")
    assert plan.header.title == "mua sách"


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("UBND XÃ EA KAR\nTRƯỜNG TIỂU HỌC LÊ LỢI", "Trường tiểu học Lê Lợi Ủy ban nhân dân xã Ea Kar"),
        ("SỞ Y TẾ AN GIANG\nBỆNH VIỆN ĐA KHOA CHÂU ĐỐC", "Bệnh viện đa khoa Châu Đốc Sở Y tế An Giang"),
        ("ĐẢNG BỘ XÃ EA KAR\nCHI BỘ TRƯỜNG THCS TRẦN PHÚ", "Chi bộ trường THCS Trần Phú Đảng bộ xã Ea Kar"),
        ("CHI CỤC KIỂM LÂM\nHẠT KIỂM LÂM ĐAM RÔNG", "Hạt kiểm lâm Đam Rông Chi cục kiểm lâm"),
        ("HỘI NÔNG DÂN VIỆT NAM\nTỈNH HÀ TĨNH\nBAN THƯỜNG VỤ", "Ban Thường vụ Hội Nông dân tỉnh Hà Tĩnh"),
    ],
)
def test_an_institution_keeps_the_capitals_of_its_own_name(printed: str, issuer: str) -> None:
    assert header(f"{printed}\nSố: 22/KH-ABC\n\nKẾ HOẠCH\nMua sách\n\n{BODY}").issuer == issuer


def test_a_document_signed_behind_its_appendix_is_signed() -> None:
    signed = "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nĐại tá Rơ Châm Quý"
    foot = f"Phụ lục\nĐỊA BÀN\n\nĐoàn 1: phường A.\n\nNơi nhận:\n- Lưu: VT.\n\n{signed}"
    read = header(f"SỞ Y TẾ\nSố: 22/KH-SYT\n\nKẾ HOẠCH\nMua sách\n\n{BODY}\n\n{foot}")
    assert (read.signer, read.signer_position, read.recipients) == (
        "Đại tá Rơ Châm Quý",
        "Phó Trưởng ban",
        ("Lưu: VT",),
    )


@pytest.mark.parametrize("name", ["K' Thị Ngọc Hân", "H'Hen Niê", "Siu H'Bia Thảo Nguyên"])
def test_a_name_may_have_an_apostrophe(name: str) -> None:
    foot = f"TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\n{name}"
    assert header(f"SỞ Y TẾ\nSố: 22/KH-SYT\n\nKẾ HOẠCH\nMua sách\n\n{BODY}\n\n{foot}").signer == name


JOINT = """{head}

Số: 15/KHLT-CA-SGDĐT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Vĩnh Long, ngày 04 tháng 9 năm 2026

{kind}

Bảo đảm an toàn trường học năm 2026

Hai ngành thống nhất như sau:

1. Mở 30 lớp.

{foot}
"""
TWO = "Công an tỉnh; Sở Giáo dục và Đào tạo"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("CÔNG AN TỈNH - SỞ GIÁO DỤC VÀ ĐÀO TẠO", TWO),
        ("CÔNG AN TỈNH -\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", TWO),
        ("CÔNG AN TỈNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", TWO),
        ("CÔNG AN TỈNH - SỞ GIÁO DỤC VÀ ĐÀO TẠO - TỈNH ĐOÀN", f"{TWO}; Tỉnh đoàn"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("SỞ Y TẾ\nTRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Trung tâm Kiểm soát bệnh tật Sở Y tế"),
    ],
)
def test_bodies_of_one_rank_issue_a_document_together(head: str, issuer: str) -> None:
    assert parse(JOINT.format(head=head, kind="KẾ HOẠCH", foot=""), "a.txt").header.issuer == issuer


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("KẾ HOẠCH LIÊN TỊCH", "Kế hoạch liên tịch"),
        ("KẾ HOẠCH PHỐI HỢP LIÊN NGÀNH", "Kế hoạch phối hợp liên ngành"),
        ("NGHỊ QUYẾT LIÊN TỊCH", "Nghị quyết liên tịch"),
    ],
)
def test_how_a_document_is_made_jointly_belongs_to_its_kind(kind: str, wanted: str) -> None:
    header = parse(JOINT.format(head="SỞ Y TẾ", kind=kind, foot=""), "a.txt").header
    assert (header.kind, header.title) == (wanted, "Bảo đảm an toàn trường học năm 2026")


@pytest.mark.parametrize(
    "foot",
    [
        "GIÁM ĐỐC CÔNG AN TỈNH\n\nNguyễn Văn Hậu\n\nGIÁM ĐỐC SỞ Y TẾ\n\nLê Thị Ngọc Bích",
        "GIÁM ĐỐC CÔNG AN TỈNH                GIÁM ĐỐC SỞ Y TẾ\n\nNguyễn Văn Hậu                Lê Thị Ngọc Bích",
    ],
)
def test_all_who_sign_together_are_named(foot: str) -> None:
    header = parse(JOINT.format(head="CÔNG AN TỈNH - SỞ Y TẾ", kind="KẾ HOẠCH", foot=foot), "a.txt").header
    assert header.signer == "Nguyễn Văn Hậu, Lê Thị Ngọc Bích"
    assert header.signer_position == "Giám đốc Công an tỉnh, Giám đốc Sở Y tế"


def test_a_position_beside_the_recipients_below_a_signature_comes_behind_its_own() -> None:
    foot = "TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\n\nNơi nhận:                    HIỆU TRƯỞNG\n- Lưu: VT."
    found = parse(JOINT.format(head="SỞ Y TẾ", kind="KẾ HOẠCH", foot=foot), "a.txt").header
    span = dict(found.spans)["signer_position"]
    assert found.signer_position == "Phó Chủ tịch, Hiệu trưởng"
    assert span.start < span.end


def test_a_list_behind_a_signature_is_an_attachment_and_no_position() -> None:
    foot = "PHÓ GIÁM ĐỐC\nLê Thị Ngọc Bích\n\nDANH SÁCH CHỢ\n(Kèm theo Kế hoạch số 15/KH-SYT)\n\n1. Chợ Rồng"
    plan = parse(JOINT.format(head="SỞ Y TẾ", kind="KẾ HOẠCH", foot=foot), "a.txt")
    assert (plan.header.signer_position, plan.sections[-1].label) == ("Phó Giám đốc", "DANH SÁCH CHỢ")
    assert plan.sections[-1].kind == "appendix"


@pytest.mark.parametrize(
    ("left", "right", "issuer"),
    [
        ("ỦY BAN MTTQ VIỆT NAM TỈNH HƯNG YÊN\nBAN THƯỜNG TRỰC", "MẶT TRẬN TỔ QUỐC VIỆT NAM", "Ban Thường trực"),
        ("ĐOÀN TNCS HỒ CHÍ MINH\nBAN CHẤP HÀNH TỈNH HƯNG YÊN", "ĐOÀN TNCS HỒ CHÍ MINH", "Ban Chấp hành"),
    ],
)
def test_what_stands_below_the_number_is_the_other_column(left: str, right: str, issuer: str) -> None:
    text = f"{left}\nSố: 6/KH-BTT\n{right}\nHưng Yên, ngày 11 tháng 5 năm 2026\n\n{BODY}"
    found = header(text).issuer or ""
    assert found.startswith(issuer)
    assert found.count("Việt Nam") + found.count("Hồ Chí Minh") <= 1


@pytest.mark.parametrize("kind", ["Thể lệ", "Quy ước", "Nội quy"])
def test_rules_that_people_give_themselves_are_kinds_of_documents(kind: str) -> None:
    found = header(f"HỘI NÔNG DÂN XÃ\n\n{kind.upper()}\nCuộc thi nhà nông\n\n{BODY}")
    assert (found.kind, found.title) == (kind, "Cuộc thi nhà nông")


def test_rules_of_a_contest_are_a_kind_of_document() -> None:
    found = header(
        "HỘI NÔNG DÂN TỈNH KON TUM\n\nTHỂ LỆ\nCuộc thi nuôi ong năm 2026\n\n"
        "Hội Nông dân tỉnh ban hành Thể lệ như sau:\n\n" + BODY
    )
    assert (found.kind, found.title, found.issuer) == (
        "Thể lệ",
        "Cuộc thi nuôi ong năm 2026",
        "Hội Nông dân tỉnh Kon Tum",
    )


def test_the_front_printed_alone_in_the_other_column_is_no_second_issuer() -> None:
    head = "ỦY BAN MTTQ VIỆT NAM TỈNH KON TUM\nBAN THƯỜNG TRỰC\nSố: 12/KH-MTTQ-BTT\n\n"
    text = f"{head}MẶT TRẬN TỔ QUỐC VIỆT NAM\n\nKẾ HOẠCH\nGiám sát\n\n"
    assert header(text + BODY).issuer == "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Kon Tum"


CELLS = (
    "| ỦY BAN NHÂN DÂN<br>TỈNH ĐỒNG NAI<br>-------<br>Số: 0412/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
    "Độc lập - Tự do - Hạnh phúc<br/>Đồng Nai, ngày 09 tháng 02 năm 2024 |\n| --- | --- |\n\n**KẾ HOẠCH**\n\n"
    f"**Phát triển thư viện**\n\n{BODY}\n"
)


def test_lines_that_markdown_breaks_inside_a_cell_are_lines() -> None:
    found = header(
        f"{CELLS}| Nơi nhận:<br>- Bộ Công an;<br>- Lưu: VT. | KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br><br>Lê Thị Lan |\n"
    )
    assert (found.number, found.issued_on, found.place) == ("0412/KH-UBND", date(2024, 2, 9), "Đồng Nai")
    assert (found.issuer, found.recipients) == ("Ủy ban nhân dân tỉnh Đồng Nai", ("Bộ Công an", "Lưu: VT"))
    assert (found.signer, found.signer_position) == ("Lê Thị Lan", "Phó Chủ tịch")


@pytest.mark.parametrize(
    "foot",
    [
        "| Nơi nhận:<br>- Lưu: VT. | GIÁM ĐỐC CÔNG AN TỈNH<br><br>Lê Văn Hậu<br><br>GIÁM ĐỐC SỞ Y TẾ<br>Trần Bích |",
        "| TL. CHỦ TỊCH<br>GIÁM ĐỐC SỞ NỘI VỤ<br>Lê Văn Hậu | KT. GIÁM ĐỐC SỞ Y TẾ<br>Trần Bích |\n\nNơi nhận:\n- Lưu.",
        "GIÁM ĐỐC CÔNG AN TỈNH\t\t\tGIÁM ĐỐC SỞ Y TẾ\n\t\t\t\nLê Văn Hậu\t\t\tTrần Bích",
    ],
)
def test_bodies_that_sign_in_one_cell_or_apart_by_tabs_are_all_named(foot: str) -> None:
    found = parse(JOINT.format(head="CÔNG AN TỈNH - SỞ Y TẾ", kind="KẾ HOẠCH", foot=foot), "a.md").header
    assert found.signer == "Lê Văn Hậu, Trần Bích"


def test_a_place_cut_in_two_lines_of_a_cell_is_whole() -> None:
    text = TABLE.replace("Đồng Nai, ngày", "Thành phố\nĐồng Nai, ngày")
    assert (header(text).place, "Thành phố\nĐồng Nai, ngày" in text) == ("Thành phố Đồng Nai", True)


@pytest.mark.parametrize(
    ("cell", "signed"),
    [
        (
            "**TM. ỦY BAN NHÂN DÂN** **KT. CHỦ TỊCH** **PHÓ CHỦ TỊCH** Vũ Lam",
            ("Vũ Lam", "Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"),
        ),
        ("**TM. BAN CHẤP HÀNH** **BÍ THƯ** *(đã ký)* **Đỗ Hải**", ("Đỗ Hải", "Bí thư", "TM. BAN CHẤP HÀNH")),
        ("**GIÁM ĐỐC**<br><br>(Đã ký)<br>**Trần Thị Bé**", ("Trần Thị Bé", "Giám đốc", None)),
    ],
)
@pytest.mark.parametrize("sent", ["**Nơi nhận:**<br>- Sở Y tế;<br>- Lưu: VT.", "Nơi nhận: Sở Y tế; Lưu: VT"])
def test_a_signature_whose_lines_share_a_cell_is_read_beside_the_recipients(
    cell: str, signed: tuple[str, str, str | None], sent: str
) -> None:
    tables = f"| Mẫu | Nội dung |\n|---|---|\n| 01 | Số hộ |\n\n| {sent} | {cell} |\n|---|---|\n"
    found = header(f"UBND XÃ A\nSố: 2/KH-UBND\n\nKẾ HOẠCH\nMua sách\n\n{BODY}\n{tables}")
    assert (found.signer, found.signer_position, found.signing_authority) == signed
    assert found.recipients == ("Sở Y tế", "Lưu: VT")


def test_bodies_that_share_a_line_issue_and_sign_together() -> None:
    foot = "GIÁM ĐỐC NHCSXH TỈNH | CHỦ TỊCH UBND TỈNH\nĐào Mạnh (đã ký) | Lường Văn Hặc (đã ký)\n"
    head = "HỘI NÔNG DÂN TỈNH SƠN LA - LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA\nSố: 3/KH"
    found = header(f"{head}\n\nKẾ HOẠCH\nMua sách\n\n{BODY}\n{foot}")
    assert found.issuer == "Hội Nông dân tỉnh Sơn La; Liên đoàn Lao động tỉnh Sơn La"
    assert (found.signer, found.signer_position) == (
        "Đào Mạnh, Lường Văn Hặc",
        "Giám đốc Ngân hàng Chính sách xã hội tỉnh, Chủ tịch Ủy ban nhân dân tỉnh",
    )
    one = header(f"VĂN PHÒNG HĐND - UBND XÃ A\nSố: 3/KH\n\nKẾ HOẠCH\nMua sách\n\n{BODY}")
    assert "; " not in (one.issuer or "")

"""The head of a document: who issues it, its number, date, place, kind and title."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.load import parse
from tests.ingest.letterheads import BODY, TABLE, header


def warnings(text: str) -> str:
    return " ".join(parse(text, "văn bản.txt").warnings)


def test_a_header_laid_out_as_a_table_is_read() -> None:
    found = header(TABLE)
    assert (found.number, found.issued_on, found.place) == ("0412/KH-UBND", date(2024, 2, 9), "Đồng Nai")
    assert (found.issuer, found.province) == ("Ủy ban nhân dân tỉnh Đồng Nai", "Đồng Nai")
    assert (found.kind, found.title) == ("Kế hoạch", "TUYÊN TRUYỀN LUẬT GIAO THÔNG")


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


def test_a_place_cut_in_two_lines_of_a_cell_is_whole() -> None:
    text = TABLE.replace("Đồng Nai, ngày", "Thành phố\nĐồng Nai, ngày")
    assert (header(text).place, "Thành phố\nĐồng Nai, ngày" in text) == ("Thành phố Đồng Nai", True)

"""The foot of a document: who signs, as what, and who receives it."""

from __future__ import annotations

import pytest

from ingest.load import parse
from tests.ingest.letterheads import BODY, JOINT, TABLE, header


def test_a_signature_laid_out_as_a_table_is_read() -> None:
    found = header(TABLE)
    assert found.recipients == ("Bộ Công an (để báo cáo)", "Thường trực Tỉnh ủy, HĐND tỉnh", "Lưu: VT")
    assert (found.signer, found.signer_position) == ("Trần Thị Lan", "Phó Chủ tịch")
    assert found.signing_authority == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"


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

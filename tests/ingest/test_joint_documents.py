"""Documents that bodies issue and sign together."""

from __future__ import annotations

import pytest

from ingest.load import parse
from tests.ingest.letterheads import BODY, JOINT, header

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

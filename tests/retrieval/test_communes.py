"""Whom people mean by "xã", "phường em" where a commune owes something, and by other short names of bodies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.bound import same_group
from retrieval.communes import COMMUNES, governing
from tests.retrieval.invented import Desk, desk_over, said

PLAN = """ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
Số: 61/KH-UBND
Lâm Đồng, ngày 04 tháng 3 năm 2026

KẾ HOẠCH
Gom rác nhựa lòng hồ năm 2026

I. NỘI DUNG
1. Kiện toàn Ban Chỉ đạo gom rác nhựa: Trưởng Ban Chỉ đạo là Giám đốc Sở Nông nghiệp và Môi trường.
II. TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân xã, phường
- Bố trí bãi tập kết rác.
- Định kỳ hằng năm (trước ngày 12 tháng 11) báo cáo Ủy ban nhân dân tỉnh.
2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh
Giám sát việc gom rác nhựa.
3. Sở Công Thương
Vận động siêu thị bớt túi ni lông.
4. Đề nghị Bộ Công Thương hỗ trợ máy ép rác.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Văn An
"""


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("lakes"), {"ho.txt": PLAN}) as desk:
        yield desk


@pytest.mark.parametrize(
    "question",
    [
        "Xã phải làm gì?",
        "xã tôi phải báo cáo ngày nào",
        "Xã phường nộp báo cáo khi nào?",
        "Kế hoạch ma túy mỗi năm các phường, xã phải báo cáo mấy lần",
        "phường em cần làm những việc gì",
        "Xã tôi ở Lâm Đồng phải làm gì?",
        "Xã phường Cần Thơ phải thống kê xong trước ngày nào?",
        "các xã của tỉnh An Giang phải làm gì",
    ],
)
def test_communes_that_owe_something_are_called_as_plans_address_them(question: str) -> None:
    assert COMMUNES.lower() in governing(question)


@pytest.mark.parametrize(
    "question",
    [
        "Xã Tân Hải phải làm gì?",
        "Công an xã phải làm gì?",
        "Chủ tịch xã phải làm gì?",
        "Báo cáo cho xã phải gửi khi nào?",
        "Hợp tác xã phải làm gì?",
        "Đảng ủy phường cần làm gì?",
        "Có bao nhiêu xã phải báo cáo?",
        "Người dân ở phường cần làm gì?",
        "Xã hội phải làm gì?",
        "Mỗi phường phải dẹp mấy tụ điểm?",
    ],
)
def test_other_words_with_a_commune_in_them_stay(question: str) -> None:
    assert governing(question) == question


@pytest.mark.parametrize("question", ["xã phải làm gì", "Phường em phải làm những gì?", "xa phuong phai lam gi"])
def test_what_communes_have_to_do_is_what_their_committees_have_to_do(lakes: Desk, question: str) -> None:
    told = said(lakes.ask(question))
    assert "Bố trí bãi tập kết rác" in told
    assert "siêu thị" not in told


@pytest.mark.parametrize(
    "question", ["xã phường báo cáo hằng năm hạn ngày nào", "moi nam xa phai bao cao truoc ngay nao"]
)
def test_when_communes_report_is_when_their_committees_do(lakes: Desk, question: str) -> None:
    assert "12 tháng 11" in said(lakes.ask(question))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Mặt trận Lâm Đồng được đề nghị làm gì?", "Giám sát việc gom rác nhựa"),
        ("mặt trận phải làm gì", "Giám sát việc gom rác nhựa"),
        ("bộ CT được đề nghị làm gì", "máy ép rác"),
        ("sở CT lo gì", "bớt túi ni lông"),
        ("trưởng BCĐ gom rác nhựa là ai", "Trưởng Ban Chỉ đạo là Giám đốc Sở Nông nghiệp và Môi trường"),
    ],
)
def test_bodies_and_offices_are_known_by_their_short_names(lakes: Desk, question: str, line: str) -> None:
    assert line in said(lakes.ask(question))


def test_the_signer_is_not_told_for_the_head_of_a_board(lakes: Desk) -> None:
    assert "Lê Văn An" not in said(lakes.ask("Trưởng Ban Chỉ đạo gom rác nhựa là ai?"))


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("Ủy ban nhân dân cấp xã", True),
        ("Ủy ban nhân dân các phường, xã, đặc khu", True),
        ("Ủy ban nhân dân tỉnh", False),
        ("Công an xã", False),
    ],
)
def test_communes_are_governed_by_their_committees_however_these_are_named(body: str, same: bool) -> None:
    assert same_group("Các xã, phường", body) is same

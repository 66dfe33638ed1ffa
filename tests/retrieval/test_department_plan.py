"""A department's plan with items called by their own words: conditions, papers, past results, and who is not in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.retrieval.invented import Desk, desk_over, said
from tests.retrieval.test_near_misses import PLAN as WEAVING

PLAN = """ỦY BAN NHÂN DÂN TỈNH SƠN LA
SỞ CÔNG THƯƠNG

Số: 57/CTr-SCT

Sơn La, ngày 09 tháng 02 năm 2026

CHƯƠNG TRÌNH HÀNH ĐỘNG

Phát triển chợ phiên vùng cao năm 2026

I. ĐÁNH GIÁ KẾT QUẢ NĂM 2025

Năm 2025 có 19 chợ mở lại. Tỷ lệ sạp có niêm yết giá đạt 61,5%.

II. CHỈ TIÊU

| TT | Việc | Đối tượng | Tỷ lệ |
|---|---|---|---|
| 1 | Niêm yết giá | Sạp | từ 85% trở lên |
| 2 | Lắp cân đối chứng | Chợ | từ 40% trở lên |

III. HỖ TRỢ TIỂU THƯƠNG

1. Mức vay: tối đa 70 triệu đồng; nhà có người tử vong do tai nạn trên đường ra chợ được hỗ trợ 12 triệu đồng.
2. Điều kiện: bán hàng tại chợ từ 10 tháng trở lên; chưa vay nguồn khác.
3. Hồ sơ gồm: đơn theo mẫu 02, ảnh chụp sạp.
4. Sạp kiểu mẫu gồm sạp rau, sạp vải và sạp nông cụ. Mỗi sạp kiểu mẫu có biển tên.
5. Ban hành nội quy sạp hàng: mỗi nhà không quá 03 gian, không dựng mái quá 04 mét.
6. Trước hạn trả nợ 20 ngày, tổ vay nhắn tin; quá hạn 45 ngày mà chưa trả thì ban quản lý chợ đến tận nhà đôn đốc.

IV. PHÂN CÔNG

| TT | Việc | Chủ trì | Phối hợp |
|---|---|---|---|
| 1 | Soạn nội quy chợ | Phòng Quản lý thương mại | Thanh tra Sở |
| 2 | Mở lớp cân đo | Trung tâm Khuyến công | Phòng Quản lý thương mại |

1. Phòng Quản lý thương mại: ra đề, chấm thi sạp văn minh cấp 2; công khai điểm.

2. Đề nghị Hội Nông dân tỉnh

Vận động 260 hội viên đăng ký sạp.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("cho"), {"cho-phien.txt": PLAN, "det-lanh.txt": WEAVING}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Tiểu thương cần đáp ứng gì mới được vay tiền bán hàng ở chợ?", "10 tháng trở lên"),
        ("Điều kiện vay của tiểu thương ở chợ thế nào?", "10 tháng trở lên"),
        ("Tiểu thương phải đạt tiêu chuẩn gì thì mới được hỗ trợ?", "10 tháng trở lên"),
        ("Tiểu thương xin hỗ trợ cần nộp những giấy tờ gì?", "ảnh chụp sạp"),
        ("Hồ sơ hỗ trợ tiểu thương gồm giấy tờ nào?", "ảnh chụp sạp"),
        ("Tiểu thương muốn được hỗ trợ thì chuẩn bị hồ sơ gì?", "ảnh chụp sạp"),
        ("tỷ lệ sạp niêm yết giá năm 2026 phải đạt bao nhiêu phần trăm", "85%"),
        ("Năm 2025 bao nhiêu phần trăm sạp có niêm yết giá?", "61,5%"),
        ("Nhà có người chết vì tai nạn được hỗ trợ bao nhiêu?", "12 triệu đồng"),
        ("Sạp hàng được mấy gian và dựng mái cao mấy mét?", "03 gian"),
        ("Tổ vay để quá hạn hơn tháng chưa trả thì ban quản lý chợ phải làm sao?", "đến tận nhà"),
        ("Quá hạn mà không nộp nợ thì ban quản lý chợ cần làm gì?", "đến tận nhà"),
        ("Phòng nào của Sở chịu trách nhiệm ra đề và chấm thi sạp văn minh cấp 2?", "Phòng Quản lý thương mại"),
        ("Chương trình chợ phiên của Sở Công Thương Sơn La số bao nhiêu?", "57/CTr-SCT"),
        ("Hội Nông dân tỉnh Sơn La phải vận động bao nhiêu hội viên đăng ký sạp?", "260 hội viên"),
    ],
)
def test_what_an_item_says_under_its_own_name_is_told(desk: Desk, question: str, told: str) -> None:
    assert told in said(desk.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "Hội Cựu chiến binh tỉnh Sơn La phải vận động bao nhiêu hội viên đăng ký sạp?",
        "Sở Y tế được hỗ trợ bao nhiêu tiền?",
        "Ngân hàng Chính sách xã hội cho tiểu thương vay tối đa bao nhiêu?",
        "Sở Du lịch mở lớp cân đo ở đâu?",
        "Sạp hàng rộng bao nhiêu mét vuông?",
        "Điểm chuẩn thi sạp văn minh cấp 2 là bao nhiêu?",
        "giải thưởng thi sạp văn minh",
    ],
)
def test_what_a_body_not_named_does_and_what_is_not_said_is_not_told(desk: Desk, question: str) -> None:
    assert not desk.ask(question).claims


@pytest.mark.parametrize(
    "question",
    [
        "Kể hết các đơn vị chủ trì trong bảng phân công chợ phiên",
        "Liệt kê các phòng chủ trì trong chương trình chợ phiên",
        "Nêu tên những đơn vị được giao chủ trì việc chợ phiên",
    ],
)
def test_those_who_lead_are_listed_where_all_of_them_are_asked_for(desk: Desk, question: str) -> None:
    told = [claim.lead.split(" — ")[0] for claim in desk.ask(question).claims]
    assert "Phòng Quản lý thương mại (chủ trì)" in told
    assert not any("phối hợp" in lead for lead in told)


@pytest.mark.parametrize(
    "question", ["Sạp kiểu mẫu gồm những loại nào?", "sạp kiểu mẫu gồm những gì", "Sạp kiểu mẫu bao gồm các sạp nào?"]
)
def test_what_a_thing_comprises_is_told_by_the_sentence_that_says_so(desk: Desk, question: str) -> None:
    (claim,) = desk.ask(question).claims
    assert "sạp rau, sạp vải và sạp nông cụ" in claim.text

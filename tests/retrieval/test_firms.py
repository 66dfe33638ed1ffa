"""A firm's union, its offices and its tables: whose duty is asked for, which week's, and under which conditions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.retrieval.invented import Desk, desk_over, said

FIRM = """CÔNG ĐOÀN NGÀNH CÔNG THƯƠNG TỈNH PHÚ THỌ
CÔNG ĐOÀN CƠ SỞ CÔNG TY CỔ PHẦN GIẤY LỬA HỒNG
Số: 09/KH-CĐCS
Phú Thọ, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Chăm lo đoàn viên năm 2026

I. MỤC TIÊU
1. Suất ăn ca không thấp hơn 30.000 đồng; 95% đoàn viên hài lòng.
2. Tổ giám sát bếp gồm 07 người: 02 đại diện Phòng Kỹ thuật, 05 thợ.
3. Ký 15 bản ghi nhớ giám sát bếp.
II. CHÍNH SÁCH
1. Vay vốn làm nhà
a) Mức vay 40 triệu đồng một nhà, trả trong 36 tháng.
b) Điều kiện: có giấy tờ đất, đã là đoàn viên từ 24 tháng.
2. Học nghề
a) Mỗi khóa 20 người, hỗ trợ 2 triệu đồng.
b) Tiêu chuẩn: dưới 40 tuổi, được tổ trưởng giới thiệu.
III. CHỈ TIÊU TỪNG MẢNG

Nội dung | Mức 2025 | Mức 2026 | Cơ quan theo dõi
Nhà xưởng có quạt thông gió | 58% | 75% | Ban Tuyên giáo, Giáo dục và Đào tạo nghề
Đoàn viên được khám mắt | 70% | 85% | Ban Nữ công

IV. PHÂN CÔNG
1. Phòng Tổ chức - Hành chính Công ty: cấp danh sách lao động cho công đoàn trước ngày 05/3/2026; bố trí phòng họp.
2. Công đoàn bộ phận: thăm nhà trọ, mỗi quý 10 lượt.
"""
OTHER = """ỦY BAN NHÂN DÂN
XÃ BẢN NGUYÊN
Số: 4/KH-UBND
Bản Nguyên, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Tổ chức bữa ăn bán trú năm 2026

I. MỨC ĂN
Mỗi suất ăn 28.000 đồng, thu theo tháng.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("giay"), {"giay.txt": FIRM, "an.txt": OTHER}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Suất cơm ca ở công ty Lửa Hồng tối thiểu bao nhiêu tiền?", "30.000 đồng"),
        ("cong ty giay lua hong moi suat an ca bao nhieu tien", "30.000 đồng"),
        ("Phòng hành chính công ty Lửa Hồng phải cấp những gì cho công đoàn?", "danh sách lao động"),
        ("Tổ giám sát bếp công ty Lửa Hồng gồm mấy người?", "07 người"),
        ("Muốn vay vốn làm nhà thì đoàn viên phải đáp ứng gì?", "giấy tờ đất"),
        ("Vay vốn làm nhà cần thỏa mãn điều kiện gì?", "giấy tờ đất"),
        ("Đi học nghề thì đoàn viên phải đạt tiêu chuẩn gì?", "dưới 40 tuổi"),
        ("Đoàn viên được khám mắt năm 2026 phải đạt bao nhiêu %?", "85%"),
    ],
)
def test_what_is_asked_of_a_firm_is_told_from_its_own_plan(desk: Desk, question: str, told: str) -> None:
    answer = said(desk.ask(question))
    assert told in answer
    assert "KH 9/KH-CĐCS" in answer or "KH 09/KH-CĐCS" in answer


@pytest.mark.parametrize(
    "question",
    [
        "Thợ qua đào tạo nghề năm 2026 phải đạt bao nhiêu %?",  # a word of the body that sees to another matter
        "Suất cơm ca ở công ty Sao Nam bao nhiêu tiền?",
        "Hỗ trợ tiền điện cho nhà trọ đoàn viên mỗi tháng bao nhiêu?",
    ],
)
def test_what_only_a_name_beside_it_says_is_not_told(desk: Desk, question: str) -> None:
    assert not any(figure in said(desk.ask(question)) for figure in ("75%", "30.000", "40 triệu"))


@pytest.mark.parametrize(
    "question",
    [
        "Phòng hành chính công ty Lửa Hồng phải cấp những gì cho công đoàn?",
        "Phòng hành chính công ty Lửa Hồng cần bố trí gì cho công đoàn?",
        "Phòng hành chính của công ty Lửa Hồng có trách nhiệm cấp gì cho công đoàn?",
    ],
)
def test_whom_a_duty_serves_is_not_asked_for_his_own(desk: Desk, question: str) -> None:
    assert "thăm nhà trọ" not in said(desk.ask(question))

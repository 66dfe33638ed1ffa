"""Whom a sum is for and what for."""

from __future__ import annotations

import pytest

from retrieval.asked_sums import is_a_total, of_another_recipient

WATCH = "Người trực chòi canh được bồi dưỡng 300.000 đồng/ngày đêm"
MOTHERS = "Cán bộ nữ đang nuôi con dưới 36 tháng tuổi đi học được hỗ trợ 1.500.000 đồng/tháng"
ROOFS = "gia đình có người chết được hỗ trợ 25 triệu đồng, nhà sập hoàn toàn được hỗ trợ 60 triệu đồng"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Dân quân đi chữa cháy ở Lâm Đồng được bồi dưỡng bao nhiêu một ngày?", WATCH),
        ("Cán bộ nữ là người dân tộc thiểu số khi đi học được hỗ trợ bao nhiêu?", MOTHERS),
        (
            "Cán bộ nữ là người dân tộc thiểu số khi đi học được hỗ trợ thêm bao nhiêu?",
            f"{MOTHERS}, từng cán bộ",
        ),
        ("Gia đình thuộc diện chính sách được hỗ trợ bao nhiêu?", ROOFS),
        ("Người bị khuyết tật nặng được bồi dưỡng bao nhiêu?", WATCH),
        ("Nhà bị tốc mái do bão được hỗ trợ bao nhiêu tiền?", ROOFS),
        ("Cộng tác viên dân số được phụ cấp bao nhiêu?", WATCH),
    ],
)
def test_what_another_gets_is_no_answer(asked: str, said: str) -> None:
    assert of_another_recipient(asked, said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Người trực chòi canh được bồi dưỡng bao nhiêu?", WATCH),
        ("Cán bộ nữ nuôi con nhỏ ở Quảng Trị được hỗ trợ bao nhiêu?", MOTHERS),
        ("Trường hợp này được hỗ trợ bao nhiêu tiền?", ROOFS),
        ("Gia đình thuộc loại có người chết được hỗ trợ bao nhiêu?", ROOFS),
        ("Dân quân phải làm gì?", WATCH),
        ("Gia đình có người chết vì lũ quét ban đêm được hỗ trợ bao nhiêu?", ROOFS),
    ],
)
def test_who_is_named_by_most_words_or_not_at_all_may_be_meant(asked: str, said: str) -> None:
    assert not of_another_recipient(asked, said)


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("Nhà trường chi bao nhiêu tiền lắp camera?", "Kinh phí dự kiến 18 triệu đồng từ nguồn chi thường xuyên"),
        ("tiền công thợ hồ một ngày", "Kinh phí: 48.000.000 đồng, ngân sách xã 30.000.000 đồng"),
        ("giá thuê loa một buổi", "2. Tổng kinh phí: 20 triệu đồng"),
        ("In tờ rơi hết bao nhiêu?", "Dự toán 35.000.000 đồng"),
    ],
)
def test_what_all_costs_is_no_price_of_one_thing(asked: str, total: str) -> None:
    assert is_a_total(asked, total, total)


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("Kế hoạch tốn bao nhiêu tiền?", "Kinh phí: 48.000.000 đồng"),
        ("Kinh phí lắp camera hết bao nhiêu?", "Kinh phí dự kiến 18 triệu đồng"),
        ("Lắp camera hết bao nhiêu?", "Kinh phí lắp camera: 18 triệu đồng"),
        ("Lắp camera hết bao nhiêu?", "Lắp 12 camera, kinh phí 18 triệu đồng"),
        ("Tiền lấy từ nguồn nào?", "Kinh phí: ngân sách xã"),
    ],
)
def test_what_all_costs_answers_for_all_and_for_what_it_names(asked: str, total: str) -> None:
    assert not is_a_total(asked, total, total)

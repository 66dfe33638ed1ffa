"""Money by whom it is for, in the unit its table is in, in all; the row of a table that has the most."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from plans.text import squeeze
from retrieval.assistant import Assistant
from retrieval.catalogue import Entry
from retrieval.library import Library
from retrieval.per_unit import of_another_unit
from retrieval.settings import Settings
from retrieval.topic import topic_of
from retrieval.write_most import Asked
from tests.retrieval.invented import Desk

ORCHARDS = """ỦY BAN NHÂN DÂN XÃ TÂN HỘI
Số: 64/KH-UBND

Tân Hội, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Cải tạo vườn tạp xã Tân Hội năm 2026 - 2027

I. HỖ TRỢ
1. Học viên lớp ghép cây được phát kéo; tiền ăn 70.000 đồng/ngày.
2. Lớp ghép cây mở tại nhà văn hóa; mỗi tổ có từ 12 hộ trở lên, mức hỗ trợ 90 triệu đồng/tổ.
3. Tổng kinh phí cải tạo vườn là 640 triệu đồng, gồm ngân sách xã 400 triệu đồng, dân góp 240 triệu đồng.
4. Hộ nghèo được cấp 6 m3 nước tưới mỗi tháng; lắp 35 đồng hồ nước cho hộ nghèo.
II. CHỈ TIÊU GIAO
| TT | Ấp | Vườn cải tạo (ha) | Số giếng khoan | Trưởng ấp |
|---|---|---|---|---|
| 1 | Gò Sao | 14 | 3 | Lê Văn Bé |
| 2 | Rạch Cỏ | 9,5 | 11 | Phan Thị Út |
| 3 | Bàu Lớn | 21 | 5 | Ngô Văn Tám |
| | Tổng cộng | 44,5 | 19 | |
III. DỰ TOÁN
Đơn vị tính: nghìn đồng
| TT | Khoản chi | Thành tiền |
|---|---|---|
| 1 | In tờ rơi ghép cây | 7.500 |
| 2 | Thuê xe tham quan | 12.000 |
IV. PHÂN CÔNG
| Việc | Chủ trì | Phối hợp | Thời hạn |
|---|---|---|---|
| Đào hố ủ phân | Hội Nông dân xã | Đoàn Thanh niên xã | Tháng 5/2026 |
V. KINH PHÍ THEO NĂM
Năm | Ngân sách tỉnh | Ngân sách xã | Tổng kinh phí
2026 | 310 triệu đồng | 150 triệu đồng | 460 triệu đồng
2027 | 90 triệu đồng | 250 triệu đồng | 340 triệu đồng
"""
BOATS = """ỦY BAN NHÂN DÂN XÃ TÂN HỘI
Số: 90/KH-UBND

Tân Hội, ngày 05 tháng 01 năm 2028

KẾ HOẠCH
Sửa thuyền xã Tân Hội năm 2028

I. CHỈ TIÊU
Chỉ tiêu | Kết quả năm 2026 | Kế hoạch năm 2028
Số thuyền được sửa | 17 | 40
Tổng số | 17 | 40
"""


@pytest.fixture(scope="module")
def orchards(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("orchards")))
    for name, text in (("vuon.txt", ORCHARDS), ("thuyen.txt", BOATS)):
        plan = parse(text, name)
        library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def told(desk, question):
    return [squeeze(claim.shown) for claim in desk.ask(question).claims]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        (
            "Ấp nào cải tạo nhiều vườn nhất?",
            "| 3 | Bàu Lớn | 21 | 5 | Ngô Văn Tám | (nhiều nhất ở cột «Vườn cải tạo (ha)»)",
        ),
        ("thôn nào khoan ít giếng nhất", "| 1 | Gò Sao | 14 | 3 | Lê Văn Bé | (ít nhất ở cột «Số giếng khoan»)"),
    ],
)
def test_the_row_with_the_most_is_found_in_the_column_asked_for_and_no_total_is_one(orchards, question, row):
    (most,) = told(orchards, question)
    assert most.endswith(row)


def test_of_two_rows_that_are_named_both_are_told_the_larger_first(orchards):
    first, second = told(orchards, "Giữa Gò Sao với Rạch Cỏ, ấp nào khoan nhiều giếng hơn?")
    assert first.endswith("| Rạch Cỏ | 9,5 | 11 | Phan Thị Út | (nhiều hơn ở cột «Số giếng khoan»)")
    assert "Gò Sao" in second


def test_a_question_for_no_extreme_of_rows_is_none():
    assert Asked.of("Ấp nào cải tạo vườn?") is None
    assert Asked.of("Vườn nào được chọn, hạn chậm nhất khi nào?") is None


def test_a_row_is_told_with_the_unit_of_its_table(orchards):
    assert told(orchards, "Thuê xe tham quan hết bao nhiêu tiền?") == [
        "| 2 | Thuê xe tham quan | 12.000 | (Đơn vị tính: nghìn đồng)"
    ]


def test_what_a_plan_costs_in_all_is_its_total_not_a_part(orchards):
    (total,) = told(orchards, "Tổng tiền cải tạo vườn tạp là bao nhiêu, lấy từ nguồn nào?")
    assert total.startswith("3. Tổng kinh phí cải tạo vườn là 640 triệu đồng, gồm ngân sách xã 400 triệu đồng")


def test_a_total_of_what_is_no_money_is_no_sum(orchards):
    assert not [line for line in told(orchards, "Tổng kinh phí sửa thuyền là bao nhiêu?") if "Tổng số" in line]


def test_a_sum_is_told_by_the_clause_beside_it_that_says_what_for(orchards):
    (meal,) = told(orchards, "Đi học lớp ghép cây được bao nhiêu tiền ăn?")
    assert meal.endswith("tiền ăn 70.000 đồng/ngày")


@pytest.mark.parametrize(
    ("asked", "quote", "other"),
    [
        ("mỗi căn nhà được bao nhiêu", "hỗ trợ 800 triệu đồng/dự án", True),
        ("mỗi cháu được chi bao nhiêu", "bảo đảm 450.000 đồng/em", False),
        ("mỗi hộ được bao nhiêu", "mỗi hộ 5 triệu đồng/mô hình", False),
        ("mỗi hộ được bao nhiêu", "hỗ trợ 5 triệu đồng", False),
    ],
)
def test_a_sum_for_each_of_another_kind_of_thing_is_none(asked, quote, other):
    assert of_another_unit(asked, quote) is other


def test_a_plan_for_few_years_is_of_each_of_them(orchards):
    plan = orchards.plan("vuon.txt")
    assert Entry(1, plan.id, plan.file, plan.header, 1).years == {2026, 2027}


def test_what_money_is_for_is_part_of_the_subject():
    assert topic_of("Học viên được bao nhiêu tiền ăn?", (), "target")[-1] == "ăn"
    assert topic_of("Học viên được bao nhiêu tiền?", (), "target") == ("học", "viên")
    assert topic_of("Mỗi hộ góp mấy triệu đồng?", (), "target") == ("hộ", "góp")


def test_a_total_of_all_years_is_none_of_one_year(orchards):
    (total,) = told(orchards, "Tổng kinh phí cải tạo vườn tạp năm 2027 là bao nhiêu?")
    assert total == "2027 | 90 triệu đồng | 250 triệu đồng | 340 triệu đồng"


def test_a_row_is_found_by_its_year_and_its_column_below_the_title(orchards):
    assert told(orchards, "Năm 2027 ngân sách tỉnh dành bao nhiêu triệu cho cải tạo vườn tạp?") == [
        "2027 | 90 triệu đồng | 250 triệu đồng | 340 triệu đồng"
    ]


def test_a_unit_is_met_under_the_name_people_give_it(orchards):
    (water,) = told(orchards, "hộ nghèo được cấp bao nhiêu khối nước tưới")
    assert "6 m3 nước tưới" in water


def test_water_meters_are_no_money(orchards):
    assert told(orchards, "Lắp đồng hồ nước cho hộ nghèo hết bao nhiêu tiền?") == []


def test_with_whom_a_task_is_done_is_told_by_its_row(orchards):
    assert told(orchards, "Hội Nông dân xã đào hố ủ phân cùng với những đơn vị nào?") == [
        "| Đào hố ủ phân | Hội Nông dân xã | Đoàn Thanh niên xã | Tháng 5/2026 |"
    ]


def test_what_no_plan_of_a_year_tells_is_told_by_one_that_prints_the_year(orchards):
    (row,) = told(orchards, "Năm 2026 số thuyền được sửa là bao nhiêu?")
    assert row.startswith("Số thuyền được sửa | 17")
    assert told(orchards, "Năm 2026 đóng mới bao nhiêu phà?") == []


def test_money_is_asked_for_in_few_words_too(orchards):
    (meal,) = told(orchards, "tiền ăn lớp ghép cây một ngày")
    assert "70.000 đồng/ngày" in meal


def test_who_has_an_office_is_told_by_the_row_that_names_the_place_and_the_person(orchards):
    (row,) = told(orchards, "Ai là trưởng ấp Bàu Lớn?")
    assert row.endswith("Ngô Văn Tám |")
    assert told(orchards, "Ai là trưởng ấp Bàu Nhỏ?") == []

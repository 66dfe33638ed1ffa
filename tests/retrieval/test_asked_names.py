"""What a question names is what an answer is of: a place, a short form, a school year, whom a sum is for."""

from __future__ import annotations

import pytest

from retrieval.asked_names import is_of_all_places, leaves_out_short_form, of_another_place, of_other_years


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("Hội Nông dân huyện Hiệp Hòa vận động bao nhiêu?", "huyện Lục Ngạn và huyện Yên Thế vận động 400 triệu đồng"),
        ("Vườn quốc gia Cát Tiên lắp mấy camera?", "Lắp 24 camera tại Vườn Quốc gia Bidoup"),
        ("Bản Nà Lốc thu mấy tấn?", "bản Huổi Cáy thu 12 tấn"),
        ("Phường Hải Tân họp ngày nào?", "xã Gia Phúc họp ngày 05/6"),
    ],
)
def test_what_is_told_of_another_place_of_the_level_is_no_answer(asked: str, quote: str) -> None:
    assert of_another_place(asked, quote, quote)
    assert not of_another_place(asked, quote, f"{asked}\n{quote}")


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("Bản Nà Lốc thu mấy tấn?", "huyện Mường La thu 12 tấn"),
        ("Xã nào thu 12 tấn?", "xã Chiềng Lao thu 12 tấn"),
        ("ban na loc thu may tan", "bản Huổi Cáy thu 12 tấn"),
    ],
)
def test_places_of_other_levels_and_those_without_a_name_set_nothing_apart(asked: str, quote: str) -> None:
    assert not of_another_place(asked, quote, quote)


ALL = "Xây mới 148 căn nhà cho hội viên nghèo"


@pytest.mark.parametrize(
    "asked",
    [
        "Huyện Chợ Lách được giao xây mới mấy căn nhà?",
        "Hội Cựu chiến binh xã An Thới xây bao nhiêu căn nhà?",
        "UBND phường Phú Tân phải xây mấy căn nhà?",
    ],
)
def test_so_many_in_all_is_not_so_many_of_one_place(asked: str) -> None:
    assert is_of_all_places(asked, ALL, ALL)
    assert not is_of_all_places(asked, ALL, f"{asked}\n{ALL}")


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        ("Huyện Chợ Lách xây mấy căn nhà?", "Mỗi huyện xây mới 10 căn nhà"),
        ("Xã An Thới xây mấy căn nhà?", "Xây mới 10 căn/xã"),
        ("Huyện Chợ Lách phải báo cáo trong mấy ngày?", "Báo cáo trong 05 ngày"),
        ("Xây mới mấy căn nhà trong cả đợt này cho hội viên ở huyện Chợ Lách?", ALL),
    ],
)
def test_what_each_place_gets_and_limits_of_time_hold_for_every_place(asked: str, quote: str) -> None:
    assert not is_of_all_places(asked, quote, quote)


@pytest.mark.parametrize("asked", ["Mấy liều vắc xin HPV?", "Có mấy máy MRI?", "Quỹ GIZ cấp bao nhiêu?"])
def test_letters_of_no_office_must_be_printed_or_spelt_out(asked: str) -> None:
    assert leaves_out_short_form(asked, "Tỷ lệ tiêm đủ liều vắc xin uốn ván đạt 88%")
    assert not leaves_out_short_form(asked, asked)


@pytest.mark.parametrize("asked", ["UBND làm gì?", "Đợt III có gì?", "KH CĐS có gì?", "MẤY LIỀU VẮC XIN"])
def test_short_forms_of_offices_numbers_and_a_shouted_question_ask_for_no_letters(asked: str) -> None:
    assert not leaves_out_short_form(asked, "Tiêm đủ liều vắc xin")


def test_letters_are_told_by_the_words_they_begin() -> None:
    assert not leaves_out_short_form("Mô hình TQCC có mấy điểm?", "mô hình tự quản cộng cồng có 5 điểm")


@pytest.mark.parametrize("asked", ["Năm học 2027-2028 giảm mấy vụ?", "nam hoc 2027 2028 giam", "giai đoạn 2026 – 2028"])
def test_a_school_year_ends_in_the_year_a_plan_prints(asked: str) -> None:
    assert of_other_years(asked, "năm học 2026 - 2027")
    assert not of_other_years(asked, "năm học 2027 - 2028")

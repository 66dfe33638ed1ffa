from __future__ import annotations

import pytest

from retrieval.phrases import expected
from retrieval.restore import Restorer

RESTORER = Restorer.load()


def test_the_words_of_a_name_are_expected_where_it_stands() -> None:
    assert expected(["viec", "cua", "so", "y", "te"]) == {2: "sở", 3: "y", 4: "tế"}


def test_the_levels_after_a_name_belong_to_it() -> None:
    assert expected(["ubnd", "cac", "xa"])[2] == "xã"
    assert expected(["cong", "an", "thanh", "pho"])[3] == "phố"


def test_words_that_are_no_name_are_not_expected() -> None:
    assert expected(["bao", "nhieu", "so"]) == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("han cua so xay dung", "hạn của sở xây dựng"),
        ("nhiem vu cua so ldtbxh", "nhiệm vụ của sở ldtbxh"),
        ("ke hoach so y te thanh hoa", "kế hoạch sở y tế thanh hóa"),
        ("ai ky cong van so 12", "ai ký công văn số 12"),
        ("nop den thang may", "nộp đến tháng mấy"),
        ("lap theo chi thi so may", "lập theo chỉ thị số mấy"),
        ("to trinh so may cua so y te", "tờ trình số mấy của sở y tế"),
        ("phat theo dieu may cua luat", "phạt theo điều mấy của luật"),
        ("vay von toi da may trieu", "vay vốn tối đa mấy triệu"),
        ("toi thieu may gam", "tối thiểu mấy gam"),
        ("moi ho dong bao nhieu", "mỗi hộ đóng bao nhiêu"),
        ("gui quy may", "gửi quý mấy"),
        ("gui sau bao nhieu ngay", "gửi sau bao nhiêu ngày"),
        ("viec cua ban vi su tien bo cua phu nu", "việc của ban vì sự tiến bộ của phụ nữ"),
        ("bao cao cua ubnd xa o vinh long", "báo cáo của ubnd xã ở vĩnh long"),
        ("ke hoach so may", "kế hoạch số mấy"),
        ("ghi tai quyet dinh so may", "ghi tại quyết định số mấy"),
    ],
)
def test_a_name_wins_over_commoner_words(typed: str, meant: str) -> None:
    assert RESTORER.restore(typed).text == meant

"""Names of one body that differ in a place or a legal form."""

import pytest

from plans.agencies import same_agency


@pytest.mark.parametrize(
    ("asked", "stated", "same"),
    [
        ("Chi cục Kiểm lâm Lâm Đồng", "Chi cục Kiểm lâm", True),
        ("Chi cục Kiểm lâm Lâm Đồng", "Chi cục Kiểm lâm Hà Tĩnh", False),
        ("Công ty Thoát nước Hải Phòng", "Công ty TNHH MTV Thoát nước Hải Phòng", True),
        ("Trường Đại học Huế", "Trường Đại học Đà Nẵng", False),
        ("Báo Cà Mau", "Báo Thái Bình", False),
        ("Ngành Công Thương", "Bộ Công Thương", True),
        ("Ngành Công Thương", "Bộ Tài chính", False),
        ("Sở Công Thương", "Bộ Công Thương", False),
    ],
)
def test_a_place_or_a_legal_form_left_out_makes_no_other_body(asked: str, stated: str, same: bool) -> None:
    assert same_agency(asked, stated) is same

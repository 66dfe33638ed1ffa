from __future__ import annotations

import pytest

from plans.glossary import defined, spelled_out


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("bệnh tay chân miệng (sau đây viết tắt là TCM)", "TCM", "tay chân miệng"),
        ("sốt xuất huyết Dengue (SXHD) năm nay", "SXHD", "sốt xuất huyết Dengue"),
        ('Đoàn viên ưu tú (sau đây gọi tắt là "ĐVƯT")', "ĐVƯT", "Đoàn viên ưu tú"),
        ("thủ tục hành chính (được gọi chung là: TTHC)", "TTHC", "thủ tục hành chính"),
        ("vận hành hồ sơ sức khỏe (sau đây viết tắt là PHR)", "PHR", "hồ sơ sức khỏe"),
    ],
)
def test_a_short_form_is_learnt_from_the_words_whose_initials_it_is_or_that_are_said_to_be_it(
    text: str, short: str, long: str
) -> None:
    assert defined(text) == ((short, long),)


@pytest.mark.parametrize("text", ["Bộ Chính trị (sau đây gọi là Nghị quyết 57)", "xã Phú Thành (VNEID)", "", "(NCT)"])
def test_what_is_no_row_of_initials_is_no_short_form(text: str) -> None:
    assert defined(text) == ()


def test_a_part_is_read_with_the_long_form_after_the_short_one() -> None:
    text = "Người cao tuổi (NCT) là người từ đủ 60 tuổi. 80% NCT được khám; UNCT thì không."
    assert spelled_out("80% NCT được khám; UNCT", text) == "80% NCT Người cao tuổi được khám; UNCT"
    assert spelled_out("80% NCT", "không định nghĩa") == "80% NCT"

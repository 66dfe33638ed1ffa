from __future__ import annotations

import pytest

from plans.abbreviations import words
from plans.naming import listed_stem_at, name_openings, next_field_at, spellings, stem_at
from plans.text import fold


def grammar(text: str) -> str:
    stem, _ = stem_at(words(text), 0)
    return stem.name if stem else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chi cục Hải quan thực hiện", "Chi cục Hải quan"),
        ("Trung tâm Chuyển đổi số Thành phố", "Trung tâm Chuyển đổi số"),
        ("Công ty Thoát nước Hải Phòng gửi báo cáo", "Công ty Thoát nước Hải Phòng"),
        ("Phòng Hạ tầng kỹ thuật phải báo cáo", "Phòng Hạ tầng kỹ thuật"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("SỞ KINH TẾ", "Sở kinh tế"),
    ],
)
def test_capitals_tell_where_an_unlisted_name_ends(text: str, name: str) -> None:
    assert grammar(text) == name


@pytest.mark.parametrize("text", ["Bộ Luật Lao động", "Ban hành kế hoạch", "HỘI CHỦ NGHĨA", "Sở", "trung tâm Huyện"])
def test_other_capitals_are_no_name(text: str) -> None:
    assert grammar(text) == ""


def test_the_longest_listed_name_is_taken() -> None:
    stem, size = listed_stem_at(words("Ban Tuyên giáo và Dân vận Tỉnh ủy"), 0, folded=False)
    assert stem is not None
    assert (stem.name, size) == ("Ban Tuyên giáo và Dân vận", 6)


def test_a_field_belongs_to_its_head() -> None:
    found = words("Công an")
    assert next_field_at(found, 0, "Bộ", folded=False)[1] == 2
    assert next_field_at(found, 0, "Sở", folded=False)[1] == 0


def test_every_spelling_is_read_as_a_name() -> None:
    unread = [s for s in spellings() if listed_stem_at(words(s), 0, folded=False)[1] < len(words(s))]
    assert unread == []


@pytest.mark.parametrize("folded", [False, True])
def test_every_spelling_begins_as_names_do(folded: bool) -> None:
    begin = name_openings(folded, capital=False)
    forms = [[fold(word.form) if folded else word.form for word in words(spelling)] for spelling in spellings()]
    assert [one for one in forms if (after := begin.get(one[0], ())) is not None and one[1] not in after] == []


def test_only_a_capital_opens_a_name_that_grammar_reads() -> None:
    assert name_openings(folded=False, capital=True)["bảo"] is not None
    assert "tàng" in (name_openings(folded=False, capital=True)["bảo"] or ())
    assert "tàng" not in (name_openings(folded=False, capital=False)["bảo"] or ())


def test_no_verb_is_the_second_half_of_a_number() -> None:
    assert grammar("Chi cục Kiểm lâm Vùng XII được giao rừng") == "Chi cục Kiểm lâm Vùng XII"

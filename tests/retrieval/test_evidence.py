"""How much of a subject a text speaks of: rare words weigh more, and only beside their neighbours."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.evidence import ALONE, Weigher, Words, folded

TEXTS = [
    "Nạo vét kênh mương trước mùa mưa",
    "Cắt tỉa cây xanh trước mùa mưa",
    "Sở Xây dựng kiểm tra cây xanh",
    "Tưới cây trong công viên",
]


def over(texts):
    """Weigh by how many of `texts` have a syllable."""
    return Weigher(len(texts), Counter(word for text in texts for word in set(folded(text))).__getitem__)


WEIGHER = over(TEXTS)


def test_a_text_that_says_all_of_the_subject_covers_it():
    assert WEIGHER.coverage(("nạo", "vét", "kênh", "mương"), TEXTS[0]) == pytest.approx(1.0)


def test_marks_and_case_do_not_matter():
    assert WEIGHER.coverage(("nao", "vet"), "NẠO VÉT") == pytest.approx(1.0)


def test_a_rare_word_weighs_more_than_a_common_one():
    assert WEIGHER.weight("cay") < WEIGHER.weight("muong") <= WEIGHER.weight("nowhere")


def test_a_word_without_its_neighbour_counts_little():
    assert WEIGHER.coverage(("cây", "xanh"), "cây cầu sơn màu xanh") == pytest.approx(ALONE)


def test_a_word_that_is_no_syllable_counts_alone():
    assert WEIGHER.coverage(("HIV",), "phòng, chống HIV") == pytest.approx(1.0)
    assert WEIGHER.coverage(("phòng", "HIV"), "thuốc HIV") > ALONE


def test_another_order_is_another_phrase():
    assert WEIGHER.coverage(("đường", "sắt"), "sắt làm đường") < WEIGHER.coverage(("đường", "sắt"), "đường sắt")


def test_an_abbreviation_and_its_words_meet():
    assert WEIGHER.coverage(("ubnd",), "Ủy ban nhân dân xã") == pytest.approx(1.0)
    assert folded("UBND")[:2] == ["uy", "ban"]


def test_no_subject_is_covered_by_nothing():
    assert WEIGHER.coverage((), TEXTS[0]) == 0.0


def test_places_tell_how_near_two_words_stand():
    words = Words.of("một hai ba bốn năm")
    assert words.near("mot", "bon")
    assert not words.near("mot", "nam")
    assert not words.near("hai", "mot")


def test_what_a_title_does_not_say_of_a_subject_is_left_to_look_for():
    assert WEIGHER.residue(("sửa", "đê", "nạo", "vét"), "Kế hoạch nạo vét kênh") == ("sua", "de")
    assert WEIGHER.residue(("nạo", "vét"), "Kế hoạch nạo vét kênh") == ()
    assert WEIGHER.residue(("nạo", "vét"), "Trồng rừng") == ("nao", "vet")


def test_a_word_that_weighs_little_beside_the_title_is_not_looked_for():
    assert WEIGHER.residue(("cây", "nạo", "vét", "kênh", "mương"), "Nạo vét kênh mương") == ()


def test_a_subject_of_common_words_only_is_nothing_to_look_for():
    common = over(["không một ai"] * 50)
    assert not common.tells(("không",))
    assert common.tells(("vạn", "tuế"))
    assert not common.tells(())


def test_no_texts_weigh_every_word_alike():
    empty = over(())
    assert empty.weight("a") == empty.weight("b") > 0


_lines = st.text("abcđê ưnhX 12", max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.lists(_lines, max_size=4), _lines, _lines)
def test_coverage_is_a_share_and_more_text_never_lowers_it(texts, subject, text):
    weigher, topic = over(texts), tuple(subject.split())
    some, more = weigher.coverage(topic, text), weigher.coverage(topic, f"{text} {subject}")
    assert -1e-9 <= some <= more + 1e-9 <= 1 + 2e-9


@pytest.mark.parametrize(
    ("text", "said"),
    [("Đại hội lần thứ XIV của Đảng", True), ("Đại hội lần thứ XIII", False), ("Đại hội xử lý 14 vụ", True)],
)
def test_a_numeral_is_the_figure_it_writes(text, said):
    assert Words.of(text).prints("14") is said


def test_a_syllable_that_looks_like_a_numeral_is_none():
    assert not Words.of("vi phạm, xi măng").prints("6")
    assert not Words.of("vi phạm, xi măng").prints("11")


@pytest.mark.parametrize(("text", "enough"), [("Đợt 02 nạo vét kênh", True), ("Đợt 1 nạo vét kênh", False)])
def test_an_ordinal_asked_for_must_be_printed(text, enough):
    assert (WEIGHER.coverage(("nạo", "vét", "kênh", "đợt", "2"), text) > 0.62) == enough


def test_what_a_heading_leaves_unsaid_is_all_that_is_left_to_say():
    assert WEIGHER.unsaid(("chủ", "đề", "nạo", "vét"), "III. Nạo vét") == ("chu", "de")


def test_what_people_say_and_what_offices_write_meet():
    assert WEIGHER.coverage(("kinh", "phí"), "không nhận tiền") == pytest.approx(1.0)

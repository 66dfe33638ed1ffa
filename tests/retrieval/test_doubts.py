from __future__ import annotations

import pytest

from retrieval.bigrams import START, Bigrams, shipped
from retrieval.doubts import Place, mended

OWN = ["Tỉnh Trà Vinh ban hành kế hoạch của tỉnh.", "Hạn báo cáo kế hoạch của tỉnh Trà Vinh."] * 4
BIGRAMS = Bigrams.join(shipped(), OWN, 3)


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        (Place("kế", "hạch", "của"), "hoạch"),
        (Place("trà", "vihn", "ban", named=True), "vinh"),
        (Place("báo", "cóa", "là"), "cáo"),
        (Place(START, "nhữgn", "việc", named=True), "những"),
        (Place("ký", "quết", "định", named=True), "quyết"),
        (Place(START, "lin", "đoàn", named=True), "liên"),
        (Place("như", "thê", "nào"), "thế"),
    ],
)
def test_neighbours_tell_which_word_was_meant(place: Place, meant: str) -> None:
    assert mended(place, BIGRAMS) == meant


@pytest.mark.parametrize(
    "place",
    [
        Place("kế", "hoạch", "của"),
        Place("rơ", "mah", "thanh", named=True),
        Place("bà", "nga", "thu", named=True),
        Place("anh", "lin", "đoàn", named=True),
        Place("hóa", "thạch"),
        Place("mặt", "tận", "nơi"),  # "mặt trận" is frequent, "trận nơi" was never counted
        Place("thang", "đo", "được"),
        Place("cho", "răng"),
        Place("mục", "iv", "2"),
        Place("hỏi", "ban", "tôi"),  # the office one works in, though "hỏi bạn" and "bạn tôi" are frequent
        Place("", "a", "b"),
    ],
)
def test_a_word_no_evidence_speaks_against_stays(place: Place) -> None:
    assert mended(place, BIGRAMS) == place.word


def test_a_pair_that_was_ever_counted_is_no_slip() -> None:
    place = Place("kế", "hạch", "của")
    assert mended(place, Bigrams.join(shipped(), [*OWN, "Kế hạch lạ."], 3)) == "hạch"


def test_a_whole_word_is_not_taken_for_one_with_another_letter() -> None:
    assert mended(Place("con", "sứa", "có"), BIGRAMS) == "sứa"

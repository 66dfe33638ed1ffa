"""Words near in meaning: evidence where nothing says what is asked in its own words, and less than those."""

from __future__ import annotations

from importlib.resources import files

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.evidence import Weigher
from retrieval.library import Library
from retrieval.related import fields_in
from retrieval.settings import Settings
from tests.retrieval.invented import AS_OF, said

EXACT, WIDE = Weigher(9, lambda _: 1), Weigher(9, lambda _: 1, related=0.6)
APART = ("tăng/giảm", "nghèo/giàu", "chủ trì/phối hợp", "vay/cho vay", "học sinh/sinh viên", "mua/bán", "khen/phạt")
PLAN = parse(
    """ỦY BAN NHÂN DÂN TỈNH GIA LAI
Số: 62/KH-UBND
Gia Lai, ngày 02 tháng 4 năm 2025

KẾ HOẠCH
Nước sạch và vệ sinh nông thôn trên địa bàn huyện Krông Pa

I. NHIỆM VỤ
1. Giếng khoan bị nhiễm mặn, nhiễm phèn được lấy mẫu xét nghiệm trước ngày 15/5/2025.
2. Cấp bồn chứa 500 lít cho 120 hộ nghèo.
""",
    "nuoc-sach.txt",
)


def fields_of(text):
    return frozenset().union(*(fields for _, _, fields in fields_in(text.split())))


def test_words_of_one_field_are_near_and_others_are_not():
    assert fields_of("đuối nước") & fields_of("bể bơi")
    assert not fields_of("đuối nước") & fields_of("học phí")


def test_every_field_has_several_words_and_none_holds_opposites():
    lines = files("retrieval").joinpath("data/related.txt").read_text(encoding="utf-8").splitlines()
    fields = [{word.strip() for word in line.partition(":")[2].split(",")} for line in lines if line[:1] not in "#"]
    assert len(fields) > 1000
    assert all(len(words) > 1 for words in fields)
    assert not [pair for pair in APART for words in fields if set(pair.split("/")) <= words]


def test_a_word_near_in_meaning_counts_less_than_the_word_and_only_where_it_is_asked_to():
    asked, near = ("đuối", "nước"), "mở lớp ở bể bơi"
    assert EXACT.coverage(asked, near) == 0.0
    assert WIDE.coverage(asked, near) == pytest.approx(0.6)
    assert WIDE.coverage(asked, "phòng đuối nước") == pytest.approx(1.0)


def test_no_figure_is_near_another():
    assert WIDE.coverage(("đuối", "nước", "2025"), "mở lớp ở bể bơi năm 2026") < 0.5


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    with Library.open(Settings(home=tmp_path_factory.mktemp("home"))) as library:
        library.add(PLAN, tuple(passages(PLAN)))
        yield Assistant(library)


def test_what_is_asked_in_words_of_ones_own_is_told_by_the_sentence_that_says_most_of_it(assistant):
    asked = "ngày nào có người đem nước giếng khoan đi thử"
    assert "15/5/2025" in said(assistant.ask(asked, as_of=AS_OF))


@pytest.mark.parametrize(
    "asked",
    [
        "ngày nào có người ở Chư Sê đem nước giếng khoan đi thử",
        "ngày nào có người đem tôn lợp mái nhà đi cho",
    ],
)
def test_another_place_or_another_matter_is_not_told(assistant, asked):
    assert assistant.ask(asked, as_of=AS_OF).status == "no_answer"

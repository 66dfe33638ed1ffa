"""Short forms read by the initials of what plans are called and whom they name."""

from __future__ import annotations

import pytest

from retrieval.initials import Held, phrases, spelled_out

TITLES = ["Triển khai sổ tay số năm 2026", "Phòng, chống tai nạn thương tích trẻ em"]
BODIES = [
    "Phòng Quản lý đô thị",
    "Ban Quản lý đất trồng",
    "Cán bộ y tế thôn",
    "Ban Kỷ luật - Thi vụ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Tổ Quản lý đợt tuyển quân",
]


def read(text, bodies=BODIES, titles=TITLES, words=(), printed=(), phrase=lambda letters: "", says=()):
    known, prints = set(words).__contains__, set(printed).__contains__
    return spelled_out(
        text, Held(titles, lambda fits: filter(fits, bodies), phrase, known, prints, lambda _, full: full in says)
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kế hoạch STS nói gì", "kế hoạch sổ tay số nói gì"),
        ("phòng CTNTT ở xã", "phòng chống tai nạn thương tích ở xã"),
        ("cbytt làm gì", "Cán bộ y tế thôn làm gì"),
        ("ban KL-TV làm gì", "Ban Kỷ luật - Thi vụ làm gì"),
        ("việc của Ban QLĐTQ", "việc của Ban Quản lý đợt tuyển quân"),
    ],
)
def test_initials_of_one_phrase_are_written_out(typed, meant):
    assert read(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "phòng QLĐT làm gì",  # two bodies are called so
        "TTDL đưa vào lúc nào",  # in the midst of a body's name
        "số 12/KH-STS, 7-STS và STS/2026",
        "số 12/KL-TV và KL-TV/2026",
        "ST là gì",
        "SXD, UBND, kh làm gì",
        "xin chào các bạn",
    ],
)
def test_what_spells_several_phrases_or_none_stays(typed):
    assert read(typed) == typed


def test_a_word_of_the_language_stays_and_consonants_are_none():
    assert read("mấy wifi", phrase=str.upper, words=["wifi"]) == "mấy wifi"
    assert read("STS là gì", words=["sts"]) == "sổ tay số là gì"


def test_a_phrase_of_the_text_is_read_where_no_body_is_called_so():
    shortened = {"gđvx": "gia đình văn xã", "cbytt": "cây bưởi y tế thôn", "tntkx": "tiếp nhận và trả khách xa"}
    phrase = lambda letters: shortened.get(letters, "")  # noqa: E731
    assert read("mấy GĐVX", phrase=phrase) == "mấy gia đình văn xã"
    assert read("cbytt làm gì", phrase=phrase) == "Cán bộ y tế thôn làm gì"
    assert read("bộ phận TN&TKX", phrase=phrase) == "bộ phận tiếp nhận và trả khách xa"
    assert read("mấy GĐVX", phrase=phrase, printed=["gđvx"]) == "mấy GĐVX"


def test_a_short_form_the_plans_print_is_written_out_only_where_a_body_is_called_so():
    assert read("STS là gì", printed=["sts"]) == "STS là gì"
    assert read("tổ QLĐTQ", printed=["qlđtq"]) == "Tổ Quản lý đợt tuyển quân"


def test_a_name_that_ends_with_the_letters_wins_over_one_that_goes_on():
    assert read("phòng QLĐT", ["Phòng Quản lý đô thị", "Tổ Quản lý đợt tuyển quân"]) == "Phòng Quản lý đô thị"


def test_a_phrase_is_found_anywhere_in_a_title_and_at_the_head_of_a_body():
    assert list(phrases("Về trồng cây xanh", "tcx")) == ["trồng cây xanh"]
    assert not list(phrases("Về việc trồng cây xanh", "tcx", 1))
    assert list(phrases("Nông nghiệp và Môi trường", "nnmt")) == ["Nông nghiệp và Môi trường"]


def test_a_question_is_read_by_the_titles_and_the_bodies_of_the_plans_held(desk):
    known = desk.assistant.knowledge()
    assert known.restored("KH ATTM nói gì") == "KH an toàn thang máy nói gì"
    assert known.restored("KH CXQZ nói gì") == "KH CXQZ nói gì"
    bodies = set(known._bodies(lambda name: name.startswith("Sở ")))
    assert "Sở Xây dựng" in bodies
    assert all(name.startswith("Sở ") for name in bodies)


def test_a_body_of_the_plans_wins_over_a_table_whose_reading_no_plan_prints():
    guard = [*BODIES, "Ban Chỉ huy Quân sự xã"]
    assert read("BCHQS xã làm gì", guard) == "Ban Chỉ huy Quân sự xã làm gì"
    assert read("BCHQS xã làm gì", guard, says=["Bộ Chỉ huy Quân sự"]) == "BCHQS xã làm gì"
    assert read("mấy GĐVH", phrase=str.upper) == "mấy GĐVH"

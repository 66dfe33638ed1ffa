import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load import parse
from ingest.reading import Reading, Stretch, read
from plans.model import Header, Plan, Section, Span


def reading_of(text: str) -> tuple[Plan, Reading]:
    plan = parse(text, "a.txt")
    return plan, read(plan)


def words(reading: Reading, stretch: Stretch) -> str:
    return reading.text[stretch.start : stretch.end]


def paragraph(text: str) -> tuple[Reading, Stretch]:
    section = Section("p1", "", (), "", 1, "paragraph", Span(0, len(text)))
    reading = read(Plan("a", "a.txt", text, Header(), (section,)))
    return reading, reading.own(section)


def test_emphasis_is_dropped_and_wrapped_lines_are_joined() -> None:
    assert words(*paragraph("**1.** Sở *Tư pháp* mua\nsách.\n")) == "1. Sở Tư pháp mua sách."


def test_a_page_break_inside_a_sentence_is_bridged() -> None:
    reading, own = paragraph("Mua sách theo quy định...\n\ncủa tỉnh, ngày\n\n20/01/2018.\n\nĐọc sách")
    assert [" ".join(words(reading, one).split()) for one in reading.sentences(own)] == [
        "Mua sách theo quy định...",
        "của tỉnh, ngày 20/01/2018.",
        "Đọc sách",
    ]


def test_a_clause_ends_at_a_semicolon_and_a_sentence_does_not() -> None:
    plan, reading = reading_of("I. NỘI DUNG\n\n1. Mua sách; đọc sách. Tặng sách.")
    own = reading.own(plan.section("1.1"))
    assert [words(reading, one) for one in reading.clauses(own)] == ["Mua sách;", "đọc sách.", "Tặng sách."]
    assert [words(reading, one) for one in reading.sentences(own)] == ["Mua sách; đọc sách.", "Tặng sách."]


def test_a_label_is_no_word_of_its_section() -> None:
    plan, reading = reading_of("I- NỘI DUNG\n\n1) Mua sách.\n\na) Đọc sách.")
    assert [words(reading, reading.own(section)) for section in plan.walk() if section.label] == [
        "NỘI DUNG",
        "Mua sách.",
        "Đọc sách.",
    ]


def test_decomposed_letters_are_read_composed_and_quoted_as_they_stand() -> None:
    text = "I. NỘI DUNG\n\n1. Mua sa\u0301ch luật."
    plan, reading = reading_of(text)
    own = reading.own(plan.section("1.1"))
    assert words(reading, own) == "Mua sách luật."
    assert plan.quote(reading.span(own.start, own.start + 8)) == "Mua sa\u0301ch"


def test_agencies_are_not_read_across_sections() -> None:
    plan, reading = reading_of("I. TỔ CHỨC\n1. Sở Nội vụ\n- Phối hợp mua sách.")
    own = reading.own(plan.section("1.1"))
    assert [mention.name for mention in reading.within(own.start, own.end)] == ["Sở Nội vụ"]


def test_an_agency_is_found_where_its_name_starts_if_it_ends_in_time() -> None:
    _, reading = reading_of("I. TỔ CHỨC\n1. Giao Sở Nội vụ chủ trì.")
    (named,) = reading.mentions
    start, end = named.span.start, named.span.end
    assert reading.named_at(start, end) is named
    assert reading.named_at(start, end - 1) is None
    assert reading.named_at(start + 1, end) is None


def test_a_sign_is_looked_for_in_its_stretch_alone() -> None:
    plan, reading = reading_of("I. TỔ CHỨC\n\n1. Mua sách (mới).\n\n2. Đọc sách.")
    with_bracket, without = (reading.own(plan.section(one)) for one in ("1.1", "1.2"))
    assert reading.says(with_bracket, (";", "("))
    assert not reading.says(without, (";", "("))


def test_two_plans_with_one_text_share_a_reading() -> None:
    text = "I. NỘI DUNG\n\n1. Mua sách."
    assert read(parse(text, "a.txt")) is read(parse(text, "b.txt"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab*\n .;:-1)Iáẩ\u0301\u200b\u00a0|", max_size=80))
def test_every_range_of_a_reading_leads_back_to_the_source(text: str) -> None:
    plan, reading = reading_of(text)
    for section in plan.walk():
        own = reading.own(section)
        span = reading.span(own.start, own.end)
        assert 0 <= span.start <= span.end <= len(text)
        assert section.span.contains(span) or span.start == span.end


@given(st.text(alphabet="ab*\n .;–—-1)Iáẩơ\u0301\u200b\u00ad\u00a0\t|“…", max_size=80))
def test_a_reading_has_every_letter_that_is_not_dropped(text: str) -> None:
    _, reading = reading_of(text)
    told = unicodedata.normalize("NFC", "".join(c for c in text if c not in "*\u200b\u00ad"))
    assert re.sub(r"[\s–—-]", "", reading.text) == re.sub(r"[\s–—-]", "", told)
    assert len(reading.offsets) == len(reading.text)


SIGNED = [
    "Việc in tờ rơi", "Công tác hậu cần", "do", "được", "đã", "giao", "giao cho", "phân công trách nhiệm cho",
    "ủy quyền cho", "thuộc trách nhiệm của", "là nhiệm vụ của", "Sở Y tế", "Sở Y tế.", "các sở", "chủ trì", "chủ trì.",
    "phụ trách;", "chi trả", "phối hợp với", "PHỐI HỢP VỚI", ", Sở Tư pháp phối hợp", "(Sở Nội vụ thực hiện)",
    "Cơ quan chủ trì:", "Mua sách", "Xe cấp cứu do Sở Y tế bố trí;", ".", ";",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SIGNED), min_size=1, max_size=9))
def test_looking_only_where_signs_stand_loses_no_task(parts: list[str]) -> None:
    text = f"1. Sở Tư pháp\n\n- Đọc sách. {' '.join(parts)}."
    with pytest.MonkeyPatch.context() as everywhere:
        everywhere.setattr(Reading, "says", lambda *_: True)
        expected = parse(text, "a.txt").assignments
    assert parse(text, "a.txt").assignments == expected

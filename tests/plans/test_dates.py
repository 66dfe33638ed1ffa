from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import dates
from plans.dates import DateMention, find_dates, is_past, next_occurrence
from plans.model import Deadline, Span


def only(text: str) -> DateMention:
    (mention,) = find_dates(text)
    return mention


def parts(mention: DateMention) -> tuple[int | None, int | None, int | None]:
    return mention.day, mention.month, mention.year


def due(kind: str = "once", **stated: int) -> Deadline:
    return Deadline(kind, Span(0, 1), "1", "báo cáo", **stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Giang, ngày 13 tháng 01 năm 2017", (13, 1, 2017)),
        ("ngày  05\ntháng 3   năm 2020", (5, 3, 2020)),
        ("NGÀY 20/01/2018 CỦA", (20, 1, 2018)),
        ("13.01.2017", (13, 1, 2017)),
        ("Ngày: 6/9/18", (6, 9, 2018)),
        ("ngày 30 tháng 11 hàng năm", (30, 11, None)),
        ("trước 25/11", (25, 11, None)),
        ("mồng 3 tháng 5", (3, 5, None)),
        ("mồng 3", (3, None, None)),
        ("tháng 6/2024", (None, 6, 2024)),
        ("trong tháng 12 năm 2025", (None, 12, 2025)),
        ("chậm nhất tháng 6.", (None, 6, None)),
        ("tháng tư", (None, 4, None)),
        ("ngày 20 hằng tháng", (20, None, None)),
    ],
)
def test_a_date_is_read_as_it_is_printed(text: str, expected: tuple[int | None, int | None, int | None]) -> None:
    assert parts(only(text)) == expected


@pytest.mark.parametrize(
    ("text", "quarter", "year"),
    [("quý IV năm 2025", 4, 2025), ("Quí IV-2025", 4, 2025), ("quý II/2025", 2, 2025), ("trong quý 1", 1, None)],
)
def test_a_quarter_is_a_date_without_month(text: str, quarter: int, year: int | None) -> None:
    mention = only(text)
    assert (mention.quarter, mention.year, mention.month) == (quarter, year, None)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 52/53",
        "đứng thứ 04/34 tỉnh",
        "số 10/2022/TT-BLĐTBXH",
        "số 12/2023/NĐ-CP",
        "01/KH-UBND",
        "6 tháng đầu năm",
        "ngày 32/13",
        "ngày 31 tháng 2",
        "28 ngày",
        "đạt 8,5%",
        "2.700 hộ",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == []


def test_the_span_is_the_date_with_its_word_for_day() -> None:
    text = "gửi trước ngày 15/6 để tổng hợp"
    span = only(text).span
    assert text[span.start : span.end] == "ngày 15/6"


@pytest.mark.parametrize("text", ["từ ngày 15/11 đến 15/12", "(từ ngày 15/11/2024- 15/12/2024)", "Tháng 11 - 12/2025"])
def test_both_ends_of_a_range_are_marked(text: str) -> None:
    assert [mention.ranged for mention in find_dates(text)] == [True, True]


def test_a_range_whose_start_is_a_bare_number_is_one() -> None:
    assert only("(từ ngày 01- 30/6)").ranged
    assert only("từ tháng 10/2025 đến khi kết thúc").ranged
    assert not only("trước ngày 30/6").ranged


def test_truoc_ahead_and_a_rhythm_beside_are_seen() -> None:
    mention = only("định kỳ hàng năm trước ngày 25/11 để tổng hợp")
    assert (mention.before, mention.recurrence) == (True, "yearly")
    assert only("kết quả hằng năm (trước ngày 15 tháng 11)").recurrence == "yearly"
    assert only("vào ngày 20 hằng tháng").recurrence == "monthly"
    assert not only("vào ngày 25/11").before


def test_two_dates_joined_share_what_stands_around_them() -> None:
    first, second = find_dates("trước ngày 15/6 và 15/12 hằng năm")
    assert (first.before, second.before) == (True, True)
    assert (first.recurrence, second.recurrence) == ("yearly", "yearly")


def test_a_whole_date_is_a_calendar_day() -> None:
    assert only("ngày 29/02/2024").calendar == date(2024, 2, 29)
    assert only("ngày 29/02").calendar is None


def test_a_yearly_duty_falls_due_on_its_next_day() -> None:
    deadline = due("yearly", day=25, month=11)
    assert next_occurrence(deadline, date(2025, 3, 1)) == date(2025, 11, 25)
    assert next_occurrence(deadline, date(2025, 11, 25)) == date(2025, 11, 25)
    assert next_occurrence(deadline, date(2025, 11, 26)) == date(2026, 11, 25)


def test_a_leap_day_falls_on_the_last_of_february() -> None:
    assert next_occurrence(due("yearly", day=29, month=2), date(2025, 1, 1)) == date(2025, 2, 28)


def test_a_monthly_duty_crosses_the_year() -> None:
    deadline = due("monthly", day=31)
    assert next_occurrence(deadline, date(2025, 12, 5)) == date(2025, 12, 31)
    assert next_occurrence(due("monthly", day=5), date(2025, 12, 6)) == date(2026, 1, 5)


def test_a_month_and_a_quarter_end_with_their_last_day() -> None:
    assert next_occurrence(due(month=2, year=2024), date(2024, 1, 1)) == date(2024, 2, 29)
    assert next_occurrence(due(quarter=2, year=2025), date(2025, 1, 1)) == date(2025, 6, 30)
    assert next_occurrence(due("yearly", quarter=1), date(2025, 5, 1)) == date(2026, 3, 31)
    assert next_occurrence(due(year=2030), date(2025, 1, 1)) == date(2030, 12, 31)


def test_a_one_off_duty_is_past_after_its_day() -> None:
    deadline = due(day=1, month=12, year=2024)
    assert not is_past(deadline, date(2024, 12, 1))
    assert is_past(deadline, date(2024, 12, 2))
    assert next_occurrence(deadline, date(2024, 12, 2)) is None


@pytest.mark.parametrize(
    "deadline", [due("periodic"), due("monthly"), due("term_end"), due(day=5, month=6), due("quarterly")]
)
def test_a_duty_without_a_full_date_has_no_next_day_and_is_never_past(deadline: Deadline) -> None:
    assert next_occurrence(deadline, date(2025, 1, 1)) is None
    assert not is_past(deadline, date(2099, 1, 1))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789/.-– ngàythángquýnămIVtrước\n", max_size=60))
def test_no_text_breaks_the_reader_and_no_two_dates_overlap(text: str) -> None:
    mentions = find_dates(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert all(m.month is None or 1 <= m.month <= 12 for m in mentions)


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_calendar_day_is_read_back(day: date) -> None:
    for text in (f"ngày {day.day} tháng {day.month} năm {day.year}", day.strftime("%d/%m/%Y")):
        assert only(text).calendar == day


WORDED = [
    "ngày", "Ngày", "mồng", "tháng", "THÁNG", "quý", "quí", "năm", "của", "trước", "từ", "đến", "hằng", "IV", "II",
    "3", "05", "12", "2025", "2026", "25/11", "13/01/2017", "6/2024", "- 30/6", "tư", "mười một", "/", "-", ",", "%",
    ".", "\n", "Sở Y tế", "UBND",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDED), max_size=14), st.sampled_from([" ", "", "  "]))
@settings(max_examples=300, deadline=None)
def test_looking_only_where_dates_can_stand_loses_none(parts_of_text: list[str], between: str) -> None:
    text = between.join(parts_of_text)
    with pytest.MonkeyPatch.context() as everywhere:
        everywhere.setattr(dates, "_runs", lambda text: [(0, len(text), text.lower())])
        plain = find_dates(text)
    assert find_dates(text) == plain


def test_the_ranges_of_dates_are_those_of_the_dates_found() -> None:
    text = "Báo cáo trước ngày 25/11 hằng năm, 30/13 không là ngày; tổng kết quý IV năm 2025 theo mẫu 02."
    assert dates.dated_ranges(text) == [(found.span.start, found.span.end) for found in find_dates(text)]
    assert [text[slice(*found)] for found in dates.dated_ranges(text)] == ["ngày 25/11", "quý IV năm 2025"]


def test_a_letter_that_small_letters_make_two_of_moves_no_date() -> None:
    text = "İİİ gửi trước ngày 25/11"
    assert [text[slice(*found)] for found in dates.dated_ranges(text)] == ["ngày 25/11"]

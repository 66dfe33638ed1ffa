"""The work of parsing grows with the text: four times the items take about four times the steps, not sixteen."""

import sys
import time
from collections.abc import Callable
from types import FrameType

import pytest

from ingest.load import parse

HEAD = "Số: 15/KH-UBND\n\nHà Giang, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n\nPhát triển thư viện\n\nI. MỤC TIÊU\n\n"
FORMS: dict[str, Callable[[int], str]] = {
    "items": lambda n: f"{n}. Sở Y tế báo cáo trước ngày 15/12/2025, đạt 5% hộ theo Quyết định số {n}/QĐ-UBND.\n\n",
    "bullets": lambda n: f"- Việc {n} đạt 5% hộ.\n\n",
    "paragraphs": lambda n: f"Đoạn {n} nói về sách.\n\n",
    "labels": lambda n: f"{n}. Mua sách {n}\n\nCơ quan chủ trì: Sở Y tế\n\nThời gian: tháng {n % 12 + 1}/2025\n\n",
    "rows": lambda n: f"| {n} | Việc {n} | Sở Y tế | Tháng 12/2025 |\n",
    "barred rows": lambda n: f"{n} | Việc {n} | Sở Y tế | Tháng 12/2025\n",
    "tabbed rows": lambda n: f"{n}\tViệc {n}\tSở Y tế\tTháng 12/2025\n",
}


def steps(form: Callable[[int], str], count: int) -> int:
    """Return how many calls parsing makes: the same on a busy machine as on an idle one."""
    calls = 0

    def count_call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    text = HEAD + "".join(map(form, range(1, count + 1)))
    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        parse(text, "a.txt")
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", FORMS)
def test_four_times_the_text_takes_about_four_times_the_steps(name: str) -> None:
    parse(HEAD, "a.txt")  # tables that are read once
    assert steps(FORMS[name], 320) < 5.5 * steps(FORMS[name], 80)


@pytest.mark.parametrize(
    "words", ["1 ", "15% ", "Ban ", "6 tháng, ", "Thời hạn: tháng 3; ", "ngày 1/1 ", "“", "báo cáo 5 hộ, "]
)
def test_a_paragraph_as_long_as_any_that_is_read_takes_moments_whatever_it_repeats(words: str) -> None:
    begun = time.process_time()
    plan = parse(f"{HEAD}1. Sở Y tế báo cáo {words * (20_000 // len(words))}", "a.txt")
    assert time.process_time() - begun < 5  # the first took 47, the second 69, the third ended in a RecursionError
    assert plan.header.number == "15/KH-UBND"


def test_paragraphs_are_joined_over_page_breaks_up_to_the_length_of_a_page() -> None:
    plan = parse(HEAD + "thực hiện việc chung\n\n" * 600, "a.txt")
    longest = max(section.own.end - section.own.start for section in plan.walk())
    assert 4_000 < longest < 6_000

from __future__ import annotations

from datetime import date

import pytest

from plans.errors import BadSettings
from retrieval.allowance import USUAL, Allowance
from retrieval.answer import Tokens
from retrieval.settings import Settings


def test_nobody_is_held_back_without_caps() -> None:
    allowance = Allowance(date.today)
    allowance.spend("1", Tokens(10**9, 1))
    assert allowance.left("1")


def test_a_person_who_has_spent_enough_leaves_the_others_theirs() -> None:
    allowance = Allowance(date.today, per_person=1_000)
    allowance.spend("1", Tokens(900, 100))
    assert not allowance.left("1")
    assert allowance.left("2")
    assert allowance.left(""), "a question from the command line is nobody's in particular"


def test_what_all_have_spent_counts_for_the_day() -> None:
    allowance = Allowance(date.today, per_day=1_000)
    allowance.spend("1", Tokens(400, 100))
    assert allowance.left("3")
    allowance.spend("2", Tokens(400, 100))
    assert not allowance.left("3")
    assert not allowance.left("")


def test_a_server_that_does_not_count_is_counted_as_usual() -> None:
    allowance = Allowance(date.today, per_person=USUAL)
    allowance.spend("1", None)
    assert not allowance.left("1")


def test_a_new_day_begins_with_nothing_spent() -> None:
    days = [date(2026, 1, 1)]
    allowance = Allowance(lambda: days[-1], per_day=10)
    allowance.spend("1", Tokens(10, 0))
    assert not allowance.left("1")
    days.append(date(2026, 1, 2))
    assert allowance.left("1")


def test_caps_are_read_from_the_settings() -> None:
    read = Settings.from_env({"KEHOACH_TOKENS_PER_DAY": "500000", "KEHOACH_TOKENS_PER_PERSON": ""})
    assert (read.tokens_per_day, read.tokens_per_person) == (500_000, None)


@pytest.mark.parametrize("value", ["0", "-5", "1e6", "nhiều", "1.000"])
def test_what_is_no_number_of_tokens_is_refused_with_what_to_write(value: str) -> None:
    with pytest.raises(BadSettings, match="số nguyên dương"):
        Settings.from_env({"KEHOACH_TOKENS_PER_DAY": value})

"""The sentence that most likely answers, where the assistant finds none that surely does."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.likely import BARS, BELOW, CONSTANT, Likely, Weights, can_answer, compared, lead_of, likeliest, weighed
from retrieval.search import search
from retrieval.signs import Candidate, candidates
from retrieval.smalltalk import LIKELY
from tests.retrieval.invented import AS_OF, Desk, said

OWN = Weights(order={"own": 10.0}, trust={CONSTANT: 2.0})


def signs_of(desk: Desk, question: str) -> list[tuple[Candidate, Mapping[str, float]]]:
    known = desk.assistant.knowledge()
    read = known.reader.read(question, as_of=AS_OF)
    return compared(candidates(read, search(read, known, known.weigher), known.weigher))


def sign(desk: Desk, question: str, sentence: str) -> Mapping[str, float]:
    """The signs of the one sentence that holds some words."""
    rows = signs_of(desk, question)
    return next(signs for one, signs in rows if sentence in one.sentence.plan.quote(one.sentence.span))


def likely(desk: Desk, question: str, weights: Weights = OWN) -> Likely | None:
    known = desk.assistant.knowledge()
    read = known.reader.read(question, as_of=AS_OF)
    return likeliest(read, search(read, known, known.weigher), known.weigher, weights)


def test_the_sentence_with_the_largest_weighted_sum_comes_first(desk: Desk) -> None:
    found = likely(desk, "Khu tái định cư phải có những gì trước khi đón dân?")
    assert found is not None
    assert "điện và nước sạch" in found.sentence.plan.quote(found.sentence.span)
    assert found.chance == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_nothing_is_likely_where_nothing_is_asked(desk: Desk) -> None:
    assert likely(desk, "Là gì?") is None


def test_a_sentence_with_the_kind_of_thing_asked_for_shows_it(desk: Desk) -> None:
    asked = "Công đoàn cơ sở gửi danh sách đoàn viên khó khăn trước ngày nào?"
    dated, bare = sign(desk, asked, "trước ngày 20/12/2024"), sign(desk, asked, "bán hàng giảm giá")
    assert (dated["expected"], dated["unexpected"]) == (1.0, 0.0)
    assert (bare["expected"], bare["unexpected"]) == (0.0, 1.0)


def test_a_sentence_under_the_body_asked_about_shows_it(desk: Desk) -> None:
    asked = "Công an tỉnh Quảng Ngãi lo việc gì khi sạt lở?"
    theirs, others = sign(desk, asked, "cứu nạn, cứu hộ"), sign(desk, asked, "tiêu chuẩn nhà chống lũ")
    assert theirs["headed"] == theirs["task"] == 1.0
    assert theirs["other_body"] == 0.0
    assert others["other_body"] == 1.0


def test_a_year_that_stands_nowhere_near_bars_a_sentence(desk: Desk) -> None:
    told = sign(desk, "Năm 2031 trao bao nhiêu suất quà cho đoàn viên khó khăn?", "2.150 suất quà")
    assert told["figures"] == 1.0
    found = likely(desk, "Năm 2031 trao bao nhiêu suất quà cho đoàn viên khó khăn?")
    assert found is None or found.chance == 0.0


def test_what_counts_below_the_best_is_nought_for_the_best_and_less_for_others(desk: Desk) -> None:
    rows = signs_of(desk, "Trao bao nhiêu suất quà cho đoàn viên?")
    for name in BELOW:
        assert max(signs[f"below_{name}"] for _, signs in rows) == 0.0


def test_a_likely_sentence_is_shown_as_no_more_than_that(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Mấy bác sửa soạn chỗ dân dọn vô thì phải đủ đường ô tô với gì?"
    monkeypatch.setattr("retrieval.write_likely.TRUSTED", 1.1)
    assert LIKELY not in desk.ask(question).notes
    monkeypatch.setattr("retrieval.write_likely.TRUSTED", 0.0)
    answer = desk.ask(question)
    if answer.status == "answered":
        assert LIKELY in answer.notes
        assert answer.citations


@pytest.mark.parametrize(
    "question", ["Cách nấu phở bò ngon?", "Thời tiết ngày mai ra sao?", "Số tài khoản của Hà Thị Lâm Thao?"]
)
def test_what_no_plan_speaks_of_has_no_likely_answer(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "no_answer"
    assert not said(answer)


def test_the_shipped_weights_know_every_sign_they_name(desk: Desk) -> None:
    found = likely(desk, "Trao bao nhiêu suất quà cho đoàn viên?", Weights.shipped())
    assert found is not None
    assert 0.0 <= found.chance <= 1.0
    rows = signs_of(desk, "Trao bao nhiêu suất quà cho đoàn viên?")
    assert set(Weights.shipped().order) <= set(rows[0][1])


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=40))
def test_the_lead_of_the_first_is_a_share_and_two_distances(scores: list[float]) -> None:
    lead = lead_of(scores)
    assert 1 / len(scores) <= lead["share"] * (1 + 1e-9)
    assert lead["share"] <= 1.0
    assert min(lead["lead"], lead["ahead"]) >= -1e-9


@given(st.sampled_from(BARS))
def test_one_sign_that_bars_is_enough(bar: str) -> None:
    free = {"fits": 1.0, "left": 0.0, "near_fills": 0.5, "near": 0.2, **dict.fromkeys(BARS, 0.0)}
    assert can_answer(free)
    assert not can_answer({**free, bar: 1.0})
    assert not can_answer({**free, "fits": 0.0})


@pytest.mark.parametrize(
    ("said", "answers"),
    [({"near_fills": 0.3}, True), ({"left": 0.0}, True), ({}, False), ({"near_fills": 0.3, "near": 0.0}, False)],
)
def test_a_sentence_that_adds_nothing_to_its_headings_answers_nothing(said: dict[str, float], answers: bool) -> None:
    silent = {"fits": 1.0, "left": 2.0, "near_fills": 0.0, "near": 0.2, **dict.fromkeys(BARS, 0.0)}
    assert can_answer({**silent, **said}) is answers


def test_a_weighted_sum_counts_each_sign_once() -> None:
    assert weighed({"a": 2.0, "b": 3.0, "c": 5.0}, {"a": 1.5, "c": -1.0}) == -2.0

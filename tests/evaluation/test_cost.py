from __future__ import annotations

from pathlib import Path

from evaluation import page
from evaluation.cases import Case
from evaluation.cost import Cost, Price, compared, cost, price_of
from evaluation.record import Record
from evaluation.report import table
from evaluation.result_table import rows
from evaluation.run import Run, scored
from evaluation.run_folder import Kept, load, save
from retrieval.answer import Tokens

CASES = tuple(Case(f"q{at}", "Ai ký?", "outside", "plain", (), ("no_answer",)) for at in range(3))
PRICED = {"price": {"sent": 2.0, "received": 10.0}}


def run_of(*tokens: Tokens | None, again: tuple[Tokens | None, ...] = ()) -> Run:
    def once(spent: tuple[Tokens | None, ...]) -> Run:
        told = zip(CASES, spent, strict=True)
        return scored(CASES, {c.id: Record(c.id, "no_answer", "Không.", tokens=one) for c, one in told}, {})

    first = once(tokens)
    return Run(first.records, first.scores, (once(again).scores,) if again else ())


def test_tokens_of_every_repeat_are_added_and_priced_by_the_million() -> None:
    run = run_of(Tokens(900_000, 50_000), None, Tokens(100_000, 0), again=(Tokens(0, 50_000), None, None))
    assert cost(run, Price(2, 10)) == Cost(answers=6, counted=3, sent=1_000_000, received=100_000, money=3.0)
    assert cost(run).money is None


def test_a_run_that_paid_nobody_says_so() -> None:
    assert "không hỏi mô hình nào" in cost(run_of(None, None, None), Price(2, 10)).told()


def test_the_cost_stands_in_the_table_in_the_page_and_in_the_export() -> None:
    run = run_of(Tokens(1000, 100), Tokens(1000, 100), None)
    told = "Chi phí: 2000 token gửi, 200 token nhận, 1000 gửi và 100 nhận mỗi câu (2/3); 0.006 tất cả, 0.003 mỗi câu."
    assert told in list(table(run, Price(2, 10)))
    kept = Kept(PRICED, CASES, run)
    assert told in page.page(kept)
    assert [row[-2:] for row in rows(kept)] == [["1000", "100"], ["1000", "100"], ["", ""]]


def test_a_kept_run_comes_back_with_its_tokens_and_its_price(tmp_path: Path) -> None:
    run = run_of(Tokens(1000, 100), None, None)
    save(run, tmp_path, CASES, PRICED)
    kept = load(tmp_path)
    assert kept.run == run
    assert price_of(kept.config) == Price(2.0, 10.0)


def test_two_runs_are_compared_by_the_tokens_of_the_questions_both_counted() -> None:
    before = Kept(PRICED, CASES, run_of(Tokens(1000, 0), Tokens(1000, 0), Tokens(9, 9)))
    after = Kept({}, CASES, run_of(Tokens(1200, 0), Tokens(1000, 200), None))
    lines = list(compared(before, after))
    assert lines[-1] == "Chênh lệch: +200 token mỗi câu (+200 … +200, 2 câu)."
    assert [line.partition(".")[0] for line in lines[:2]] == ["Lần trước", "Lần sau"]


def test_nothing_is_compared_where_nothing_was_paid() -> None:
    free = Kept({}, CASES, run_of(None, None, None))
    assert list(compared(free, free)) == []

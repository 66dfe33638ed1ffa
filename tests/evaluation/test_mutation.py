from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.cases import DATA
from evaluation.mutation import BORROWED, of_scorer, of_verifier, totals, trials
from evaluation.run import texts_of
from ingest.load import load_plan

UNTUNED = Path(__file__).parents[1] / "retrieval" / "plans"  # on these the verifier was never mended


def test_the_judge_finds_planted_errors_and_lets_harmless_changes_pass() -> None:
    texts = texts_of(DATA / "plans")
    chosen = {name: texts[name] for name in sorted(texts) if name.startswith(("vinh-long", "tuyen-quang", "quang-tri"))}
    tried = trials(of_scorer(chosen))
    caught, alarms = totals(tried)
    assert caught.value >= 0.95
    assert alarms.value <= 0.02
    assert all(trial.flagged.total for trial in tried if trial.name in ("day", "month", "number", "agency", "polarity"))


@pytest.mark.parametrize("folder", [DATA / "plans", DATA / "plans-wider", UNTUNED], ids=lambda folder: folder.name)
def test_the_verifier_of_the_product_finds_planted_errors_on_every_set_of_plans(folder: Path) -> None:
    tried = trials(of_verifier(load_plan(folder / name) for name in texts_of(folder)))
    caught, alarms = totals(tried)
    assert caught.value >= 0.97
    assert alarms.value <= 0.02
    assert all(trial.flagged.total for trial in tried if trial.corrupt and trial.name != "document number")
    assert next(trial.flagged.value for trial in tried if trial.name == BORROWED) >= 0.9


def test_the_same_seed_plants_the_same_errors() -> None:
    text = {"a.txt": "Sở Y tế triển khai tiêm chủng cho 120 trẻ em trước ngày 30/6/2026 trên địa bàn tỉnh.\n" * 2}
    assert trials(of_scorer(text)) == trials(of_scorer(text))

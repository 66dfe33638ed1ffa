from __future__ import annotations

from evaluation.cases import DATA
from evaluation.mutation import totals, trials
from evaluation.run import texts_of


def test_the_judge_finds_planted_errors_and_lets_harmless_changes_pass() -> None:
    texts = texts_of(DATA / "plans")
    chosen = {name: texts[name] for name in sorted(texts) if name.startswith(("vinh-long", "tuyen-quang", "quang-tri"))}
    tried = trials(chosen)
    caught, alarms = totals(tried)
    assert caught.value >= 0.95
    assert alarms.value <= 0.02
    assert all(trial.flagged.total for trial in tried if trial.name in ("day", "month", "number", "agency", "polarity"))


def test_the_same_seed_plants_the_same_errors() -> None:
    text = {"a.txt": "Sở Y tế triển khai tiêm chủng cho 120 trẻ em trước ngày 30/6/2026 trên địa bàn tỉnh.\n" * 2}
    assert trials(text) == trials(text)

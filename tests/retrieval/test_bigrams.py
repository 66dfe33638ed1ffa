from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import retrieval.bigrams
from retrieval.bigrams import FIGURE, START, Bigrams, count, runs, shipped, write_counts

TEXTS = ["Sở Y tế báo cáo, năm 2024.", "sở y tế chủ trì"]


def test_clauses_are_counted_apart_and_figures_alike() -> None:
    assert list(runs("Sở Y tế, năm 2024")) == [["sở", "y", "tế"], ["năm", FIGURE]]
    pairs = count(TEXTS)
    assert pairs["y", "tế"] == 2
    assert pairs[START, "năm"] == 1
    assert ("cáo", "năm") not in pairs


def test_counts_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_counts(count(TEXTS), tmp_path)
    read = shipped(tmp_path)
    assert read.times_after("y", "tế") == 2
    assert read.times_after("y", "cáo") == 0
    assert read.times_after("lạ", "tế") == 0
    assert read.all_after("tế") == (2, 2)
    assert read.forms["te"] == ("tế",)


@settings(max_examples=30, deadline=None)
@given(times=st.integers(1, 60_000))
def test_a_count_is_kept_within_a_few_percent(times: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("counts")
    write_counts(Counter({("a", "b"): times}), folder)
    assert shipped(folder).times_after("a", "b") == pytest.approx(times, rel=0.04)


def test_what_follows_a_syllable_is_a_distribution(tmp_path: Path) -> None:
    write_counts(count(TEXTS), tmp_path)
    model = Bigrams.join(shipped(tmp_path), [], 1)
    words = {word for pair in count(TEXTS) for word in pair}
    assert sum(math.exp(model.follows("tế", word)) for word in words) == pytest.approx(1, abs=0.05)


def test_the_texts_of_the_library_add_words_and_pairs(tmp_path: Path) -> None:
    write_counts(count(TEXTS), tmp_path)
    plain = Bigrams.join(shipped(tmp_path), [], 3)
    joined = Bigrams.join(shipped(tmp_path), ["Sở Y tế Quỳnh"], 3)
    assert not plain.knows("quỳnh")
    assert joined.knows("quỳnh")
    assert joined.forms["quynh"] == ("quỳnh",)
    assert joined.follows("tế", "quỳnh") > plain.follows("tế", "quỳnh")


def test_the_shipped_table_is_small() -> None:
    folder = Path(retrieval.bigrams.__file__).parent / "data"
    assert sum((folder / name).stat().st_size for name in ("syllables.txt", "pairs.bin")) < 1_500_000


def test_syllables_often_before_another_are_those_counted_in_the_package_and_in_the_library(tmp_path: Path) -> None:
    write_counts(Counter({("thời", "gian"): 9, ("thế", "gian"): 3, ("dân", "gian"): 9}), tmp_path)
    model = Bigrams.join(shipped(tmp_path), ["thế gian"], 6)
    assert set(model.often_before("gian", "th", 9)) == {"thời", "thế"}
    assert list(model.often_before("gian", "thời", 1)) == []
    assert list(model.often_before("lạ", "th", 1)) == []

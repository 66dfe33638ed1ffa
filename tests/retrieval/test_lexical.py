from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import syllables
from retrieval.lexical import FIELDS, K1, B, Lexical

TEXTS = [
    "Sở Y tế kiểm soát mất cân bằng giới tính khi sinh",
    "Sở Tài chính bố trí kinh phí",
    "Hội LHPN tỉnh vận động hội viên tham gia BHYT",
    "",
]


def best(query: str, texts: Sequence[str] = TEXTS) -> int:
    return int(Lexical.build(texts).scores(query).argmax())


def test_there_is_one_score_for_each_text() -> None:
    scores = Lexical.build(TEXTS).scores("kinh phí")
    assert scores.shape == (4,)
    assert scores.argmax() == 1
    assert scores[3] == 0


def test_a_question_without_marks_finds_the_text_with_marks() -> None:
    assert best("so tai chinh bo tri kinh phi") == 1


@pytest.mark.parametrize("query", ["bảo hiểm y tế", "hội viên tham gia bhyt", "Liên hiệp Phụ nữ"])
def test_an_abbreviation_and_its_words_find_each_other(query: str) -> None:
    assert best(query) == 2


def test_neighbouring_syllables_count_more_than_scattered_ones() -> None:
    assert best("tài chính", ["chính quyền có tài sản", "ngành tài chính của tỉnh"]) == 1


@pytest.mark.parametrize("query", ["", "zzz qqq", "???"])
def test_a_question_that_shares_no_term_scores_nothing(query: str) -> None:
    assert not Lexical.build(TEXTS).scores(query).any()


@pytest.mark.parametrize("texts", [[], [""], ["", "..."], ["một"]])
def test_an_index_of_little_or_nothing_works(texts: list[str], tmp_path: Path) -> None:
    Lexical.build(texts).save(tmp_path)
    assert Lexical.load(tmp_path).scores("một hai").shape == (len(texts),)


def test_a_saved_index_gives_the_same_scores(tmp_path: Path) -> None:
    built = Lexical.build(TEXTS)
    built.save(tmp_path / "new")
    opened = Lexical.load(tmp_path / "new")
    assert isinstance(opened.fields["marked"].weights, np.memmap)
    assert np.array_equal(opened.scores("hội viên tham gia"), built.scores("hội viên tham gia"))


def test_a_missing_or_cut_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="size"):
        Lexical.load(tmp_path)
    Lexical.build(TEXTS).save(tmp_path)
    np.save(tmp_path / "skips.starts.npy", np.zeros(1, dtype=np.int64))
    with pytest.raises(ValueError, match="not whole"):
        Lexical.load(tmp_path)


def lucene(query: str, texts: Sequence[str]) -> list[float]:
    """BM25 as Lucene computes it, over syllables and pairs, written out slowly."""
    documents = [[*words, *map(" ".join, pairwise(words))] for words in map(syllables, texts)]
    words = syllables(query)
    mean = sum(map(len, documents)) / len(documents)
    scores = [0.0] * len(documents)
    for term in [*words, *map(" ".join, pairwise(words))]:
        found_in = sum(term in document for document in documents)
        for i, document in enumerate(documents):
            count = document.count(term)
            rarity = math.log(1 + (len(documents) - found_in + 0.5) / (found_in + 0.5))
            scores[i] += count and rarity * count / (count + K1 * (1 - B + B * len(document) / mean))
    return scores


syllable = st.sampled_from(["sở", "y", "tế", "tài", "chính", "kinh", "phí"])
sentence = st.lists(syllable, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence, min_size=1, max_size=6), sentence)
def test_the_marked_field_is_the_bm25_of_lucene(texts: list[str], query: str) -> None:
    index = Lexical.build(texts)
    totals = np.zeros(len(texts), dtype=np.float32)
    index.fields["marked"].add_to(totals, FIELDS["marked"].of(syllables(query)), 1.0)
    assert totals.tolist() == pytest.approx(lucene(query, texts), rel=1e-4, abs=1e-5)

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import fold, syllables
from retrieval import pruning
from retrieval.asking import ASKING_WEIGHT
from retrieval.lexical import K1, B, Lexical, Part
from retrieval.segments import Segment
from retrieval.terms import FIELDS, Kind

Form = Callable[[str], str]
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
def test_an_index_of_little_or_nothing_works(texts: list[str]) -> None:
    assert Lexical.build(texts).scores("một hai").shape == (len(texts),)


def test_words_of_the_first_line_are_searched_and_not_counted() -> None:
    index = Lexical.build(["Sở Y tế\nbáo cáo", "Sở Y tế\nkiểm tra"])
    assert (index.frequency("báo"), index.frequency("bao"), index.frequency("tế")) == (1, 1, 0)
    assert (index.prints("kiểm"), index.prints("kiêm")) == (True, False)
    assert index.scores("y tế").all()


def lucene(query: str, texts: Sequence[str], kind: Kind, form: Form) -> list[float]:
    """BM25 as Lucene computes it, each term weighed by how far apart its syllables stand, written out slowly."""
    documents = [list(terms([*map(form, syllables(text))], kind)) for text in texts]
    mean = max(sum(map(len, documents)) / len(documents), 1e-9)
    scores = [0.0] * len(documents)
    for term in terms([*map(form, syllables(query))], kind):
        found_in = sum(term in document for document in documents)
        for i, document in enumerate(documents):
            count = document.count(term)
            rarity = math.log(1 + (len(documents) - found_in + 0.5) / (found_in + 0.5))
            weight = kind.weights[term[0]]
            scores[i] += count and weight * rarity * count / (count + K1 * (1 - B + B * len(document) / mean))
    return scores


def terms(words: Sequence[str], kind: Kind) -> Iterator[tuple[int, str, str]]:
    return ((apart, left, right) for apart in kind.weights for left, right in zip(words, words[apart:], strict=False))


syllable = st.sampled_from(["sở", "y", "tế", "tài", "chính", "kinh", "phí"])
sentence = st.lists(syllable, min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence, min_size=1, max_size=6), sentence)
def test_each_field_is_the_bm25_of_lucene_by_its_weights(texts: list[str], query: str) -> None:
    expected = [0.0] * len(texts)
    for name, kind in FIELDS.items():
        own = lucene(query, texts, kind, fold if name == "folded" else str)
        expected = [one + more for one, more in zip(expected, own, strict=True)]
    assert Lexical.build(texts).scores(query).tolist() == pytest.approx(expected, rel=1e-4, abs=1e-5)


def test_words_that_only_ask_add_a_quarter_of_what_they_would_say() -> None:
    index = Lexical.build(["đâu", "kinh phí"])
    asked, plain = index.scores("đâu")[0], index.scores("kinh")[1]
    assert asked < plain
    assert asked == pytest.approx(ASKING_WEIGHT * Lexical.build(["đấu", "kinh phí"]).scores("đấu")[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence, min_size=2, max_size=7), sentence, st.data())
def test_an_index_in_parts_scores_like_one_of_a_piece(texts: list[str], query: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(texts) - 1))
    gone = data.draw(st.integers(0, len(texts) - 1))
    places = [i - (i > gone) if i != gone else -1 for i in range(len(texts))]
    halves = [(Segment.build(texts[:cut]), places[:cut]), (Segment.build(texts[cut:]), places[cut:])]
    parts = tuple(Part(segment, np.array(at, dtype=np.int32)) for segment, at in halves)
    left = [text for i, text in enumerate(texts) if i != gone]
    whole, joined = Lexical.build(left), Lexical(len(left), parts)
    merged = Segment.merged([(part.segment, part.places) for part in parts])
    for name, field in Segment.build(left).fields.items():
        assert merged.fields[name].most.tolist() == field.most.tolist()
    one = Lexical(len(left), (Part(merged, np.arange(len(left), dtype=np.int32)),))
    for index in (joined, one):
        assert index.scores(query) == pytest.approx(whole.scores(query), rel=1e-5, abs=1e-6)
        assert [index.frequency(word) for word in query.split()] == [whole.frequency(word) for word in query.split()]


_WAYS = ("_FEW", "_MANY", "_SURE", "_LIKELY", "_SPREAD", "_LEAD", "_AT_ONCE", "_MORE")


@settings(max_examples=300, deadline=None)
@given(st.lists(sentence, min_size=1, max_size=40), sentence, st.data())
def test_the_best_are_those_of_scoring_every_text(texts: list[str], query: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(texts)), max_size=3)) | {0, len(texts)})
    hidden = data.draw(st.sets(st.integers(0, len(texts) - 1), max_size=3))
    seen = [i for i in data.draw(st.permutations(range(len(texts)))) if i not in hidden]
    places = np.array([seen.index(i) if i in seen else -1 for i in range(len(texts))], dtype=np.int32)
    parts = (Part(Segment.build(texts[a:b]), places[a:b]) for a, b in pairwise(cuts))
    index, depth = Lexical(len(seen), tuple(parts)), data.draw(st.integers(1, 5))
    begin = data.draw(st.integers(0, len(seen)))
    within = data.draw(
        st.sampled_from([(), (range(begin, len(seen)),), (range(0, begin // 2), range(begin, len(seen)))])
    )
    scores = index.scores(query)
    among = [i for i in range(len(seen)) if scores[i] > 0 and (not within or any(i in some for some in within))]
    with pytest.MonkeyPatch.context() as patch:
        for name in data.draw(
            st.sets(st.sampled_from(["_FEW", "_MANY", "_SURE", "_LIKELY", "_SPREAD", "_LEAD", "_AT_ONCE"]))
        ):
            patch.setattr(pruning, name, int(name == "_LIKELY"))  # few texts take every way through
        found, own = index.best(query, depth, within)
    assert found == sorted(among, key=lambda i: (-scores[i], i))[:depth]
    assert own.tolist() == scores[found].tolist()

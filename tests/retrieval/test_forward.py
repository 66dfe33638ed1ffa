"""The words of texts kept in their order: what a text speaks of is the same whether it is read or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.evidence import Weigher, looked_for
from retrieval.forward import Forward, hashed, told_apart
from retrieval.statements import Spoken

SYLLABLES = ["sở", "y", "tế", "giao", "thông", "vận", "tải", "02", "2", "ubnd", "lhpn"]
said = st.lists(st.sampled_from(SYLLABLES), max_size=12).map(" ".join)
weigher = Weigher(10, lambda word: len(word))


@settings(max_examples=150, deadline=None)
@given(said, st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(tuple))
def test_a_text_speaks_as_much_of_a_subject_unread_as_read(text: str, topic: tuple[str, ...]) -> None:
    told = Forward.build([Spoken(text)]).told(0, hashed(looked_for(topic)))
    assert weigher.share(topic, told.words) == weigher.coverage(topic, text)


@given(st.lists(said, min_size=1, max_size=6), st.data())
def test_joined_texts_say_what_they_said(texts: list[str], data: st.DataObject) -> None:
    cut, gone = data.draw(st.integers(0, len(texts))), data.draw(st.integers(0, len(texts) - 1))
    places = np.array([i - (i > gone) if i != gone else -1 for i in range(len(texts))], dtype=np.int32)
    spoken = [Spoken(text, "heading", "table") for text in texts]
    halves = [(Forward.build(spoken[:cut]), places[:cut]), (Forward.build(spoken[cut:]), places[cut:])]
    joined, whole = Forward.merged(halves), Forward.build([one for i, one in enumerate(spoken) if i != gone])
    asked = hashed(looked_for(tuple(SYLLABLES)))
    assert [joined.told(i, asked) for i in range(len(texts) - 1)] == [
        whole.told(i, asked) for i in range(len(texts) - 1)
    ]


def test_it_is_known_in_what_a_text_stands() -> None:
    told = Forward.build([Spoken("một"), Spoken("hai", "recipients", "table")]).told(1, hashed(["hai", "ba"]))
    assert (told.kind, told.block, told.words.places) == ("recipients", "table", {"hai": (0,)})


def test_words_that_are_not_whole_are_refused(tmp_path: Path) -> None:
    Forward.build([Spoken("Sở Y tế")]).save(tmp_path)
    assert Forward.load(tmp_path).told(0, hashed(["te"])).words.places == {"te": (2,)}
    np.save(tmp_path / "forward.words.npy", np.zeros(1, dtype=np.uint32))
    with pytest.raises(ValueError, match="not whole"):
        Forward.load(tmp_path)


def test_phrases_are_found_by_their_initials_within_one_text() -> None:
    texts = ["rà soát quy chế của dân", "chủ quy", "chế dân quy chế và dân chủ"]
    every = Forward.build([Spoken(text) for text in texts])
    phrases = ["quy chế của dân", "quy chế và dân"]
    assert [*every.spelling("qcd")] == [(0, told_apart(phrases[0])), (2, told_apart(phrases[1]))]
    kept = Forward.merged([(every, np.array([-1, 0, 1], dtype=np.int32))])
    assert [*kept.spelling("qcd")] == [(1, told_apart(phrases[1]))]

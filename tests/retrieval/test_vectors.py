"""Chroma holds our vectors and nothing that matters; what it loses is noticed."""

from __future__ import annotations

from dataclasses import replace as renewed

import numpy as np
import pytest

from retrieval import vectors as module
from retrieval.vectors import FOLDER, Row, Vectors, discard

ROWS = [Row(f"plan:{version}:0", vector, "1.1") for version, vector in enumerate(np.eye(6, dtype=np.float32))]


@pytest.fixture
def vectors(at_home):
    opened = Vectors(at_home, "abc-def")
    yield opened
    opened.close()


def test_the_nearest_row_comes_first_with_its_cosine(vectors):
    vectors.put(ROWS)
    question = np.array([0.6, 0.8, 0, 0, 0, 0], dtype=np.float32)
    found = vectors.nearest(question, 2)
    assert [key for key, _ in found] == ["plan:1:0", "plan:0:0"]
    assert [cosine for _, cosine in found] == pytest.approx([0.8, 0.6], abs=1e-5)


def test_an_empty_index_finds_nothing(vectors):
    assert vectors.nearest(ROWS[0].vector, 5) == []


def test_putting_a_row_twice_keeps_one(vectors):
    vectors.put(ROWS)
    vectors.put(ROWS[:2])
    assert len(vectors.nearest(ROWS[0].vector, 50)) == len(vectors.keys) == 6


def test_dropped_rows_are_found_no_more(vectors):
    vectors.put(ROWS)
    vectors.drop({"plan:0:0", "plan:1:0"})
    assert {key for key, _ in vectors.nearest(ROWS[0].vector, 50)} == vectors.keys == {r.key for r in ROWS[2:]}


def test_more_rows_than_one_batch_are_put_and_dropped(vectors, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 4)
    vectors.put(ROWS)
    assert len(vectors.nearest(ROWS[0].vector, 50)) == 6
    vectors.drop({row.key for row in ROWS})
    assert vectors.keys == set()


def test_rows_are_there_when_the_folder_is_opened_again(at_home):
    first = Vectors(at_home, "abc-def")
    first.put(ROWS)
    first.close()
    again = Vectors(at_home, "abc-def")
    assert again.keys == {row.key for row in ROWS}
    assert again.lost({row.key: row.vector for row in ROWS}) == []
    again.close()


def test_collections_do_not_see_each_other(at_home, vectors):
    vectors.put(ROWS)
    other = Vectors(at_home, "abc-other")
    assert other.keys == set()
    other.close()


def test_a_vector_that_does_not_find_its_row_is_lost(vectors):
    vectors.put(ROWS[:3])
    assert vectors.lost({row.key: row.vector for row in ROWS}) == [row.key for row in ROWS[3:]]


def test_a_row_without_words_or_with_a_twin_is_not_counted_as_lost(vectors):
    twin = Row("plan:9:0", ROWS[0].vector, "1")
    vectors.put([*ROWS, twin])
    assert vectors.lost({"plan:0:0": ROWS[0].vector, "plan:7:0": np.zeros(6, dtype=np.float32)}) == []


def test_a_row_says_whose_it_is():
    assert Row("a:b:7:3", ROWS[0].vector, "4.8").metadata == {"plan_id": "a:b", "version": 7, "section_id": "4.8"}


def test_a_discarded_folder_comes_back_empty_under_another_name(at_home):
    first = Vectors(at_home, "abc-def")
    first.put(ROWS)
    (before,) = (at_home.home / FOLDER).iterdir()
    first.close()
    discard(at_home, "abc-def")
    again = Vectors(at_home, "abc-def")
    assert again.keys == set()
    assert [folder for folder in (at_home.home / FOLDER).iterdir()] != [before]
    again.close()


def test_collections_of_a_few_versions_each_hold_all_rows(at_home, vectors, monkeypatch):
    monkeypatch.setattr(module, "TOGETHER", 2)
    for row in ROWS:
        vectors.put([row])
    assert len(vectors._client.list_collections()) == 3
    assert {key for key, _ in vectors.nearest(ROWS[5].vector, 50)} == vectors.keys == {row.key for row in ROWS}
    assert [key for key, _ in vectors.nearest(ROWS[5].vector, 1)] == ["plan:5:0"]
    assert vectors.lost({row.key: row.vector for row in ROWS}) == []
    vectors.drop({"plan:0:0", "plan:3:0", "plan:7:0"})
    assert len(vectors.nearest(ROWS[0].vector, 50)) == 4


def test_one_large_collection_of_an_earlier_program_goes(at_home):
    first = Vectors(at_home, "abc")
    first._client.create_collection("abc-def", embedding_function=None).add(["plan:1:0"], embeddings=[[1.0, 0.0]])
    first.close()
    again = Vectors(at_home, "abc-def")
    assert again.keys == set()
    assert again._client.list_collections() == []
    again.close()


def test_a_discarded_index_on_a_server_takes_all_its_collections_and_no_others(at_home, vectors, monkeypatch):
    monkeypatch.setattr(module, "TOGETHER", 2)
    vectors.put(ROWS)
    vectors._client.create_collection("abc-other-1", embedding_function=None)
    monkeypatch.setattr(module, "_client", lambda settings: vectors._client)
    monkeypatch.setattr(module, "_let_go", lambda client: None)
    discard(renewed(at_home, chroma_url="http://chroma"), "abc-def")
    assert [held.name for held in vectors._client.list_collections()] == ["abc-other-1"]

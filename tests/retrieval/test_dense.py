"""The vectors follow SQL, whatever happens to Chroma's files, the model or the other processes."""

from __future__ import annotations

import os

import numpy as np
import pytest

from plans.errors import LibraryDamaged
from retrieval import catalogue
from retrieval.catalogue import keys_of
from retrieval.embeddings import Embedder, EmbeddingFailed, HashedEmbeddings
from retrieval.library import Library
from retrieval.owner import Owner
from retrieval.vectors import Vectors
from tests.retrieval.faults import files_limited_to
from tests.retrieval.handmade import passages_of, plan_of

FIRST, SECOND = plan_of("first", "Sở Y tế tiêm chủng cho trẻ em"), plan_of("second", "Sở Tài chính bố trí kinh phí")


def full(*_, **__):
    raise LibraryDamaged("Chỉ mục véc-tơ không dùng được; dữ liệu kế hoạch không mất.")


class Fake:
    """A model on a server: two dimensions, can be cut off, counts what it was sent."""

    def __init__(self):
        self.down = False
        self.sent = 0

    def embed_documents(self, texts):
        if self.down:
            raise OSError("no network")
        self.sent += len(texts)
        return [[1.0, float("Y tế" in text)] for text in texts]

    def embed_query(self, text):
        return self.embed_documents([text])[0]


@pytest.fixture
def told():
    return []


@pytest.fixture
def opened(at_home, told):
    """Open libraries in one home; all are closed in the end."""
    libraries = []

    def open_one(embedder=None):
        library = Library.open(at_home, tell=told.append, patience=0.1)
        if embedder:
            library._indexes.embedder = embedder
        libraries.append(library)
        return library

    yield open_one
    for library in libraries:
        library.close()


def add(library, *plans):
    return [library.add(plan, passages_of(plan)) for plan in plans]


def found(library, text="tiêm chủng"):
    """Return the plans found, best first, each once."""
    passages = library.passages()
    return list(dict.fromkeys(passages[place].plan_id for place, _ in library.nearest(text, 100)))


def test_rows_lost_while_the_index_is_open_are_found_by_the_check_and_mended(opened):
    library = opened()
    add(library, FIRST, SECOND)
    index = library._indexes._dense._vectors
    index._parts[0].delete(ids=sorted(index.keys)[:2])
    assert library.check() == ()
    assert len(library.nearest("x", 100)) == len(library.passages())


def test_a_plan_that_is_added_is_followed_without_naming_the_passages_of_the_others(opened, monkeypatch):
    library = opened()
    for plan in (FIRST, SECOND):
        library.add(plan, passages_of(plan))
    named = []
    monkeypatch.setattr(catalogue, "keys_of", lambda *entry: named.append(entry[0]) or keys_of(*entry))
    third = plan_of("third", "Sở Nội vụ bồi dưỡng cán bộ")
    library.add(third, passages_of(third))
    assert set(named) == {third.id}


def test_rows_of_replaced_and_removed_plans_are_dropped(opened):
    library = opened()
    add(library, FIRST, SECOND, plan_of("first", "Sở Nội vụ báo cáo"))
    library.remove("second")
    assert library._indexes._dense._vectors.keys == set(library.snapshot().keys)
    assert found(library) == ["first"]


def test_a_reader_of_an_older_moment_gets_places_of_that_moment(opened):
    library = opened()
    add(library, FIRST)
    before = library.snapshot()
    add(library, SECOND)
    places = library.nearest("kinh phí", 100, before)
    assert {before.passages[place].plan_id for place, _ in places} == {"first"}


def test_what_another_process_adds_the_owner_indexes(opened):
    owner, other = opened(), opened()
    add(owner, FIRST)
    (added,) = add(other, SECOND)
    assert "được lưu" in added.notice
    assert "tự cập nhật" in added.notice
    assert found(owner, "kinh phí")[0] == "second"


def test_what_another_process_removes_the_owner_drops(opened, told):
    owner, other = opened(), opened()
    add(owner, FIRST, SECOND)
    other.remove("first")
    assert "tự cập nhật" in told[-1]
    assert found(owner) == ["second"]
    assert len(owner._indexes._dense._vectors.keys) == len(owner.passages())


def test_a_batch_of_additions_waits_for_the_owner_only_once(opened, monkeypatch):
    owner, other = opened(), opened()
    add(owner, FIRST)
    waits, take = [], Owner.take
    monkeypatch.setattr(Owner, "take", lambda home, patience: waits.append(patience) or take(home, 0))
    add(other, *(plan_of(f"p{n}") for n in range(3)))
    assert waits == [0.1, 0.0, 0.0]


def test_asking_without_the_lock_goes_on_without_vectors_and_says_so(opened, told):
    owner, other = opened(), opened()
    add(owner, FIRST)
    assert other.nearest("tiêm chủng", 5) == []
    assert "từ khóa" in told[-1]
    owner.close()
    assert found(other) == ["first"]


def test_the_check_of_a_busy_index_says_who_has_it(opened):
    owner, other = opened(), opened()
    add(owner, FIRST)
    (problem,) = other.check()
    assert problem.kind == "busy"
    assert str(os.getpid()) in problem.message


def test_a_library_made_by_another_embedder_is_embedded_again_and_never_mixed(opened):
    fake = Embedder("fake-model", 0.2, Fake())
    library = opened()
    add(library, FIRST, SECOND)
    library.close()
    again = opened(fake)
    assert found(again, "Y tế")[0] == "first"
    assert fake.model.sent == len(again.passages()) + 1
    assert len(again._indexes._dense._vectors.keys) == len(again.passages())


def test_vectors_already_paid_for_are_not_made_twice(opened):
    fake = Embedder("fake-model", 0.2, Fake())
    for embedder in (fake, None, fake):
        library = opened(embedder)
        add(library, FIRST, SECOND)
        library.check()
        library.close()
    assert fake.model.sent == len(passages_of(FIRST)) + len(passages_of(SECOND))


def test_a_model_out_of_reach_leaves_the_plan_stored_and_the_check_makes_up_for_it(opened, told):
    fake = Embedder("fake-model", 0.2, Fake())
    library = opened(fake)
    add(library, FIRST)
    fake.model.down = True
    add(library, SECOND)
    assert "Vẫn tìm được bằng từ khóa" in told[-1]
    assert library.plan("second") == SECOND
    assert library.nearest("Y tế", 5) == []
    assert "chưa có véc-tơ" in library.check()[0].message
    fake.model.down = False
    assert library.check() == ()
    assert set(found(library, "Y tế")) == {"first", "second"}


def test_long_work_is_told_as_it_goes(opened, told):
    long = plan_of("long", "Nội dung")
    opened().add(long, passages_of(long) * 300)
    assert [notice for notice in told if "256/600" in notice]


def test_a_full_disk_loses_no_plan_that_was_acknowledged_and_the_index_follows_later(opened, at_home):
    library = opened()
    stored = {added.plan_id for added in add(library, FIRST)}
    refused = 0
    with files_limited_to(max(path.stat().st_size for path in at_home.home.rglob("*") if path.is_file())):
        for n in range(20):
            plan = plan_of(f"p{n}", f"Kế hoạch {n}" * 200)
            try:
                stored.add(library.add(plan, passages_of(plan) * 10).plan_id)
            except LibraryDamaged:
                refused += 1
    assert refused
    assert {plan.id for plan in library.plans()} == stored
    assert library.check() == ()
    assert len(library._indexes._dense._vectors.keys) == len(library.passages())


def test_a_full_disk_under_the_index_alone_is_a_notice(opened, monkeypatch):
    library = opened()
    add(library, FIRST)
    monkeypatch.setattr(Vectors, "put", full)
    assert "không mất" in add(library, SECOND)[0].notice
    monkeypatch.undo()
    assert found(library, "kinh phí")[0] == "second"


def test_an_index_that_cannot_be_rebuilt_is_left_alone_for_a_while(opened, told, monkeypatch):
    library = opened()
    add(library, FIRST)
    library.close()
    library = opened()
    monkeypatch.setattr(Vectors, "__init__", full)
    assert [library.nearest("x", 5) for _ in range(3)] == [[], [], []]
    assert sum("dựng lại chỉ mục" in notice for notice in told) == 1
    monkeypatch.undo()
    assert library.nearest("x", 5) == []
    assert library.check() == ()
    assert found(library) == ["first"]


def test_a_raw_vector_can_be_asked_with(opened):
    library = opened()
    add(library, FIRST, SECOND)
    vector = np.array(HashedEmbeddings().embed_query("bố trí kinh phí"), dtype=np.float32)
    passages = library.passages()
    assert passages[library.nearest(vector, 1)[0][0]].plan_id == "second"


def test_an_embedder_that_fails_only_for_the_question_is_told(opened, told):
    fake = Embedder("fake-model", 0.2, Fake())
    library = opened(fake)
    add(library, FIRST)
    fake.model.down = True
    with pytest.raises(EmbeddingFailed):
        fake.embed(["x"])
    assert library.nearest("Y tế", 5) == []
    assert "fake-model" in told[-1]

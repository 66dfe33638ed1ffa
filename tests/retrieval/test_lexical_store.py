"""A saved lexical index is used while it fits, and made again in every other case."""

from __future__ import annotations

import pytest

from retrieval import lexical_store
from retrieval.lexical_store import forget, open_lexical
from retrieval.statements import Indexed, Spoken
from tests.retrieval.faults import files_limited_to

TEXTS = {1: ["Sở Y tế báo cáo"], 2: ["Sở Tài chính bố trí kinh phí", "Kho bạc kiểm soát chi"], 3: ["Hội vận động"]}


@pytest.fixture
def built():
    """Note which versions' texts are asked for, which is when they are indexed."""

    def texts(versions):
        texts.asked.append(list(versions))
        return [Indexed(tuple(TEXTS[v]), tuple(map(Spoken, TEXTS[v]))) for v in versions]

    texts.asked = []
    return texts


def unheard(done, total):
    """Tell nobody."""


def opened(home, built, *versions, keep=True, library="a", heard=unheard):
    return open_lexical(home, library, [(v, len(TEXTS[v])) for v in versions], built, keep, heard)


def saved(home):
    return sorted(path for folder in (home / lexical_store.FOLDER).iterdir() for path in folder.iterdir())


def test_what_is_saved_is_not_indexed_again(tmp_path, built):
    first = opened(tmp_path, built, 1, 2)
    again = opened(tmp_path, built, 1, 2)
    assert built.asked == [[1, 2]]
    assert again.scores("kinh phí").tolist() == first.scores("kinh phí").tolist()


def test_it_is_told_how_far_indexing_is_and_only_what_holds_is_left_on_disk(tmp_path, built, monkeypatch):
    monkeypatch.setattr(lexical_store, "AT_ONCE", 1)
    told = []

    def heard(done, total):
        told.append((done, total, len(saved(tmp_path))))

    opened(tmp_path, built, 1, 2, 3, heard=heard)
    assert [(done, total) for done, total, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert max(left for _, _, left in told) <= 2


def test_an_added_version_is_indexed_alone(tmp_path, built):
    opened(tmp_path, built, 1, 2)
    assert opened(tmp_path, built, 3, 1, 2).scores("vận động").argmax() == 0
    assert built.asked == [[1, 2], [3]]


def test_small_segments_are_joined(tmp_path, built):
    opened(tmp_path, built, 1)
    opened(tmp_path, built, 1, 2)
    opened(tmp_path, built, 1, 2, 3)
    assert built.asked == [[1], [2], [3]]
    assert len(saved(tmp_path)) <= 2
    assert opened(tmp_path, built, 1, 2, 3).scores("kiểm soát").argmax() == 2


def test_scores_stand_in_the_order_asked_for(tmp_path, built):
    opened(tmp_path, built, 1, 2, 3)
    assert opened(tmp_path, built, 2, 3, 1).scores("báo cáo").argmax() == 3


def test_a_removed_version_is_neither_found_nor_counted(tmp_path, built):
    opened(tmp_path, built, 1, 2, 3)
    left = opened(tmp_path, built, 1, 3)
    assert (left.size, left.frequency("kinh")) == (2, 0)
    assert not left.scores("kinh phí").any()
    assert built.asked[1:] in ([], [[]])


def test_a_part_is_a_view_that_leaves_the_saved_index_alone(tmp_path, built):
    opened(tmp_path, built, 1, 2, 3)
    before = saved(tmp_path)
    part = opened(tmp_path, built, 2, keep=False)
    assert (part.size, part.scores("kiểm soát").argmax(), part.frequency("báo")) == (2, 1, 0)
    assert (saved(tmp_path), built.asked) == (before, [[1, 2, 3]])


def test_another_library_is_built_anew_and_the_old_index_goes(tmp_path, built):
    opened(tmp_path, built, 1)
    opened(tmp_path, built, 1, library="b")
    assert [path.parent.name[:2] for path in saved(tmp_path)] == ["b-"]


def test_the_index_of_another_tokeniser_is_not_used(tmp_path, built, monkeypatch):
    opened(tmp_path, built, 1)
    monkeypatch.setattr(lexical_store, "_tokeniser", lambda: "other")
    opened(tmp_path, built, 1)
    assert built.asked == [[1], [1]]


@pytest.mark.parametrize("left", [b"", b"\x93NUMPY broken", b"x" * 300])
def test_a_damaged_index_is_built_anew(tmp_path, built, left):
    opened(tmp_path, built, 1, 2)
    for file in saved(tmp_path)[0].iterdir():
        file.write_bytes(left)
    assert opened(tmp_path, built, 1, 2).scores("kinh phí").argmax() == 1
    assert len(built.asked) == 2
    opened(tmp_path, built, 1, 2)
    assert len(built.asked) == 2


def test_a_missing_part_is_built_anew(tmp_path, built):
    opened(tmp_path, built, 1)
    next(saved(tmp_path)[0].iterdir()).unlink()
    opened(tmp_path, built, 1)
    assert len(built.asked) == 2


def test_an_index_that_cannot_be_saved_is_used_all_the_same(tmp_path, built):
    (tmp_path / lexical_store.FOLDER).write_text("a file where the folder should be")
    assert opened(tmp_path, built, 1, 2).scores("kinh phí").argmax() == 1


def test_a_full_disk_leaves_no_half_written_index(tmp_path, built):
    with files_limited_to(100):
        assert opened(tmp_path, built, 1, 2).scores("kinh phí").argmax() == 1
    assert saved(tmp_path) == []


def test_forgetting_removes_every_index(tmp_path, built):
    opened(tmp_path, built, 1)
    forget(tmp_path)
    assert not (tmp_path / lexical_store.FOLDER).exists()

"""A saved lexical index is used while it fits, and made again in every other case."""

from __future__ import annotations

import pytest

from retrieval import lexical_store
from retrieval.lexical_store import forget, open_lexical
from tests.retrieval.faults import files_limited_to

TEXTS = ["Sở Y tế báo cáo", "Sở Tài chính bố trí kinh phí"]


@pytest.fixture
def built():
    """Count how often the texts are asked for, which is when an index is built."""

    def texts():
        texts.times += 1
        return TEXTS

    texts.times = 0
    return texts


def saved(home):
    return sorted((home / lexical_store.FOLDER).iterdir())


def test_an_index_is_built_once_for_one_state(tmp_path, built):
    first = open_lexical(tmp_path, "s-1", built)
    again = open_lexical(tmp_path, "s-1", built)
    assert built.times == 1
    assert again.scores("kinh phí").tolist() == first.scores("kinh phí").tolist()


def test_another_state_is_built_anew_and_the_old_index_goes(tmp_path, built):
    open_lexical(tmp_path, "s-1", built)
    open_lexical(tmp_path, "s-2", built)
    assert built.times == 2
    assert [folder.name.startswith("s-2") for folder in saved(tmp_path)] == [True]


def test_the_index_of_another_tokeniser_is_not_used(tmp_path, built, monkeypatch):
    open_lexical(tmp_path, "s-1", built)
    monkeypatch.setattr(lexical_store, "_tokeniser", lambda: "other")
    open_lexical(tmp_path, "s-1", built)
    assert built.times == 2


@pytest.mark.parametrize("left", [b"", b"\x93NUMPY broken", b"x" * 300])
def test_a_damaged_index_is_built_anew(tmp_path, built, left):
    open_lexical(tmp_path, "s-1", built)
    for file in saved(tmp_path)[0].iterdir():
        file.write_bytes(left)
    assert open_lexical(tmp_path, "s-1", built).scores("kinh phí").argmax() == 1
    assert built.times == 2
    open_lexical(tmp_path, "s-1", built)
    assert built.times == 2


def test_a_missing_part_is_built_anew(tmp_path, built):
    open_lexical(tmp_path, "s-1", built)
    next(saved(tmp_path)[0].iterdir()).unlink()
    open_lexical(tmp_path, "s-1", built)
    assert built.times == 2


def test_an_index_that_cannot_be_saved_is_used_all_the_same(tmp_path, built):
    (tmp_path / lexical_store.FOLDER).write_text("a file where the folder should be")
    assert open_lexical(tmp_path, "s-1", built).scores("kinh phí").argmax() == 1


def test_a_full_disk_leaves_no_half_written_index(tmp_path, built):
    with files_limited_to(100):
        assert open_lexical(tmp_path, "s-1", built).scores("kinh phí").argmax() == 1
    assert saved(tmp_path) == []


def test_forgetting_removes_every_index(tmp_path, built):
    open_lexical(tmp_path, "s-1", built)
    forget(tmp_path)
    assert not (tmp_path / lexical_store.FOLDER).exists()

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.segments import Segment

TEXTS = ["Sở Y tế\nkiểm tra, kiểm tra lại", "Sở Tài chính\nbố trí kinh phí", ""]


@pytest.mark.parametrize("texts", [[], [""], TEXTS])
def test_a_saved_segment_is_read_back_mapped_into_memory(texts: list[str], tmp_path: Path) -> None:
    built = Segment.build(texts)
    built.save(tmp_path / "new")
    opened = Segment.load(tmp_path / "new")
    assert opened.size == len(texts)
    assert all(isinstance(field.terms.base, np.memmap) for field in opened.fields.values() if len(field.terms))
    for name, field in built.fields.items():
        assert np.array_equal(field.texts, opened.fields[name].texts)
        assert np.array_equal(field.counts, opened.fields[name].counts)


def test_a_term_is_counted_in_each_text() -> None:
    field = Segment.build(TEXTS).fields["marked"]
    counts = [field.counts[field.run(term)].tolist() for term in field.terms]
    assert sorted(map(sum, counts))[-3:] == [2, 2, 2]  # "kiểm", "tra", "kiểm tra" in one text; "sở" in two
    assert field.most.tolist() == [max(of_term) for of_term in counts]
    assert field.run(np.uint64(7)) == slice(0, 0)


def test_a_missing_or_cut_segment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="size"):
        Segment.load(tmp_path)
    Segment.build(TEXTS).save(tmp_path)
    np.save(tmp_path / "skips.starts.npy", np.zeros(1, dtype=np.int64))
    with pytest.raises(ValueError, match="not whole"):
        Segment.load(tmp_path)

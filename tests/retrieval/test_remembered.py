from __future__ import annotations

from retrieval.remembered import Remembered, key_of


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    kept = Remembered(room=2)
    kept.keep("a", ())
    kept.keep("b", ())
    assert kept.get("a") == ()
    kept.keep("c", ())
    assert kept.get("b") is None
    assert kept.get("a") == kept.get("c") == ()


def test_a_key_changes_with_each_part_and_with_where_it_ends() -> None:
    assert key_of("a", "b") == key_of("a", "b")
    assert len({key_of("a", "b"), key_of("ab", ""), key_of("a", "c"), key_of("c", "b"), key_of("b", "a")}) == 5

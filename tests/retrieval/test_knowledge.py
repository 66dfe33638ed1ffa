"""What is known of the library at one moment, whatever happens to the library meanwhile."""

from __future__ import annotations

from tests.retrieval.invented import assistant_of


def test_every_passage_has_a_score_in_the_same_order(desk):
    known = desk.assistant.knowledge()
    scores = known.scores("nồng độ cồn")
    ((plan, passage),) = known.at([int(scores.argmax())])
    assert len(scores) == len(desk.assistant.library.passages())
    assert "nồng độ cồn" in plan.quote(passage.span)


def test_what_is_known_is_of_one_moment(tmp_path):
    assistant = assistant_of(tmp_path, "giao-thong.txt", "thang-may.txt")
    with assistant.library as library:
        known = assistant.knowledge()
        assistant_of(tmp_path, "rac-thai.txt").library.close()
        scores = known.scores("nồng độ cồn")
        assert len(scores) == known.library.held.size
        ((plan, passage),) = known.at([int(scores.argmax())])
        assert "nồng độ cồn" in plan.quote(passage.span)
        assert library.generation != known.generation


def test_knowledge_is_read_anew_only_when_the_library_has_changed(tmp_path):
    assistant = assistant_of(tmp_path, "thang-may.txt")
    with assistant.library:
        known = assistant.knowledge()
        assert assistant.knowledge() is known
        assistant_of(tmp_path, "giao-thong.txt").library.close()
        assert {plan.file for plan in assistant.knowledge().plans} == {"thang-may.txt", "giao-thong.txt"}


def test_the_words_of_the_plans_are_no_slips(desk):
    known = desk.assistant.knowledge()
    assert not known.is_slip("phân")
    assert not known.is_slip("xyzzyq")
    assert known.is_slip("phuongg")

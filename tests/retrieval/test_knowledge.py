"""What is known of the library at one moment, whatever happens to the library meanwhile."""

from __future__ import annotations

from tests.retrieval.invented import assistant_of


def best(known, query, depth=1, within=()):
    places, _ = known.best(query, depth, within)
    return [(plan, plan.quote(passage.span)) for plan, passage in known.at(places)]


def test_the_best_passages_are_found_everywhere_or_in_some_stretches(desk):
    known = desk.assistant.knowledge()
    ((plan, said),) = best(known, "nồng độ cồn")
    assert "nồng độ cồn" in said
    other = next(one for one in known.plans if one.id != plan.id)
    assert {one.id for one, _ in best(known, "nồng độ cồn", 5, [known.stretch(other.id)])} <= {other.id}


def test_what_is_known_is_of_one_moment(tmp_path):
    assistant = assistant_of(tmp_path, "giao-thong.txt", "thang-may.txt")
    with assistant.library as library:
        known = assistant.knowledge()
        assistant_of(tmp_path, "rac-thai.txt").library.close()
        ((_, said),) = best(known, "nồng độ cồn")
        assert "nồng độ cồn" in said
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

"""Finding the passages: best first, within scope, the sentence that has what is asked for in front."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.search import LIMIT, best_sentences, read_together, search, sections
from tests.retrieval.invented import AS_OF


@pytest.fixture(scope="module")
def known(desk):
    return desk.assistant.knowledge()


def read(known, text):
    return known.reader.read(text, as_of=AS_OF)


def found_for(known, text):
    return search(read(known, text), known, known.weigher)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("túi ni lông", "không dùng túi ni lông"),
        ("nồng độ cồn", "xử lý vi phạm nồng độ cồn"),
        ("trạm đo mực nước", "36 trạm đo mực nước"),
        ("phuong tien dua don cong nhan", "phương tiện đưa đón công nhân"),
    ],
)
def test_the_passage_that_speaks_of_it_is_first(known, question, words):
    best = found_for(known, question)[0]
    assert words in best.plan.quote(best.passage.span)


def test_passages_come_best_first(known):
    scores = [one.score for one in found_for(known, "khu tái định cư")]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1


def test_only_the_plans_in_scope_are_searched(known, desk):
    only = desk.plan("giao-thong.txt")
    question = replace(read(known, "Công an tỉnh"), scope=(only.id,))
    assert {one.plan.file for one in search(question, known, known.weigher)} == {"giao-thong.txt"}


def test_words_no_plan_has_find_nothing(known):
    assert found_for(known, "xyzzy qwerty") == ()


def test_sections_are_distinct_and_few(known):
    hits = sections(found_for(known, "kế hoạch tỉnh Ủy ban nhân dân báo cáo"))
    keys = [(hit.plan.id, hit.section.id) for hit in hits]
    assert len(keys) == len(set(keys)) <= LIMIT


def test_what_an_answer_cites_comes_before_what_was_only_found(known, desk):
    plan = desk.plan("thang-may.txt")
    cited = plan.section("2.2")
    hits = sections(found_for(known, "nồng độ cồn"), [(plan, cited)])
    assert (hits[0].plan, hits[0].section) == (plan, cited)
    assert hits[0].score > hits[1].score


def test_no_passage_gives_no_section(known):
    assert sections(()) == ()


def test_a_sentence_with_a_date_goes_first_when_a_date_is_asked(known):
    question = read(known, "Danh sách hộ phải di dời nộp khi nào?")
    best = best_sentences(question, search(question, known, known.weigher), known.weigher)[0]
    assert "30/9/2025" in best.plan.quote(best.span)


def test_sentences_are_whole_and_inside_their_passage(known):
    question = read(known, "khu tái định cư")
    found = search(question, known, known.weigher)
    spans = [one.passage.span for one in found]
    for sentence in best_sentences(question, found, known.weigher):
        assert any(span.contains(sentence.span) for span in spans)
        assert 0 <= sentence.coverage <= 1


def test_no_plan_is_read_before_it_is_looked_at(known):
    class Unread:
        def __getattr__(self, name):
            assert name != "at", "a plan was read"
            return getattr(known, name)

    question = read(known, "nồng độ cồn")
    found = search(question, Unread(), known.weigher)
    assert found[0].plan_id == found_for(known, "nồng độ cồn")[0].plan.id
    assert found[0].coverage == known.weigher.coverage(question.topic, "xử lý vi phạm nồng độ cồn")


def test_the_plans_of_passages_found_are_read_in_one_go_and_each_once(known, monkeypatch):
    found, asked = found_for(known, "kế hoạch tỉnh Ủy ban nhân dân báo cáo"), []
    at = type(known).at
    monkeypatch.setattr(type(known), "at", lambda self, places: asked.append(list(places)) or at(self, places))
    assert read_together(found[:3]) == found[:3]
    read_together(found)
    assert [one.plan.id for one in found] == [one.plan_id for one in found]
    assert asked == [[one.place for one in found[:3]], [one.place for one in found[3:]]]

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.bench import NAMES
from evaluation.peers import DENSE, PEERS, Peer, bm25
from evaluation.public_sets import Collection, alqac, half, slips, xquad
from evaluation.rankers import by_passages, of_peer, whole
from evaluation.record import Found
from evaluation.retrieval_bench import accuracy, bare_and_slipped, ranking, right_words, stripped

TEXTS = [
    "Sở Y tế kiểm soát giới tính khi sinh",
    "Sở Tài chính bố trí kinh phí",
    "Công an tỉnh phòng chống mua bán người",
]
ASKED = [("Ai bố trí kinh phí?", frozenset({1})), ("Ai phòng chống mua bán người?", frozenset({2}))]
SMALL = Collection("thử", TEXTS, ["y tế", "tài chính", "công an"], ASKED)


def test_words_are_right_in_order_whatever_their_case() -> None:
    assert right_words("sở y tế làm gì", "Sở Y tế phải làm gì") == (5, 6)
    assert accuracy([("a b", "a b"), ("a", "b c")]).startswith("50.0 (")


def test_an_interval_has_no_width_where_every_sentence_is_as_right_as_the_others() -> None:
    assert accuracy([("a b", "a c"), ("a b d e", "a b c f")]) == "50.0 (50.0–50.0)"


def test_slips_are_the_same_ones_each_time() -> None:
    question = "Sở Y tế phải làm những việc gì trong năm nay?"
    assert bare_and_slipped(question) == bare_and_slipped(question)
    assert bare_and_slipped(question) != stripped(question).lower()


def test_marks_are_stripped_and_capitals_kept() -> None:
    assert stripped("Đề án của Sở") == "De an cua So"


def test_halves_share_nothing() -> None:
    items = list(range(5))
    assert not set(half(items, "dev")) & set(half(items, "test"))
    assert half(items, "all") == items


@pytest.mark.parametrize("build", [whole, by_passages])
def test_the_right_text_comes_first_with_marks_and_without(build: object) -> None:
    assert callable(build)
    rank = build(SMALL)
    assert rank("Ai bố trí kinh phí?")[0] == 1
    assert rank("ai phong chong mua ban nguoi")[0] == 2


def test_sets_are_read_as_they_were_published(tmp_path: Path) -> None:
    (tmp_path / "xquad").mkdir()
    (tmp_path / "alqac").mkdir()
    paragraph = {"context": "Đoạn một.", "qas": [{"question": "Hỏi gì?"}]}
    published = {"data": [{"paragraphs": [paragraph]}]}
    (tmp_path / "xquad" / "xquad.vi.json").write_text(json.dumps(published), encoding="utf-8")
    articles = {"Luật A@1": "Phạm vi\n\nLuật này quy định."}
    (tmp_path / "alqac" / "all_articles_2023.json").write_text(json.dumps(articles), encoding="utf-8")
    asked = [{"text": "Phạm vi?", "gold_articles": ["Luật A@1"]}]
    (tmp_path / "alqac" / "questions.dev.json").write_text(json.dumps(asked), encoding="utf-8")
    assert xquad(tmp_path).questions == [("Hỏi gì?", frozenset({0}))]
    assert alqac(tmp_path).titles == ["Luật A Phạm vi"]


def test_pairs_of_slips_are_read_by_set(tmp_path: Path) -> None:
    (tmp_path / "spelling").mkdir()
    pair = json.dumps({"input": "ke hoach", "target": "kế hoạch"})
    (tmp_path / "spelling" / "thu.jsonl").write_text(pair + "\n", encoding="utf-8")
    assert list(slips(tmp_path)) == [("thu", [("ke hoach", "kế hoạch")])]


def test_a_text_ranks_where_the_first_of_a_peers_chunks_does() -> None:
    chunks = [Found("", "", "", place) for place in ("2", "0", "2")]
    rank = of_peer(lambda texts: Peer("giả", lambda question: chunks))(SMALL)
    assert rank("gì?") == [2, 0]


def test_every_peer_has_a_name() -> None:
    assert {*PEERS, *DENSE} < set(NAMES)


def test_a_table_shows_every_way_of_ranking_in_every_way_of_typing() -> None:
    lines = list(ranking(SMALL, "all", {"BM25": of_peer(bm25), "ta": whole}))
    assert lines[0].startswith("**thử**: 2 questions, 3 texts.")
    assert lines[-1].startswith("| ta | 100.0 (")
    assert lines[-1].count("|") == lines[-2].count("|") == 3 * 3 + 3

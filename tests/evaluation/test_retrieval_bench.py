from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.retrieval_bench import (
    Collection,
    accuracy,
    alqac,
    by_passages,
    half,
    ours,
    ranking,
    right_words,
    stripped,
    xquad,
)

TEXTS = [
    "Sở Y tế kiểm soát giới tính khi sinh",
    "Sở Tài chính bố trí kinh phí",
    "Công an tỉnh phòng chống mua bán người",
]
ASKED = [("Ai bố trí kinh phí?", frozenset({1})), ("Ai phòng chống mua bán người?", frozenset({2}))]
SMALL = Collection("thử", TEXTS, ["y tế", "tài chính", "công an"], ASKED)


def test_words_are_right_in_order_whatever_their_case() -> None:
    assert right_words("sở y tế làm gì", "Sở Y tế phải làm gì") == (5, 6)
    assert accuracy([("a b", "a b"), ("a", "b c")]) == 50


def test_marks_are_stripped_and_capitals_kept() -> None:
    assert stripped("Đề án của Sở") == "De an cua So"


def test_halves_share_nothing() -> None:
    items = list(range(5))
    assert not set(half(items, "dev")) & set(half(items, "test"))
    assert half(items, "all") == items


@pytest.mark.parametrize("build", [ours, by_passages])
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


def test_a_table_shows_every_way_of_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.retrieval_bench.langchain", ours)
    lines = list(ranking(SMALL, "all"))
    assert len(lines) == 4
    assert "100.0" in lines[-1]

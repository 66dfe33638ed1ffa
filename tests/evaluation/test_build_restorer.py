from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.build_restorer import counted, everyday, main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tatoeba", "alqac", "diacritics", "spelling"):
        (tmp_path / name).mkdir()
    sentences = ["1\tvie\tTôi đọc sách.", "2\tvie\tAnh ấy ngủ say!", "3\tvie\tChị ấy hoc bài.", "4\tvie\tMèo lười quá"]
    (tmp_path / "tatoeba" / "vie_sentences.tsv").write_text("\n".join(sentences), encoding="utf-8")
    articles = json.dumps({"Luật@1": "Luật này quy định về cư trú."})
    (tmp_path / "alqac" / "all_articles_2023.json").write_text(articles, encoding="utf-8")
    (tmp_path / "diacritics" / "diacritic_eval_300.txt").write_text("# thử\nAnh ấy ngủ say.\n", encoding="utf-8")
    pair = json.dumps({"input": "Meo luoi qua", "target": "Mèo lười quá."})
    (tmp_path / "spelling" / "conversational_300_heavy.jsonl").write_text(pair + "\n", encoding="utf-8")
    return tmp_path


def test_sentences_that_restoring_is_tested_on_are_not_counted(folder: Path) -> None:
    assert everyday(folder) == ["Tôi đọc sách.", "Chị ấy hoc bài."]
    pairs = counted(folder)
    assert ("đọc", "sách") in pairs
    assert ("ngủ", "say") not in pairs
    assert ("mèo", "lười") not in pairs


def test_laws_plans_and_questions_are_counted(folder: Path) -> None:
    pairs = counted(folder)
    assert ("cư", "trú") in pairs
    assert pairs["kế", "hoạch"] > 10
    assert pairs["ai", "ký"] >= 5
    assert pairs["trưởng", "ấp"] >= 6
    assert pairs["ở", "xã"] > 10, "whole questions of cadres"
    assert pairs["gia", "hạn"] > 0, "words that people and offices use"


def test_words_that_look_mistyped_are_left_out(folder: Path) -> None:
    assert not any("hoc" in pair for pair in counted(folder))


def test_the_same_input_gives_the_same_files(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for _ in range(2):
        target = tmp_path_factory.mktemp("target")
        (target / "questions.txt").write_text("# hỏi\nai ký\n", encoding="utf-8")
        (target / "office.txt").write_text("trưởng ấp\n", encoding="utf-8")
        monkeypatch.setattr("evaluation.build_restorer.TARGET", target)
        monkeypatch.setattr("sys.argv", ["build_restorer", str(folder)])
        main()
        written.append([(target / name).read_bytes() for name in ("syllables.txt", "pairs.bin")])
    assert written[0] == written[1]

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.cases import DATA, STYLES, Case, load, problems
from plans.errors import UnreadableFile

SAMPLES = DATA.parent.parent / "samples"
SETS = {"dev": SAMPLES, "samples": SAMPLES, "unseen": DATA / "plans", "holdout": DATA / "plans"}
ROW = {"id": "a", "question": "Ai ký?", "kind": "metadata", "style": "plain", "plan": None, "status": "answered"}
ROW |= {"gold": [], "all_gold": False, "facts": [], "forbidden": []}


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.suffix in (".txt", ".md")}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", SETS)
def test_every_gold_quote_of_the_shipped_sets_stands_in_its_plan(name: str) -> None:
    assert list(problems(load(DATA / f"{name}.jsonl"), texts(SETS[name]))) == []


@pytest.mark.parametrize("name", SETS)
def test_the_shipped_sets_use_the_known_styles_and_statuses(name: str) -> None:
    for case in load(DATA / f"{name}.jsonl"):
        assert case.style in STYLES
        assert set(case.status) <= {"answered", "no_answer", "clarify", "smalltalk", "refused"}
        assert case.plans or not case.gold


@pytest.mark.parametrize("name", ["samples", "unseen", "holdout"])
def test_a_quarter_of_the_questions_has_no_answer_in_the_plans(name: str) -> None:
    cases = load(DATA / f"{name}.jsonl")
    assert sum(case.unanswerable for case in cases) >= len(cases) / 4


def test_no_question_is_asked_twice_over_all_sets() -> None:
    asked = [(case.question, case.history) for name in SETS for case in load(DATA / f"{name}.jsonl")]
    assert len(set(asked)) == len(asked)


def test_a_case_keeps_what_its_line_says(tmp_path: Path) -> None:
    row = ROW | {"plan": ["x.txt"], "gold": [["một", "hai"], "ba"], "as_of": "2026-01-02", "status": ["answered"]}
    row |= {"history": [{"question": "Trước?", "answer": "Rồi."}]}
    case = load(written(tmp_path, json.dumps(row)))[0]
    assert (case.gold, case.plans, str(case.as_of)) == ((("một", "hai"), ("ba",)), ("x.txt",), "2026-01-02")
    assert case.history == (("Trước?", "Rồi."),)


@pytest.mark.parametrize(
    ("line", "told"),
    [("{", "không phải JSON"), ("{}", "'id'"), ("[]", "sai trường"), (json.dumps(ROW | {"as_of": "mai"}), "mai")],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told) as error:
        load(written(tmp_path, json.dumps(ROW), line))
    assert "dòng 2" in str(error.value)


def test_a_repeated_id_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="hai lần"):
        load(written(tmp_path, json.dumps(ROW), json.dumps(ROW)))
    with pytest.raises(UnreadableFile, match="Không đọc được"):
        load(tmp_path / "none.jsonl")


def test_what_is_wrong_with_a_set_is_told() -> None:
    case = Case("a", "?", "content", "plain", ("x.txt", "y.txt"), ("answered",), gold=(("không có",),))
    assert list(problems((case,), {"x.txt": "Có."})) == [
        "a: không có kế hoạch y.txt.",
        "a: câu trích «không có» không có nguyên văn trong kế hoạch.",
    ]


def test_a_case_is_answerable_unanswerable_or_either() -> None:
    def kinds(*status: str) -> tuple[bool, bool]:
        case = Case("a", "?", "content", "plain", (), status)
        return case.answerable, case.unanswerable

    assert kinds("answered", "clarify") == (True, False)
    assert kinds("no_answer", "refused") == (False, True)
    assert kinds("answered", "no_answer") == (False, False)
    assert kinds("smalltalk") == (False, False)

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from evaluation.commands import app
from evaluation.sets import load
from plans.errors import PlanError, UnreadableFile
from tests.evaluation.tree_planting import PLAN

ROWS = [
    {"id": "duty", "question": "Sở Tài chính phải làm gì?", "kind": "duties", "style": "plain", "plan": "dong-nai.txt"}
    | {"status": "answered", "gold": ["Bố trí kinh phí"], "all_gold": True, "facts": ["kinh phí"], "forbidden": []},
    {"id": "wrong", "question": "Xin chào", "kind": "smalltalk", "style": "terse", "plan": None}
    | {"status": "answered", "gold": [], "all_gold": False, "facts": [], "forbidden": []},
]


def called(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "dong-nai.txt").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_a_run_prints_its_table_and_keeps_its_files(plans: Path, questions: Path, tmp_path: Path) -> None:
    result = called("run", questions, "--plans", plans, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "Đúng hoàn toàn" in result.output
    assert "wrong [smalltalk, terse] Xin chào" in result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "answers.jsonl",
        "cases.jsonl",
        "config.json",
        "scores.json",
    }
    assert "Chi phí: không hỏi" in called("run", questions, "--plans", plans, "--price", 0.4, 1.6).output
    again = called("run", questions, "--plans", plans, "--failing", tmp_path / "out", "--written", "nodia")
    assert "0/1" in again.output
    assert "xin chao" in again.output
    assert "Không thấy khác biệt" in called("compare", tmp_path / "out", tmp_path / "out").output


def test_only_the_wanted_style_and_kind_are_asked(plans: Path, questions: Path) -> None:
    result = called("run", questions, "--plans", plans, "--style", "plain", "--kind", "duties")
    assert "duties               1" in result.output
    assert "smalltalk" not in result.output


def test_an_unknown_style_is_refused_with_the_known_ones(questions: Path) -> None:
    result = called("run", questions, "--written", "thơ")
    assert isinstance(result.exception, PlanError)
    assert "nodia, half, typo" in str(result.exception)


def test_answers_made_elsewhere_are_scored(plans: Path, questions: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps({"id": row["id"], "status": "no_answer"}) + "\n" for row in ROWS))
    result = called("score", questions, answers, "--plans", plans, "--out", tmp_path / "scored")
    assert "loại trả lời là no_answer, cần answered" in result.output
    assert (tmp_path / "scored" / "scores.json").is_file()


def test_a_set_becomes_the_input_of_a_batch(questions: Path, tmp_path: Path) -> None:
    called("export", questions, tmp_path / "in.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "in.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0] == {"id": "duty", "question": "Sở Tài chính phải làm gì?", "history": []}


def test_the_gate_fails_where_a_floor_breaks(plans: Path, questions: Path) -> None:
    result = called("gate", questions, "--plans", plans)
    assert result.return_value == 1
    assert "Hỏng: Đúng loại trả lời (giá trị): giá trị 50.0%, cần ít nhất 95.0%." in result.output


def test_the_gate_passes_where_none_does(plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "good.jsonl"
    path.write_text(json.dumps(ROWS[0] | {"critical": True}), encoding="utf-8")
    first = called("gate", path, "--plans", plans, "--out", tmp_path / "run")
    assert first.output.strip() == "Đạt mọi điều kiện (11)."
    files = ("--junit", tmp_path / "gate.xml", "--markdown", tmp_path / "gate.md")
    again = called("gate", path, "--plans", plans, "--against", tmp_path / "run", *files)
    assert again.output.strip() == "Đạt mọi điều kiện (13)."
    assert (tmp_path / "gate.md").read_text(encoding="utf-8").startswith("## Đánh giá: Đạt")
    assert b'failures="0"' in (tmp_path / "gate.xml").read_bytes()


def test_only_reviewed_and_tagged_questions_are_asked(plans: Path, tmp_path: Path) -> None:
    rows = [ROWS[0] | {"tags": "tiền"}, ROWS[0] | {"id": "x"}, ROWS[0] | {"id": "y", "state": "draft", "tags": "tiền"}]
    path = tmp_path / "set.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert "1/1" in called("run", path, "--plans", plans, "--tag", "tiền").output
    assert "2/2" in called("run", path, "--plans", plans, "--tag", "tiền", "--drafts").output
    assert "Không còn câu hỏi nào" in str(called("run", path, "--plans", plans, "--tag", "khác").exception)


def test_a_model_is_asked_only_where_one_is_set(plans: Path, questions: Path) -> None:
    result = called("run", questions, "--plans", plans, "--live")
    assert "OPENAI_API_KEY hoặc OPENAI_BASE_URL" in str(result.exception)


def test_a_set_is_converted_and_checked_as_a_workbook(plans: Path, questions: Path, tmp_path: Path) -> None:
    assert "Đã ghi 2 câu hỏi" in called("convert", questions, tmp_path / "set.xlsx").output
    assert "2 câu hỏi, 1 chỗ cần sửa." in called("check", tmp_path / "set.xlsx", "--plans", plans).output


def test_a_set_is_checked_against_its_plans(plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(ROWS[0] | {"gold": ["Không có câu này"]}), encoding="utf-8")
    result = called("check", path, "--plans", plans)
    assert result.return_value == 1
    assert "dòng 1: duty: câu trích «Không có câu này»" in result.output
    assert "1 câu hỏi, 1 chỗ cần sửa." in result.output


def test_the_judge_is_tried_on_any_folder_of_plans(plans: Path) -> None:
    told = called("judge", "--plans", plans).output
    assert "Bộ chấm tìm ra" in told
    assert "Phần kiểm chứng của trợ lý tìm ra" in told


def test_the_reading_of_the_shipped_plans_is_measured() -> None:
    assert "Thời hạn đúng loại và ngày" in called("parser").output


def test_a_set_that_does_not_exist_is_told() -> None:
    assert isinstance(called("run", "nowhere").exception, UnreadableFile)


def test_a_set_grows_by_drafts_that_a_reviewer_then_approves(plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.xlsx"
    made = called("synth", path, "--plans", plans, "--limit", 4)
    assert "Đã thêm 4 câu nháp" in made.output
    assert "4 câu chưa duyệt không được tính" in called("check", path, "--plans", plans).output
    assert "Không còn câu hỏi nào" in str(called("run", path, "--plans", plans).exception)
    assert "Đã thêm 0 câu" in called("synth", path, "--plans", plans, "--limit", 4).output
    first = load(path)[0].id
    assert "Đã ghi 1 câu." in called("review", path, first, "--reviewer", "Hoa").output
    assert (load(path)[0].state, load(path)[0].reviewer) == ("reviewed", "Hoa")
    assert "Không có câu hỏi x9" in str(called("review", path, "x9", "--reviewer", "Hoa").exception)
    assert "--state nhận" in str(called("review", path, first, "--reviewer", "Hoa", "--state", "x").exception)


def test_real_questions_become_drafts(tmp_path: Path) -> None:
    export, path = tmp_path / "export.jsonl", tmp_path / "set.yaml"
    rows = [{"question": f"Câu {at}?", "status": "no_answer"} for at in range(5)]
    export.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{\n", encoding="utf-8")
    found = called("from-feedback", export, path)
    assert (found.return_value, "Bỏ qua dòng 6" in found.output, len(load(path))) == (1, True, 5)
    assert "Đã thêm 2 câu nháp" in called("sample", export, tmp_path / "other.csv", "--count", 2).output
    assert "Không đọc được tệp" in str(called("sample", tmp_path / "none", path).exception)


def test_a_report_is_written_as_a_page_or_a_table(plans: Path, questions: Path, tmp_path: Path) -> None:
    called("run", questions, "--plans", plans, "--out", tmp_path / "run")
    page = tmp_path / "run.html"
    again = ("--against", tmp_path / "run", "--plans", plans)
    assert "Đã ghi báo cáo" in called("report", tmp_path / "run", page, *again).output
    assert "Không thấy khác biệt" in page.read_text(encoding="utf-8")
    called("report", tmp_path / "run", tmp_path / "run.csv")
    assert "Sở Tài chính phải làm gì?" in (tmp_path / "run.csv").read_text(encoding="utf-8-sig")


def test_a_second_opinion_needs_a_model(plans: Path, questions: Path, tmp_path: Path) -> None:
    assert "cần mô hình" in str(called("claim-check", tmp_path, "--plans", plans).exception)


def test_the_guide_names_every_command_and_option() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "danh-gia.md").read_text(encoding="utf-8")
    for command in typer.main.get_command(app).commands.values():  # type: ignore[attr-defined]
        assert f"kehoach evaluate {command.name}" in guide
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in options if option not in guide and option != "--help"] == []

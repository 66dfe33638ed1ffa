from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.record import Record
from evaluation.run import Run, scored
from evaluation.run_folder import Unfinished, load, right_answers, save
from plans.errors import BadSettings, UnreadableFile

CASES = (
    Case("a", "Ai ký?", "metadata", "plain", (), ("no_answer",)),
    Case("b", "Ai?", "metadata", "plain", (), ("answered",), facts=(("An",),)),
)
RECORDS = {"a": Record("a", "no_answer", "Không có."), "b": Record("b", "answered", "Năm 2030. [4]")}


def finished() -> Run:
    result = scored(CASES, RECORDS, {})
    return Run(result.records, result.scores, (result.scores,))


def test_a_saved_run_comes_back_whole(tmp_path: Path) -> None:
    save(finished(), tmp_path, CASES, {"python": "3"})
    kept = load(tmp_path)
    assert (kept.run, kept.cases, kept.config) == (finished(), CASES, {"python": "3"})
    assert right_answers(tmp_path) == {"a": True, "b": False}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"scores": [1]}', '{"scores": [{"id": "a"}]}'])
def test_a_folder_that_holds_no_run_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "scores.json").write_text(text, encoding="utf-8")
    for read in (load, right_answers):
        with pytest.raises(UnreadableFile, match="Hãy chạy"):
            read(tmp_path)


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def stopped() -> Iterator[Record]:
        yield RECORDS["a"]
        raise KeyboardInterrupt

    begun = Unfinished(tmp_path, {"n": 1}, resume=False)
    with pytest.raises(KeyboardInterrupt):
        list(begun.keep(1, stopped()))
    with (tmp_path / "answers.partial.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"repeat": 1, "record": {"id": "b", "sta')  # what a power cut leaves
    again = Unfinished(tmp_path, {"n": 1}, resume=True)
    assert again.known(1) == {"a": RECORDS["a"]}
    assert again.known(2) == {}
    assert list(again.keep(1, iter([RECORDS["b"]]))) == [RECORDS["b"]]
    assert Unfinished(tmp_path, {"n": 1}, resume=True).known(1) == RECORDS
    again.finished()
    assert list(tmp_path.iterdir()) == []


def test_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    Unfinished(tmp_path, {"plans": 1, "code": 2}, resume=False)
    with pytest.raises(BadSettings, match="cấu hình khác \\(plans\\)"):
        Unfinished(tmp_path, {"plans": 3, "code": 2}, resume=True)


def test_without_resume_a_run_begins_anew(tmp_path: Path) -> None:
    list(Unfinished(tmp_path, {}, resume=False).keep(1, iter([RECORDS["a"]])))
    assert Unfinished(tmp_path, {}, resume=False).known(1) == {}


def test_the_files_are_readable_json(tmp_path: Path) -> None:
    save(finished(), tmp_path, CASES, {})
    told = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert told["summary"]["rates"]["strict correct"]["value"] == 0.5
    assert set(told["by_kind"]) == {"metadata"}

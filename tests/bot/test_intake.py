from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import files, ingesting, pools
from bot.__main__ import run
from evaluation.rendering import sheet, write_pdf
from ingest import load
from ingest.source import Source
from plans.errors import LibraryDamaged
from plans.model import Plan
from retrieval.library import Library
from tests.bot.office_files import OFFICE_PLAN

SAMPLES = Path(__file__).parents[2] / "samples"


def ingested(capsys, *words: object) -> tuple[int, dict, str]:
    status = run(["ingest", "--json", *map(str, words)])
    told = capsys.readouterr()
    return status, json.loads(told.out), told.err


def test_a_folder_is_read_with_the_folders_in_it_but_not_what_is_hidden(office):
    assert [file.name for file in files.find_files([office])] == ["một.txt", "hai.txt"]


def test_a_failure_says_the_name_of_its_file_once(tmp_path, capsys):
    run(["ingest", str(tmp_path / "khong-co.txt"), "--dry-run"])
    assert capsys.readouterr().err.count("khong-co.txt") == 1


def test_the_summary_counts_sections_as_the_page_of_the_plan_does(office, capsys):
    run(["ingest", str(office / "một.txt")])
    cells = capsys.readouterr().out.splitlines()[-2].split()
    run(["show", "1/KH"])
    assert cells[cells.index("1/KH-UBND") + 1] == "2"
    assert "  2 mục, 1 việc giao" in capsys.readouterr().out


def test_a_file_named_twice_is_read_once(office):
    again = office / "nam2024" / ".." / "một.txt"
    assert len(files.find_files([office / "một.txt", again, office])) == 2


def test_a_plan_is_added_once_and_a_changed_one_becomes_a_new_version(office, capsys):
    for expected in ("added", "unchanged"):
        status, told, _ = ingested(capsys, office)
        assert (status, [row["outcome"] for row in told["files"]]) == (0, [expected] * 2)
    (office / "một.txt").write_text(OFFICE_PLAN.format(number=1) + "2. Sở Tài chính: bố trí kinh phí.\n", "utf-8")
    _, told, _ = ingested(capsys, office)
    assert (told["new_version"], told["unchanged"], told["failed"]) == (1, 1, 0)


def test_no_question_after_it_waits_for_an_index(office, capsys, monkeypatch):
    ingested(capsys, office)
    monkeypatch.setattr("retrieval.lexical_store._made", lambda missing, read: pytest.fail("indexed while asking"))
    assert run(["ask", "Sở Y tế phải làm gì?"]) == 0
    assert "phun hóa chất" in capsys.readouterr().out


def test_replace_stores_even_what_did_not_change(office, capsys):
    ingested(capsys, office)
    assert ingested(capsys, office, "--replace")[1]["new_version"] == 2


def test_a_file_with_the_same_bytes_is_not_read_again_unless_asked(office, capsys, monkeypatch):
    ingested(capsys, office)
    read = []
    monkeypatch.setattr(pools, "read_file", lambda file: read.append(file.name) or files.read_file(file))
    (office / "ba.txt").write_bytes((office / "một.txt").read_bytes())
    status, told, _ = ingested(capsys, office)
    assert (status, told["unchanged"], read) == (0, 3, [])
    assert {row["plan"] for row in told["files"]} == {"1/KH-UBND", "2/KH-UBND"}
    ingested(capsys, office, "--replace")
    assert read == ["ba.txt", "một.txt", "hai.txt"]


def test_a_file_is_read_again_by_another_program_and_after_its_plan_was_removed(office, capsys, monkeypatch):
    ingested(capsys, office)
    assert run(["remove", "1/KH-UBND"]) == 0
    capsys.readouterr()
    assert [row["outcome"] for row in ingested(capsys, office)[1]["files"]] == ["unchanged", "added"]
    monkeypatch.setattr(ingesting, "reader", lambda: "bộ đọc khác")
    read = []
    monkeypatch.setattr(pools, "read_file", lambda file: read.append(file.name) or files.read_file(file))
    assert ingested(capsys, office)[1]["unchanged"] == 2
    assert len(read) == 2


LONG = "1. Sở Y tế: " + " ".join(f"việc thứ {n} của cơ quan {n}" for n in range(80)) + ".\n"


def test_a_near_copy_is_not_stored_until_somebody_says_what_it_is(office, capsys):
    scan = OFFICE_PLAN.replace("Số: {number}/KH-UBND\n", "") + LONG
    (office / "một.txt").write_text(OFFICE_PLAN.format(number=1) + LONG, "utf-8")
    ingested(capsys, office)
    (office / "quét.txt").write_text(scan, "utf-8")
    status, told, err = ingested(capsys, office)
    (row,) = [row for row in told["files"] if not row["ok"]]
    assert (status, row["error"]["kind"], told["unchanged"]) == (1, "near_copy", 2)
    assert "KH 1/KH-UBND" in err
    assert "--keep-both" in err
    _, told, _ = ingested(capsys, office / "quét.txt", "--replace")
    assert [(row["outcome"], row["version"]) for row in told["files"]] == [("new_version", 2)]


def test_a_near_copy_can_be_kept_as_a_plan_of_its_own(office, capsys):
    (office / "một.txt").write_text(OFFICE_PLAN.format(number=1) + LONG, "utf-8")
    (office / "quét.txt").write_text(OFFICE_PLAN.replace("Số: {number}/KH-UBND\n", "") + LONG, "utf-8")
    assert ingested(capsys, office, "--keep-both")[1]["added"] == 3
    assert ingested(capsys, office)[1]["unchanged"] == 3


@pytest.mark.parametrize(
    ("typed", "outcome"), [("t\n", "1 bản mới"), ("g\n", "2 mới"), ("b\n", "1 lỗi"), ("", "1 lỗi")]
)
def test_at_a_terminal_a_person_decides_about_a_near_copy(office, capsys, monkeypatch, typed, outcome):
    (office / "một.txt").write_text(OFFICE_PLAN.format(number=1) + LONG, "utf-8")
    (office / "quét.txt").write_text(OFFICE_PLAN.replace("Số: {number}/KH-UBND\n", "") + LONG, "utf-8")
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    run(["ingest", str(office / "một.txt"), str(office / "quét.txt")])
    told = capsys.readouterr()
    assert outcome in told.out.splitlines()[-1]
    assert "[t] thay" in told.err


def test_plans_of_two_offices_that_share_number_place_and_year_are_both_kept(tmp_path, capsys):
    for name, office in (("tinh", "TỈNH CÀ MAU"), ("huyen", "HUYỆN NĂM CĂN")):
        head = f"ỦY BAN NHÂN DÂN\n{office}\nSố: 1/KH-UBND\n\nCà Mau, ngày 5 tháng 6 năm 2024\n\n"
        (tmp_path / f"{name}.txt").write_text(
            f"{head}KẾ HOẠCH\nPhòng dịch {name}\n\nI. NHIỆM VỤ\n\n1. Sở Y tế: chủ trì {name}.\n", "utf-8"
        )
    for outcome in ("added", "unchanged"):
        _, told, _ = ingested(capsys, tmp_path / "tinh.txt", tmp_path / "huyen.txt")
        assert told[outcome] == 2
    assert run(["plans", "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert [plan["plan"] for plan in held] == ["1/KH-UBND"] * 2
    assert len({plan["plan_id"] for plan in held}) == 2


def test_the_failures_are_a_table_that_no_spreadsheet_runs(office, capsys, tmp_path):
    (office / "=cmd.txt").write_bytes(b"")
    (office / "rong.txt").write_bytes(b"")
    os.chdir(office)
    ingested(capsys, "=cmd.txt", "một.txt", "rong.txt", "--failures", tmp_path / "lỗi.csv")
    heads, *rows = csv.reader((tmp_path / "lỗi.csv").read_text("utf-8-sig").splitlines())
    assert heads == ["Tệp", "Loại lỗi", "Lý do"]
    assert [row[:2] for row in rows] == [["'=cmd.txt", "unreadable"], ["rong.txt", "unreadable"]]
    assert "tệp rỗng" in rows[1][2]


def test_a_dry_run_stores_nothing(office, capsys, tmp_path):
    status, told, _ = ingested(capsys, office, "--dry-run")
    assert (status, told["parsed"]) == (0, 2)
    assert not (tmp_path / "data").exists()


def test_bad_files_are_named_and_the_others_are_stored(office, capsys):
    (office / "rong.txt").write_bytes(b"")
    (office / "nhi-phan.txt").write_bytes(bytes(range(256)) * 20)
    status, told, err = ingested(capsys, office, office / "khong-co.txt")
    assert status == 1
    assert (told["added"], told["failed"]) == (2, 3)
    assert all(name in err for name in ("rong.txt", "nhi-phan.txt", "khong-co.txt"))
    assert "Traceback" not in err


def test_a_file_the_reader_stumbles_over_does_not_stop_the_others(office, capsys, monkeypatch):
    plan_of = load.plan_of

    def stumbling(source: Source) -> Plan:
        if source.file == "một.txt":
            raise IndexError("list index out of range")
        return plan_of(source)

    monkeypatch.setattr(load, "plan_of", stumbling)
    status, told, err = ingested(capsys, office)
    assert (status, told["added"], told["failed"]) == (1, 1, 1)
    assert "một.txt: Lỗi ngoài dự kiến (IndexError" in err


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_file_of_a_zip_is_a_plan_or_a_failure_of_its_own(office, mail, capsys, jobs):
    status, told, err = ingested(capsys, mail, office, "--jobs", jobs)
    rows = {row["file"]: row for row in told["files"]}
    assert (status, told["added"], told["failed"]) == (1, 4, 2)
    assert rows[f"{mail}/một.txt"]["plan"] == "11/KH-UBND"
    assert rows[f"{mail}/sâu/hai.txt"]["plan"] == "12/KH-UBND"
    assert rows[f"{mail}/thơ.txt"]["error"]["kind"] == "not_a_plan"
    assert "trỏ ra ngoài tệp nén" in rows[f"{mail}/../lẻn.txt"]["error"]["message"]
    assert "thư.zip/thơ.txt" in err
    assert not (mail.parent / "lẻn.txt").exists()


def test_the_summary_is_a_table_and_a_count(office, capsys):
    assert run(["ingest", str(office)]) == 0
    shown = capsys.readouterr().out
    assert "1/KH-UBND" in shown
    assert shown.endswith("2 mới, 0 bản mới, 0 không đổi, 0 lỗi.\n")


@pytest.mark.parametrize(
    "words", [["--jobs", "0"], ["--jobs", "nhiều"], ["--khong-co"], ["--replace", "--keep-both"], ["--cluster", "x"]]
)
def test_a_wrong_option_is_refused(office, capsys, words):
    assert run(["ingest", str(office), *words]) == 2
    assert capsys.readouterr().err


def test_an_empty_folder_is_refused(tmp_path, capsys):
    (tmp_path / "trong").mkdir()
    assert run(["ingest", str(tmp_path / "trong")]) == 2
    assert "Không thấy tệp nào" in capsys.readouterr().err


def test_ctrl_c_keeps_what_was_stored_and_says_so(office, capsys, monkeypatch):
    def interrupted(file: Path) -> Iterator[files.Reading]:
        if file.name == "hai.txt":
            raise KeyboardInterrupt
        return files.read_file(file)

    monkeypatch.setattr(pools, "read_file", interrupted)
    assert run(["ingest", str(office)]) == 130
    assert capsys.readouterr().err == "Đã dừng. 1 kế hoạch đã lưu vẫn còn; chạy lại lệnh để nạp tiếp.\n"
    monkeypatch.undo()
    os.environ["KEHOACH_HOME"] = str(office.parent / "data")
    assert ingested(capsys, office)[1]["unchanged"] == 1


def test_a_library_that_fails_stops_the_ingest(office, capsys, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise LibraryDamaged("Đĩa đầy.")

    monkeypatch.setattr(Library, "add", full)
    assert run(["ingest", str(office)]) == 3
    assert capsys.readouterr().err == "Đĩa đầy.\n"


def test_a_data_folder_that_cannot_be_made_is_told(office, capsys, monkeypatch):
    blocked = office / "một.txt"
    monkeypatch.setenv("KEHOACH_HOME", str(blocked))
    assert run(["ingest", str(office)]) == 3
    assert str(blocked) in capsys.readouterr().err


def test_a_copied_library_opens_elsewhere(office, capsys, tmp_path, monkeypatch):
    ingested(capsys, office)
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    monkeypatch.setenv("KEHOACH_HOME", str(tmp_path / "copy"))
    assert ingested(capsys, office)[1]["unchanged"] == 2


def test_what_is_answered_from_a_pdf_names_the_page(tmp_path, capsys):
    text = (SAMPLES / "ca-mau-02-kh-ubnd-2017.txt").read_text("utf-8")
    write_pdf(sheet(text, table=False), tmp_path / "a.pdf")
    ingested(capsys, tmp_path / "a.pdf")
    assert run(["ask", "Sở Y tế phải làm gì?"]) == 0
    (cited,) = [line for line in capsys.readouterr().out.splitlines() if "«Sở Y tế»" in line and line.startswith("[")]
    plan = load.load_plan(tmp_path / "a.pdf")
    (page,) = {plan.page_of(task.span.start) for task in plan.assignments if task.agency == "Sở Y tế"}
    assert cited.endswith(f"mục IV.8 «Sở Y tế», trang {page}")
    assert page > 1

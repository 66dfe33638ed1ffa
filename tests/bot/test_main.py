from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from bot import __main__ as door
from bot import texts
from bot.__main__ import COMMANDS, main, run
from bot.errors import reason

ROOT = Path(__file__).parents[2]
HEAVY = {
    "chromadb",
    "langchain",
    "langchain_core",
    "openai",
    "sqlalchemy",
    "numpy",
    "telegram",
    "rich",
    "tiktoken",
}


def python(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "KEHOACH_HOME")}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, env=known | env, capture_output=True, text=True, timeout=60, check=False)


def test_the_help_page_imports_nothing_heavy():
    code = "import sys, bot.__main__ as door; door.run(['--help']); print(*{n.split('.')[0] for n in sys.modules})"
    loaded = set(python("-c", code).stdout.splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("command", [name for name, *_ in COMMANDS])
def test_every_help_page_is_vietnamese(command, capsys):
    assert run([command, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"Cách dùng: kehoach {command}")
    assert not [word for word in ("Usage", "Options", "Arguments", "Show this", "required", "<") if word in page]


@pytest.mark.parametrize("words", [["evaluate", "--help"], ["evaluate", "run", "--help"]])
def test_the_help_pages_of_evaluation_are_vietnamese_too(words, capsys):
    assert run(words) == 0
    page = capsys.readouterr().out
    assert page.startswith("Cách dùng: kehoach evaluate")
    assert "Show this" not in page


def test_a_reason_the_system_seldom_gives_is_shown_as_it_is():
    assert reason(OSError(9999, "Odd")) == "Odd"
    assert reason(OSError("no number")) == "no number"


def test_the_first_help_page_names_every_command(capsys):
    assert run(["--help"]) == 0
    page = capsys.readouterr().out
    assert all(f"  {name} " in page for name, *_ in COMMANDS)
    assert "  evaluate " in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Thiếu tên lệnh.\nXem: kehoach --help"),
        (["aks"], "Không có lệnh “aks”. Có phải ý là 'ask'?\nXem: kehoach --help"),
        (["xyz"], "Không có lệnh “xyz”.\nXem: kehoach --help"),
        (["show"], "Thiếu KẾ_HOẠCH.\nXem: kehoach show --help"),
        (["show", "a", "b"], "Thừa tham số: b.\nXem: kehoach show --help"),
        (["ask", "--khong"], "Không có tùy chọn --khong.\nXem: kehoach ask --help"),
        (["ask", "a", "--plan"], "Tùy chọn --plan cần một giá trị.\nXem: kehoach --help"),
        (["ingest", "a", "--jobs", "x"], "Giá trị của --jobs không hợp lệ.\nXem: kehoach ingest --help"),
        (["plans", "--json=1"], "Tùy chọn --json không nhận giá trị.\nXem: kehoach --help"),
    ],
)
def test_a_wrong_command_line_is_told_in_vietnamese(words, told, capsys):
    assert run(words) == 2
    assert capsys.readouterr().err.strip() == told


def test_a_misspelt_setting_is_refused_with_the_known_ones(capsys, monkeypatch):
    monkeypatch.setenv("KEHOACH_HOEM", "x")
    assert run(["plans"]) == 2
    err = capsys.readouterr().err
    assert "KEHOACH_HOEM" in err
    assert "KEHOACH_HOME" in err


def test_the_settings_file_is_read_and_the_environment_wins(tmp_path, monkeypatch, capsys):
    (tmp_path / ".env").write_text("KEHOACH_HOME=tu-tep\nTELEGRAM_BOT_TOKEN=1:a\n", "utf-8")
    assert door.read_settings().home == tmp_path / "data"
    monkeypatch.delenv("KEHOACH_HOME")
    settings = door.read_settings()
    assert (settings.home, settings.telegram_token) == (Path("tu-tep"), "1:a")
    (tmp_path / ".env").write_text("KEHOACH_XYZ=1\n", "utf-8")
    assert run(["plans"]) == 2


def failing(error: BaseException):
    def command() -> int:
        raise error

    return (("fail", command, "Hỏng."), ("other", lambda: 0, "Khác."))


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyError("x"), 1, "Lỗi ngoài dự kiến (KeyError: 'x')."),
        (OSError(28, "No space left on device", "/data/x"), 3, "/data/x: đĩa đầy"),
        (KeyboardInterrupt(), 130, texts.STOPPED),
        (typer.Exit(0), 0, ""),
    ],
)
def test_no_error_reaches_a_person_as_a_traceback(error, status, told, capsys, monkeypatch):
    monkeypatch.setattr(door, "COMMANDS", failing(error))
    assert run(["fail"]) == status
    err = capsys.readouterr().err
    assert told in err
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 2


@pytest.mark.parametrize("words", [["--debug", "fail"], ["fail", "--debug"]])
def test_debug_shows_the_traceback_wherever_it_stands(words, capsys, monkeypatch):
    monkeypatch.setattr(door, "COMMANDS", failing(KeyError("x")))
    assert run(words) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_program_ends_with_the_status_of_its_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["kehoach", "show", "không có"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1


def test_a_reader_who_stops_reading_is_no_error():
    command = f"'{sys.executable}' -m bot plans --json | true"
    piped = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in piped.stderr

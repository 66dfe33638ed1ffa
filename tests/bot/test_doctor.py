from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace

import pytest

from bot import doctor
from bot.__main__ import run
from plans.errors import LibraryDamaged
from retrieval.library import Library


def test_a_sound_machine_needs_nothing(capsys):
    assert run(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("OK ") for line in lines)
    assert any("0 kế hoạch" in line for line in lines)


def test_no_secret_is_ever_shown(capsys, monkeypatch):
    secrets = {"OPENAI_API_KEY": "sk-mat", "TELEGRAM_BOT_TOKEN": "123:mat", "OPENAI_BASE_URL": "http://a:mat@localhost"}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    run(["doctor"])
    shown = capsys.readouterr().out
    assert "đã đặt TELEGRAM_BOT_TOKEN" in shown
    assert "mat" not in shown


def test_what_a_webhook_still_needs_is_told(capsys, monkeypatch):
    monkeypatch.setenv("KEHOACH_WEBHOOK_URL", "https://bot.example.vn/kehoach")
    assert run(["doctor"]) == 2
    assert "→ KEHOACH_WEBHOOK_SECRET phải có từ 16" in capsys.readouterr().out
    monkeypatch.setenv("KEHOACH_WEBHOOK_SECRET", "mot-bi-mat-du-dai")
    assert run(["doctor"]) == 1
    assert "→ đặt TELEGRAM_BOT_TOKEN" in capsys.readouterr().out
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:abc")
    assert run(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert "Telegram giao tới https://bot.example.vn/kehoach; máy này nghe ở 127.0.0.1:8080" in shown
    assert "mot-bi-mat-du-dai" not in shown


def test_a_misspelt_setting_is_named_and_ends_with_2(capsys, monkeypatch):
    monkeypatch.setenv("KEHOACH_HOEM", "x")
    assert run(["doctor"]) == 2
    assert "KEHOACH_HOEM" in capsys.readouterr().out


def test_a_missing_package_is_told_with_what_to_do(capsys, monkeypatch):
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", absent)
    assert run(["doctor"]) == 1
    assert "Thiếu gói chromadb → chạy lại: make install" in capsys.readouterr().out


def test_a_full_disk_is_told(capsys, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=1))
    assert run(["doctor"]) == 1
    assert "dọn đĩa" in capsys.readouterr().out


def test_an_old_python_is_told(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10))
    assert next(doctor.checks()).to_do == "cần Python 3.11 trở lên"


@pytest.mark.parametrize("where", ["open", "check"])
def test_a_library_that_cannot_be_used_ends_with_3(capsys, monkeypatch, where):
    def damaged(*_: object, **__: object) -> None:
        raise LibraryDamaged("Cơ sở dữ liệu hỏng.")

    monkeypatch.setattr(Library, where, damaged)
    assert run(["doctor"]) == 3
    assert "Cơ sở dữ liệu hỏng." in capsys.readouterr().out


def test_every_problem_of_the_library_has_its_line(capsys, monkeypatch):
    problems = (SimpleNamespace(message="Một."), SimpleNamespace(message="Hai."))
    monkeypatch.setattr(Library, "check", lambda self: problems)
    assert run(["doctor"]) == 3
    shown = capsys.readouterr().out
    assert "→ Một." in shown
    assert "→ Hai." in shown

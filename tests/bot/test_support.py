from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bot.__main__ import run
from retrieval.library import Library
from retrieval.settings import Settings


@pytest.fixture
def bundle(plan, tmp_path, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:mat-khau-cua-bot")
    monkeypatch.setenv("HOME", str(tmp_path))
    with Library.open(Settings(home=tmp_path / "data")) as library:
        library.add(plan, ())
    assert run(["doctor", "--support", "ho-tro.zip"]) == 0
    return tmp_path / "ho-tro.zip"


def read(bundle: Path) -> dict[str, str]:
    with zipfile.ZipFile(bundle) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def test_it_tells_what_a_helper_needs(bundle):
    parts = read(bundle)
    assert "1 kế hoạch, kiểm tra tốt" in parts["doctor.txt"]
    assert "sqlalchemy==" in parts["packages.txt"].lower()
    assert "TELEGRAM_BOT_TOKEN" in parts["settings.txt"]
    assert '"plan": 1' in parts["library.json"]


def test_it_tells_nothing_of_people_plans_places_and_secrets(bundle, plan, tmp_path):
    told = "\n".join(read(bundle).values())
    hidden = [plan.id, plan.header.title, plan.header.number, plan.file, "mat-khau", str(tmp_path)]
    assert [word for word in hidden if word in told] == []
    assert bundle.stat().st_mode & 0o077 == 0


def test_it_never_overwrites_and_works_without_settings(bundle, capsys, monkeypatch):
    before = bundle.read_bytes()
    assert run(["doctor", "--support", "ho-tro.zip"]) == 3
    assert bundle.read_bytes() == before
    monkeypatch.setenv("KEHOACH_HOEM", "x")
    assert run(["doctor", "--support", "khac.zip"]) == 2
    assert "KEHOACH_HOEM" in read(Path("khac.zip"))["doctor.txt"]


def test_a_damaged_library_is_named_by_its_fault_only(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library.db").write_bytes(b"x" * 9999)
    assert run(["doctor", "--support", "ho-tro.zip"]) == 3
    assert '"error": "damaged"' in read(tmp_path / "ho-tro.zip")["library.json"]

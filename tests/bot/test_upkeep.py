from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.__main__ import run
from retrieval.library import Library
from retrieval.settings import Settings


@pytest.fixture
def home(plan, tmp_path):
    with Library.open(Settings(home=tmp_path / "data")) as library:
        library.add(plan, ())
    return tmp_path / "data"


def test_a_sound_library_is_said_to_be_sound(home, capsys):
    assert run(["library", "check"]) == 0
    assert "1 kế hoạch, kiểm tra tốt" in capsys.readouterr().out


def test_what_is_wrong_is_told_and_ends_with_3(home, capsys, monkeypatch):
    monkeypatch.setattr(Library, "check", lambda self: (SimpleNamespace(message="Hai."),))
    assert run(["library", "check"]) == 3
    assert capsys.readouterr() == ("", "Hai.\n")


@pytest.mark.parametrize(("work", "told"), [("rebuild", "Đã dựng lại"), ("vacuum", "Đã thu gọn")])
def test_the_library_is_kept_in_order(home, capsys, work, told):
    assert run(["library", work]) == 0
    assert told in capsys.readouterr().out


def test_the_room_of_removed_plans_is_given_back(plan, home):
    with Library.open(Settings(home=home)) as library:
        with library._database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE large AS SELECT randomblob(3000000) AS x")
            connection.exec_driver_sql("DROP TABLE large")
        library.vacuum()
        assert sum(file.stat().st_size for file in home.glob("library.db*")) < 1_000_000
        assert library.plans() == (plan,)


def test_work_that_does_not_exist_is_told_with_that_which_does(capsys):
    assert run(["library", "paint"]) == 2
    assert "check, rebuild, vacuum" in capsys.readouterr().err


def test_a_backup_goes_and_comes_back(plan, home, capsys, tmp_path):
    file = str(tmp_path / "b.tar.gz")
    assert run(["backup", file]) == 0
    assert run(["remove", plan.id]) == 0
    assert run(["restore", file]) == 2
    assert "--replace" in capsys.readouterr().err
    assert run(["restore", file, "--replace"]) == 0
    shown = capsys.readouterr().out
    assert "Đã khôi phục 1 kế hoạch" in shown
    assert "giữ ở" in shown
    with Library.open(Settings(home=home)) as library:
        assert library.plans() == (plan,)


def test_a_backup_of_nothing_is_refused(capsys, tmp_path):
    assert run(["backup", str(tmp_path / "b.tar.gz")]) == 2
    assert "Chưa có thư viện" in capsys.readouterr().err

from __future__ import annotations

import io
import sys

import pytest

from bot import console
from bot.render import Line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    return Terminal()


def test_colour_is_only_for_terminals(terminal, monkeypatch):
    assert console.paint("a", "lead", terminal) == "\033[1ma\033[0m"
    assert console.paint("a", "claim", terminal) == "a"
    assert console.paint("a", "lead", io.StringIO()) == "a"
    monkeypatch.setenv("NO_COLOR", "1")
    assert console.paint("a", "lead", terminal) == "a"


def test_a_long_claim_is_folded_under_its_first_word_on_a_terminal(terminal, monkeypatch):
    monkeypatch.setattr(sys, "stdout", terminal)
    console.show([Line("lead", "Việc:"), Line("claim", "phun hóa chất " * 5 + "theo Kế hoạch 02/KH-UBND [1]")])
    shown = terminal.getvalue().splitlines()
    assert shown[0] == "\033[1mViệc:\033[0m"
    assert shown[1].startswith("- phun")
    assert all(line.startswith("  ") for line in shown[2:])
    assert max(map(len, shown[1:])) <= 40
    assert "02/KH-UBND" in terminal.getvalue()


def test_nothing_is_folded_or_coloured_in_a_file(capsys):
    console.show([Line("lead", "Việc:"), Line("claim", "phun hóa chất " * 20)])
    assert capsys.readouterr().out == "Việc:\n- " + "phun hóa chất " * 20 + "\n"


def test_a_progress_bar_is_drawn_only_on_a_terminal(terminal, monkeypatch, capsys):
    assert list(console.progress(iter("abc"), "Đang nạp", 3)) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(console.progress(iter("abc"), "Đang nạp", 3)) == ["a", "b", "c"]
    assert "Đang nạp" in terminal.getvalue()
    assert "3/3" in terminal.getvalue()


def test_a_table_shows_words_that_look_like_markup(capsys):
    console.table(("Số", "Tên"), [("1/KH", "[bold]đậm[/bold]"), ("2/KH", "–")])
    shown = capsys.readouterr().out
    assert "[bold]đậm[/bold]" in shown
    assert "\033" not in shown


def test_json_stands_on_one_line_with_its_own_letters(capsys):
    console.say_json({"số": "02/KH-UBND", "dòng": "a\nb"})
    assert capsys.readouterr().out == '{"số": "02/KH-UBND", "dòng": "a\\nb"}\n'


def test_a_character_the_terminal_cannot_show_does_not_fail(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.speak_utf8()
    console.say("kế hoạch \ud800")
    sys.stdout.flush()
    assert raw.getvalue().decode("utf-8") == "kế hoạch ?\n"

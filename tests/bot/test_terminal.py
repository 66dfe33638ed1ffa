from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot import terminal, texts
from bot.terminal import Conversation
from retrieval.answer import Answer


@pytest.fixture
def talk(parrot):
    return Conversation(parrot)


@pytest.fixture
def opened(parrot, monkeypatch):
    monkeypatch.setitem(sys.modules, "retrieval.assistant", SimpleNamespace(open_assistant=lambda settings: parrot))
    return parrot


def test_the_greeting_names_the_plans_and_two_questions_to_try(talk, capsys):
    talk.greet()
    told = capsys.readouterr().out
    assert "- KH 7/KH-UBND (Hà Nam, 2024)" in told
    assert all(example in told for example in texts.EXAMPLES)


def test_what_the_question_was_taken_for_is_told_when_it_differs(talk, capsys):
    talk.hear("so y te lam gi")
    assert capsys.readouterr().out.startswith("Hiểu là: Sở Y tế làm gì\n")
    talk.hear("Sở Y tế làm gì?")
    assert "Hiểu là" not in capsys.readouterr().out


def test_an_answer_comes_with_its_sources(talk, capsys):
    talk.hear("Sở Y tế làm gì?")
    told = capsys.readouterr().out
    assert "- phun hóa chất tại 12 xã [1]" in told
    assert "[1][2] KH 7/KH-UBND (Hà Nam, 2024), mục I.1 «Sở Y tế»" in told


def test_a_follow_up_is_asked_with_the_turns_before_it(talk, parrot):
    for question in "abcdefgh":
        talk.hear(question)
    assert parrot.asked[0][1] == ()
    assert [turn.question for turn in parrot.asked[-1][1]] == list("bcdefg")
    assert parrot.asked[1][1][0].answer.startswith("Sở Y tế được giao:")


def test_a_whole_cited_section_can_be_read(talk, capsys):
    talk.hear("Sở Y tế làm gì?")
    capsys.readouterr()
    for command in ("/nguon 2", "/nguồn [2]"):
        talk.hear(command)
        assert capsys.readouterr().out.splitlines() == [
            "KH 7/KH-UBND (Hà Nam, 2024), mục I.1 «Sở Y tế»",
            "1. Sở Y tế: phun hóa chất tại 12 xã, trên 85 % hộ dân.",
        ]


@pytest.mark.parametrize("which", ["0", "3", "x", "", "-1", "²"])
def test_a_source_that_is_not_there_is_told_with_those_that_are(talk, capsys, which):
    talk.hear("Sở Y tế làm gì?")
    capsys.readouterr()
    talk.hear(f"/nguon {which}")
    assert "Nguồn có: 1–2" in capsys.readouterr().out


def test_a_source_is_asked_for_in_vain_when_nothing_was_cited(talk, parrot, capsys):
    talk.hear("/nguon 1")
    assert capsys.readouterr().out.strip() == texts.NO_SOURCES
    parrot.answer = Answer(parrot.answer.question, "no_answer", intro="Không tìm thấy.")
    talk.hear("gì đó")
    talk.hear("/nguon 1")
    assert capsys.readouterr().out.strip().endswith(texts.NO_SOURCES)


def test_a_misspelt_command_is_answered_with_the_commands(talk, capsys):
    assert talk.hear("/nguoon 1")
    assert "Không có lệnh /nguoon" in capsys.readouterr().out


def test_an_empty_line_is_passed_over_and_thoat_ends(talk, capsys):
    assert talk.hear("   ")
    assert not talk.hear(" /thoat ")
    assert not talk.hear("/thoát")
    assert capsys.readouterr().out == ""


def test_a_question_that_is_too_long_does_not_end_the_talk(talk, parrot, capsys):
    assert talk.hear("a" * 20_000)
    assert "giới hạn là 2000" in capsys.readouterr().out
    assert parrot.asked == []


def test_with_nobody_there_the_examples_are_asked(opened, monkeypatch, capsys):
    with open(os.devnull, encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        assert terminal.chat() == 0
    assert tuple(asked[0] for asked in opened.asked) == texts.EXAMPLES
    assert [asked[1] for asked in opened.asked] == [(), ()]


def test_a_silent_pipe_is_not_waited_for(opened, monkeypatch):
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as silent, os.fdopen(writing, "w"):
        monkeypatch.setattr(sys, "stdin", silent)
        assert terminal.chat() == 0
    assert tuple(asked[0] for asked in opened.asked) == texts.EXAMPLES


def test_piped_questions_are_asked_in_turn(opened, monkeypatch, capsys):
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as told:
        told.write("Sở Y tế?\n\ncòn Sở Nội vụ?\n/thoat\nkhông ai nghe\n")
    with os.fdopen(reading, encoding="utf-8") as asked:
        monkeypatch.setattr(sys, "stdin", asked)
        assert terminal.chat() == 0
    assert [question for question, *_ in opened.asked] == ["Sở Y tế?", "còn Sở Nội vụ?"]


def test_standard_input_that_is_no_file_counts_as_nobody(opened, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Sở Y tế?"))
    assert terminal.piped() == []


def test_typed_lines_end_with_the_end_of_input(monkeypatch):
    lines = iter(["một", "hai"])

    def read(prompt: str) -> str:
        for line in lines:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", read)
    assert list(terminal.typed()) == ["một", "hai"]


def test_an_empty_library_is_told_in_the_greeting(talk, parrot, capsys):
    parrot.library = replace(parrot.library, held=())
    talk.greet()
    assert texts.EMPTY_LIBRARY in capsys.readouterr().out


def test_a_long_list_of_plans_is_cut_in_the_greeting_but_not_when_asked_for(talk, parrot, plan, capsys):
    parrot.library = replace(parrot.library, held=(plan,) * 30)
    talk.greet()
    assert "… và 20 kế hoạch khác" in capsys.readouterr().out
    talk.hear("/kehoach")
    assert capsys.readouterr().out.count("- KH 7/KH-UBND") == 30


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def writing(parrot, monkeypatch):
    """A conversation with a model that shows one claim before both are there."""

    class Writing(type(parrot)):
        def ask(self, text, turns=(), show=None):
            answer = super().ask(text, turns)
            if show:
                show(replace(answer, claims=answer.claims[:1]))
            return answer

    return Conversation(Writing(parrot.answer, parrot.library, generator=object()))


def test_what_a_model_has_written_so_far_passes_on_the_screen_before_the_answer(writing, monkeypatch, capsys):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    writing.hear("Sở Y tế làm gì?")
    drawn = screen.getvalue()
    assert "phun hóa chất tại 12 xã [1]" in drawn
    assert "trên 85 %" not in drawn
    assert texts.WRITING in drawn
    assert drawn.rstrip().endswith("\033[2K"), "what was drawn is wiped away"
    told = capsys.readouterr().out
    assert told.count("phun hóa chất tại 12 xã [1]") == 1
    assert "trên 85 % hộ dân" in told


def test_where_nobody_looks_no_draft_is_written(writing, capsys):
    writing.hear("Sở Y tế làm gì?")
    told = capsys.readouterr()
    assert told.err == ""
    assert texts.WRITING not in told.out

"""The documents say what the program does: its commands, settings, JSON keys, and the answers in the README.

Run as a program (`make readme`), this asks the README's questions anew and writes the answers into it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import typer

from bot import plan_json
from bot.__main__ import program, run
from bot.batch import error_json
from bot.render import answer_json
from plans.errors import PlanError
from plans.model import DeadlineKind, SectionKind
from retrieval.answer import Intent, Status
from retrieval.assistant import Assistant
from retrieval.settings import KNOWN

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TRANSCRIPT = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
PAGES = sorted([README, *(ROOT / "docs").glob("*.md")])
REFERENCE = (ROOT / "docs" / "tham-chieu.md").read_text("utf-8")
SETTINGS = (ROOT / "docs" / "cai-dat.md").read_text("utf-8")
OUTSIDE = ("TELEGRAM_BOT_TOKEN", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OTEL_EXPORTER_OTLP_ENDPOINT")


def replayed(transcript: str) -> str:
    """Return the transcript with the output that each of its commands gives now."""
    commands = [line for line in transcript.splitlines() if line.startswith("$ kehoach ")]
    return "\n".join(f"{command}\n{output(shlex.split(command)[2:])}" for command in commands)


def output(words: list[str]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert run(words) in (0, 1)
    return told.getvalue()


def commands() -> Iterator[tuple[str, str]]:
    for name, command in typer.main.get_command(program()).commands.items():
        yield name, f"kehoach {name}"
        for parameter in command.params:
            yield from ((name, option) for option in parameter.opts if option.startswith("--") and option != "--help")


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def section(command: str) -> str:
    return REFERENCE.partition(f"### `kehoach {command}")[2].partition("\n##")[0]


@pytest.mark.parametrize(("command", "named"), list(commands()))
def test_every_command_and_option_is_in_the_reference(command, named):
    assert named in f"kehoach {command}{section(command)}"
    assert section(command)


def test_every_setting_is_documented():
    assert [name for name in (*KNOWN, *OUTSIDE) if f"| `{name}` |" not in SETTINGS] == []


def test_every_json_key_is_in_the_reference(library, samples_home, monkeypatch):
    monkeypatch.setenv("KEHOACH_HOME", str(samples_home))
    told = [output(["plans", "--json"]), output(["ingest", "--dry-run", "--json", str(ROOT / "samples")])]
    told += [output(["inspect", "--json", str(plan)]) for plan in sorted((ROOT / "samples").iterdir())]
    rows = [json.loads(line) for line in told]
    rows += [plan_json.failure_json("a", PlanError("b")), error_json({}, "")]
    rows += [answer_json(Assistant(library).ask("Sở Y tế phải làm gì?"))]
    assert sorted({key for key in keys(rows) if f"`{key}`" not in REFERENCE}) == []


def test_every_word_a_program_may_meet_is_in_the_reference():
    words = [word for kind in (SectionKind, DeadlineKind, Status, Intent) for word in get_args(kind)]
    assert [word for word in words if f"`{word}`" not in REFERENCE] == []


def test_the_answers_in_the_readme_are_those_of_the_program(samples_home, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEHOACH_HOME", str(samples_home))
    shown = TRANSCRIPT.findall(README.read_text("utf-8"))
    assert shown
    assert [replayed(transcript) for transcript in shown] == shown


def test_every_question_that_the_guide_suggests_is_answered_from_the_samples(library):
    table = (ROOT / "docs" / "nguoi-dung.md").read_text("utf-8").partition("## Hỏi thế nào")[2].partition("\n## ")[0]
    asked = [one for one in re.findall(r"`([^`]+)`", table) if not one.startswith("còn")]
    assert len(asked) > 8
    assistant = Assistant(library)
    assert [one for one in asked if assistant.ask(one).status != "answered"] == []


def test_the_readme_begins_in_vietnamese_and_with_the_two_commands():
    text = README.read_text("utf-8")
    assert "Trợ lý hỏi đáp kế hoạch" in text[:200]
    assert text.index("make chat") < text.index("make test") < text.index("## ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_lock_file_is_hashed_and_names_no_host():
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    pinned = re.findall(r"^\S+==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)) > 50


def test_the_lock_file_of_the_emulator_is_hashed_and_names_no_place_to_fetch_from():
    locked = json.loads((ROOT / "tests/emulator/package-lock.json").read_text("utf-8"))["packages"]
    packages = [package for place, package in locked.items() if place]
    assert len(packages) > 50
    assert all("integrity" in package and "resolved" not in package for package in packages)


def refresh() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["KEHOACH_HOME"] = home
        os.chdir(home)
        assert run(["ingest", str(ROOT / "samples")]) == 0
        text = README.read_text("utf-8")
        README.write_text(TRANSCRIPT.sub(lambda shown: replayed(shown[0]), text), "utf-8")


if __name__ == "__main__":
    refresh()

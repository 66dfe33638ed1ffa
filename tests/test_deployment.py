"""What runs the bot elsewhere: not root, nothing writable but its data, made by our own targets."""

from __future__ import annotations

import re
import shlex
from configparser import RawConfigParser
from pathlib import Path

import pytest
import typer
import yaml

from bot.__main__ import program

ROOT = Path(__file__).parents[1]
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def unit() -> RawConfigParser:
    parser = RawConfigParser(strict=True)
    parser.optionxform = str
    parser.read_string((ROOT / "deploy" / "kehoach.service").read_text("utf-8"))
    return parser


def instructions(name: str) -> list[str]:
    return [line.partition(" ")[2] for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")]


def options_of(words: list[str]) -> None:
    command = typer.main.get_command(program()).commands[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


def test_the_service_runs_a_command_there_is(unit):
    options_of(shlex.split(unit["Service"]["ExecStart"])[1:])


def test_the_service_is_not_root_and_writes_only_its_data(unit):
    service = unit["Service"]
    assert service["User"] == "kehoach"
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert service["Environment"] == f"KEHOACH_HOME=/var/lib/{service['StateDirectory']}"
    assert service["CapabilityBoundingSet"] == ""


def test_the_image_is_made_by_our_targets_and_runs_a_command_there_is():
    made = [target for step in instructions("RUN") for target in re.findall(r"^make (\S+)", step)]
    assert made == ["install"]
    assert set(made) <= TARGETS
    options_of([word.strip(' "') for word in instructions("CMD")[-1].strip("[]").split(",")])


def test_the_image_runs_as_a_user_of_its_own_and_takes_no_secrets_in():
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert {".env", "data", ".git"} <= set((ROOT / ".dockerignore").read_text().split())
    assert not re.search(r"(TOKEN|KEY|PASSWORD)\s*=", DOCKERFILE)


@pytest.mark.parametrize("name", SERVICES)
def test_no_container_is_root_or_writes_to_its_root(name):
    service = SERVICES[name]
    assert not str(service["user"]).startswith("0")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")


@pytest.mark.parametrize("name", SERVICES)
def test_no_port_is_published_and_no_secret_written_down(name):
    service = SERVICES[name]
    assert "ports" not in service
    named = [key for key in service.get("environment", {}) if re.search("PASSWORD|TOKEN|KEY", key)]
    assert [key for key in named if not key.endswith("_FILE")] == []


def test_the_bot_alone_is_what_starts_when_nothing_else_is_asked_for():
    assert [name for name, service in SERVICES.items() if not service.get("profiles")] == ["bot"]

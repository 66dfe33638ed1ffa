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


def named_paths() -> list[str]:
    """The files of ours that the container, the compose file, the unit and the check of every change name."""
    copied = [one for words in instructions("COPY") if "--from=" not in words for one in words.split()[:-1]]
    secrets = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["secrets"]
    built = [service["build"] for service in SERVICES.values() if "build" in service]
    check = (ROOT / ".ci" / "run").read_text("utf-8")
    assert [one["file"] for one in secrets.values()] == ["./database-password"], "written by whoever runs the servers"
    return [*copied, *built, *re.findall(r"^\.ci/[\w-]+", check, re.MULTILINE)]


def test_every_path_and_target_that_is_named_is_there():
    assert named_paths()
    assert [path for path in named_paths() if not (ROOT / path).exists()] == []
    check = (ROOT / ".ci" / "run").read_text("utf-8")
    asked = re.findall(r"\bmake(?: --[\w-]+)* ([a-z][\w-]*)", check)
    assert {"test", "test-services"} <= set(asked) <= TARGETS


def test_every_module_that_a_target_runs_is_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    modules = re.findall(r"python -m ([\w.]+)", makefile)
    ours = [name for name in modules if name.split(".")[0] in ("tests", "evaluation")]
    assert len(ours) > 10
    assert [name for name in ours if not (ROOT / f"{name.replace('.', '/')}.py").exists()] == []
    files = re.findall(r"\btests/[\w/]+\.py", makefile)
    desk = re.findall(r"^DESK := (.+)$", makefile, re.MULTILINE)[0].split()
    files += [f"tests/bot/test_{name}.py" for name in desk]
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_what_is_copied_into_the_image_is_what_the_tree_holds_and_both_stages_agree():
    _, first, last = DOCKERFILE.split("\nFROM ")
    assert re.findall(r"^WORKDIR (\S+)", first, re.MULTILINE) == ["/opt/kehoach"]
    assert "COPY --from=built /opt/kehoach /opt/kehoach" in last, "scripts in .venv name the place they were made in"
    assert "PATH=/opt/kehoach/.venv/bin:$PATH" in last
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(set(stages)) == 1, "the environment of one Python does not run in another"


def test_the_health_of_the_container_is_asked_where_the_bot_tells_it():
    where = re.search(r"--monitor\", \"([\d.:]+)\"", DOCKERFILE)
    assert where
    assert f"http://{where[1]}/readyz" in DOCKERFILE


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_container_writes_lies_in_a_volume_or_in_memory(name):
    service = SERVICES[name]
    volumes = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["volumes"]
    assert [volume.partition(":")[0] for volume in service["volumes"]] == [name if name != "bot" else "library"]
    assert {volume.partition(":")[0] for volume in service["volumes"]} <= volumes.keys()
    assert "/tmp" in service["tmpfs"]

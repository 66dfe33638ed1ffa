"""Encryption is left to a standard tool; what it is told and what it says are ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plans.errors import BadSettings
from retrieval.backup import back_up
from retrieval.indexes import Indexes
from retrieval.library import Library
from retrieval.restoring import restore
from retrieval.sealing import seal, unseal
from retrieval.settings import Settings
from tests.retrieval.handmade import passages_of, plan_of

# Stands for age and for GnuPG: turns every byte round, notes its words, and knows one key only.
STAND_IN = """#!/bin/sh
echo "$@" >> "$0.words"
case "$*" in *nobody*) echo "first line" >&2; echo "no such key: nobody" >&2; exit 2;; esac
while [ $# -gt 1 ]; do [ "$1" = -o ] && out="$2"; shift; done
tr '\\000-\\377' '\\200-\\377\\000-\\177' < "$1" > "$out"
"""


@pytest.fixture
def tools(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("age", "gpg"):
        (folder / name).write_text(STAND_IN)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@pytest.fixture
def library(at_home, monkeypatch):
    monkeypatch.setattr(Indexes, "changed", lambda self, snapshot: "")
    with Library.open(at_home) as opened:
        opened.add(plan_of(), passages_of(plan_of()))
    return at_home


@pytest.mark.parametrize("suffix", [".age", ".gpg"])
def test_an_encrypted_backup_comes_back_and_says_nothing_to_others(library, tools, tmp_path, suffix):
    file, key = tmp_path / f"b.tar.gz{suffix}", tmp_path / "key"
    back_up(library, file, to="somebody")
    assert not file.read_bytes().startswith(b"\x1f\x8b")
    elsewhere = Settings(home=tmp_path / "elsewhere")
    restore(elsewhere, file, key=key)
    with Library.open(elsewhere) as again:
        assert again.plans() == (plan_of(),)
    told = (tools / f"{suffix[1:]}.words").read_text()
    assert "-r somebody" in told


def test_what_the_tool_says_is_told_in_one_line_and_no_file_left(library, tools, tmp_path):
    with pytest.raises(BadSettings, match=r"^age không làm được: no such key: nobody$"):
        back_up(library, tmp_path / "b.age", to="nobody")
    assert not (tmp_path / "b.age").exists()


def test_a_missing_tool_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadSettings, match="chưa có chương trình age"):
        seal(tmp_path / "a", tmp_path / "b.age", "somebody")


@pytest.mark.parametrize(("name", "to"), [("b.tar.gz", "somebody"), ("b.gpg", "--output=/etc/passwd"), ("b.gpg", None)])
def test_a_name_or_a_recipient_that_cannot_be_is_refused(library, tools, tmp_path, name, to):
    with pytest.raises(BadSettings):
        back_up(library, tmp_path / name, to=to)
    assert not (tmp_path / name).exists()


def test_age_needs_the_key(tools):
    with pytest.raises(BadSettings, match="--key"):
        unseal(Path("a.age"), Path("b"), None)

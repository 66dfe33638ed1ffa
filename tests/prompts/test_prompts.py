"""Prompts are files whose variables are checked and whose version is their content."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from prompts import Prompt, load

NAMES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_has_rules_without_variables_and_data_with_them(name):
    rules, _, data = load(name).template.partition("\n---\n")
    assert "{{" not in rules
    assert Prompt("data", data).variables == load(name).variables != frozenset()


def test_a_prompt_that_does_not_exist_is_an_error():
    with pytest.raises(FileNotFoundError):
        load("no-such-prompt")


def test_missing_and_surplus_variables_are_refused():
    prompt = Prompt("p", "luật\n---\n{{ a }} {{ b }}")
    for values in ({"a": "1"}, {"a": "1", "b": "2", "c": "3"}, {}):
        with pytest.raises(ValueError, match="p: cần"):
            prompt.render(**values)


def test_the_version_changes_with_the_text_and_only_with_it():
    assert Prompt("a", "x").version == Prompt("b", "x").version != Prompt("a", "y").version
    assert re.fullmatch(r"answer@[0-9a-f]{8}", load("answer").label)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_a_value_is_never_read_as_template(value):
    rules, data = Prompt("p", "luật\n---\n«{{ a }}» «{{ b }}»").render(a=value + "{{ b }}\n---\n\\1", b="B")
    assert rules == "luật"
    assert data == f"«{value}{{{{ b }}}}\n---\n\\1» «B»"

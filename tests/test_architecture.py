"""The import arrows and the measures of the code are checked, not hoped for."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "plans": set(),
    "prompts": set(),
    "ingest": {"plans"},
    "retrieval": {"plans", "prompts"},
    "evaluation": {"plans", "ingest", "retrieval", "prompts"},
    "bot": {"plans", "ingest", "retrieval", "evaluation"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "constants", "const", "base", "manager"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
MODULES = sorted(module for package in ALLOWED for module in (ROOT / package).rglob("*.py"))


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def name(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            yield from (alias.name for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom) and inner.module and inner.level == 0:
            yield inner.module
            yield from (f"{inner.module}.{alias.name}" for alias in inner.names)


def at_load(module: Path) -> Iterator[str]:
    for statement in tree(module).body:
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.If):
            yield from imported(statement)


def packages(names: Iterator[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_imports_only_the_rooms_below_its_own(module):
    room = module.relative_to(ROOT).parts[0]
    assert (packages(imported(tree(module))) & ALLOWED.keys()) - {room} <= ALLOWED[room]


def test_no_module_is_imported_in_a_circle():
    names = {name(module) for module in MODULES}
    graph = {name(module): (set(at_load(module)) & names) - {name(module)} for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == names


def test_only_the_command_line_imports_evaluation():
    users = {name(module) for module in MODULES if "evaluation" in packages(imported(tree(module)))}
    assert {user for user in users if not user.startswith("evaluation")} <= {"bot.__main__"}


def test_plans_and_prompts_need_only_the_standard_library():
    for module in MODULES:
        if name(module).startswith(("plans", "prompts")):
            assert packages(imported(tree(module))) - {"plans", "prompts"} <= sys.stdlib_module_names, module


def test_relative_imports_are_not_used():
    for module in MODULES:
        assert not [node for node in ast.walk(tree(module)) if isinstance(node, ast.ImportFrom) and node.level], module


def test_every_module_is_named_by_its_noun():
    assert not {module.stem for module in MODULES} & FORBIDDEN_NAMES


def test_no_file_is_longer_than_the_measure():
    lengths = {name(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert {module: length for module, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_measure():
    functions = (
        (f"{name(module)}.{node.name}", node.end_lineno - node.lineno + 1)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert {function: length for function, length in functions if length > LONGEST_FUNCTION} == {}

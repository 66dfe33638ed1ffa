from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from evaluation.cases import Case
from evaluation.cost import Cost, Price, cost
from evaluation.repeats import Order, live_settings, perform
from evaluation.run_folder import load
from plans.errors import BadSettings
from tests.evaluation.tree_planting import PLAN

CASES = (
    Case(
        "duty", "Sở Tài chính phải làm gì?", "duties", "plain", ("x.txt",), ("answered",), gold=(("Bố trí kinh phí",),)
    ),
    Case("hello", "Xin chào", "smalltalk", "plain", (), ("smalltalk",)),
)


def server_module() -> ModuleType:
    """The loopback server lives beside the tests of the language model."""
    path = Path(__file__).parents[1] / "retrieval" / "openai_server.py"
    spec = importlib.util.spec_from_file_location("openai_server", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "x.txt").write_text(PLAN, encoding="utf-8")
    return plans


def test_a_run_keeps_its_answers_and_what_it_stands_on(folder: Path, tmp_path: Path) -> None:
    result = perform(CASES, Order(folder, out=tmp_path / "run"))
    kept = load(tmp_path / "run")
    assert kept.run == result
    assert kept.config["settings"] == {"chat_model": None, "server": None, "embedding_model": None}
    assert {"code", "libraries", "plans", "prompts", "python", "questions", "repeats", "written"} == {*kept.config} - {
        "settings"
    }
    assert not list((tmp_path / "run").glob("*partial*"))


def test_only_what_is_missing_is_asked_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = perform.__globals__["answers"]

    def watched(cases: tuple[Case, ...], *rest: object) -> object:
        asked.extend(case.id for case in cases)
        if len(asked) == 2:
            yield from real(cases[:1], *rest)
            raise KeyboardInterrupt
        yield from real(cases, *rest)

    monkeypatch.setattr("evaluation.repeats.answers", watched)
    order = Order(folder, out=tmp_path / "run", resume=True)
    with pytest.raises(KeyboardInterrupt):
        perform(CASES, order)
    perform(CASES, order)
    assert asked == ["duty", "hello", "hello"]


def test_nothing_to_ask_is_said(folder: Path) -> None:
    with pytest.raises(BadSettings, match="Không còn câu hỏi"):
        perform((), Order(folder))


def test_a_live_run_asks_three_times_and_tells_what_was_always_right(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openai = server_module()
    with openai.serving() as server:
        server.respond = openai.sends(openai.completion(json.dumps({"claims": []})))
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        order = Order(folder, live_settings(tmp_path), repeats=3, out=tmp_path / "run", price=Price(2, 10))
        result = perform(CASES, order)
    assert len(server.asked) == 3
    assert cost(result, order.price) == Cost(answers=6, counted=3, sent=2700, received=120, money=0.0066)
    assert len(result.again) == 2
    assert set(result.always) == {"duty", "hello"}
    assert load(tmp_path / "run").config["settings"]["server"] == server.url  # type: ignore[index]


def test_a_live_run_needs_a_model(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="--live cần mô hình"):
        live_settings(tmp_path)
    (tmp_path / ".env").write_text("OPENAI_API_KEY=k\n", encoding="utf-8")
    assert live_settings(tmp_path).openai_key == "k"

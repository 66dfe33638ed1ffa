"""A run as the evaluator orders it: which cases, offline or live, how often, kept where, gone on with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation import run_folder
from evaluation.cases import Case
from evaluation.cost import Price
from evaluation.progress import shown
from evaluation.record import Record
from evaluation.run import OFFLINE, Run, answers, library_for, scored, texts_of
from evaluation.versions import told
from plans.errors import BadSettings
from retrieval.settings import Settings

if TYPE_CHECKING:
    from retrieval.chat_model import ChatModel

LIVE_REPEATS = 3


@dataclass(frozen=True)
class Order:
    """What is to be run: with `out` every answer is kept as it comes, with `resume` an interrupted run goes on."""

    folder: Path
    settings: Settings = OFFLINE
    repeats: int = 1
    jobs: int = 1
    out: Path | None = None
    resume: bool = False
    written: str | None = None
    price: Price | None = None


def live_settings(folder: Path = Path()) -> Settings:
    """Return the settings of the environment and of `.env`; raise `BadSettings` when they name no model."""
    from dotenv import dotenv_values

    written = {name: value for name, value in dotenv_values(folder / ".env").items() if value is not None}
    settings = Settings.from_env({**written, **os.environ})
    if settings.offline:
        raise BadSettings("--live cần mô hình ngôn ngữ: hãy đặt OPENAI_API_KEY hoặc OPENAI_BASE_URL.")
    return settings


def live_model() -> ChatModel:
    """Return the chat model of the environment; raise `BadSettings` when none is set."""
    from retrieval.chat_model import ChatModel, model_name, open_chat_model

    settings = live_settings()
    model = open_chat_model(settings)
    if model is None:
        raise BadSettings("Chưa cài mô hình ngôn ngữ.")
    return ChatModel(model, model_name(settings))


def perform(cases: Sequence[Case], order: Order) -> Run:
    """Ask every case as often as ordered, score the answers and keep them where ordered."""
    if not cases:
        raise BadSettings("Không còn câu hỏi nào sau khi lọc.")
    texts = texts_of(order.folder)
    config = told(cases, texts, order.settings, order.written) | {"repeats": order.repeats}
    started = run_folder.Unfinished(order.out, config, order.resume) if order.out else None
    with library_for(order.folder, order.settings) as settings:
        rounds = [_round(number, cases, settings, order, started) for number in range(1, order.repeats + 1)]
    runs = [scored(cases, records, texts) for records in rounds]
    result = Run(runs[0].records, runs[0].scores, tuple(run.scores for run in runs[1:]))
    if order.out and started:
        run_folder.save(result, order.out, cases, config | _priced(order.price))
        started.finished()
    return result


def _priced(price: Price | None) -> dict[str, object]:
    return {"price": asdict(price)} if price else {}


def _round(
    number: int, cases: Sequence[Case], settings: Settings, order: Order, started: run_folder.Unfinished | None
) -> dict[str, Record]:
    known = started.known(number) if started else {}
    left = [case for case in cases if case.id not in known]
    label = "Đang hỏi" if order.repeats == 1 else f"Đang hỏi, lần {number}/{order.repeats}"
    asked = answers(left, settings, order.jobs)
    asked = started.keep(number, asked) if started else asked
    return known | {record.id: record for record in shown(asked, label, len(cases), len(known))}

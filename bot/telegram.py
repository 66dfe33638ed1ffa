"""The Telegram bot that `kehoach bot` runs: the library's application, put together around the desk."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.ext import Application, ApplicationBuilder, Defaults, TypeHandler

from bot import telegram_texts as texts
from bot.addresses import webhook_of
from bot.desk_store import Store
from bot.inbox import Inbox
from bot.logs import log_discreetly
from bot.outbox import Outbox
from bot.pace import DAILY, OFTEN, Allowance, Limit, Pace
from bot.spending import Spending
from bot.telegram_desk import Desk
from bot.telegram_intake import Intake
from bot.telegram_life import serve
from bot.telegram_menus import Menus
from bot.telegram_office import Answers, Office
from bot.telegram_rounds import Rounds
from bot.telegram_send import Sender, Sleep
from bot.threads import Threads
from plans.errors import BadSettings, LibraryBusy
from retrieval.owner import Owner
from retrieval.settings import Settings

if TYPE_CHECKING:
    from telegram.request import BaseRequest

    from retrieval.assistant import Assistant

AT_ONCE = 256
QUICK = 4
PATIENCE = 60.0  # seconds that a question waits for a program that keeps the database to itself
SILENCE = 120.0  # seconds without a word from Telegram after which the bot is not ready
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True)
class Door:
    """The bot, put together: the application, how updates come in, and what it does by itself."""

    application: App
    intake: Intake
    rounds: Rounds
    office: Office


def build(
    settings: Settings,
    assistant: Answers,
    store: Store,
    request: BaseRequest | None = None,
    sleep: Sleep = asyncio.sleep,
    pace: Pace | None = None,
    offline: Answers | None = None,
    often: Sequence[Limit] = (OFTEN, DAILY),
) -> Door:
    """Build the bot; raise `BadSettings` without a token.

    `request` replaces the network, `sleep` the waiting; `often` limits what one person asks.
    """
    if not settings.telegram_token:
        raise BadSettings(texts.NO_TOKEN)
    defaults = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))
    builder = ApplicationBuilder().token(settings.telegram_token).defaults(defaults).updater(None).job_queue(None)
    builder = builder.concurrent_updates(AT_ONCE)
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application = builder.build()
    office = Office(assistant, store, lambda: application.bot.username)
    sender = Sender(application.bot, office.outbox, office.people, Threads(QUICK), sleep, pace or Pace())
    intake = Intake(office, sender, application.update_queue)
    instead = replace(office, assistant=offline) if offline else None
    allowances = [Allowance(limit, store.clock) for limit in often]
    desk = Desk(office, sender, instead, often=allowances, late=intake.late)
    application.add_handler(TypeHandler(Update, desk.on_update))
    application.add_error_handler(desk.on_error)
    return Door(application, intake, Rounds(office, sender, intake, Menus(application.bot)), office)


def run(settings: Settings, watched_at: str | None = None, *, json_logs: bool = False) -> None:
    """Run the bot until it is told to stop; raise `BadSettings` for a token that is missing or refused.

    `watched_at` is where its health and its counts can be read, if anywhere.
    """
    if not settings.telegram_token:
        raise BadSettings(texts.NO_TOKEN)
    from retrieval.assistant import Assistant, open_assistant

    webhook = webhook_of(settings)
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns each time it is told to wait
    secrets = [
        settings.telegram_token,
        settings.webhook_secret,
        settings.openai_key,
        urlsplit(settings.database_url or "").password,
    ]
    log_discreetly(secrets, as_json=json_logs)
    assistant = open_assistant(settings)
    offline = Assistant(assistant.library) if assistant.generator else None
    with closing(assistant.library), closing(Store.open(settings, patience=PATIENCE)) as store:
        assistant.allowance.ledger = Spending(store)
        alone = only_one(settings)
        try:
            with (
                _watched(watched_at, assistant, offline, store) as (answers, instead, request),
                _traced(settings.collector, answers, instead) as (traced, traced_instead),
            ):
                asyncio.run(serve(build(settings, traced, store, request, offline=traced_instead), webhook))
        finally:
            alone.release()


@contextmanager
def _watched(
    address: str | None, assistant: Assistant, offline: Assistant | None, store: Store
) -> Iterator[tuple[Answers, Answers | None, BaseRequest | None]]:
    """Yield what the bot is built of, counted when somebody watches."""
    if address is None:
        yield assistant, offline, None
        return
    from bot.metrics import Counted, CountedRequest, Metrics
    from bot.monitor import monitor, trouble_of

    metrics = Metrics()
    metrics.queues(Inbox(store), Outbox(store))

    def trouble() -> str:
        return trouble_of(lambda: assistant.library.generation, lambda: metrics.heard_at, SILENCE)

    with monitor(address, metrics.registry, trouble):
        yield Counted(assistant, metrics), offline and Counted(offline, metrics), CountedRequest(metrics)


@contextmanager
def _traced(
    collector: str | None, answers: Answers, instead: Answers | None
) -> Iterator[tuple[Answers, Answers | None]]:
    """Yield what answers, a trace of every answer sent to the collector if there is one."""
    if collector is None:
        yield answers, instead
        return
    from bot.traces import Traced, tracer_to

    with tracer_to(collector) as tracer:
        yield Traced(answers, tracer), instead and Traced(instead, tracer)


def only_one(settings: Settings) -> Owner:
    """Take the lock of this token; raise `LibraryBusy` when another process of this machine runs the same bot."""
    digest = hashlib.sha256((settings.telegram_token or "").encode()).hexdigest()[:12]
    folder = settings.home / "bot" / digest
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return Owner.take(folder, 0.0)
    except LibraryBusy as busy:
        raise LibraryBusy(texts.ANOTHER_BOT) from busy

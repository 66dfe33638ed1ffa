"""The Telegram bot that `kehoach bot` runs: the library's application, put together around the desk."""

from __future__ import annotations

import asyncio
import hashlib
import os
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from telegram import LinkPreviewOptions, Update
from telegram.ext import Application, ApplicationBuilder, Defaults, TypeHandler

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.logs import log_discreetly
from bot.pace import DAILY, OFTEN, Allowance, Pace
from bot.telegram_desk import Desk
from bot.telegram_intake import Intake
from bot.telegram_office import Answers, Office
from bot.telegram_polling import serve
from bot.telegram_rounds import Rounds
from bot.telegram_send import Sender, Sleep
from bot.threads import Threads
from plans.errors import BadSettings, LibraryBusy
from retrieval.owner import Owner
from retrieval.settings import Settings

if TYPE_CHECKING:
    from telegram.request import BaseRequest

AT_ONCE = 256
QUICK = 4
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
) -> Door:
    """Build the bot; `request` replaces the network, `sleep` the waiting. Raise `BadSettings` without a token."""
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
    often = [Allowance(limit, store.clock) for limit in (OFTEN, DAILY)]
    instead = replace(office, assistant=offline) if offline else None
    desk = Desk(office, sender, instead, often=often, late=intake.late)
    application.add_handler(TypeHandler(Update, desk.on_update))
    application.add_error_handler(desk.on_error)
    return Door(application, intake, Rounds(office, sender), office)


def run(settings: Settings) -> None:
    """Run the bot until it is told to stop; raise `BadSettings` for a token that is missing or refused."""
    if not settings.telegram_token:
        raise BadSettings(texts.NO_TOKEN)
    from retrieval.assistant import Assistant, open_assistant

    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns each time it is told to wait
    log_discreetly([settings.telegram_token, settings.openai_key])
    assistant = open_assistant(settings)
    offline = Assistant(assistant.library) if assistant.generator else None
    with closing(assistant.library), closing(Store.open(settings)) as store:
        alone = only_one(settings)
        try:
            asyncio.run(serve(build(settings, assistant, store, offline=offline)))
        finally:
            alone.release()


def only_one(settings: Settings) -> Owner:
    """Take the lock of this token; raise `LibraryBusy` when another process of this machine runs the same bot."""
    digest = hashlib.sha256((settings.telegram_token or "").encode()).hexdigest()[:12]
    folder = settings.home / "bot" / digest
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return Owner.take(folder, 0.0)
    except LibraryBusy as busy:
        raise LibraryBusy(texts.ANOTHER_BOT) from busy

"""The Telegram bot that `kehoach bot` runs: the library's application, put together around the desk."""

from __future__ import annotations

import asyncio
import os
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeAlias

from telegram import LinkPreviewOptions
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, Defaults, MessageHandler, filters

from bot import telegram_texts as texts
from bot.logs import log_discreetly
from bot.telegram_desk import Answers, Desk
from bot.telegram_polling import serve
from bot.telegram_send import Sender, Sleep
from plans.errors import BadSettings
from retrieval.settings import Settings

if TYPE_CHECKING:
    from telegram.request import BaseRequest

AT_ONCE = 256
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


def build_application(
    settings: Settings, assistant: Answers, request: BaseRequest | None = None, sleep: Sleep = asyncio.sleep
) -> App:
    """Build the bot; `request` replaces the network, `sleep` the waiting. Raise `BadSettings` without a token."""
    if not settings.telegram_token:
        raise BadSettings(texts.NO_TOKEN)
    defaults = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))
    builder = ApplicationBuilder().token(settings.telegram_token).defaults(defaults).updater(None).job_queue(None)
    builder = builder.concurrent_updates(AT_ONCE)
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application = builder.build()
    desk = Desk(assistant, Sender(application.bot, sleep))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, desk.on_message))
    application.add_handler(CallbackQueryHandler(desk.on_button))
    application.add_error_handler(desk.on_error)
    return application


def run(settings: Settings) -> None:
    """Run the bot until it is told to stop; raise `BadSettings` for a token that is missing or refused."""
    if not settings.telegram_token:
        raise BadSettings(texts.NO_TOKEN)
    from retrieval.assistant import open_assistant

    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns each time it is told to wait
    log_discreetly([settings.telegram_token, settings.openai_key])
    assistant = open_assistant(settings)
    with closing(assistant.library):
        asyncio.run(serve(build_application(settings, assistant)))

"""Updates as Telegram delivers them, over HTTP, to an address that a proxy with TLS passes on to this machine.

An update is on disk before Telegram reads 200; anything else makes Telegram deliver it again.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from telegram import Bot, Update
from telegram.error import BadRequest

from bot import telegram_texts as texts
from bot.addresses import Webhook
from bot.inbox import is_late
from bot.telegram_intake import Intake
from bot.telegram_polling import Unreachable, patiently
from bot.telegram_send import Sleep
from bot.telegram_updates import HEARD, read_update
from plans.errors import BadSettings, PlanError

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable as Receive
    from uvicorn._types import ASGISendCallable as Send
    from uvicorn._types import HTTPScope, Scope

    from bot.telegram import Door

LOG = logging.getLogger(__name__)
HEALTH: Final = "/healthz"
LARGEST: Final = 1_048_576  # bytes; an update holds words, never the content of a file
PATIENCE: Final = 10.0  # seconds in which a body has to arrive
QUIET: Final = 2.0  # seconds without a late update after which no more of them are expected
LEAVING: Final = 3
BETWEEN_LOOKS: Final = 60.0
AT_ONCE: Final = 256
SECRET: Final = b"x-telegram-bot-api-secret-token"


@dataclass(frozen=True)
class Gate:
    """The web application at which Telegram delivers; nobody else knows the secret it shows."""

    webhook: Webhook
    intake: Intake
    bot: Bot
    sleep: Sleep = asyncio.sleep
    _held: list[Update] = field(default_factory=list, repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what it brought is handled after the answer."""
        if scope["type"] != "http":
            return
        status, fresh = await self._received(scope, receive)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        if fresh:
            await self._sorted(fresh)

    async def _received(self, scope: HTTPScope, receive: Receive) -> tuple[int, list[Update]]:
        if scope["path"] == HEALTH:
            return 200, []
        if scope["path"] != self.webhook.path:
            return 404, []
        given = dict(scope["headers"]).get(SECRET, b"")
        if not hmac.compare_digest(given, self.webhook.secret.encode()):
            return 403, []
        if scope["method"] != "POST":
            return 405, []
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(receive)
        except TimeoutError:
            return 408, []
        return (413, []) if body is None else await self._kept(body)

    async def _kept(self, body: bytes) -> tuple[int, list[Update]]:
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return 400, []
        update = read_update(raw, self.bot)
        if update is None:
            return 200, []  # it would be as unreadable the next time
        try:
            return 200, await self.intake.keep([update])
        except PlanError as fault:
            LOG.error("an update could not be stored (%s); Telegram will deliver it again", fault.kind)
            return 503, []

    async def _sorted(self, fresh: list[Update]) -> None:
        """Queue what is fresh; of what is late only the last question of a chat counts, so the last is waited for."""
        now = self.intake.office.store.clock()
        late = [update for update in fresh if is_late(update, now)]
        await self.intake.sort([update for update in fresh if update not in late])
        if not late:
            return
        self._held.extend(late)
        await self.sleep(QUIET)
        if self._held and self._held[-1] is late[-1]:
            held = sorted(self._held, key=lambda one: one.update_id)  # Telegram delivers over several connections
            self._held.clear()
            await self.intake.sort(held)


async def _body(receive: Receive) -> bytes | None:
    """Return the body of a request, None when it is larger than any update or was never finished."""
    body = b""
    while len(body) <= LARGEST:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message["body"]
        if not message["more_body"]:
            return body if len(body) <= LARGEST else None
    return None


async def attend(door: Door, webhook: Webhook, sleep: Sleep) -> None:
    """Let Telegram deliver, for ever, and see to it that it does; raise `PlanError` when that has become pointless."""
    async with listening(Gate(webhook, door.intake, door.application.bot, sleep)):
        await _announced(door.application.bot, webhook, sleep)
        while True:
            await _looked_after(door.application.bot, webhook, sleep)
            await sleep(BETWEEN_LOOKS)


async def _announced(bot: Bot, webhook: Webhook, sleep: Sleep) -> None:
    def announce() -> Awaitable[object]:
        return bot.set_webhook(webhook.url, secret_token=webhook.secret, allowed_updates=HEARD)

    try:
        await patiently(announce, sleep)
    except BadRequest as refused:
        raise BadSettings(texts.WEBHOOK_REFUSED.format(reason=refused.message)) from None
    LOG.info(texts.DELIVERED_TO.format(host=urlsplit(webhook.url).hostname))


async def _looked_after(bot: Bot, webhook: Webhook, sleep: Sleep) -> None:
    known = await patiently(bot.get_webhook_info, sleep)
    if known.url != webhook.url:
        raise Unreachable(texts.CONFLICT)
    if known.pending_update_count and known.last_error_message:
        LOG.warning(
            "Telegram could not deliver, %d updates wait: %s", known.pending_update_count, known.last_error_message
        )


@asynccontextmanager
async def listening(gate: Gate) -> AsyncIterator[int]:
    """Listen for the time of a block, which gets the port; raise `BadSettings` when the place is taken."""
    from uvicorn import Config, Server

    class Quiet(Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Leave signals to the bot, which knows what is still to be done."""
            yield

    place = _place(gate.webhook.host, gate.webhook.port)
    settings = Config(
        gate,
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=AT_ONCE,
        timeout_graceful_shutdown=LEAVING,
    )
    server = Quiet(settings)
    serving = asyncio.create_task(server.serve([place]))
    try:
        yield int(place.getsockname()[1])
    finally:
        server.should_exit = True
        await serving


def _place(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as taken:
        told = texts.WEBHOOK_PLACE_TAKEN.format(host=host, port=port, reason=taken.strerror or taken)
        raise BadSettings(told) from None

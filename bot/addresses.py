"""Addresses that people write in settings: where this machine listens, and where Telegram delivers to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot import texts
from plans.errors import BadSettings

if TYPE_CHECKING:
    from retrieval.settings import Settings

HERE: Final = "127.0.0.1"
LISTENS_AT: Final = "8080"
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")  # the characters and the most Telegram allows; the least is ours
_PORTS: Final = (None, 443, 80, 88, 8443)  # the only ones Telegram delivers to


@dataclass(frozen=True)
class Webhook:
    """The address Telegram delivers to, the secret it shows there, and where this machine listens for it."""

    url: str
    secret: str = field(repr=False)
    host: str = HERE
    port: int = int(LISTENS_AT)

    @property
    def path(self) -> str:
        """The path of the address, by which the proxy before this machine passes updates on."""
        return urlsplit(self.url).path or "/"


def webhook_of(settings: Settings) -> Webhook | None:
    """Return where Telegram is to deliver, None when it is to be asked; raise `BadSettings` for half of an address."""
    url, secret = settings.webhook_url, settings.webhook_secret or ""
    if not url:
        if secret or settings.webhook_listen:
            raise BadSettings(texts.WEBHOOK_WITHOUT_URL)
        return None
    if not _deliverable(url):
        raise BadSettings(texts.WEBHOOK_URL_WRONG)
    if not _SECRET.fullmatch(secret):
        raise BadSettings(texts.WEBHOOK_SECRET_WRONG)
    if (at := host_and_port(settings.webhook_listen or LISTENS_AT)) is None:
        raise BadSettings(texts.WEBHOOK_LISTEN_WRONG)
    return Webhook(url, secret, *at)


def _deliverable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and parts.port in _PORTS and not parts.query
    except ValueError:
        return False


def host_and_port(written: str) -> tuple[str, int] | None:
    """Return the host and the port of "9464" or "HOST:9464", None for anything else."""
    host, _, port = written.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65_535:
        return None
    return host.strip("[]") or HERE, int(port)

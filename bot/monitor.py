"""The small web page of a running bot for those who watch over it: is it alive, is it ready, what has it counted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from bot.addresses import host_and_port
from bot.errors import BadUsage
from plans.errors import PlanError

PLAIN: Final = "text/plain; charset=utf-8"
_PATIENCE: Final = 5.0  # seconds a slow visitor may take
Page = Callable[[], tuple[int, str, bytes]]


@contextmanager
def monitor(address: str, registry: CollectorRegistry, trouble: Callable[[], str]) -> Iterator[tuple[str, int]]:
    """Serve /healthz, /readyz and /metrics at `address` for the time of a block; yield the host and the port.

    `trouble` says what keeps the bot from answering, or nothing.
    """
    host, port = place(address)

    def ready() -> tuple[int, str, bytes]:
        said = trouble()
        return (503 if said else 200), PLAIN, f"{said or 'ok'}\n".encode()

    pages: dict[str, Page] = {
        "/healthz": lambda: (200, PLAIN, b"ok\n"),
        "/readyz": ready,
        "/metrics": lambda: (200, CONTENT_TYPE_LATEST, generate_latest(registry)),
    }
    server = _Server((host, port), _handler(pages))
    threading.Thread(target=server.serve_forever, name="monitor", daemon=True).start()
    try:
        yield host, int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def place(address: str) -> tuple[str, int]:
    """Return the host and the port of "9464" or "HOST:9464"; raise `BadUsage` for anything else."""
    at = host_and_port(address)
    if at is None:
        raise BadUsage(f"--monitor cần CỔNG hoặc MÁY:CỔNG, ví dụ 9464; không hiểu “{address}”.")
    return at


def trouble_of(library: Callable[[], object], heard_at: Callable[[], float | None], patience: float) -> str:
    """Return why the bot cannot answer now: the library cannot be read, or Telegram is not heard; else nothing."""
    try:
        library()
    except PlanError as error:
        return str(error)
    last = heard_at()
    return "" if last is not None and time.monotonic() - last < patience else "Telegram chưa trả lời."


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


def _handler(pages: dict[str, Page]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _PATIENCE

        def do_GET(self) -> None:
            status, kind, body = pages.get(self.path.partition("?")[0], lambda: (404, PLAIN, b"not found\n"))()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep visits out of the log."""

        def version_string(self) -> str:
            """Say nothing of what serves the page."""
            return "kehoach"

    return Handler

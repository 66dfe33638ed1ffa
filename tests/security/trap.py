"""A server on this machine that notes whatever is asked of it: nothing should be."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Trap:
    """A server on this machine, and every path that somebody asked of it."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{server.server_address[1]}"


@contextmanager
def listening() -> Iterator[Trap]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            trap.asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_PUT = do_GET

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    trap = Trap(server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield trap
    finally:
        server.shutdown()
        server.server_close()

"""An OpenAI-compatible server on the loopback interface, with every fault such servers have."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Respond = Callable[[BaseHTTPRequestHandler], None]
USAGE = {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}


def completion(content: str | None, finish: str | None = "stop", **message: object) -> bytes:
    """The body of a chat completion as OpenAI-compatible servers send it."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    body = {"id": "c1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": USAGE}
    return json.dumps(body).encode()


def sends(body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Respond:
    said = {"Content-Type": kind, "Content-Length": str(len(body))}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}

    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in said.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return respond


def hangs(handler: BaseHTTPRequestHandler) -> None:
    handler.server.stop.wait(10)


def trickles(handler: BaseHTTPRequestHandler) -> None:
    """A body that never ends, a byte at a time: no single read is slow."""
    sends(b"{", Content_Length="100000")(handler)
    while not handler.server.stop.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def cuts(handler: BaseHTTPRequestHandler) -> None:
    sends(completion("nửa chừng")[:40], Content_Length="900")(handler)
    handler.close_connection = True


class Server(ThreadingHTTPServer):
    """An OpenAI-compatible server that does what the test says and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.respond: Respond = sends(completion("xong"))
        self.asked: list[dict] = []
        self.stop = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the test."""


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, "key": self.headers["Authorization"], **json.loads(body)})
        self.server.respond(self)

    def log_message(self, *_: object) -> None: ...


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server for the time of a block."""
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.stop.set()
        running.shutdown()
        thread.join()

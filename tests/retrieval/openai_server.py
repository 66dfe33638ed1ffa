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


def streams(text: str, finish: str | None = "stop", counts: bool = True, cut: bool = False, size: int = 7) -> Respond:
    """A reply as server-sent events, `size` characters at a time; `cut` breaks the connection off before its end."""
    body = events_of(*(text[start : start + size] for start in range(0, len(text), size)))
    if cut:
        return breaks_off(body, "text/event-stream")
    body += _event([{"index": 0, "delta": {}, "finish_reason": finish}])
    body += _event([], usage=USAGE) if counts else b""
    return sends(body + b"data: [DONE]\n\n", kind="text/event-stream")


def events_of(*parts: str) -> bytes:
    """Pieces of a reply as OpenAI-compatible servers send them while they write."""
    deltas = [{"role": "assistant", "content": part} for part in parts]
    return b"".join(_event([{"index": 0, "delta": delta, "finish_reason": None}]) for delta in deltas)


def _event(choices: list[dict], **more: object) -> bytes:
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
    return f"data: {json.dumps({**head, 'choices': choices, **more})}\n\n".encode()


def breaks_off(body: bytes, kind: str = "application/json") -> Respond:
    """A body that promises more than comes."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        sends(body, kind=kind, Content_Length=str(len(body) + 900))(handler)
        handler.close_connection = True

    return respond


def says(text: str, finish: str | None = "stop") -> Respond:
    """A model that says `text`, streamed to who asks for a stream."""

    def respond(handler: BaseHTTPRequestHandler) -> None:
        streamed = handler.server.asked[-1].get("stream")
        (streams(text, finish) if streamed else sends(completion(text, finish)))(handler)

    return respond


def hangs(handler: BaseHTTPRequestHandler) -> None:
    handler.server.stop.wait(10)


def trickles(handler: BaseHTTPRequestHandler) -> None:
    """A body that never ends, a byte at a time: no single read is slow."""
    sends(b"{", Content_Length="100000")(handler)
    while not handler.server.stop.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def stalls(handler: BaseHTTPRequestHandler) -> None:
    """A stream that begins and then says nothing more, though it stays open."""
    breaks_off(b'data: {"choices": [{"index": 0, "delta": {"content": "{"}}]}\n\n', "text/event-stream")(handler)
    handler.wfile.flush()
    hangs(handler)


cuts = breaks_off(completion("nửa chừng")[:40])


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

"""The chat model over a real loopback server: every fault ends in time, as a failure of the model."""

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from plans.errors import BadSettings
from retrieval.chat_model import ChatModel, ModelFailed, open_chat_model
from retrieval.settings import Settings

Respond = Callable[[BaseHTTPRequestHandler], None]


def completion(content: str | None, finish: str | None = "stop", **message: object) -> bytes:
    """The body of a chat completion as OpenAI-compatible servers send it."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    body = {"id": "c1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
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


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.stop.set()
        running.shutdown()
        thread.join()


def chat(url: str, seconds: float = 5.0) -> ChatModel:
    return ChatModel(open_chat_model(Settings(openai_base_url=url, chat_model="m")), "m", seconds)


def test_a_whole_answer_comes_through_with_rules_and_data_kept_apart(server):
    assert chat(server.url).reply("luật", "dữ liệu") == "xong"
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert [(m["role"], m["content"]) for m in asked["messages"]] == [("system", "luật"), ("user", "dữ liệu")]
    assert (asked["model"], asked["temperature"]) == ("m", 0)


def test_a_server_that_states_no_finish_reason_is_believed(server):
    server.respond = sends(completion("xong", finish=None))
    assert chat(server.url).reply("l", "d") == "xong"


FAULTS: dict[str, Respond] = {
    "429": sends(b'{"error": {"message": "slow down"}}', 429),
    "429 with a long wait": sends(b'{"error": {"message": "slow down"}}', 429, Retry_After="130"),
    "401": sends(b'{"error": {"message": "no key"}}', 401),
    "404": sends(b'{"error": {"message": "no such model"}}', 404),
    "500": sends(b"oops", 500, "text/plain"),
    "503 in HTML": sends(b"<html>busy</html>", 503, "text/html"),
    "HTML with 200": sends(b"<html>Welcome</html>", 200, "text/html"),
    "broken JSON": sends(b'{"choices": [', 200),
    "another JSON": sends(b'{"ok": true}'),
    "no choices": sends(b'{"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": []}'),
    "an error with 200": sends(b'{"error": {"message": "model crashed", "code": 500}}'),
    "empty": sends(completion("")),
    "null": sends(completion(None)),
    "blank": sends(completion(" \n ")),
    "cut by length": sends(completion("một nửa câu", finish="length")),
    "filtered": sends(completion("", finish="content_filter")),
    "refused": sends(completion(None, refusal="I cannot help")),
    "tool call": sends(completion(None, finish="tool_calls")),
    "connection cut": cuts,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_failure_of_the_model_after_one_call(server, fault):
    server.respond = FAULTS[fault]
    with pytest.raises(ModelFailed):
        chat(server.url).reply("l", "d")
    assert len(server.asked) == 1


@pytest.mark.parametrize("slow", [hangs, trickles])
def test_a_model_that_does_not_finish_is_left_at_the_deadline(server, slow):
    server.respond = slow
    began = time.monotonic()
    with pytest.raises(ModelFailed, match=r"within 0\.3 s"):
        chat(server.url, seconds=0.3).reply("l", "d")
    assert time.monotonic() - began < 3


def test_a_server_that_is_not_there_is_a_failure_of_the_model():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(ModelFailed):
            chat(f"http://127.0.0.1:{closed.getsockname()[1]}/v1").reply("l", "d")


def test_neither_key_nor_texts_stand_in_the_failure(server):
    server.respond = sends(b'{"error": {"message": "bad key sk-BIMAT"}}', 401)
    settings = Settings(openai_base_url=server.url, openai_key="sk-BIMAT", chat_model="m")
    with pytest.raises(ModelFailed) as failure:
        ChatModel(open_chat_model(settings), "m").reply("l", "CÂU HỎI RIÊNG")
    assert server.asked[0]["key"] == "Bearer sk-BIMAT"
    assert "BIMAT" not in str(failure.value)
    assert "RIÊNG" not in str(failure.value)


def test_no_model_is_opened_and_nothing_imported_offline(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    assert open_chat_model(Settings()) is None


def test_a_server_without_a_model_name_is_a_setting_to_complete():
    with pytest.raises(BadSettings, match="KEHOACH_CHAT_MODEL"):
        open_chat_model(Settings(openai_base_url="http://127.0.0.1:9/v1"))


@pytest.mark.parametrize(("named", "asked"), [("openai:gpt-x", "gpt-x"), ("qwen3:8b", "qwen3:8b")])
def test_a_colon_in_a_model_name_is_kept_except_the_provider(server, named, asked):
    model = open_chat_model(Settings(openai_base_url=server.url, chat_model=named))
    ChatModel(model, "m").reply("l", "d")
    assert server.asked[0]["model"] == asked


def test_any_langchain_chat_model_fits_the_port():
    fake = GenericFakeChatModel(messages=iter([AIMessage("xong"), AIMessage("nửa")]))
    model = ChatModel(fake, "giả")
    assert model.reply("l", "d") == "xong"
    assert model.reply("l", "d") == "nửa"
    with pytest.raises(ModelFailed):
        model.reply("l", "hết kịch bản")

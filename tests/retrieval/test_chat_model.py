"""The chat model over a real loopback server: every fault ends in time, as a failure of the model."""

import json
import socket
import sys
import time
from collections.abc import Iterator

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from plans.errors import BadSettings
from retrieval.answer import Tokens
from retrieval.chat_model import ChatModel, ModelFailed, open_chat_model
from retrieval.settings import Settings
from tests.retrieval.openai_server import (
    Respond,
    Server,
    completion,
    cuts,
    hangs,
    sends,
    serving,
    stalls,
    streams,
    trickles,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def chat(url: str, seconds: float = 5.0) -> ChatModel:
    return ChatModel(open_chat_model(Settings(openai_base_url=url, chat_model="m")), "m", seconds)


def test_a_whole_answer_comes_through_with_rules_and_data_kept_apart(server):
    assert chat(server.url).reply("luật", "dữ liệu").text == "xong"
    (asked,) = server.asked
    assert asked["path"] == "/v1/chat/completions"
    assert [(m["role"], m["content"]) for m in asked["messages"]] == [("system", "luật"), ("user", "dữ liệu")]
    assert (asked["model"], asked["temperature"]) == ("m", 0)


def test_what_a_reply_cost_is_told_also_when_it_is_of_no_use(server):
    assert chat(server.url).reply("l", "d").tokens == Tokens(900, 40)
    server.respond = sends(completion("một nửa câu", finish="length"))
    with pytest.raises(ModelFailed) as failure:
        chat(server.url).reply("l", "d")
    assert failure.value.tokens == Tokens(900, 40)


def test_a_server_that_counts_nothing_costs_nothing_known(server):
    body = json.loads(completion("xong"))
    del body["usage"]
    server.respond = sends(json.dumps(body).encode())
    assert chat(server.url).reply("l", "d").tokens is None


def test_a_server_that_states_no_finish_reason_is_believed(server):
    server.respond = sends(completion("xong", finish=None))
    assert chat(server.url).reply("l", "d").text == "xong"


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
FAULTS_OF_STREAMS: dict[str, Respond] = {
    **FAULTS,
    "stream cut": streams("một nửa câu", cut=True),
    "stream cut by length": streams("một nửa câu", finish="length"),
    "stream filtered": streams("một nửa", finish="content_filter"),
    "stream of nothing": streams(""),
    "stream of blanks": streams(" \n "),
    "stream of broken JSON": sends(b'data: {"choices": [\n\n', kind="text/event-stream"),
    "stream with an error": sends(b'data: {"error": {"message": "model crashed"}}\n\n', kind="text/event-stream"),
}


PASSING = {"429", "500", "503 in HTML", "connection cut"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_failure_of_the_model_after_one_call_or_two_where_it_may_pass(server, fault, monkeypatch):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    server.respond = FAULTS[fault]
    with pytest.raises(ModelFailed):
        chat(server.url).reply("l", "d")
    assert len(server.asked) == (2 if fault in PASSING else 1)


@pytest.mark.parametrize("fault", sorted(PASSING))
def test_a_fault_that_passes_is_not_noticed(server, fault, monkeypatch):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    replies = iter([FAULTS[fault], sends(completion("xong"))])
    server.respond = lambda handler: next(replies)(handler)
    assert chat(server.url).reply("l", "d").text == "xong"


def test_a_server_is_asked_again_when_it_says(server):
    replies = iter([sends(b"{}", 429, Retry_After="0.2"), sends(completion("xong"))])
    server.respond = lambda handler: next(replies)(handler)
    began = time.monotonic()
    chat(server.url).reply("l", "d")
    assert time.monotonic() - began >= 0.2


def test_the_second_try_ends_at_the_same_deadline(server, monkeypatch):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    replies = iter([FAULTS["500"], hangs])
    server.respond = lambda handler: next(replies)(handler)
    began = time.monotonic()
    with pytest.raises(ModelFailed):
        chat(server.url, seconds=0.4).reply("l", "d")
    assert time.monotonic() - began < 3


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
    assert model.reply("l", "d").text == "xong"
    assert model.reply("l", "d").text == "nửa"
    with pytest.raises(ModelFailed):
        model.reply("l", "hết kịch bản")


def test_a_streamed_reply_is_heard_as_it_grows_and_counted(server):
    server.respond = streams("một hai ba", size=4)
    heard: list[str] = []
    reply = chat(server.url).reply("l", "d", heard.append)
    assert heard == ["một ", "một hai ", "một hai ba"]
    assert (reply.text, reply.tokens) == ("một hai ba", Tokens(900, 40))
    assert (server.asked[0]["stream"], server.asked[0]["stream_options"]) == (True, {"include_usage": True})


def test_nothing_is_streamed_that_nobody_hears(server):
    chat(server.url).reply("l", "d")
    assert not server.asked[0].get("stream")


def test_a_server_that_counts_no_stream_costs_nothing_known(server):
    server.respond = streams("xong", counts=False)
    assert chat(server.url).reply("l", "d", str).tokens is None


def test_a_server_that_counts_with_every_piece_is_read_once(server):
    pieces = [
        {"choices": [{"index": 0, "delta": {"content": part}, "finish_reason": end}], "usage": usage}
        for part, end, usage in (
            ("xo", None, {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}),
            ("ng", "stop", {"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11}),
        )
    ]
    body = "".join(f"data: {json.dumps(piece)}\n\n" for piece in pieces).encode()
    server.respond = sends(body, kind="text/event-stream")
    assert chat(server.url).reply("l", "d", str).tokens == Tokens(9, 2)


@pytest.mark.parametrize("fault", FAULTS_OF_STREAMS)
def test_a_fault_is_a_failure_of_a_stream_too_after_two_calls_at_most(server, fault, monkeypatch):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    server.respond = FAULTS_OF_STREAMS[fault]
    with pytest.raises(ModelFailed):
        chat(server.url).reply("l", "d", str)
    assert len(server.asked) <= 2


def test_after_a_stream_that_broke_off_the_reply_is_heard_from_its_beginning(server, monkeypatch):
    monkeypatch.setattr("retrieval.chat_model.PAUSE", 0.01)
    replies = iter([streams("một hai", cut=True, size=3), streams("một ba", size=4)])
    server.respond = lambda handler: next(replies)(handler)
    heard: list[str] = []
    assert chat(server.url).reply("l", "d", heard.append).text == "một ba"
    assert heard[-2:] == ["một ", "một ba"]
    assert all("một hai".startswith(text) for text in heard[:-2])


@pytest.mark.parametrize("refusal", [sends(b'{"error": {"message": "no stream"}}', 400), sends(completion("xong"))])
def test_a_server_that_cannot_stream_is_asked_for_the_whole(server, refusal):
    replies = iter([refusal, sends(completion("xong"))])
    server.respond = lambda handler: next(replies)(handler)
    assert chat(server.url).reply("l", "d", str).text == "xong"
    assert [bool(asked.get("stream")) for asked in server.asked] == [True, False]


@pytest.mark.parametrize("slow", [hangs, trickles, stalls])
def test_a_stream_that_does_not_finish_is_left_at_the_deadline(server, slow):
    server.respond = slow
    began = time.monotonic()
    with pytest.raises(ModelFailed, match=r"within 0\.3 s"):
        chat(server.url, seconds=0.3).reply("l", "d", str)
    assert time.monotonic() - began < 3


def test_a_stream_without_end_is_left_at_the_deadline_and_nothing_is_heard_after_it(server):
    def without_end(handler) -> None:
        sends(b"", kind="text/event-stream", Content_Length="10000000")(handler)
        while not handler.server.stop.wait(0.002):
            handler.wfile.write(b'data: {"choices": [{"index": 0, "delta": {"content": "x"}}]}\n\n')

    server.respond = without_end
    heard: list[str] = []
    with pytest.raises(ModelFailed, match=r"within 0\.3 s"):
        chat(server.url, seconds=0.3).reply("l", "d", heard.append)
    count = len(heard)
    assert count > 1
    time.sleep(0.1)
    assert len(heard) == count


def test_who_hears_and_fails_ends_the_reply(server):
    def heard(_: str) -> None:
        raise RuntimeError("nobody is there")

    server.respond = streams("một hai ba")
    with pytest.raises(RuntimeError, match="nobody is there"):
        chat(server.url).reply("l", "d", heard)

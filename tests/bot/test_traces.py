from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from types import SimpleNamespace

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as wire
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

from bot.telegram import _traced
from bot.traces import Traced, tracer_to
from retrieval.answer import Answer, Question, Tokens
from tests.servers import free_port

PRIVATE = "Câu hỏi riêng của ông Nguyễn Văn A?"
ANSWER = Answer(
    Question(PRIVATE, PRIVATE, "duties", date(2026, 3, 1)),
    "answered",
    intro=PRIVATE,
    mode="gpt",
    tokens=Tokens(900, 40),
    timings={"total_ms": 9.0, "read_ms": 1.5, "search_ms": 2.5, "write_ms": 5.0},
)


class Collector(service.TraceServiceServicer):
    """A collector of OpenTelemetry's own protocol that keeps what it is sent."""

    def __init__(self) -> None:
        self.sent: list[wire.ExportTraceServiceRequest] = []

    def Export(self, request, context):
        self.sent.append(request)
        return wire.ExportTraceServiceResponse()

    @property
    def spans(self):
        return [span for one in self.sent for r in one.resource_spans for s in r.scope_spans for span in s.spans]


@contextmanager
def listening(collector: Collector) -> Iterator[str]:
    server = grpc.server(ThreadPoolExecutor(1))
    service.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop(0).wait()


def traces_of(ask) -> Collector:
    collector = Collector()
    with listening(collector) as address, tracer_to(address) as tracer:
        traced = Traced(SimpleNamespace(library="plans", ask=ask), tracer)
        assert traced.library == "plans"
        with suppress(ValueError):
            traced.ask(PRIVATE, audience=["x"], asker="7", show=print)
    return collector


def test_an_answer_is_a_trace_of_its_steps_one_after_the_other():
    told = {}
    spans = traces_of(lambda text, turns, **how: told.update(how) or ANSWER).spans
    steps, (answer,) = spans[:-1], [span for span in spans if span.name == "answer"]
    assert told == {"as_of": None, "audience": ["x"], "asker": "7", "show": print}
    assert [span.name for span in steps] == ["read", "search", "write"]
    lasted = [span.end_time_unix_nano - span.start_time_unix_nano for span in steps]
    assert lasted == [1_500_000, 2_500_000, 5_000_000]
    assert steps[0].start_time_unix_nano == answer.start_time_unix_nano
    assert {span.parent_span_id for span in steps} == {answer.span_id}
    assert {span.trace_id for span in spans} == {answer.trace_id}
    kept = {one.key: one.value.string_value or one.value.int_value for one in answer.attributes}
    assert kept == {
        "kehoach.status": "answered",
        "kehoach.intent": "duties",
        "kehoach.citations": 0,
        "kehoach.turned_to_model": 1,
        "gen_ai.usage.input_tokens": 900,
        "gen_ai.usage.output_tokens": 40,
    }


def fails(*_, **__):
    raise ValueError(PRIVATE)


@pytest.mark.parametrize("ask", [lambda *_, **__: ANSWER, fails])
def test_no_word_of_anybody_is_sent(ask):
    collector = traces_of(ask)
    assert collector.spans
    assert not [one for one in collector.sent if "Nguyễn".encode() in one.SerializeToString()]


def test_of_a_failure_only_its_kind_is_told():
    (span,) = traces_of(fails).spans
    assert (span.status.message, len(span.events)) == ("ValueError", 0)


def test_without_a_collector_the_bot_answers_untraced_and_with_one_both_ways_of_answering_are_traced():
    answers, instead = SimpleNamespace(ask=lambda *_, **__: ANSWER), SimpleNamespace(ask=lambda *_, **__: ANSWER)
    with _traced(None, answers, instead) as untraced:
        assert untraced == (answers, instead)
    collector = Collector()
    with listening(collector) as address, _traced(address, answers, instead) as both:
        assert [one.ask(PRIVATE) for one in both] == [ANSWER, ANSWER]
    assert [span.name for span in collector.spans].count("answer") == 2


def test_a_collector_that_is_not_there_keeps_no_answer_back(caplog, monkeypatch):
    monkeypatch.setattr("bot.traces._PATIENCE", 0.1)
    with tracer_to(f"http://127.0.0.1:{free_port()}") as tracer:
        assert Traced(SimpleNamespace(ask=lambda *_, **__: ANSWER), tracer).ask(PRIVATE) is ANSWER
    assert "Nguyễn" not in caplog.text

"""A trace of every answer for OpenTelemetry: which step took how long, never a word of a question or of an answer."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Final

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, Status, StatusCode, Tracer, set_span_in_context

from bot.telegram_office import Answers, Holds
from retrieval.answer import Answer, Show, Turn

STEPS: Final = ("read", "search", "write")  # one after the other, as `Answer.timings` has them
_NS_PER_MS: Final = 1_000_000
_PATIENCE: Final = 5  # seconds a collector that does not answer may keep the bot from ending


@contextmanager
def tracer_to(collector: str) -> Iterator[Tracer]:
    """Yield what sends traces to the OTLP collector (gRPC) at this address; what is left is sent at the end."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": "kehoach", "service.version": version("kehoach")}),
        shutdown_on_exit=False,
    )
    exporter = OTLPSpanExporter(collector, insecure=not collector.startswith("https://"), timeout=_PATIENCE)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield provider.get_tracer("kehoach")
    finally:
        provider.shutdown()


@dataclass(frozen=True)
class Traced:
    """An assistant of whose answers a trace is sent."""

    assistant: Answers
    tracer: Tracer

    @property
    def library(self) -> Holds:
        """The plans it answers from."""
        return self.assistant.library

    def ask(
        self,
        text: str,
        turns: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        audience: Collection[str] | None = None,
        asker: str = "",
        show: Show | None = None,
    ) -> Answer:
        """Answer as the assistant does; of an error only its kind is told, as its words may be somebody's."""
        begin = time.time_ns()
        span = self.tracer.start_span("answer", start_time=begin, record_exception=False)
        with ExitStack() as at_end:
            at_end.callback(span.end)
            at_end.push(lambda kind, error, trace: _failed(span, kind))
            answer = self.assistant.ask(text, turns, as_of=as_of, audience=audience, asker=asker, show=show)
            span.set_attributes(_told(answer))
            self._steps(span, answer, begin)
        return answer

    def _steps(self, span: Span, answer: Answer, begin: int) -> None:
        within = set_span_in_context(span)
        for step in STEPS:
            end = begin + round(answer.timings.get(f"{step}_ms", 0.0) * _NS_PER_MS)
            self.tracer.start_span(step, within, start_time=begin).end(end)
            begin = end


def _failed(span: Span, kind: type[BaseException] | None) -> None:
    if kind is not None:
        span.set_status(Status(StatusCode.ERROR, kind.__name__))


def _told(answer: Answer) -> dict[str, str | int]:
    """Return what may be told of an answer: words of ours and numbers."""
    told: dict[str, str | int] = {
        "kehoach.status": answer.status,
        "kehoach.intent": answer.question.intent,
        "kehoach.citations": len(answer.citations),
        "kehoach.turned_to_model": int(answer.mode != "offline"),
    }
    if answer.tokens:
        told |= {"gen_ai.usage.input_tokens": answer.tokens.sent, "gen_ai.usage.output_tokens": answer.tokens.received}
    return told

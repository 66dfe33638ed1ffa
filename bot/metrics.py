"""What is counted of a running bot, for Prometheus: numbers only, never a word of a question or a person's name."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from telegram.request import HTTPXRequest

from bot.inbox import Inbox
from bot.outbox import Outbox
from bot.telegram_office import Answers, Holds
from retrieval.answer import Answer, Show, Turn

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_HEARD = ("/getUpdates", "/getWebhookInfo")  # what is asked again and again while the bot lives


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        """Make the counters, each there with zero before it first counts."""
        self.registry = CollectorRegistry()
        self._questions = Counter("kehoach_answers", "Answers.", ["status", "mode"], registry=self.registry)
        self._failed = Counter("kehoach_failures", "Questions that no answer came to.", registry=self.registry)
        self._seconds = Histogram(
            "kehoach_answer_seconds", "Seconds of each step.", ["step"], buckets=_SECONDS, registry=self.registry
        )
        self._tokens = Counter("kehoach_tokens", "Tokens of the model's server.", ["way"], registry=self.registry)
        self._telegram = Counter("kehoach_telegram_replies", "Replies by code.", ["code"], registry=self.registry)
        self._telegram.labels("429")
        for way in ("sent", "received"):
            self._tokens.labels(way)
        self.heard_at: float | None = None

    def answered(self, answer: Answer) -> None:
        """Count an answer, the time of its steps and what a model was paid for."""
        self._questions.labels(answer.status, "offline" if answer.mode == "offline" else "model").inc()
        for name, milliseconds in answer.timings.items():
            self._seconds.labels(name.removesuffix("_ms")).observe(milliseconds / 1000)
        if answer.tokens:
            self._tokens.labels("sent").inc(answer.tokens.sent)
            self._tokens.labels("received").inc(answer.tokens.received)

    def failed(self) -> None:
        """Count a question that ended with an error."""
        self._failed.inc()

    def replied(self, address: str, code: int) -> None:
        """Count a reply of Telegram's, and note when it last told of updates."""
        self._telegram.labels(str(code)).inc()
        if code == 200 and address.endswith(_HEARD):
            self.heard_at = time.monotonic()

    def queues(self, inbox: Inbox, outbox: Outbox) -> None:
        """Show how much waits to be answered and to be sent, counted whenever somebody looks."""
        depth = Gauge("kehoach_queue", "Updates not handled, letters not sent.", ["queue"], registry=self.registry)
        depth.labels("inbox").set_function(lambda: len(inbox.waiting()))
        depth.labels("outbox").set_function(lambda: sum(outbox.counts().get(state, 0) for state in ("new", "sending")))


@dataclass(frozen=True)
class Counted:
    """An assistant whose answers are counted."""

    assistant: Answers
    metrics: Metrics

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
        """Answer as the assistant does."""
        with ExitStack() as unless_answered:
            unless_answered.callback(self.metrics.failed)
            answer = self.assistant.ask(text, turns, as_of=as_of, audience=audience, asker=asker, show=show)
            unless_answered.pop_all()
        self.metrics.answered(answer)
        return answer


class CountedRequest(HTTPXRequest):
    """The way to Telegram, with its replies counted."""

    def __init__(self, metrics: Metrics, **options: Any) -> None:
        """Count for `metrics`; the options are the library's own."""
        super().__init__(**options)
        self._metrics = metrics

    async def do_request(self, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Ask Telegram."""
        code, body = await super().do_request(url, *args, **options)
        self._metrics.replied(url, code)
        return code, body

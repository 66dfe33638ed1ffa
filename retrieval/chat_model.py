"""The chat model of the settings, through LangChain's port; nothing is imported when none is set."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.errors import BadSettings
from retrieval.answer import Tokens
from retrieval.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

DEFAULT_MODEL = "gpt-4.1-mini"
CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 25.0
PAUSE, LONGEST_PAUSE = 0.5, 3.0  # seconds before the second try, and the most a server may ask for
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_FINISHED = ("stop", None)  # local servers send null after a complete answer


class ModelFailed(Exception):
    """The model gave nothing that can be used; for logs, never shown to a person. `tokens` were spent all the same."""

    tokens: Tokens | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply and what it cost, where the server tells."""

    text: str
    tokens: Tokens | None = None


@contextmanager
def paid(tokens: Tokens | None) -> Iterator[None]:
    """Let a failure of the model tell what was spent for it."""
    try:
        yield
    except ModelFailed as failure:
        failure.tokens = tokens
        raise


def open_chat_model(settings: Settings) -> BaseChatModel | None:
    """Return the chat model of `settings`, or None offline; nothing is sent yet.

    Raise `BadSettings` when a server is set and the model's name is not.
    """
    if settings.offline:
        return None
    if not (settings.chat_model or settings.openai_key):
        raise BadSettings("Máy chủ ở OPENAI_BASE_URL cần tên mô hình. Hãy đặt KEHOACH_CHAT_MODEL, ví dụ qwen3:8b.")
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        model_name(settings),
        model_provider="openai",
        api_key=settings.openai_key or "none",  # local servers take any key, the client insists on one
        base_url=settings.openai_base_url,
        temperature=0,
        timeout=(CONNECT_SECONDS, TOTAL_SECONDS),
        max_retries=0,
    )


def model_name(settings: Settings) -> str:
    """Return the name answers carry as their mode; a leading "openai:" is dropped."""
    return (settings.chat_model or DEFAULT_MODEL).removeprefix("openai:")


@dataclass(frozen=True)
class ChatModel:
    """A chat model held to a total deadline; `reply` returns whole replies or raises `ModelFailed`."""

    model: BaseChatModel
    name: str
    seconds: float = TOTAL_SECONDS
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(8, "chat-model"), repr=False)

    def reply(self, rules: str, data: str) -> Reply:
        """Return what the model answers to `rules` and `data`; cut, refused and empty answers fail."""
        message = self._within_deadline([("system", rules), ("human", data)])
        counted = message.usage_metadata
        tokens = Tokens(counted["input_tokens"], counted["output_tokens"]) if counted else None
        with paid(tokens):
            return Reply(_whole(message), tokens)

    def _within_deadline(self, messages: Sequence[tuple[str, str]]) -> AIMessage:
        """Ask, and once more after a failure that may pass, all within `seconds`."""
        until = time.monotonic() + self.seconds
        try:
            return self._once(messages, until)
        except ModelFailed as failure:
            pause = _pause(failure.__cause__)
            if pause is None or time.monotonic() + pause >= until:
                raise
        time.sleep(pause)
        return self._once(messages, until)

    def _once(self, messages: Sequence[tuple[str, str]], until: float) -> AIMessage:
        # The client's own limits restart with every byte: only waiting from outside bounds the total.
        call = self._threads.submit(self.model.invoke, list(messages))
        try:
            error = call.exception(max(0.0, until - time.monotonic()))
        except TimeoutError:
            call.cancel()
            raise ModelFailed(f"no whole answer within {self.seconds:g} s") from None
        if error is not None:
            raise ModelFailed(f"{type(error).__name__} from the model") from error
        return call.result()


def _pause(error: BaseException | None) -> float | None:
    """Return the seconds after which to ask once more, `None` where that would be of no use or take too long."""
    from openai import APIConnectionError, APIStatusError

    if isinstance(error, APIConnectionError):
        return PAUSE
    if not isinstance(error, APIStatusError) or error.status_code not in _PASSING:
        return None
    said = error.response.headers.get("retry-after", "")
    pause = float(said) if said.replace(".", "", 1).isdecimal() else PAUSE
    return pause if pause <= LONGEST_PAUSE else None


def _whole(message: AIMessage) -> str:
    reason = message.response_metadata.get("finish_reason")
    if reason not in _FINISHED:
        raise ModelFailed(f"the answer ended with {reason}")
    if message.additional_kwargs.get("refusal"):
        raise ModelFailed("the model refused")
    if not isinstance(message.content, str) or not message.content.strip():
        raise ModelFailed("the answer is empty")
    return message.content

"""The chat model of the settings, through LangChain's port; nothing is imported when none is set."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from plans.errors import BadSettings
from retrieval.answer import Tokens
from retrieval.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.messages.ai import UsageMetadata

DEFAULT_MODEL = "gpt-4.1-mini"
CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 25.0
PAUSE, LONGEST_PAUSE = 0.5, 3.0  # seconds before the second try, and the most a server may ask for
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_FINISHED = ("stop", None)  # local servers send null after a complete answer
Heard: TypeAlias = Callable[[str], None]  # is given all that has come of a reply so far, each time more has come


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
        stream_usage=True,
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

    def reply(self, rules: str, data: str, heard: Heard | None = None) -> Reply:
        """Return what the model answers to `rules` and `data`; cut, refused and empty answers fail.

        The reply is streamed when somebody wants to have `heard` it; after a second try it is heard from its beginning.
        """
        pieces = self._within_deadline([("system", rules), ("human", data)], heard)
        tokens = _counted(pieces)
        with paid(tokens):
            return Reply(_whole(pieces), tokens)

    def _within_deadline(self, messages: Sequence[tuple[str, str]], heard: Heard | None) -> Sequence[AIMessage]:
        """Ask, and once more after a failure that may pass, all within `seconds`."""
        until = time.monotonic() + self.seconds
        try:
            return self._once(messages, until, heard)
        except ModelFailed as failure:
            pause = _pause(failure.__cause__)
            if heard and _cannot_stream(failure.__cause__):
                pause, heard = 0.0, None
            if pause is None or time.monotonic() + pause >= until:
                raise
        time.sleep(pause)
        return self._once(messages, until, heard)

    def _once(self, messages: Sequence[tuple[str, str]], until: float, heard: Heard | None) -> Sequence[AIMessage]:
        # The client's own limits restart with every byte: only waiting from outside bounds the total.
        said: SimpleQueue[AIMessage | None] = SimpleQueue()
        left = Event()
        call = self._threads.submit(self._listen, list(messages), heard is not None, said, left)
        try:
            pieces = _gathered(said, until, heard)
        except Empty:
            call.cancel()
            raise ModelFailed(f"no whole answer within {self.seconds:g} s") from None
        finally:
            left.set()
        if error := call.exception():
            raise ModelFailed(f"{type(error).__name__} from the model") from error
        return pieces

    def _listen(
        self, messages: list[tuple[str, str]], streamed: bool, said: SimpleQueue[AIMessage | None], left: Event
    ) -> None:
        """Hand on what the model says, then None; stop at the next piece when nobody waits any more."""
        try:
            for piece in self.model.stream(messages) if streamed else (self.model.invoke(messages),):
                if left.is_set():
                    return
                said.put(piece)
        finally:
            said.put(None)


def _gathered(said: SimpleQueue[AIMessage | None], until: float, heard: Heard | None) -> Sequence[AIMessage]:
    """Return all pieces of a reply, each heard as it comes; raise `Empty` when they take longer than `until`."""
    pieces: list[AIMessage] = []
    text = ""
    while (piece := said.get(timeout=max(0.0, until - time.monotonic()))) is not None:
        pieces.append(piece)
        if heard and isinstance(piece.content, str) and piece.content:
            text += piece.content
            heard(text)
        if time.monotonic() >= until:  # pieces that have come already are given without a wait
            raise Empty
    return pieces


def _counted(pieces: Sequence[AIMessage]) -> Tokens | None:
    """Return what the server counted last: some count once, at the end, some again with every piece."""
    counts: list[UsageMetadata] = [piece.usage_metadata for piece in pieces if piece.usage_metadata]
    return Tokens(counts[-1]["input_tokens"], counts[-1]["output_tokens"]) if counts else None


def _cannot_stream(error: BaseException | None) -> bool:
    """Say whether the server refused to stream or answered with no stream: asked for the whole it may answer."""
    from openai import BadRequestError, UnprocessableEntityError

    return isinstance(error, (BadRequestError, UnprocessableEntityError, ValueError))


def _pause(error: BaseException | None) -> float | None:
    """Return the seconds after which to ask once more, `None` where that would be of no use or take too long."""
    from httpx import TransportError
    from openai import APIConnectionError, APIStatusError

    if isinstance(error, (APIConnectionError, TransportError)):  # the second where a stream breaks off
        return PAUSE
    if not isinstance(error, APIStatusError) or error.status_code not in _PASSING:
        return None
    said = error.response.headers.get("retry-after", "")
    pause = float(said) if said.replace(".", "", 1).isdecimal() else PAUSE
    return pause if pause <= LONGEST_PAUSE else None


def _whole(pieces: Sequence[AIMessage]) -> str:
    for reason in (piece.response_metadata.get("finish_reason") for piece in pieces):
        if reason not in _FINISHED:
            raise ModelFailed(f"the answer ended with {reason}")
    if any(piece.additional_kwargs.get("refusal") for piece in pieces):
        raise ModelFailed("the model refused")
    said = [piece.content for piece in pieces]
    text = "".join(part for part in said if isinstance(part, str))
    if not all(isinstance(part, str) for part in said) or not text.strip():
        raise ModelFailed("the answer is empty")
    return text

"""The reply of a chat model, read strictly: one JSON object of the shape that was asked for, or `ModelFailed`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.text import nfc, squeeze
from retrieval.chat_model import ModelFailed

LONGEST_CLAIM = 1_000
MOST_CLAIMS = 100
_OBJECT = re.compile(r"\s*(?:<think>.*</think>)?\s*(?:```(?:json)?)?\s*(\{.*\})\s*(?:```)?\s*", re.DOTALL)
_BEGINNING = re.compile(r'\s*(?:<think>.*</think>)?\s*(?:```(?:json)?)?\s*\{\s*"claims"\s*:\s*\[\s*', re.DOTALL)
_BETWEEN = re.compile(r"\s*,\s*")
_MARKERS = re.compile(r"\[(?:\d+|k-\w+)(?:\s*,\s*(?:\d+|k-\w+))*\]|\bk-[0-9a-f]{8}\b")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Written:
    """One claim as the model returned it: its shape is checked, its truth is not."""

    text: str
    keys: tuple[str, ...]
    quote: str = ""


def read_reply(text: str) -> tuple[Written, ...]:
    """Return the claims of a reply; a fence or a thinking block around the object is allowed, nothing else is."""
    found = _OBJECT.fullmatch(text)
    try:
        reply = json.loads(found[1]) if found else None
    except (ValueError, RecursionError) as error:
        raise ModelFailed("the reply is not JSON") from error
    claims = reply.get("claims") if isinstance(reply, dict) else None
    if not isinstance(claims, list) or not 0 < len(claims) <= MOST_CLAIMS:
        raise ModelFailed("the reply has no list of claims")
    return tuple(map(_claim, claims))


def written_so_far(text: str) -> Iterator[Written]:
    """Yield the claims that stand whole in the beginning of a reply; what is of another shape ends them."""
    place = _BEGINNING.match(text)
    for _ in range(MOST_CLAIMS):
        if place is None:
            return
        try:
            value, end = _DECODER.raw_decode(text, place.end())
            yield _claim(value)
        except (ValueError, RecursionError, ModelFailed):  # most often: not whole yet
            return
        place = _BETWEEN.match(text, end)


def _claim(value: object) -> Written:
    if not isinstance(value, dict) or not value.keys() <= {"claim", "keys", "quote"}:
        raise ModelFailed("a claim has another shape")
    text, keys, quote = value.get("claim"), value.get("keys"), value.get("quote") or ""
    if not (isinstance(text, str) and isinstance(quote, str) and 0 < len(text) <= LONGEST_CLAIM):
        raise ModelFailed("a claim is not a text")
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise ModelFailed("the keys of a claim are not texts")
    return Written(clean(text), tuple(dict.fromkeys(keys)), clean(quote))


def clean(text: str) -> str:
    """Return `text` on one line in composed letters, without citation marks and characters nobody sees."""
    return squeeze(_MARKERS.sub("", _UNSEEN.sub("", nfc(text))))

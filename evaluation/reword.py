"""Questions in a language model's words: kept only where they ask for the same figures, dates, numbers and agencies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaluation.cases import Case
from evaluation.items import typed
from plans.provinces import find_provinces
from plans.text import fold, squeeze
from prompts import load
from retrieval.chat_model import ModelFailed
from retrieval.generate import Replies

AT_ONCE = 20  # questions in one call
LONGEST = 300
TAG = "mô hình"
_OBJECT = re.compile(r"[^{]*(\{.*\})[^}]*", re.DOTALL)


def reworded(cases: Sequence[Case], model: Replies) -> Iterator[Case]:
    """Yield each case that the model found other words for, a draft of its own; what a call spoils is left out."""
    for begin in range(0, len(cases), AT_ONCE):
        some = cases[begin : begin + AT_ONCE]
        for n, question in _wordings(some, model).items():
            if 0 < n <= len(some) and _asks_the_same(some[n - 1].question, question):
                case = some[n - 1]
                yield replace(case, id=f"{case.id}-m", question=question, tags=(*case.tags, TAG))


def _wordings(cases: Sequence[Case], model: Replies) -> dict[int, str]:
    rows = (json.dumps({"n": n, "question": case.question}, ensure_ascii=False) for n, case in enumerate(cases, 1))
    rules, data = load("reword").render(questions="\n".join(rows))
    try:
        found = _OBJECT.fullmatch(model.reply(rules, data).text)
        told = json.loads(found[1])["wordings"] if found else []
        return {int(row["n"]): squeeze(str(row["question"])) for row in told}
    except (ModelFailed, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _asks_the_same(before: str, after: str) -> bool:
    """Say whether another wording names the same things, and is a question of its own that one may type."""
    things = [(typed(text), {mention.name for mention in find_provinces(text)}) for text in (before, after)]
    return things[0] == things[1] and fold(before) != fold(after) and 0 < len(after) <= LONGEST

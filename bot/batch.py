"""`kehoach ask --batch`: a file of questions in, a file of answers out, in order; no bad line stops the others."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot import console, texts
from bot.environment import an_assistant
from bot.errors import BadUsage, Stopped, reason
from bot.questions import checked
from bot.render import answer_json
from plans.errors import PlanError
from retrieval.answer import Turn

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

Row = dict[str, object]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asker:
    """Answers one line of a batch after another; `plan` is used where a line names none."""

    assistant: Assistant
    plan: str | None = None
    as_of: date | None = None

    def reply(self, line: int, raw: bytes) -> Row:
        """Return the answer to one line; what is wrong with it comes back as a row with status `error`."""
        fields: Mapping[str, object] = {}
        try:
            fields = _fields(raw)
            return self._answer(fields)
        except PlanError as error:
            return error_json(fields, str(error))
        except Exception as error:  # noqa: BLE001 - an outermost door: a batch never stops at one line
            _log.debug("line %d", line, exc_info=True)
            return error_json(fields, texts.UNEXPECTED.format(kind=type(error).__name__, reason=error))

    def _answer(self, fields: Mapping[str, object]) -> Row:
        plan = _optional_text(fields, "plan") or self.plan
        question = checked(_text(fields, "question"))
        answer = self.assistant.ask(question, _turns(fields), plan=plan, as_of=self.as_of)
        return answer_json(answer, fields.get("id"))


def answer_file(batch: Path, out: Path, plan: str | None, as_of: date | None) -> int:
    """Answer every line of `batch` into `out`; return 1 when a line came back with an error."""
    if out.exists() and batch.exists() and out.samefile(batch):
        raise BadUsage(texts.SAME_FILE)
    lines = [(n, raw) for n, raw in enumerate(_read(batch).splitlines(), 1) if raw.strip()]
    with _written(out) as target, an_assistant() as assistant:
        asker = Asker(assistant, plan, as_of)
        rows = (asker.reply(n, raw) for n, raw in lines)
        errors = _write(zip((n for n, _ in lines), rows, strict=True), target, out, len(lines))
    console.warn(texts.BATCH_DONE.format(done=len(lines) - errors, failed=errors, path=out))
    return int(errors > 0)


def _write(rows: Iterable[tuple[int, Row]], target: TextIO, out: Path, total: int) -> int:
    done = errors = 0
    try:
        for line, row in console.progress(rows, texts.ANSWERING, total):
            print(json.dumps(row, ensure_ascii=False), file=target, flush=True)
            done += 1
            if row["status"] == "error":
                errors += 1
                console.warn(texts.BATCH_ITEM.format(line=line, message=row["answer"]))
    except KeyboardInterrupt:
        raise Stopped(texts.BATCH_STOPPED.format(done=done, path=out)) from None
    return errors


def _read(batch: Path) -> bytes:
    try:
        return batch.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise BadUsage(texts.CANNOT_READ.format(path=batch, reason=reason(error))) from error


def _written(out: Path) -> TextIO:
    try:
        return out.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise BadUsage(texts.CANNOT_WRITE.format(path=out, reason=reason(error))) from error


def error_json(fields: Mapping[str, object], message: str) -> Row:
    """Return the row of a line that could not be answered: every key of an answer, the reason as its text."""
    asked = fields.get("question")
    understood: Row = {
        "intent": None,
        "question": asked if isinstance(asked, str) else None,
        "agencies": [],
        "plans": [],
    }
    return {
        "id": fields.get("id"),
        "status": "error",
        "answer": message,
        "understood": understood,
        "citations": [],
        "retrieved": [],
        "mode": "offline",
        "prompt": None,
        "timings": {"total_ms": 0.0, "search_ms": 0.0},
    }


def _fields(raw: bytes) -> Mapping[str, object]:
    try:
        fields = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadUsage(texts.BATCH_NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise BadUsage(texts.BATCH_NOT_JSON.format(reason=error)) from error
    if not isinstance(fields, dict):
        raise BadUsage(texts.BATCH_NOT_JSON.format(reason=texts.NOT_AN_OBJECT))
    return fields


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise BadUsage(texts.BATCH_BAD_FIELD.format(field=name, wanted="một chuỗi"))
    return value


def _optional_text(fields: Mapping[str, object], name: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name)


def _turns(fields: Mapping[str, object]) -> tuple[Turn, ...]:
    history = fields.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, dict) for turn in history):
        raise BadUsage(texts.BATCH_BAD_FIELD.format(field="history", wanted="một dãy lượt hỏi"))
    return tuple(Turn(_text(turn, "question"), _optional_text(turn, "answer") or "") for turn in history)

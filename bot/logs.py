"""What a long-running door writes to its log: no secret and no message text, whatever a library would log."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote, unquote

# These log addresses with the token in them, or whole messages, at INFO or DEBUG.
TALKATIVE = ("telegram", "httpx", "httpx2", "httpcore", "httpcore2", "openai", "urllib3", "asyncio", "chromadb")
HIDDEN = "•••"
_TOKEN = re.compile(r"(?<!\d)\d{5,}(?::|%3A)[\w-]{20,}")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """A formatter that hides secrets in the finished line, traceback included."""

    def __init__(self, secrets: Iterable[str | None]) -> None:
        """Hide every one of `secrets`, and each half of those with a colon in them."""
        super().__init__(_FORMAT)
        parts = {part for secret in secrets if secret for part in (secret, unquote(secret), secret.rpartition(":")[2])}
        forms = {form for part in parts if len(part) > 3 for form in _written(part)}
        hidden = [re.escape(form) for form in sorted(forms, key=len, reverse=True)]
        self._secret = re.compile("|".join((*hidden, _TOKEN.pattern)))

    def format(self, record: logging.LogRecord) -> str:
        """Return the line with every secret replaced."""
        return self._secret.sub(HIDDEN, super().format(_reticent(record)))


def _written(secret: str) -> set[str]:
    """Return every way a log may write a secret: as it is, in an address, between quotation marks of Python or JSON."""
    quoted = (repr(secret), json.dumps(secret))
    return {secret, quote(secret), quote(secret, safe=""), *(form[1:-1] for form in quoted)}


class JsonLines(Redacting):
    """The same, each record one JSON object, for machines that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object on one line, with every secret replaced."""
        kept = _reticent(record)
        told = {
            "time": datetime.fromtimestamp(kept.created, UTC).isoformat(timespec="milliseconds"),
            "level": kept.levelname,
            "logger": kept.name,
            "message": kept.getMessage(),
        }
        if kept.exc_info:
            told["trace"] = self.formatException(kept.exc_info)
        return json.dumps({name: self._secret.sub(HIDDEN, value) for name, value in told.items()}, ensure_ascii=False)


def _reticent(record: logging.LogRecord) -> logging.LogRecord:
    """Return a record of a talkative library as its fixed words only: what it puts into them may be a message."""
    if record.name.split(".")[0] not in TALKATIVE:
        return record
    fixed = {"msg": str(record.msg), "args": (), "exc_info": None, "exc_text": None}
    return logging.makeLogRecord(record.__dict__ | fixed)


def log_discreetly(secrets: Iterable[str | None], stream: TextIO | None = None, *, as_json: bool = False) -> None:
    """Send the log to `stream` (standard error) through one redacting handler, and quieten talkative libraries."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(secrets) if as_json else Redacting(secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def whereabouts(error: BaseException | None) -> str:
    """Return the file and the line in which an error arose, which say nothing of what anybody wrote."""
    trace = error.__traceback__ if error else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "nowhere"

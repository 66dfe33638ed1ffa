"""No secret stands in a finished log line, wherever in the record it was."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.logs import HIDDEN, TALKATIVE, JsonLines, Redacting, log_discreetly

TOKEN = "987654321:AAE-motMaRatBiMat_khongAiDuocBiet"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, names = logging.getLogger(), ("", *TALKATIVE)
    levels, handlers = {name: logging.getLogger(name).level for name in names}, list(root.handlers)
    stream = io.StringIO()
    log_discreetly([TOKEN, "sk-khoa", None], stream)
    yield stream
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_a_secret_is_hidden_in_words_arguments_and_traces(log):
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("x").exception("key %s and half %s", "sk-khoa", TOKEN.split(":")[1])
    assert "ValueError" in log.getvalue()
    assert log.getvalue().count(HIDDEN) == 3
    assert "BiMat" not in log.getvalue()
    assert "sk-khoa" not in log.getvalue()


@pytest.mark.parametrize(
    "shape", ["111222333:BBF-maCuaBotKhacCungPhaiGiau_x", "111222333%3ABBF-maCuaBotKhacCungPhaiGiau_x"]
)
def test_whatever_looks_like_a_token_is_hidden_too(shape):
    record = logging.LogRecord("x", logging.INFO, "f", 1, "bot%s!", (shape,), None)
    assert Redacting([]).format(record).endswith(f": bot{HIDDEN}!")


@pytest.mark.parametrize("name", [*TALKATIVE, "telegram.Bot", "telegram.ext.Application"])
def test_libraries_that_log_addresses_and_messages_are_quiet(log, name):
    logging.getLogger(name).info("Calling Bot API endpoint with CÂU HỎI")
    assert log.getvalue() == ""
    logging.getLogger(name).warning("kept")
    assert "kept" in log.getvalue()


def test_a_library_that_logs_whole_messages_is_heard_without_them():
    record = logging.LogRecord("telegram.Bot", logging.CRITICAL, "", 1, "Received data was %r", ("CÂU HỎI",), None)
    assert Redacting([]).format(record).endswith("Received data was %r")
    own = logging.LogRecord("bot.desk", logging.INFO, "", 1, "%d câu", (3,), None)
    assert Redacting([]).format(own).endswith("3 câu")


def test_a_json_line_is_one_object_with_no_secret_in_it():
    record = logging.LogRecord("bot.desk", logging.ERROR, "", 1, 'khóa "%s"\n%s', ("sk-khoa", TOKEN), None)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        record.exc_info = sys.exc_info()
    line = JsonLines([TOKEN, "sk-khoa"]).format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "bot.desk", f'khóa "{HIDDEN}"\n{HIDDEN}')
    assert told["trace"].endswith(f"ValueError: {HIDDEN}")

"""Ten megabytes of what the libraries really log at DEBUG, with secrets in every place they can be: none comes out."""

from __future__ import annotations

import io
import json
import logging
import random
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import quote

import pytest
from openai import OpenAI
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.logs import TALKATIVE, JsonLines, Redacting
from retrieval.settings import Settings
from tests.retrieval.openai_server import Server, serving

TOKEN = "987654321:AAE-motMaRatBiMat_khongAiDuocBiet"
KEY = "sk-proj-chiaKhoaCuaMoHinh/+="
PASSWORD = "mat khau'\"\\cua%co so"
SECRETS = (TOKEN, KEY, PASSWORD)
LARGE = 10 << 20
FORMATTERS = (Redacting, JsonLines)


class Kept(logging.Handler):
    """Keeps every record as it was made."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def kept() -> Iterator[Kept]:
    handler, names = Kept(), ("", *TALKATIVE)
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


class Loopback(HTTPXRequest):
    """Requests that go to this machine instead of Telegram."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.server = server

    async def do_request(self, url: str, *given: object, **named: object) -> tuple[int, bytes]:
        here = url.replace("https://api.telegram.org", self.server.url.removesuffix("/v1"))
        return await super().do_request(here, *given, **named)


async def talk(server: Server) -> None:
    """Let the libraries log what they log: a question to a model, a message to Telegram that is refused."""
    with OpenAI(api_key=KEY, base_url=server.url, max_retries=0) as client:
        client.chat.completions.create(model="m", messages=[{"role": "user", "content": PASSWORD}])
    bot = Bot(TOKEN, request=Loopback(server))
    async with bot._request[1]:
        with pytest.raises(TelegramError):
            await bot.send_message(1, f"mã là {TOKEN}")


def planted(chance: random.Random) -> Iterator[logging.LogRecord]:
    """Yield records of every shape with a secret somewhere in them."""
    for secret in cycle(SECRETS):
        filler = "".join(chance.choices("ăâđêôơư abc.:/%{}\"'\n", k=chance.randint(1, 60)))
        try:
            raise ValueError(f"{filler}{secret}")
        except ValueError as error:
            caught = (type(error), error, error.__traceback__)
        shapes: tuple[tuple[object, tuple[object, ...]], ...] = (
            (f"{filler}{secret}{filler}".replace("%", "%%"), ()),
            ("%s and %r", (secret, filler)),
            ("%(a)s", ({"a": f"https://{secret}@host/{filler}"},)),
            ("%s", ([filler, secret],)),
            ("%s", (Settings(telegram_token=TOKEN, openai_key=KEY, database_url=f"postgresql://a:{PASSWORD}@b/c"),)),
            (ValueError(secret), ()),
        )
        message, given = chance.choice(shapes)
        trace = caught if chance.random() < 0.3 else None
        yield logging.LogRecord(chance.choice(("bot.desk", "root")), logging.DEBUG, "f", 1, message, given, trace)


def forms(secret: str) -> set[str]:
    """Every way a log may write a secret: as it is, in an address, inside quotation marks of Python or of JSON."""
    written = {secret, quote(secret), quote(secret, safe=""), repr(secret)[1:-1], json.dumps(secret)[1:-1]}
    return written | {secret.rpartition(":")[2]}


async def test_no_secret_comes_out_of_ten_megabytes(kept):
    with serving() as server:
        await talk(server)
    assert {record.name.split(".")[0] for record in kept.records} >= {"openai", "telegram", "httpcore"}
    raw = io.StringIO()
    for record in kept.records:
        raw.write(logging.Formatter().format(record))
    assert TOKEN in raw.getvalue()  # what is hidden below is really there
    out, records, real = io.StringIO(), planted(random.Random(1)), cycle(kept.records)
    for form in cycle(formatter(SECRETS) for formatter in FORMATTERS):
        out.write(form.format(next(records)) + "\n" + form.format(next(real)) + "\n")
        if out.tell() >= LARGE:
            break
    text = out.getvalue()
    assert len(text) >= LARGE
    assert [form for secret in SECRETS for form in forms(secret) if form in text] == []

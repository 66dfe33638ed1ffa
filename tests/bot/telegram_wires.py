"""Bot API servers over loopback HTTP as people with a phone use them: our own, and one nobody here wrote."""

from __future__ import annotations

import asyncio
import json
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple, Protocol

from telegram.request import BaseRequest, HTTPXRequest

from tests.bot.telegram_fake import BOT, Sent, message, press
from tests.bot.telegram_server import Server
from tests.bot.telegram_talk import TOKEN
from tests.servers import free_port, running

EMULATOR = Path(__file__).parents[1] / "emulator"
IDLE = 0.2  # seconds between two questions to a server that does not let one wait


class Seen(NamedTuple):
    """A message as it arrived: what it says as it was written, and what its buttons send back."""

    number: int
    html: str
    keyboard: str

    @property
    def buttons(self) -> dict[str, str]:
        rows = json.loads(self.keyboard)["inline_keyboard"]
        return {one["text"]: one.get("callback_data", "") for row in rows for one in row}


class Wire(Protocol):
    """A server, and what people do on it."""

    def request(self) -> BaseRequest: ...

    def says(self, text: str, person: int) -> None: ...

    def presses(self, seen: Seen, data: str, person: int) -> None: ...

    def seen(self, person: int) -> list[Seen]: ...


class Loopback(HTTPXRequest):
    """Requests that go to this machine instead of Telegram."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.address = f"http://127.0.0.1:{port}"

    async def do_request(self, url: str, *given: object, **named: object) -> tuple[int, bytes]:
        return await super().do_request(url.replace("https://api.telegram.org", self.address), *given, **named)


class OurWire:
    """The server that is as strict as Telegram."""

    def __init__(self, server: Server) -> None:
        self.server, self.numbers = server, count(1)

    def request(self) -> BaseRequest:
        return Loopback(self.server.port)

    def says(self, text: str, person: int) -> None:
        self.server.take(message(text, update_id=next(self.numbers), person=person))

    def presses(self, seen: Seen, data: str, person: int) -> None:
        sent = Sent(seen.html, {"chat_id": str(person), "reply_markup": seen.keyboard})
        self.server.take(press(sent, "", person=person, update_id=next(self.numbers), data=data))

    def seen(self, person: int) -> list[Seen]:
        mine = (params for params in list(self.server.seen) if params["chat_id"] == str(person))
        return [Seen(n, one["text"], one.get("reply_markup", '{"inline_keyboard": []}')) for n, one in enumerate(mine)]


class Mended(Loopback):
    """Requests to the emulator, whose answers differ from the Bot API's in five ways and never make anyone wait."""

    async def do_request(self, url: str, *given: object, **named: object) -> tuple[int, bytes]:
        code, body = await super().do_request(url, *given, **named)
        answer = json.loads(body)
        if url.endswith("/getUpdates") and not answer.get("result"):
            await asyncio.sleep(IDLE)
        return code, json.dumps(mended(url.rpartition("/")[2], answer)).encode()


def mended(method: str, answer: dict) -> dict:
    """Return an answer as the Bot API gives it: `is_bot`, seconds, no parameters, `true` for done, `chat_instance`."""
    result = answer.get("result")
    if answer.get("ok") and result is None:
        return {**answer, "result": True}
    if method == "getMe":
        return {**answer, "result": {"is_bot": True, **result}}
    if method == "sendMessage" and result:
        kept = {name: result[name] for name in ("message_id", "chat", "text")}  # the rest are our parameters, as text
        return {**answer, "result": {**kept, "date": result["date"] // 1_000}}
    for update in result if method == "getUpdates" else ():
        update.get("callback_query", {}).setdefault("chat_instance", "1")
    return answer


class ForeignWire:
    """The emulator telegram-test-api, in a process of its own."""

    def __init__(self, port: int) -> None:
        self.port = port

    def request(self) -> BaseRequest:
        return Mended(self.port)

    def says(self, text: str, person: int) -> None:
        said = message(text, person=person)["message"]
        del said["message_id"]
        self._post("sendMessage", {"botToken": TOKEN, **said})

    def presses(self, seen: Seen, data: str, person: int) -> None:
        under = {"message_id": seen.number, "date": 5, "chat": {"id": person, "type": "private"}, "from": BOT}
        under |= {"text": seen.html, "reply_markup": json.loads(seen.keyboard)}
        sender = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
        self._post("sendCallback", {"botToken": TOKEN, "from": sender, "message": under, "data": data})

    def seen(self, person: int) -> list[Seen]:
        told = self._post("getUpdatesHistory", {"token": TOKEN})["result"]
        mine = [one for one in told if str(one.get("message", {}).get("chat_id")) == str(person)]
        blank = {"inline_keyboard": []}
        return [
            Seen(one["messageId"], one["message"]["text"], json.dumps(one["message"].get("reply_markup", blank)))
            for one in mine
        ]

    def _post(self, method: str, body: dict) -> dict:
        headers = {"Content-Type": "application/json"}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/{method}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return json.load(answer)


@contextmanager
def our_wire() -> Iterator[Wire]:
    server = Server()
    yield OurWire(server)
    server.close()
    assert server.wrong == []


@contextmanager
def foreign_wire() -> Iterator[Wire]:
    node, port = shutil.which("node"), free_port()
    assert node, "node is not installed"
    with running([node, "serve.js", str(port)], lambda: _listens(port), cwd=EMULATOR):
        yield ForeignWire(port)


def _listens(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe", timeout=1).close()
    except OSError:
        return False
    return True


WIRES = {"ours": our_wire, "emulator": foreign_wire}

"""Telegram delivers to an address of ours: only Telegram may, nothing is acknowledged before it is on disk."""

from __future__ import annotations

import asyncio
import hmac
import json
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from bot import telegram_texts as texts
from bot import telegram_webhook
from bot.addresses import Webhook, webhook_of
from bot.telegram import build
from bot.telegram_life import serve
from bot.telegram_polling import Unreachable
from bot.telegram_webhook import HEALTH, LARGEST
from plans.errors import BadSettings, LibraryBusy
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, message
from tests.bot.telegram_talk import SETTINGS, Assistant, unhurried
from tests.servers import free_port

pytestmark = pytest.mark.usefixtures("_time_periods")
SECRET = "mot-bi-mat-du-dai_1"
URL = "https://bot.example.vn/kehoach"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
REVOKED = (401, {"description": "Unauthorized"})
BUSY = (502, {"description": "Bad Gateway"})


class Delivery:
    """A bot that is served with a webhook, and Telegram delivering to it."""

    def __init__(self, store, telegram: FakeTelegram) -> None:
        self.telegram, self.assistant, self.waited = telegram, Assistant(), []
        self.quiet = asyncio.Event()
        self.webhook = Webhook(URL, SECRET, port=free_port())
        self.door = build(SETTINGS, self.assistant, store, telegram, self._sleep, unhurried())
        self.address = f"http://127.0.0.1:{self.webhook.port}"

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        if seconds == telegram_webhook.QUIET:
            await self.quiet.wait()
        await asyncio.sleep(0.02 if seconds < telegram_webhook.BETWEEN_LOOKS else 60)

    async def __aenter__(self) -> Delivery:
        self.serving = asyncio.ensure_future(serve(self.door, self.webhook, sleep=self._sleep))
        await self.until(lambda: self.serving.done() or self.telegram.webhook["url"] == URL)
        self.client = httpx.AsyncClient()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()
        if not self.serving.done():
            os.kill(os.getpid(), signal.SIGTERM)
            await self.serving

    async def until(self, so: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not so():
                await asyncio.sleep(0.005)

    async def posts(self, body: object, secret: str | None = SECRET, path: str = "/kehoach") -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {} if secret is None else {HEADER: secret}
        return (await self.client.post(self.address + path, content=content, headers=headers)).status_code


@pytest.fixture
async def delivery(store, telegram) -> AsyncIterator[Delivery]:
    async with Delivery(store, telegram) as made:
        yield made


async def test_16_an_update_is_delivered_answered_once_and_the_desk_is_the_same(delivery, telegram):
    assert telegram.webhook == {
        "url": URL,
        "secret_token": SECRET,
        "allowed_updates": '["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]',
    }
    assert [await delivery.posts(message("hạn?", update_id=7)) for _ in range(3)] == [200] * 3
    await delivery.until(lambda: telegram.sent)
    assert await delivery.posts(message("còn gì?", update_id=8)) == 200
    await delivery.until(lambda: len(telegram.sent) == 2)
    assert [text for text, _ in delivery.assistant.asked] == ["hạn?", "còn gì?"]
    assert "deleteWebhook" not in [name for name, _ in telegram.calls]


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "bí mật"])
async def test_16_who_does_not_know_the_secret_is_refused_and_nothing_is_kept(delivery, secret):
    wrong = None if secret is None else secret.encode()
    assert await delivery.posts(message("hạn?"), wrong) == 403
    assert delivery.door.office.inbox.waiting() == []
    assert delivery.assistant.asked == []


async def test_16_the_secret_is_compared_in_constant_time(delivery, monkeypatch):
    compared = []
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append((a, b)) or a == b)
    assert await delivery.posts(message("hạn?"), "khac") == 403
    assert compared == [(b"khac", SECRET.encode())]


async def test_16_nothing_is_acknowledged_before_it_is_on_disk(delivery, monkeypatch, telegram):
    inbox = type(delivery.door.office.inbox)
    keep = inbox.keep

    def busy(self, updates):
        raise LibraryBusy("bận")

    monkeypatch.setattr(inbox, "keep", busy)
    assert await delivery.posts(message("hạn?")) == 503
    monkeypatch.setattr(inbox, "keep", keep)
    monkeypatch.setattr(delivery.door.intake.queue, "put_nowait", lambda update: None)  # it dies right after that
    monkeypatch.setattr(delivery.door.intake.queue, "put", lambda update: asyncio.sleep(0))
    assert await delivery.posts(message("hạn?")) == 200
    assert [one.id for one in delivery.door.office.inbox.waiting()] == [1]
    assert telegram.sent == []


@pytest.mark.parametrize(
    ("body", "path", "status"),
    [
        (b"x" * (LARGEST + 1), "/kehoach", 413),
        (b"{", "/kehoach", 400),
        (b"\xff", "/kehoach", 400),
        (b"[" * 100_000, "/kehoach", 400),
        (b"[1]", "/kehoach", 200),
        (b'{"update_id": 1, "message": {"chat": 5}}', "/kehoach", 200),
        (b"{}", "/", 404),
        (b"{}", "/kehoach/../x", 404),
    ],
)
async def test_16_what_is_no_update_is_told_so_and_the_next_one_is_answered(delivery, telegram, body, path, status):
    assert await delivery.posts(body, path=path) == status
    assert await delivery.posts(message("hạn?")) == 200
    await delivery.until(lambda: telegram.sent)


async def test_16_a_body_that_never_ends_is_given_up(delivery, monkeypatch):
    monkeypatch.setattr(telegram_webhook, "PATIENCE", 0.05)

    async def endless():
        yield b"{"
        await asyncio.sleep(1)

    sent = await delivery.client.post(f"{delivery.address}/kehoach", content=endless(), headers={HEADER: SECRET})
    assert sent.status_code == 408


async def test_16_the_proxy_can_ask_whether_the_bot_is_there(delivery):
    assert (await delivery.client.get(delivery.address + HEALTH)).status_code == 200
    known = {HEADER: SECRET}
    assert (await delivery.client.get(f"{delivery.address}/kehoach", headers=known)).status_code == 405
    assert "server" not in (await delivery.client.get(delivery.address + HEALTH)).headers


async def test_11_of_what_was_delivered_late_only_the_last_question_of_a_chat_is_answered(delivery, telegram, clock):
    old = int(clock()) - 3_600
    late = [message(f"câu {n}", update_id=n, date=old) for n in (1, 3, 2)]  # connections overtake one another
    late.append(message("của bạn tôi", update_id=4, person=8, date=old))
    assert [await delivery.posts(one) for one in late] == [200] * 4
    await delivery.until(lambda: delivery.waited.count(telegram_webhook.QUIET) == 4)
    delivery.quiet.set()
    await delivery.until(lambda: len(telegram.sent) == 2)
    assert sorted(text for text, _ in delivery.assistant.asked) == ["câu 3", "của bạn tôi"]
    assert all(sent.text.startswith(texts.LATE) for sent in telegram.sent)
    await delivery.until(lambda: not delivery.door.office.inbox.waiting())


async def test_09_another_program_that_took_the_bot_over_is_told(store, telegram):
    telegram._result, answer = (lambda name, params: foreign(name, params)), telegram._result

    async def foreign(name: str, params: dict) -> object:
        found = await answer(name, params)
        return found | {"url": "https://other.example.vn"} if name == "getWebhookInfo" else found

    delivery = Delivery(store, telegram)
    with pytest.raises(Unreachable, match="Một chương trình khác"):
        await serve(delivery.door, delivery.webhook, sleep=delivery._sleep)


@pytest.mark.parametrize("method", ["setWebhook", "getWebhookInfo"])
async def test_17_a_revoked_token_ends_with_what_to_do(store, telegram, method):
    delivery = Delivery(store, telegram)
    telegram.fail(method, BUSY, REVOKED)
    with pytest.raises(BadSettings) as refused:
        await serve(delivery.door, delivery.webhook, sleep=delivery._sleep)
    assert str(refused.value) == texts.BAD_TOKEN
    assert delivery.waited == [1.0]


async def test_16_an_address_telegram_refuses_or_a_place_that_is_taken_ends_with_what_to_do(store, telegram):
    delivery = Delivery(store, telegram)
    telegram.fail("setWebhook", (400, {"description": "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"}))
    with pytest.raises(BadSettings, match=r"10\.0\.0\.1 is reserved\. Sửa địa chỉ"):
        await serve(delivery.door, delivery.webhook, sleep=delivery._sleep)
    with socket.create_server(("127.0.0.1", delivery.webhook.port)), pytest.raises(BadSettings, match="WEBHOOK_LISTEN"):
        await serve(delivery.door, delivery.webhook, sleep=delivery._sleep)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"webhook_secret": SECRET}, "chưa đặt KEHOACH_WEBHOOK_URL"),
        ({"webhook_listen": "8080"}, "chưa đặt KEHOACH_WEBHOOK_URL"),
        ({"webhook_url": URL}, "KEHOACH_WEBHOOK_SECRET phải có"),
        ({"webhook_url": URL, "webhook_secret": "ngắn"}, "KEHOACH_WEBHOOK_SECRET phải có"),
        ({"webhook_url": "http://a.vn/x", "webhook_secret": SECRET}, "https://"),
        ({"webhook_url": "https://a.vn:99/x", "webhook_secret": SECRET}, "8443"),
        ({"webhook_url": "https://a.vn:x/", "webhook_secret": SECRET}, "8443"),
        ({"webhook_url": URL, "webhook_secret": SECRET, "webhook_listen": "a:b"}, "KEHOACH_WEBHOOK_LISTEN phải là"),
    ],
)
def test_16_half_an_address_is_refused_with_what_is_missing(given, told):
    with pytest.raises(BadSettings, match=told):
        webhook_of(Settings(**given))


def test_16_a_whole_address_is_taken_and_never_shows_its_secret():
    settings = Settings(webhook_url=URL, webhook_secret=SECRET, webhook_listen="[::1]:81")
    webhook = webhook_of(settings)
    assert (webhook.host, webhook.port, webhook.path) == ("::1", 81, "/kehoach")
    assert SECRET not in repr(webhook) + repr(settings)
    assert webhook_of(Settings()) is None

"""Another program keeps the database to itself: what people ask meanwhile is answered once, when it is free again."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import ExitStack, closing

import pytest

from bot.desk_store import Store
from bot.telegram import build
from bot.telegram_life import serve
from retrieval.settings import Settings
from tests.bot.telegram_fake import feed, message
from tests.bot.telegram_talk import SETTINGS, Assistant, admitted, unhurried
from tests.retrieval.faults import locked

pytestmark = pytest.mark.usefixtures("_time_periods")


async def test_questions_wait_for_a_writer_and_are_answered_once(tmp_path, telegram):
    with closing(admitted(Store.open(Settings(home=tmp_path), patience=20))) as store:
        door = build(SETTINGS, Assistant(), store, telegram, asyncio.sleep, unhurried())
        async with door.application as application:
            with locked(tmp_path):
                asking = asyncio.ensure_future(feed(application, *(message("hạn?", person=p) for p in (8, 9))))
                await asyncio.wait([asking], timeout=0.5)
                assert telegram.sent == []
            await asking
        assert sorted(sent.params["chat_id"] for sent in telegram.sent) == ["8", "9"]
        assert door.office.outbox.counts() == {"sent": 2}


async def test_what_cannot_be_stored_is_left_with_telegram_until_it_can(tmp_path, telegram, caplog):
    with closing(admitted(Store.open(Settings(home=tmp_path), patience=0.05))) as store, ExitStack() as writer:
        door = build(SETTINGS, Assistant(), store, telegram, asyncio.sleep, unhurried())
        refused = []

        async def sleep(seconds: float) -> None:
            refused.append([params.get("offset", "0") for name, params in telegram.calls if name == "getUpdates"])
            writer.close()

        serving = asyncio.ensure_future(serve(door, sleep=sleep))
        while "getUpdates" not in [name for name, _ in telegram.calls]:
            await asyncio.sleep(0.01)
        writer.enter_context(locked(tmp_path))
        telegram.updates.put_nowait(message("hạn?", update_id=7))
        until = time.monotonic() + 10
        while time.monotonic() < until and not telegram.sent:
            await asyncio.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)
        await serving
        assert [len(offsets) for offsets in refused] == [1], "asked again, without an acknowledgement"
        assert [sent.text.splitlines()[0] for sent in telegram.sent] == ["• Trả lời: hạn? [1]"]
        assert "Telegram keeps what it has" in caplog.text

"""The bot starts, polls and stops as a service should: one clear line for what it cannot mend, no word lost."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from telegram.error import NetworkError

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.inbox import Inbox
from bot.people import People
from bot.telegram import build
from bot.telegram_admin import COMMANDS as FOR_ADMINS
from bot.telegram_commands import COMMANDS as FOR_ALL
from bot.telegram_life import FIRST_TRIES, serve
from bot.telegram_polling import CONFLICTS, Unreachable
from plans.errors import BadSettings
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, message
from tests.bot.telegram_talk import ADMIN as BOSS
from tests.bot.telegram_talk import SETTINGS, TOKEN, Assistant, unhurried

CONFLICT = (409, {"description": "Conflict: terminated by other getUpdates request"})
REVOKED = (401, {"description": "Unauthorized"})
WAIT = (429, {"description": "Too Many Requests", "parameters": {"retry_after": 9}})
ADMIN = str(BOSS)
BUSY = (502, {"description": "Bad Gateway"})


pytestmark = pytest.mark.usefixtures("_time_periods")


class Life:
    """A bot that is served until the test stops it with a signal."""

    def __init__(self, store: Store, assistant: Assistant | None = None) -> None:
        self.store = store
        self.telegram = FakeTelegram()
        self.assistant = assistant or Assistant()
        self.waited: list[float] = []

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def serve(self, until: Callable[[], bool] = lambda: True, grace: float = 5.0) -> None:
        made = build(SETTINGS, self.assistant, self.store, self.telegram, self._sleep, unhurried())
        serving = asyncio.ensure_future(serve(made, sleep=self._sleep, grace=grace))
        while not (until() or serving.done()):
            await asyncio.wait([serving], timeout=0.01)
        if not serving.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await serving

    def names(self) -> list[str]:
        return [name for name, _ in self.telegram.calls]


async def test_updates_are_answered_and_acknowledged_by_the_next_poll(store):
    life = Life(store)
    for n in (7, 8):
        life.telegram.updates.put_nowait(message(f"câu {n}", update_id=n, person=93 + n))
    await life.serve(lambda: len(life.telegram.sent) == 2 and life.names().count("getUpdates") == 2)
    polls = [params for name, params in life.telegram.calls if name == "getUpdates"]
    assert [params.get("offset", "0") for params in polls] == ["0", "9"]
    assert (
        polls[0]["allowed_updates"]
        == '["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]'
    )
    assert life.names()[:3] == ["getMe", "deleteWebhook", "setMyCommands"]
    assert life.telegram.wrong == []


async def test_12_a_signal_lets_the_answer_being_written_go_out(store):
    life = Life(store)
    begun, reply = threading.Event(), life.assistant.reply
    life.assistant.reply = lambda text: (begun.set(), time.sleep(0.2), reply(text))[2]
    life.telegram.updates.put_nowait(message("chậm"))
    await life.serve(begun.is_set)
    assert len(life.telegram.sent) == 1


async def test_13_a_slow_answer_does_not_hold_the_updates_after_it(store):
    life = Life(store)
    release, reply = threading.Event(), life.assistant.reply
    life.assistant.reply = lambda text: (release.wait(5) if text == "chậm" else None, reply(text))[1]
    for n, text in enumerate(("chậm", "nhanh"), 1):
        life.telegram.updates.put_nowait(message(text, update_id=n, person=99 + n))
    await life.serve(lambda: bool(life.telegram.sent) and (release.set() or True))
    assert ["nhanh" in sent.text for sent in life.telegram.sent] == [True, False]


async def test_12_an_answer_that_takes_too_long_does_not_hold_the_end(store, caplog):
    life = Life(store)
    begun, release = threading.Event(), threading.Event()
    life.assistant.reply = lambda _: (begun.set(), release.wait(5))[1]
    life.telegram.updates.put_nowait(message("mãi"))
    began = time.monotonic()
    await life.serve(begun.is_set, grace=0.1)
    release.set()
    assert time.monotonic() - began < 3
    assert "unfinished" in caplog.text


async def test_12_a_second_signal_ends_the_bot_at_once_and_the_question_is_kept(store):
    life = Life(store)
    begun, release = threading.Event(), threading.Event()
    life.assistant.reply = lambda _: (begun.set(), release.wait(5))[1]
    life.telegram.updates.put_nowait(message("mãi"))
    began = time.monotonic()
    asyncio.get_running_loop().call_later(1.5, os.kill, os.getpid(), signal.SIGTERM)
    await life.serve(begun.is_set, grace=60)
    release.set()
    assert 1 < time.monotonic() - began < 10
    assert [one.id for one in Inbox(store).waiting()] == [1]


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_17_a_refused_token_ends_with_what_to_do(store, method):
    life = Life(store)
    life.telegram.fail(method, REVOKED)
    with pytest.raises(BadSettings) as refused:
        await life.serve(lambda: False)
    assert str(refused.value) == texts.BAD_TOKEN
    assert TOKEN not in repr(refused.value)


async def test_09_another_program_with_the_same_token_ends_the_bot(store):
    life = Life(store)
    life.telegram.fail("getUpdates", *[CONFLICT] * CONFLICTS)
    with pytest.raises(Unreachable, match="Một chương trình khác"):
        await life.serve(lambda: False)
    assert life.waited == [1.0, 2.0, 4.0, 8.0, 16.0]  # more than the half minute a stopped poll may live on


async def test_09_a_passing_conflict_is_outlived(store):
    life = Life(store)
    life.telegram.fail("getUpdates", *[CONFLICT] * (CONFLICTS - 1))
    life.telegram.updates.put_nowait(message("hạn?"))
    await life.serve(lambda: bool(life.telegram.sent))
    assert len(life.telegram.sent) == 1


async def test_a_network_that_comes_and_goes_is_waited_for_and_the_wait_is_bounded(store):
    life = Life(store)
    life.telegram.fail("getMe", *[NetworkError("down")] * (FIRST_TRIES - 1))
    life.telegram.fail("getUpdates", WAIT, *[BUSY] * 7)
    life.telegram.updates.put_nowait(message("hạn?"))
    await life.serve(lambda: bool(life.telegram.sent))
    assert life.waited == [1.0, 2.0, 4.0, 8.0, 9.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]


async def test_a_network_that_is_not_there_ends_with_a_clear_line(store):
    life = Life(store)
    life.telegram.fail("getMe", *[NetworkError("down")] * FIRST_TRIES)
    with pytest.raises(Unreachable, match="Kiểm tra mạng"):
        await life.serve(lambda: False)


async def test_menus_and_descriptions_are_set_for_each_scope_and_language_at_the_start(store):
    life = Life(store)
    await life.serve(lambda: "getUpdates" in life.names())
    for language in ("", "vi", "en"):
        everybody, group, admin = (
            life.telegram.menus[whom, language] for whom in ("default", "all_group_chats", ADMIN)
        )
        assert everybody[:4] == group == ["hoi", "nhiemvu", "hanbaocao", "kehoach"]
        assert set(admin) - set(everybody) == {"nap", "xoa", "thongke", "quyen", "trangthai"}
        assert "nguồn" in life.telegram.introductions[language]["description"] or language == "en"
        assert life.telegram.introductions[language]["short_description"]
    assert set(admin) <= FOR_ALL.keys() | FOR_ADMINS.keys()
    assert ("setChatMenuButton", {"menu_button": '{"type": "commands"}'}) in life.telegram.calls
    assert life.telegram.wrong == []


async def test_who_becomes_an_admin_gets_the_menu_of_admins_and_who_is_none_any_more_loses_it(door, telegram, store):
    people = People(store)
    await door.rounds.menus.introduce(people.admins())
    people.admit(8, "quan_tri")
    people.dismiss(int(ADMIN))
    await door.rounds.once()
    assert ["nap" in telegram.menus[whom, "vi"] for whom in ("8", ADMIN)] == [True, False]
    before = len(telegram.calls)
    await door.rounds.once()
    assert len(telegram.calls) == before


async def test_a_menu_that_cannot_be_set_stops_nothing(store):
    life = Life(store)
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton"):
        life.telegram.fail(method, *[BUSY] * 9)
    life.telegram.updates.put_nowait(message("hạn?"))
    await life.serve(lambda: bool(life.telegram.sent))
    assert len(life.telegram.sent) == 1


def test_the_program_without_a_token_says_what_to_do_and_ends_with_status_2(tmp_path):
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "bot"],
        cwd=root,
        env={"PATH": os.environ["PATH"], "KEHOACH_HOME": str(tmp_path), "TELEGRAM_BOT_TOKEN": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.strip() == texts.NO_TOKEN
    assert done.stdout == ""


def test_17_settings_never_show_the_token():
    assert TOKEN not in repr(Settings(telegram_token=TOKEN))


async def test_12_a_stop_while_telegram_cannot_be_reached_is_heard_at_once(store):
    life = Life(store)
    life.telegram.fail("getMe", *[NetworkError("down")] * FIRST_TRIES)
    waiting = asyncio.Event()

    async def for_ever(seconds: float) -> None:
        waiting.set()
        await asyncio.sleep(60)

    life._sleep = for_ever
    began = time.monotonic()
    await life.serve(waiting.is_set)
    assert time.monotonic() - began < 5
    assert life.telegram.sent == []


async def test_an_update_that_cannot_be_read_stops_nothing(store, caplog):
    life = Life(store)
    broken = {"update_id": 3, "message": {"chat": 5, "date": "hôm qua"}}
    nowhere = {"update_id": 5, "message": {**message("ba")["message"], "chat": None}}
    for update in (message("một", update_id=2), broken, nowhere, message("hai", update_id=6, person=8)):
        life.telegram.updates.put_nowait(update)
    await life.serve(lambda: len(life.telegram.sent) == 2)
    # Two chats are answered side by side: the order between them is not promised.
    assert {sent.text.splitlines()[0] for sent in life.telegram.sent} == {"• Trả lời: một [1]", "• Trả lời: hai [1]"}
    assert "cannot be read" in caplog.text

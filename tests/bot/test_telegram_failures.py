"""The twenty ways in which a bot fails, by their numbers in the study of Telegram; each has its handling."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from pathlib import Path

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot import telegram_desk
from bot import telegram_texts as texts
from bot.outbox import Place
from bot.pace import ALL, CHAT, DAILY, GROUP, Allowance, Limit, Pace
from bot.people import People
from bot.reminders import Reminder
from bot.telegram import build
from bot.telegram_answer import LIMIT, Message
from bot.telegram_buttons import Pressed
from bot.telegram_html import length
from tests.bot.telegram_fake import feed, message, press
from tests.bot.telegram_talk import GROUP as TEAM
from tests.bot.telegram_talk import SETTINGS, Assistant, answer_of, names, sleep_into, unhurried

pytestmark = pytest.mark.usefixtures("_time_periods")
WAIT = (429, {"description": "Too Many Requests: retry after 7", "parameters": {"retry_after": 7}})
HOUR = (429, {"description": "Too Many Requests", "parameters": {"retry_after": 3_600}})
HANDLED = {
    1: "429: that chat alone waits, stale frames are dropped, the message comes in the end",
    2: "a time-out on sending: uncertain, never repeated blindly; only while connecting is it tried again",
    3: "5xx: again after 1, 2, 4 s; what the library also calls a network error is not one",
    4: "an edit that changes nothing is done",
    5: "markup that is refused goes out plain, and the log says so",
    6: "over 4,096: composed letters, split between claims, a source stays with its claim",
    7: "who blocks the bot is noted, and not reminded",
    8: "a group that moved is followed everywhere",
    9: "a second bot with the token: refused on the same machine, told and ended elsewhere",
    10: "delivered twice, killed anywhere: every question answered once",
    11: "a backlog: an apology, and only to the last question of a chat",
    12: "SIGTERM: 8 s for what is begun, the rest answered after the next start",
    13: "a slow model: typing, /huy, 45 s, then the offline answer",
    14: "Telegram's limits, edits counted; an allowance for each person",
    15: "buttons of old or of others: answered within a second, the role looked at again",
    16: "the webhook: a secret, compared in constant time; on disk before it is acknowledged",
    17: "401, 404: an end with what to do; the token in no log",
    18: "files: size and kind before they are fetched, read in a process of their own",
    19: "an error: an apology with a code, never a traceback",
    20: "reminders: worked out from SQL, whatever the clock and the program do",
}
BLOCKED = (403, {"description": "Forbidden: bot was blocked by the user"})
MOVED = (400, {"description": "group upgraded", "parameters": {"migrate_to_chat_id": -2_002}})


def test_each_of_the_twenty_has_tests_that_bear_its_number():
    text = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_telegram*.py"))
    numbered = {int(number) for number in re.findall(r"^(?:async )?def test_(\d\d)_", text, re.MULTILINE)}
    assert numbered == HANDLED.keys()


async def test_01_a_long_wait_holds_one_chat_and_its_message_comes_in_the_end(door, telegram, clock):
    telegram.fail("sendMessage", HOUR)
    await feed(door.application, message("của tôi"))
    await feed(door.application, message("của người khác", person=8))
    assert [sent.params["chat_id"] for sent in telegram.sent] == ["8"]
    await door.rounds.once()
    assert len(telegram.sent) == 1
    clock.ahead = 3_601
    await door.rounds.once()
    await door.rounds.once()
    assert ["của tôi" in sent.text for sent in telegram.sent] == [False, True]


async def test_01_a_frame_of_progress_is_dropped_rather_than_waited_for(door, telegram, waits):
    shown = await door.rounds.sender.begin(Place(9), Message(("một",)))
    telegram.fail("editMessageText", WAIT)
    await door.rounds.sender.edit(Place(9), shown, Message(("hai",)))
    assert waits == []
    assert telegram.sent[-1].text == "một"


async def test_02_a_time_out_after_sending_is_uncertain_and_not_repeated(door, telegram):
    telegram.fail("sendMessage", TimedOut())
    await feed(door.application, message("hạn?"))
    await door.rounds.once()
    assert names(telegram).count("sendMessage") == 1
    assert door.office.outbox.counts() == {"uncertain": 1}


def test_03_what_is_no_network_error_is_not_taken_for_one():
    assert issubclass(BadRequest, NetworkError)
    assert issubclass(TimedOut, NetworkError)


async def test_03_a_bad_request_is_not_repeated_and_a_broken_server_is(door, telegram, waits):
    telegram.fail("sendMessage", (400, {"description": "Bad Request: chat not found"}))
    await feed(door.application, message("một"))
    assert names(telegram).count("sendMessage") == 1
    telegram.fail("sendMessage", *[(502, {"description": "Bad Gateway"})] * 3)
    await feed(door.application, message("hai"))
    assert waits == [1.0, 2.0, 4.0]
    assert len(telegram.sent) == 1


async def test_04_an_edit_that_changes_nothing_is_no_fault(door, telegram):
    shown = await door.rounds.sender.begin(Place(9), Message(("một",)))
    telegram.fail("editMessageText", (400, {"description": "Bad Request: message is not modified: specified new …"}))
    await door.rounds.sender.edit(Place(9), shown, Message(("một",)))
    assert len(telegram.sent) == 1
    telegram.fail("editMessageText", (400, {"description": "Bad Request: message to edit not found"}))
    await door.rounds.sender.edit(Place(9), shown, Message(("hai",)))
    assert [sent.text for sent in telegram.sent] == ["một", "hai"]


async def test_05_refused_markup_is_sent_plain_and_told_in_the_log(app, telegram, caplog):
    telegram.fail("sendMessage", (400, {"description": "Bad Request: can't parse entities: unexpected end tag"}))
    await feed(app, message("a < b"))
    assert "parse_mode" not in telegram.sent[0].params
    assert "<b>" not in telegram.sent[0].text
    assert "refused our markup" in caplog.text


async def test_06_no_message_is_too_long_whatever_form_its_letters_have(app, telegram, assistant):
    assistant.reply = lambda _: answer_of(("Việc " + "thie\u0302\u0301u nu\u031b\u0303 " * 900, "quyê\u0300n " * 900))
    await feed(app, message("tất cả?"))
    assert telegram.sent
    assert all(length((sent.text,)) <= LIMIT for sent in telegram.sent)


async def test_07_who_blocks_the_bot_is_not_reminded_any_more(door, telegram, store):
    door.office.reminders.add(Reminder(9, 9, "week"))
    telegram.fail("sendMessage", BLOCKED)
    await feed(door.application, message("hạn?"))
    assert door.office.reminders.of(9) == []
    assert door.office.outbox.counts() == {"failed": 1}


async def test_08_a_group_that_moved_is_followed_everywhere(door, telegram, store):
    telegram.fail("sendMessage", MOVED)
    await feed(door.application, message("/hoi hạn?", chat=TEAM))
    assert telegram.sent[0].params["chat_id"] == "-2002"
    assert People(store).standing(9, -2_002).allowed


async def test_13_a_model_that_never_ends_gives_way_to_the_offline_answer(store, telegram, monkeypatch):
    monkeypatch.setattr("bot.telegram_desk.PATIENCE", 0.1)
    release, slow, quick = threading.Event(), Assistant(), Assistant()
    slow.reply = lambda _: release.wait(5) and answer_of(("muộn", "muộn"))
    door = build(SETTINGS, slow, store, telegram, sleep_into([]), unhurried(), offline=quick)
    async with door.application as application:
        await feed(application, message("hạn?"))
        release.set()
    assert [sent.text.splitlines()[0] for sent in telegram.sent] == ["• Trả lời: hạn? [1]"]


async def test_13_a_person_can_stop_an_answer_that_takes_too_long(app, telegram, assistant):
    begun, release = threading.Event(), threading.Event()
    assistant.reply = lambda _: (begun.set(), release.wait(5), answer_of(("muộn", "muộn")))[2]
    asking = asyncio.ensure_future(feed(app, message("hạn?")))
    while not begun.is_set():
        await asyncio.sleep(0.01)
    await feed(app, message("/huỷ", update_id=2))
    await asking
    release.set()
    assert [sent.text for sent in telegram.sent] == [texts.STOPPED]


def test_14_each_chat_each_group_and_all_together_have_their_pace():
    now = [100.0]
    pace = Pace(lambda: now[0])
    assert [pace.wait(1) for _ in range(5)] == [0, 0, 0, 1, 2]
    assert pace.wait(2) <= ALL.every
    group = Pace(lambda: now[0])
    waits = [group.wait(-1) for _ in range(GROUP.burst + 2)]
    assert waits[-1] == pytest.approx(max(GROUP.every * 2, CHAT.every * (GROUP.burst + 2 - CHAT.burst)))
    everybody = Pace(lambda: now[0])
    assert sum(everybody.wait(chat) > 0 for chat in range(1, ALL.burst + 1)) == 0
    assert everybody.wait(99) > 0
    now[0] += 60
    assert everybody.wait(1) == 0


def test_14_a_person_has_an_allowance_for_the_moment_and_for_the_day():
    now = [0.0]
    often = Allowance(Limit(6, 2), lambda: now[0])
    assert [often.spent(9) for _ in range(3)] == [False, False, True]
    assert not often.spent(8)
    now[0] = 6.0
    assert [often.spent(9) for _ in range(2)] == [False, True]
    assert DAILY.burst == 300


async def test_15_a_button_is_acknowledged_at_once_and_its_rights_are_looked_at_again(app, telegram, store):
    await feed(app, message("/start"))
    People(store).dismiss(9)
    await feed(app, press(telegram.sent[0], 0))
    assert telegram.toasts == [texts.NOT_ALLOWED_SHORT]
    assert len(telegram.sent) == 1


async def test_15_buttons_pressed_one_after_another_are_answered_in_that_order(story, monkeypatch):
    look = telegram_desk.pressed

    def slow_at_first(office, visit, data):
        time.sleep(0.1 if data.startswith("src") else 0)
        return look(office, visit, data)

    monkeypatch.setattr(telegram_desk, "pressed", slow_at_first)
    async with story() as told:
        (sent,) = await told.says("Sở Xây dựng Quảng Ngãi phải làm gì?")
        buttons = (texts.SEE_SOURCE, "Hạn của kế hoạch này", texts.RIGHT)
        presses = [press(sent, label, update_id=20 + n) for n, label in enumerate(buttons)]
        source, deadline, after = await told.meets(*presses, message("Ai ký kế hoạch 118?", update_id=30))
    assert source.text.startswith(texts.CHOOSE_SOURCE)
    assert "ngày" in deadline.text
    assert "118" in after.text
    assert told.telegram.toasts == [texts.THANKS_RIGHT]


async def test_15_a_button_that_takes_long_is_acknowledged_first_and_its_word_comes_as_a_message(
    app, telegram, monkeypatch
):
    monkeypatch.setattr(telegram_desk, "ACKNOWLEDGED_IN", 0.05)
    release = threading.Event()
    monkeypatch.setattr(telegram_desk, "pressed", lambda *_: release.wait(5) and Pressed("Xong rồi."))
    await feed(app, message("/riengtu"))
    pressing = asyncio.ensure_future(feed(app, press(telegram.sent[0], 0, data="nap:1:cong")))
    while "answerCallbackQuery" not in names(telegram):
        await asyncio.wait([pressing], timeout=0.01)
    release.set()
    await pressing
    assert telegram.toasts == []
    assert telegram.sent[-1].text == "Xong rồi."


async def test_19_a_person_gets_an_apology_with_a_code_and_the_update_is_settled(door, telegram, assistant):
    assistant.reply = lambda _: 1 // 0
    updates = await door.intake.keep(_read(door, message("hạn?", update_id=0xABC)))
    await door.application.process_update(updates[0])
    assert telegram.sent[0].text == texts.APOLOGY.format(code="00abc")
    assert door.office.inbox.waiting() == []


def _read(door, *updates: dict) -> list:
    from telegram import Update

    return [Update.de_json(update, door.application.bot) for update in updates]


async def test_02_a_time_out_while_connecting_is_tried_again(app, telegram, waits):
    error = TimedOut()
    error.__cause__ = httpx.ConnectTimeout("")
    telegram.fail("sendMessage", error)
    await feed(app, message("hạn?"))
    assert waits == [1.0]
    assert len(telegram.sent) == 1


async def test_12_work_in_threads_never_holds_the_end():
    from bot.threads import Threads

    release = threading.Event()
    threads = Threads(1)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(threads.run(lambda: release.wait(5)), 0.05)
    assert await threads.run(lambda: 2) == 2
    with pytest.raises(ZeroDivisionError):
        await threads.run(lambda: 1 // 0)
    release.set()
    assert time.monotonic() - began < 3
    assert all(thread.daemon for thread in threading.enumerate() if "_carry_out" in thread.name)

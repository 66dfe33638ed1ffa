"""The real application, driven through a fake transport: what people send and what they see."""

import asyncio
import io
import logging
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import NetworkError, TimedOut
from telegram.ext import Application

from bot import telegram_texts as texts
from bot.conversations import MOST_WAITING
from bot.logs import log_discreetly
from bot.telegram import build_application, run
from plans.errors import BadSettings
from retrieval.answer import Answer, Question, Turn
from retrieval.settings import Settings
from tests.bot.telegram_fake import BOT, FakeTelegram, feed, message, press
from tests.bot.test_telegram_answer import answer_of, plan_of

TOKEN = "1234567890:AAH-maBiMatCuaBotNayRatDaiVaKhoDoan"
SETTINGS = Settings(telegram_token=TOKEN)
GROUP = -1_001


class Assistant:
    """Answers every question with itself, unless a test says otherwise."""

    def __init__(self) -> None:
        self.library = SimpleNamespace(plans=lambda: [plan_of("Việc")])
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.reply: Callable[[str], Answer] = lambda text: answer_of((f"Trả lời: {text}", f"Nguồn của {text}"))

    def ask(self, text: str, turns: tuple[Turn, ...] = ()) -> Answer:
        self.asked.append((text, tuple(turns)))
        answer = self.reply(text)
        return replace(answer, question=replace(answer.question, text=text, restored=text))


@pytest.fixture(autouse=True)
def _time_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    yield fake
    assert fake.wrong == []


@pytest.fixture
async def app(assistant: Assistant, telegram: FakeTelegram, waits: list[float]) -> AsyncIterator[Application]:
    async with build_application(SETTINGS, assistant, telegram, sleep_into(waits)) as application:
        yield application


@pytest.fixture
def waits() -> list[float]:
    """The pauses the bot makes between attempts; none is really waited for."""
    return []


def sleep_into(waited: list[float]) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    return sleep


def names(telegram: FakeTelegram) -> list[str]:
    return [name for name, _ in telegram.calls]


async def test_a_question_in_private_gets_a_cited_answer(app, telegram):
    await feed(app, message("Sở Y tế phải làm gì?"))
    (sent,) = telegram.sent
    assert sent.text.startswith("• Trả lời: Sở Y tế phải làm gì? [1]")
    assert sent.quotes == ["Nguồn của Sở Y tế phải làm gì?"]
    assert sent.params["parse_mode"] == "HTML"
    assert '"is_disabled": true' in sent.params["link_preview_options"]
    assert "reply_parameters" not in sent.params
    assert names(telegram) == ["getMe", "sendMessage"]


async def test_start_greets_and_its_examples_can_be_asked_with_a_tap(app, telegram, assistant):
    await feed(app, message("/start"))
    assert telegram.sent[0].text.startswith(texts.GREETING)
    assert telegram.sent[0].buttons == list(texts.EXAMPLES)
    await feed(app, press(telegram.sent[0], 1))
    assert assistant.asked[0][0] == texts.EXAMPLES[1]
    assert names(telegram)[-2:] == ["answerCallbackQuery", "sendMessage"]


@pytest.mark.parametrize("typed", ["/trogiup", "/TroGiup", "/trợgiúp", "/help", f"/trogiup@{BOT['username']}"])
async def test_commands_are_known_with_marks_and_without(app, telegram, typed):
    await feed(app, message(typed))
    assert telegram.sent[0].text == texts.HELP


async def test_the_plans_are_listed(app, telegram, assistant):
    await feed(app, message("/kehoach"))
    assert "Đang có 1 kế hoạch:" in telegram.sent[0].text
    assert "07/KH-UBND" in telegram.sent[0].text
    assistant.library.plans = list
    await feed(app, message("/kehoach"))
    assert telegram.sent[1].text == texts.EMPTY_LIBRARY


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/hoi", texts.ASK_WHAT),
        ("/khongco", texts.UNKNOWN_COMMAND),
        ("x" * 2_001, texts.LONG_QUESTION.format(limit=2_000)),
        (None, texts.TEXT_ONLY),
    ],
)
async def test_what_cannot_be_asked_is_told_kindly(app, telegram, assistant, typed, told):
    voice = {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}} if typed is None else {}
    await feed(app, message(typed, **voice))
    assert [sent.text for sent in telegram.sent] == [told]
    assert assistant.asked == []


@pytest.mark.parametrize(
    ("text", "fields", "asked"),
    [
        ("Sở Y tế làm gì?", {}, None),
        ("/hoi Sở Y tế làm gì?", {}, "Sở Y tế làm gì?"),
        ("/hỏi Sở Y tế làm gì?", {}, "Sở Y tế làm gì?"),
        ("/hoi@ke_hoach_bot hạn?", {}, "hạn?"),
        ("/hoi@bot_khac hạn?", {}, None),
        ("/khongco", {}, None),
        ("@ke_hoach_bot hạn?", {"entities": [{"type": "mention", "offset": 0, "length": 13}]}, "hạn?"),
        ("thư ke_hoach_bot@x.vn", {}, None),
        ("@bot_khac hạn?", {"entities": [{"type": "mention", "offset": 0, "length": 9}]}, None),
        ("còn hạn?", {"reply_to_message": {**message("a", chat=GROUP)["message"], "from": BOT}}, "còn hạn?"),
        ("còn hạn?", {"reply_to_message": message("a", chat=GROUP)["message"]}, None),
        (None, {"new_chat_members": [BOT]}, None),
    ],
)
async def test_in_a_group_only_what_is_addressed_to_the_bot_is_answered(app, telegram, assistant, text, fields, asked):
    await feed(app, message(text, chat=GROUP, **fields))
    assert [question for question, _ in assistant.asked] == ([asked] if asked else [])
    assert len(telegram.sent) == bool(asked)
    for sent in telegram.sent:
        assert '"message_id": 10' in sent.params["reply_parameters"]


async def test_an_answer_stays_in_its_topic(app, telegram):
    await feed(app, message("/hoi hạn?", chat=GROUP, is_topic_message=True, message_thread_id=7))
    assert telegram.sent[0].params["message_thread_id"] == "7"


async def test_other_bots_and_edited_messages_are_not_answered(app, telegram):
    other = message("Sở Y tế?")
    other["message"]["from"]["is_bot"] = True
    edited = {"update_id": 2, "edited_message": message("Sở Y tế?")["message"]}
    await feed(app, other, edited)
    assert telegram.sent == []


async def test_a_follow_up_carries_the_last_three_turns_of_that_person_there(app, assistant):
    for n in range(5):
        await feed(app, message(f"câu {n}"))
    assert [turn.question for turn in assistant.asked[-1][1]] == ["câu 1", "câu 2", "câu 3"]
    assert assistant.asked[-1][1][0].answer == "Trả lời: câu 1 [1]"
    await feed(app, message("/hoi ở nhóm", chat=GROUP), message("người khác", person=8))
    assert [turns for _, turns in assistant.asked[-2:]] == [(), ()]


async def test_asking_back_shows_buttons_that_ask_on(app, telegram, assistant):
    choices = ("Kế hoạch A", "Kế hoạch «" + "rất dài " * 8 + "»")
    question = Question("hạn?", "hạn?", "deadline", date(2024, 5, 1))
    assistant.reply = lambda _: Answer(question, "clarify", "Kế hoạch nào?", choices=choices)
    await feed(app, message("hạn?"))
    await feed(app, press(telegram.sent[0], 0), press(telegram.sent[0], 1))
    assert [text for text, _ in assistant.asked] == ["hạn?", "Kế hoạch A", " ".join(choices[1].split())]
    assert assistant.asked[1][1][0].question == "hạn?"


async def test_a_button_is_for_the_person_who_asked(app, telegram, assistant):
    await feed(app, message("/start", chat=GROUP))
    await feed(app, press(telegram.sent[0], 0, person=8, replied=9))
    assert assistant.asked == []
    assert telegram.calls[-1][1]["text"] == texts.NOT_YOUR_BUTTON
    await feed(app, press(telegram.sent[0], 0, person=9, replied=9))
    assert len(assistant.asked) == 1


@pytest.mark.parametrize("data", ["pick:9", "pick:-1", "pick:²", "pick:", "src:1", "x"])
async def test_a_button_of_another_time_says_so(app, telegram, assistant, data):
    await feed(app, message("/start"))
    stale = press(telegram.sent[0], 0)
    stale["callback_query"]["data"] = data
    await feed(app, stale)
    stale["callback_query"]["message"] = {"chat": {"id": 9, "type": "private"}, "message_id": 3, "date": 0}
    await feed(app, stale)
    assert assistant.asked == []
    assert [p["text"] for name, p in telegram.calls if name == "answerCallbackQuery"] == [texts.BUTTON_EXPIRED] * 2


async def test_a_button_pressed_too_long_ago_is_still_answered(app, telegram, assistant):
    await feed(app, message("/start"))
    telegram.fail("answerCallbackQuery", (400, {"description": "Bad Request: query is too old"}))
    await feed(app, press(telegram.sent[0], 0))
    assert len(assistant.asked) == 1


async def test_an_error_is_an_apology_with_a_code_and_no_trace(app, telegram, assistant, caplog):
    def fails(text: str) -> Answer:
        raise KeyError(f"bí mật {text}")

    assistant.reply = fails
    await feed(app, message("CÂU HỎI RIÊNG", update_id=0xABCDE))
    assert [sent.text for sent in telegram.sent] == [texts.APOLOGY.format(code="abcde")]
    assert "abcde: KeyError at test_telegram.py" in caplog.text
    assert "RIÊNG" not in caplog.text


async def test_an_apology_that_cannot_be_sent_is_no_second_error(app, telegram, assistant):
    assistant.reply = lambda _: 1 // 0
    telegram.fail("sendMessage", (403, {"description": "Forbidden: bot was blocked by the user"}))
    await feed(app, message("hạn?"))
    assert telegram.sent == []


async def test_typing_is_shown_only_while_an_answer_takes_its_time(app, telegram, assistant, monkeypatch):
    monkeypatch.setattr("bot.telegram_desk.QUIET_FOR", 0.02)
    monkeypatch.setattr("bot.telegram_desk.TYPING_LASTS", 0.03)
    telegram.fail("sendChatAction", (500, {"description": "Internal Server Error"}))
    done = threading.Event()
    answer = answer_of(("a", "b"))
    assistant.reply = lambda _: done.wait(5) and answer
    asking = asyncio.ensure_future(feed(app, message("hạn?")))
    while names(telegram).count("sendChatAction") < 2:
        await asyncio.wait([asking], timeout=0.01)
    done.set()
    await asking
    assert names(telegram)[-1] == "sendMessage"


async def test_one_slow_answer_holds_nobody_else_and_each_chat_stays_in_order(app, telegram, assistant):
    release = threading.Event()
    reply = assistant.reply
    assistant.reply = lambda text: (release.wait(5) if text == "chậm" else None, reply(text))[1]
    slow = asyncio.ensure_future(feed(app, message("chậm"), message("sau chậm")))
    await feed(app, *(message(f"nhanh {n}", person=100 + n) for n in range(6)))
    assert len(telegram.sent) == 6
    assert not any("chậm" in sent.text for sent in telegram.sent)
    release.set()
    await slow
    assert ["sau" in sent.text for sent in telegram.sent[6:]] == [False, True]


async def test_a_flood_from_one_chat_is_stopped_with_a_kind_line(app, telegram, assistant):
    release = threading.Event()
    reply = assistant.reply
    assistant.reply = lambda text: (release.wait(5), reply(text))[1]
    flood = asyncio.ensure_future(feed(app, *(message(f"câu {n}") for n in range(MOST_WAITING + 2))))
    while len(telegram.sent) < 2:
        await asyncio.wait([flood], timeout=0.01)
    release.set()
    await flood
    assert [sent.text for sent in telegram.sent[:2]] == [texts.TOO_MANY] * 2
    assert len(assistant.asked) == MOST_WAITING


WAIT = (429, {"description": "Too Many Requests: retry after 7", "parameters": {"retry_after": 7}})
LONG_WAIT = (429, {"description": "Too Many Requests", "parameters": {"retry_after": 3_600}})
BUSY = (502, {"description": "Bad Gateway"})
PARSE = (400, {"description": "Bad Request: can't parse entities: unexpected end tag"})
BLOCKED = (403, {"description": "Forbidden: bot was blocked by the user"})
MOVED = (400, {"description": "group upgraded", "parameters": {"migrate_to_chat_id": -2_002}})


def unsent(cause: Exception) -> TimedOut:
    error = TimedOut()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("faults", "waited", "arrived"),
    [
        ([WAIT], [7.0], 1),
        ([WAIT, WAIT, WAIT], [7.0] * 3, 1),
        ([WAIT] * 4, [7.0] * 3, 0),
        ([LONG_WAIT], [], 0),
        ([BUSY, BUSY, BUSY], [1.0, 2.0, 4.0], 1),
        ([BUSY] * 4, [1.0, 2.0, 4.0], 0),
        ([NetworkError("gone")], [1.0], 1),
        ([unsent(httpx.ConnectTimeout(""))], [1.0], 1),
        ([unsent(httpx.PoolTimeout(""))], [1.0], 1),
        ([unsent(httpx.ReadTimeout(""))], [], 0),
        ([TimedOut()], [], 0),
        ([PARSE], [], 1),
        ([PARSE, PARSE], [], 0),
        ([BLOCKED], [], 0),
        ([MOVED], [], 1),
    ],
)
async def test_every_refusal_of_a_message_has_its_own_bounded_answer(app, telegram, waits, faults, waited, arrived):
    telegram.fail("sendMessage", *faults)
    await feed(app, message("hạn?"))
    assert waits == waited
    assert len(telegram.sent) == arrived
    assert names(telegram).count("sendMessage") == len(faults) + arrived


async def test_refused_markup_goes_out_as_plain_text(app, telegram):
    telegram.fail("sendMessage", PARSE)
    await feed(app, message("a < b & c"))
    assert telegram.sent[0].text.startswith("• Trả lời: a < b & c [1]")
    assert "parse_mode" not in telegram.sent[0].params


async def test_a_group_that_moved_gets_its_answer_in_the_new_place(app, telegram):
    telegram.fail("sendMessage", MOVED)
    await feed(app, message("/hoi hạn?", chat=GROUP))
    assert telegram.sent[0].params["chat_id"] == "-2002"


async def test_a_long_answer_is_sent_slowly_enough_for_one_chat(app, telegram, assistant, waits):
    assistant.reply = lambda _: answer_of(*((f"Việc {n} " + "dài " * 200, "câu " * 300) for n in range(10)))
    await feed(app, message("tất cả?"))
    assert len(telegram.sent) > 4
    assert waits == [1.0] * (len(telegram.sent) - 3)


async def test_neither_token_nor_words_reach_the_log_at_any_level(app, telegram, assistant):
    log = io.StringIO()
    root = logging.getLogger()
    kept = root.level, list(root.handlers), {name: logging.getLogger(name).level for name in ("telegram", "httpx")}
    try:
        log_discreetly([TOKEN], log)
        root.setLevel(logging.DEBUG)
        logging.getLogger("httpx").setLevel(logging.DEBUG)  # even if somebody turns it up again
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
        telegram.fail("sendMessage", BUSY, TimedOut(f"https://api.telegram.org/bot{TOKEN}/sendMessage"))
        assistant.reply = lambda _: 1 // 0
        await feed(app, message("CÂU HỎI RIÊNG"))
        logging.getLogger("bot").error("%r", app.bot)
    finally:
        root.setLevel(kept[0])
        root.handlers[:] = kept[1]
        for name, level in kept[2].items():
            logging.getLogger(name).setLevel(level)
    assert "HTTP Request" in log.getvalue()
    assert TOKEN.split(":")[1] not in log.getvalue()
    assert "RIÊNG" not in log.getvalue()


def test_a_missing_token_says_what_to_do():
    for start in (run, lambda settings: build_application(settings, Assistant())):
        with pytest.raises(BadSettings, match="@BotFather"):
            start(Settings())


WORDS = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from("<>&/@\n\u202e\u200b😀"), max_size=300)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.booleans())
def test_any_text_in_gives_valid_messages_out(text, group):
    async def talk() -> FakeTelegram:
        fake = FakeTelegram()
        async with build_application(SETTINGS, Assistant(), fake) as application:
            await feed(application, message(text, chat=GROUP if group else None))
        return fake

    began = time.monotonic()
    fake = asyncio.run(talk())
    assert fake.wrong == []
    assert group or fake.sent or not text.strip()
    assert time.monotonic() - began < 5

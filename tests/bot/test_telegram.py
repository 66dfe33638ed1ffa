"""The real application, driven through a fake transport: what people send and what they see."""

import asyncio
import io
import logging
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram.error import TimedOut

from bot import telegram_texts as texts
from bot.lines import MOST_WAITING
from bot.logs import log_discreetly
from bot.telegram import build, run
from plans.errors import BadSettings
from retrieval.answer import Answer
from retrieval.settings import Settings
from tests.bot.telegram_fake import BOT, FakeTelegram, feed, message, press
from tests.bot.telegram_fuzz import fuzz
from tests.bot.telegram_talk import GROUP, SETTINGS, TOKEN, Assistant, answer_of, names, sleep_into, unhurried
from tests.security.trap import listening


async def test_a_question_in_private_gets_a_cited_answer(app, telegram):
    await feed(app, message("Sở Y tế phải làm gì?"))
    (sent,) = telegram.sent
    assert sent.text.startswith("• Trả lời: Sở Y tế phải làm gì? [1]")
    assert sent.quotes == ["Nguồn của Sở Y tế phải làm gì?"]
    assert sent.params["parse_mode"] == "HTML"
    assert '"is_disabled": true' in sent.params["link_preview_options"]
    assert "reply_parameters" not in sent.params
    assert [name for name in names(telegram) if name != "sendChatAction"] == ["getMe", "sendMessage"]  # slow: "typing"


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
    assistant.library.heads = []
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


async def test_19_an_error_is_an_apology_with_a_code_and_no_trace(app, telegram, assistant, caplog):
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


async def test_one_slow_answer_holds_nobody_else_and_each_chat_stays_in_order(app, telegram, assistant):
    release = threading.Event()
    reply = assistant.reply
    assistant.reply = lambda text: (release.wait(60) if text == "chậm" else None, reply(text))[1]
    slow = asyncio.ensure_future(feed(app, message("chậm", update_id=1), message("sau chậm", update_id=2)))
    await feed(app, *(message(f"nhanh {n}", person=100 + n) for n in range(6)))
    assert len(telegram.sent) == 6
    assert not any("chậm" in sent.text for sent in telegram.sent)
    release.set()
    await slow
    assert ["sau" in sent.text for sent in telegram.sent[6:]] == [False, True]


async def test_a_flood_from_one_chat_is_stopped_with_a_kind_line(app, telegram, assistant):
    release = threading.Event()
    reply = assistant.reply
    assistant.reply = lambda text: (release.wait(60), reply(text))[1]
    flood = asyncio.ensure_future(feed(app, *(message(f"câu {n}") for n in range(MOST_WAITING + 2))))
    while len(telegram.sent) < 2:
        await asyncio.wait([flood], timeout=0.01)
    release.set()
    await flood
    assert [sent.text for sent in telegram.sent[:2]] == [texts.TOO_MANY] * 2
    assert len(assistant.asked) == MOST_WAITING


async def test_17_neither_token_nor_words_reach_the_log_at_any_level(app, telegram, assistant):
    log = io.StringIO()
    root = logging.getLogger()
    kept = root.level, list(root.handlers), {name: logging.getLogger(name).level for name in ("telegram", "httpx")}
    try:
        log_discreetly([TOKEN], log)
        root.setLevel(logging.DEBUG)
        logging.getLogger("httpx").setLevel(logging.DEBUG)  # even if somebody turns it up again
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
        telegram.fail(
            "sendMessage",
            (502, {"description": "Bad Gateway"}),
            TimedOut(f"https://api.telegram.org/bot{TOKEN}/sendMessage"),
        )
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


def test_a_missing_token_says_what_to_do(store):
    for start in (run, lambda settings: build(settings, Assistant(), store)):
        with pytest.raises(BadSettings, match="@BotFather"):
            start(Settings())


WORDS = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from("<>&/@\n\u202e\u200b😀"), max_size=300)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4))
def test_any_text_in_gives_valid_messages_out(store, said):
    async def talk() -> FakeTelegram:
        fake = FakeTelegram()
        made = build(SETTINGS, Assistant(), store, fake, sleep_into([]), unhurried())
        async with made.application as application:
            for n, (text, group) in enumerate(said):
                await feed(application, message(text, chat=GROUP if group else None, person=100 + n))
        return fake

    fake = asyncio.run(talk())
    assert fake.wrong == []
    assert fake.sent or all(group or not text.strip() for text, group in said)


@pytest.mark.usefixtures("_time_periods")
async def test_mangled_updates_and_foreign_buttons_break_nothing(tmp_path):
    handled, wrong = await fuzz(300, tmp_path / "fuzz")
    assert handled > 200
    assert wrong == []


async def test_no_address_that_somebody_writes_or_is_answered_is_fetched_by_the_bot(app, telegram, assistant):
    with listening() as trap:
        assistant.reply = lambda _: answer_of((f"Xem {trap.address}/o", f"{trap.address}/p"))
        await feed(app, message(f"Đọc {trap.address}/q", entities=[{"type": "url", "offset": 4, "length": 10}]))
    assert f"{trap.address}/p" in telegram.sent[0].text
    assert telegram.sent[0].params["link_preview_options"] == '{"is_disabled": true}'
    assert trap.asked == []

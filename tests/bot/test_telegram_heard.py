"""Who is spoken to: what the bot takes as addressed to it, and what its buttons stand for."""

from datetime import date

import pytest

from bot import telegram_texts as texts
from retrieval.answer import Answer, Question
from tests.bot.telegram_fake import BOT, feed, message, press
from tests.bot.telegram_talk import GROUP


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


async def test_asking_back_shows_buttons_that_ask_on(app, telegram, assistant):
    choices = ("Kế hoạch A", "Kế hoạch «" + "rất dài " * 8 + "»")
    question = Question("hạn?", "hạn?", "deadline", date(2024, 5, 1))
    assistant.reply = lambda _: Answer(question, "clarify", "Kế hoạch nào?", choices=choices)
    await feed(app, message("hạn?"))
    for choice in range(2):
        await feed(app, press(telegram.sent[0], choice))
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
    stale, vanished = (press(telegram.sent[0], 0, data=data) for _ in range(2))
    vanished["callback_query"]["message"] = {"chat": {"id": 9, "type": "private"}, "message_id": 3, "date": 0}
    await feed(app, stale)
    await feed(app, vanished)
    assert assistant.asked == []
    assert [p["text"] for name, p in telegram.calls if name == "answerCallbackQuery"] == [texts.BUTTON_EXPIRED] * 2


async def test_a_button_pressed_too_long_ago_is_still_answered(app, telegram, assistant):
    await feed(app, message("/start"))
    telegram.fail("answerCallbackQuery", (400, {"description": "Bad Request: query is too old"}))
    await feed(app, press(telegram.sent[0], 0))
    assert len(assistant.asked) == 1

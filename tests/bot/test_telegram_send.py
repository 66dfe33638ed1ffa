"""Every way in which Telegram refuses or loses a message has its own answer, and none is endless."""

import httpx
import pytest
from telegram.error import NetworkError, TimedOut

from tests.bot.telegram_fake import feed, message, press
from tests.bot.telegram_talk import GROUP, answer_of, names

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


async def test_a_long_answer_is_turned_page_by_page(app, telegram, assistant):
    assistant.reply = lambda _: answer_of(*((f"Việc {n} " + "dài " * 200, "câu " * 300) for n in range(10)))
    await feed(app, message("tất cả?"))
    (first,) = telegram.sent
    assert first.buttons[0].startswith("Xem tiếp (2/")
    total = int(first.buttons[0].rsplit("/", 1)[1].rstrip(")"))
    for n in range(total - 1):
        await feed(app, press(telegram.sent[-1], 0, update_id=60 + n))
    assert len(telegram.sent) == total
    assert all(f"Việc {n} " in "".join(sent.text for sent in telegram.sent) for n in range(10))
    assert not telegram.sent[-1].buttons[0].startswith("Xem tiếp")

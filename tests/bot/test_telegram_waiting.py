"""Until an answer is there: typing, and in private what a model has written so far; then always the whole answer."""

import asyncio
import json
import threading
from collections.abc import Iterator

import pytest
from telegram.error import TimedOut

from bot import telegram_texts as texts
from bot.desk_store import Store
from bot.telegram import build
from retrieval.answer import Answer, Show
from retrieval.assistant import open_assistant
from retrieval.generate import UNAVAILABLE
from retrieval.settings import Settings
from tests.bot.telegram_fake import FakeTelegram, feed, message
from tests.bot.telegram_talk import GROUP, SETTINGS, Assistant, admitted, answer_of, names, sleep_into, unhurried
from tests.retrieval.openai_server import Server, events_of, sends, serving

PAIRS = [("Việc một", "Nguồn một"), ("Việc hai", "Nguồn hai"), ("Việc ba", "Nguồn ba")]
BROKEN = (500, {"description": "Internal Server Error"})
PATIENCE = {"description": "Too Many Requests: retry after 9", "parameters": {"retry_after": 9}}


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram_waiting.QUIET_FOR", 0.02)
    monkeypatch.setattr("bot.telegram_waiting.DRAFTS_EVERY", 0.02)
    monkeypatch.setattr("bot.telegram_waiting.TYPING_LASTS", 0.03)


class Writer:
    """A model that writes when the test says so."""

    def __init__(self, assistant: Assistant, *drafts: Answer) -> None:
        self.drafts, self.done, self.watched = drafts, threading.Event(), None
        assistant.writes = self.write
        assistant.reply = lambda _: answer_of(*PAIRS)

    def write(self, show: Show | None) -> None:
        self.watched = show is not None
        for draft in self.drafts if show else ():
            show(draft)
        self.done.wait(5)


async def waiting(asking: asyncio.Future, telegram: FakeTelegram, method: str, count: int) -> None:
    async with asyncio.timeout(5):
        while names(telegram).count(method) < count:
            await asyncio.wait([asking], timeout=0.01)


async def test_13_typing_is_shown_only_while_an_answer_takes_its_time(app, telegram, assistant):
    telegram.fail("sendChatAction", BROKEN)
    writer = Writer(assistant)
    asking = asyncio.ensure_future(feed(app, message("hạn?")))
    await waiting(asking, telegram, "sendChatAction", 2)
    writer.done.set()
    await asking
    assert names(telegram)[-1] == "sendMessage"


async def test_the_newest_draft_is_shown_once_marked_as_unfinished_and_then_the_whole_answer(app, telegram, assistant):
    writer = Writer(assistant, answer_of(*PAIRS[:1]), answer_of(*PAIRS[:2]))
    asking = asyncio.ensure_future(feed(app, message("Sở Y tế?", update_id=77)))
    await waiting(asking, telegram, "sendMessageDraft", 1)
    await asyncio.sleep(0.1)
    assert telegram.sent == []
    writer.done.set()
    await asking
    (draft,) = telegram.drafts
    assert draft.text.startswith("• Việc một [1]\n• Việc hai [2]")
    assert draft.text.endswith(texts.WRITING)
    assert draft.params["draft_id"] == "77"
    assert names(telegram)[-1] == "sendMessage"
    assert "• Việc ba [3]" in telegram.sent[0].text
    assert texts.WRITING not in telegram.sent[0].text


async def test_in_a_group_nothing_is_streamed(app, telegram, assistant):
    writer = Writer(assistant, answer_of(*PAIRS[:1]))
    writer.done.set()
    await feed(app, message("/hoi hạn?", chat=GROUP))
    assert writer.watched is False
    assert telegram.drafts == []
    assert len(telegram.sent) == 1


@pytest.mark.parametrize("fault", [BROKEN, (429, PATIENCE), TimedOut("lost"), (403, {"description": "Forbidden"})])
async def test_after_a_draft_that_failed_there_is_typing_and_the_answer(app, telegram, assistant, fault):
    telegram.fail("sendMessageDraft", fault)
    writer = Writer(assistant, answer_of(*PAIRS[:1]))
    asking = asyncio.ensure_future(feed(app, message("hạn?")))
    await waiting(asking, telegram, "sendChatAction", 2)
    writer.done.set()
    await asking
    assert names(telegram).count("sendMessageDraft") == 1
    assert [sent.text.split("\n")[0] for sent in telegram.sent] == ["• Việc một [1]"]


async def test_an_answer_does_not_wait_for_a_draft_on_its_way(app, telegram, assistant, monkeypatch):
    monkeypatch.setattr("bot.telegram_waiting.DRAFT_TAKES", 0.05)
    request, on_its_way = telegram.do_request, asyncio.Event()

    async def slow(url: str, *given: object, **options: object) -> tuple[int, bytes]:
        if url.endswith("/sendMessageDraft"):
            on_its_way.set()
            await asyncio.sleep(60)
        return await request(url, *given, **options)

    telegram.do_request = slow
    writer = Writer(assistant, answer_of(*PAIRS[:1]))
    asking = asyncio.ensure_future(feed(app, message("hạn?")))
    await on_its_way.wait()
    writer.done.set()
    await asyncio.wait_for(asking, 5)
    assert len(telegram.sent) == 1


async def test_who_stops_an_answer_sees_no_more_of_it(app, telegram, assistant):
    writer = Writer(assistant, answer_of(*PAIRS[:1]))
    asking = asyncio.ensure_future(feed(app, message("hạn?")))
    await waiting(asking, telegram, "sendMessageDraft", 1)
    await feed(app, message("/huy"))
    writer.done.set()
    await asking
    assert [sent.text for sent in telegram.sent] == [texts.STOPPED]
    assert len(telegram.drafts) == 1


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.mark.usefixtures("_time_periods")
async def test_over_a_real_stream_a_person_sees_only_what_the_plans_say(invented_library, copied, server):
    """The model adds lies to the offline claims, a piece at a time; the person sees it grow without them."""
    telegram = FakeTelegram()

    def respond(handler) -> None:
        data = handler.server.asked[-1]["messages"][1]["content"]
        rows = [json.loads(line) for line in data.splitlines() if line.startswith('{"about"')]
        told = [{"claim": row["claim"], "keys": row["keys"]} for row in rows]
        lies = [{**one, "claim": f"{one['claim']} và 450 tỷ đồng"} for one in told]
        pieces = [json.dumps(one) for pair in zip(told, lies, strict=True) for one in pair]
        sends(b"", kind="text/event-stream", Connection="close", Content_Length="1000000")(handler)
        for piece in ('{"claims": [', ",".join(pieces[:2]), "," + ",".join(pieces[2:]), "]}"):
            handler.wfile.write(events_of(piece))
            handler.server.stop.wait(0.15)
        handler.wfile.write(b"data: [DONE]\n\n")

    server.respond = respond
    library = copied(invented_library)
    settings = Settings(
        home=library.home, database_url=library.database_url, openai_base_url=server.url, chat_model="m"
    )
    assistant, store = open_assistant(settings), admitted(Store.open(settings))
    door = build(SETTINGS, assistant, store, telegram, sleep_into([]), unhurried())
    async with door.application:
        await feed(door.application, message("Sở Y tế phải làm gì?"))
    store.close()
    assistant.library.close()
    assert telegram.wrong == []
    assert server.asked[0]["stream"] is True
    assert len(telegram.drafts) >= 1
    (sent,) = telegram.sent
    assert UNAVAILABLE not in sent.text
    assert not any("450" in seen.text for seen in (*telegram.drafts, sent))
    for draft in telegram.drafts:
        claims = [line.rpartition(" [")[0] for line in draft.text.splitlines() if line.startswith("• ")]
        assert claims
        assert all(claim in sent.text for claim in claims)

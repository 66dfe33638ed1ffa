"""Telegram as the bot's tests see it: as strict as the real one, and unforgiving of what it does not know."""

import asyncio
import json
import re
import time
from collections import deque
from itertools import count
from typing import NamedTuple

from telegram import Update
from telegram.request import BaseRequest

from tests.bot.telegram_rules import PARAMETERS, Limits, check_buttons, check_introduction, check_text, meaning

BOT = {"id": 1, "is_bot": True, "first_name": "Kế hoạch", "username": "ke_hoach_bot"}
PRESSES = count(1)


class Sent(NamedTuple):
    """A message as a person sees it, and what it was made of."""

    text: str
    params: dict

    @property
    def buttons(self) -> list[str]:
        rows = json.loads(self.params.get("reply_markup", "{}")).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    @property
    def data(self) -> list[str]:
        """What each button sends back, copies or opens."""
        rows = json.loads(self.params.get("reply_markup", "{}")).get("inline_keyboard", [])
        return [meaning(button) for row in rows for button in row]

    @property
    def quotes(self) -> list[str]:
        return re.findall(r"<blockquote expandable>(.*?)</blockquote>", self.params["text"], re.DOTALL)


class FakeTelegram(BaseRequest):
    """The Bot API without a network. `faults` holds answers to give instead, per method, oldest first."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict]] = []
        self.sent: list[Sent] = []
        self.wrong: list[str] = []
        self.faults: dict[str, deque] = {}
        self.updates: asyncio.Queue = asyncio.Queue()
        self.unread: list[dict] = []
        self.files: dict[str, bytes] = {}
        self.documents: list[tuple[str, bytes]] = []
        self.edited: list[Sent] = []
        self.drafts: list[Sent] = []
        self.toasts: list[str] = []
        self.log: list[str] = []
        self.webhook = {"url": ""}
        self.people: dict[int, str] = {}
        self.spoken_in = 0
        self.limits: Limits | None = None
        self.acknowledged: set[str] = set()
        self.menus: dict[tuple[str, str], list[str]] = {}
        self.introductions: dict[str, dict] = {}

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    @property
    def read_timeout(self) -> float:
        return 1.0

    def fail(self, method: str, *faults: object) -> None:
        """Let the next calls of `method` raise an exception or answer (status, body)."""
        self.faults.setdefault(method, deque()).extend(faults)

    async def do_request(self, url, method, request_data=None, **_):
        name = url.rsplit("/", 1)[1]
        if "/file/" in url:
            return 200, self.files[name]
        params = dict(request_data.json_parameters) if request_data else {}
        self.calls.append((name, params))
        if unknown := params.keys() - PARAMETERS.get(name, set()) or name not in PARAMETERS:
            self.wrong.append(f"{name}: {unknown}")
        if self.faults.get(name):
            fault = self.faults[name].popleft()
            if isinstance(fault, BaseException):
                raise fault
            return fault[0], json.dumps({"ok": False, **fault[1]}).encode()
        if self.limits and (seconds := self.limits.refused(name, int(params.get("chat_id", 0)))):
            self.wrong.append(f"{name}: too many requests at {self.limits.clock()}")
            told = {"description": f"Too Many Requests: retry after {seconds}", "parameters": {"retry_after": seconds}}
            return 429, json.dumps({"ok": False, "error_code": 429, **told}).encode()
        try:
            return 200, json.dumps({"ok": True, "result": await self._result(name, params)}).encode()
        except ValueError as refused:
            self.wrong.append(str(refused))
            return 400, json.dumps({"ok": False, "error_code": 400, "description": str(refused)}).encode()

    async def _result(self, name: str, params: dict) -> object:
        if name in ("setWebhook", "deleteWebhook"):
            self.webhook = {"url": "", **params}
        if name == "getMe":
            return BOT
        if name == "getUpdates":
            return await self._updates(params)
        if name == "getWebhookInfo":
            return {"url": self.webhook["url"], "has_custom_certificate": False, "pending_update_count": 0}
        shows = {"sendMessage": self._message, "editMessageText": self._edit, "sendMessageDraft": self._draft}
        if name in shows:
            return shows[name](params)
        if name == "getFile":
            return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": params["file_id"]}
        if name.startswith("setMy"):
            self._introduced(params)
        if name == "answerCallbackQuery":
            self._acknowledge(**params)
        return True

    async def _updates(self, params: dict) -> list[dict]:
        """Wait for an update as long as a long poll does; what is not acknowledged by the offset comes again."""
        offset = int(params.get("offset", 0))
        self.unread = [update for update in self.unread if update["update_id"] >= offset]
        if not self.unread and params.get("timeout", "0") != "0":
            self.unread.append(await self.updates.get())
        while not self.updates.empty():
            self.unread.append(self.updates.get_nowait())
        return self.unread[:100]

    def _acknowledge(self, callback_query_id: str, text: str = "") -> None:
        if callback_query_id in self.acknowledged:
            raise ValueError("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.acknowledged.add(callback_query_id)
        if text:
            self.toasts.append(text)
            self.log.append(f"     ({text})")

    def _introduced(self, params: dict) -> None:
        language, scope = check_introduction(params), json.loads(params.get("scope", "{}"))
        if "commands" in params:
            whom = str(scope.get("chat_id", scope.get("type")))
            self.menus[whom, language] = [one["command"] for one in json.loads(params["commands"])]
        else:
            self.introductions.setdefault(language, {}).update(params)

    def _draft(self, params: dict) -> bool:
        if int(params["chat_id"]) < 0 or int(params["draft_id"]) == 0:
            raise ValueError("Bad Request: TEXTDRAFT_PEER_INVALID")
        self.drafts.append(Sent(check_text(params["text"], params.get("parse_mode")), params))
        return True

    def _edit(self, params: dict) -> dict:
        text = check_text(params["text"], params.get("parse_mode"))
        place = int(params["message_id"]) - 1_001
        if not 0 <= place < len(self.sent):
            raise ValueError("Bad Request: message to edit not found")
        if self.sent[place].text == text:
            raise ValueError("Bad Request: message is not modified: specified new message content is exactly the same")
        self.sent[place] = sent = Sent(text, {**self.sent[place].params, "reply_markup": "{}", **params})
        self.edited.append(sent)
        self._note(sent, "Bot (sửa tin)")
        chat = {"id": int(params["chat_id"]), "type": "private"}
        return {"message_id": place + 1_001, "date": 0, "chat": chat, "text": text}

    def _message(self, params: dict) -> dict:
        text = check_text(params["text"], params.get("parse_mode"))
        check_buttons(params.get("reply_markup", "{}"))
        self.sent.append(Sent(text, params))
        self._note(self.sent[-1], "Bot")
        chat = {"id": int(params["chat_id"]), "type": "private"}
        return {"message_id": 1_000 + len(self.sent), "date": 0, "chat": chat, "text": text}

    def _note(self, sent: Sent, who: str) -> None:
        """Write down a message as a person sees it: quotations folded to their first words, buttons in brackets."""
        chat = int(sent.params["chat_id"])
        if chat != self.spoken_in:
            who = f"{who} (gửi {self.people.get(chat, 'người hỏi').lower()})"
        lines = shown_as_seen(sent.params["text"], sent.params.get("parse_mode")).splitlines()
        rows = json.loads(sent.params.get("reply_markup", "{}")).get("inline_keyboard", [])
        buttons = ["     " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
        self.log += [f"{who}: {lines[0]}", *(f"     {line}".rstrip() for line in lines[1:]), *buttons]

    def transcript(self) -> str:
        """The chat as a person sees it."""
        return "\n".join(self.log) + "\n"


def shown_as_seen(text: str, parse_mode: str | None) -> str:
    folded = re.sub(
        r"<blockquote expandable>(.*?)</blockquote>", lambda quote: f"▎{folding(quote[1])}", text, flags=re.S
    )
    return check_text(folded, parse_mode)


def folding(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= 24 else " ".join(words[:24]) + " … ⌄"


def message(
    text: str | None, *, update_id: int = 1, person: int = 9, chat: int | None = None, **fields: object
) -> dict:
    """An update with a message: private unless `chat` names a group."""
    kind = {"id": person, "type": "private"} if chat is None else {"id": chat, "type": "supergroup", "title": "Tổ"}
    sender = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
    body = {"message_id": 10 * update_id, "date": int(time.time()), "chat": kind, "from": sender, **fields}
    return {"update_id": update_id, "message": body if text is None else {**body, "text": text}}


def press(
    sent: Sent, place: int | str, *, person: int = 9, replied: int | None = None, update_id: int = 50, data: str = ""
) -> dict:
    """An update in which a person presses a button, told by its place or its label, under a message of the bot."""
    markup = json.loads(sent.params.get("reply_markup", "{}"))
    chat = int(sent.params["chat_id"])
    under = {
        "message_id": 1_001,
        "date": 5,
        "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "Tổ"},
        "from": BOT,
        "text": sent.text,
        "reply_markup": markup,
    }
    if replied is not None:
        under["reply_to_message"] = message("?", person=replied, chat=chat)["message"]
    sender = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
    flat = [button for row in markup.get("inline_keyboard", []) for button in row]
    if isinstance(place, str):
        data = data or next(meaning(button) for button in flat if button["text"] == place)
    else:
        data = data or flat[place]["callback_data"]
    query = {"id": f"q{next(PRESSES)}", "from": sender, "chat_instance": "c", "message": under, "data": data}
    return {"update_id": update_id, "callback_query": query}


async def feed(application, *updates: dict) -> None:
    """Hand updates to the application as its fetcher would: each in a task of its own."""
    fake = application.bot.request
    for update in updates:
        if isinstance(fake, FakeTelegram):
            fake.log += said(update, fake)
    await asyncio.gather(*(application.process_update(Update.de_json(update, application.bot)) for update in updates))


def said(update: dict, telegram: FakeTelegram) -> list[str]:
    """What a person did, as a line of the transcript."""
    query, body = update.get("callback_query"), update.get("message") or update.get("edited_message") or {}
    person, chat = (
        ((query or body).get("from") or {}).get("id", 0),
        (body or (query or {}).get("message", {})).get("chat"),
    )
    telegram.spoken_in = chat["id"] if chat else 0
    who = telegram.people.get(person, "Người hỏi") + (" (trong nhóm)" if telegram.spoken_in < 0 else "")
    if query:
        rows = query["message"].get("reply_markup", {}).get("inline_keyboard", [])
        labels = [button["text"] for row in rows for button in row if meaning(button) == query["data"]]
        return ["", f"{who}: (bấm) {' '.join(labels) or query['data']}"]
    file = body.get("document", {}).get("file_name", "")
    return ["", f"{who}: {body.get('text') or (file and f'(gửi tệp) {file}') or '…'}"]

"""What the Bot API takes and what it refuses, with its own words: methods, parameters, markup, buttons, pace."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "a"}
TOKENS = re.compile(r'<(/?)([a-z]+)( expandable| href="[^"<>]+")?>|&(?:lt|gt|amp|quot);|[^<>&]', re.DOTALL)
CHARACTERS = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
PARAMETERS = {
    "getMe": set(),
    "setWebhook": {"url", "secret_token", "allowed_updates"},
    "getWebhookInfo": set(),
    "deleteWebhook": set(),
    "setMyCommands": {"commands", "scope", "language_code"},
    "setMyDescription": {"description", "language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "setChatMenuButton": {"menu_button"},
    "getFile": {"file_id"},
    "leaveChat": {"chat_id"},
    "sendDocument": {"chat_id", "document", "message_thread_id"},
    "editMessageText": {"chat_id", "message_id", "text", "parse_mode", "reply_markup", "link_preview_options"},
    "getUpdates": {"offset", "timeout", "allowed_updates"},
    "sendMessageDraft": {"chat_id", "draft_id", "text", "message_thread_id", "parse_mode"},
    "sendChatAction": {"chat_id", "action", "message_thread_id"},
    "answerCallbackQuery": {"callback_query_id", "text"},
    "sendMessage": {
        "chat_id",
        "text",
        "parse_mode",
        "message_thread_id",
        "reply_parameters",
        "reply_markup",
        "link_preview_options",
    },
}


def read_html(text: str) -> tuple[str, int]:
    """Return the text Telegram would show and its number of entities; raise ValueError for what it would refuse."""
    seen, opened, count, place = [], [], 0, 0
    while place < len(text):
        token = TOKENS.match(text, place)
        if not token:
            raise ValueError(f"Bad Request: can't parse entities: unexpected {text[place]!r} at byte offset {place}")
        place = token.end()
        if not token[2]:
            seen.append(CHARACTERS.get(token[0], token[0]))
        elif token[1]:
            if not opened or opened.pop() != token[2]:
                raise ValueError(f"Bad Request: can't parse entities: unexpected end tag {token[0]}")
        elif token[2] not in TAGS or (token[2] == "blockquote" and "blockquote" in opened):
            raise ValueError(f"Bad Request: can't parse entities: unsupported start tag {token[0]}")
        else:
            opened.append(token[2])
            count += 1
    if opened:
        raise ValueError(f"Bad Request: can't parse entities: can't find end tag for {opened[-1]}")
    return "".join(seen), count


def check_text(text: str, parse_mode: str | None) -> str:
    """Return the text shown, or raise ValueError with Telegram's own wording."""
    shown, entities = read_html(text) if parse_mode == "HTML" else (text, 0)
    if not shown.strip():
        raise ValueError("Bad Request: message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > 4096 or len(text.encode()) > 32_768:
        raise ValueError("Bad Request: message is too long")
    if entities > 100:
        raise ValueError("entities past the hundredth would be dropped")
    return shown


def check_introduction(params: dict) -> str:
    """Return the language that a menu or a description is for, or raise ValueError with Telegram's wording."""
    language = params.get("language_code", "")
    if not re.fullmatch("|[a-z]{2}", language):
        raise ValueError("Bad Request: invalid language code specified")
    for command in json.loads(params.get("commands", "[]")):
        if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
            raise ValueError("Bad Request: BOT_COMMAND_INVALID")
    if len(params.get("description", "")) > 512 or len(params.get("short_description", "")) > 120:
        raise ValueError("Bad Request: description is too long")
    return language


def check_buttons(markup: str) -> None:
    """Raise ValueError for buttons that Telegram refuses, or that no old eye on a narrow phone can read."""
    for button in (button for row in json.loads(markup).get("inline_keyboard", []) for button in row):
        label, copied = button["text"], button.get("copy_text", {}).get("text", "")
        if len(button.get("callback_data", "").encode()) > 64 or not label:
            raise ValueError("Bad Request: BUTTON_DATA_INVALID")
        if len(label) > 28 or not any(map(str.isalpha, label)):
            raise ValueError(f"a button that a narrow phone cuts, or without a word: {label}")
        if len(copied) > 256 or not meaning(button):
            raise ValueError("Bad Request: BUTTON_COPY_TEXT_INVALID")


def meaning(button: dict) -> str:
    """Return what a button sends back, opens or copies."""
    return button.get("callback_data") or button.get("url") or button.get("copy_text", {}).get("text") or ""


CHAT, GROUP, ALL = ((3, 1.0), (63, 60.0)), ((20, 60.0),), ((30, 1.0),)  # so many in so many seconds
DRAFTS = ((20, 5.0), (40, 30.0))
SPOKEN, SHOWN = ("sendMessage", "editMessageText", "sendDocument"), ("sendMessageDraft", "sendChatAction")


@dataclass
class Limits:
    """How fast Telegram lets a bot speak in a chat, in a group and in all; edits count as messages.

    Drafts and signs of typing have a purse of their own for each person. Who goes on while told to wait waits longer.
    """

    clock: Callable[[], float]
    _spoken: dict[object, list[float]] = field(default_factory=lambda: defaultdict(list))
    _until: dict[int, float] = field(default_factory=dict)
    _hammered: dict[int, int] = field(default_factory=dict)

    def refused(self, method: str, chat: int) -> int:
        """Return the seconds to wait before `method` may be called for a chat, 0 when it is taken and counted."""
        now, bounds = self.clock(), dict(_bounds(method, chat))
        if now < self._until.get(chat, 0.0) or any(
            self._full(key, now, *one) for key, all_ in bounds.items() for one in all_
        ):
            self._hammered[chat] = self._hammered.get(chat, 0) + 1
            self._until[chat] = now + 2 ** self._hammered[chat]
            return 2 ** self._hammered[chat]
        for key in bounds:
            self._spoken[key].append(now)
        return 0

    def _full(self, key: object, now: float, most: int, span: float) -> bool:
        return sum(now - span < then for then in self._spoken[key]) >= most


def _bounds(method: str, chat: int) -> Iterator[tuple[object, tuple[tuple[int, float], ...]]]:
    if method in SPOKEN:
        yield from ((chat, CHAT), (None, ALL))
        if chat < 0:
            yield ("group", chat), GROUP
    elif method in SHOWN:
        yield ("shown", chat), DRAFTS

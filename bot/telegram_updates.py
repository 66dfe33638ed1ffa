"""Updates as Telegram writes them: which kinds are asked for, and which of them can be read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from telegram import Bot, Update

LOG = logging.getLogger(__name__)
HEARD: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.MESSAGE_REACTION,
)
UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)


def read_update(raw: Mapping[str, object], bot: Bot) -> Update | None:
    """Return an update, or None, with a word in the log, when it is not of the kind that is documented."""
    try:
        return sound(Update.de_json(dict(raw), bot))
    except UNREADABLE as error:
        LOG.error("an update cannot be read (%s); it is left out", type(error).__name__)
        return None


def sound(update: Update) -> Update:
    """Return an update whose numbers are numbers and whose text is text, or raise `ValueError`."""
    message, chat, user = update.effective_message, update.effective_chat, update.effective_user
    numbers = [update.update_id, *(one.id for one in (chat, user) if one)]
    if message:
        numbers += [message.message_id, message.chat.id]
    text = getattr(message, "text", None)
    if any(type(number) is not int for number in numbers) or not isinstance(text, str | None):
        raise ValueError("not of the kind that is documented")
    return update

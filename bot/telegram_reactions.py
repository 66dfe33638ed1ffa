"""A thumb put to an answer, in a chat where the bot is told of it: the same as the button below."""

from __future__ import annotations

from typing import Final

from telegram import MessageReactionUpdated, ReactionTypeEmoji
from telegram.constants import ReactionEmoji

from bot.diary import Where
from bot.telegram_office import Office, Visit
from bot.telegram_questions import readable

VOTES: Final[dict[str, bool]] = {ReactionEmoji.THUMBS_UP: True, ReactionEmoji.THUMBS_DOWN: False}


def reacted(office: Office, reaction: MessageReactionUpdated) -> None:
    """Keep a thumb of somebody who may ask here, to an answer that they may still read; any other sign is theirs."""
    signs = [one.emoji for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji)]
    good = next((VOTES[sign] for sign in signs if sign in VOTES), None)
    person, chat = reaction.user, reaction.chat.id
    entry = office.diary.behind(chat, reaction.message_id)
    if good is None or person is None or entry is None:
        return
    visit = Visit(Where(chat, entry.where.thread, person.id), office.people.standing(person.id, chat))
    if visit.standing.allowed and readable(office, visit, entry.id):
        office.diary.vote(entry.id, person.id, good)

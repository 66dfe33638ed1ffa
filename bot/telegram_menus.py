"""What people see before they write: the menu of commands, each for whom it is meant, and a description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot import telegram_texts as texts

Listed: TypeAlias = tuple[tuple[str, ...], BotCommandScope]


@dataclass(frozen=True)
class Menus:
    """Sets menus and descriptions in every language; they are a comfort, so that what Telegram refuses is let be."""

    bot: Bot
    _known: set[int] = field(default_factory=set, repr=False)

    async def introduce(self, admins: Iterable[int]) -> None:
        """Set what everybody sees, and the menus of the admins there are."""
        for_groups = (texts.FOR_GROUPS, BotCommandScopeAllGroupChats())
        await self._list((texts.FOR_ALL, BotCommandScopeDefault()), for_groups)
        await self.follow(admins)
        for language, (long, short) in texts.DESCRIPTIONS.items():
            with suppress(TelegramError):
                await self.bot.set_my_description(long, language)
            with suppress(TelegramError):
                await self.bot.set_my_short_description(short, language)
        with suppress(TelegramError):
            await self.bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    async def follow(self, admins: Iterable[int]) -> None:
        """Give a menu of their own to those who became admins, and take it back from those who are none any more."""
        now = set(admins)
        await self._list(*((texts.FOR_ADMINS, BotCommandScopeChat(new)) for new in sorted(now - self._known)))
        await self._list(*((texts.FOR_ALL, BotCommandScopeChat(old)) for old in sorted(self._known - now)))
        self._known.clear()
        self._known.update(now)

    async def _list(self, *listed: Listed) -> None:
        for names, scope in listed:
            for language in texts.DESCRIPTIONS:
                with suppress(TelegramError):
                    await self.bot.set_my_commands(list(_commands(names, language)), scope, language)


def _commands(names: Iterable[str], language: str | None) -> Iterator[BotCommand]:
    for name in names:
        vietnamese, english = texts.MENU[name]
        yield BotCommand(name, english if language == "en" else vietnamese)

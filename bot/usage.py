"""The Vietnamese help pages and usage errors of the command line: tables over the words of Typer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from bot import texts

if TYPE_CHECKING:
    from typer import Context, Typer, TyperException

_HELP = (
    (re.compile(r"^Usage: ", re.M), "Cách dùng: "),
    (re.compile(r"^Arguments:", re.M), "Tham số:"),
    (re.compile(r"^Options:", re.M), "Tùy chọn:"),
    (re.compile(r"^Commands:", re.M), "Lệnh:"),
    (re.compile(r"Show this message and\s+exit\."), "Hiện hướng dẫn này."),
    (re.compile(r"\[OPTIONS\]"), "[TÙY CHỌN]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "LỆNH [THAM SỐ]..."),
    (re.compile(r"\[required\]"), "[bắt buộc]"),
    (re.compile(r"\[default: "), "[mặc định: "),
)
_ERRORS = (
    (r"No such option: (\S+).*", r"Không có tùy chọn \1."),
    (r"No such command '(.*?)'\. Did you mean (.*)\?", r"Không có lệnh “\1”. Có phải ý là \2?"),
    (r"No such command '(.*?)'\.", r"Không có lệnh “\1”."),
    (r"Missing command\.", "Thiếu tên lệnh."),
    (r"Missing argument '(.*?)'.*", r"Thiếu \1."),
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", r"Thừa tham số: \1."),
    (r"Option '?(\S+?)'? requires (?:an|\d+) arguments?.*", r"Tùy chọn \1 cần một giá trị."),
    (r"Option '?(\S+?)'? does not take a value.*", r"Tùy chọn \1 không nhận giá trị."),
    (r"Invalid value for '?(.*?)'?: .*", r"Giá trị của \1 không hợp lệ."),
)


_TYPE = re.compile(r"(?<=[\w.]) <[^<>\n]+>")


def _vietnamese(page: str) -> str:
    page = _TYPE.sub(lambda found: " " * len(found[0]), page)  # as wide as it was, to keep the columns
    for pattern, replacement in _HELP:
        page = pattern.sub(replacement, page)
    return page


class Command(TyperCommand):
    """A command whose help page is wholly Vietnamese."""

    def get_help(self, ctx: Context) -> str:  # type: ignore[override]
        """Return the help page."""
        return _vietnamese(super().get_help(ctx))


class Group(TyperGroup):
    """The program: a group of commands whose help page is wholly Vietnamese."""

    def get_help(self, ctx: Context) -> str:  # type: ignore[override]
        """Return the help page."""
        return _vietnamese(super().get_help(ctx))


def speak_vietnamese(app: Typer) -> None:
    """Give a program that knows nothing of these pages the same help pages."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command


def usage_error(error: TyperException) -> str:
    """Return what is wrong with a command line, in Vietnamese, and where the help is."""
    context = getattr(error, "ctx", None)
    hint = texts.HELP_HINT.format(command=context.command_path if context else "kehoach")
    return f"{_translated(error.format_message())}\n{hint}"


def _translated(message: str) -> str:
    message = " ".join(message.split())
    for pattern, replacement in _ERRORS:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, replacement, message)
    return f"Lệnh viết chưa đúng: {message}"

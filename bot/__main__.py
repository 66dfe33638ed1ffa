"""The program `kehoach`: the table of its commands, and the outermost door for errors."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from bot import (
    console,
    deadlines,
    doctor,
    editing,
    holdings,
    intake,
    invitations,
    questions,
    terminal,
    texts,
    upkeep,
    usage,
)
from bot.environment import read_settings
from bot.errors import reason
from plans.errors import PlanError

_ABOUT = "Trợ lý hỏi đáp kế hoạch hành chính: mọi câu trả lời đều dẫn mục nguồn."
_DEBUG = "--debug"
_INTERRUPTED = 130
_UNEXPECTED = 1
_SYSTEM = 3
# Objects made before cycles are looked for. Nearly all that reading a plan makes is kept, and looking through it every
# 700 objects, Python's default, costs a sixth of a cold question and a fifth of reading plans.
_COLLECT_AFTER = 50_000


def bot(
    watched_at: Annotated[str | None, typer.Option("--monitor", metavar="[MÁY:]CỔNG", help=texts.MONITOR_HELP)] = None,
    json_logs: Annotated[bool, typer.Option("--json-logs", help=texts.JSON_LOGS_HELP)] = False,
) -> int:
    """Run the Telegram bot until it is stopped."""
    from bot import telegram

    telegram.run(read_settings(), watched_at, json_logs=json_logs)
    return 0


def evaluate(context: typer.Context) -> int:
    """Hand the rest of the command line to the answer-quality runs."""
    from evaluation.commands import app

    usage.speak_vietnamese(app)
    result = app(context.args, prog_name="kehoach evaluate", standalone_mode=False)
    return result if isinstance(result, int) else 0


COMMANDS = (
    ("ingest", intake.ingest, "Nạp tệp, thư mục kế hoạch vào thư viện."),
    ("inspect", intake.inspect, "Đọc thử tệp và cho xem mọi thứ đọc được, không lưu."),
    ("plans", holdings.plans, "Liệt kê các kế hoạch đang có."),
    ("show", holdings.show, "Xem một kế hoạch."),
    ("edit", editing.edit, "Sửa phần đầu đọc sai của một kế hoạch, hoặc quay về bản trước."),
    ("remove", holdings.remove, "Xóa một kế hoạch khỏi thư viện."),
    ("ask", questions.ask, "Hỏi một câu, hoặc cả tệp câu hỏi."),
    ("chat", terminal.chat, "Trò chuyện trong cửa sổ dòng lệnh."),
    ("deadlines", deadlines.deadlines, "Liệt kê các hạn sắp tới, hoặc in lịch .ics."),
    ("bot", bot, "Chạy bot Telegram."),
    ("invite", invitations.invite, "Tạo lời mời dùng bot Telegram."),
    ("library", upkeep.library, "Kiểm tra thư viện, dựng lại chỉ mục, thu gọn tệp."),
    ("backup", upkeep.backup, "Sao lưu thư viện ra một tệp, kể cả khi đang chạy."),
    ("restore", upkeep.restore, "Khôi phục thư viện từ tệp sao lưu."),
    ("doctor", doctor.doctor, "Kiểm tra máy, cài đặt, thư viện và cho biết cần làm gì."),
)


def program() -> typer.Typer:
    """Build the command line."""
    app = typer.Typer(name="kehoach", cls=usage.Group, help=_ABOUT, add_completion=False, rich_markup_mode=None)
    app.callback()(_options)
    for name, command, told in COMMANDS:
        app.command(name, cls=usage.Command, help=told)(command)
    passed_on = {"allow_extra_args": True, "ignore_unknown_options": True}
    told = "Chấm chất lượng câu trả lời."
    app.command("evaluate", help=told, add_help_option=False, context_settings=passed_on)(evaluate)
    return app


def _options(debug: Annotated[bool, typer.Option(_DEBUG, help=texts.DEBUG_HELP)] = False) -> None:
    """Declare `--debug` for the help page; `run` has taken it out wherever it stood."""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit status; errors become one or two Vietnamese lines."""
    debug = _DEBUG in arguments
    if debug:
        _log_details()
    try:
        result = program()([word for word in arguments if word != _DEBUG], prog_name="kehoach", standalone_mode=False)
    except Exception as error:  # noqa: BLE001 - the outermost door
        if debug:
            traceback.print_exc()
        told, result = explained(error)
        console.warn(console.paint(told, "error", sys.stderr))
    else:
        if result == _INTERRUPTED:  # what Typer makes of Ctrl-C
            console.warn(texts.STOPPED)
    return int(result or 0)


def explained(error: Exception) -> tuple[str, int]:
    """Return what a person is told about an error, and the exit status that goes with it."""
    if isinstance(error, PlanError):
        return str(error), error.exit_status
    if isinstance(error, typer.TyperException):
        return usage.usage_error(error), error.exit_code
    if isinstance(error, OSError):
        return texts.SYSTEM_FAILED.format(path=error.filename or "tệp", reason=reason(error)), _SYSTEM
    return texts.UNEXPECTED.format(kind=type(error).__name__, reason=error), _UNEXPECTED


def _log_details() -> None:
    import logging

    logging.basicConfig(level=logging.WARNING)  # other libraries' details may hold secrets
    logging.getLogger("bot").setLevel(logging.DEBUG)


def main() -> None:
    """Run the program on the words of the command line."""
    gc.set_threshold(_COLLECT_AFTER)
    console.speak_utf8()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

"""The commands that make, check and convert question sets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from evaluation.arguments import PLANS, SET, plans_of, say, set_of

SHOWN = 200  # problems printed; a broken column would fill the screen


def check(questions: SET, plans: PLANS = None) -> int:
    """Kiểm tra bộ câu hỏi và chỉ từng chỗ phải sửa, theo dòng và cột."""
    from evaluation.checks import problems
    from evaluation.run import texts_of
    from evaluation.sets import read

    asked = read(set_of(questions))
    found = list(problems(asked, texts_of(plans_of(questions, plans))))
    say(str(fault) for fault in found[:SHOWN])
    more = f" (chỉ hiện {SHOWN} chỗ đầu)" if len(found) > SHOWN else ""
    drafts = sum(not case.counts for case in asked.cases)
    waiting = f", {drafts} câu chưa duyệt không được tính" if drafts else ""
    say([f"{len(asked.cases)} câu hỏi{waiting}, {len(found)} chỗ cần sửa{more}."])
    return 1 if found else 0


def convert(
    questions: SET,
    out: Annotated[Path, typer.Argument(help="Tệp mới: .xlsx, .csv, .yaml hoặc .jsonl.")],
) -> int:
    """Chuyển bộ câu hỏi sang dạng khác, không mất gì."""
    from evaluation.sets import load, write

    cases = load(set_of(questions))
    write(out, cases)
    say([f"Đã ghi {len(cases)} câu hỏi vào {out}."])
    return 0


COMMANDS: tuple[tuple[str, Callable[..., int]], ...] = (("check", check), ("convert", convert))

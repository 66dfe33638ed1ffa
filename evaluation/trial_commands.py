"""The commands that try the measuring itself: the judge, and the reading of plans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from evaluation.arguments import PLANS, SAMPLES, say
from evaluation.cases import DATA


def judge(plans: PLANS = None) -> int:
    """Thử chính bộ chấm: cài lỗi vào câu trong kế hoạch xem có bắt được không."""
    from evaluation.mutation import trials
    from evaluation.report import trial_table
    from evaluation.run import texts_of

    say(trial_table(trials(texts_of(plans or SAMPLES))))
    return 0


def parser(
    plans: Annotated[Path, typer.Option("--plans", help="Thư mục có kế hoạch và tệp .gold.json.")] = DATA / "plans",
) -> int:
    """Chấm việc đọc kế hoạch: đầu văn bản, đề mục, nhiệm vụ, thời hạn."""
    from evaluation.parsing import readings
    from evaluation.report import parsing_table

    say(parsing_table(list(readings(plans))))
    return 0


COMMANDS: tuple[tuple[str, Callable[..., int]], ...] = (("judge", judge), ("parser", parser))

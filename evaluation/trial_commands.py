"""The commands that try the measuring itself: the judge, and the reading of plans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from evaluation.arguments import PLANS, SAMPLES, say
from evaluation.cases import DATA


def judge(plans: PLANS = None) -> int:
    """Thử bộ chấm và phần kiểm chứng của trợ lý: cài lỗi vào câu trong kế hoạch xem có bắt được không."""
    from evaluation.report import trial_table
    from evaluation.trust import trust

    for judged_by, tried in trust(plans or SAMPLES).items():
        say(trial_table(judged_by, tried))
    return 0


def parser(
    plans: Annotated[Path, typer.Option("--plans", help="Thư mục có kế hoạch và tệp .gold.json.")] = DATA / "plans",
    documents: Annotated[
        Path | None, typer.Option("--documents", help="Thư mục có 24 văn bản thật mà bản phát hành không kèm theo.")
    ] = None,
) -> int:
    """Chấm việc đọc kế hoạch: đầu văn bản, đề mục, nhiệm vụ, thời hạn."""
    from evaluation.documents import halves
    from evaluation.parsing import readings
    from evaluation.report import halves_table, parsing_table

    say(halves_table(*halves(documents)) if documents else parsing_table(list(readings(plans))))
    return 0


def claim_check(
    folder: Annotated[Path, typer.Argument(help="Thư mục của một lần chạy.")],
    plans: PLANS = None,
) -> int:
    """Nhờ mô hình ngôn ngữ đã cài xem lại từng câu trả lời; chỉ để tham khảo, không bao giờ chặn bản phát hành."""
    from evaluation.claim_check import opinions, table
    from evaluation.progress import shown
    from evaluation.repeats import live_model
    from evaluation.run import texts_of
    from evaluation.run_folder import load

    asked, kept = live_model(), load(folder)
    total = sum(record.status == "answered" for record in kept.run.records)
    found = shown(opinions(kept.cases, kept.run.records, texts_of(plans or SAMPLES), asked), "Đang xem lại", total)
    say(table(list(found)))
    return 0


COMMANDS: tuple[tuple[str, Callable[..., int]], ...] = (
    ("judge", judge),
    ("parser", parser),
    ("claim-check", claim_check),
)

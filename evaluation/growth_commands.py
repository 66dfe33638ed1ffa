"""The commands that grow a question set with drafts, and the one that lets a reviewer decide about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.arguments import SAMPLES, say
from evaluation.case_rows import STATES
from plans.errors import BadSettings, UnreadableFile

if TYPE_CHECKING:
    from evaluation.cases import Case
    from evaluation.feedback import Drafts

INTO = Annotated[
    Path, typer.Argument(help="Bộ câu hỏi nhận câu nháp: .xlsx, .csv, .yaml, .jsonl; có sẵn thì thêm vào.")
]
EXPORT = Annotated[Path, typer.Argument(help="Tệp .jsonl câu hỏi thật, xuất từ bot.")]


def synth(
    into: INTO,
    plans: Annotated[Path, typer.Option("--plans", help="Thư mục kế hoạch.")] = SAMPLES,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Nhiều nhất bao nhiêu câu; 0 là tất cả.")] = 0,
    live: Annotated[bool, typer.Option("--live", help="Thêm lời văn của mô hình ngôn ngữ đã cài.")] = False,
) -> int:
    """Sinh câu hỏi nháp từ mọi dữ kiện đọc được trong kế hoạch, nhiều cách viết, kèm câu gần đúng."""
    from random import Random

    from evaluation.run import texts_of
    from evaluation.synth import synthesise
    from ingest.load import load_plan

    files = list(texts_of(plans))
    cases = list(synthesise([load_plan(plans / file) for file in files], files))
    if 0 < limit < len(cases):
        chosen = sorted(Random(1).sample(range(len(cases)), limit))
        cases = [cases[at] for at in chosen]
    if live:
        from evaluation.repeats import live_model
        from evaluation.reword import reworded

        plain = [case for case in cases if case.style == "plain"]
        cases += reworded(plain, live_model())
    return _grown(into, cases)


def from_feedback(export: EXPORT, into: INTO) -> int:
    """Lấy câu bị chê, được khen, chưa trả lời được làm câu nháp; che dữ liệu cá nhân."""
    from evaluation.feedback import from_feedback as drafts

    return _reported(drafts(_text(export)), into)


def sample(
    export: EXPORT,
    into: INTO,
    count: Annotated[int, typer.Option("--count", min=1, help="Lấy bao nhiêu câu.")] = 50,
) -> int:
    """Lấy mẫu câu hỏi thật theo từng nhóm làm câu nháp; che dữ liệu cá nhân."""
    from evaluation.feedback import sample as drafts

    return _reported(drafts(_text(export), count), into)


def review(
    questions: Annotated[Path, typer.Argument(help="Bộ câu hỏi.")],
    ids: Annotated[list[str], typer.Argument(help="Mã các câu.")],
    reviewer: Annotated[str, typer.Option("--reviewer", help="Người duyệt.")],
    state: Annotated[str, typer.Option("--state", help=f"{', '.join(STATES)}.")] = "reviewed",
) -> int:
    """Ghi quyết định của người duyệt: chỉ câu đã duyệt mới được tính điểm."""
    from evaluation.sets import load, write

    if state not in STATES:
        raise BadSettings(f"--state nhận một trong: {', '.join(STATES)}.")
    cases = load(questions)
    if unknown := sorted(set(ids) - {case.id for case in cases}):
        raise BadSettings(f"Không có câu hỏi {', '.join(unknown)} trong {questions}.")
    write(questions, [replace(c, state=state, reviewer=reviewer) if c.id in ids else c for c in cases])
    say([f"Đã ghi {len(set(ids))} câu."])
    return 0


def _reported(drafts: Drafts, into: Path) -> int:
    say(f"Bỏ qua {fault}." for fault in drafts.faults)
    return max(_grown(into, drafts.cases), 1 if drafts.faults else 0)


def _grown(into: Path, drafts: Sequence[Case]) -> int:
    """Add drafts to a set: the cases it has stay as they are."""
    from evaluation.feedback import added
    from evaluation.sets import load, write

    known = load(into) if into.exists() else ()
    cases = added(known, drafts)
    write(into, cases)
    say([f"Đã thêm {len(cases) - len(known)} câu nháp vào {into}; duyệt xong mới được tính điểm."])
    return 0


def _text(export: Path) -> str:
    try:
        return export.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"Không đọc được tệp {export}. Hãy kiểm tra đường dẫn và mã UTF-8.") from error


COMMANDS: tuple[tuple[str, Callable[..., int]], ...] = (
    ("synth", synth),
    ("from-feedback", from_feedback),
    ("sample", sample),
    ("review", review),
)

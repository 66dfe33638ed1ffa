"""The answers of a run as a table for Excel: one question a row, with what failed and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation import delimited, steps, workbook
from evaluation.case_table import KIND_WORDS, STATUS_WORDS, STYLE_WORDS, Column
from evaluation.reasons import reasons
from evaluation.run_folder import Kept
from evaluation.sets import replace_whole
from plans.errors import UnreadableFile

TITLE = "Kết quả"
COLUMNS = (
    Column("id", "Mã câu hỏi", 11),
    Column("question", "Câu hỏi", 50),
    Column("kind", "Loại câu hỏi", 16),
    Column("style", "Cách viết", 11),
    Column("wanted", "Cần", 16),
    Column("status", "Được", 14),
    Column("strict", "Đúng hoàn toàn", 10),
    Column("step", "Hỏng ở bước", 18),
    Column("why", "Vì sao", 50),
    Column("answer", "Câu trả lời", 80),
    Column("sources", "Trích dẫn", 50),
    Column("ms", "Mili giây", 10),
    Column("sent", "Token gửi", 10),
    Column("received", "Token nhận", 10),
)


def rows(kept: Kept) -> Iterator[list[str]]:
    """Yield the row of every question."""
    for case, record, score in zip(kept.cases, kept.run.records, kept.run.scores, strict=True):
        step = steps.failed_step(case, record, score)
        yield [
            case.id,
            case.question,
            KIND_WORDS.get(case.kind, case.kind),
            STYLE_WORDS[case.style],
            " hoặc ".join(STATUS_WORDS[status] for status in case.status),
            STATUS_WORDS.get(record.status, record.status),
            "có" if score.strict else "không",
            steps.NAMES[step] if step else "",
            "; ".join(reasons(score, case)),
            record.answer[: workbook.LONGEST // 2],
            "\n".join(f"[{c.n}] {c.plan}, {c.label}: {c.quote[:200]}" for c in record.citations)[
                : workbook.LONGEST // 2
            ],
            f"{record.total_ms:.0f}",
            *((str(record.tokens.sent), str(record.tokens.received)) if record.tokens else ("", "")),
        ]


def write(path: Path, kept: Kept) -> None:
    """Write the table as .xlsx or .csv; raise `UnreadableFile` for another ending."""
    if path.suffix.lower() == ".xlsx":
        replace_whole(path, workbook.packed([(TITLE, COLUMNS, list(rows(kept)))]))
    elif path.suffix.lower() == ".csv":
        replace_whole(path, delimited.lines([column.head for column in COLUMNS], rows(kept)))
    else:
        raise UnreadableFile(f"Bảng kết quả ghi được dạng .xlsx hoặc .csv, không phải {path.name}.")

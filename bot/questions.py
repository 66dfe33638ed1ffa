"""`kehoach ask`: one question, or a file of questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot import console, texts
from bot.environment import an_assistant
from bot.errors import BadUsage
from bot.render import answer_json, answer_lines, source_lines

Words = Annotated[list[str] | None, typer.Argument(metavar="CÂU_HỎI", help="Câu hỏi, có dấu hay không dấu đều được.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
Plan = Annotated[str | None, typer.Option("--plan", metavar="KẾ_HOẠCH", help="Chỉ hỏi trong kế hoạch này.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="NĂM-THÁNG-NGÀY", help="Coi hôm nay là ngày này.")]
Batch = Annotated[Path | None, typer.Option("--batch", metavar="VÀO.jsonl", help="Tệp câu hỏi, mỗi dòng một JSON.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="RA.jsonl", help="Tệp ghi câu trả lời của --batch.")]


def ask(
    words: Words = None,
    as_json: AsJson = False,
    plan: Plan = None,
    as_of: AsOf = None,
    batch: Batch = None,
    out: Out = None,
) -> int:
    """Answer one question, or every line of a batch."""
    today = day(as_of)
    if (batch is None) != (out is None):
        raise BadUsage(texts.BATCH_NEEDS_OUT)
    if batch is None or out is None:
        return _ask_once(" ".join(words or ()), plan, today, as_json)
    if words:
        raise BadUsage(texts.ASK_ONE_WAY)
    from bot.batch import answer_file

    return answer_file(batch, out, plan, today)


def _ask_once(question: str, plan: str | None, today: date | None, as_json: bool) -> int:
    question = checked(question)
    with an_assistant() as assistant:
        answer = assistant.ask(question, plan=plan, as_of=today)
    if as_json:
        console.say_json(answer_json(answer))
    else:
        console.show([*answer_lines(answer), *source_lines(answer)])
    return int(answer.status == "error")


def checked(question: str) -> str:
    """Return the question without stray blanks and broken characters; raise `BadUsage` for an empty or endless one."""
    question = question.encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip()
    if not question:
        raise BadUsage(texts.EMPTY_QUESTION)
    if len(question) > texts.QUESTION_LIMIT:
        raise BadUsage(texts.LONG_QUESTION.format(length=len(question), limit=texts.QUESTION_LIMIT))
    return question


def day(value: str | None) -> date | None:
    """Return the day that is written NĂM-THÁNG-NGÀY; raise `BadUsage` for anything else."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise BadUsage(texts.BAD_DATE.format(value=value)) from error

"""The command line of the evaluator: `kehoach evaluate run | score | compare | gate | check | judge | parser`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from evaluation import report
from evaluation.arguments import PLANS, SAMPLES, SET, plans_of, say, set_of
from evaluation.cases import DATA, STYLES, Case
from evaluation.rewrite import STYLES as REWRITES
from evaluation.rewrite import rewritten
from evaluation.set_commands import COMMANDS
from evaluation.sets import load
from plans.errors import BadSettings

app = typer.Typer(name="evaluate", help="Chấm chất lượng câu trả lời.", add_completion=False, rich_markup_mode=None)
for _name, _command in COMMANDS:
    app.command(_name)(_command)


@app.command("run")
def run_set(
    questions: SET,
    plans: PLANS = None,
    out: Annotated[Path | None, typer.Option("--out", help="Nơi ghi answers.jsonl và scores.json.")] = None,
    style: Annotated[str | None, typer.Option("--style", help=f"Chỉ một cách viết: {', '.join(STYLES)}.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Chỉ một loại câu hỏi.")] = None,
    failing: Annotated[Path | None, typer.Option("--failing", help="Chỉ những câu sai của lần chạy này.")] = None,
    written: Annotated[str | None, typer.Option(help=f"Gõ lại mọi câu: {', '.join(REWRITES)}.")] = None,
) -> int:
    """Hỏi cả bộ câu hỏi trên một thư viện mới và chấm điểm."""
    from evaluation.run import right_answers, run, save

    _known(written, REWRITES, "--written")
    _known(style, STYLES, "--style")
    wrong = {id for id, right in right_answers(failing).items() if not right} if failing else None
    cases = [
        case
        for case in load(set_of(questions))
        if style in (None, case.style) and kind in (None, case.kind) and (wrong is None or case.id in wrong)
    ]
    asked = [rewritten(case, written) for case in cases] if written else cases
    result = run(asked, plans_of(questions, plans), _progress)
    if out:
        save(result, out)
    say(report.table(result))
    say(["", "Câu chưa đúng:", *report.failing(result, asked)])
    return 0


@app.command()
def score(
    questions: SET,
    answers: Annotated[Path, typer.Argument(help="Kết quả của `kehoach ask --batch`.")],
    plans: PLANS = None,
    out: Annotated[Path | None, typer.Option("--out", help="Nơi ghi answers.jsonl và scores.json.")] = None,
) -> int:
    """Chấm câu trả lời có sẵn, của chương trình này hay của chương trình khác."""
    from evaluation.record import read
    from evaluation.run import save, scored, texts_of

    cases = load(set_of(questions))
    result = scored(cases, read(answers), texts_of(plans_of(questions, plans)))
    if out:
        save(result, out)
    say([*report.table(result), "", "Câu chưa đúng:", *report.failing(result, cases)])
    return 0


@app.command()
def export(questions: SET, out: Annotated[Path, typer.Argument(help="Tệp cho `kehoach ask --batch`.")]) -> int:
    """Ghi bộ câu hỏi thành tệp đầu vào của `kehoach ask --batch`."""
    import json

    cases = load(set_of(questions))
    rows = [{"id": c.id, "question": c.question, "history": [_turn(*turn) for turn in c.history]} for c in cases]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return 0


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="Thư mục lần chạy trước.")],
    after: Annotated[Path, typer.Argument(help="Thư mục lần chạy sau.")],
) -> int:
    """So hai lần chạy, từng câu một."""
    from evaluation.run import compare as compared
    from evaluation.run import right_answers

    say(report.comparison(compared(right_answers(before), right_answers(after))))
    return 0


@app.command()
def gate(questions: SET = "samples", plans: PLANS = None) -> int:
    """Chạy bộ câu hỏi và trả mã lỗi 1 nếu dưới ngưỡng."""
    from evaluation.gate import broken
    from evaluation.metrics import summarise
    from evaluation.run import run

    result = run(load(set_of(questions)), plans_of(questions, plans), _progress)
    found = list(broken(summarise(result.scores)))
    for floor, value in found:
        limit = "vượt" if floor.at_most else "dưới"
        say([f"{report.NAMES[floor.measure]}: {value:.1%} {limit} ngưỡng {floor.value:.1%}."])
    say(["Không đạt." if found else "Đạt mọi ngưỡng."])
    return 1 if found else 0


@app.command()
def judge(plans: PLANS = None) -> int:
    """Thử chính bộ chấm: cài lỗi vào câu trong kế hoạch xem có bắt được không."""
    from evaluation.mutation import trials
    from evaluation.run import texts_of

    say(report.trial_table(trials(texts_of(plans or SAMPLES))))
    return 0


@app.command()
def parser(
    plans: Annotated[Path, typer.Option("--plans", help="Thư mục có kế hoạch và tệp .gold.json.")] = DATA / "plans",
) -> int:
    """Chấm việc đọc kế hoạch: đầu văn bản, đề mục, nhiệm vụ, thời hạn."""
    from evaluation.parsing import readings

    say(report.parsing_table(list(readings(plans))))
    return 0


def _known(value: str | None, known: Iterable[str], option: str) -> None:
    if value is not None and value not in known:
        raise BadSettings(f"{option} nhận một trong: {', '.join(known)}.")


def _turn(question: str, answer: str) -> dict[str, str]:
    return {"question": question, "answer": answer}


def _progress(cases: Sequence[Case]) -> Iterator[Case]:
    for at, case in enumerate(cases, 1):
        if sys.stderr.isatty():
            print(f"\r{at}/{len(cases)} câu", end="" if at < len(cases) else "\n", file=sys.stderr, flush=True)
        yield case

"""The commands that ask, score, compare and stop: `run`, `score`, `export`, `compare`, `gate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from evaluation.arguments import PLANS, SAMPLES, SET, plans_of, say, set_of
from evaluation.cases import STYLES, Case
from evaluation.rewrite import STYLES as REWRITES
from plans.errors import BadSettings

OUT = Annotated[Path | None, typer.Option("--out", help="Thư mục giữ câu trả lời, điểm và cấu hình.")]
PRICE = Annotated[
    tuple[float, float] | None,
    typer.Option("--price", metavar="GỬI NHẬN", help="Giá một triệu token gửi và một triệu token nhận."),
]
JOBS = Annotated[int, typer.Option("--jobs", min=1, help="Số tiến trình hỏi cùng lúc.")]


def run(
    questions: SET,
    plans: PLANS = None,
    out: OUT = None,
    style: Annotated[str | None, typer.Option("--style", help=f"Chỉ một cách viết: {', '.join(STYLES)}.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Chỉ một loại câu hỏi.")] = None,
    tag: Annotated[str | None, typer.Option("--tag", help="Chỉ những câu có nhãn này.")] = None,
    failing: Annotated[Path | None, typer.Option("--failing", help="Chỉ những câu sai của lần chạy này.")] = None,
    written: Annotated[str | None, typer.Option(help=f"Gõ lại mọi câu: {', '.join(REWRITES)}.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Hỏi cả những câu chưa duyệt.")] = False,
    live: Annotated[bool, typer.Option("--live", help="Dùng mô hình ngôn ngữ đã cài.")] = False,
    repeats: Annotated[int | None, typer.Option(min=1, help="Hỏi mấy lần; mặc định 1, có mô hình thì 3.")] = None,
    price: PRICE = None,
    jobs: JOBS = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Chạy tiếp lần chạy dở trong --out.")] = False,
) -> int:
    """Hỏi cả bộ câu hỏi trên một thư viện mới và chấm điểm."""
    from evaluation import report as told
    from evaluation.cost import priced
    from evaluation.repeats import LIVE_REPEATS, Order, live_settings, perform
    from evaluation.rewrite import rewritten
    from evaluation.run import OFFLINE
    from evaluation.run_folder import right_answers
    from evaluation.sets import load

    _known(written, REWRITES, "--written")
    _known(style, STYLES, "--style")
    wrong = {id for id, right in right_answers(failing).items() if not right} if failing else None
    cases = [
        rewritten(case, written) if written else case
        for case in load(set_of(questions))
        if (case.counts or drafts) and style in (None, case.style) and kind in (None, case.kind)
        if (tag is None or tag in case.tags) and (wrong is None or case.id in wrong)
    ]
    settings = live_settings() if live else OFFLINE
    times = repeats or (LIVE_REPEATS if live else 1)
    order = Order(plans_of(questions, plans), settings, times, jobs, out, resume, written, priced(price))
    result = perform(cases, order)
    say([*told.table(result, order.price), "", "Câu chưa đúng:", *told.failing(result, cases)])
    return 0


def score(
    questions: SET,
    answers: Annotated[Path, typer.Argument(help="Kết quả của `kehoach ask --batch`.")],
    plans: PLANS = None,
    out: OUT = None,
) -> int:
    """Chấm câu trả lời có sẵn, của chương trình này hay của chương trình khác."""
    from evaluation import report as told
    from evaluation.record import read
    from evaluation.run import scored, texts_of
    from evaluation.run_folder import save

    cases = _counted(questions)
    result = scored(cases, read(answers), texts_of(plans_of(questions, plans)))
    if out:
        save(result, out, cases)
    say([*told.table(result), "", "Câu chưa đúng:", *told.failing(result, cases)])
    return 0


def export(questions: SET, out: Annotated[Path, typer.Argument(help="Tệp cho `kehoach ask --batch`.")]) -> int:
    """Ghi bộ câu hỏi thành tệp đầu vào của `kehoach ask --batch`."""
    import json

    from evaluation.sets import replace_whole

    rows = [{"id": c.id, "question": c.question, "history": list(_turns(c))} for c in _counted(questions)]
    replace_whole(out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    return 0


def compare(
    before: Annotated[Path, typer.Argument(help="Thư mục lần chạy trước.")],
    after: Annotated[Path, typer.Argument(help="Thư mục lần chạy sau.")],
) -> int:
    """So hai lần chạy, từng câu một."""
    from evaluation import report as told
    from evaluation.compare import compare as compared
    from evaluation.cost import compared as costs
    from evaluation.run_folder import load

    then, now = load(before), load(after)
    say([*told.comparison(compared(then, now)), *costs(then, now)])
    return 0


def gate(
    questions: SET = "samples",
    plans: PLANS = None,
    against: Annotated[Path | None, typer.Option("--against", help="Lần chạy của bản trước, để không kém đi.")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="Ghi báo cáo JUnit vào tệp này.")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Ghi bảng Markdown vào tệp này.")] = None,
    out: OUT = None,
    jobs: JOBS = 1,
) -> int:
    """Chạy bộ câu hỏi và trả mã lỗi 1 nếu không đạt một điều kiện nào."""
    from evaluation import gate as gates
    from evaluation.repeats import Order, perform
    from evaluation.run_folder import load
    from evaluation.sets import replace_whole

    before = load(against) if against else None
    cases = _counted(questions)
    told = gates.checks(cases, perform(cases, Order(plans_of(questions, plans), jobs=jobs, out=out)), before)
    if junit:
        replace_whole(junit, gates.junit(told))
    if markdown:
        replace_whole(markdown, gates.markdown(told).encode())
    failed = [check for check in told if not check.passed]
    say(f"Hỏng: {check.name}: {check.told}." for check in failed)
    say([f"Không đạt {len(failed)} trên {len(told)} điều kiện." if failed else f"Đạt mọi điều kiện ({len(told)})."])
    return 1 if failed else 0


def report(
    folder: Annotated[Path, typer.Argument(help="Thư mục của một lần chạy.")],
    out: Annotated[Path, typer.Argument(help="Trang .html, hoặc bảng .xlsx, .csv.")],
    against: Annotated[Path | None, typer.Option("--against", help="Lần chạy trước, để so.")] = None,
    plans: PLANS = None,
) -> int:
    """Làm báo cáo của một lần chạy: một trang HTML không cần mạng, hoặc bảng Excel, CSV."""
    from evaluation import page, result_table
    from evaluation.compare import compare as compared
    from evaluation.cost import compared as costs
    from evaluation.report import comparison
    from evaluation.run_folder import load
    from evaluation.sets import replace_whole
    from evaluation.trust import trust

    kept = load(folder)
    if out.suffix.lower() in (".xlsx", ".csv"):
        result_table.write(out, kept)
    else:
        before = load(against) if against else None
        told = (*comparison(compared(before, kept)), *costs(before, kept)) if before else ()
        replace_whole(out, page.page(kept, trust(plans or SAMPLES), told).encode())
    say([f"Đã ghi báo cáo vào {out}."])
    return 0


def _counted(questions: str) -> list[Case]:
    from evaluation.sets import load

    return [case for case in load(set_of(questions)) if case.counts]


def _known(value: str | None, known: Iterable[str], option: str) -> None:
    if value is not None and value not in known:
        raise BadSettings(f"{option} nhận một trong: {', '.join(known)}.")


def _turns(case: Case) -> Iterable[dict[str, str]]:
    return ({"question": question, "answer": answer} for question, answer in case.history)


COMMANDS: tuple[tuple[str, Callable[..., int]], ...] = (
    ("run", run),
    ("score", score),
    ("export", export),
    ("compare", compare),
    ("gate", gate),
    ("report", report),
)

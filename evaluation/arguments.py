"""What the evaluator's commands share: the arguments that name sets and plans, and the lines they print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from evaluation.cases import DATA

SAMPLES = DATA.parent.parent / "samples"
_FOLDERS = {
    "plans": ("unseen", "holdout"),
    "plans-wider": ("wider", "wider-test"),
    "plans-fresh": ("fresh", "fresh-test"),
    "plans-later": ("later", "later-test", "near", "paraphrase"),
    "plans-autumn": ("autumn",),
    "plans-autumn-test": ("autumn-test",),
    "plans-spring": ("spring", "spring-near", "spring-paraphrase"),
    "plans-summer": ("summer", "summer-near", "summer-paraphrase"),
    "plans-province": ("province",),
    "plans-commune": ("commune",),
    "plans-unions": ("unions",),
    "plans-offices": ("offices",),
    "plans-associations": ("associations",),
    "plans-departments": ("departments",),
    "plans-members": ("members",),
}
_OTHER_PLANS = {name: DATA / folder for folder, names in _FOLDERS.items() for name in names}
SET = Annotated[str, typer.Argument(help="Bộ câu hỏi: tệp .xlsx, .csv, .yaml, .jsonl, dev, samples, unseen, autumn…")]
PLANS = Annotated[Path | None, typer.Option("--plans", help="Thư mục kế hoạch; mặc định theo bộ câu hỏi.")]


def set_of(name: str) -> Path:
    """Return the file of a set: one that ships with the program, or a path."""
    shipped = DATA / f"{name}.jsonl"
    return shipped if shipped.is_file() else Path(name)


def plans_of(questions: str, given: Path | None) -> Path:
    """Return the folder of plans that a set asks about, unless another is given."""
    return given or _OTHER_PLANS.get(questions, SAMPLES)


def say(lines: Iterable[str]) -> None:
    """Print lines on standard output."""
    for line in lines:
        print(line)

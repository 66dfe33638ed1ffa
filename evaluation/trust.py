"""Who judges answers, each tried on the same plans: the scorer of this package and the product's own verifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.mutation import Trial, of_scorer, of_verifier, trials
from evaluation.run import texts_of
from ingest.load import load_plan

Trust = Mapping[str, Sequence[Trial]]


def trust(folder: Path) -> Trust:
    """Return by name of the judge what became of the errors and the harmless changes planted in the plans."""
    texts = texts_of(folder)
    return {
        "Bộ chấm": trials(of_scorer(texts)),
        "Phần kiểm chứng của trợ lý": trials(of_verifier(load_plan(folder / name) for name in texts)),
    }

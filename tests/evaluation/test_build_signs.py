"""Learning which signs tell an answer, on invented numbers and on one small library."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from evaluation.build_signs import ORDER, TRUST, Asked, chance, fit_order, fit_trust, gathered, report, write_weights
from evaluation.cases import DATA, Case
from retrieval.likely import BARS, CONSTANT

SPARE = set(TRUST) - {"share", "lead", "ahead", "scoped", "target", "unknown"}


def asked_of(name: str, seed: int, *, answerable: bool = True, library: str = "a", refused: bool = True) -> Asked:
    """A question of six sentences, the third of which is right, as `own` and `fills` tell; without answer none does."""
    chosen = np.random.default_rng(seed)
    rows = [{sign: float(chosen.normal()) for sign in sorted({*ORDER, *SPARE})} for _ in range(6)]
    for row in rows:
        row |= {
            "own": abs(row["own"]) / 4,
            "fills": abs(row["fills"]) / 4,
            "near_fills": abs(row["fills"]),
            "near": abs(row["near"]),
            "fits": 1.0,
            "left": 1.0,
            **dict.fromkeys(BARS, 0.0),
        }
    if answerable:
        rows[2] |= {"own": 3.0, "fills": 3.0}
    right = np.array([answerable and at == 2 for at in range(6)])
    case = Case(name, "?", "content", "plain", (), ("answered",) if answerable else ("no_answer",))
    return Asked(
        case, library, refused, {"scoped": 0.0, "target": 0.0, "unknown": 0.0, CONSTANT: 1.0}, tuple(rows), right
    )


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return [asked_of(str(n), n, answerable=n % 3 != 0, library="ab"[n % 2]) for n in range(60)]


def test_the_order_learns_the_signs_that_tell(asked: list[Asked]) -> None:
    order = fit_order(asked)
    strongest = {ORDER[at] for at in np.argsort(-np.abs(order.weights))[:2]}
    assert strongest == {"own", "fills"}


def test_trust_tells_questions_with_an_answer_from_those_without(asked: list[Asked]) -> None:
    order = fit_order(asked)
    trust = fit_trust(asked, order)
    fresh = [asked_of(str(n), 100 + n, answerable=n % 2 == 0) for n in range(20)]
    told = [chance(one, order, trust) for one in fresh]
    assert [right for right, _ in told] == [one.case.answerable for one in fresh]
    assert min(sure for right, sure in told if right) > max(sure for right, sure in told if not right)


def test_a_barred_sentence_is_never_trusted(asked: list[Asked]) -> None:
    order = fit_order(asked)
    barred = asked_of("x", 7)
    for row in barred.rows:
        row["figures"] = 1.0  # type: ignore[index]
    assert chance(barred, order, fit_trust(asked, order))[1] == 0.0


def test_the_report_learns_from_the_other_libraries_only(asked: list[Asked]) -> None:
    lines = list(report(asked, 0.5))
    assert [line.split(":")[0] for line in lines] == ["library", "a", "b"]
    assert all("20/20" in line for line in lines[1:])


def test_written_weights_give_the_scores_of_the_fitted_ones(asked: list[Asked], tmp_path: Path) -> None:
    order = fit_order(asked)
    trust = fit_trust(asked, order)
    write_weights(order, trust, tmp_path / "signs.csv")
    with (tmp_path / "signs.csv").open(encoding="utf-8") as file:
        rows = {row["sign"]: row for row in csv.DictReader(file)}
    one = asked[1]
    sums = [sum(float(rows[sign]["order"]) * row[sign] for sign in ORDER) for row in one.rows]
    fitted = order.of(np.array([[row[sign] for sign in ORDER] for row in one.rows]))
    assert np.subtract(sums, sums[0]) == pytest.approx(fitted - fitted[0], abs=1e-3)
    assert rows[CONSTANT]["order"] == ""


def test_what_would_be_shown_of_a_right_sentence_holds_the_quote(tmp_path: Path) -> None:
    questions = tmp_path / "few.jsonl"
    lines = (DATA / "autumn.jsonl").read_text(encoding="utf-8").splitlines()
    questions.write_text("\n".join(lines[:6]), encoding="utf-8")
    known = list(gathered([(questions, DATA / "plans-autumn")]))
    assert {one.library for one in known} == {"plans-autumn"}
    assert sum(one.learnt_from for one in known) >= 3
    assert all(len(one.rows) == len(one.right) for one in known)

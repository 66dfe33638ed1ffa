from __future__ import annotations

import hashlib

import pytest

from evaluation.cases import DATA, STYLES, Case
from evaluation.checks import problems
from evaluation.sets import load, read

SAMPLES = DATA.parent.parent / "samples"
SETS = {"dev": SAMPLES, "samples": SAMPLES} | {
    name: DATA / folder
    for folder, names in {
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
    }.items()
    for name in names
}


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_wrong_with_the_shipped_sets(name: str) -> None:
    texts = {p.name: p.read_text(encoding="utf-8") for p in SETS[name].iterdir() if p.suffix in (".txt", ".md")}
    assert [str(fault) for fault in problems(read(DATA / f"{name}.jsonl"), texts)] == []


@pytest.mark.parametrize("name", SETS)
def test_the_shipped_sets_use_the_known_styles_and_statuses(name: str) -> None:
    for case in load(DATA / f"{name}.jsonl"):
        assert case.style in STYLES
        assert set(case.status) <= {"answered", "no_answer", "clarify", "smalltalk", "refused"}
        assert case.plans or not case.gold


@pytest.mark.parametrize("name", ["samples", "unseen", "holdout"])
def test_a_quarter_of_the_questions_has_no_answer_in_the_plans(name: str) -> None:
    cases = load(DATA / f"{name}.jsonl")
    assert sum(case.unanswerable for case in cases) >= len(cases) / 4


def test_the_shipped_sets_are_large_and_varied() -> None:
    cases = [case for name in SETS for case in load(DATA / f"{name}.jsonl")]
    assert sum(case.answerable for case in cases) >= 210
    assert sum(case.unanswerable for case in cases) >= 90
    own = [case for case in cases if case.id[0] in "swflpq"]
    assert sum(case.style != "plain" for case in own) >= 0.3 * len(own)


@pytest.mark.parametrize(
    ("name", "digits", "share", "left"), [("wider", 64, 3, 0), ("fresh", 64, 2, 0), ("later", 1, 2, 1)]
)
def test_the_questions_kept_apart_are_chosen_by_the_hash_of_the_id(
    name: str, digits: int, share: int, left: int
) -> None:
    for half in (name, f"{name}-test"):
        for case in load(DATA / f"{half}.jsonl"):
            kept_apart = int(hashlib.sha256(case.id.encode()).hexdigest()[:digits], 16) % share == left
            assert kept_apart == (half != name)


@pytest.mark.parametrize("name", ["fresh", "later", "autumn"])
def test_two_in_five_of_the_latest_questions_are_not_in_plain_style(name: str) -> None:
    cases = [case for half in (name, f"{name}-test") for case in load(DATA / f"{half}.jsonl")]
    assert sum(case.style != "plain" for case in cases) >= 0.4 * len(cases)


def test_no_question_is_asked_twice_over_all_sets() -> None:
    asked = [(case.question, case.history) for name in SETS for case in load(DATA / f"{name}.jsonl")]
    assert len(set(asked)) == len(asked)


def test_a_case_is_answerable_unanswerable_or_either() -> None:
    def kinds(*status: str) -> tuple[bool, bool]:
        case = Case("a", "?", "content", "plain", (), status)
        return case.answerable, case.unanswerable

    assert kinds("answered", "clarify") == (True, False)
    assert kinds("no_answer", "refused") == (False, True)
    assert kinds("answered", "no_answer") == (False, False)
    assert kinds("smalltalk") == (False, False)


def test_only_a_reviewed_case_counts() -> None:
    assert [Case("a", "?", "content", "plain", (), (), state=state).counts for state in ("reviewed", "draft")] == [
        True,
        False,
    ]

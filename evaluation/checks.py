"""What is wrong with a question set beyond its form: quotes that stand nowhere, cases that contradict themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from evaluation.case_table import Fault
from evaluation.cases import Case
from evaluation.items import normalise, words
from evaluation.sets import QuestionSet

Told = Iterator[tuple[str, str]]  # the text of the point that is wrong ("" for the case), and what is wrong


def problems(asked: QuestionSet, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what a person has to put right, given the text of every plan by file name."""
    yield from asked.faults
    for case in asked.cases:
        for test in _TESTS:
            yield from (Fault(asked.place(case, text), f"{case.id}: {told}") for text, told in test(case, texts))
    yield from _same(asked)


def _plans(case: Case, texts: Mapping[str, str]) -> Told:
    for name in case.plans:
        if name not in texts:
            yield "", f"không có kế hoạch {name}; đang có: {', '.join(sorted(texts))}"


def _quotes(case: Case, texts: Mapping[str, str]) -> Told:
    known = [texts[name] for name in case.plans if name in texts]
    for quote in (alternative for gold in case.gold for alternative in gold):
        if not any(quote in text for text in known):
            yield quote, f"câu trích «{quote}» không có nguyên văn trong kế hoạch{_nearly(quote, known)}"


def _nearly(quote: str, known: list[str]) -> str:
    """Tell where only blanks, marks or letter case differ: most quotes are typed, not copied."""
    wanted = " ".join(words(normalise(quote)))
    found = any(wanted in " ".join(words(normalise(text))) for text in known)
    return "; chỉ khác khoảng trắng, dấu câu hoặc chữ hoa: hãy chép lại" if wanted and found else ""


def _contradictions(case: Case, texts: Mapping[str, str]) -> Told:
    if case.unanswerable and (case.gold or case.facts):
        yield "", "không có lời đáp mà lại có câu gốc hoặc dữ kiện"
    if case.gold and not case.plans:
        yield "", "có câu gốc mà không ghi kế hoạch nào"
    if case.state == "reviewed" and case.answerable and not (case.gold or case.facts):
        yield "", "cần trả lời mà không có câu gốc, không có dữ kiện: câu nào cũng được coi là đúng"
    wanted = {normalise(text) for fact in case.facts for text in fact}
    for text in case.forbidden:
        if normalise(text) in wanted:
            yield text, f"«{text}» vừa bắt buộc vừa là điều sai"


def _same(asked: QuestionSet) -> Iterator[Fault]:
    """Yield questions asked twice in the same conversation on the same day, and say when they contradict."""
    first: dict[tuple[tuple[str, ...], tuple[tuple[str, str], ...], date | None], Case] = {}
    for case in asked.cases:
        key = (tuple(words(case.question.casefold())), case.history, case.as_of)
        other = first.setdefault(key, case)
        if other is not case:
            against = "; hai câu trả lời đúng trái nhau" if set(other.status).isdisjoint(case.status) else ""
            yield Fault(asked.place(case), f"{case.id}: trùng câu hỏi với {other.id} ({asked.place(other)}){against}")


_TESTS: tuple[Callable[[Case, Mapping[str, str]], Told], ...] = (_plans, _quotes, _contradictions)

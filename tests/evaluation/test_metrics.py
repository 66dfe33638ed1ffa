from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evaluation.cases import Case
from evaluation.gate import FLOORS
from evaluation.metrics import Score, Scorer, grouped, summarise
from evaluation.record import Cited, Found, Record

TEXT = """V. CHẾ ĐỘ BÁO CÁO
Sở Nội vụ tổng hợp báo cáo Ủy ban nhân dân tỉnh trước ngày 30 tháng 11 hàng năm.

VI. KHÁC
Sở Tư pháp kiểm tra việc thực hiện vào ngày 15 tháng 6 hàng năm."""
QUOTE = "trước ngày 30 tháng 11 hàng năm"
SECTION = TEXT.partition("\n\n")[0]
CASE = Case(
    "a",
    "Hạn báo cáo?",
    "deadline",
    "plain",
    ("plan.txt",),
    ("answered",),
    gold=((QUOTE,),),
    facts=(("30/11",),),
    forbidden=("15/6",),
)
ABSENT = replace(CASE, kind="near_miss", status=("no_answer",), gold=(), facts=())


def cited(quote: str = QUOTE, section: str = SECTION) -> Cited:
    start = TEXT.index(quote)
    return Cited(1, "1/KH", "plan.txt", "5", "V", "Chế độ báo cáo", quote, start, start + len(quote), section)


def answered(text: str, *citations: Cited) -> Record:
    found = (Found("1/KH", "5", SECTION, "plan.txt"),)
    return Record("a", "answered", text, citations or (cited(),), found, total_ms=4.0)


def score(record: Record, case: Case = CASE) -> Score:
    return Scorer({"plan.txt": TEXT}).score(case, record)


def test_a_right_answer_is_strictly_correct() -> None:
    right = score(answered("Sở Nội vụ báo cáo UBND tỉnh trước ngày 30/11 hằng năm. [1]"))
    assert right.strict
    assert (right.gold.deadline, right.gold.fact_recall, right.gold.gold_cited) == (1.0, 1.0, 1.0)
    assert right.gold.retrieval["first"] == 1.0


def test_a_date_the_cited_section_does_not_state_is_unsupported_and_not_exact() -> None:
    wrong = score(answered("Sở Nội vụ báo cáo UBND tỉnh trước ngày 30/11 và 15/8 hằng năm. [1]"))
    assert (wrong.strict, wrong.unsupported, wrong.gold.deadline) == (False, ("15/8",), 0.0)
    assert wrong.unsupported_of["date"] == 1


def test_without_facts_the_dates_of_the_gold_evidence_are_the_ones_to_tell() -> None:
    case = replace(CASE, facts=())
    assert score(answered("Sở Nội vụ báo cáo UBND tỉnh trước ngày 30/11 hằng năm. [1]"), case).gold.deadline == 1.0
    other = cited("Sở Tư pháp kiểm tra việc thực hiện vào ngày 15 tháng 6 hàng năm.", TEXT.split("\n\n")[1])
    assert score(answered("Kiểm tra vào ngày 15 tháng 6 hàng năm. [1]", other), case).gold.deadline == 0.0


def test_the_year_that_the_gold_prints_with_a_day_is_no_other_date() -> None:
    text = TEXT.replace("30 tháng 11 hàng năm", "30 tháng 11 năm 2026")
    case = replace(CASE, gold=(("trước ngày 30 tháng 11 năm 2026",),))
    scorer, section = Scorer({"plan.txt": text}), text.partition("\n\n")[0]
    start = text.index("trước ngày")
    source = replace(cited(), quote=text[start : start + 31], end=start + 31, text=section)
    told = [answered(f"Sở Nội vụ báo cáo trước ngày 30 tháng 11 năm {year}. [1]", source) for year in (2026, 2027)]
    assert [scorer.score(case, one).gold.deadline for one in told] == [1.0, 0.0]


def test_a_computed_next_date_is_no_other_date() -> None:
    case = replace(CASE, as_of=date(2026, 11, 20))
    told = score(answered("Sở Nội vụ báo cáo UBND tỉnh trước ngày 30/11 hằng năm, tới đây là 29/11/2026. [1]"), case)
    assert told.gold.deadline == 1.0


def test_what_must_not_be_said_spoils_an_answer() -> None:
    wrong = score(answered("Trước ngày 30/11 hằng năm. [1]\nSở Tư pháp kiểm tra vào ngày 15/6."))
    assert (wrong.forbidden, wrong.strict) == (("15/6",), False)


def test_a_fact_that_is_missing_is_named() -> None:
    assert score(answered("Sở Nội vụ tổng hợp báo cáo Ủy ban nhân dân tỉnh. [1]")).facts_missed == ("30/11",)


@pytest.mark.parametrize(
    "citation",
    [
        replace(cited(), quote="ngày 30 tháng 12"),
        replace(cited(), end=len(TEXT) + 1),
        replace(cited(), file="khac.txt"),
        replace(cited(), text="Một mục không có trong văn bản"),
        replace(cited(), n=2),
    ],
)
def test_a_citation_that_does_not_resolve_is_invalid(citation: Cited) -> None:
    assert score(answered("Trước ngày 30/11 hằng năm. [1]", citation)).invalid == 1


def test_a_citation_of_another_section_misses_the_gold() -> None:
    other = TEXT.partition("\n\n")[2]
    wrong = score(answered("Sở Tư pháp kiểm tra việc thực hiện. [1]", cited("Sở Tư pháp", other)))
    assert (wrong.gold.gold_cited, wrong.gold.first_citation, wrong.strict) == (0.0, 0.0, False)


def test_saying_nothing_is_right_only_where_there_is_nothing() -> None:
    silent = Record("a", "no_answer", "Không tìm thấy.")
    assert score(silent, ABSENT).strict
    refused = score(silent)
    assert (refused.strict, refused.gold.fact_recall, refused.gold.deadline) == (False, 0.0, 0.0)
    summary = summarise([refused])
    assert summary.rates["over-refusal"].value == 1.0


def test_an_asking_back_that_is_allowed_is_no_refusal() -> None:
    case = replace(CASE, status=("answered", "clarify"))
    asked = score(Record("a", "clarify", "Kế hoạch nào?"), case)
    assert asked.strict
    assert summarise([asked]).rates["over-refusal"].value == 0.0


def test_every_gold_quote_is_needed_only_where_all_are() -> None:
    both = replace(CASE, gold=((QUOTE,), ("Sở Tư pháp kiểm tra",)), facts=(), forbidden=())
    record = answered("Trước ngày 30/11 hằng năm. [1]")
    assert score(record, both).gold.gold_cited == 1.0
    assert score(record, replace(both, all_gold=True)).gold.gold_cited == 0.5
    assert score(record, replace(both, all_gold=True)).gold.retrieval["all@5"] == 0.0


def test_a_run_is_summed_up_as_rates_and_by_groups() -> None:
    good = score(answered("Trước ngày 30/11 hằng năm. [1]"))
    bad = score(Record("b", "answered", "Bừa. [9]"), ABSENT)
    summary = summarise([good, bad])
    assert (summary.rates["strict correct"].hits, summary.rates["strict correct"].total) == (1.0, 2)
    assert summary.rates["abstention recall"].value == 0.0
    assert summary.rates["invalid citations"].hits == 1
    assert set(grouped([good, bad], lambda s: s.kind)) == {"deadline", "near_miss"}


def test_the_gate_names_every_floor_that_breaks() -> None:
    good = summarise([score(answered("Trước ngày 30/11 hằng năm. [1]"))])
    bad = summarise([score(answered("Trước ngày 15/8 hằng năm. [1][7]"))])
    assert all(floor.check(good).passed for floor in FLOORS)
    names = [floor.measure for floor in FLOORS if not floor.check(bad).passed]
    assert names == ["invalid citations", "answers with an unsupported item"]
    assert {floor.measure for floor in FLOORS} <= set(good.rates)


def test_a_citation_that_carries_nothing_is_not_precise() -> None:
    other = replace(cited("Sở Tư pháp kiểm tra", TEXT.partition("\n\n")[2]), n=2)
    told = score(answered("Sở Nội vụ báo cáo UBND tỉnh trước ngày 30/11 hằng năm. [1][2]", cited(), other))
    assert (told.supported, told.precise, told.cited) == (1, 1, 2)
    assert summarise([told]).rates["citation precision"].value == 0.5


def test_a_note_that_denies_what_the_plan_tells_spoils_an_answer() -> None:
    note = "KH 1/KH (Cà Mau, 2026) không ghi hạn cho việc được hỏi."
    told = score(answered(f"Trước ngày 30/11 hằng năm. [1]\n{note}"))
    assert (told.denied, told.strict) == (True, False)
    assert not score(answered(f"Trước ngày 30/11 hằng năm. [1]\n{note.replace('1/KH', '9/KH')}")).denied
    assert not score(Record("a", "no_answer", note, retrieved=answered("").retrieved), ABSENT).denied

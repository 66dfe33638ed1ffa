from __future__ import annotations

import re
from dataclasses import replace

from bot.render import answer_json, answer_lines, plain, source_lines
from ingest.load import parse
from plans.model import Span
from retrieval.answer import Answer, Claim, Tokens
from retrieval.draft import cite, quoted
from retrieval.names import plan_name


def test_every_claim_ends_with_the_numbers_of_its_citations(answer):
    assert plain(answer_lines(answer)).splitlines() == [
        "Sở Y tế được giao:",
        "- phun hóa chất tại 12 xã [1]",
        "- trên 85 % hộ dân [2][1]",
        "Lưu ý: Còn kế hoạch khác nhắc đến.",
    ]


def test_a_single_claim_is_no_list(answer):
    alone = replace(answer, claims=(Claim("Ngày 30/11", answer.citations[:1]),), notes=())
    assert plain(answer_lines(alone)) == "Ngày 30/11 [1]"


def test_a_footnote_of_the_plan_does_not_look_like_a_citation(answer):
    claims = (Claim("theo văn bản[9] và [1]", answer.citations[:1], "Việc[3]"),)
    noted = replace(answer, claims=claims, notes=("xem [7]",), intro="[2]", choices=("[4]",))
    assert re.findall(r"\[\d+\]", plain(answer_lines(noted))) == ["[1]"]


def test_each_cited_section_has_one_line_of_source(answer):
    assert plain(source_lines(answer)).splitlines() == [
        "",
        "Nguồn:",
        "[1][2] KH 7/KH-UBND (Hà Nam, 2024), mục I.1 «Sở Y tế»",
    ]


def test_a_source_names_the_page_where_the_plan_has_pages(answer, plan):
    turned = replace(plan, pages=((0, 1), (plan.text.index("tại 12 xã"), 2), (plan.text.index("85 %"), 3)))
    claims = tuple(
        replace(claim, citations=tuple(replace(one, plan=turned) for one in claim.citations)) for claim in answer.claims
    )
    assert plain(source_lines(replace(answer, claims=claims))).splitlines()[2:] == [
        "[1] KH 7/KH-UBND (Hà Nam, 2024), mục I.1 «Sở Y tế», trang 1–2",
        "[2] KH 7/KH-UBND (Hà Nam, 2024), mục I.1 «Sở Y tế», trang 2–3",
    ]


def test_a_row_of_an_appendix_is_named_in_the_sources_and_in_the_json(answer):
    table = "| TT | Nhiệm vụ | Chủ trì |\n| I | Thể chế |\n| 1 | Mua sách | Sở Nội vụ |\n"
    plan = parse(f"Số: 7/KH-UBND\nKẾ HOẠCH\nI. VIỆC\n1. Sở Y tế: in tờ rơi.\n\nPHỤ LỤC I\n\n{table}", "a.txt")
    (task,) = (one for one in plan.assignments if one.agency == "Sở Nội vụ")
    claims = (Claim("Mua sách", (cite(plan, task.span),)), Claim("in tờ rơi", (cite(plan, plan.assignments[0].span),)))
    made = replace(answer, claims=claims)
    assert plain(source_lines(made)).splitlines()[2:] == [
        "[1] KH 7/KH-UBND, Phụ lục I, dòng 2, TT 1",
        "[2] KH 7/KH-UBND, mục I.1 «Sở Y tế»",
    ]
    assert [one["row"] for one in answer_json(made)["citations"]] == ["dòng 2, TT 1", None]


def test_an_answer_without_claims_has_no_sources(answer):
    assert plain(source_lines(replace(answer, claims=()))) == ""


def test_an_answer_that_asks_back_numbers_its_choices(answer):
    asking = Answer(answer.question, "clarify", intro="Kế hoạch nào?", choices=("A", "B"))
    assert plain(answer_lines(asking)) == "Kế hoạch nào?\n1. A\n2. B"


def test_a_plan_without_number_or_title_is_named_by_its_file(plan):
    nameless = replace(plan, header=replace(plan.header, number=None, title=None), file="thu-muc/ban-sao.txt")
    assert plan_name(plan) == "7/KH-UBND"
    assert plan_name(nameless) == "ban-sao"


def test_the_json_of_an_answer_has_the_keys_of_the_contract(answer):
    row = answer_json(answer, "q1")
    assert list(row) == [
        "id", "status", "answer", "understood", "citations", "retrieved", "mode", "prompt", "timings",
    ]  # fmt: skip
    assert row["id"] == "q1"
    assert row["answer"] == plain(answer_lines(answer))
    assert row["timings"] == {"total_ms": 8.12, "search_ms": 3.0}


def test_the_json_tells_what_a_model_was_paid_for(answer):
    assert answer_json(replace(answer, tokens=Tokens(900, 40)))["tokens"] == {"sent": 900, "received": 40}


def test_the_json_says_how_the_question_was_understood(answer):
    assert answer_json(answer)["understood"] == {
        "intent": "duties",
        "question": "Sở Y tế làm gì",
        "agencies": ["Sở Y tế"],
        "plans": ["7/KH-UBND"],
    }


def test_every_quote_of_the_json_is_the_authors_text(answer, plan):
    for citation in answer_json(answer)["citations"]:
        assert citation["quote"] == plan.text[citation["start"] : citation["end"]]
        assert citation["quote"] in citation["text"]
        assert (citation["plan"], citation["plan_id"], citation["file"]) == ("7/KH-UBND", plan.id, "sxh.txt")
        assert (citation["section_id"], citation["label"], citation["heading"]) == ("1.1", "I.1", "Sở Y tế")


def test_the_json_keeps_the_ten_best_sections_found(answer, plan):
    row = answer_json(replace(answer, hits=answer.hits * 12))
    assert len(row["retrieved"]) == 10
    assert row["retrieved"][0]["score"] == 1.2346
    assert row["retrieved"][0]["text"] == plan.quote(plan.section("1.1").span)


def test_a_row_of_a_table_is_shown_with_the_names_of_its_columns_and_quoted_as_it_stands(answer):
    rows = "| TT | Nhiệm vụ | Thời hạn |\n|---|---|---|\n| 1 | Mua sách | Quý II/2026 |\n"
    plan = parse(f"KẾ HOẠCH\n\nI. VIỆC\n\n1. Làm.\n\nPHỤ LỤC\n\n{rows}", "a.txt")
    start = plan.text.index("| 1 |")
    claim = quoted(plan, Span(start, len(plan.text.rstrip())))
    told = replace(answer, claims=(claim,), notes=())
    assert plain(answer_lines(told)) == "Nhiệm vụ: Mua sách; Thời hạn: Quý II/2026 [1]"
    assert answer_json(told)["citations"][0]["quote"] == "| 1 | Mua sách | Quý II/2026 |"

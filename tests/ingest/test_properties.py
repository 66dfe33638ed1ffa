"""What holds for every text, however broken: nothing fails, nothing is lost, every place has one name."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load import parse
from ingest.passages import passages
from plans.model import Plan, Section, Span

DOCUMENTS = Path(__file__).parent / "documents"
INVENTED = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.iterdir()) if path.suffix != ".expected"]
SAMPLES = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "samples").iterdir())]
LINES = [line for sample in SAMPLES for line in sample.splitlines() if len(line) < 120]
ODD = [
    "|", "| a | b |", "PHỤ LỤC", "KẾ HOẠCH", "QUYẾT ĐỊNH", "# Mục", "1.", "III.", "a)", "-", "*", "**", "\x0c",
    "Điều 1.", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "ĐẾN Số: 5", "Số: /KH-UBND", "\u0301", "\u200b", "\r",
    "Chương I", "Mục 1", "Kính gửi:", "A. MỤC TIÊU", "“1. Sửa", "| 1 | Mua sách | Sở Y tế | Quý I/2026 |",
    "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |", "KT. CHỦ TỊCH", "V/v mua sách", "I- NỘI DUNG", "1-", "(1)", "đ)",
    "Số: 05-KH/TĐTN", "Trên đây là Kế hoạch, yêu cầu các sở báo cáo./.",
]  # fmt: skip


def check(plan: Plan, text: str) -> None:
    assert plan.text == text
    assert tiles(plan.sections, Span(0, len(text)))
    sections = list(plan.walk())
    assert len({section.id for section in sections}) == len(sections)
    for section in sections:
        assert section.level == section.id.count(".") + 1
        assert not section.children or tiles(section.children, Span(section.own.end, section.span.end))
    for offset in range(0, len(text), max(1, len(text) // 40)):
        owners = [s for s in sections if s.own.start <= offset < s.own.end]
        assert owners == [plan.innermost(offset)]
    for _, span in plan.header.spans:
        assert 0 <= span.start < span.end <= len(text)
    assert all(0 <= repair.at < len(text) for repair in plan.repairs)
    for passage in passages(plan):
        assert plan.section(passage.section_id).span.contains(passage.span)
    for fact in (*plan.assignments, *plan.deadlines, *plan.targets, *plan.references):
        assert 0 <= fact.span.start < fact.span.end <= len(text)
        assert plan.section(fact.section_id)
    for task in plan.assignments:
        assert 0 <= task.agency_span.start < task.agency_span.end <= len(text)


def tiles(sections: tuple[Section, ...], span: Span) -> bool:
    edges = [span.start, *(section.span.end for section in sections)]
    return [s.span.start for s in sections] == edges[:-1] and edges[-1] == span.end


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_fails_or_loses_a_character(text: str) -> None:
    check(parse(text, "a.txt"), text)


@given(st.lists(st.sampled_from(LINES + ODD * 3), max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
@settings(max_examples=150, deadline=None)
def test_no_jumble_of_plan_lines_fails_or_loses_a_character(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    check(parse(text, "a.txt"), text)


@given(st.lists(st.sampled_from([c for text in INVENTED for c in text.split("\n\n")]), max_size=30))
@settings(max_examples=100, deadline=None)
def test_no_shuffle_of_paragraphs_of_other_documents_fails_or_loses_a_character(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    check(parse(text, "a.txt"), text)


@pytest.mark.parametrize("seed", range(25))
def test_no_damage_to_a_plan_fails_or_loses_a_character(seed: int) -> None:
    random = Random(seed)
    text = [*SAMPLES, *INVENTED][seed % (len(SAMPLES) + len(INVENTED))]
    for _ in range(30):
        at, length = random.randrange(len(text)), random.randrange(1, 60)
        other = random.randrange(len(text))
        cut = text[other : other + length] if random.random() < 0.5 else random.choice(ODD)
        text = text[:at] + cut + text[at + random.choice([0, length]) :]
    check(parse(text, "a.txt"), text)


@pytest.mark.parametrize("sample", SAMPLES)
def test_windows_newlines_change_no_section(sample: str) -> None:
    plain, windows = parse(sample, "a.txt"), parse(sample.replace("\n", "\r\n"), "a.txt")
    assert [(s.id, s.kind, s.title) for s in windows.walk()] == [(s.id, s.kind, s.title) for s in plain.walk()]
    assert windows.header.number == plain.header.number
    assert windows.header.recipients == plain.header.recipients

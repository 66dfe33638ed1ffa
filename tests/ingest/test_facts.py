"""What holds for the facts of any text: they are found without failing and quote what stands in their section."""

from functools import cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.load import parse
from plans.model import Plan

FOLDER = Path(__file__).parents[2] / "samples"
PIECES = (
    "I. TỔ CHỨC THỰC HIỆN\n", "1. Sở Y tế\n", "- ", "Giao ", "Đề nghị ", "các sở, ban, ngành ",
    "chủ trì, phối hợp với ", "báo cáo ", "trước ngày 25/11 ", "hằng năm", "trong quý II/2025", ". ", "; ", ":\n",
    "\n\n", "100% hộ ", "ít nhất 04 HTX ", "Chỉ thị số 21-CT/TW ngày 20/01/2018 của Ban Bí thư ", "“", "”", "(", ")",
    "**", "Cơ quan chủ trì: ", "Thời hạn: ", "và ", "II. MỤC TIÊU\n", "Phấn đấu đến năm 2030, ", "|", "Luật Đất đai",
    "Ủy ban nhân dân các xã, phường ", "để tổng hợp", "\u0301",
)  # fmt: skip


@cache
def sample(index: int) -> str:
    paths = sorted(FOLDER.glob("*.txt"))
    return paths[index % len(paths)].read_text(encoding="utf-8")


def holds(plan: Plan) -> None:
    facts = (*plan.assignments, *plan.deadlines, *plan.targets, *plan.references)
    for fact in facts:
        assert plan.section(fact.section_id).span.contains(fact.span)
        assert plan.quote(fact.span).strip()
    for assignment in plan.assignments:
        assert assignment.agency
        assert plan.quote(assignment.agency_span).strip()
    assert all(deadline.what for deadline in plan.deadlines)
    assert all(target.value >= 0 for target in plan.targets)


@settings(max_examples=150, deadline=None)
@example(["- ", "I. TỔ CHỨC THỰC HIỆN\n", "Thời hạn: ", "trước ngày 25/11 "])  # no section holds both
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_arrangement_of_official_words_breaks_the_facts(pieces: list[str]) -> None:
    holds(parse("".join(pieces), "a.txt"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=100))
def test_no_text_breaks_the_facts(text: str) -> None:
    holds(parse(text, "a.txt"))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4), st.integers(0, 20_000), st.integers(0, 400), st.sampled_from(PIECES))
def test_a_part_of_a_sample_with_a_hole_and_a_piece_in_it_breaks_no_facts(
    index: int, start: int, hole: int, piece: str
) -> None:
    text = sample(index)
    start %= len(text)
    holds(parse(text[max(0, start - 1500) : start] + piece + text[start + hole : start + hole + 1500], "a.txt"))


def test_the_facts_of_the_samples_are_the_same_every_time() -> None:
    first, second = parse(sample(2), "a.txt"), parse(sample(2), "a.txt")
    assert (first.assignments, first.deadlines, first.targets, first.references) == (
        second.assignments,
        second.deadlines,
        second.targets,
        second.references,
    )

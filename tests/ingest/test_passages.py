from pathlib import Path

import pytest

from ingest.load import load_plan, parse
from ingest.passages import LONGEST, TARGET, passages
from plans.model import NUMBERED, Passage, Plan

HEAD = "Số: 5/KH-UBND\n\nLong An, ngày 2 tháng 4 năm 2024\n\nKẾ HOẠCH\n\nTruyền thông\n\n"
SENTENCE = "Các xã, phường bố trí cán bộ theo dõi và kiểm tra việc thực hiện. "
SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())


def found(text: str) -> list[tuple[str, str]]:
    plan = parse(text, "a.txt")
    return [(p.section_id, plan.quote(p.span)) for p in passages(plan)]


def of(plan: Plan, section_id: str) -> list[Passage]:
    return [passage for passage in passages(plan) if passage.section_id == section_id]


def test_a_short_section_is_one_passage_with_its_heading() -> None:
    text = "I. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Tập huấn.\n\n- Báo cáo.\n\n2. Sở Nội vụ\n\nPhối hợp.\n"
    assert found(text) == [
        ("1", "I. PHÂN CÔNG"),
        ("1.1", "1. Sở Y tế\n\n- Tập huấn.\n\n- Báo cáo."),
        ("1.2", "2. Sở Nội vụ\n\nPhối hợp."),
    ]


def test_a_long_section_is_cut_between_bullets_and_sentences() -> None:
    pieces = found("1. Nhiệm vụ\n\n- " + SENTENCE * 5 + "\n\n- " + SENTENCE * 12)
    assert [home for home, _ in pieces] == ["1"] * len(pieces)
    assert all(text.endswith(".") for _, text in pieces)
    assert pieces[0][1].startswith("1. Nhiệm vụ\n\n- Các xã")
    assert all(len(text) <= TARGET for _, text in pieces[1:])


def test_a_heading_goes_with_the_words_below_it() -> None:
    first = found("1. Nhiệm vụ\n\n- " + SENTENCE * 6)[0][1]
    assert first.startswith("1. Nhiệm vụ")
    assert len(first) > 100


def test_a_sentence_is_cut_only_when_it_is_too_long_alone() -> None:
    long = "1. " + "cán bộ cơ sở " * 60 + "."
    endless = "1. " + "cán bộ cơ sở " * 120 + "."
    assert len(found(long)) == 1
    assert [len(text) <= LONGEST for _, text in found(endless)] == [True, True]


def test_each_row_of_a_table_is_a_passage() -> None:
    task = "Rà soát, cập nhật cơ sở dữ liệu về cán bộ của các cơ quan và các địa phương trong tỉnh"
    row = f"|\n{{}}\n|\n{task}\n|\nSở Nội vụ\n|\n"
    table = "".join(row.format(i) for i in range(1, 12))
    pieces = found(f"I. PHỤ TRÁCH\n\n{table}\n")
    assert len(pieces) == 12
    assert all(text.startswith("|\n") and text.endswith("\n|") and len(text) <= TARGET for _, text in pieces[1:])


def test_a_row_stands_under_the_row_that_names_its_group_and_headings_of_columns_say_nothing() -> None:
    rows = (
        "TT | Nhiệm vụ | Cơ quan",
        "---|---|---",
        "I | Thể chế | ",
        "1 | Mua sách. Đọc sách | Sở Nội vụ",
        "2 | Ghi | Sở Y tế",
    )
    plan = parse("I. PHỤ TRÁCH\n\n" + "".join(f"| {row} |\n" for row in rows), "a.txt")
    told = [(plan.quote(p.span), p.context) for p in passages(plan)]
    assert told[1:] == [
        ("| 1 | Mua sách. Đọc sách | Sở Nội vụ |", "PHỤ TRÁCH › Thể chế"),
        ("| 2 | Ghi | Sở Y tế |", "PHỤ TRÁCH › Thể chế"),
    ]


def test_the_context_says_where_a_passage_stands() -> None:
    text = f"{HEAD}I. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Tập huấn.\n\n2. Rà soát văn bản.\n"
    plan = parse(text, "a.txt")
    assert of(plan, "1.1")[0].context == "Long An · 5/KH-UBND · Truyền thông › PHÂN CÔNG › Sở Y tế"
    assert of(plan, "1.2")[0].context == "Long An · 5/KH-UBND · Truyền thông › PHÂN CÔNG"
    assert of(plan, "header")[0].context == "Long An · 5/KH-UBND · Truyền thông"
    assert of(parse("I. PHÂN CÔNG\n\n1. Sở Y tế\n", "a.txt"), "1")[0].context == "PHÂN CÔNG"


def test_zones_give_passages_with_the_words_people_ask_with() -> None:
    text = f"{HEAD}I. KINH PHÍ\n\nKinh phí do ngân sách cấp.\n\nNơi nhận:\n- Như trên.\n\nCHỦ TỊCH\n\nLê An\n"
    plan = parse(text, "a.txt")
    assert [p.section_id for p in passages(plan)] == ["header", "title", "1", "recipients", "signature"]
    assert "ai ký kế hoạch" in of(plan, "signature")[0].cues
    assert "gửi đến những đâu" in of(plan, "recipients")[0].cues
    assert "lo tiền" in of(plan, "1")[0].cues
    assert of(plan, "title")[0].cues == ""


def test_a_passage_with_a_deadline_carries_the_words_for_it() -> None:
    duty = "Sở Y tế báo cáo Ủy ban nhân dân tỉnh trước ngày 30 tháng 11 hằng năm."
    text = f"{HEAD}I. CHẾ ĐỘ BÁO CÁO\n\n1. {duty}\n\n2. Sở Nội vụ tập huấn.\n"
    plan = parse(text, "a.txt")
    assert plan.deadlines
    assert "thời hạn" in of(plan, "1.1")[0].cues
    assert "thời hạn" not in of(plan, "1.2")[0].cues


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_passages_of_the_samples_cover_every_word_and_cross_no_numbered_section(path: Path) -> None:
    plan = load_plan(path)
    covered = [False] * len(plan.text)
    for passage in passages(plan):
        home = plan.section(passage.section_id)
        assert home.span.contains(passage.span)
        for child in home.children:
            inside = child.span.start < passage.span.end and passage.span.start < child.span.end
            assert not (inside and child.kind in NUMBERED)
        covered[passage.span.start : passage.span.end] = [True] * (passage.span.end - passage.span.start)
        assert plan.quote(passage.span) == plan.quote(passage.span).strip()
    assert all(seen or letter.isspace() for seen, letter in zip(covered, plan.text, strict=True))

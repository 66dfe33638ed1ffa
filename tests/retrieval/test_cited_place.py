"""Places that a question cites by their labels, and the sections that stand there."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.cited_place import Label, cited_place, sections_at
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

RULES = parse(
    """LIÊN ĐOÀN LAO ĐỘNG TỈNH GIA LAI
Số: 41/QĐ-LĐLĐ
Gia Lai, ngày 02 tháng 4 năm 2026

QUYẾT ĐỊNH
Ban hành Quy chế hội thi thợ điện giỏi

Điều 1. Ban hành kèm theo Quyết định này Quy chế hội thi.

QUY CHẾ
Hội thi thợ điện giỏi tỉnh Gia Lai

Chương I
QUY ĐỊNH CHUNG

Điều 3. Đối tượng dự thi
1. Thợ điện đang làm việc tại doanh nghiệp trong tỉnh.
2. Mỗi doanh nghiệp cử không quá 06 người.

Chương II
CÁCH THI

Điều 4. Chấm điểm
1. Bài thi được chấm theo thang 100 điểm.
2. Nối sai một mạch thì trừ 15 điểm.
""",
    "quy-che.txt",
)
NUMBERED = parse(
    """TRƯỜNG TRUNG HỌC CƠ SỞ IA KHA
Số: 18/KH-THCS
Gia Lai, ngày 05 tháng 9 năm 2026

KẾ HOẠCH
Dạy bơi cho học sinh năm học 2026 - 2027

PHẦN THỨ NHẤT
MỤC TIÊU

1. Yêu cầu
1.1. Đối với nhà trường
1.1.1. Mỗi khối mở hai lớp bơi vào chiều thứ Bảy.
1.1.2. Thuê bể bơi của xã đến hết tháng 11.
1.2. Đối với gia đình
1.2.1. Gia đình đưa đón các em đúng giờ.

PHẦN THỨ HAI
TỔ CHỨC THỰC HIỆN

1. Thầy dạy thể dục lập danh sách học sinh chưa biết bơi.
2. Y tế học đường trực tại bể bơi.
""",
    "day-boi.txt",
)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("Mục IV.8 nói gì?", (Label("muc", "iv.8"),)),
        ("khoản 3 Điều 4 quy định gì", (Label("dieu", "4"), Label("khoan", "3"))),
        ("dieu 4 khoan 3", (Label("dieu", "4"), Label("khoan", "3"))),
        ("điểm đ mục 2 phần thứ ba", (Label("phan", "thu ba"), Label("muc", "2"), Label("diem", "d"))),
        ("Điểm ở xã nào cao nhất?", ()),
        ("tỉnh góp 30 phần 100 phần trăm", ()),
        ("Khoản 30 triệu đồng chi cho việc gì?", ()),
        ("Tổ được điểm 8 trở lên thì sao?", ()),
        ("Điều 104 Bộ luật Lao động nói gì về thưởng?", ()),
        ("khoản 2 Điều 5 của Luật Bình đẳng giới", ()),
    ],
)
def test_a_question_cites_a_place_from_the_largest_part_to_the_smallest(asked, place):
    assert cited_place(asked) == place


@pytest.mark.parametrize(
    ("plan", "asked", "begins"),
    [
        (RULES, "Điều 4", ["Điều 4. Chấm điểm"]),
        (RULES, "khoản 2 Điều 4", ["2. Nối sai"]),
        (RULES, "điều 3 khoản 2 chương 1", ["2. Mỗi doanh nghiệp"]),
        (RULES, "chương 2", ["Chương II"]),
        (RULES, "khoản 2 Điều 4 chương I", []),
        (RULES, "Điều 9", []),
        (NUMBERED, "mục 1.1.2", ["1.1.2. Thuê bể bơi"]),
        (NUMBERED, "mục 1.2", ["1.2. Đối với gia đình"]),
        (NUMBERED, "mục 2 phần II", ["2. Y tế học đường"]),
        (NUMBERED, "phần thứ hai", ["PHẦN THỨ HAI"]),
        (NUMBERED, "mục 1", ["1. Yêu cầu", "1. Thầy dạy"]),
    ],
)
def test_the_sections_at_a_place_are_those_whose_labels_end_so(plan, asked, begins):
    found = [plan.quote(section.span) for section in sections_at(plan, cited_place(asked))]
    assert len(found) == len(begins)
    assert all(text.startswith(words) for text, words in zip(found, begins, strict=True))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("cited")))
    for plan in (RULES, NUMBERED):
        library.add(plan, tuple(passages(plan)))
    return Desk(Assistant(library))


@pytest.mark.parametrize("asked", ["Khoản 2 Điều 4 quy chế hội thi nói gì?", "dieu 4 khoan 2 quy che hoi thi tho dien"])
def test_what_a_clause_says_is_told_and_cited_by_its_article(desk, asked):
    answer = said(desk.ask(asked))
    assert "trừ 15 điểm" in answer
    assert "QUY CHẾ, Chương II, Điều 4.2" in answer


def test_an_article_that_no_plan_has_is_not_answered_by_another(desk):
    assert desk.ask("Điều 14 quy chế hội thi thợ điện nói gì?").status == "no_answer"

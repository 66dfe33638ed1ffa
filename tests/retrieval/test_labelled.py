"""Lines that answer by their label, and the task such a line stands under."""

from __future__ import annotations

import re

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.labelled import label_of, labels_at, line_under, says_asked
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import AS_OF, PLANS, said

TIME = re.compile(r"thoi (?:gian|han)")
PLAN = parse(
    """ỦY BAN NHÂN DÂN TỈNH GIA LAI
Số: 61/KH-UBND
Gia Lai, ngày 02 tháng 4 năm 2025

KẾ HOẠCH
Tổ chức hội đua thuyền trên sông Ba

I. THỜI GIAN, ĐỊA ĐIỂM
1. Thời gian: ngày 12/8/2025.
2. Địa điểm: bến phà An Khê.

II. NHIỆM VỤ
1. Chuẩn bị
- Đóng mới 08 thuyền rồng.
Đơn vị chủ trì: Sở Xây dựng.
Thời gian thực hiện: tháng
6/2025.
- Tập bơi cho các đội.
Đơn vị chủ trì: Sở Y tế.
2. Kinh phí thực hiện
Do các nhà tài trợ đóng góp.
""",
    "dua-thuyen.txt",
)


def at(words):
    return PLAN.text.index(words)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("1. Đối tượng: các hộ dân", "doi tuong"),
        ("*Thời gian thực\nhiện: *Tháng 5", "thoi gian thuc hien"),
        ("- a) Chủ đề: “Sông xanh”", "chu de"),
        ("Các hộ dân đóng góp; tự nguyện: không ép buộc", ""),
        ("Trồng cây", ""),
    ],
)
def test_the_label_of_a_line_is_what_stands_before_its_colon(line, label):
    assert label_of(line) == label


def test_a_line_labelled_as_asked_answers_for_the_whole_plan():
    assert says_asked(labels_at(PLAN, at("1. Thời gian:")), TIME, ("đua", "thuyền"))
    assert not says_asked(labels_at(PLAN, at("2. Địa điểm:")), TIME, ("đua", "thuyền"))


def test_a_line_whose_label_the_subject_names_answers_too():
    assert says_asked(labels_at(PLAN, at("Do các nhà tài trợ")), None, ("kinh", "phí", "đua", "thuyền"))
    assert not says_asked(labels_at(PLAN, at("Do các nhà tài trợ")), None, ("đua", "thuyền"))


def test_a_label_below_a_task_tells_of_that_task_alone():
    assert not says_asked(labels_at(PLAN, at("Thời gian thực hiện")), TIME, ("đua", "thuyền"))
    line = line_under(PLAN, at("- Đóng mới"), TIME)
    assert line
    assert " ".join(PLAN.quote(line).split()) == "Thời gian thực hiện: tháng 6/2025."


def test_the_time_of_one_task_is_not_that_of_the_task_before_or_after_it():
    assert line_under(PLAN, at("- Tập bơi"), TIME) is None
    assert line_under(PLAN, at("1. Chuẩn bị"), TIME) is None


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    with Library.open(Settings(home=tmp_path_factory.mktemp("home"))) as library:
        others = (parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(PLANS.iterdir()))
        for plan in (PLAN, *others):
            library.add(plan, tuple(passages(plan)))
        yield Assistant(library)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hội đua thuyền diễn ra khi nào?", "ngày 12/8/2025"),
        ("Hội đua thuyền tổ chức ở đâu?", "bến phà An Khê"),
        ("Đóng thuyền rồng bao giờ xong?", "tháng 6/2025"),
        ("kinh phí đua thuyền lấy từ nguồn nào", "Do các nhà tài trợ đóng góp"),
    ],
)
def test_when_where_and_by_whose_money_are_told_by_their_labels(assistant, question, words):
    assert words in said(assistant.ask(question, as_of=AS_OF))

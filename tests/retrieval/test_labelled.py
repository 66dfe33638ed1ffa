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

3. Nghiêm cấm các hành vi: mang rượu lên thuyền;
đua ngoài luồng; xả dầu xuống sông.

II. NHIỆM VỤ
1. Chuẩn bị
Hiện có 14 thuyền gỗ; phấn đấu có 20 thuyền gỗ vào năm 2026. Trưởng Ban Tổ chức hội đua thuyền là Phó Giám đốc Sở Y tế.
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


def test_a_sentence_with_a_label_of_its_own_is_not_what_its_paragraph_is():
    text = "KẾ HOẠCH\nRa quân\n\nI. LỄ\n\nThời gian: 19 giờ ngày 02/3. Địa điểm: sân xã. Đi bộ thì tập trung sớm."
    plan = parse(text, "le.txt")
    assert [list(labels_at(plan, text.index(part)))[:1] for part in ("Thời gian", "Địa", "Đi bộ")] == [
        ["thoi gian"],
        ["dia diem"],
        ["thoi gian"],
    ]


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


def test_a_list_in_running_text_is_told_to_its_end(assistant):
    told = said(assistant.ask("Hội đua thuyền nghiêm cấm những hành vi nào?", as_of=AS_OF))
    assert all(words in told for words in ("mang rượu lên thuyền", "đua ngoài luồng", "xả dầu xuống sông"))


def test_how_many_there_are_now_is_not_how_many_there_are_to_be(assistant):
    told = said(assistant.ask("Hiện nay hội đua có bao nhiêu thuyền gỗ?", as_of=AS_OF))
    assert "14 thuyền gỗ" in told


def test_who_holds_an_office_is_told_by_the_sentence_that_names_it(assistant):
    told = said(assistant.ask("Ai làm Trưởng Ban Tổ chức hội đua thuyền Gia Lai?", as_of=AS_OF))
    assert "Phó Giám đốc Sở Y tế" in told
    assert assistant.ask("Ai làm Chủ nhiệm hội đua thuyền Gia Lai?", as_of=AS_OF).status == "no_answer"


def test_a_word_that_only_sounds_like_a_label_names_no_section(assistant):
    told = said(assistant.ask("Địa điểm ở đâu của hội đua thuyền?", as_of=AS_OF))
    assert "bến phà An Khê" in told

"""Plans whose headings have no numbers, only bold print."""

import pytest

from ingest.load import parse
from plans.model import Plan

HEAD = "Số: 37-KH/HNDT\n\n**KẾ HOẠCH**\n\n**Giúp nông dân bán hàng trên mạng**\n\n"
BODY = """**Mục đích**

Bán được hàng.

**Phân công thực hiện**

**Sở Công Thương**

Mở 30 lớp dạy bán hàng.

**Sở Y tế:**

Khám cho người đi học trước ngày 20/6/2026.

**Kinh phí**

Chi 64 triệu đồng.
"""


def plan(text: str) -> Plan:
    return parse(HEAD + text, "a.md")


def headings(text: str) -> list[tuple[int, str]]:
    return [(one.level, one.title) for one in plan(text).walk() if one.kind == "heading"]


@pytest.mark.parametrize("opening", ["Hội ban hành kế hoạch như sau:\n\n", "Căn cứ Nghị quyết số 05-NQ/HNDTW.\n\n"])
def test_bold_lines_are_headings_and_those_that_name_a_body_stand_below(opening: str) -> None:
    wanted = ["Mục đích", "Phân công thực hiện", "Sở Công Thương", "Sở Y tế", "Kinh phí"]
    assert headings(opening + BODY) == list(zip([1, 1, 2, 2, 1], wanted, strict=True))


def test_what_stands_below_a_bold_body_is_its_task_and_its_time_limit() -> None:
    found = plan(f"Hội ban hành kế hoạch như sau:\n\n{BODY}")
    assert [one.agency for one in found.assignments] == ["Sở Công Thương", "Sở Y tế"]
    assert [one.who for one in found.deadlines] == ["Sở Y tế"]


def test_the_title_and_the_opening_words_stay_what_they_are() -> None:
    found = plan(f"Hội ban hành kế hoạch như sau:\n\n{BODY}")
    assert found.header.title == "Giúp nông dân bán hàng trên mạng"
    assert [one.kind for one in found.sections[:4]] == ["header", "title", "preamble", "heading"]


def test_a_bold_line_is_not_joined_with_the_plain_one_below_it() -> None:
    assert plan(f"Như sau:\n\n{BODY}**Về chuyển đổi số**\n\n30 lớp sẽ được mở.\n").repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "Như sau:\n\n1. Việc chung\n\n**Lưu ý**\n\nĐi đúng giờ.\n\n**Thêm nữa**\n\nMang áo mưa.\n",
        "Như sau:\n\n**Lưu ý**\n\nĐi đúng giờ.\n",
        "Như sau:\n\n**Phải đi đúng giờ.**\n\nMột.\n\n**Phải mang áo mưa.**\n\nHai.\n",
    ],
)
def test_bold_lines_under_numbers_alone_or_with_a_full_stop_are_no_headings(text: str) -> None:
    assert [title for _, title in headings(text)] in ([], ["Việc chung"])


@pytest.mark.parametrize("line", ["Kính gửi: Ủy ban nhân dân tỉnh", "Nơi nhận:", "Nguyễn Văn Hậu", "Hà Giang, ngày 05"])
def test_bold_lines_of_the_head_and_the_foot_are_no_headings(line: str) -> None:
    assert line not in [title for _, title in headings(f"Như sau:\n\n**{line}**\n\n{BODY}")]

"""What a plan does to the documents it names: said of itself, in its title or where it is issued."""

from __future__ import annotations

import pytest

from ingest.amendments import AMENDS, REPLACES
from ingest.load import parse

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH X\nSố: 30/KH-UBND\n\nX, ngày 5 tháng 6 năm 2024\n\n"
HEAD += "KẾ HOẠCH\n{title}\n\n{preamble}\n\nI. MỤC ĐÍCH\n\n"
TITLE, PREAMBLE = "Phòng chống dịch", "Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng chống dịch như sau:"


def relations(body: str = "Một.", title: str = TITLE, preamble: str = PREAMBLE) -> dict[str | None, str | None]:
    plan = parse(
        HEAD.format(title=title, preamble=preamble) + f"{body}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế: chủ trì.\n",
        "a.txt",
    )
    return {one.number: one.relation for one in plan.references}


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        ("Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 03/4/2020 của Ủy ban nhân dân tỉnh.", REPLACES),
        ("Kế hoạch này có hiệu lực kể từ ngày ký và thay thế cho Kế hoạch số 12/KH-UBND.", REPLACES),
        ("Kế hoạch này bãi bỏ Kế hoạch số 12/KH-UBND ngày 03/4/2020.", REPLACES),
        ("Kế hoạch này sửa đổi, bổ sung một số nội dung của Kế hoạch số 12/KH-UBND.", AMENDS),
        ("Quyết định này điều chỉnh, bổ sung mục II, phụ lục 1 ban hành kèm theo Kế hoạch số 12/KH-UBND.", AMENDS),
        ("Kế hoạch số 12/KH-UBND ngày 03/4/2020 hết hiệu lực kể từ ngày Kế hoạch này được ban hành.", REPLACES),
        ("Kế hoạch này thay cho Kế hoạch số 12/KH-UBND ngày 03/4/2020.", REPLACES),
        ("Kế hoạch số 12/KH-UBND ngày 03/4/2020 được thay thế bằng Kế hoạch này.", REPLACES),
        ("Quyết định có hiệu lực từ ngày ký. Quy chế theo Quyết định số 12/KH-UBND hết hiệu lực.", REPLACES),
        ("Nghị quyết có hiệu lực từ ngày 01 tháng 8 năm 2024 và thay thế Kế hoạch số 12/KH-UBND.", REPLACES),
        ("Quy định có hiệu lực kể từ ngày ký, bãi bỏ Kế hoạch số 12/KH-UBND ngày 03/4/2020.", REPLACES),
        ("Quyết định có hiệu lực sau 07 ngày, sửa đổi Kế hoạch số 12/KH-UBND.", AMENDS),
        ("Điều 3. Bãi bỏ Kế hoạch số 12/KH-UBND ngày 03/4/2020 của Ủy ban nhân dân tỉnh.", REPLACES),
        ("Điều 2: Sửa đổi, bổ sung khoản 2 Điều 5 Kế hoạch số 12/KH-UBND.", AMENDS),
        ("Điều 4. Sở Y tế bãi bỏ Kế hoạch số 12/KH-UBND.", None),
        ("Thẻ mới có hiệu lực từ ngày ký và thay thế Kế hoạch số 12/KH-UBND.", None),
        ("Rà soát văn bản. Kế hoạch số 12/KH-UBND đã hết hiệu lực từ lâu.", None),
        ("Sở Y tế tham mưu sửa đổi, bổ sung Kế hoạch số 12/KH-UBND.", None),
        ("- Rà soát, thay thế Kế hoạch số 12/KH-UBND khi cần.", None),
        ("Kế hoạch này được xây dựng theo Kế hoạch số 12/KH-UBND.", None),
        ("Kế hoạch này được thay thế bởi Kế hoạch số 12/KH-UBND.", None),
        ("Kế hoạch này cụ thể hóa Nghị quyết số 7/NQ-HĐND sửa đổi, bổ sung Nghị quyết số 12/KH-UBND.", None),
        ("Kế hoạch này là một phần. Thay thế đèn đường theo Kế hoạch số 12/KH-UBND.", None),
    ],
)
def test_what_the_plan_says_of_itself_counts_and_what_others_are_to_do_does_not(body, relation):
    assert relations(body)["12/KH-UBND"] == relation


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("Sửa đổi, bổ sung Kế hoạch số 12/KH-UBND ngày 03/4/2020 của Ủy ban nhân dân tỉnh", AMENDS),
        ("ĐIỀU CHỈNH KẾ HOẠCH SỐ 12/KH-UBND", AMENDS),
        ("Về việc thay thế Kế hoạch số 12/KH-UBND", REPLACES),
        ("Phòng chống dịch (thay thế Kế hoạch số 12/KH-UBND)", REPLACES),
        ("Triển khai Kế hoạch số 12/KH-UBND về sửa đổi quy trình", None),
    ],
)
def test_a_title_that_begins_with_it_counts(title, relation):
    assert relations(title=title)["12/KH-UBND"] == relation


@pytest.mark.parametrize(
    ("preamble", "relation"),
    [
        ("Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng chống dịch, thay thế Kế hoạch số 12/KH-UBND như sau:", REPLACES),
        ("Căn cứ Luật Đầu tư, Ủy ban nhân dân tỉnh ban hành Kế hoạch thay thế Kế hoạch số 12/KH-UBND.", REPLACES),
        (
            "Căn cứ Quyết định số 9/QĐ-UBND của UBND tỉnh ban hành Quy định thay thế Kế hoạch số 12/KH-UBND;",
            None,
        ),
        ("Căn cứ Nghị định số 9/2024/NĐ-CP sửa đổi, bổ sung Kế hoạch số 12/KH-UBND;", None),
    ],
)
def test_where_a_plan_is_issued_it_counts_but_not_in_a_basis(preamble, relation):
    assert relations(preamble=preamble)["12/KH-UBND"] == relation


def test_a_list_is_replaced_whole_and_no_further():
    body = (
        "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 03/4/2020 về phòng dịch và Kế hoạch số 13/KH-UBND "
        "ngày 04/4/2020 về thực hiện Chỉ thị số 8/CT-TTg."
    )
    assert relations(body) == {"12/KH-UBND": REPLACES, "13/KH-UBND": REPLACES, "8/CT-TTg": None}


def test_the_members_of_a_list_with_dates_alone_are_all_replaced():
    body = "Kế hoạch này thay thế các Kế hoạch số 12/KH-UBND ngày 15/02/2022, Kế hoạch số 13/KH-UBND ngày 16/02/2022."
    assert set(relations(body).values()) == {REPLACES}


def test_the_sentence_before_says_who_replaces():
    body = "Quyết định này có hiệu lực kể từ ngày ký. Thay thế Kế hoạch số 12/KH-UBND ngày 03/4/2020."
    assert relations(body)["12/KH-UBND"] == REPLACES


def test_all_of_a_list_are_replaced_whatever_each_is_about():
    body = (
        "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 03/4/2020 về phòng chống sốt rét trên địa bàn tỉnh; "
        "Kế hoạch số 15/KH-UBND ngày 08/9/2021 về tiêm chủng. Thực hiện Kế hoạch số 20/KH-UBND ngày 01/02/2024."
    )
    found = relations(body)
    assert [found[number] for number in ("12/KH-UBND", "15/KH-UBND", "20/KH-UBND")] == [REPLACES, REPLACES, None]

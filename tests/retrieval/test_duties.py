"""Tasks as lines: sentence by sentence, whole over the end of a page, with their subject."""

from __future__ import annotations

from ingest.load import parse
from retrieval.duties import at_home_first, lines

LONG = "Rà soát danh mục, đối chiếu từng đầu sách với sổ đăng ký và lập biên bản khi có sai lệch giữa sổ và kho"


def shown(body: str) -> list[str]:
    """The lines of the first task of a plan, each on one line."""
    plan = parse(f"KẾ HOẠCH\nGiữ sách\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- {body}\n", "giu-sach.txt")
    return [" ".join(plan.quote(span).split()) for span in lines(plan, plan.assignments[0])]


def test_a_long_task_is_told_sentence_by_sentence() -> None:
    assert shown(f"{LONG}. {LONG}; {LONG}. {LONG}.") == [f"{LONG}.", f"{LONG}; {LONG}.", f"{LONG}."]


def test_a_sentence_is_whole_over_a_break_inside_it() -> None:
    assert shown(f"{LONG}. {LONG} theo quy định\n\ncủa cấp trên. {LONG}.")[1] == f"{LONG} theo quy định của cấp trên."


def test_a_short_task_stays_on_one_line() -> None:
    assert shown("Mua sách. Cất sách.") == ["Mua sách. Cất sách."]


def test_tasks_under_a_heading_of_the_body_itself_come_before_those_it_is_given_on_the_way() -> None:
    plan = parse(
        "KẾ HOẠCH\nGiữ sách\n\nI. NỘI DUNG\n\n1. Mua sách\n\nGiao Sở Nội vụ mua tủ; Công an tỉnh bảo vệ kho.\n\n"
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Công an tỉnh và Sở Nội vụ\n\n- Cùng niêm phong kho.\n\n"
        "2. Sở Nội vụ\n\n- Lập danh mục sách.\n\n3. Các sở khác\n\n- Sở Nội vụ đọc lại danh mục.\n",
        "giu-sach.txt",
    )
    tasks = [task for task in plan.assignments if task.agency == "Sở Nội vụ"]
    told = [" ".join(plan.quote(task.span).split()) for task in tasks]
    ordered = [" ".join(plan.quote(task.span).split()) for task in at_home_first(plan, tasks)]
    own = next(text for text in told if "Lập danh mục" in text)
    assert ordered == [own, *(text for text in told if text != own)]
    assert told[0] != own


def test_the_only_task_of_a_body_stays() -> None:
    plan = parse("KẾ HOẠCH\nGiữ sách\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- Lập danh mục.\n", "giu-sach.txt")
    assert at_home_first(plan, plan.assignments) == list(plan.assignments)

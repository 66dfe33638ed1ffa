"""Tasks as lines: sentence by sentence, whole over the end of a page, with their subject."""

from __future__ import annotations

from ingest.load import parse
from retrieval.duties import lines

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

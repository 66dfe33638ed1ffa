from __future__ import annotations

from datetime import date

import pytest

from plans.model import Header
from plans.periods import Period, period_of


def of(title: str, issued_on: date | None = None, kind: str = "Kế hoạch") -> Period | None:
    return period_of(Header(title=title, kind=kind, issued_on=issued_on))


@pytest.mark.parametrize(
    ("title", "printed", "last"),
    [("Phòng cháy rừng năm 2024", "năm 2024", 2024),
     ("Phát triển chè giai đoạn 2026\n- 2030", "giai đoạn 2026 - 2030", 2030),
     ("Thực hiện Nghị quyết Đại hội nhiệm kỳ 2020 – 2025", "nhiệm kỳ 2020 – 2025", 2025),
     ("Phân loại rác năm 2024 và năm 2025", "năm 2024 và năm 2025", 2025),
     ("Chuyển đổi số giai đoạn 2021-2025, định hướng đến năm 2030", "đến năm 2030", 2030)],
)  # fmt: skip
def test_the_last_period_of_a_title_is_found(title: str, printed: str, last: int) -> None:
    found = of(title)
    assert found
    assert found.last == last
    assert printed.endswith(found.printed.removeprefix("đến "))


@pytest.mark.parametrize(
    "title",
    ["Kiểm kê tài sản thời điểm 0h00 ngày 01 tháng 01 năm 2026", "Thi hành Luật Đất đai năm 2024",
     "Thực hiện Chỉ thị 21-CT/TW ngày 20/01/2018", "Phòng, chống dịch"],
)  # fmt: skip
def test_dates_and_laws_are_no_period(title: str) -> None:
    assert of(title) is None


def test_a_period_that_was_over_when_the_plan_was_made_is_not_its_own() -> None:
    title = "Sơ kết giai đoạn 2016 - 2020"
    assert of(title, date(2021, 3, 1)) is None
    assert of(title, date(2020, 12, 1)) == Period("giai đoạn 2016 - 2020", 2016, 2020)


def test_what_is_no_plan_has_no_period() -> None:
    assert of("Kết luận hội nghị năm 2024", kind="Thông báo") is None
    assert of("Ban hành Kế hoạch phòng dịch năm 2024", kind="Quyết định") is not None


def test_what_organises_something_has_its_year() -> None:
    assert of("Tổ chức Ngày sách năm 2027", kind="Hướng dẫn") == Period("năm 2027", 2027, 2027)
    assert of("V/v tổ chức hội khỏe năm 2027", kind="Công văn") == Period("năm 2027", 2027, 2027)
    assert of("hướng dẫn tổng kết năm học 2026 - 2027", kind="Công văn") is None


def test_a_plan_until_a_year_has_no_first_year() -> None:
    assert of("Phòng, chống ma túy đến năm 2030") == Period("đến năm 2030", 0, 2030)

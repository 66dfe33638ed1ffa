"""Who is given what in the five sample plans, by the headings and items a reader sees."""

from pathlib import Path

from ingest.load import load_plan
from plans.model import Assignment, Plan
from plans.text import squeeze

FOLDER = Path(__file__).parents[2] / "samples"


def agencies(stem: str, section: str) -> set[str]:
    found = load_plan(FOLDER / f"{stem}.txt").assignments
    return {one.agency for one in found if one.section_id.startswith(section) and one.role != "liên quan"}


def test_the_agency_headings_of_the_samples_are_all_found() -> None:
    assert {one.section_id.split(".")[1] for one in load_plan(FOLDER / "ca-mau-02-kh-ubnd-2017.txt").assignments
            if one.section_id.startswith("4.")} == {str(number) for number in range(1, 15)}  # fmt: skip
    assert agencies("khanh-hoa-321-kh-btv-2021", "4.") == {
        "Hội Liên hiệp Phụ nữ tỉnh",
        "Các Ban chuyên môn",
        "Hội Liên hiệp Phụ nữ các huyện, thị, thành phố",
        "Hội Liên hiệp Phụ nữ các đơn vị trực thuộc",
    }
    assert agencies("thai-binh-binh-dang-gioi-2024", "3.1") == {"Hội Liên hiệp Phụ nữ tỉnh"}
    assert agencies("thanh-hoa-so-y-te-2018", "3.") == {
        "Các đơn vị trực thuộc",
        "Ban Vì sự tiến bộ của phụ nữ ngành",
        "Các đơn vị",
    }


def test_the_items_of_the_tra_vinh_sample_name_their_subject() -> None:
    found = load_plan(FOLDER / "tra-vinh-tinh-uy-chi-thi-21.txt").assignments
    subjects = {one.section_id: one for one in found if one.section_id.startswith("3.") and one.role != "liên quan"}
    assert {section: subjects[section].agency for section in ("3.2", "3.4", "3.5", "3.6")} == {
        "3.2": "Đảng đoàn Hội đồng nhân dân tỉnh",
        "3.4": "Ban Tổ chức Tỉnh ủy",
        "3.5": "Ban Tuyên giáo Tỉnh ủy",
        "3.6": "Ban Dân vận Tỉnh ủy",
    }
    assert set(subjects) == {f"3.{number}" for number in range(1, 7)}
    assert subjects["3.6"].role == "chủ trì"


def test_a_department_has_only_its_own_tasks_in_the_ca_mau_sample() -> None:
    plan = load_plan(FOLDER / "ca-mau-02-kh-ubnd-2017.txt")
    (health,) = [one for one in plan.assignments if one.agency == "Sở Y tế"]
    assert squeeze(plan.quote(health.span)).startswith("Triển khai thực hiện hiệu quả Đề án kiểm soát")
    finance = [(one.role, one.section_id) for one in plan.assignments if one.agency == "Sở Tài chính"]
    assert finance == [("liên quan", "4.1.b5"), ("thực hiện", "4.4.p1")]


def inside(plan: Plan, one: Assignment) -> bool:
    return plan.section(one.section_id).span.contains(one.span)


def test_every_span_of_the_samples_lies_in_its_section() -> None:
    for path in FOLDER.glob("*.txt"):
        plan = load_plan(path)
        assert all(inside(plan, one) for one in plan.assignments)

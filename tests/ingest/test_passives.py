"""Work whose sentence opens with the task and names who does it behind the verb."""

import pytest

from tests.ingest.test_assignments import plan_of, tasks

UNDER = "1. Sở Tư pháp\n\n"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Việc in 2.000 tờ rơi được giao cho Sở Y tế.", "thực hiện"),
        ("Nhiệm vụ thư ký của đoàn giao Sở Y tế.", "thực hiện"),
        ("Kinh phí thuê hội trường do Sở Y tế chi trả.", "thực hiện"),
        ("Công tác hậu cần do Sở Y tế chủ trì.", "chủ trì"),
        ("Chuyên đề thứ hai được phân công cho Sở Y tế trong quý II.", "thực hiện"),
        ("Đội hình dạy bơi do Sở Y tế phụ trách.", "thực hiện"),
        ("Bảo quản vắc xin thuộc trách nhiệm của Sở Y tế.", "thực hiện"),
    ],
)
def test_work_passed_on_is_no_task_of_the_body_in_the_heading(words: str, role: str) -> None:
    assert tasks(f"{UNDER}- {words}") == [("Sở Y tế", role, words)]


def test_the_other_sentences_stay_with_the_heading() -> None:
    assert tasks(f"{UNDER}- Mua sách luật. Việc đóng kệ được giao cho Sở Y tế. Mở hai lớp đọc sách.") == [
        ("Sở Tư pháp", "thực hiện", "Mua sách luật."),
        ("Sở Y tế", "thực hiện", "Việc đóng kệ được giao cho Sở Y tế."),
        ("Sở Tư pháp", "thực hiện", "Mở hai lớp đọc sách."),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Hoàn thành các nhiệm vụ được giao cho Sở Y tế trước đây.",
        "Tham mưu Ủy ban nhân dân tỉnh giao Sở Y tế làm chủ đầu tư.",
        "Quy chế do Sở Y tế ban hành.",
    ],
)
def test_a_verb_at_the_head_keeps_the_task_and_what_is_only_told_gives_none(words: str) -> None:
    assert ("Sở Y tế", "thực hiện", words) not in tasks(f"{UNDER}- {words}")


def test_who_has_work_passed_on_to_owes_it_in_time() -> None:
    plan = plan_of(f"II. TỔ CHỨC THỰC HIỆN\n\n{UNDER}- Việc in sách được giao cho Sở Y tế, xong trước ngày 20/6/2024.")
    assert [(one.who, one.day, one.month) for one in plan.deadlines] == [("Sở Y tế", 20, 6)]


@pytest.mark.parametrize(
    "rule",
    [
        "Đơn vị hoàn thành xuất sắc được khen thưởng.",
        "Đơn vị nào chậm tiến độ bị phê bình trước hội nghị.",
        "Cá nhân có sáng kiến được xem xét biểu dương.",
        "Các trường hợp kê khai sai bị xử lý theo quy định.",
    ],
)
def test_a_rule_about_whoever_is_meant_is_nobodys_task(rule: str) -> None:
    assert tasks(f"{UNDER}- {rule}\n\n- Mua sách.") == [("Sở Tư pháp", "thực hiện", "Mua sách.")]


def test_a_unit_in_the_passive_that_has_a_duty_keeps_it() -> None:
    (_, (agency, _, task)) = tasks(f"{UNDER}- Mua sách.\n\n- Đơn vị được kiểm tra gửi báo cáo về Sở.")
    assert (agency, task) == ("Đơn vị được kiểm tra", "gửi báo cáo về Sở.")


def test_a_list_that_somebody_hands_in_is_theirs() -> None:
    words = "kiểm tra 35 chợ; danh sách do Sở Công Thương trình trước ngày 05/12."
    assert tasks(f"1. Thanh tra tỉnh: {words}") == [
        ("Thanh tra tỉnh", "thực hiện", "kiểm tra 35 chợ;"),
        ("Sở Công Thương", "thực hiện", "danh sách do Sở Công Thương trình trước ngày 05/12."),
    ]


def test_what_follows_if_is_told_to_whoever_is_named_behind_then() -> None:
    found = tasks("1. Nội dung\n\n- Hố đào phải rào; quá hạn thì Ủy ban nhân dân xã lập biên bản.")
    assert found == [("Ủy ban nhân dân xã", "thực hiện", "lập biên bản.")]

from pathlib import Path

import pytest

from ingest.load import load_plan, parse
from plans.model import Deadline, Plan
from plans.text import squeeze

FOLDER = Path(__file__).parents[2] / "samples"
HEAD = """ỦY BAN NHÂN DÂN TỈNH HÀ GIANG

Số: 15/KH-UBND

Hà Giang, ngày 05 tháng 3 năm 2024

KẾ HOẠCH

Phát triển thư viện

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

"""


def plan_of(body: str) -> Plan:
    return parse(f"{HEAD}{body}\n", "a.txt")


def owed(sentence: str) -> tuple[Deadline, ...]:
    return plan_of(f"I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tư pháp\n\n- {sentence}").deadlines


def only(sentence: str) -> Deadline:
    (deadline,) = owed(sentence)
    return deadline


def day(deadline: Deadline) -> tuple[bool, int | None, int | None, int | None]:
    return deadline.before, deadline.day, deadline.month, deadline.year


@pytest.mark.parametrize(
    ("sentence", "kind", "stated"),
    [
        ("Định kỳ hằng năm, báo cáo kết quả trước ngày 20/11 về Sở Nội vụ.", "yearly", (True, 20, 11, None)),
        ("Báo cáo Sở Nội vụ kết quả hàng năm (trước ngày 15 tháng 11).", "yearly", (True, 15, 11, None)),
        ("Gửi kế hoạch về Sở Nội vụ trước ngày 01/12/2024.", "once", (True, 1, 12, 2024)),
        ("Báo cáo Sở Nội vụ vào ngày 20 hằng tháng.", "monthly", (False, 20, None, None)),
        ("Báo cáo Sở Nội vụ hằng quý.", "quarterly", (False, None, None, None)),
        ("Định kỳ 6 tháng, báo cáo Sở Nội vụ kết quả.", "half_yearly", (False, None, None, None)),
        ("Thực hiện chế độ báo cáo định kỳ theo quy định.", "periodic", (False, None, None, None)),
        ("Tổng kết, báo cáo Sở Nội vụ vào cuối nhiệm kỳ.", "term_end", (False, None, None, None)),
        ("Xây dựng kế hoạch xong trong tháng 12/2025.", "once", (False, None, 12, 2025)),
        ("Rà soát văn bản, hoàn thành trước ngày 31/12/2025.", "once", (True, 31, 12, 2025)),
        ("Thăm người ốm không quá 03 ngày sau khi biết tin.", "once", (False, None, None, None)),
        ("Quyết toán từng lớp chậm nhất 15 ngày sau khi bế giảng.", "once", (False, None, None, None)),
        ("Hướng dẫn thanh toán, hạn đối chiếu chứng từ là ngày 31/3/2026.", "once", (False, 31, 3, 2026)),
        ("Gửi danh sách chậm nhất là ngày 05/6/2025.", "once", (False, 5, 6, 2025)),
        ("Công bố danh sách không muộn hơn ngày 20/6/2025.", "once", (False, 20, 6, 2025)),
        ("Nhận bài dự thi đến hết ngày 15/5/2026, chấm và trao giải.", "once", (False, 15, 5, 2026)),
        ("Các trường đăng ký dự thi từ ngày 01/3 đến hết ngày 15/3/2026.", "once", (False, 15, 3, 2026)),
        ("Sửa nhà cho hộ nghèo phát sinh, hoàn thành trước ngày 31/10/2026.", "once", (True, 31, 10, 2026)),
        ("Dọn kho trước ngày 31/5/2026, không để phát sinh thêm.", "once", (True, 31, 5, 2026)),
        ("Gửi báo cáo trước ngày 10/12 hằng năm, số liệu tính đến hết ngày 30/11.", "yearly", (True, 10, 12, None)),
        ("Lập dự toán gửi Sở Tài chính trước ngày 20/7 của năm trước.", "yearly", (True, 20, 7, None)),
        ("Báo cáo Sở Nội vụ trước ngày 05 của tháng tiếp theo.", "monthly", (True, 5, None, None)),
        ("Niêm yết danh sách chờ, chậm nhất ngày 10 tháng đầu quý.", "quarterly", (False, 10, None, None)),
        ("Báo cáo Sở Nội vụ trong vòng 10 ngày kể từ ngày nhận Kế hoạch này.", "once", (False, None, None, None)),
        ("Hằng năm, gửi báo cáo về Sở Nội vụ từ ngày 10 đến ngày 15 tháng 12.", "yearly", (False, 15, 12, None)),
        ("Gửi danh sách về Sở Nội vụ trước 16 giờ 00 ngày 20/01/2026.", "once", (True, 20, 1, 2026)),
        ("Phối hợp với Sở Y tế khám sức khỏe cho thủ thư trước ngày 25/5/2026.", "once", (True, 25, 5, 2026)),
        ("Phát 300 thẻ cho học sinh, sinh viên trước ngày 25/5/2026.", "once", (True, 25, 5, 2026)),
        ("Giám sát vệ sinh kho sách, công bố kết quả trước ngày 05 hằng tháng.", "monthly", (True, 5, None, None)),
        ("Chấm giải cuộc thi vẽ bìa sách, hạn nhận tranh 17 giờ ngày 22/11/2026.", "once", (False, 22, 11, 2026)),
        ("Ngày 15 tháng cuối quý gửi số liệu mượn sách.", "quarterly", (False, 15, None, None)),
    ],
)
def test_a_time_limit_is_read_with_its_kind_and_its_day(sentence: str, kind: str, stated: tuple[object, ...]) -> None:
    deadline = only(sentence)
    assert (deadline.kind, day(deadline)) == (kind, stated)


def test_dates_of_verbs_joined_by_a_comma_belong_each_to_its_own() -> None:
    first, second = owed("Khởi công nhà đọc trước ngày 10/5/2027, bàn giao trước ngày 28/7/2027.")
    assert [(one.what, one.month) for one in (first, second)] == [("Khởi công nhà đọc", 5), ("bàn giao", 7)]


def test_a_quarter_is_kept_as_one() -> None:
    deadline = only("Hoàn thành việc số hóa trong quý II/2025.")
    assert (deadline.kind, deadline.quarter, deadline.month, deadline.year) == ("once", 2, None, 2025)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ chức các hoạt động nhân Tháng hành động từ ngày 15/11 đến 15/12 hàng năm.",
        "Hưởng ứng Ngày Quốc tế xóa bỏ bạo lực đối với phụ nữ (ngày 25/11).",
        "Tổ chức kỷ niệm Ngày Quốc tế Phụ nữ 8/3, ngày Phụ nữ Việt Nam 20/10.",
        "Thực hiện Chỉ thị số 7-CT/TW ngày 05/6/2019 của Ban Bí thư.",
        "Phấn đấu đến năm 2030 có thư viện ở mọi xã.",
        "Đưa nội dung này vào kế hoạch hàng năm.",
        "Bố trí kinh phí trong dự toán ngân sách nhà nước hằng năm.",
        "Định kỳ 6 tháng, hàng năm, cấp ủy chủ trì làm việc với các đoàn thể.",
        "Người nhận lương trước ngày 01/10/2025 thì thực hiện theo quy định cũ.",
        "Kịp thời báo cáo cấp ủy khi có vướng mắc.",
        "Giải ngân tính đến hết ngày 31/10/2025 đạt 72,4% kế hoạch.",
    ],
)
def test_windows_days_of_honour_citations_goals_and_rules_are_no_deadlines(sentence: str) -> None:
    assert owed(sentence) == ()


def test_two_duties_in_one_sentence_have_each_their_own_words() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tư pháp\n\n"
        "- Báo cáo kết quả thực hiện vào báo cáo chung hằng tháng gửi Văn phòng Ủy ban nhân dân tỉnh và báo cáo "
        "chuyên đề gửi Sở Nội vụ trước ngày 01/12/2024 để tổng hợp."
    )
    first, second = plan.deadlines
    assert (first.kind, first.to) == ("monthly", ("Văn phòng Ủy ban nhân dân tỉnh",))
    assert (second.kind, day(second), second.to) == ("once", (True, 1, 12, 2024), ("Sở Nội vụ",))
    assert plan.quote(first.span).endswith("gửi Văn phòng Ủy ban nhân dân tỉnh")
    assert plan.quote(second.span).startswith("báo cáo chuyên đề")


def test_two_dates_a_year_are_two_records() -> None:
    first, second = owed("Báo cáo Sở Nội vụ trước ngày 15/6 và 15/12 hằng năm.")
    assert (day(first), day(second)) == ((True, 15, 6, None), (True, 15, 12, None))
    assert first.kind == second.kind == "yearly"


def test_a_date_joined_to_one_with_a_limit_is_due_like_it() -> None:
    first, second = owed("Nộp sổ ghi chép chậm nhất ngày 10/7/2026 (đợt 1) và ngày 20/12/2026 (đợt 2).")
    assert (day(first)[1:], day(second)[1:]) == ((10, 7, 2026), (20, 12, 2026))
    assert len(owed("Báo cáo trước ngày 10/7/2026 tình hình của ngày 20/12/2025.")) == 1


@pytest.mark.parametrize(
    ("sentence", "kinds", "days"),
    [
        ("Báo cáo 6 tháng trước ngày 15/6 và báo cáo năm trước ngày 15/12.", ["half_yearly", "yearly"], [15, 15]),
        (
            "Báo cáo kết quả trước ngày 25 tháng 6 (báo cáo 6 tháng) và trước ngày 20 tháng 12 (báo cáo năm).",
            ["half_yearly", "yearly"],
            [25, 20],
        ),
        (
            "Báo cáo quý gửi trước ngày 20 của tháng cuối quý; báo cáo năm gửi trước ngày 05/12.",
            ["quarterly", "yearly"],
            [20, 5],
        ),
        (
            "Báo cáo định kỳ hằng tháng, quý, 6 tháng, năm về Sở Nội vụ.",
            ["monthly", "quarterly", "half_yearly", "yearly"],
            [None] * 4,
        ),
        ("Báo cáo nhanh trước 16 giờ hằng ngày về Sở Nội vụ.", ["periodic"], [None]),
        ("Hoàn thành việc kiểm tra sách trong tháng 9 hằng năm.", ["yearly"], [None]),
    ],
)
def test_each_day_has_the_rhythm_that_stands_nearest(sentence: str, kinds: list[str], days: list[int | None]) -> None:
    found = owed(sentence)
    assert [one.kind for one in found] == kinds
    assert [one.day for one in found] == days


def test_a_label_that_names_the_sending_tells_the_duty() -> None:
    assert only("Thời gian gửi báo cáo: trước ngày 10/12 hằng năm.").what == "gửi báo cáo"


def test_a_duty_told_behind_its_day_is_read_there() -> None:
    assert only("Phấn đấu hoàn thành trước ngày 31/12/2025 việc số hóa sách.").what == "việc số hóa sách"
    assert only("Hoàn thành trong tuần cuối tháng 6/2025.").what == "Hoàn thành trong tuần cuối tháng 6/2025"


def test_the_duty_is_told_in_its_own_words() -> None:
    first = only("Báo cáo kết quả thực hiện định kỳ hàng năm trước ngày 25/11 cho Sở Nội vụ.")
    assert first.what == "Báo cáo kết quả thực hiện"
    ahead = only("Định kỳ, trước ngày 30 tháng 11 hàng năm, tổng hợp báo cáo Ủy ban nhân dân tỉnh tình hình thực hiện.")
    assert ahead.what == "tổng hợp báo cáo Ủy ban nhân dân tỉnh tình hình thực hiện"
    finished = only("Rà soát công trình trên địa bàn, hoàn thành trước ngày 31/12/2025 và báo cáo về Sở Nội vụ.")
    assert finished.what == "Rà soát công trình trên địa bàn"


def test_recipients_are_the_direct_ones() -> None:
    assert only("Định kỳ báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) kết quả.").to == (
        "Ủy ban nhân dân tỉnh",
        "Sở Nội vụ",
    )
    gathered = only("Báo cáo kết quả hằng năm trước ngày 25/11 để Sở Nội vụ tổng hợp báo cáo Ủy ban nhân dân tỉnh.")
    assert gathered.to == ("Sở Nội vụ",)
    assert only("Hằng năm, báo cáo kết quả về công tác thư viện.").to == ()


def test_who_owes_it_is_the_nearest_subject() -> None:
    assert only("Báo cáo hằng năm trước ngày 25/11.").who == "Sở Tư pháp"
    assert only("Giao Thanh tra tỉnh báo cáo kết quả hằng năm trước ngày 25/11.").who == "Thanh tra tỉnh"
    earlier = plan_of(
        "I. CHẾ ĐỘ BÁO CÁO\n\nSở Nội vụ chịu trách nhiệm theo dõi. Trước ngày 30 tháng 11 hàng năm, "
        "báo cáo Ủy ban nhân dân tỉnh."
    )
    assert earlier.deadlines[0].who == "Sở Nội vụ"


def test_the_agency_of_a_paragraph_above_owes_it() -> None:
    plan = plan_of("I. TỔ CHỨC THỰC HIỆN\n\nSở Nội vụ:\n\n- Báo cáo hằng năm trước ngày 25/11.")
    assert [deadline.who for deadline in plan.deadlines] == ["Sở Nội vụ"]


def test_without_a_subject_the_issuer_owes_it() -> None:
    plan = plan_of("I. NỘI DUNG\n\nTổng kết công tác thư viện, hoàn thành trước ngày 30/11/2025.")
    assert [deadline.who for deadline in plan.deadlines] == [plan.header.issuer]


def test_a_label_gives_its_day_to_the_task_beside_it() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tư pháp\n\n"
        "- Thành lập tổ kiểm kê sách.\n\nThời hạn hoàn thành: Trước ngày 30/11/2025.\n\n"
        "- Kiểm kê sách.\n\nThời hạn hoàn thành: Từ ngày 01/01/2026 đến ngày 31/3/2026.\n\n"
        "- Trưng bày sách.\n\nThời gian thực hiện: Từ tháng 10/2025 đến khi kết thúc."
    )
    first, second = plan.deadlines
    assert (first.what, day(first)) == ("Thành lập tổ kiểm kê sách", (True, 30, 11, 2025))
    assert (second.what, day(second)) == ("Kiểm kê sách", (False, 31, 3, 2026))


def test_what_has_been_is_no_duty() -> None:
    assert (
        plan_of("I. ĐÁNH GIÁ CHUNG\n\n1. Các văn phòng báo cáo hằng tháng, hoàn thành trước ngày 05/3/2024.").deadlines
        == ()
    )


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("tra-vinh-tinh-uy-chi-thi-21", [("3.6", "periodic", None, None, None)]),
        ("thanh-hoa-so-y-te-2018", [("3.b1", "yearly", 25, 11, None)]),
        ("ca-mau-02-kh-ubnd-2017", [("4.13.p1", "periodic", None, None, None), ("5.p1", "yearly", 30, 11, None)]),
        (
            "khanh-hoa-321-kh-btv-2021",
            [
                ("4.1.b2", "yearly", None, None, None),
                ("4.1.b2", "term_end", None, None, None),
                ("4.1.b3", "periodic", None, None, None),
                ("4.2.b3", "yearly", None, None, None),
                ("4.2.b3", "term_end", None, None, None),
            ],
        ),
        ("thai-binh-binh-dang-gioi-2024", [("3.2.b4", "monthly", None, None, None), ("3.2.b4", "once", 1, 12, 2024)]),
    ],
)
def test_the_deadlines_of_the_samples_are_these_and_no_others(stem: str, expected: list[tuple[object, ...]]) -> None:
    found = load_plan(FOLDER / f"{stem}.txt").deadlines
    assert [(one.section_id, one.kind, one.day, one.month, one.year) for one in found] == expected


def test_the_samples_say_who_owes_what_to_whom() -> None:
    (thanh_hoa,) = load_plan(FOLDER / "thanh-hoa-so-y-te-2018.txt").deadlines
    assert (thanh_hoa.who, thanh_hoa.to) == ("Các đơn vị trực thuộc", ("Ban Vì sự tiến bộ của phụ nữ ngành",))
    ca_mau = load_plan(FOLDER / "ca-mau-02-kh-ubnd-2017.txt")
    assert squeeze(ca_mau.quote(ca_mau.deadlines[1].span)).startswith(
        "Định kỳ, trước ngày 30 tháng 11 hàng năm, tổng hợp"
    )
    assert ca_mau.deadlines[1].who == "Sở Lao động - Thương binh và Xã hội"


def test_a_quarter_of_the_year_that_follows_comes_every_year() -> None:
    one = only("Trong quý I của năm liền kề, Sở Nội vụ rà soát, báo cáo về Ủy ban nhân dân tỉnh.")
    assert (one.kind, one.quarter, one.year, one.who) == ("yearly", 1, None, "Sở Nội vụ")


@pytest.mark.parametrize(
    "sentence",
    [
        "Thời gian: từ ngày 01/5/2026 đến hết ngày 31/5/2026.",
        "Tiền lương nhận trước ngày 19/02/2025 thì tính vào thu nhập.",
        "Sách in trước ngày 01/01/2020 được miễn phí.",
    ],
)
def test_a_span_of_time_and_a_rule_about_what_came_before_a_day_are_no_limits(sentence: str) -> None:
    assert owed(sentence) == ()


def test_a_line_that_names_a_body_over_bullets_owes_what_they_say() -> None:
    body = "Sở Y tế\n- Báo cáo trước ngày 10/12/2024.\nSở Tư pháp\n- Mua sách trước ngày 20/6/2024."
    assert [one.who for one in plan_of(f"I. TỔ CHỨC\n\n{body}").deadlines] == ["Sở Y tế", "Sở Tư pháp"]


def test_whom_the_opening_words_ask_owes_what_names_nobody() -> None:
    letter = "Sở Y tế đề nghị Ủy ban nhân dân các xã, phường (sau đây gọi là địa phương) thực hiện các việc sau:"
    plan = parse(f"Số: 15/SYT-NVY\n\n{letter}\n\n1. Gửi danh sách trước ngày 20/6/2024.\n", "a.txt")
    assert [one.who for one in plan.deadlines] == ["Ủy ban nhân dân các xã, phường"]


def test_who_owes_it_is_the_group_that_the_heading_describes() -> None:
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tư pháp\n\n- Mua sách.\n\n"
        "2. Ủy ban nhân dân các xã, phường không có thư viện\n\n- Gửi danh sách về Sở Tư pháp trước ngày 10/7/2024."
    )
    assert [one.who for one in plan_of(body).deadlines] == ["Ủy ban nhân dân các xã, phường không có thư viện"]


def test_people_proposed_are_no_forecast_of_a_day() -> None:
    assert only("Nộp danh sách nhân sự dự kiến trước đại hội 10 ngày.").what == "Nộp danh sách nhân sự dự kiến"
    assert owed("Dự kiến trước ngày 30/6/2024 hoàn thành.") == ()


def test_a_label_with_nothing_before_it_is_told_in_its_own_words() -> None:
    assert only(". Thời hạn: trước ngày 25/11.").what

from pathlib import Path

import pytest

from ingest.load import load_plan, parse
from plans.model import Plan, Target
from plans.text import squeeze

FOLDER = Path(__file__).parents[2] / "samples"
HEAD = "Số: 15/KH-UBND\n\nHà Giang, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n\nPhát triển thư viện\n\n"


def plan_of(body: str) -> Plan:
    return parse(f"{HEAD}{body}\n", "a.txt")


def goals(sentence: str, heading: str = "Mục tiêu cụ thể") -> tuple[Target, ...]:
    return plan_of(f"I. MỤC TIÊU\n\n1. {heading}\n\n- {sentence}\n\nII. GIẢI PHÁP\n\n1. Làm tốt.").targets


def only(sentence: str, heading: str = "Mục tiêu cụ thể") -> Target:
    (target,) = goals(sentence, heading)
    return target


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "comparator"),
    [
        ("100% thôn có tủ sách.", 100, "%", None),
        ("Trên 85 % thôn có tủ sách.", 85, "%", "trên"),
        ("Tỷ lệ hao hụt sách dưới 8,5%.", 8.5, "%", "dưới"),
        ("80% trở lên thủ thư được tập huấn.", 80, "%", "trở lên"),
        ("Tặng 2.700 hộ một bộ sách.", 2700, "hộ", None),
        ("Có ít nhất 57.000 lao động nữ được mượn sách.", 57000, "lao động", "ít nhất"),
        ("Xây dựng tối thiểu 04 HTX in ấn.", 4, "HTX", "tối thiểu"),
        ("Cấp tối thiểu 30 lít/người/ngày cho bạn đọc.", 30, "lít", "tối thiểu"),
        ("Mỗi thôn có 01 công trình/phần việc về sách.", 1, "công trình/phần việc", None),
        ("Không quá 3 tủ sách bị hỏng.", 3, "tủ sách", "không quá"),
        ("Giảm hao hụt từ 5,2% xuống còn dưới 3%.", 3, "%", "dưới"),
        ("Tổng đàn đạt 1,2 triệu con.", 1.2, "triệu con", None),
        ("100% vụ việc đã tiếp nhận được xử lý.", 100, "%", None),
        ("Có 12 bác sĩ trên 1 vạn dân.", 12, "bác sĩ", None),
        ("Đạt 12,5 phần trăm dân số có thẻ.", 12.5, "%", None),
        ("Giảm ít nhất 5% số sách mất so với năm 2022.", 5, "%", "ít nhất"),
        ("Chỉ số hài lòng của bạn đọc đạt tối thiểu 85 điểm.", 85, "điểm", "tối thiểu"),
        ("Điểm xếp hạng thư viện từ 8,5 điểm trở lên.", 8.5, "điểm", "trở lên"),
        ("Chỉ số chuyển đổi số đạt 72 điểm.", 72, "điểm", None),
        ("Tăng ít nhất 3 điểm phần trăm bạn đọc trẻ.", 3, "điểm phần trăm", "ít nhất"),
        ("Mỗi thôn có ít nhất 02 điểm tập kết sách cũ.", 2, "điểm", "ít nhất"),
    ],
)
def test_a_figure_is_read_with_its_unit_and_comparator(
    sentence: str, value: float, unit: str, comparator: str | None
) -> None:
    target = only(sentence)
    assert (target.value, target.unit, target.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chăm lo trẻ em dưới 5 tuổi.",
        "Kiểm tra xe máy trên 50 phân khối.",
        "Vận động “Xây dựng gia đình 5 không, 3 sạch”.",
        "Ứng dụng công nghệ 4.0 trong thư viện.",
        "Theo Quyết định số 45/QĐ-TTg ngày 02/10/2015 của Thủ tướng Chính phủ.",
        "Hoàn thành trước ngày 25/11/2025.",
        "Theo Điều 12, khoản 3 và Phụ lục 2.",
        "Kinh phí 500 triệu đồng, 2 tỷ đồng.",
        "Kế hoạch 5 năm giai đoạn 2021-2025 và 6 tháng đầu năm.",
        "Hiện nay, toàn tỉnh có khoảng 180 tủ sách.",
        "Đến nay đã đạt 72,4% kế hoạch.",
    ],
)
def test_ages_names_numbers_money_and_facts_are_no_targets(sentence: str) -> None:
    assert goals(sentence) == ()


def test_clauses_of_one_sentence_are_targets_of_their_own() -> None:
    plan = plan_of(
        "I. MỤC TIÊU\n\n1. Mục tiêu cụ thể\n\n"
        "- Đến cuối nhiệm kỳ, tặng 100 doanh nghiệp bộ sách; 04 HTX có tủ sách; 80% xã có thư viện."
    )
    assert [target.value for target in plan.targets] == [100, 4, 80]
    assert [target.period for target in plan.targets] == ["Đến cuối nhiệm kỳ"] * 3
    assert squeeze(plan.quote(plan.targets[1].span)) == "04 HTX có tủ sách;"


def test_the_clause_is_told_without_the_period_that_opens_it() -> None:
    assert only("Đến năm 2030, trên 50% thôn có tủ sách.").what == "trên 50% thôn có tủ sách"


def test_the_period_comes_from_the_clause_the_lead_in_or_the_heading() -> None:
    assert only("Hàng năm, 95% thôn có tủ sách.").period == "Hàng năm"
    assert only("95% thôn có tủ sách.", "Mục tiêu đến hết năm 2026").period == "đến hết năm 2026"
    plan = plan_of("I. MỤC TIÊU\n\nMột số chỉ tiêu đến hết nhiệm kỳ 2020-2025:\n\n- 100% thôn có tủ sách.")
    assert [target.period for target in plan.targets] == ["đến hết nhiệm kỳ 2020-2025"]
    assert only("95% thôn có tủ sách.").period is None


def test_a_bracketed_period_is_not_the_targets() -> None:
    target = only("Đến năm 2025, có 2.200 hộ thoát nghèo (theo chuẩn nghèo giai đoạn 2021 - 2030).")
    assert target.period == "Đến năm 2025"


def test_outside_the_goals_a_figure_needs_words_that_aim_at_it() -> None:
    plan = plan_of(
        "I. NỘI DUNG\n\n1. Phấn đấu đạt 100% các chỉ tiêu.\n\n2. In 500 cuốn sách và 10% giấy; tặng tối đa 3 người."
    )
    assert [(target.value, target.section_id) for target in plan.targets] == [(100, "1.1")]


def test_the_goals_of_the_khanh_hoa_sample_are_these_and_no_others() -> None:
    found = load_plan(FOLDER / "khanh-hoa-321-kh-btv-2021.txt").targets
    values = "100 100 100 1 85 2700 2200 57000 80 30 100 4 1600 2 100 100 8.5 100 100 80 5 1 95 20"
    assert [target.value for target in found] == [float(value) for value in values.split()]
    assert {target.section_id.rsplit(".", 1)[0] for target in found} == {"2.2"}
    assert {target.comparator for target in found} == {None, "trên", "dưới", "ít nhất", "trở lên"}


def test_the_other_samples_have_only_the_goal_of_all_targets_met() -> None:
    found = {path.stem: load_plan(path).targets for path in FOLDER.glob("*.txt") if "khanh-hoa" not in path.stem}
    assert {stem: [(t.value, t.unit) for t in targets] for stem, targets in found.items() if targets} == {
        "thanh-hoa-so-y-te-2018": [(100, "%"), (100, "%")]
    }


def test_the_year_compared_with_is_not_the_time_to_reach_a_goal_by() -> None:
    assert only("Giảm ít nhất 5% số sách mất so với năm 2022.").period is None


def test_a_comparison_outside_the_goals_tells_what_has_been() -> None:
    assert plan_of("I. GIẢI PHÁP\n\n1. Số bạn đọc tăng 5% so với năm 2022.").targets == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Thư viện đạt từ 95 điểm trở lên xếp loại xuất sắc.",
        "Mỗi lần trả muộn trừ 5 điểm.",
        "Sách mới được cộng tối đa 3 điểm.",
    ],
)
def test_points_of_a_rule_of_scoring_are_no_goal(sentence: str) -> None:
    assert plan_of(f"I. XẾP LOẠI\n\n1. Cách tính\n\n- {sentence}\n\nII. GIẢI PHÁP\n\n1. Làm tốt.").targets == ()


@pytest.mark.parametrize("before", ["(năm 2025: 83,2%)", "(hiện nay: 12%)", "(cùng kỳ năm trước: 7%)"])
def test_what_was_before_is_no_goal(before: str) -> None:
    assert [one.value for one in goals(f"Tỷ lệ bạn đọc trẻ đạt 86% trở lên {before}.")] == [86]


def test_a_line_that_says_it_is_a_goal_sets_one_outside_the_goals() -> None:
    body = "I. HIẾN SÁCH\n\n1. Hiến sách mùa hè\n\nĐịa điểm: sảnh lớn, 3 tầng.\n\nChỉ tiêu: 260 cuốn (đợt 1: 140)."
    assert [(one.value, one.unit) for one in plan_of(body).targets][:1] == [(260, "cuốn")]

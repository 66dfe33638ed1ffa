import pytest

from ingest.load import parse
from plans.model import Plan
from plans.text import squeeze

HEAD = """Số: 15/KH-UBND

Hà Giang, ngày 05 tháng 3 năm 2024

KẾ HOẠCH

Phát triển thư viện

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Các sở, ban, ngành tăng cường đọc sách.

"""


def plan_of(body: str) -> Plan:
    return parse(f"{HEAD}{body}\n", "a.txt")


def tasks(body: str) -> list[tuple[str, str, str]]:
    """Return agency, role and the task's words of every assignment of a plan."""
    plan = plan_of(f"II. TỔ CHỨC THỰC HIỆN\n\n{body}")
    return [(one.agency, one.role, squeeze(plan.quote(one.span))) for one in plan.assignments]


def test_an_agency_in_a_heading_has_every_bullet_below_it() -> None:
    assert tasks("1. Sở Tư pháp\n\n- Mua sách luật.\n\n- Hướng dẫn đọc sách.\n\n2. Sở Y tế\n\nTặng sách.") == [
        ("Sở Tư pháp", "thực hiện", "Mua sách luật."),
        ("Sở Tư pháp", "thực hiện", "Hướng dẫn đọc sách."),
        ("Sở Y tế", "thực hiện", "Tặng sách."),
    ]


def test_several_agencies_of_one_heading_share_the_task() -> None:
    found = tasks("1. Đài Phát thanh - Truyền hình tỉnh, Báo Hà Giang\n\nTuyên truyền về thư viện.")
    assert [agency for agency, _, _ in found] == ["Đài Phát thanh - Truyền hình tỉnh", "Báo Hà Giang"]
    assert {task for _, _, task in found} == {"Tuyên truyền về thư viện."}


def test_abbreviations_are_written_out_and_the_printed_name_is_kept_by_its_span() -> None:
    plan = plan_of("II. TỔ CHỨC THỰC HIỆN\n\n1. Hội LHPN tỉnh\n\n- Vận động hội viên đọc sách.")
    (one,) = plan.assignments
    assert (one.agency, plan.quote(one.agency_span)) == ("Hội Liên hiệp Phụ nữ tỉnh", "Hội LHPN tỉnh")


def test_lead_alone_is_a_verb_and_with_a_body_the_heads_of_it() -> None:
    assert tasks("1. Lãnh đạo thực hiện tốt việc đọc sách.") == []
    assert [agency for agency, _, _ in tasks("1. Lãnh đạo Sở Tư pháp chỉ đạo việc đọc sách.")] == ["Sở Tư pháp"]


def test_a_builder_and_a_contractor_are_told_one_task() -> None:
    found = tasks("1. Chủ đầu tư, nhà thầu chịu trách nhiệm về kho sách.")
    assert [agency for agency, _, _ in found] == ["Chủ đầu tư", "Nhà thầu"]


@pytest.mark.parametrize(
    ("item", "agency", "role", "task"),
    [
        ("Sở Tư pháp: Mua sách luật.", "Sở Tư pháp", "thực hiện", "Mua sách luật."),
        ("Sở Tư pháp có trách nhiệm mua sách.", "Sở Tư pháp", "thực hiện", "có trách nhiệm mua sách."),
        ("Công an tỉnh chủ trì việc mua sách.", "Công an tỉnh", "chủ trì", "chủ trì việc mua sách."),
        ("Giao Sở Tư pháp mua sách luật.", "Sở Tư pháp", "thực hiện", "mua sách luật."),
        ("Đề nghị Tỉnh đoàn vận động đọc sách.", "Tỉnh đoàn", "đề nghị", "vận động đọc sách."),
        ("Việc mua sách: giao Sở Nội vụ rà soát.", "Sở Nội vụ", "thực hiện", "rà soát."),
        ("Mua sách luật (Giao Công an tỉnh thực hiện ngay).", "Công an tỉnh", "thực hiện", "thực hiện ngay)."),
        ("Trên cơ sở Kế hoạch này, các sở, ban, ngành mua sách.", "Các sở, ban, ngành", "thực hiện", "mua sách."),
        ("Giám đốc Sở Tư pháp chịu trách nhiệm mua sách.", "Sở Tư pháp", "thực hiện", "chịu trách nhiệm mua sách."),
        (
            "Chi cục Hải quan khu vực IX rà soát sách cũ.",
            "Chi cục Hải quan khu vực IX",
            "thực hiện",
            "rà soát sách cũ.",
        ),
        ("Các chủ đầu tư: mua sách.", "Các chủ đầu tư", "thực hiện", "mua sách."),
        ("Các nhà cung cấp phải giao sách.", "Các nhà cung cấp", "thực hiện", "phải giao sách."),
        ("Sở Tư pháp giám sát việc mua sách.", "Sở Tư pháp", "giám sát", "giám sát việc mua sách."),
    ],
)
def test_an_agency_is_read_where_a_sentence_names_it(item: str, agency: str, role: str, task: str) -> None:
    assert tasks(f"1. {item}") == [(agency, role, task)]


def test_the_predicate_may_run_over_sentences_until_another_subject() -> None:
    assert tasks("1. Sở Tư pháp mua sách. Hướng dẫn đọc sách. Sở Y tế tặng sách.") == [
        ("Sở Tư pháp", "thực hiện", "mua sách. Hướng dẫn đọc sách."),
        ("Sở Y tế", "thực hiện", "tặng sách."),
    ]


def test_a_partner_is_related_and_has_no_task_of_its_own() -> None:
    assert tasks("1. Sở Tư pháp\n\n- Chủ trì, phối hợp với Sở Y tế mua sách; báo cáo kết quả.") == [
        ("Sở Tư pháp", "chủ trì", "Chủ trì, phối hợp với Sở Y tế mua sách; báo cáo kết quả."),
        ("Sở Y tế", "liên quan", "Chủ trì, phối hợp với Sở Y tế mua sách;"),
    ]


def test_a_request_in_a_heading_makes_its_tasks_requests() -> None:
    found = tasks("1. Đề nghị Tỉnh đoàn\n\n- Vận động đọc sách.\n\n- Đề nghị Hội Nông dân tỉnh tặng sách.")
    assert found == [("Tỉnh đoàn", "đề nghị", "Vận động đọc sách."), ("Hội Nông dân tỉnh", "đề nghị", "tặng sách.")]


def test_an_agency_that_gives_a_task_on_keeps_the_giving() -> None:
    assert tasks("1. Sở Tư pháp\n\n- Giao các phòng chuyên môn mua sách.") == [
        ("Sở Tư pháp", "thực hiện", "Giao các phòng chuyên môn mua sách."),
        ("Các phòng chuyên môn", "thực hiện", "mua sách."),
    ]


def test_labels_give_the_task_beside_them() -> None:
    found = tasks(
        "1. Mua sách luật\n\n- Nội dung thực hiện: Mua 100 cuốn sách luật.\n\n- Cơ quan chủ trì: Sở Tư pháp.\n\n"
        "- Cơ quan phối hợp: Sở Y tế, Sở Nội vụ.\n\n- Thời gian thực hiện: Năm 2024."
    )
    assert [(agency, role) for agency, role, _ in found] == [
        ("Sở Tư pháp", "chủ trì"),
        ("Sở Y tế", "phối hợp"),
        ("Sở Nội vụ", "phối hợp"),
    ]
    assert {task for _, _, task in found} == {"Mua 100 cuốn sách luật."}


def test_labels_behind_the_task_in_one_line_are_read_too() -> None:
    assert tasks("1. Mua sách luật. Chủ trì: Sở Y tế. Phối hợp: Sở Nội vụ, Sở Tư pháp.") == [
        ("Sở Y tế", "chủ trì", "Mua sách luật."),
        ("Sở Nội vụ", "phối hợp", "Mua sách luật."),
        ("Sở Tư pháp", "phối hợp", "Mua sách luật."),
    ]


def test_a_bracket_gives_the_words_before_it() -> None:
    assert tasks("1. Mua sách luật (Sở Y tế chủ trì).") == [("Sở Y tế", "chủ trì", "Mua sách luật")]


def test_a_second_subject_that_joins_in_is_named() -> None:
    found = tasks("1. Sở Y tế chủ trì, Sở Nội vụ phối hợp mua sách.")
    assert [(agency, role) for agency, role, _ in found] == [("Sở Y tế", "chủ trì"), ("Sở Nội vụ", "phối hợp")]


@pytest.mark.parametrize(
    "text",
    [
        "Giám sát 08 xã. Sở Y tế chủ trì.",
        "Giám sát 08 xã, Sở Y tế chủ trì, xong trong tháng 8.",
        "Giám sát 08 xã; Sở Y tế phụ trách.",
    ],
)
def test_who_is_said_behind_a_task_to_lead_it_has_that_task(text: str) -> None:
    assert [(agency, task.rstrip(".;")) for agency, _, task in tasks(f"1. {text}")] == [("Sở Y tế", "Giám sát 08 xã")]


def test_who_opens_a_sentence_with_others_joining_in_does_what_follows() -> None:
    found = tasks("1. Mua sách luật. Sở Y tế chủ trì, Sở Nội vụ phối hợp đọc sách.")
    assert ("Sở Y tế", "chủ trì", "Mua sách luật.") not in found
    assert ("Sở Nội vụ", "phối hợp") in [(agency, role) for agency, role, _ in found]


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị không báo cáo thì không xét thi đua.",
        "Trung tâm là cơ sở giáo dục thường xuyên của cộng đồng.",
    ],
)
def test_what_is_denied_or_defined_is_nobodys_task(text: str) -> None:
    assert tasks(f"1. {text}") == []


@pytest.mark.parametrize(
    ("label", "agency"),
    [
        ("Ban Công tác Mặt trận khu dân cư", "Ban Công tác Mặt trận khu dân cư"),
        ("Phòng Giáo dục Mầm non - Tiểu học", "Phòng Giáo dục Mầm non - Tiểu học"),
        ("Phòng Giáo dục Trung học thuộc Sở", "Phòng Giáo dục Trung học thuộc Sở"),
        ("Hiệu trưởng", "Hiệu trưởng"),
        ("Xã Đoàn", "Xã đoàn"),
    ],
)
def test_a_label_is_a_bodys_name_up_to_its_colon(label: str, agency: str) -> None:
    assert tasks(f"1. {label}: chịu trách nhiệm mua sách.") == [(agency, "thực hiện", "chịu trách nhiệm mua sách.")]


def test_an_amount_behind_a_colon_is_no_task_and_a_frequency_is() -> None:
    assert tasks("1. Sở Y tế: mỗi xã 02 người.") == []
    assert [one[0] for one in tasks("1. Sở Y tế: mỗi quý giảng 01 chuyên đề.")] == ["Sở Y tế"]


def test_a_compound_that_ends_like_a_verb_is_read_whole() -> None:
    assert tasks("1. Các trường kết thúc chương trình trước ngày 22/5.")[0][2].startswith("kết thúc chương trình")


@pytest.mark.parametrize("opening", ["Sở Y tế:", "Đề nghị Sở Y tế thực hiện tốt các việc sau:", "Giao Sở Y tế:"])
def test_a_paragraph_that_names_an_agency_owns_what_follows_it(opening: str) -> None:
    found = tasks(f"{opening}\n\n- Mua sách luật.\n\n- Đọc sách luật.")
    assert [(agency, task) for agency, _, task in found if task.endswith("luật.")] == [
        ("Sở Y tế", "Mua sách luật."),
        ("Sở Y tế", "Đọc sách luật."),
    ]


def test_another_paragraph_ends_what_a_paragraph_owns() -> None:
    found = tasks("Sở Y tế:\n\n- Mua sách.\n\nSở Nội vụ:\n\n- Tặng sách.")
    assert [(agency, task) for agency, _, task in found] == [("Sở Y tế", "Mua sách."), ("Sở Nội vụ", "Tặng sách.")]


def test_groups_are_kept_as_groups() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Các sở, ban, ngành liên quan\n\nMua sách.\n\n"
        "2. UBND các huyện, thành phố\n\nTặng sách."
    )
    assert [(one.agency, one.general) for one in plan.assignments] == [
        ("Các sở, ban, ngành liên quan", True),
        ("Ủy ban nhân dân các huyện, thành phố", True),
    ]


def test_names_behind_a_colon_are_the_actors() -> None:
    found = tasks("1. Các Bộ: Quốc phòng, Công an chủ động mua sách.")
    assert [agency for agency, _, _ in found] == ["Bộ Quốc phòng", "Bộ Công an"]


@pytest.mark.parametrize(
    "item",
    [
        "Tăng cường phối hợp giữa các sở, ban, ngành trong việc mua sách.",
        "Sở Tư pháp trong thời gian qua.",
        "Hồ sơ đề nghị cấp giấy phép theo quy định.",
        "Chuẩn bị tài liệu của Sở Tư pháp và Sở Y tế.",
        "Tổ chức hội thảo tại Sở Tư pháp.",
    ],
)
def test_a_mere_mention_gives_no_task(item: str) -> None:
    assert tasks(f"1. {item}") == []


def test_goals_preambles_and_recipients_give_no_task() -> None:
    assert plan_of("Nơi nhận:\n- Sở Tư pháp (để thực hiện);\n- Lưu: VT.").assignments == ()


def test_a_heading_that_describes_its_agencies_is_no_task() -> None:
    assert tasks("1. Các sở, ngành chủ trì, tham gia thực hiện các dự án\n\n- Mua sách.") == [
        ("Các sở, ngành", "thực hiện", "Mua sách.")
    ]


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        ("1. Thanh tra Sở", "Thanh tra Sở"),
        ("#### 1. Sở Y tế", "Sở Y tế"),
        ("1. Ủy ban nhân dân các xã có làng nghề", "Ủy ban nhân dân các xã có làng nghề"),
        ("1. Viện Nghiên cứu sách, tranh và tư liệu", "Viện Nghiên cứu sách, tranh và tư liệu"),
        ("1. Công đoàn các khu công nghiệp tỉnh", "Công đoàn các khu công nghiệp tỉnh"),
    ],
)
def test_the_whole_name_of_a_heading_has_the_task_below_it(heading: str, agency: str) -> None:
    assert tasks(f"{heading}\n\n- Mua sách luật.") == [(agency, "thực hiện", "Mua sách luật.")]


def test_what_a_body_is_stands_behind_its_colon_like_what_it_does() -> None:
    assert tasks("1. Sở Y tế: Là cơ quan thường trực, theo dõi việc mua sách.") == [
        ("Sở Y tế", "thực hiện", "Là cơ quan thường trực, theo dõi việc mua sách.")
    ]
    assert tasks("1. Sở Y tế: có 3 phòng đọc.") == []


def test_bodies_listed_behind_a_comma_do_not_run_into_the_name_before() -> None:
    found = tasks("1. Ban Quản lý chợ, đơn vị thi công và nhà thầu: Sửa tủ sách.")
    assert "Ban Quản lý chợ, đơn vị thi công và nhà thầu" not in {agency for agency, _, _ in found}


def test_a_verb_behind_the_circumstances_leaves_the_task_to_the_heading() -> None:
    told = tasks(
        "1. Sở Tài chính\n\n- Trên cơ sở đề xuất của các sở, ban, ngành, địa phương, chủ trì tổng hợp và phối hợp với "
        "Ủy ban nhân dân xã, phường bố trí kinh phí mua sách."
    )
    assert [agency for agency, role, _ in told if role != "liên quan"] == ["Sở Tài chính"]


def test_circumstances_may_stand_between_a_colon_and_who_acts() -> None:
    told = tasks("1. Về kho sách của tỉnh: với vai trò là chủ đầu tư, Sở Xây dựng chủ động làm việc với các trường.")
    assert told == [("Sở Xây dựng", "thực hiện", "chủ động làm việc với các trường.")]


def test_a_capital_verb_is_part_of_a_name() -> None:
    told = tasks("1. Đề nghị Văn phòng Tỉnh ủy và các Ban Xây dựng Đảng, Kiểm toán nhà nước khu vực II tăng cường đọc.")
    assert [agency for agency, _, _ in told] == [
        "Văn phòng Tỉnh ủy",
        "Các Ban Xây dựng Đảng",
        "Kiểm toán nhà nước khu vực II",
    ]


def test_closing_words_give_a_task_only_where_they_ask_somebody() -> None:
    ask = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành báo cáo kết quả về Sở Nội vụ./."
    assert tasks(f"1. Sở Nội vụ mua sách.\n\n{ask}")[1:] == [
        ("Các sở, ban, ngành", "thực hiện", "báo cáo kết quả về Sở Nội vụ./.")
    ]
    assert tasks("1. Sở Nội vụ mua sách.\n\nTrên đây là Kế hoạch của Ủy ban nhân dân tỉnh./.")[1:] == []


def test_a_heading_beside_agencies_that_describes_a_group_has_what_stands_below_it() -> None:
    group = "Các doanh nghiệp hoạt động trong lĩnh vực in, phát hành và dịch vụ thư viện trên địa bàn tỉnh"
    body = f"1. Sở Nội vụ\n\n- Mua sách.\n\n2. {group}\n\n- Chia sẻ kho sách."
    assert tasks(body)[1:] == [(group, "thực hiện", "Chia sẻ kho sách.")]
    alone = f"1. Thực trạng thư viện\n\n- Còn nghèo.\n\n2. {group}\n\n- Kho sách còn ít."
    assert tasks(alone) == []


@pytest.mark.parametrize(
    ("item", "agency"),
    [
        (
            "Ban Chỉ đạo phòng, chống mối mọt và ẩm mốc tỉnh tham mưu cách giữ sách.",
            "phòng, chống mối mọt và ẩm mốc tỉnh",
        ),
        ("Ban Chỉ đạo chuyển đổi số xã tổ chức họp bàn.", "chuyển đổi số xã"),
        ("Văn phòng Ban Chỉ đạo phòng thủ dân sự theo dõi kho sách.", "phòng thủ dân sự"),
    ],
)
def test_a_board_is_called_by_the_matter_it_is_made_for(item: str, agency: str) -> None:
    assert [name.partition("Ban Chỉ đạo ")[2] for name, _, _ in tasks(f"1. {item}")] == [agency]


@pytest.mark.parametrize(
    ("item", "agency"),
    [
        ("Đại học Thái An xây dựng thư viện.", "Đại học Thái An"),
        ("Tổ công tác kiểm kê sách tỉnh kiểm tra các kho.", "Tổ công tác kiểm kê sách tỉnh"),
        ("Quỹ Bảo vệ môi trường tỉnh cho vay vốn mua sách.", "Quỹ Bảo vệ môi trường tỉnh"),
    ],
)
def test_bodies_of_further_kinds_are_named_at_the_start_of_a_sentence(item: str, agency: str) -> None:
    assert [name for name, _, _ in tasks(f"1. {item}")] == [agency]


def test_chairmen_of_a_stretch_of_provinces_are_a_heading() -> None:
    found = tasks("1. Chủ tịch Ủy ban nhân dân các tỉnh từ Hà Tĩnh đến Khánh Hòa:\n\na) Cất sách lên cao.")
    assert found == [("Ủy ban nhân dân các tỉnh từ Hà Tĩnh đến Khánh Hòa", "thực hiện", "Cất sách lên cao.")]


def test_bodies_a_heading_names_are_meant_where_the_text_below_calls_them_offices_again() -> None:
    found = tasks("1. Ủy ban nhân dân các xã, phường\n\na) Hằng năm, các cơ quan, đơn vị tự chấm điểm việc đọc sách.")
    assert "Ủy ban nhân dân các xã, phường" in [name for name, _, _ in found]

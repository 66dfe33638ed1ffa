"""Forms in which offices give work that have no number, no heading of their own, or name who does it last."""

import pytest

from tests.ingest.test_assignments import HEAD, plan_of, tasks


def pairs(body: str) -> list[tuple[str, str]]:
    return [(agency, task) for agency, _, task in tasks(body)]


def test_a_line_that_only_names_an_agency_over_bullets_owns_them() -> None:
    body = "Công an phường\n- Tuần tra ban đêm.\n- Lắp camera.\nTrưởng khu phố\n- Mời hộ dân họp."
    assert pairs(body) == [
        ("Công an phường", "Tuần tra ban đêm."),
        ("Công an phường", "Lắp camera."),
        ("Trưởng khu phố", "Mời hộ dân họp."),
    ]


@pytest.mark.parametrize(
    ("line", "who", "role"),
    [
        ("Trạm Y tế xã (đề nghị)", "Trạm Y tế xã", "đề nghị"),
        ("Phòng Kinh tế", "Phòng Kinh tế", "thực hiện"),
        ("Hội Nông dân xã (phối hợp)", "Hội Nông dân xã", "thực hiện"),
    ],
)
def test_a_line_that_only_names_an_agency_over_a_sentence_owns_it(line: str, who: str, role: str) -> None:
    found = tasks(f"TỔ CHỨC THỰC HIỆN\n{line}\nTư vấn cho 15 hộ; mở 01 lớp.\nKinh phí lấy từ quỹ.")
    assert found == [(who, role, "Tư vấn cho 15 hộ; mở 01 lớp.")]
    assert tasks(f"THÀNH PHẦN\n{line}\nCông an xã\nĐoàn Thanh niên xã") == []


@pytest.mark.parametrize("each", ["Mỗi đơn vị", "Từng cơ quan", "Mỗi hội"])
def test_each_of_several_bodies_of_a_heading_has_what_each_is_told(each: str) -> None:
    told = pairs(f"1. Công an tỉnh, Hội Nông dân tỉnh\n\n{each} duy trì 150 người trực.\n\n2. Sở Y tế\n\nKhám bệnh.")
    assert told[:2] == [(name, "duy trì 150 người trực.") for name in ("Công an tỉnh", "Hội Nông dân tỉnh")]
    alone = pairs(f"1. Sở Y tế\n\n{each} cử 05 người trực.")
    assert ("Sở Y tế", "cử 05 người trực.") not in alone


@pytest.mark.parametrize(
    "name",
    [
        "Ngân hàng Chính sách xã hội Chi nhánh tỉnh Cao Bằng",
        "Kho bạc Nhà nước chi nhánh huyện Hòa An",
        "Tổ công đoàn các xưởng",
        "Tổ hòa giải",
        "Tổ công nghệ số cộng đồng",
    ],
)
def test_a_branch_and_a_team_are_told_in_a_sentence_and_before_a_colon(name: str) -> None:
    told = pairs(f"1. {name} theo dõi việc chi.\n\n2. {name}: lập sổ chi tiêu.")
    assert told == [(name, "theo dõi việc chi."), (name, "lập sổ chi tiêu.")]


def test_a_deputy_is_named_with_what_he_sees_to() -> None:
    heads = ("Phó Hiệu trưởng phụ trách cơ sở vật chất và bán trú", "Phó Giám đốc phụ trách chuyên môn")
    assert pairs("".join(f"{n}. {head}\n\nKiểm tra kho.\n\n" for n, head in enumerate(heads, 1))) == [
        (head, "Kiểm tra kho.") for head in heads
    ]


def test_a_heading_without_a_verb_beside_agencies_is_named_by_all_its_words() -> None:
    first = "1. Sở Tư pháp\n\nMua sách luật.\n\n"
    for heading in ("Đoàn các trường đại học, cao đẳng", "Ban Quản lý rừng phòng hộ và các chủ rừng khác"):
        assert pairs(f"{first}2. {heading}\n\nTặng sách.")[1] == (heading, "Tặng sách.")


def test_standing_work_is_done_by_whoever_the_heading_names() -> None:
    body = "1. Sở Tư pháp\n\n- Thường trực tổ chức ngày hội; báo cáo kết quả."
    assert pairs(body) == [("Sở Tư pháp", "Thường trực tổ chức ngày hội; báo cáo kết quả.")]


@pytest.mark.parametrize("label", ["Đối tượng", "Thành phần tham gia"])
def test_whom_something_is_for_is_told_no_task(label: str) -> None:
    assert pairs(f"1. Tập huấn\n\n- {label}: Chi bộ Trường Trung học cơ sở; Văn phòng Đảng ủy xã.") == []


def test_a_request_among_the_goals_gives_a_task() -> None:
    plan = plan_of("II. MỤC TIÊU\n\nĐọc sách nhiều hơn. Giao Sở Tư pháp mua sách luật.")
    assert [one.agency for one in plan.assignments] == ["Sở Tư pháp"]
    assert "Các sở, ban, ngành tăng cường" in HEAD


def test_who_does_a_part_of_it_is_told_behind_of_which() -> None:
    assert ("Sở Y tế", "bố trí chỗ nghỉ.") in pairs("1. Mở 62 lớp, trong đó Sở Y tế bố trí chỗ nghỉ.")


def test_who_something_is_done_by_is_related_to_it() -> None:
    body = "1. Duy trì 14 trạm cấp cứu do Hội Chữ thập đỏ tỉnh và ngành y tế phối hợp quản lý."
    assert [(agency, role) for agency, role, _ in tasks(body)] == [
        ("Hội Chữ thập đỏ tỉnh", "liên quan"),
        ("Ngành Y tế", "liên quan"),
    ]
    assert tasks("1. Thực hiện quy chế do Sở Y tế ban hành.") == []


def test_a_name_the_tables_lack_reaches_to_the_colon_that_something_to_do_follows() -> None:
    body = "1. Các phòng, đơn vị thuộc Sở\n\n- Bảo tàng tổng hợp tỉnh: chủ trì kiểm kê."
    assert pairs(body) == [("Bảo tàng tổng hợp tỉnh", "chủ trì kiểm kê.")]


def test_a_heading_that_shares_work_out_is_nobody() -> None:
    plan = plan_of("II. PHÂN CÔNG\n\n1. Sở Tư pháp\n\nMua sách luật.")
    assert {one.agency for one in plan.assignments} == {"Sở Tư pháp"}


def test_a_person_with_a_post_before_a_colon_is_told_work() -> None:
    body = "1. Đồng chí Võ Thị Nga, Phó Chủ nhiệm: chủ trì kiểm tra tài chính; theo dõi đơn thư."
    assert pairs(body) == [("Đồng chí Võ Thị Nga, Phó Chủ nhiệm", "chủ trì kiểm tra tài chính; theo dõi đơn thư.")]


@pytest.mark.parametrize(
    "who",
    [
        "Dược sĩ Cao Thị Lệ",
        "Phó Hiệu trưởng Đinh Thị Thanh Tâm",
        "Tổng phụ trách Đội, cô Bùi Thị Ngát",
        "Cộng tác viên dân số - y tế các ấp",
        "Ban điều hành Quỹ",
    ],
)
def test_people_and_boards_named_before_a_colon_have_what_stands_behind_it(who: str) -> None:
    assert pairs(f"1. {who}: phụ trách que thử; lập kế hoạch.") == [(who, "phụ trách que thử; lập kế hoạch.")]


def test_a_share_of_awards_is_no_task() -> None:
    assert tasks("1. Ủy ban nhân dân xã, phường: Xét tối đa 15 tập thể và 30 cá nhân.") == []


SIBLINGS = "1. Sở Tư pháp\n\nMua sách luật.\n\n2. Sở Y tế\n\nMua bông băng.\n\n"


@pytest.mark.parametrize(
    ("line", "agency", "task"),
    [
        ("Hội LHPN tỉnh: mỗi chi hội nhận 01 ao.", "Hội Liên hiệp Phụ nữ tỉnh", "mỗi chi hội nhận 01 ao."),
        ("Trạm Y tế xã: mỗi quý giảng 01 bài.", "Trạm Y tế xã", "mỗi quý giảng 01 bài."),
        ("Xã Đoàn: đội hình 60 người.", "Xã đoàn", "đội hình 60 người."),
        ("Hiệu trưởng: phân công trực ao.", "Hiệu trưởng", "phân công trực ao."),
        ("Cộng tác viên dân số: phát tờ rơi.", "Cộng tác viên dân số", "phát tờ rơi."),
        ("Thôn, tổ dân phố có ao cá: mời dân họp.", "Thôn, tổ dân phố có ao cá", "mời dân họp."),
        ("Đội Nuôi cá: hai tuần vớt bèo một lần.", "Đội Nuôi cá", "hai tuần vớt bèo một lần."),
        ("Phòng Nuôi Ong thuộc Sở: đầu mối tổng hợp.", "Phòng Nuôi Ong thuộc Sở", "đầu mối tổng hợp."),
        ("Ban Công tác Mặt trận khu dân cư: họp dân.", "Ban Công tác Mặt trận khu dân cư", "họp dân."),
        ("Mỗi Ban Giám sát đầu tư của cộng đồng chọn 02 ao.", "Ban Giám sát đầu tư của cộng đồng", "chọn 02 ao."),
        ("Các trường kết thúc chương trình bơi.", "Các trường", "kết thúc chương trình bơi."),
        ("VNPT Hà Nam, Viettel Hà Nam\n\nLắp wifi.", "VNPT Hà Nam, Viettel Hà Nam", "Lắp wifi."),
        ("Chọn 20 ao, Hội Nông dân tỉnh chủ trì, thực hiện trong tháng 5.", "Hội Nông dân tỉnh", "Chọn 20 ao"),
        ("Thả cá. Thời gian: tháng 8. Hội Nông dân xã chủ trì.", "Hội Nông dân xã", "Thả cá. Thời gian: tháng 8"),
    ],
)  # fmt: skip
def test_whoever_stands_before_a_colon_or_behind_the_matter_has_the_task(line: str, agency: str, task: str) -> None:
    assert (agency, task) in pairs(f"{SIBLINGS}3. {line}")


@pytest.mark.parametrize(
    "line",
    [
        "Công an xã: mỗi thôn 05 bình chữa cháy.",
        "Trung tâm là cơ sở nuôi cá, có con dấu riêng.",
        "Đơn vị không nuôi cá thì không xét thi đua.",
    ],
)
def test_amounts_and_words_that_say_what_a_body_is_are_no_tasks(line: str) -> None:
    assert len(pairs(f"{SIBLINGS}3. {line}")) == 2


def test_one_of_a_group_that_is_told_more_has_that_alone() -> None:
    body = "1. Các hội: cử người dự. Riêng Tỉnh Đoàn lo loa đài."
    assert pairs(body) == [("Các hội", "cử người dự."), ("Tỉnh đoàn", "lo loa đài.")]


def test_who_is_charged_among_the_goals_has_a_task() -> None:
    body = "II. MỤC TIÊU\n\n- Đọc sách nhiều hơn. Sở Tư pháp chịu trách nhiệm soạn bộ câu hỏi.\n- Sở Y tế tăng cường."
    assert pairs(body) == [("Sở Tư pháp", "chịu trách nhiệm soạn bộ câu hỏi.")]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Ban Chỉ đạo bầu cử của tỉnh: Không quá 05 cá nhân.", []),
        ("Tổ giúp việc Ủy ban bầu cử của tỉnh: 02 cá nhân.", []),
        ("Sở Y tế; Sở Tư pháp mỗi đơn vị đề nghị không quá 02 tập thể.", []),
        ("Ban thư ký họp hằng tuần.", [("Ban thư ký", "họp hằng tuần.")]),
    ],
)
def test_a_syllable_of_a_noun_is_no_verb_and_a_share_no_task(words: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(f"1. {words}") == wanted


def test_each_of_several_bodies_is_told_what_to_do() -> None:
    body = "1. Sở Y tế, Sở Tư pháp mỗi đơn vị vận động 50 triệu đồng."
    assert pairs(body) == [(one, "mỗi đơn vị vận động 50 triệu đồng.") for one in ("Sở Y tế", "Sở Tư pháp")]


def test_which_of_many_is_meant_belongs_to_the_name_up_to_the_verb() -> None:
    body = "1. Yêu cầu Chủ tịch UBND các xã có dự án đi qua trực tiếp đối thoại với dân, mỗi tuần một lần."
    who = "Ủy ban nhân dân các xã có dự án đi qua"
    assert pairs(body) == [(who, "trực tiếp đối thoại với dân, mỗi tuần một lần.")]


def test_bodies_that_lead_in_turn_have_a_part_each() -> None:
    body = "1. Công an tỉnh chủ trì quý I, Sở Y tế chủ trì quý II, Tỉnh đoàn phụ trách quý III."
    assert pairs(body) == [
        ("Công an tỉnh", "chủ trì quý I"),
        ("Sở Y tế", "chủ trì quý II"),
        ("Tỉnh đoàn", "phụ trách quý III."),
    ]


def test_what_stands_behind_the_colon_of_a_group_is_its_task_where_it_opens_with_a_verb() -> None:
    assert pairs("1. Các xã, phường: Căn cứ số lượng mở tài khoản để xếp loại.") == [
        ("Các xã, phường", "Căn cứ số lượng mở tài khoản để xếp loại.")
    ]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Cục Văn hóa cơ sở, Gia đình và Thư viện chủ trì kiểm tra.", ["Cục Văn hóa cơ sở, Gia đình và Thư viện"]),
        ("Vụ Kế hoạch, Tài chính thẩm định dự toán.", ["Vụ Kế hoạch, Tài chính"]),
        ("Phòng Kế hoạch - Tài chính cấp kinh phí cho các trường.", ["Phòng Kế hoạch - Tài chính"]),
        ("Giao Sở Y tế hoặc Sở Tư pháp làm đầu mối.", ["Sở Y tế", "Sở Tư pháp"]),
        ("Trưởng thôn báo công an xã ngay trong ngày.", ["Trưởng thôn"]),
        ("Trường có hợp đồng xe đưa đón gửi danh sách xe.", ["Trường có hợp đồng xe đưa đón"]),
        ("Ban quản lý chợ bố trí bàn kiểm tra.", ["Ban quản lý chợ"]),
        ("Ban đầu tổ chức hai lớp.", []),
        ("Phó Giám đốc phụ trách chuyên môn trực tiếp điều hành.", ["Phó Giám đốc phụ trách chuyên môn"]),
        ("Các báo cáo gửi qua trục liên thông.", []),
        ("Chi hội khác tự cân đối từ quỹ hội.", ["Chi hội khác"]),
        ("Chi hội chỉ trình bày báo cáo tổng kết.", ["Chi hội"]),
        ("Chi bộ xóm, phố gửi nghị quyết tháng.", ["Chi bộ xóm, phố"]),
    ],
)
def test_a_name_reaches_to_what_its_body_does(words: str, who: list[str]) -> None:
    assert [agency for agency, _ in pairs(f"1. {words}")] == who


def test_branches_of_hamlets_and_secretariats_are_named_whole() -> None:
    body = (
        "1. Sở Tư pháp\n\nMua sách.\n\n2. Chi hội khuyến học ấp, khóm: đọc sách cho trẻ.\n\n"
        "3. Tổ Thư ký đặt tại Sở Tư pháp, tổng hợp điểm."
    )
    assert [agency for agency, _ in pairs(body)[1:]] == ["Chi hội Khuyến học ấp, khóm", "Tổ Thư ký"]


def test_a_list_of_partners_goes_on_behind_a_semicolon() -> None:
    body = (
        "1. Sở Tư pháp\n\n- Phối hợp với Văn phòng UBND tỉnh; Chủ tịch UBND các xã, phường tổ chức niêm yết danh mục."
    )
    assert {agency for agency, role, _ in tasks(body) if role != "liên quan"} == {"Sở Tư pháp"}
    assert tasks(body)[0][2].endswith("niêm yết danh mục.")


@pytest.mark.parametrize(
    ("words", "agencies"),
    [
        ("Trong thời hạn 05 ngày kể từ ngày nhận đơn Công an xã có trách nhiệm trả lời.", ["Công an xã"]),
        ("Theo phân cấp, thì Sở Xây dựng, Sở Công Thương kiểm tra kho.", ["Sở Xây dựng", "Sở Công Thương"]),
        ("Rà soát kho; các đơn vị, địa phương có trách nhiệm sửa kho.", ["Các đơn vị, địa phương"]),
        ("Sau khi duyệt, các cơ quan chức năng thực hiện thủ tục cấp phép.", ["Các cơ quan chức năng"]),
        ("Các nhà thầu trong các khu dân cư tổ chức dọn rác.", ["Các nhà thầu trong các khu dân cư"]),
    ],
)
def test_whoever_a_sentence_charges_is_found_behind_its_circumstance(words: str, agencies: list[str]) -> None:
    assert [agency for agency, _ in pairs(f"1. Nội dung\n\n- {words}")] == agencies


@pytest.mark.parametrize(
    "words",
    [
        "Trưởng ban là Phó Chủ tịch UBND tỉnh; Phó Trưởng Ban Chỉ đạo gồm đại diện lãnh đạo Sở Tư pháp.",
        "Cán bộ thư viện giỏi là: người đã quản lý kho sách ba năm.",
        "Cơ quan giải quyết thủ tục: Sở Tư pháp.",
        "Xây dựng báo cáo gửi Sở Tư pháp và các sở, ngành chủ trì, quản lý và thực hiện dự án.",
        "Trong quý I, Sở Tư pháp chủ trì.",
    ],
)
def test_words_that_only_tell_who_somebody_is_give_no_task(words: str) -> None:
    assert pairs(f"1. Thành viên\n\n- {words}") == []


def test_the_last_sentence_over_a_list_says_whose_tasks_follow() -> None:
    said = "Tình hình còn phức tạp. Căn cứ dự báo, Sở Tư pháp tập trung các việc sau:"
    body = f"1. Giai đoạn tới\n\n{said}\n\n(1) Mua sách.\n\n(2) Tặng sách."
    assert pairs(body)[-2:] == [("Sở Tư pháp", "Mua sách."), ("Sở Tư pháp", "Tặng sách.")]


@pytest.mark.parametrize("title", ["Về đánh giá tình hình năm qua", "Về việc kết quả đạt được"])
def test_a_heading_about_what_was_done_sets_no_task(title: str) -> None:
    assert pairs(f"1. {title}\n\n- Sở Tư pháp tiếp tục khẳng định vai trò nòng cốt.") == []


def test_party_committees_of_provinces_and_cities_are_named_as_one_group() -> None:
    found = pairs("1. Căn cứ phương hướng chung, các văn phòng tỉnh ủy, thành ủy cụ thể hóa nhiệm vụ.")
    assert found == [("Các văn phòng tỉnh ủy, thành ủy", "cụ thể hóa nhiệm vụ.")]


def test_bodies_before_colons_in_one_line_have_a_part_each() -> None:
    line = "1. Hội Nông dân: cấp giống cho 20 hộ; Trạm Y tế: trực 02 ngày; Sở Nông nghiệp và Môi trường: in tờ gấp."
    assert pairs(line) == [
        ("Hội Nông dân", "cấp giống cho 20 hộ;"),
        ("Trạm Y tế", "trực 02 ngày;"),
        ("Sở Nông nghiệp và Môi trường", "in tờ gấp."),
    ]
    assert pairs("1. Buổi chợ: Đoàn Thanh niên xã trực 02 bàn hướng dẫn.") == [
        ("Đoàn Thanh niên Cộng sản Hồ Chí Minh xã", "trực 02 bàn hướng dẫn.")
    ]

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.agencies import canonical, find_agencies, part_and_owner, same_agency


def names(text: str, folded: bool = False) -> list[str]:
    return [mention.name for mention in find_agencies(text, folded)]


def quotes(text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in find_agencies(text)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở Y tế Thanh Hóa", "Sở Y tế"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở lao động- Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("SLĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("Hội LHPN tỉnh Khánh Hòa", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("Hội LHPN cấp huyện", "Hội Liên hiệp Phụ nữ cấp huyện"),
        ("UBND các huyện, thành phố", "Ủy ban nhân dân các huyện, thành phố"),
        ("Uỷ ban nhân dân các xã, phường, thị trấn", "Ủy ban nhân dân các xã, phường, thị trấn"),
        ("UBND huyện Năm Căn", "Ủy ban nhân dân huyện"),
        ("Công an Tỉnh", "Công an tỉnh"),
        ("BTV Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Ban Dân vận TW", "Ban Dân vận Trung ương"),
        ("Ban VSTBPN LĐLĐ tỉnh", "Ban Vì sự tiến bộ của phụ nữ Liên đoàn Lao động tỉnh"),
        ("BVSTBCPN ngành", "Ban Vì sự tiến bộ của phụ nữ ngành"),
        ("Thanh tra Sở", "Thanh tra Sở"),
        ("Thanh tra Sở Xây dựng", "Thanh tra Sở Xây dựng"),
        ("UBND TP. Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("CÔNG AN THÀNH PHỐ CẦN THƠ", "Công an thành phố Cần Thơ"),
        ("Ban Công tác Mặt trận các thôn", "Ban Công tác Mặt trận các thôn"),
        ("Ban An toàn giao thông tỉnh", "Ban An toàn giao thông tỉnh"),
        ("Phòng Quản lý xây dựng", "Phòng Quản lý xây dựng"),
        ("Trung tâm Hỗ trợ phát triển", "Trung tâm Hỗ trợ phát triển"),
        ("Ban Tuyên giáo - Nữ công", "Ban Tuyên giáo - Nữ công"),
        ("Ban Dân tộc và Tôn giáo", "Ban Dân tộc và Tôn giáo"),
        ("Phòng Phổ biến, giáo dục pháp luật", "Phòng Phổ biến, giáo dục pháp luật"),
        ("Phòng Kế hoạch tổng hợp", "Phòng Kế hoạch - Tổng hợp"),
        ("Trung tâm Dịch vụ tổng hợp xã", "Trung tâm Dịch vụ tổng hợp xã"),
    ],
)
def test_a_body_has_one_name_however_it_is_written(written: str, name: str) -> None:
    assert names(written) == [name]
    assert canonical(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ban Phong trào của Ủy ban MTTQ tỉnh", "Ban Phong trào Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Ban Phong trào của Mặt trận tỉnh", "Ban Phong trào"),
        ("Phòng Quản lý Di sản văn hóa của Sở Y tế", "Phòng Quản lý Di sản văn hóa Sở Y tế"),
        ("Ban Vì sự tiến bộ của phụ nữ", "Ban Vì sự tiến bộ của phụ nữ"),
    ],
)
def test_an_owner_may_stand_behind_of(written: str, name: str) -> None:
    assert find_agencies(written)[0].name == name


def test_a_part_is_told_from_its_owner() -> None:
    assert part_and_owner("Thanh tra Sở Y tế") == ("Thanh tra", "Sở Y tế")
    assert part_and_owner("Sở Y tế") is None


@pytest.mark.parametrize(
    ("written", "part", "owner"),
    [
        ("Ban Kỷ luật - Thi vụ LĐLĐ tỉnh", "Ban Kỷ luật - Thi vụ", "Liên đoàn Lao động tỉnh"),
        ("Ban Kỷ luật - Thi vụ LĐLĐ Khánh Hòa", "Ban Kỷ luật - Thi vụ", "Liên đoàn Lao động"),
        ("Phòng Tham mưu Công an tỉnh", "Phòng Tham mưu", "Công an tỉnh"),
        ("Phòng Đo đạc biển sở TNMT", "Phòng Đo đạc biển", "Sở Tài nguyên và Môi trường"),
        ("Ban Phong trào MTTQ huyện", "Ban Phong trào", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện"),
    ],
)
def test_an_owner_that_no_word_joins_to_its_part_is_told_by_its_level_or_place(written, part, owner) -> None:
    assert part_and_owner(written) == part_and_owner(canonical(written)) == (part, owner)


@pytest.mark.parametrize("name", ["Ban Công tác Công đoàn tỉnh", "Ban Công tác Công đoàn"])
def test_a_union_inside_a_part_s_own_name_is_no_owner(name: str) -> None:
    assert part_and_owner(name) is None


@pytest.mark.parametrize(
    "name", ["Phòng Giáo dục Mầm non - Tiểu học", "Phòng Giáo dục Trung học - Giáo dục thường xuyên"]
)
def test_a_department_s_name_goes_on_with_a_word_of_two_syllables(name: str) -> None:
    assert names(f"{name} tổng hợp số liệu") == [name]
    assert names("Phòng Giáo dục Thị xã tổng hợp") == ["Phòng Giáo dục và Đào tạo thị xã"]
    assert names("Phòng Nội vụ Chủ trì, phối hợp") == ["Phòng Nội vụ"]


def test_a_union_of_viet_nam_with_a_level_behind_it_is_that_level_s() -> None:
    assert names("Hội Nông dân Việt Nam tỉnh Hòa Bình và Hội Nông dân Việt Nam") == [
        "Hội Nông dân tỉnh",
        "Hội Nông dân Việt Nam",
    ]


def test_a_level_scanned_without_its_mark_still_belongs_to_the_longer_body() -> None:
    assert names("Đảng đoàn Hội đồng nhân dân tinh lãnh đạo rà soát") == ["Đảng đoàn Hội đồng nhân dân tỉnh"]


def test_the_place_is_kept_apart_from_the_name() -> None:
    (mention,) = find_agencies("giao Sở Y tế Thanh Hóa chủ trì")
    assert (mention.name, mention.place) == ("Sở Y tế", "Thanh Hóa")


def test_a_mention_covers_the_words_of_the_plan_with_level_and_place() -> None:
    assert quotes("Báo cáo UBND các huyện, thành phố Cà Mau trước ngày 30") == ["UBND các huyện, thành phố Cà Mau"]


@pytest.mark.parametrize(
    "group",
    ["Các sở, ban, ngành liên quan", "các cấp Hội", "Hội LHPN các cấp", "Các đơn vị trực thuộc",
     "Thủ trưởng các cơ quan, đơn vị có liên quan", "sở, ban, ngành", "các sở ban ngành"],
)  # fmt: skip
def test_a_group_binds_many(group: str) -> None:
    (mention,) = find_agencies(group)
    assert mention.general
    assert mention.span.end == len(group)


def test_departments_that_share_a_head_are_each_named() -> None:
    assert names("Các Sở: XD, TC, KH&CN;") == ["Sở Xây dựng", "Sở Tài chính", "Sở Khoa học và Công nghệ"]
    assert names("các Sở Nội vụ, Y tế và Tư pháp") == ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp"]


def test_a_body_that_stands_in_no_table_is_read_by_its_capitals() -> None:
    assert names("Sở Kinh tế và Hợp tác xã tham mưu kinh phí") == ["Sở Kinh tế và Hợp tác xã"]
    assert names("Chi cục Hải quan khu vực XIX phối hợp") == ["Chi cục Hải quan khu vực XIX"]
    assert names("Trung tâm Chuyển đổi số Thành phố chủ trì") == ["Trung tâm Chuyển đổi số thành phố"]


def test_neighbours_in_a_list_do_not_run_into_one_name() -> None:
    assert names("Đài Phát thanh - Truyền hình Cà Mau, Báo Cà Mau") == ["Đài Phát thanh - Truyền hình", "Báo Cà Mau"]
    assert names("Hội Nông dân, Đoàn Thanh niên")[0] == "Hội Nông dân"
    assert names("1. Sở Y tế\n2. Công an tỉnh") == ["Sở Y tế", "Công an tỉnh"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("việc của Đảng, Ủy ban nhân dân xã", ["Ủy ban nhân dân xã"]),
        ("của tỉnh, Ủy ban Kiểm tra", ["Ủy ban Kiểm tra"]),
        ("Ban Tuyên giáo và Hội Nông dân", ["Ban Tuyên giáo", "Hội Nông dân"]),
        ("Sở Nông nghiệp và Môi trường, Ủy ban Kiểm tra", ["Sở Nông nghiệp và Môi trường", "Ủy ban Kiểm tra"]),
        ("Phòng Quản lý phải báo cáo", ["Phòng Quản lý"]),
        ("Phòng Hạ tầng kỹ thuật\nLà đầu mối", ["Phòng Hạ tầng kỹ thuật"]),
        ("Thanh tra Sở\nChủ trì kiểm tra", ["Thanh tra Sở"]),
    ],
)
def test_a_name_ends_at_a_comma_another_body_or_the_line(text: str, listed: list[str]) -> None:
    assert names(text) == listed


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Bộ Ngoại giao hướng dẫn thủ tục", ["Bộ Ngoại giao"]),
        ("Bộ Dân tộc và Tôn giáo công bố danh mục", ["Bộ Dân tộc và Tôn giáo"]),
        ("Cục Việc làm rà soát sàn giao dịch", ["Cục Việc làm"]),
        ("Cục Hàng hải và Đường thủy Việt Nam công bố luồng", ["Cục Hàng hải và Đường thủy Việt Nam"]),
        ("Ban Dân chủ - Pháp luật chủ trì góp ý", ["Ban Dân chủ - Pháp luật"]),
        ("Giao Ban Dân chủ – Pháp luật Ủy ban MTTQ tỉnh góp ý",
         ["Ban Dân chủ - Pháp luật Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
        ("Ban Tổ chức và Ban Dân vận Tỉnh ủy rà soát", ["Ban Tổ chức", "Ban Dân vận Tỉnh ủy"]),
        ("Ban Đại diện Hội Người cao tuổi huyện chúc thọ", ["Ban Đại diện Hội Người cao tuổi huyện"]),
        ("Ban đại diện cha mẹ học sinh phối hợp", ["Ban Đại diện cha mẹ học sinh"]),
        ("Ban Liên lạc Hội Cựu thanh niên xung phong tỉnh gặp mặt",
         ["Ban Liên lạc Hội Cựu thanh niên xung phong tỉnh"]),
        ("Ban Giám hiệu Trường Tiểu học Hoa Mai tổ chức", ["Ban Giám hiệu Trường Tiểu học Hoa Mai"]),
        ("Ban Giám đốc Bệnh viện Phổi tỉnh phân công", ["Ban Giám đốc Bệnh viện Phổi tỉnh"]),
        ("Ban Kiểm soát Liên minh Hợp tác xã tỉnh rà soát", ["Ban Kiểm soát Liên minh Hợp tác xã tỉnh"]),
        ("Ban Dự báo thiên tai cập nhật bản tin", ["Ban Dự báo thiên tai"]),
        ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông lập hồ sơ",
         ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông"]),
        ("Phòng Giải quyết khiếu nại rà soát đơn", ["Phòng Giải quyết khiếu nại"]),
        ("Phòng Việc làm - An toàn lao động rà soát", ["Phòng Việc làm - An toàn lao động"]),
        ("Phòng Cảnh sát giao thông Công an tỉnh tuần tra", ["Phòng Cảnh sát giao thông Công an tỉnh"]),
        ("Trung tâm Dự báo khí tượng thủy văn cập nhật", ["Trung tâm Dự báo khí tượng thủy văn"]),
        ("Bệnh viện Y học cổ truyền tỉnh khám bệnh", ["Bệnh viện Y học cổ truyền tỉnh"]),
        ("Hội đồng Thi đua - Khen thưởng tỉnh xét duyệt", ["Hội đồng Thi đua - Khen thưởng tỉnh"]),
        ("Công ty Công trình đô thị rà soát đèn", ["Công ty Công trình đô thị"]),
        ("Văn phòng HĐND và UBND xã phối hợp", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"]),
        ("Sở Y tế và Sở Tài chính rà soát", ["Sở Y tế", "Sở Tài chính"]),
        ("Chi cục Kiểm lâm và Chi cục Thủy lợi rà soát", ["Chi cục Kiểm lâm", "Chi cục Thủy lợi"]),
        ("Các chủ đầu tư, nhà thầu nộp phí", ["Các chủ đầu tư, nhà thầu"]),
        ("Ban Chỉ huy Phòng thủ dân sự xã trực ban", ["Ban Chỉ huy Phòng thủ dân sự xã"]),
        ("Ban Giám sát đầu tư của cộng đồng giám sát", ["Ban Giám sát đầu tư của cộng đồng"]),
        ("Nhà Văn hóa xã đưa tin", ["Nhà Văn hóa xã"]),
        ("Quỹ Hỗ trợ hợp tác xã chi trả", ["Quỹ Hỗ trợ hợp tác xã"]),
        ("Viện Quy hoạch xây dựng tỉnh lập đồ án", ["Viện Quy hoạch xây dựng tỉnh"]),
        ("Văn phòng Điều phối nông thôn mới tỉnh tổng hợp", ["Văn phòng Điều phối nông thôn mới tỉnh"]),
        ("Văn phòng Tỉnh ủy và Văn phòng UBND tỉnh theo dõi",
         ["Văn phòng Tỉnh ủy", "Văn phòng Ủy ban nhân dân tỉnh"]),
        ("Thanh tra Bộ và Vụ Pháp chế thẩm tra", ["Thanh tra Bộ", "Vụ Pháp chế"]),
        ("Các hộ kinh doanh đăng ký", ["Các hộ kinh doanh"]),
        ("Ban Tuyên giáo chủ động đưa tin", ["Ban Tuyên giáo"]),
        ("Chi cục Hải quan khu vực XX chủ động đưa tin", ["Chi cục Hải quan khu vực XX"]),
        ("Phòng Quản lý thu và Phát triển người tham gia: giao chỉ tiêu",
         ["Phòng Quản lý thu và Phát triển người tham gia"]),
        ("Phòng Hỗ trợ người nộp thuế báo cáo", ["Phòng Hỗ trợ người nộp thuế"]),
        ("Trung tâm Chăm sóc người có công tiếp nhận hồ sơ", ["Trung tâm Chăm sóc người có công"]),
        ("Phòng Thanh tra cùng Ban Quan hệ lao động dự thảo báo cáo", ["Phòng Thanh tra", "Ban Quan hệ lao động"]),
        ("Công đoàn Đường sắt Việt Nam phát động", ["Công đoàn Đường sắt Việt Nam"]),
    ],
)  # fmt: skip
def test_a_name_ends_behind_its_compounds_and_before_what_the_body_does(sentence: str, listed: list[str]) -> None:
    assert names(sentence) == listed


def test_communes_named_as_a_place_are_no_body() -> None:
    assert names("nhà văn hóa ở các xã, phường") == []
    assert names("giao các xã, phường sửa nhà văn hóa") == ["Các xã, phường"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("ban dan chu phap luat lam gi", "Ban Dân chủ - Pháp luật"),
        ("ban dai dien hoi nguoi cao tuoi huyen lam gi", "Ban Đại diện Hội Người cao tuổi huyện"),
        ("ban lien lac hoi cuu chien binh tinh lam gi", "Ban Liên lạc Hội Cựu chiến binh tỉnh"),
    ],
)
def test_a_board_and_its_union_typed_without_marks_are_one_body(asked: str, name: str) -> None:
    assert names(asked, folded=True) == [name]


@pytest.mark.parametrize(
    "text", ["mỗi cơ sở y tế", "trụ sở", "Ban hành kèm theo", "xã hội", "hội viên", "Hội nghị", "02/KH-UBND"]
)
def test_words_that_only_look_like_a_body_are_none(text: str) -> None:
    assert names(text) == []


def test_a_question_typed_without_marks_names_the_same_bodies() -> None:
    text = "so y te, cong an tinh va hoi lhpn huyen phai lam gi"
    assert names(text, folded=True) == ["Sở Y tế", "Công an tỉnh", "Hội Liên hiệp Phụ nữ huyện"]
    assert names("sldtbxh lam gi", folded=True) == ["Sở Lao động - Thương binh và Xã hội"]


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("Sở Y tế", "Sở Y tế Thanh Hóa"),
        ("ngành Y tế", "Sở Y tế"),
        ("so y te", "Sở Y tế"),
        ("Công an", "Công an tỉnh"),
        ("UBND huyện", "UBND các huyện, thành phố"),
        ("UBND xã", "UBND các xã, phường, thị trấn"),
        ("UBND thành phố Cà Mau", "UBND các huyện, thành phố Cà Mau"),
        ("Hội Phụ nữ", "Hội LHPN tỉnh"),
        ("MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Ban Tuyên giáo", "Ban Tuyên giáo Tỉnh ủy"),
        ("Các sở, ban, ngành", "các sở ban ngành"),
        ("Đoàn Thanh niên", "Tỉnh đoàn"),
        ("doan thanh nien", "Tỉnh đoàn"),
        ("Đoàn Thanh niên huyện", "Huyện đoàn"),
        ("Thanh tra Sở Xây dựng", "Thanh tra Sở"),
        ("Ban Công tác Mặt trận", "Ban Công tác Mặt trận các thôn"),
        ("UBND thành phố Đà Nẵng", "Ủy ban nhân dân thành phố"),
        ("UBND xã", "Ủy ban nhân dân các xã có vùng chè"),
        ("Công đoàn tỉnh", "Liên đoàn Lao động tỉnh"),
        ("cong doan huyen", "LĐLĐ huyện"),
        ("Công đoàn thành phố Hải Phòng", "Liên đoàn Lao động thành phố"),
    ],
)
def test_a_question_means_the_body_the_plan_names(asked: str, stated: str) -> None:
    assert same_agency(asked, stated)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("Công an tỉnh", "Công an huyện"),
        ("Ban Dân tộc", "Ban Dân vận"),
        ("Hội LHPN tỉnh", "Hội LHPN huyện"),
        ("UBND tỉnh", "UBND các huyện, thành phố"),
        ("Bộ Y tế", "Sở Y tế"),
        ("Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Sở Y tế", "Các sở, ban, ngành"),
        ("Thanh tra tỉnh", "Thanh tra Sở"),
        ("Thanh tra Sở Xây dựng", "Thanh tra Sở Y tế"),
        ("UBND thành phố Đà Nẵng", "Ủy ban nhân dân các quận, huyện"),
        ("UBND huyện", "Ủy ban nhân dân thành phố Đà Nẵng"),
        ("UBND tỉnh", "Ủy ban nhân dân thành phố Cà Mau"),
        ("Đoàn Thanh niên xã", "Tỉnh đoàn"),
        ("Công đoàn xã", "Liên đoàn Lao động tỉnh"),
        ("Công đoàn tỉnh", "Công đoàn Giáo dục tỉnh"),
        ("Công đoàn cơ sở", "Liên đoàn Lao động huyện"),
    ],
)
def test_another_body_or_another_level_is_not_meant(asked: str, stated: str) -> None:
    assert not same_agency(asked, stated)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Sởsở Y tếUBND tỉnhcác,ban\n-&./12 Hội", max_size=60))
def test_mentions_stand_in_order_inside_the_text(text: str) -> None:
    spans = [m.span for m in find_agencies(text)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_bodies_of_two_regions_are_two_however_the_number_is_written() -> None:
    assert same_agency("Kho bạc Nhà nước khu vực 11", "Kho bạc nhà nước khu vực XI")
    assert not same_agency("Kho bạc Nhà nước khu vực 8", "Kho bạc nhà nước khu vực XI")
    assert same_agency("Kho bạc Nhà nước", "Kho bạc nhà nước khu vực XI")


@pytest.mark.parametrize("place", ["Hòa Bình", "Hà Tĩnh"])
def test_an_association_of_the_country_with_a_province_behind_is_that_provinces(place: str) -> None:
    (found,) = find_agencies(f"Hội Liên hiệp Phụ nữ Việt Nam tỉnh {place}")
    assert (found.name, found.place, found.levels) == ("Hội Liên hiệp Phụ nữ tỉnh", place, {"tỉnh"})
    (country,) = find_agencies("Hội Liên hiệp Phụ nữ Việt Nam")
    assert country.levels == {"trung ương"}


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("Hội Sinh viên Việt Nam tỉnh", "Hội Sinh viên tỉnh Vĩnh Long"),
        ("Hội Doanh nhân trẻ Việt Nam thành phố", "Hội Doanh nhân trẻ thành phố"),
        ("Hội Người khuyết tật Việt Nam tỉnh", "Hội Người khuyết tật tỉnh"),
    ],
)
def test_an_association_that_stands_in_no_table_is_that_provinces_too(printed: str, asked: str) -> None:
    assert find_agencies(printed)[0].name == asked.removesuffix(" Vĩnh Long")
    assert same_agency(asked, printed)


def test_a_body_with_a_capital_is_the_owner_and_no_group_behind_it() -> None:
    found = [
        one.name for one in find_agencies("Ban Dân vận Thành ủy, các cơ quan liên quan; trên địa bàn tỉnh, các sở")
    ]
    assert found == ["Ban Dân vận Thành ủy", "Các cơ quan liên quan", "Các sở"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Trung tâm Hỗ trợ doanh nghiệp lo việc nào?", "Trung tâm Hỗ trợ doanh nghiệp"),
        ("Ban Quản lý bến xe được giao gì?", "Ban Quản lý bến xe"),
        ("Trung tâm Hỗ trợ thanh niên giúp ai?", "Trung tâm Hỗ trợ thanh niên"),
    ],
)
def test_a_name_reaches_to_the_word_of_what_is_asked_of_it(asked: str, name: str) -> None:
    assert names(asked) == [name]


@pytest.mark.parametrize("text", ["các Tỉnh ủy viên theo dõi", "02 Thanh tra viên", "ba Đảng ủy viên phụ trách"])
def test_a_member_of_a_body_is_not_the_body(text: str) -> None:
    assert names(text) == []
    assert names("Công đoàn Viên chức tỉnh") == ["Công đoàn Viên chức tỉnh"]

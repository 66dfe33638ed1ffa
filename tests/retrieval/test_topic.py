"""What is left of a question when the asking is taken away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import syllables
from retrieval.topic import as_written, terms, topic_of


@pytest.mark.parametrize(
    ("question", "intent", "subject"),
    [
        ("Cho tôi hỏi về nạo vét kênh mương là gì ạ?", "content", "nạo vét kênh mương"),
        ("Chỉ tiêu diện tích rừng ngập mặn là bao nhiêu?", "target", "diện tích rừng ngập mặn"),
        ("Hạn nộp báo cáo về diễn tập là khi nào?", "deadline", "diễn tập"),
        ("Bình xét xóm văn hóa chậm nhất hôm nào?", "content", "bình xét thôn văn hóa"),
        ("Nạo vét mương đến quý mấy, năm nào?", "content", "nạo vét kênh mương"),
        ("Gửi danh sách diễn tập về sở sau mấy ngày nhận được?", "deadline", "danh sách diễn tập"),
        ("Ai chủ trì cấp nước sạch?", "duties", "cấp nước sạch"),
        ("Kế hoạch nào nói về hồ chứa?", "list", "hồ chứa"),
        ("Phải làm gì?", "duties", ""),
        ("Địa chỉ bộ phận một cửa ở đâu?", "content", "địa chỉ bộ phận một cửa"),
        ("Được trang bị những thiết bị gì?", "content", "trang bị thiết bị"),
        ("Kinh phí khen thưởng cấp tỉnh lấy từ nguồn nào?", "content", "kinh phí khen thưởng cấp tỉnh"),
        ("Ai chủ trì ra mắt AI hỗ trợ học tập?", "duties", "ra mắt ai hỗ trợ học tập"),
        ("GPMB nghĩa là gì?", "definition", "gpmb"),
        ("Nạo vét hồ hết bao nhiêu tỷ?", "target", "nạo vét hồ"),
        ("Định kéo giảm vụ cháy xuống bao nhiêu?", "target", "giảm vụ cháy"),
        ("Quy định mỗi ngày cấp bao nhiêu lít?", "target", "quy định cấp lít"),
        ("Ai xử lý điểm đen giao thông?", "duties", "xử lý điểm đen giao thông"),
        ("Hội phải lo mảng nào cho ngày hội?", "duties", "hội ngày hội"),
        ("Hạn báo cáo học kỳ 1 là khi nào?", "deadline", "học kỳ"),
        ("Mỗi người ít nhất bao nhiêu lít 1 ngày?", "target", "người lít"),
        ("Ai kí kế hoạch hội thao?", "metadata", "hội thao"),
        ("Bao giờ có lớp kĩ năng quản lí?", "content", "lớp kỹ năng quản lý"),
        ("Tỷ lệ che phủ rừng ở nước ngoài", "target", "che phủ rừng nước ngoài"),
        ("Năm nay phải nạo vét mấy con mương?", "target", "nạo vét con mương"),
        ("Mỗi tổ tối đa mấy người?", "target", "tổ người"),
        ("Mức vay tối đa một hộ là bao nhiêu?", "target", "vay tối đa"),
        ("Thôn em phải nạo vét mương nào?", "content", "thôn nạo vét kênh mương"),
        ("Hộ nghèo thì cần điều kiện thế nào mới được vay?", "content", "hộ nghèo vay"),
        ("Muốn được cấp giống thì hộ phải đáp ứng những gì?", "content", "cấp giống hộ"),
        ("Vay vốn thì hộ nghèo phải thỏa mãn điều kiện gì?", "content", "vay vốn hộ nghèo"),
        ("Báo cáo nuôi bò nửa đầu năm gửi ngày nào?", "deadline", "nuôi bò"),
        ("Báo cáo nuôi bò 6 tháng cuối năm gửi ngày nào?", "deadline", "nuôi bò"),
        ("Hộ nào được làm nhà tiêu free?", "content", "hộ nhà vệ sinh miễn phí"),
        ("Cơ quan nào đưa ra mẫu chuồng bò?", "duties", "mẫu chuồng bò"),
        ("Bón phân quý II", "content", "bón phân quý 2"),
        ("Bón phân quý I năm 2026", "content", "bón phân quý 1 năm 2026"),
        ("Học bổng cấp 3", "content", "học bổng trung học phổ thông"),
        ("Có phải đền không, trong bao lâu?", "content", "đền"),
        ("Tủ sách gồm những loại nào?", "content", "tủ sách"),
        ("Đô thị này thuộc loại nào?", "content", "đô thị thuộc loại"),
        ("Dịp hè mấy bác trưởng bản gánh khâu gì?", "duties", "hè trưởng thôn"),
        ("Chúng em được phép neo bè không?", "content", "neo bè"),
        ("Chuyện vỡ đê thì sao?", "content", "vỡ đê"),
        ("Buổi nói chuyện chuyên đề ở đâu?", "content", "buổi chuyện chuyên đề"),
    ],
)
def test_the_subject_is_what_the_asking_leaves(question, intent, subject):
    assert " ".join(topic_of(question, (), intent)) == subject


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("chỉ tiêu nước sạch", "chỉ tiêu nước sạch"),
        ("cho vay vốn", "cho vay vốn"),
        ("theo dõi mực nước", "theo dõi mực nước"),
        ("chỉ huy tại chỗ", "chỉ huy chỗ"),
        ("bằng cấp", "bằng cấp"),
        ("hoạt động dưới nước", "hoạt động dưới nước"),
    ],
)
def test_a_frame_word_inside_a_compound_stays(question, subject):
    assert " ".join(topic_of(question)) == subject


def test_a_word_that_comes_again_stays_only_where_it_makes_another_word():
    assert topic_of("thưởng cấp xã, chi trả trợ cấp") == ("thưởng", "cấp", "xã", "chi", "trả", "trợ", "cấp")
    assert topic_of("kinh phí in sổ, kinh phí khen thưởng") == ("kinh", "phí", "in", "sổ", "khen", "thưởng")


def test_the_phrases_to_leave_out_are_left_out_whole():
    topic = topic_of("Sở Giao thông vận tải sửa cầu treo", ["Sở Giao thông vận tải"], "duties")
    assert topic == ("sửa", "cầu", "treo")


def test_what_people_say_is_turned_into_what_offices_write():
    assert topic_of("tiền sửa đê") == ("kinh", "phí", "sửa", "đê")


def test_the_name_of_a_province_is_never_rewritten():
    assert topic_of("tiền sửa đê Tiền Giang") == ("kinh", "phí", "sửa", "đê", "tiền", "giang")


def test_the_words_of_offices_are_never_translated_twice():
    said = {said for said, office in terms().told.items() if said != office}
    written = {office for said, office in terms().told.items() if said != office}
    assert len(written) > 1000
    assert not said & written


@pytest.mark.parametrize("office", ["chuẩn bị", "thiết bị", "trang bị"])
def test_a_word_that_ends_like_one_of_asking_stays_whole(office):
    assert topic_of(f"{office} gì để chữa cháy") == (*office.split(), "chữa", "cháy")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("lập tổ xung kích", "thành lập tổ xung kích"),
        ("thành lập tổ xung kích", "thành lập tổ xung kích"),
        ("trường cấp 2 và con nít", "trường trung học cơ sở và trẻ em"),
    ],
)
def test_the_longest_saying_that_stands_at_a_place_is_translated(said, written):
    assert as_written(said) == written


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=2))
def test_a_subject_is_made_of_syllables(text, without):
    topic = topic_of(text, without)
    assert all(word and not word.isspace() for word in topic)
    assert list(topic) == syllables(" ".join(topic))


def test_to_whom_a_report_goes_by_a_common_word_is_no_subject_of_its_limit():
    assert topic_of("báo cáo hoạt động hè gửi sở trước ngày nào", (), "deadline") == ("hoạt", "động", "hè")

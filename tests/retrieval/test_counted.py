from __future__ import annotations

import pytest

from retrieval.counted import MONEY, counted


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Giám sát bao nhiêu trường học?", "giam sat 12 truong hoc", "khong duoi 07 nguoi"),
        ("Đạt bao nhiêu phần trăm?", "dat tren 80%", "dat 80 ho"),
        ("có mấy chuyên đề ngoại khóa", "to chuc 04 chuyen de", "04 lop"),
        ("Lập mới mấy HTX?", "thanh lap moi 06 hop tac xa", "thanh lap moi 22 to"),
        (
            "Có bao nhiêu sản phẩm ba sao?",
            "| 5 | san pham dat sao | san pham | 40 | 55 |",
            "| 5 | san pham moi | % | 40 |",
        ),
        ("Mưa bao nhiêu mm?", "mua pho bien 200-400mm", "mua 3 ngay"),
        ("Phát bao nhiêu kg gạo?", "moi ho 15kg gao", "moi ho 15 m vai"),
    ],
)
def test_a_figure_is_of_what_was_counted(question: str, said: str, other: str) -> None:
    assert any(noun.search(said) for noun in counted(question))
    assert not any(noun.search(other) for noun in counted(question))


def test_the_figure_beside_the_noun_is_the_surest() -> None:
    surest = counted("Có bao nhiêu ca mắc?")[0]
    assert surest.search("ghi nhan 64 ca mac")
    assert not surest.search("giam 15% so ca mac")


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Mỗi hộ được hỗ trợ bao nhiêu tiền?", "moi ho 12 trieu dong", "ho tro 40 ho"),
        ("sửa cầu hết mấy tỷ", "tong muc dau tu 3,5 ty dong", "hoan thanh 85% khoi luong"),
        ("Cán bộ trực được phụ cấp bao nhiêu?", "phu cap 70.000 dong", "thuong 70.000 dong"),
        ("Lãi suất vay là bao nhiêu?", "lai suat 6,5%/nam", "cho vay 80% von"),
        ("Kinh phí tập huấn là bao nhiêu?", "kinh phi (trieu dong): 45", "tap huan 45 can bo"),
        ("Kinh phí tập huấn là bao nhiêu?", "ngan sach chi 50%", "mo 02 lop tap huan"),
    ],
)
def test_a_question_for_money_is_answered_by_a_sum_or_where_none_is_named_a_share(question, said, other) -> None:
    assert any(noun.search(said) for noun in counted(question))
    assert not any(noun.search(other) for noun in counted(question))


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Huyện có bao nhiêu bến đò?", "toan huyen co 14 ben do", "100% ben do duoc kiem tra"),
        (
            "Tỉnh hiện có bao nhiêu người khuyết tật?",
            "1.250 nguoi khuyet tat",
            "tren 70% nguoi khuyet tat trong 06 thang",
        ),
    ],
)
def test_how_many_there_are_is_told_by_their_number_not_by_a_share(question, said, other) -> None:
    assert any(noun.search(said) for noun in counted(question))
    assert not any(noun.search(other) for noun in counted(question))


@pytest.mark.parametrize("question", ["Sở Y tế làm gì?", "mấy giờ", "Cử bao nhiêu người đi học?"])
def test_people_and_the_hour_may_be_named_in_any_way(question: str) -> None:
    assert counted(question) == ()


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Gửi chậm nhất mấy ngày sau đợt?", "cham nhat 05 ngay sau dot", "truoc ngay 5/6"),
        ("Kiểm tra mấy lần một năm?", "kiem tra hai lan moi nam", "kiem tra 5 tram"),
        ("Tỷ lệ nhận không dùng tiền mặt là bao nhiêu?", "dat 70%", "700 trieu dong"),
        ("Kinh tế số chiếm bao nhiêu GRDP?", "dat 40% grdp", "dat 40 mo hinh"),
        ("Giá trị mỗi suất quà là bao nhiêu?", "moi suat 500.000 dong", "300 suat"),
    ],
)
def test_times_shares_and_rates_are_told_in_their_own_units(question: str, said: str, other: str) -> None:
    assert any(unit.search(said) for unit in counted(question))
    assert not any(unit.search(other) for unit in counted(question))


def test_a_rate_counts_nothing() -> None:
    assert counted("Tiền ăn được bao nhiêu một ngày?") == counted("Tiền ăn được bao nhiêu mỗi ngày?")
    assert not any(noun.search("truc 12 dem") for noun in counted("Trực đêm được bồi dưỡng bao nhiêu một đêm?"))


@pytest.mark.parametrize(
    "question", ["Tỉnh đặt chỉ tiêu bao nhiêu về tỷ lệ hộ dùng điện?", "Mục tiêu bao nhiêu đối với rừng?"]
)
def test_what_a_figure_is_about_is_not_what_is_counted(question: str) -> None:
    assert counted(question) == ()


def test_a_water_meter_is_no_money() -> None:
    assert MONEY not in counted("Lắp bao nhiêu đồng hồ nước?")
    assert MONEY in counted("Lắp hết bao nhiêu đồng?")


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Tặng mấy vé tàu hỏa?", "tặng 500 vé tàu", "210 chuyến xe đưa công nhân về quê"),
        ("Bố trí bao nhiêu chỗ ở?", "ít nhất 04 chỗ ở", "15 nhà tạm lánh cho phụ nữ"),
        ("Cấp bao nhiêu thẻ?", "cấp 300 thẻ", "có thể cấp cho 300 người"),
        ("Nhà phải rộng bao nhiêu mét vuông?", "rộng từ 30 m²", "mỗi nhà 50 triệu đồng"),
        ("Trồng bao nhiêu ha rừng?", "Diện tích (ha): 45", "trồng 45 nghìn cây"),
        ("Đường dài bao nhiêu km?", "dài 3,5 km", "làm 12 cống"),
        ("Vay lãi suất mấy phần trăm?", "lãi suất 6,5%/năm", "phí ủy thác 84%"),
        ("Camera lắp tất cả mấy cái?", "lắp 06 camera ngõ", "thu 40.000 đồng trong tháng 6"),
    ],
)
def test_a_figure_is_of_the_noun_as_it_is_spelt_and_of_its_unit(question: str, said: str, other: str) -> None:
    assert any(figure.search(said) for figure in counted(question))
    assert not any(figure.search(other) for figure in counted(question))


def test_a_text_typed_without_marks_has_only_the_form_of_a_noun() -> None:
    assert counted("Tặng mấy vé?")[0].search("tang 500 ve tau")


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Quỹ vận động được mấy chục tỷ?", "van dong tu 46 ty dong", "van dong 30 xa"),
        ("Mỗi dự án được nhận mấy trăm triệu?", "khong qua 800 trieu dong", "180 du an"),
        ("Làm mấy chục bài học điện tử?", "30 bai giang dien tu", "30 chuc danh"),
        ("Năm nay trồng bao nhiêu gốc cây?", "trong moi 620 cay xanh", "trong tai 16 tuyen duong"),
        ("Xây mấy căn cho hộ nghèo?", "xay 12 nha", "xay 12 kenh"),
        ("Bàn giao mấy cân giống?", "ban giao 30 kg giong", "ban giao 30 nha"),
        ("Kèm mấy đứa học yếu?", "kem 15 hoc sinh", "kem 15 buoi"),
        ("Ban kiểm phiếu gồm mấy người?", "gom 05 dong chi", "trong 12 thang"),
        ("Tổ tư vấn gồm có bao nhiêu người?", "gom 07 thanh vien", "trong 30 ngay"),
        ("Mỗi sáng xem sổ của ít nhất mấy sạp?", "so cua it nhat 10 quay", "03 ngay trong tuan"),
    ],
)
def test_what_is_counted_is_read_behind_the_tens_and_in_the_words_of_offices(question, said, other) -> None:
    assert any(noun.search(said) for noun in counted(question))
    assert not any(noun.search(other) for noun in counted(question))


@pytest.mark.parametrize(
    "question",
    [
        "Chốt tên mấy bạn đi hiến máu hôm nào?",
        "Mấy chị mang con theo thì ai giữ giúp?",
        "Mấy anh chị thợ hồ ở trọ có được khám không?",
        "Xóm tôi có mấy bản ở xa. Bao giờ có nước?",
        "Bản cũ số mấy của tỉnh hết dùng?",
        "Máy lấy số tự động đặt ở đâu?",
    ],
)
def test_some_people_a_number_and_a_machine_are_not_counted(question: str) -> None:
    assert counted(question) == ()


def test_two_questions_beside_each_other_both_count() -> None:
    assert counted("Lớp học mấy buổi, học ở đâu?") != ()
    assert counted("Mở mấy lớp và ai dạy?") != ()

import pytest

from tests.ingest.test_deadlines import day, only, owed, plan_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Người trông kho phát hiện mối mọt phải báo Sở Nội vụ trong 24 giờ.",
        "Bạn đọc khiếu nại được trả lời trong 07 ngày làm việc.",
        "Gửi thư mời trước buổi họp ít nhất 03 ngày.",
        "Thông báo lịch đóng cửa cho bạn đọc ít nhất 10 ngày trước khi kiểm kê.",
        "Mất sách quý thì báo Công an xã trong vòng 30 phút.",
        "Bạn đọc trả đủ sách thì được cấp giấy xác nhận, chậm nhất 05 ngày sau khi đề nghị.",
        "Tủ sách gửi báo cáo trước ngày đoàn đến 05 ngày làm việc.",
        "Phát giấy mời bạn đọc chậm nhất 03 ngày trước ngày hội.",
        "Niêm yết danh mục không muộn hơn 40 ngày trước khi mở cửa.",
        "Thư viện báo cáo nhanh ngay sau Ngày hội 02 ngày.",
        "Gửi số liệu bạn đọc sau khi kết thúc đợt kiểm kê 15 ngày.",
        "Cấp thẻ cho bạn đọc không quá 05 ngày làm việc.",
        "Phân bổ sách trong vòng 15 ngày kể từ ngày nhận.",
    ],
)
def test_a_length_of_time_in_which_something_is_to_be_done_is_a_limit(sentence: str) -> None:
    assert (only(sentence).kind, day(only(sentence))) == ("once", (False, None, None, None))


@pytest.mark.parametrize(
    "sentence",
    [
        "Lập 02 tủ sách lưu động trong 6 tháng cuối năm.",
        "Trưng bày, ghi hình trong 02 ngày 17 và 18/9.",
        "Người ghi danh không mượn sách trong 30 ngày trước đó.",
        "Sách quý được cho mượn không quá 30 ngày.",
        "Thẻ được cấp sau khi bạn đọc mượn ít nhất 03 tháng.",
    ],
)
def test_a_part_of_the_year_days_named_and_what_has_been_are_no_length_to_do_something_in(sentence: str) -> None:
    assert owed(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Thủ thư báo mất sách cho Công an xã ngay trong ngày.", "once"),
        ("Tổ trưởng thông báo kết quả kiểm kê ngay sau khi họp.", "once"),
        ("Thư gửi ngoài giờ được trả lời chậm nhất 9 giờ sáng ngày làm việc kế tiếp.", "once"),
        ("Các điểm đọc báo số lượt mượn vào thứ Sáu hằng tuần.", "periodic"),
        ("Chi hội nhắn số bạn đọc trước 16 giờ thứ Năm.", "periodic"),
        ("Tủ sách cập nhật số liệu trước 9 giờ hằng ngày.", "periodic"),
        ("Gửi báo cáo vào đầu giờ sáng thứ Hai hằng tháng.", "monthly"),
    ],
)
def test_a_moment_without_a_date_by_which_something_is_told_is_a_limit(sentence: str, kind: str) -> None:
    assert (only(sentence).kind, day(only(sentence))) == (kind, (False, None, None, None))


@pytest.mark.parametrize(
    "sentence",
    [
        "Họp bạn đọc vào tối thứ Sáu.",
        "Mở cửa trước 7 giờ hằng ngày.",
        "Báo và Đài phát chuyên mục đọc sách vào sáng Chủ nhật hằng tuần.",
        "Cấp cứu người ngã ngay tại chỗ.",
    ],
)
def test_a_moment_at_which_something_is_held_is_no_limit(sentence: str) -> None:
    assert owed(sentence) == ()


def test_a_length_of_time_in_a_column_of_its_own_is_the_limit_of_its_row() -> None:
    head = "| TT | Việc | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
    (limit,) = plan_of(f"{head}| 1 | Kiểm kê sách | Sở Nội vụ | Chậm nhất 07 ngày sau mỗi đợt |").deadlines
    assert (limit.what, limit.who, limit.kind, limit.day) == ("Kiểm kê sách", "Sở Nội vụ", "once", None)


def test_who_is_told_within_a_time_is_whom_it_goes_to_without_the_words_of_the_limit() -> None:
    assert only("Có cháy kho sách phải báo Công an xã trong 01 giờ.").to == ("Công an xã",)
    assert only("Lập danh sách bạn đọc, gửi Trung tâm trước ngày 20 tháng 11 hằng năm.").to == ("Trung tâm",)

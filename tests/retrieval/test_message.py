"""A message taken apart into what it asks and what it tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.message import asking, matter_of, taken_apart


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Em đang làm tổng hợp, hồ nào phải nạo vét?", "hồ nào phải nạo vét"),
        ("Ai giữ trật tự ở bến, bên em mới nhận việc", "Ai giữ trật tự ở bến"),
        ("Em ở tỉnh Sơn La, hồ nào phải nạo vét?", "hồ nào phải nạo vét"),
        ("Cơ quan tôi nộp báo cáo khi nào, gửi ai?", "Cơ quan tôi nộp báo cáo khi nào, gửi ai"),
        ("Đập em quản lý bị thấm. Cho em hỏi báo ai trước?", "báo ai trước"),
        ("Mẹ tôi già yếu. Nghe nói xã có xe đưa đón. Ai thì được đi ạ?", "Ai thì được đi ạ"),
        ("Mai họp rồi, em chưa rõ sở nào chủ trì, anh chị cho em biết với ạ.", "sở nào chủ trì"),
        ("Lãnh đạo hỏi phải họp mấy lần mà em chưa biết tra đâu. Nhờ tìm giúp em với.", "phải họp mấy lần"),
        ("Thôn em có đập thấm chẳng ai biết vì sao, trưởng thôn phải báo ai?", "trưởng thôn phải báo ai"),
        ("Sắp họp mà anh em cứ hỏi nhau bầu được mấy tổ trưởng", "bầu được mấy tổ trưởng"),
        ("Nhờ anh chị xem giúp em hồ nào phải nạo vét", "hồ nào phải nạo vét"),
        ("Lịch nạo vét em chưa viết được chữ nào. Hồ nào phải nạo vét trước", "Hồ nào phải nạo vét trước"),
        ("Hồ thấm rồi. Em chưa rõ đơn vị nào", "đơn vị nào"),
        ("Em xem giúp chị ai phải trực đập", "ai phải trực đập"),
        (
            "Tôi bận quá chưa viết được chữ nào. Bạn viết giúp tôi bài diễn văn nhé.",
            "Tôi bận quá chưa viết được chữ nào. Bạn viết giúp tôi bài diễn văn nhé",
        ),
        ("Xóm em không có kinh phí nào. Hồ nào phải nạo vét ạ?", "Hồ nào phải nạo vét ạ"),
        ("Em tra giúp bác hồ nào phải nạo vét", "hồ nào phải nạo vét"),
        ("Chị mới làm ở trạm bơm, hồ nào phải nạo vét?", "hồ nào phải nạo vét"),
        ("Chào em, bác đang công tác ở Đoàn, em giúp bác được việc gì?", "em giúp bác được việc gì"),
        (
            "Nhà tôi muốn xin xem lại mức đền bù thì nộp đơn ở đâu",
            "Nhà tôi muốn xin xem lại mức đền bù thì nộp đơn ở đâu",
        ),
        ("Cho hỏi hộ gia đình được vay bao nhiêu", "hộ gia đình được vay bao nhiêu"),
        ("Em xin hỏi việc làm cho thanh niên do ai lo", "việc làm cho thanh niên do ai lo"),
    ],
)
def test_what_people_tell_and_beg_is_no_part_of_what_they_ask(message: str, asked: str) -> None:
    assert asking(message).rstrip("?") == asked


@pytest.mark.parametrize(
    "message",
    [
        "Kế hoạch 12 của huyện. Ai ký?",
        "Bạn là ai, giúp được gì cho tôi?",
        "Tra Vinh ho tro gi cho ho ngheo",
        "Xã Cần Thạnh chọn ấp để kiểm tra theo cách nào?",
        "Liệt kê các hồ phải nạo vét. Kèm thời hạn.",
        "Cảm ơn em",
        "",
    ],
)
def test_a_message_that_only_asks_stays_whole(message: str) -> None:
    assert asking(message).strip(" ?.") == message.strip(" ?.")


def test_what_is_told_is_kept_beside_what_is_asked() -> None:
    message = taken_apart("Thôn em hay ngập khi đập xả. Lãnh đạo xã giao em làm phương án. Phải báo ai trước, mấy giờ?")
    assert message.asked == "Phải báo ai trước, mấy giờ?"
    assert message.told == "Thôn em hay ngập khi đập xả. Lãnh đạo xã giao em làm phương án."


@pytest.mark.parametrize("negated", ["tháng nào cũng thúc số liệu", "chưa có giấy tờ gì cả", "bận quá chưa ai rành"])
def test_what_says_always_or_never_asks_nothing_where_something_else_asks(negated: str) -> None:
    assert taken_apart(f"Bên em {negated}. Hằng tháng phải gửi trước ngày bao nhiêu?").told == f"Bên em {negated}."


@pytest.mark.parametrize(
    ("told", "matter"),
    [
        ("Em là kế toán xã, đập của thôn bị thấm", "đập của thôn bị thấm"),
        ("Tôi công tác ở phòng Văn hóa,", ""),
        ("Em đang được giao lắp cảm biến ở nhà máy", "lắp cảm biến ở nhà máy"),
    ],
)
def test_who_the_asker_is_and_that_he_is_at_it_is_no_matter(told: str, matter: str) -> None:
    assert " ".join(matter_of(told).split()).strip(",") == matter


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="em hỏi, gì. nào? cho\nxã", max_size=60))
def test_nothing_is_asked_or_told_that_was_not_said(text: str) -> None:
    message = taken_apart(text)
    assert all(word in text for word in (message.asked + " " + message.told).split())

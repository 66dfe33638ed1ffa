from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import fold, nfc
from retrieval.restore import Restorer

RESTORER = Restorer.load()


def restored(text: str) -> str:
    return RESTORER.restore(text).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("so y te phai lam gi", "sở y tế phải làm gì"),
        ("han bao cao cua ca mau la khi nao", "hạn báo cáo của cà mau là khi nào"),
        ("ai ky ke hoach nay", "ai ký kế hoạch này"),
        ("cong an tinh co nhiem vu gi", "công an tỉnh có nhiệm vụ gì"),
        ("Thanh tra tinh", "Thanh tra tỉnh"),
        ("kiem tra nong do con o dau", "kiểm tra nồng độ cồn ở đâu"),
        ("truong ap phai lam gi", "trưởng ấp phải làm gì"),
        ("SO Y TE PHAI LAM GI", "SỞ Y TẾ PHẢI LÀM GÌ"),
    ],
)
def test_missing_marks_are_restored(typed: str, meant: str) -> None:
    assert restored(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Công an tinh duoc giao việc gì", "Công an tỉnh được giao việc gì"),
        ("nhiêm vụ của Sở Tài chính", "nhiệm vụ của Sở Tài chính"),
        ("theo quy đinh tai Đieu 5", "theo quy định tại Điều 5"),
    ],
)
def test_half_typed_marks_are_completed(typed: str, meant: str) -> None:
    assert restored(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("báo cáo trứơc ngày nào", "báo cáo trước ngày nào"),
        ("kế hoạhc năm 2024", "kế hoạch năm 2024"),
        ("kehoach nam 2024", "kế hoạch năm 2024"),
        ("báo coá của tỉnh gửi khi nàoo", "báo cáo của tỉnh gửi khi nào"),
        ("Sở Tài chnh phải làm những việc gì", "Sở Tài chính phải làm những việc gì"),
        ("Nhữgn việc nào được giao", "Những việc nào được giao"),
        ("nhiệm vụ caủ Công an Tỉhn", "nhiệm vụ của Công an Tỉnh"),
        ("tổ chcứ thực hiện hnằg năm", "tổ chức thực hiện hằng năm"),
        ("đã quá hạn chaư", "đã quá hạn chưa"),
        ("kế hạch của tỉnh", "kế hoạch của tỉnh"),
        ("kết nạp đon viên mới", "kết nạp đoàn viên mới"),
        ("ban hành chưng trình nào", "ban hành chương trình nào"),
        ("kíp thưng trực của trạm", "kíp thường trực của trạm"),
        ("ai thi đấu bng đá", "ai thi đấu bóng đá"),
        ("Huyện Đoààn và Cônng an xã", "Huyện Đoàn và Công an xã"),
        ("Phòng Khao học huyện", "Phòng Khoa học huyện"),
        ("Lin đoàn Lao động làm gì", "Liên đoàn Lao động làm gì"),
        ("căn cứ Quết định nào", "căn cứ Quyết định nào"),
    ],
)
def test_a_slip_is_made_good(typed: str, meant: str) -> None:
    assert restored(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phu nuwx", "phụ nữ"),
        ("kees hoachj 02/KH-UBND", "kế hoạch 02/KH-UBND"),
        ("ke61 hoach5 nay2", "kế hoạch này"),
        ("ai kys kees hoachj nayf, tooi khoong bieets", "ai ký kế hoạch này, tôi không biết"),
        ("nhieuef nguoif laam viecj chuaw ddungs", "nhiều người làm việc chưa đúng"),
        ("baos caos truwowcs ngafyf naof ddewus", "báo cáo trước ngày nào đều"),
        ("nop baos caos quy2", "nộp báo cáo quy2"),
    ],
)
def test_keys_typed_without_an_input_method_are_read(typed: str, meant: str) -> None:
    assert restored(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko bt han nop bc khi nao", "không biết hạn nộp báo cáo khi nào"),
        ("Sở Y tế lm j", "Sở Y tế làm gì"),
        ("cho e hỏi ai ký vs ạ", "cho em hỏi ai ký với ạ"),
        ("được giao nv gì", "được giao nhiệm vụ gì"),
        ("n~ việc gì", "những việc gì"),
        ("có phải nộp bc k ạ", "có phải nộp báo cáo không ạ"),
        ("tgian nộp là khi nào v ạ", "thời gian nộp là khi nào vậy ạ"),
        ("đv nào ctrì việc này", "đơn vị nào chủ trì việc này"),
        ("cty nào đc hỗ trợ", "công ty nào được hỗ trợ"),
        ("xã fải lm j", "xã phải làm gì"),
        ("phí gửi xe tối đa bn", "phí gửi xe tối đa bao nhiêu"),
        ("cảm ơn các bn", "cảm ơn các bạn"),
        ("nhiều bn trẻ tham gia", "nhiều bạn trẻ tham gia"),
        ("TYT bc tuần cho ai", "TYT báo cáo tuần cho ai"),
        ("HS mới vào lớp 1 đc gì", "học sinh mới vào lớp 1 được gì"),
        ("Bài thi chấm theo thang mấy điểm vậy", "Bài thi chấm theo thang mấy điểm vậy"),
        ("gửi kh t/h cho ai", "gửi kế hoạch thực hiện cho ai"),
        ("hạn bc 6th là ngày nào", "hạn báo cáo 6 tháng là ngày nào"),
        ("cv 812 do ai ký", "công văn 812 do ai ký"),
        ("lm cv j ở xã", "làm công việc gì ở xã"),
        ("đv nào gs việc này", "đơn vị nào giám sát việc này"),
    ],
)
def test_the_shorthand_of_chats_is_written_out(typed: str, meant: str) -> None:
    assert restored(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("HS nộp cho DN nào?", "hồ sơ nộp cho doanh nghiệp nào?"),
        ("lao động XK được vay bao nhiêu?", "lao động xuất khẩu được vay bao nhiêu?"),
        ("chính sách pl mới", "chính sách pháp luật mới"),
        ("KP, DN và GV", "kinh phí, doanh nghiệp và giáo viên"),
    ],
)
def test_shorthand_in_capitals_and_two_letters_of_a_frequent_word_are_written_out(typed: str, meant: str) -> None:
    assert RESTORER.restore(typed).text == meant


@pytest.mark.parametrize(
    "code",
    [
        "Sở XD, TC và NV làm gì?",
        "phát triển KT-XH của GD&ĐT",
        "QL 1A qua xã nào?",
        "quét mã QR ở KCN",
        "sông St. Johns",
    ],
)
def test_capitals_in_a_name_or_before_a_figure_stay(code: str) -> None:
    assert RESTORER.restore(code).text == code


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế phải làm gì?",
        "Ban Dân tộc chịu trách nhiệm việc gì?",
        "Kế hoạch số 02/KH-UBND ngày 13/01/2017 do ai ký?",
        "UBND tỉnh giao LĐTBXH và SYT",
        "điểm a, b khoản 2 Điều 5",
        "tốc độ 40 km/h, dãy a/b",
        "xếp theo thứ tự a b c",
        "bnc tỉnh ủy có nhiệm vụ gì",
        "deadline gửi qua email hay website",
        "Lady Gaga hát bài gì?",
        "Bao nhiêu loài sứa đã được xác nhận?",
        "Ông Lê Văn Thu nhập học",
        "Lin là bạn của Mi",
        "https://vi.wikipedia.org/wiki/ke-hoach",
        "2021-2025, 85%, 6/2024",
        "",
    ],
)
def test_right_text_numbers_and_foreign_words_stay(text: str) -> None:
    assert RESTORER.restore(text).text == text
    assert not RESTORER.restore(text).changed


def test_decomposed_letters_are_composed() -> None:
    assert restored(unicodedata.normalize("NFD", "Sở Y tế")) == "Sở Y tế"


def test_what_changed_is_told() -> None:
    changed = RESTORER.restore("Công an tỉnh lam gi").changed
    assert changed == (("lam", "làm"), ("gi", "gì"))


def test_the_library_teaches_its_names() -> None:
    text = "chi Quynh Nga ky"
    taught = Restorer.load(["Chị Quỳnh Nga ký kế hoạch. Quỳnh Nga."] * 3)
    assert "Quỳnh Nga" in taught.restore(text).text


def test_a_huge_library_is_sampled() -> None:
    taught = Restorer.load(["Đồng chí Quỳnh phụ trách. " + "văn bản hành chính " * 200] * 150)
    assert taught.speller.bigrams.knows("quỳnh")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếộ 0123/-.,?j", max_size=60))
def test_letters_marks_aside_and_everything_between_words_survive_unless_told(text: str) -> None:
    result = RESTORER.restore(text)
    if all(fold(typed) == fold(word) for typed, word in result.changed):
        assert fold(result.text) == fold(nfc(text))


common = st.sampled_from(["sở", "y", "tế", "báo", "cáo", "kế", "hoạch", "của", "tỉnh", "trước", "ngày", "nào"])


@settings(max_examples=60, deadline=None)
@given(st.lists(common, max_size=8).map(" ".join))
def test_restoring_twice_changes_nothing_more(text: str) -> None:
    once = restored(fold(text))
    assert restored(once) == once

"""Documents stamped secret are told from those that only speak of secrets."""

import pytest

from ingest.load import load_plan
from ingest.secrecy import HEAD, stamp
from plans.errors import SecretPlan

HEADED = "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\n{}\nSố: 07/KH-UBND\n\nKẾ HOẠCH\nDiễn tập\n\nI. MỤC ĐÍCH\nNhư trên.\n"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("**TUYỆT MẬT**", "TUYỆT MẬT"),
        ("| TỐI MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "TỐI MẬT"),
        ("[MẬT]", "MẬT"),
        ("Số: 07/KH-UBND          MẬT", "MẬT"),
        ("ĐỘ MẬT: TỐI MẬT", "TỐI MẬT"),
        ("Độ mật: Mật", "MẬT"),
    ],
)
def test_a_stamp_is_seen_however_it_is_laid_out(line, named):
    assert stamp(HEADED.format(line)) == named


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Bảo vệ bí mật nhà nước",
        "BẢO MẬT",
        "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Tài liệu có độ mật: Mật hoặc Tối mật phải được niêm phong.",
        "Trại nuôi ong lấy mật",
        "Mật",
        "Độ khẩn: Hỏa tốc",
    ],
)
def test_the_word_alone_is_no_stamp(line):
    assert stamp(HEADED.format(line)) is None


def test_only_the_head_bears_a_stamp():
    assert stamp("I. Mục\n" * HEAD + "MẬT\n") is None


def test_a_stamped_file_is_refused(tmp_path):
    file = tmp_path / "dien-tap.txt"
    file.write_text(HEADED.format("TỐI MẬT"), "utf-8")
    with pytest.raises(SecretPlan, match=r"dien-tap\.txt: văn bản có dấu TỐI MẬT"):
        load_plan(file)
    file.write_text(HEADED.format(""), "utf-8")
    assert load_plan(file).header.number == "07/KH-UBND"

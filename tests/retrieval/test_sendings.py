"""To whom something is sent and by when: one question, told by the clause that says both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.parts import split
from tests.retrieval.invented import Desk, desk_over, said

PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAI CHÂU\tĐộc lập - Tự do - Hạnh phúc
Số: 91/KH-UBND\tLai Châu, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Nuôi ong lấy mật giai đoạn 2026 - 2030

II. TỔ CHỨC THỰC HIỆN
1. Hội Nông dân xã
a) Nhận đơn của các hộ đến hết ngày 15/5/2026, chọn hộ đủ điều kiện.
b) Gửi hồ sơ hộ được chọn về Ban Kinh tế - Xã hội, Hội Nông dân tỉnh trước ngày 05/6/2026.
c) Báo cáo sáu tháng về số đàn ong trước ngày 15/6, báo cáo năm trước ngày 05/12, gửi Văn phòng Hội. Họp ngày 20/12.
2. Công đoàn xã
Quyết toán với Liên đoàn Lao động tỉnh trước ngày 10/11/2026.
3. Ủy ban nhân dân các xã
Lập danh sách điểm đặt ong, gửi Chi cục Chăn nuôi trước ngày 20/3/2026.
4. Đoàn xã, phường
Xây dựng kế hoạch trồng hoa trước ngày 10/4/2026.
5. Ban Kinh tế - Xã hội
Thẩm định hồ sơ hộ nuôi ong, trình Thường trực Hội trước ngày 25/6/2026.
6. Sở Tài chính
Các đơn vị lập dự toán mua giống gửi Sở Tài chính trước ngày 20/7; Sở Tài chính thẩm định, trình tỉnh trước ngày 15/9.
"""
DAYS = ("15/5", "05/6", "15/6", "05/12", "20/12", "10/11", "20/3", "10/4", "25/6", "20/7", "15/9")


@pytest.fixture(scope="module")
def bees(tmp_path_factory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("bees"), {"ong.txt": PLAN}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("question", "day", "whom"),
    [
        ("Hội Nông dân xã gửi hồ sơ các hộ được chọn cho ban nào, hạn khi nào?", "05/6", "Ban Kinh tế - Xã hội"),
        ("Hội Nông dân xã chọn xong thì nộp lên ban nào, chậm nhất ngày mấy?", "05/6", "Ban Kinh tế - Xã hội"),
        ("Số đàn ong sáu tháng thì xã báo về đâu, ngày mấy?", "15/6", "Văn phòng Hội"),
        ("Hồ sơ hộ nuôi ong xã gửi lên tỉnh vào ngày nào?", "05/6", "Hội Nông dân tỉnh"),
        ("Xã phường gửi danh sách điểm đặt ong trước ngày nào, gửi cho ai?", "20/3", "Chi cục Chăn nuôi"),
        ("Sở Tài chính trình dự toán mua giống lên tỉnh trước ngày nào?", "15/9", "Sở Tài chính"),
        ("đoàn xã phường xây dựng kế hoạch trồng hoa trước ngày nào", "10/4", "Đoàn xã, phường"),
    ],
)
def test_the_clause_that_says_both_is_told_and_no_other_date(bees, question, day, whom):
    told = said(bees.ask(question))
    assert day in told
    assert whom in told
    assert not [other for other in DAYS if other != day and other in told]


@pytest.mark.parametrize(
    "question",
    [
        "Xã gửi danh sách về đâu, trước ngày nào",
        "Xã phải nộp báo cáo cho ban nào và hạn khi nào",
        "Danh sách nộp muộn nhất khi nào, nộp cho ai",
        "Công đoàn xã báo cáo chậm nhất ngày mấy và gửi về đâu",
    ],
)
def test_to_whom_and_by_when_is_one_question(question):
    assert split(question) == (question,)


def test_who_does_it_and_by_when_stay_two():
    assert len(split("Ai lập danh sách và trước ngày nào phải xong")) == 2


CONGRESS = """HỘI LÀM VƯỜN TỈNH AN GIANG
BAN THƯỜNG VỤ
Số: 33/HD-BTV

An Giang, ngày 09 tháng 02 năm 2026

HƯỚNG DẪN
Tổ chức Đại hội Hội Làm vườn các cấp, nhiệm kỳ 2026 - 2031

I. THỜI GIAN
1. Cấp xã: không quá 01 ngày; hoàn thành trước ngày 30/6/2026.
2. Cấp tỉnh: 02 ngày; hoàn thành trước ngày 31/10/2026.
II. VIỆC PHẢI LÀM
1. Hội cấp xã: xây dựng đề án đại hội trình Đảng ủy xã cho ý kiến trước ngày 15/4/2026.
2. Các chi hội lập danh sách hội viên đủ 70 tuổi, gửi Hội cấp xã trước ngày 20/3/2026.
3. Danh sách đại biểu dự đại hội cấp tỉnh gửi trước ngày 15/9/2026.
4. Văn phòng: giao nhà in làm 900 thẻ hội viên; thời hạn cuối cùng là 30/7/2026, không gia hạn.
5. Chi trả tiền hỗ trợ cho 46 chi hội còn lại, xong trước ngày 10/5/2026; thu hồi quỹ cũ trong tháng 8/2026.
6. Hội trại làm vườn tổ chức ngày 24/02/2027; nộp phương án hội trại cho Ban Thường vụ trước ngày 10/01/2027.
"""


@pytest.fixture(scope="module")
def gardens(tmp_path_factory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("gardens"), {"vuon.txt": CONGRESS, "ong.txt": PLAN}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Hội Làm vườn cấp xã đại hội phải xong trước ngày nào?", "30/6/2026"),
        ("Các chi hội gửi danh sách người cao tuổi 70 tuổi trước ngày nào?", "20/3/2026"),
        ("Hạn làm thẻ hội viên làm vườn là bao giờ?", "30/7/2026"),
        ("Thu hồi quỹ cũ của hội làm vườn vào tháng mấy?", "tháng 8/2026"),
        ("Hội trại làm vườn tổ chức ngày nào?", "24/02/2027"),
        ("Danh sách đại biểu đại hội cấp tỉnh gửi trước hôm nào?", "15/9/2026"),
    ],
)
def test_the_duty_is_known_by_its_level_its_owner_and_its_verb(gardens, question, day):
    told = "\n".join(claim.text for claim in gardens.ask(question).claims)
    assert day in told
    others = (
        "30/6/2026",
        "31/10/2026",
        "15/4/2026",
        "20/3/2026",
        "15/9/2026",
        "30/7/2026",
        "10/5/2026",
        "24/02",
        "10/01",
    )
    assert not [other for other in others if other not in day and other in told]


def test_a_recipient_that_no_clause_tells_is_said_to_be_missing(gardens):
    asked = "Văn phòng làm xong thẻ hội viên làm vườn thì nộp cho ai, hạn khi nào?"
    answer = gardens.ask(asked)
    assert "30/7/2026" in said(answer)
    assert any("Gửi cho ai" in note for note in answer.notes)
    told = gardens.ask("Hội Nông dân xã gửi hồ sơ các hộ được chọn cho ban nào, hạn khi nào?")
    assert not any("Gửi cho ai" in note for note in told.notes)

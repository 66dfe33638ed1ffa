"""To whom something is sent and by when: one question, told by the clause that says both."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.parts import split
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

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
Các đơn vị lập dự toán mua giống gửi Sở Tài chính trước ngày 20/7; Sở Tài chính thẩm định trước ngày 15/9/2026.
"""
DAYS = ("15/5", "05/6", "15/6", "05/12", "20/12", "10/11", "20/3", "10/4", "25/6", "20/7", "15/9")


@pytest.fixture(scope="module")
def bees(tmp_path_factory) -> Desk:
    library = Library.open(Settings(home=Path(tmp_path_factory.mktemp("bees"))))
    plan = parse(PLAN, "ong.txt")
    library.add(plan, tuple(passages(plan)))
    return Desk(Assistant(library))


@pytest.mark.parametrize(
    ("question", "day", "whom"),
    [
        ("Hội Nông dân xã gửi hồ sơ các hộ được chọn cho ban nào, hạn khi nào?", "05/6", "Ban Kinh tế - Xã hội"),
        ("Hội Nông dân xã chọn xong thì nộp lên ban nào, chậm nhất ngày mấy?", "05/6", "Ban Kinh tế - Xã hội"),
        ("Số đàn ong sáu tháng thì xã báo về đâu, ngày mấy?", "15/6", "Văn phòng Hội"),
        ("Hồ sơ hộ nuôi ong xã gửi lên tỉnh vào ngày nào?", "05/6", "Hội Nông dân tỉnh"),
        ("Xã phường gửi danh sách điểm đặt ong trước ngày nào, gửi cho ai?", "20/3", "Chi cục Chăn nuôi"),
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

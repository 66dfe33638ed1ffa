"""Time limits of the task asked for: what is told to villages is no report upwards, own words outdo the rest."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

PLAN = """ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI

Số: 63/KH-UBND

Đồng Nai, ngày 05 tháng 01 năm 2026

KẾ HOẠCH

An toàn nhà xưởng và chăm lo thợ may năm 2026

I. PHÒNG NGỪA

1. Xưởng thử còi báo cháy: chủ xưởng phải báo trưởng ấp trước ít nhất 04 giờ.

2. Cháy làm chết người hoặc bị thương: chủ xưởng báo trong 06 giờ về Sở Xây dựng. Tổ khám nghiệm đến trong 18 giờ.

II. CHĂM LO

1. Các xưởng chi trả dứt điểm tiền thưởng Tết và các khoản nợ thưởng năm cũ trước ngày 20/01/2026.

2. Thanh tra tỉnh kiểm tra đột xuất 12 xưởng còn nợ tiền thưởng Tết của thợ may, ưu tiên nơi đông thợ; danh sách do \
Phòng Việc làm lập trước ngày 08/01/2026.

III. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân các xã, phường

- Khi có cháy xưởng phải báo cáo trong 03 giờ về Sở Xây dựng.
"""
TOLD = ("04 giờ", "06 giờ", "18 giờ", "03 giờ", "20/01/2026", "08/01/2026")


@pytest.fixture(scope="module")
def sewing(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("sewing")))
    with library:
        plan = parse(PLAN, "may.txt")
        library.add(plan, tuple(passages(plan)))
        yield Desk(Assistant(library))


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("Trưởng ấp gọi có cháy xưởng thì xã báo lên trên trong bao lâu?", "03 giờ"),
        ("Cháy xưởng thì xã phải báo cáo cấp trên trong mấy giờ?", "03 giờ"),
        ("Xưởng thử còi thì báo trưởng ấp trước mấy giờ?", "04 giờ"),
        ("Cháy xưởng có người chết thì mấy tiếng phải báo?", "06 giờ"),
        ("xưởng cháy tử vong thợ thì chủ xưởng báo trong bao nhiêu giờ", "06 giờ"),
        ("Nợ thưởng của thợ may phải chi trả trước ngày nào?", "20/01/2026"),
        ("Danh sách xưởng nợ thưởng lập trước ngày nào?", "08/01/2026"),
    ],
)
def test_only_the_limit_of_the_task_asked_for_is_told(sewing, question, limit):
    told = said(sewing.ask(question))
    assert [one for one in TOLD if one in told] == [limit]

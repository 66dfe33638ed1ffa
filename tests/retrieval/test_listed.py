"""Things of a kind are named from the section that lists them, what stands in a plan from the place that says it."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

FAIR = """ỦY BAN NHÂN DÂN XÃ TÂN HỘI
Số: 61/KH-UBND

Tân Hội, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Tổ chức Hội chợ làng nghề Tân Hội năm 2026

I. MỤC ĐÍCH
Quảng bá sản phẩm làng nghề.
II. NỘI DUNG HOẠT ĐỘNG
1. Lễ khai hội
Đánh trống ở sân đình.
2. Chương trình "Chợ đêm"
Mở cửa đến 22 giờ.
III. GIAN HÀNG VÀ MÔN THI
1. Thi đan giỏ: mỗi đội 03 người.
2. Thi vẽ nón.
IV. BAN TỔ CHỨC
1. Ban Tổ chức có 03 người, gồm: Trưởng ban là Chủ tịch xã; Phó ban là Trưởng phòng Kinh tế; Thư ký là cán bộ văn hóa.
2. Năm điều cam kết của người bán gồm: (1) niêm yết giá; (2) không nói thách; (3) giữ vệ sinh.
"""
FOREST = """ỦY BAN NHÂN DÂN XÃ ĐỒNG LÂM
Số: 8/KH-UBND

Đồng Lâm, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây phân tán năm 2026

I. NỘI DUNG HOẠT ĐỘNG
1. Gieo ươm keo.
2. Trồng sao đen.
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("listed")))
    for name, text in (("hoi-cho.txt", FAIR), ("trong-cay.txt", FOREST)):
        plan = parse(text, name)
        library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def texts(two, question):
    return [claim.text for claim in two.ask(question).claims]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hội chợ làng nghề có những hoạt động gì?", ["1. Lễ khai hội", '2. Chương trình "Chợ đêm"']),
        ("Tóm tắt giúp em hội chợ làng nghề có những hoạt động nào", ["1. Lễ khai hội", '2. Chương trình "Chợ đêm"']),
        ("Hội chợ Tân Hội có các môn nào?", ["1. Thi đan giỏ: mỗi đội 03 người", "2. Thi vẽ nón"]),
        ("Trồng cây phân tán có những hoạt động nào?", ["1. Gieo ươm keo", "2. Trồng sao đen"]),
    ],
)
def test_things_of_a_kind_are_the_parts_under_the_heading_that_names_the_kind(two, question, told):
    assert texts(two, question) == told


@pytest.mark.parametrize("question", ["Giải cầu lông có những môn nào?", "Có những hoạt động nào ở bến cảng?"])
def test_a_list_of_another_matter_is_not_told(two, question):
    assert not texts(two, question)


def test_a_list_in_running_text_is_told_to_its_end(two):
    assert "Thư ký là cán bộ văn hóa" in said(two.ask("Ban tổ chức hội chợ gồm những ai?"))


def test_a_thing_in_a_plan_is_told_and_not_the_parts_of_the_plan(two):
    told = texts(two, "Năm điều cam kết của người bán trong kế hoạch của xã Tân Hội gồm những gì?")
    assert "không nói thách" in told[0]
    assert "II. NỘI DUNG HOẠT ĐỘNG" in texts(two, "Kế hoạch hội chợ làng nghề Tân Hội gồm những gì?")

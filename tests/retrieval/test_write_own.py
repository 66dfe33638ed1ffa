"""A body's short part in the one plan that has one is told to whoever asks in words of his own."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from retrieval.smalltalk import LIKELY
from tests.retrieval.invented import Desk, said

FERRY = """ỦY BAN NHÂN DÂN XÃ SÔNG ĐỐC
Số: 19/KH-UBND

Cà Mau, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Bảo đảm an toàn bến đò, phà mùa mưa bão xã Sông Đốc năm 2026

I. MỤC ĐÍCH
Người dân qua sông được an toàn khi có mưa to, gió lớn, không để trẻ em rơi xuống nước.
II. PHÂN CÔNG
1. Phòng Kinh tế xã
Kiểm định 12 con đò; cấp áo phao cho học sinh đi học xa.
2. Công an xã
Trực bến từ 5 giờ 30; xử phạt chủ đò chở quá số người.
3. Đảng ủy Quân sự xã, Đảng ủy Công an xã: cử dân quân cứu nạn.
TRÁCH NHIỆM PHỐI HỢP
Trạm Y tế xã (đề nghị)
Chuẩn bị 03 túi sơ cứu ở bến, dạy chủ đò cách hồi sức cho người ngạt nước.
Hội Nông dân xã (đề nghị)
Nhắc hội viên không chở nông sản lẫn với người qua sông.
"""
MOTH = """ỦY BAN NHÂN DÂN XÃ TÂN HỘI
Số: 20/KH-UBND

Cà Mau, ngày 03 tháng 3 năm 2026

KẾ HOẠCH
Diệt sâu đầu đen hại dừa xã Tân Hội năm 2026

I. PHÂN CÔNG
1. Phòng Văn hóa - Xã hội xã
Phát tờ rơi về sâu đầu đen tới từng ấp.
"""


@pytest.fixture(scope="module")
def river(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("river")))
    for name, text in (("do.txt", FERRY), ("sau.txt", MOTH)):
        plan = parse(text, name)
        library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Phòng Kinh tế xã Sông Đốc lo chuyện gì cho bà con qua sông mùa mưa gió?", "Kiểm định 12 con đò"),
        ("Bên trạm y tế được nhờ giúp những gì trong kế hoạch an toàn đò phà?", "03 túi sơ cứu ở bến"),
        ("Hội Nông dân phải nhắc nhở gì khi mưa bão ở Sông Đốc?", "không chở nông sản lẫn với người"),
    ],
)
def test_the_part_of_a_body_is_told_though_the_question_repeats_none_of_it(river, question, told):
    assert told in said(river.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "Phòng Kinh tế xã Sông Đốc làm gì để phòng chống ma túy học đường?",  # of that the plan says nothing
        "Phòng Kinh tế xã Sông Đốc được cấp bao nhiêu tiền xăng dầu?",  # asks for one figure, which the part has not
        "Hội Cựu chiến binh xã Sông Đốc lo gì cho bà con qua sông?",  # a body without a part
    ],
)
def test_of_another_matter_or_another_body_no_part_is_told_as_the_answer(river, question):
    answer = river.ask(question)
    assert LIKELY in answer.notes or "Kiểm định 12 con đò" not in said(answer)

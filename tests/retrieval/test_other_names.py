"""Bodies that a plan names otherwise than people do, what one sends to another, and the head of a document."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import said

PARTY = """TỈNH ỦY HÀ NAM
Số: 21-CT/TU

Hà Nam, ngày 14 tháng 5 năm 2026

CHỈ THỊ
Về tăng cường giữ gìn đê điều

I. NHIỆM VỤ

1. Đảng ủy Công an tỉnh: điều tra 05 vụ khai thác cát trái phép.
2. Chi bộ Trạm Y tế: chuẩn bị 20 túi thuốc.
3. Tỉnh đoàn: trồng 3.000 cây tre; Sở Tư pháp: in 900 tờ gấp.
4. Bảo hiểm xã hội tỉnh
- Cung cấp cho Sở Nội vụ danh sách 40 công nhân trước ngày 10/9/2026.
- Trả lương hưu trước ngày 05/9/2026.
5. Trung tâm Hỗ trợ nông dân: cấp 60 máy bơm.

II. HIỆU LỰC

1. Chỉ thị có hiệu lực từ ngày ký. Quy định giữ đê ban hành theo Quyết định số 88/QĐ-TU ngày 02/3/2019 hết hiệu lực.

| Nơi nhận: Các huyện ủy; Lưu VP | **T/M BAN THƯỜNG VỤ** **PHÓ BÍ THƯ** **Lại Văn Đê** |
|---|---|
"""
HOSPITAL = """SỞ Y TẾ TỈNH HÀ NAM
BỆNH VIỆN ĐA KHOA LÝ NHÂN
Số: 15/KH-BV

Lý Nhân, ngày 03 tháng 6 năm 2026

KẾ HOẠCH
Hiến máu tình nguyện năm 2026

I. CHỈ TIÊU

1. Tiếp nhận 310 đơn vị máu.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kế hoạch tổng hợp: đặt lịch 02 kỳ hiến.

GIÁM ĐỐC
Bùi Thị Máu
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Library.open(Settings(home=tmp_path_factory.mktemp("other-names"))) as library:
        for name, text in (("chi-thi.md", PARTY), ("hien-mau.txt", HOSPITAL)):
            plan = parse(text, name)
            library.add(plan, tuple(passages(plan)))
        yield Assistant(library)


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("Công an tỉnh Hà Nam được giao làm gì?", "05 vụ", "20 túi"),
        ("CA tỉnh lo phần việc nào về đê điều?", "05 vụ", "20 túi"),
        ("bên trạm y tế phải làm gì", "20 túi thuốc", "05 vụ"),
        ("Chỉ thị giữ đê trông vào bên Đoàn việc gì?", "3.000 cây tre", "900 tờ"),
        ("Bên đoàn phải làm gì để giữ đê?", "3.000 cây tre", "900 tờ"),
        ("Trung tâm Hỗ trợ nông dân lo việc gì?", "60 máy bơm", "05 vụ"),
        ("BHXH tỉnh phải gửi gì cho SNV, hạn?", "danh sách 40 công nhân trước ngày 10/9/2026", "lương hưu"),
        ("Bảo hiểm xã hội tỉnh nộp những gì cho Sở Nội vụ?", "danh sách 40 công nhân", "lương hưu"),
        ("Ai ký chỉ thị giữ đê điều của Hà Nam?", "Lại Văn Đê, Phó Bí thư", "Bùi Thị Máu"),
        ("Chỉ thị giữ đê điều mang số mấy, ban hành hôm nào?", "21-CT/TU", "15/KH-BV"),
        ("Chỉ thị giữ đê điều mang số nào, ký ngày nào?", "ngày 14 tháng 5 năm 2026", "03 tháng 6"),
        ("Quyết định nào năm 2019 về giữ đê bị bỏ?", "88/QĐ-TU", "15/KH-BV"),
        ("Quyết định nào năm 2019 về đê điều bị thay rồi?", "88/QĐ-TU", "15/KH-BV"),
        ("BV Lý Nhân tiếp nhận bao nhiêu đơn vị máu?", "310 đơn vị máu", "05 vụ"),
    ],
)
def test_it_is_told_by_the_name_the_plan_prints(desk, question, told, left_out):
    answer = desk.ask(question, as_of=date(2026, 7, 1))
    assert told in said(answer)
    assert left_out not in said(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Bên đoàn kiểm tra phải làm gì?",
        "Công an xã Hà Nam được giao xử lý gì?",
        "HPN tỉnh được giao gì trong chỉ thị đê điều của Tỉnh ủy?",
    ],
)
def test_a_body_without_work_is_told_none_of_anothers(desk, question):
    answer = desk.ask(question, as_of=date(2026, 7, 1))
    assert not any(word in said(answer) for word in ("05 vụ", "3.000", "20 túi", "40 công nhân"))

"""Time limits chosen by what is asked: a length of time, the one owed by a body, what a plan's own title tells."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAI CHÂU\tĐộc lập - Tự do - Hạnh phúc
Số: 91/KH-UBND\tLai Châu, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Bảo vệ đàn ong mật năm 2026

I. NỘI DUNG
1. Giám sát bệnh
Trạm thú y, chủ trại phát hiện đàn ong nghi nhiễm ve phải báo Ủy ban nhân dân xã trong 24 giờ.
Tiêu hủy xong trong 48 giờ.
2. Thi ảnh tổ ong
Ban Tổ chức chấm giải, hạn nhận ảnh 17 giờ ngày 22/11/2026.
3. Quà cho người cao tuổi nuôi ong
Trao quà trước ngày 27/4/2026.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Xây dựng phương án, gửi Sở Tài chính trước ngày 30/6/2026.
- Vụ nghiêm trọng báo ngay trong 06 giờ về đường dây nóng.
2. Sở Tài chính
- Trả kết quả thẩm định cho chủ trại chậm nhất 07 ngày sau ngày nhận hồ sơ.
- Chủ trại xin xem lại kết quả trong 03 ngày kể từ khi được trả.
3. Chủ trại gửi câu hỏi cho Sở Tài chính trước ngày 20/4/2026.
4. In xong 3.000 cuốn sổ tay trước ngày 10/5/2026.
5. Sơ kết, tổng kết
Sơ kết trước ngày 10/7/2026; tổng kết trước ngày 05/12/2026.
6. Các hợp tác xã
Gửi kết quả từng đợt về Sở Nội vụ chậm nhất 04 ngày sau đợt.
7. Văn phòng Sở Nội vụ
Theo dõi, đôn đốc; các hợp tác xã, chi hội báo cáo 6 tháng trước ngày 12/6, báo cáo năm trước ngày 12/12.
8. Chi hội nuôi ong tuần tra rừng keo, báo ngay khi thấy người đốt ong.
9. Sản phẩm phải có
| TT | Việc | Chủ trì | Thời hạn | Sản phẩm |
|---|---|---|---|---|
| 1 | Biên soạn sách ảnh loài ong | Phòng Trồng trọt | 17/4/2026 | 9.000 cuốn |
10. Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã
- Gửi sổ theo dõi đàn cho Sở Tài chính trước ngày 21/8/2026.
11. Phòng Chăn nuôi
- Dựng bảng chỉ đường đến các trại, xong trước ngày 19/9/2026.
"""
TOLD = (
    "24 giờ",
    "48 giờ",
    "06 giờ",
    "07 ngày",
    "03 ngày",
    "04 ngày",
    "22/11",
    "27/4",
    "30/6",
    "20/4",
    "10/5",
    "10/7",
    "05/12",
    "12/6",
    "12/12",
    "ngay khi thấy",
    "21/8",
)


@pytest.fixture(scope="module")
def bees(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("bees")))
    with library:
        plan = parse(PLAN, "ong.txt")
        library.add(plan, tuple(passages(plan)))
        yield Desk(Assistant(library))


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("Đàn ong nghi nhiễm ve thì trong mấy tiếng phải báo xã?", "24 giờ"),
        ("tiêu hủy ong phải xong trong bao nhiêu giờ", "48 giờ"),
        ("Sở Nội vụ gặp vụ nghiêm trọng, có trộm tổ ong thì báo ai trong mấy tiếng?", "06 giờ"),
        ("Kết quả thẩm định trả cho chủ trại chậm nhất mấy hôm?", "07 ngày"),
        ("Muốn gửi câu hỏi cho Sở Tài chính thì gửi trước ngày nào?", "20/4"),
        ("sổ tay hướng dẫn bảo vệ đàn ong mật in xong khi nào", "10/5"),
        ("Khi nào tổng kết công tác bảo vệ đàn ong mật?", "05/12"),
        ("sơ kết bảo vệ đàn ong mật", "10/7"),
        ("Quà cho người cao tuổi trao trước ngày nào?", "27/4"),
        ("nhận ảnh tổ ong đến ngày nào", "22/11"),
        ("Chi hội nộp báo cáo năm trước ngày nào?", "12/12"),
        ("các hợp tác xã gửi báo cáo 6 tháng chậm nhất ngày mấy", "12/6"),
        ("Sở Nội vụ gửi phương án cho Sở Tài chính chậm nhất hôm nào?", "30/6"),
        ("Văn phòng UBND xã gửi sổ theo dõi cho Sở Tài chính trước ngày nào?", "21/8"),
        ("Chủ trại phát hiện đàn ong nghi nhiễm ve phải báo xã trong bao lâu?", "24 giờ"),
        ("Hợp tác xã gửi kết quả thay tổ chậm nhất mấy ngày sau khi xong một đợt?", "04 ngày"),
    ],
)
def test_the_limit_asked_for_is_told(bees, question, limit):
    assert [one for one in TOLD if one in said(bees.ask(question))] == [limit]


@pytest.mark.parametrize(
    "question",
    [
        "Sở Nội vụ cấp phép bay cho máy bay không người lái trong mấy giờ?",
        "Kế hoạch bảo vệ đàn ong mật: hạn nộp học phí khi nào?",
        "Quà cho người cao tuổi phải trao trong mấy giờ?",
        "Sở Y tế gửi phương án cho Sở Tài chính chậm nhất ngày nào?",
        "Sở Nội vụ gửi phương án cho Sở Công Thương trước ngày nào?",
    ],
)
def test_of_what_no_limit_speaks_none_is_told(bees, question):
    assert [one for one in TOLD if one in said(bees.ask(question))] == []


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Sách ảnh loài ong khi nào xong, in mấy cuốn?", ["17/4/2026", "Phòng Trồng trọt", "9.000 cuốn"]),
        ("Ai dựng bảng chỉ đường đến các trại, bao giờ xong?", ["Phòng Chăn nuôi", "19/9/2026"]),
        ("Bảng chỉ đường đến các trại do phòng nào dựng và xong trước ngày nào?", ["Phòng Chăn nuôi", "19/9/2026"]),
    ],
)
def test_who_does_it_and_what_comes_of_it_are_told_with_its_limit(bees, question, facts):
    answer = bees.ask(question)
    assert all(fact in said(answer) for fact in facts)
    assert not [note for note in answer.notes if "không tìm thấy" in note]

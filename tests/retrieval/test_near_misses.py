"""What a plan almost says is refused, whichever writer would have told it, and what it says is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

Số: 71/KH-UBND

Hà Giang, ngày 04 tháng 3 năm 2026

KẾ HOẠCH

Tổ chức Hội thi dệt lanh lần thứ V và hỗ trợ nghề dệt năm 2026

Căn cứ Chương trình phối hợp số 12/CTPH ngày 05/01/2026 giữa Hội Liên hiệp Phụ nữ tỉnh và Sở Công Thương về nghề dệt;

I. CHỈ TIÊU

1. Trồng mới 148 ha lanh, mở 12 lớp dệt cho phụ nữ.
2. Đến cuối năm 2026, 80% hợp tác xã dệt có gian hàng trực tuyến.

II. HỘI THI

1. Vòng chung khảo thi ngày 20/9/2026 tại xã Lùng Tám.
2. Huyện Quản Bạ và huyện Yên Minh mỗi đơn vị cử 03 đội.

III. CHÍNH SÁCH

1. Thợ dệt cao tuổi truyền nghề được bồi dưỡng 200.000 đồng/buổi.

IV. KINH PHÍ

Kinh phí thực hiện: 950 triệu đồng từ ngân sách tỉnh.

V. ĐẾN NĂM 2026

1. Giảm 40% số vụ tai nạn ở xưởng mà nạn nhân là phụ nữ.
2. Thợ dệt nộp sản phẩm muộn quá 03 ngày không xét giải; xử lý và báo cáo tai nạn trong vòng 24 giờ.
3. Tập huấn hai kỳ: kỳ 1 ngày 04/5/2026, kỳ 2 ngày 09/11/2026; mỗi đội có 02 thợ cả.

VI. TỔ CHỨC THỰC HIỆN

1. Sở Công Thương chủ trì tổ chức Hội thi dệt lanh.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    plan = parse(PLAN, "det-lanh.txt")
    with Library.open(Settings(home=tmp_path_factory.mktemp("det"))) as library:
        library.add(plan, tuple(passages(plan)))
        yield Desk(Assistant(library))


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Đồng Văn cử mấy đội dự hội thi dệt lanh?",
        "Huyện Mèo Vạc được giao trồng mới bao nhiêu ha lanh?",
        "Hội thi dệt lanh lần thứ VI thi chung khảo ngày nào?",
        "Học viên lớp dệt ở Hà Giang được bồi dưỡng bao nhiêu một buổi?",
        "Hội Liên hiệp Phụ nữ tỉnh Hà Giang được giao gì trong kế hoạch dệt lanh?",
        "tiền công dệt lanh một ngày",
        "giá khung dệt",
        "Lớp dệt rộng bao nhiêu mét vuông?",
        "Ai tài trợ hội thi dệt lanh?",
        "Số điện thoại của Sở Công Thương Hà Giang là bao nhiêu?",
        "Nếu có thì mức bao nhiêu?",
        "Giảm bao nhiêu phần trăm số vụ tai nạn ở xưởng mà nạn nhân là nam giới?",
        "Kỳ tập huấn thứ ba vào ngày nào?",
        "Mỗi lớp dệt có mấy học viên?",
    ],
)
def test_what_is_almost_said_is_not_found(desk: Desk, question: str) -> None:
    assert not desk.ask(question).claims


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Huyện Quản Bạ cử mấy đội dự hội thi dệt lanh?", "03 đội"),
        ("Tỉnh Hà Giang trồng mới bao nhiêu ha lanh?", "148 ha"),
        ("Hội thi dệt lanh lần thứ V thi chung khảo ngày nào?", "20/9/2026"),
        ("Thợ dệt cao tuổi truyền nghề được bồi dưỡng bao nhiêu một buổi?", "200.000 đồng"),
        ("Sở Công Thương Hà Giang được giao gì trong kế hoạch dệt lanh?", "chủ trì tổ chức Hội thi"),
        ("Kế hoạch dệt lanh tốn bao nhiêu tiền?", "950 triệu đồng"),
        ("Mở bao nhiêu lớp dệt?", "12 lớp"),
        ("Giảm bao nhiêu phần trăm số vụ tai nạn ở xưởng mà nạn nhân là phụ nữ?", "40%"),
        ("Kỳ tập huấn thứ hai vào ngày nào?", "09/11/2026"),
        ("Mỗi đội có mấy thợ cả?", "02 thợ cả"),
        ("Thợ dệt nộp sản phẩm muộn thì bị xử lý thế nào?", "không xét giải"),
        ("số chương trình, văn bản Hội Liên hiệp Phụ nữ tỉnh giao về nghề dệt", "12/CTPH"),
    ],
)
def test_what_is_said_of_the_thing_named_is_told(desk: Desk, question: str, told: str) -> None:
    assert told in said(desk.ask(question))

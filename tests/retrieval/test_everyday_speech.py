"""How people of communes ask: by classifiers, everyday verbs and half-said permissions, not in the words of plans."""

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
XÃ HÒA SƠN

Số: 27/KH-UBND

Hòa Sơn, ngày 09 tháng 02 năm 2026

KẾ HOẠCH

Bảo vệ nguồn nước và vệ sinh kênh mương trên địa bàn xã năm 2026

I. MỤC TIÊU

- Trồng 340 cây phân tán dọc kênh, mỗi thôn 02 tổ tự quản.
- Vận động 12 tỷ đồng sửa kênh nội đồng.

II. QUY ĐỊNH

1. Hộ nuôi cá lồng được neo bè cách cống ít nhất 50 mét.

2. Hộ đổ chất thải chăn nuôi xuống kênh bị phạt 2.500.000 đồng và phải nạo vét lại đoạn kênh.

III. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế

- Đo chất lượng nước hằng quý.
- Lập bản đồ cống đầu mối.

2. Trưởng thôn

- Mở sổ trực cống, ghi giờ đóng mở.
- Chốt danh sách hộ xả thải gửi xã vào thứ Sáu.

3. Các cơ quan, đơn vị có trách nhiệm tuyên truyền về bảo vệ nguồn nước và vệ sinh kênh mương.

4. Hội Nông dân xã tổ chức 03 buổi nạo vét.
"""


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(Settings.from_env({"KEHOACH_HOME": str(tmp_path_factory.mktemp("home"))}))
    plan = parse(PLAN, "nguon-nuoc.txt")
    library.add(plan, passages(plan))
    yield Desk(Assistant(library))
    library.close()


@pytest.mark.parametrize(
    "asked",
    [
        "Làm trưởng thôn thì dính những việc gì?",
        "Mấy bác trưởng thôn gánh những phần gì trong cái kế hoạch vệ sinh kênh mương?",
        "trưởng thôn đang ôm khâu gì",
    ],
)
def test_whoever_carries_work_is_told_all_of_it(commune: Desk, asked: str) -> None:
    answer = said(commune.ask(asked))
    assert "sổ trực cống" in answer
    assert "danh sách hộ xả thải" in answer


@pytest.mark.parametrize(
    "asked",
    [
        "Phòng Kinh tế được nhờ giúp những gì trong kế hoạch bảo vệ nguồn nước, vệ sinh kênh mương?",
        "Chuyện vệ sinh kênh mương thì Phòng Kinh tế lo gì?",
    ],
)
def test_the_subject_of_the_plan_is_not_sought_in_each_task(commune: Desk, asked: str) -> None:
    answer = said(commune.ask(asked))
    assert "chất lượng nước" in answer
    assert "cống đầu mối" in answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [("Xã trồng mấy trăm gốc cây dọc kênh?", "340 cây"), ("Sửa kênh nội đồng góp được mấy chục tỷ?", "12 tỷ")],
)
def test_figures_are_found_behind_tens_and_classifiers(commune: Desk, asked: str, told: str) -> None:
    assert told in said(commune.ask(asked))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Nhà nuôi heo quăng chất thải chăn nuôi xuống kênh thì bị xử sao?", "2.500.000 đồng"),
        ("Hộ nuôi cá lồng ở Hòa Sơn neo bè sát cống thì có được không?", "50 mét"),
    ],
)
def test_what_comes_of_something_and_what_is_allowed_is_told(commune: Desk, asked: str, told: str) -> None:
    assert told in said(commune.ask(asked))


@pytest.mark.parametrize(
    "asked",
    ["Nhà nuôi vịt thả ra ruộng của hàng xóm thì bị sao?", "tiền vé máy bay đi xem cống", "Có cho câu cá đêm không?"],
)
def test_a_rule_about_something_else_answers_nothing(commune: Desk, asked: str) -> None:
    assert commune.ask(asked).status == "no_answer"

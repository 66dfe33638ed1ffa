"""Plans made by rule, for measuring how costs grow: the grammar of plans, sentences of no real one, no two alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from plans.tables import rows

DEEDS = (
    "tu bổ", "trồng mới", "khảo sát", "số hóa", "nâng cấp", "vận hành thử", "kiểm đếm", "sửa chữa", "lắp đặt",
    "cải tạo", "thả giống", "đo đạc", "trưng bày", "gắn biển", "phục dựng", "nạo vét", "chiếu sáng", "bảo quản",
    "đóng mới", "di dời",
)  # fmt: skip
THINGS = (
    "bến đò ngang", "vườn ươm", "hồ chứa", "giếng cổ", "tủ sách lưu động", "trạm cân", "đường ven đê",
    "nhà trưng bày", "lồng bè", "cột mốc", "bãi đỗ xe", "vạch sơn", "chợ phiên", "đập tràn", "kho lạnh", "sân chơi",
    "cầu treo", "tuyến kè", "tháp nước", "lò sấy", "ruộng bậc thang", "nghề dệt", "điểm quan trắc", "phòng đọc",
    "trạm bơm", "rạn san hô", "bờ bao", "đội chiếu bóng", "xe thư viện", "hàng cây",
)  # fmt: skip
WHERE = (
    "ở các xã ven sông",
    "tại khu phố cổ",
    "dọc tuyến biên giới",
    "ở vùng đệm",
    "quanh đầm phá",
    "trên các đảo nhỏ",
)
UNITS = ("hộ", "điểm", "công trình", "lớp", "trạm", "mô hình", "cơ sở", "xã")
NAMES = ("Lò Thị Mây", "Đàm Quang Lịch", "Ksor Bình", "Tạ Văn Thuần", "Châu Ngọc Ẩn", "Mã Thị Sim", "Đoàn Bá Trình")
ORDINALS = ("I", "II", "III", "IV")
AGENCIES_PER_PLAN = 7


@dataclass(frozen=True)
class _Maker:
    random: Random
    province: str
    year: int

    def subject(self) -> str:
        deed, thing, where = (self.random.choice(words) for words in (DEEDS, THINGS, WHERE))
        return f"{deed} {thing} {where}"

    def date(self) -> str:
        return f"{self.random.randint(1, 28)}/{self.random.randint(1, 12)}/{self.year}"

    def goal(self) -> str:
        share, count = self.random.randint(20, 99), self.random.randint(3, 900)
        return self.random.choice(
            (
                f"Trên {share}% {self.random.choice(THINGS)} được {self.random.choice(DEEDS)} trong năm {self.year}.",
                f"Có ít nhất {count} {self.random.choice(UNITS)} được {self.subject()}.",
            )
        )

    def task(self) -> str:
        told = f"{self.random.choice(('Chủ trì', 'Hướng dẫn', 'Kiểm tra', 'Bố trí kinh phí'))} việc {self.subject()}"
        return self.random.choice((f"{told}.", f"{told}, hoàn thành trước ngày {self.date()}."))

    def report(self) -> str:
        month = self.random.randint(1, 12)
        return f"Báo cáo kết quả {self.subject()} về Ủy ban nhân dân tỉnh trước ngày {month + 5}/{month} hằng năm."


def plan_text(number: int) -> str:
    """Return the text of plan `number`; the same number makes the same text."""
    random = Random(number)
    units = [row["name"] for row in rows("provinces") if row["unit"] == "tỉnh"]
    maker = _Maker(random, units[number % len(units)], random.randint(2018, 2026))
    agencies = [f"Sở {row['field']}" for row in rows("fields") if row["department"]]
    told = random.sample([*agencies, "Công an tỉnh", "Ủy ban nhân dân các xã, phường"], AGENCIES_PER_PLAN)
    return "\n\n".join((*_head(maker, number), *_body(maker, told), *_foot(maker)))


def _head(maker: _Maker, number: int) -> Iterator[str]:
    yield f"ỦY BAN NHÂN DÂN\nTỈNH {maker.province.upper()}"
    yield f"Số: {number + 1}/KH-UBND"
    yield f"{maker.province}, ngày {maker.random.randint(10, 28)} tháng 5 năm {maker.year}"
    yield f"KẾ HOẠCH\n{maker.subject().capitalize()} năm {maker.year}"
    yield f"Thực hiện Quyết định số {number % 900 + 100}/QĐ-UBND, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"


def _body(maker: _Maker, agencies: list[str]) -> Iterator[str]:
    parts = (
        ("MỤC ĐÍCH, YÊU CẦU", [f"Bảo đảm việc {maker.subject()} đúng tiến độ." for _ in range(3)]),
        ("CHỈ TIÊU", [maker.goal() for _ in range(5)]),
        ("NHIỆM VỤ, GIẢI PHÁP", [f"{maker.subject().capitalize()}; {maker.subject()}." for _ in range(8)]),
    )
    for ordinal, (heading, items) in zip(ORDINALS, parts, strict=False):
        yield f"{ordinal}. {heading}"
        yield from (f"{at}. {item}" for at, item in enumerate(items, 1))
    yield "IV. TỔ CHỨC THỰC HIỆN"
    for at, agency in enumerate(agencies, 1):
        yield f"{at}. {agency}"
        yield from (f"- {line}" for line in (maker.task(), maker.task(), maker.report()))


def _foot(maker: _Maker) -> Iterator[str]:
    yield "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    yield f"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n{maker.random.choice(NAMES)}"


def questions(number: int) -> dict[str, str]:
    """Return one question of every kind that plan `number` answers."""
    maker = _Maker(Random(number), "", 0)
    province = plan_text(number).split("\n")[1].removeprefix("TỈNH ").title()
    return {
        "duties": f"Sở Y tế tỉnh {province} phải làm gì?",
        "deadline": f"Hạn báo cáo của Công an tỉnh {province} là khi nào?",
        "target": f"Tỉnh {province} đặt chỉ tiêu bao nhiêu về {maker.random.choice(THINGS)}?",
        "metadata": f"Ai ký kế hoạch {number + 1}/KH-UBND?",
        "content": f"Việc {maker.subject()} được quy định thế nào?",
        "general": "Sở Y tế phải làm gì?",
        "no_answer": "Mật độ sao chổi trong quỹ đạo tháng tám là bao nhiêu?",
    }

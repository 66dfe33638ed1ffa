from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from evaluation import rendering_pdf
from evaluation.rendering import NATION, Pair, Sheet, write_pdf
from ingest import pdf
from ingest.pdf import read
from plans.errors import UnreadableFile

Draw = Callable[[FPDF], None]
PROSE = "Các sở, ban, ngành tổ chức thực hiện nghiêm túc nội dung Kế hoạch này trên địa bàn tỉnh. " * 5


def drawn(path: Path, *pages: Draw) -> Path:
    document = FPDF(unit="pt", format="A4")
    document.set_auto_page_break(False)
    document.add_font("Serif", fname=str(rendering_pdf._FONT))
    document.set_font("Serif", size=12)
    for draw in pages:
        document.add_page()
        draw(document)
    document.output(str(path))
    return path


def lines(*texts: tuple[float, float, str]) -> Draw:
    return lambda page: [page.text(x, y, text) for x, y, text in texts] and None


def text_of(path: Path) -> str:
    return read(path, lambda: None).text


def test_wrapped_lines_are_one_paragraph_across_pages_too(tmp_path: Path) -> None:
    write_pdf(Sheet(tuple(f"{number}. {PROSE}".strip() for number in range(1, 15))), tmp_path / "a.pdf")
    source = read(tmp_path / "a.pdf", lambda: None)
    assert source.text.split("\n\n") == [f"{number}. {PROSE}".strip() for number in range(1, 15)]
    assert [number for _, number in source.pages] == [1, 2, 3]


def test_page_numbers_and_running_headers_leave_the_flow(tmp_path: Path) -> None:
    def page(number: int) -> Draw:
        own = (80, 300, f"Nội dung của phần thứ {number}.")
        return lines((250, 30, "Cổng thông tin tỉnh"), own, (290, 820, f"- {number} -"))

    text = text_of(drawn(tmp_path / "a.pdf", *map(page, range(1, 5))))
    assert text.split("\n\n") == [f"Nội dung của phần thứ {number}." for number in range(1, 5)]


def test_columns_of_head_and_foot_are_not_mixed(tmp_path: Path) -> None:
    head = Pair(("SỞ Y TẾ", "Số: 5/KH-SYT"), (*NATION, "Huế, ngày 01 tháng 02 năm 2025"))
    foot = Pair(("Nơi nhận:", "- Bộ Y tế;", "- Lưu: VT."), ("GIÁM ĐỐC", "Lê Văn Tám"))
    sheet = Sheet((head, "KẾ HOẠCH", PROSE.strip(), foot))
    write_pdf(sheet, tmp_path / "a.pdf")
    assert text_of(tmp_path / "a.pdf").strip() == sheet.text.strip()


def test_a_table_over_two_pages_stays_one_and_merged_cells_stand_once(tmp_path: Path) -> None:
    def ruled(rows: list[tuple[str, ...]], top: float) -> Draw:
        def draw(page: FPDF) -> None:
            for number, row in enumerate(rows):
                width = 400 / len(row)
                for column, cell in enumerate(row):
                    page.rect(80 + column * width, top + number * 30, width, 30)
                    page.text(85 + column * width, top + 18 + number * 30, cell)

        return draw

    first = ruled([("TT", "Việc", "Cơ quan", "Hạn"), ("1", "In", "Sở Y tế", "5/2025")], 700)
    second = ruled([("2", "Phát", "Sở Nội vụ", "6/2025")], 60)
    assert text_of(drawn(tmp_path / "a.pdf", first, second)).splitlines() == [
        "| TT | Việc | Cơ quan | Hạn |",
        "| 1 | In | Sở Y tế | 5/2025 |",
        "| 2 | Phát | Sở Nội vụ | 6/2025 |",
    ]


def test_a_page_on_its_side_is_read_upright(tmp_path: Path) -> None:
    def sideways(page: FPDF) -> None:
        for x, text in ((100, "Dòng một ở trên cùng."), (300, "Dòng hai ở phía dưới.")):
            with page.rotation(90, x, 700):
                page.text(x, 700, text)

    document = pypdfium2.PdfDocument(drawn(tmp_path / "a.pdf", sideways))
    document[0].set_rotation(90)
    document.save(tmp_path / "b.pdf")
    document.close()
    assert text_of(tmp_path / "b.pdf").split("\n\n") == ["Dòng một ở trên cùng.", "Dòng hai ở phía dưới."]


def test_what_cannot_be_opened_is_refused_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nbroken")
    with pytest.raises(UnreadableFile, match="hỏng"):
        text_of(tmp_path / "bad.pdf")
    locked = FPDF()
    locked.set_encryption(owner_password="a", user_password="b", permissions=AccessPermission.none())
    locked.add_page()
    locked.output(str(tmp_path / "locked.pdf"))
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        text_of(tmp_path / "locked.pdf")
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(UnreadableFile, match="2 trang, quá 1 trang"):
        text_of(drawn(tmp_path / "long.pdf", lines((80, 80, "a")), lines((80, 80, "b"))))

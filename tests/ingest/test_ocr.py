import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from evaluation import rendering_pdf
from evaluation.formats_bench import compared
from evaluation.rendering import NATION, Pair, Sheet, Table, write_pdf, write_scan
from evaluation.rendering_scan import degraded
from ingest import ocr, pdf
from ingest.images import read
from ingest.page import Word
from ingest.picture import enlarged, flattened, is_photo, ruling, slant, straightened, without
from ingest.read import read as read_file
from ingest.ruled import Box
from ingest.text_layer import scan_scale
from plans.errors import UnreadableFile

SHEET = Sheet(
    (
        Pair(("SỞ TƯ PHÁP", "Số: 25/KH-STP"), (*NATION, "Huế, ngày 12 tháng 3 năm 2025")),
        "KẾ HOẠCH",
        "Nâng cao chất lượng công tác hòa giải trên địa bàn thành phố",
        "I. MỤC ĐÍCH",
        "Các phòng chuyên môn tổ chức thực hiện nghiêm túc các nội dung của Kế hoạch này, kịp thời báo cáo khó khăn.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Văn phòng Sở theo dõi, tổng hợp, báo cáo Giám đốc Sở trước ngày 15 tháng 12 hàng năm.",
        Table(
            (
                ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"),
                ("1", "Hội nghị", "Văn phòng", "Thanh tra", "Quý II"),
            )
        ),
        Pair(("Nơi nhận:", "- Bộ Tư pháp;", "- Lưu: VT."), ("GIÁM ĐỐC", "Nguyễn Văn Minh")),
    )
)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "a.pdf"
    write_pdf(SHEET, path)
    return path


@pytest.mark.parametrize("suffix", [".pdf", ".png"])
def test_a_scan_is_read_or_the_missing_program_is_named(typed: Path, suffix: str) -> None:
    path = typed.with_name(f"scan{suffix}")
    write_scan(typed, path)
    reader = pdf.read if suffix == ".pdf" else read
    if not shutil.which("tesseract"):
        with pytest.raises(UnreadableFile, match="apt install tesseract-ocr tesseract-ocr-vie"):
            reader(path, lambda: None)
        return
    source = reader(path, lambda: None)
    figures = compared(SHEET.text, source)
    assert source.origin == "ocr"
    assert source.pages == ((0, 1),)
    assert "đối chiếu" in source.warnings[0]
    assert figures.errors < 0.02 * figures.length
    assert re.search(r"SỞ TƯ PHÁP\nSố: 25/KH-STP\n\nCỘNG HÒA", source.text)


def test_without_the_program_a_scan_says_what_to_install(typed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    path = typed.with_name("bare.png")
    write_scan(typed, path, dpi=60)
    with pytest.raises(UnreadableFile, match="tesseract-ocr-vie"):
        read(path, lambda: None)


def test_a_text_pdf_with_one_scanned_page_keeps_the_rest(typed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    write_scan(typed, typed.with_name("one.pdf"), dpi=40)
    mixed = pypdfium2.PdfDocument.new()
    for part in (typed, typed.with_name("one.pdf")):
        source = pypdfium2.PdfDocument(part)
        mixed.import_pages(source)
        source.close()
    mixed.save(typed.with_name("mixed.pdf"))
    mixed.close()
    source = pdf.read(typed.with_name("mixed.pdf"), lambda: None)
    assert "KẾ HOẠCH" in source.text
    assert "tesseract-ocr-vie" in source.warnings[0]


def page(angle: float = 0.0) -> Image.Image:
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(rendering_pdf._FONT), 26)
    for row in range(30):
        draw.text((150, 150 + row * 44), "Các sở, ban, ngành tổ chức thực hiện nghiêm túc Kế hoạch này", 0, font)
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def test_an_almost_empty_page_loses_the_grain_of_its_paper_and_a_full_one_keeps_it() -> None:
    empty = degraded(Image.new("L", (800, 1100), 255), 0.0, 14.0, 0)
    ImageDraw.Draw(empty).rectangle((390, 1050, 400, 1070), 0)
    assert set(np.unique(np.asarray(ocr._quiet(empty)))) <= {*range(191), 255}
    assert np.asarray(ocr._quiet(empty))[1060, 395] == 0
    full = degraded(page(), 0.0, 14.0, 0)
    assert ocr._quiet(full) is full


def test_a_cell_in_which_no_block_of_print_is_found_is_read_as_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Image.new("L", (900, 500), 255)
    draw = ImageDraw.Draw(picture)
    for level in (100, 200, 300):
        draw.line((100, level, 800, level), 0, 3)
    for upright in (100, 450, 800):
        draw.line((upright, 100, upright, 300), 0, 3)
    draw.rectangle((200, 130, 206, 170), 0)
    draw.rectangle((600, 130, 640, 170), 0)
    asked = []

    def words(pieces, layout):
        asked.append((layout, len(pieces)))
        return [Word("việc", ocr._points(Box(600, 130, 640, 170)))] if layout == "6" else []

    monkeypatch.setattr(ocr, "_words", words)
    assert [word.text for word in ocr._read(picture).words] == ["việc"]
    assert asked == [("4", 1), ("6", 2), ("7", 1)]


def test_a_coarse_scan_is_enlarged_by_us_and_a_typed_page_has_no_scale(typed: Path) -> None:
    import pypdfium2

    write_scan(typed, typed.with_name("coarse.pdf"), dpi=150)
    for name, expected in (("coarse.pdf", pytest.approx(150 / 72, abs=0.01)), (typed.name, None)):
        document = pypdfium2.PdfDocument(typed.with_name(name))
        assert scan_scale(document[0]) == expected
        document.close()
    assert enlarged(Image.new("L", (100, 50)), 1.6).size == (160, 80)


@pytest.mark.parametrize("angle", [-2.5, -0.7, 0.0, 1.3])
def test_slant_is_measured_to_a_fifth_of_a_degree(angle: float) -> None:
    assert slant(page(angle)) == pytest.approx(-angle, abs=0.2)
    assert abs(slant(straightened(page(angle)))) <= 0.2


def test_a_photo_is_told_from_a_scan_and_evened_out() -> None:
    shade = np.tile(np.linspace(255, 110, 1240), (1754, 1))
    photo = Image.fromarray((np.asarray(page(), np.float32) * shade / 255).astype(np.uint8))
    assert is_photo(photo)
    assert not is_photo(degraded(page(), 0.5, 10.0, 1))
    assert not is_photo(flattened(photo))


def test_ruling_lines_are_found_and_painted_over_and_letters_are_not() -> None:
    picture = page()
    draw = ImageDraw.Draw(picture)
    for y in (1500, 1560, 1620):
        draw.line((150, y, 1100, y), 0, 3)
    for x in (150, 600, 1100):
        draw.line((x, 1500, x, 1620), 0, 3)
    lines = ruling(degraded(picture, 0.0, 10.0, 0), 150)
    assert len([line for line in lines if line.x1 - line.x0 > 900]) == 3
    assert len(lines) == 6
    assert np.asarray(without(picture, lines))[1495:1625, 140:1110].min() == 255
    assert ruling(page(), 150) == []


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xff\xe0broken", b"II*\0broken"])
def test_a_broken_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(UnreadableFile, match="ảnh hỏng"):
        read_file(tmp_path / "a")


def test_a_picture_that_unpacks_to_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    with pytest.raises(UnreadableFile, match="20,000 × 20,000"):
        read(tmp_path / "a.png", lambda: None)

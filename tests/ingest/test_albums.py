"""Pictures of one archive as pages of one document."""

import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from evaluation import rendering_pdf
from ingest.albums import albums
from ingest.archive import Member
from ingest.load import plan_of
from ingest.read import read_all
from ingest.source import Source

PAGES = (
    ("SỞ Y TẾ TỈNH LAI CHÂU", "Số: 5/KH-SYT", "KẾ HOẠCH", "Phòng chống dịch bệnh năm 2025", "I. MỤC ĐÍCH"),
    ("II. NHIỆM VỤ", "1. Sở Nội vụ: cung cấp cây giống cho các xã trên địa bàn."),
    ("2. Sở Tài chính: bố trí kinh phí thực hiện kế hoạch.",),
)


def printed(path: Path, lines: tuple[str, ...]) -> Path:
    picture = Image.new("L", (1985, 900), 255)
    font = ImageFont.truetype(str(rendering_pdf._FONT), 46)
    for row, line in enumerate(lines):
        ImageDraw.Draw(picture).text((250, 200 + 100 * row), line, 0, font)
    picture.save(path)
    return path


def packed(folder: Path, names: tuple[str, ...]) -> Path:
    with zipfile.ZipFile(folder / "thư.zip", "w") as archive:
        for name, lines in zip(names, PAGES, strict=True):
            archive.write(printed(folder / "a.png", lines), name)
        archive.writestr("ghi chú.txt", "Số: 9/KH-UBND\nKẾ HOẠCH\nI. MỤC ĐÍCH\n")
    return folder / "thư.zip"


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("trang-10.jpg", "trang-2.jpg", "trang-1.jpg"), [["trang-1.jpg", "trang-2.jpg", "trang-10.jpg"]]),
        (("a/1.jpg", "b/1.jpg", "a/2.jpg"), [["a/1.jpg", "a/2.jpg"], ["b/1.jpg"]]),
        (("a1/1.jpg", "a2/2.jpg"), [["a1/1.jpg"], ["a2/2.jpg"]]),
        (("IMG_20250102_0900.JPG", "IMG_20250101_1000.jpg"), [["IMG_20250101_1000.jpg", "IMG_20250102_0900.JPG"]]),
        (("quyết định.jpg", "kế hoạch.jpg"), [["quyết định.jpg"], ["kế hoạch.jpg"]]),
    ],
)
def test_pictures_of_a_folder_whose_names_differ_in_numbers_belong_together(names, groups) -> None:
    assert [[page.name for page in pages] for pages in albums(map(Member, names))] == groups


def test_the_pictures_of_a_zip_are_the_pages_of_one_plan_and_it_says_so(tmp_path: Path) -> None:
    found = dict(read_all(packed(tmp_path, ("trang-1.png", "trang-2.png", "trang-10.png"))))
    name = "thư.zip/trang-1.png – trang-10.png"
    assert list(found) == ["thư.zip/ghi chú.txt", name]
    source = found[name]
    if not shutil.which("tesseract"):
        assert "tesseract-ocr-vie" in str(source)
        return
    assert isinstance(source, Source)
    plan = plan_of(source)
    assert source.origin == "ocr"
    assert plan.warnings[0].startswith(f"{name}: đã ghép 3 ảnh, từ trang-1.png đến trang-10.png, thành các trang")
    assert plan.header.number == "5/KH-SYT"
    tasks = {one.agency: plan.pages_of(one.span) for one in plan.assignments}
    assert tasks == {"Sở Nội vụ": (2, 2), "Sở Tài chính": (3, 3)}


def test_a_broken_page_is_named_and_loses_no_other_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in (1, 2):
            archive.writestr(f"trang-{number}.png", b"\x89PNG\r\n\x1a\nbroken")
        archive.writestr("b.txt", "Số: 9/KH-UBND\nKẾ HOẠCH\n")
    (first, plain), (second, fault) = read_all(tmp_path / "a.zip")
    assert (first, second) == ("a.zip/b.txt", "a.zip/trang-1.png – trang-2.png")
    assert isinstance(plain, Source)
    assert str(fault).startswith(f"{second}: ảnh thứ 1: ảnh hỏng")

"""Pictures sent together, and one photo read to its end by the real recognition."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest
from PIL import Image, ImageDraw, ImageFont
from telegram import Update

from bot import telegram_albums
from bot import telegram_texts as texts
from bot.inbox import in_time
from evaluation import rendering_pdf
from tests.bot.telegram_fake import message
from tests.bot.telegram_story import ADMIN, CADRE

FIRST = (
    "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
    "Số: 07/KH-UBND",
    "KẾ HOẠCH",
    "Trồng rừng phòng hộ năm 2025",
    "I. NHIỆM VỤ",
    "1. Sở Xây dựng: cung cấp cây giống cho các xã trên địa bàn.",
)
SECOND = ("2. Sở Tài chính: bố trí kinh phí thực hiện kế hoạch.",)


@pytest.fixture(autouse=True)
def _soon_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_albums, "QUIET", 0.1)


def photo(lines: tuple[str, ...]) -> bytes:
    picture = Image.new("L", (1985, 900), 255)
    font = ImageFont.truetype(str(rendering_pdf._FONT), 46)
    for row, line in enumerate(lines):
        ImageDraw.Draw(picture).text((250, 120 + 100 * row), line, 0, font)
    made = io.BytesIO()
    picture.save(made, "JPEG")
    return made.getvalue()


def pictured(file: str, size: int = 900) -> dict[str, object]:
    return {"photo": [{"file_id": file, "file_unique_id": file, "width": 1985, "height": 900, "file_size": size}]}


def filed(file: str, name: str) -> dict[str, object]:
    return {"document": {"file_id": file, "file_unique_id": file, "file_name": name, "file_size": 900}}


async def sends(told, *parts: dict[str, object], group: str | None = "album", person: int = ADMIN) -> list:
    """Let somebody send messages as one album, the last part arriving first."""
    told.numbers += len(parts)
    begun = told.numbers - len(parts)
    together = {"media_group_id": group} if group else {}
    updates = [
        message(None, update_id=begun + n, person=person, date=int(told.time), **together, **part)
        for n, part in enumerate(parts, 1)
    ]
    return await told.meets(*reversed(updates))


def read_by(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[bytes]]]:
    """Return what is asked to be read: the name, and the content of each file in it."""
    asked: list[tuple[str, list[bytes]]] = []

    def read(name: str, content: bytes, stopped: object = None) -> tuple[()]:
        made = io.BytesIO(content)
        if zipfile.is_zipfile(made):
            with zipfile.ZipFile(made) as archive:
                asked.append((name, [archive.read(one) for one in sorted(archive.namelist())]))
        else:
            asked.append((name, [content]))
        return ()

    monkeypatch.setattr("bot.telegram_loading.read_upload", read)
    return asked


async def test_the_photos_of_an_album_become_one_plan_with_a_page_for_each(story):
    async with story() as told:
        told.telegram.files |= {"f1": photo(FIRST), "f2": photo(SECOND)}
        await sends(told, pictured("f1"), pictured("f2"))
        shown = told.telegram.sent[-1]
        if not shutil.which("tesseract"):
            assert "tesseract-ocr-vie" in shown.text
            return
        assert shown.text.startswith("KH 07/KH-UBND (Lai Châu)")
        assert "đã ghép 2 ảnh" in shown.text
        assert "nhận dạng từ ảnh" in shown.text
        await told.presses("Công bố", person=ADMIN)
        plan = told.assistant.library.find("07/KH-UBND")
        assert [page for _, page in plan.pages] == [1, 2]
        (sent,) = await told.says("Sở Tài chính Lai Châu phải làm gì?", person=CADRE)
        assert "bố trí kinh phí" in sent.text
        assert "trang 2" in sent.text


async def test_pages_are_in_the_order_they_were_sent_whatever_order_they_come_in(story, monkeypatch):
    asked = read_by(monkeypatch)
    async with story() as told:
        told.telegram.files |= {f"f{n}": b"%d" % n for n in range(1, 12)}
        await sends(told, *(pictured(f"f{n}") for n in range(1, 11)))
        ((name, pages),) = asked
        assert name.endswith("-10-trang.zip")
        assert pages == [b"%d" % n for n in range(1, 11)]
        assert await inbox_left(told) == 0
        await sends(told, pictured("f11"), group="later")
        assert asked[1][1] == [b"11"]


async def inbox_left(told) -> int:
    return told.door.office.inbox.count()


async def test_of_an_album_of_files_the_pictures_are_one_document_and_the_others_each_their_own(story, monkeypatch):
    asked = read_by(monkeypatch)
    async with story() as told:
        told.telegram.files |= {"a": b"a", "b": b"b", "c": b"c", "d": b"d"}
        parts = (filed("a", "x.PNG"), filed("b", "ke-hoach.docx"), filed("c", "y.jpg"), filed("d", "phu-luc.pdf"))
        await sends(told, *parts)
        assert [pages for _, pages in asked] == [[b"a", b"c"], [b"b"], [b"d"]]
        assert [name for name, _ in asked][1:] == ["ke-hoach.docx", "phu-luc.pdf"]


@pytest.mark.parametrize(
    ("sizes", "fetched"), [((19_000_000,) * 4, False), ((21_000_000, 9), False), ((900, 900), True)]
)
async def test_an_album_that_is_too_large_is_not_fetched(story, monkeypatch, sizes, fetched):
    read_by(monkeypatch)
    async with story() as told:
        told.telegram.files["f"] = b"x"
        await sends(told, *(pictured("f", size) for size in sizes))
        assert ("getFile" in [call for call, _ in told.telegram.calls]) == fetched
        assert (told.telegram.sent[0].text == texts.UPLOAD_TOO_BIG) == (not fetched)


async def test_an_album_whose_reading_fails_holds_nobody_up(story, monkeypatch):
    monkeypatch.setattr("bot.telegram_desk.documents", lambda together: 1 / 0)
    async with story() as told:
        sent = await sends(told, pictured("f1"), pictured("f2"))
        assert len(sent) == 1
        assert (await told.says("Ai ký kế hoạch 118?"))[0].text


async def test_who_is_no_admin_is_told_once_for_an_album(story):
    async with story() as told:
        assert [one.text for one in await sends(told, pictured("f1"), pictured("f2"), person=CADRE)] == [
            texts.TEXT_ONLY
        ]


async def test_a_late_album_is_read_whole(story):
    async with story() as told:
        old = [
            Update.de_json(message(None, update_id=n, date=1, **pictured("f"), **more), told.door.application.bot)
            for n, more in enumerate(({}, {"media_group_id": "m"}, {"media_group_id": "m"}), 1)
        ]
        usual, late, dropped = in_time(old, 10_000.0)
        assert [[one.update_id for one in some] for some in (usual, late, dropped)] == [[], [2, 3], [1]]

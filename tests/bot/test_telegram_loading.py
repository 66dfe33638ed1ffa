"""What admins load, publish and remove by messages, told as they see it."""

from __future__ import annotations

import asyncio
import io
import multiprocessing
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete
from telegram import Update

from bot import telegram_texts as texts
from bot.desk_schema import removed_reading
from bot.keeping import settled
from bot.review_plan import plan_html
from ingest.load import plan_of
from ingest.passages import passages
from ingest.source import Source
from tests.bot.telegram_fake import message
from tests.bot.telegram_story import ADMIN, CADRE, GROUP, told_as

pytestmark = pytest.mark.usefixtures("_time_periods")
UPLOADED = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAI CHÂU                   Độc lập - Tự do - Hạnh phúc
Số: 07/KH-UBND            Lai Châu, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Trồng rừng phòng hộ năm 2025

I. NHIỆM VỤ
1. Sở Nông nghiệp và Môi trường: Cung cấp cây giống cho các xã, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/11 hằng năm.
2. Sở Tài chính: Bố trí kinh phí.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Rừng
"""


async def test_loading_a_plan(story, monkeypatch):
    monkeypatch.setattr("bot.telegram_uploads.read_upload", read_here)
    monkeypatch.setattr("bot.telegram_loading.read_upload", read_here)
    async with story() as told:
        told.telegram.files["f1"] = UPLOADED.encode()
        await told.says(None, person=ADMIN, document=document("trong-rung.txt"))
        assert told.assistant.library.plans({"y tế"})[0].header.number != "07/KH-UBND"
        await told.presses("Chỉ nội bộ", person=ADMIN)
        await told.says("Sở Tài chính Lai Châu phải làm gì?", person=CADRE)
        await told.says("/hoi Sở Tài chính Lai Châu phải làm gì?", person=CADRE, chat=GROUP)
        await told.says("/xoa 07/KH-UBND", person=ADMIN)
        await told.presses("Xoá", person=ADMIN)
        await told.says("/xoa", person=ADMIN)
        await told.presses("1. KH 07/KH-UBND (Lai Châu,…", person=ADMIN)
        told_as("nap-va-xoa-ke-hoach", told.telegram.transcript())
        plan = told.assistant.library.find("07/KH-UBND")
        assert told.assistant.library.groups_of(plan.id) == ("nội bộ",)


def read_here(name: str, content: bytes, stopped: object = None):
    import tempfile

    from bot.files import read_whole

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        return read_whole(file)


def document(name: str, size: int = 900) -> dict:
    return {"file_id": "f1", "file_unique_id": "u1", "file_name": name, "file_size": size}


@pytest.mark.parametrize(
    ("name", "size", "told_why"),
    [
        ("a.txt", 20_000_001, texts.UPLOAD_TOO_BIG),
        ("a.exe", 10, "Tôi không đọc loại tệp này"),
        ("", 10, "Chưa nạp được"),
    ],
)
async def test_18_a_file_that_cannot_be_read_is_not_fetched_or_says_why(story, monkeypatch, name, size, told_why):
    monkeypatch.setattr("bot.telegram_loading.read_upload", read_here)
    async with story() as told:
        told.telegram.files["f1"] = b"\x00\x01"
        sent = await told.says(None, person=ADMIN, document=document(name, size))
        assert sent[0].text.startswith(told_why) or told.telegram.sent[-1].text.startswith(told_why)
        assert ("getFile" in [call for call, _ in told.telegram.calls]) == (not name)


async def test_18_a_file_is_read_in_a_process_of_its_own(tmp_path):
    from bot.telegram_uploads import read_upload

    (reading,) = read_upload("trong-rung.txt", UPLOADED.encode())
    assert reading.plan is not None
    assert reading.plan.header.number == "07/KH-UBND"
    assert not reading.file.exists()


def test_18_a_reading_that_is_stopped_or_dies_leaves_no_process_behind(tmp_path):
    from bot.telegram_uploads import read_upload

    assert read_upload("trong-rung.txt", UPLOADED.encode(), lambda: True) == ()
    assert multiprocessing.active_children() == []

    def dies() -> bool:
        for child in multiprocessing.active_children():
            child.kill()
        return False

    (reading,) = read_upload("trong-rung.txt", UPLOADED.encode(), dies)
    assert str(reading.error) == texts.UPLOAD_DIED


async def test_huy_stops_the_loading_of_a_file_and_nothing_is_kept_of_it(story, monkeypatch):
    begun = threading.Event()

    def read_for_ever(name: str, content: bytes, stopped) -> tuple:
        begun.set()
        while not stopped():
            time.sleep(0.01)
        return ()

    monkeypatch.setattr("bot.telegram_loading.read_upload", read_for_ever)
    async with story() as told:
        told.telegram.files["f1"] = UPLOADED.encode()
        loading = asyncio.ensure_future(told.says(None, person=ADMIN, document=document("trong-rung.txt")))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        await told.says("/huy", person=ADMIN)
        await loading
        shown, said = told.telegram.sent
        assert (shown.text, said.text) == (texts.CANCELLED, texts.STOPPED)
        assert told.door.office.shelf.upload(1) is None
        (anew,) = await told.says("/huy", person=ADMIN)
        assert anew.text == texts.NEW_TALK


async def test_a_file_whose_loading_a_restart_interrupted_is_loaded_after_it(story, monkeypatch):
    monkeypatch.setattr("bot.telegram_loading.read_upload", read_here)
    async with story() as told:
        told.telegram.files["f1"] = UPLOADED.encode()
        sent = message(None, person=ADMIN, date=int(told.time), document=document("trong-rung.txt"))
        await told.door.intake.keep([Update.de_json(sent, told.door.application.bot)])  # and no more: the program ends
        told.door = told.opened()
        await told.door.application.initialize()
        await told.door.intake.recover()
        await told.door.application.process_update(told.door.intake.queue.get_nowait())
        assert told.telegram.sent[-1].text.startswith("KH 07/KH-UBND (Lai Châu, 2025)")


async def test_a_zip_is_published_whole_and_what_could_not_be_read_of_it_is_named(story, monkeypatch):
    monkeypatch.setattr("bot.telegram_uploads.read_upload", read_here)
    monkeypatch.setattr("bot.telegram_loading.read_upload", read_here)
    second = UPLOADED.replace("07/KH-UBND", "08/KH-UBND")
    async with story() as told:
        told.telegram.files["f1"] = zipped({"a/một.txt": UPLOADED, "../hai.txt": second, "ba.txt": second, "x.txt": ""})
        await told.says(None, person=ADMIN, document=document("gói.zip"))
        shown = told.telegram.sent[-1].text
        assert shown.startswith("Đọc được 2 kế hoạch:")
        assert "gói.zip/../hai.txt: tên tệp trỏ ra ngoài tệp nén" in shown
        assert "gói.zip/x.txt: tệp rỗng" in shown
        await told.presses("Xem lại", person=ADMIN)
        assert "Việc giao (2)" in told.telegram.sent[-1].text
        await told.presses("Công bố", sent=next(one for one in told.telegram.sent if one.buttons), person=ADMIN)
        for number in ("07/KH-UBND", "08/KH-UBND"):
            assert number in told.telegram.sent[-1].text
            plan = told.assistant.library.find(number)
            assert told.assistant.library.groups_of(plan.id) == ("công khai",)


def zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


async def test_the_largest_copy_of_a_photo_is_read(story, monkeypatch):
    monkeypatch.setattr("bot.telegram_loading.read_upload", read_here)
    copies = [{"file_id": f"f{n}", "file_unique_id": f"u{n}", "width": 90 * n, "height": 120 * n} for n in (1, 3, 2)]
    async with story() as told:
        told.telegram.files["f3"] = UPLOADED.encode()
        await told.says(None, person=ADMIN, photo=copies, caption="Kế hoạch trồng rừng")
        shown = told.telegram.sent[-1]
        assert shown.text.startswith("KH 07/KH-UBND (Lai Châu, 2025)")
        assert shown.buttons == ["Công bố", "Chỉ nội bộ", "Xem lại", "Huỷ"]
        assert "Nạp kế hoạch: anh-" in told.telegram.transcript()


async def test_a_scan_that_was_removed_comes_back_with_its_pages_and_what_recognition_doubted(story):
    plan = plan_of(
        Source(
            UPLOADED,
            "quet.pdf",
            "ocr",
            ("quet.pdf: trang 1, 2 đã nhận dạng từ ảnh",),
            ((0, 1), (300, 2)),
            (("ocr_mark", 12),),
        )
    )
    async with story() as told:
        library = told.assistant.library
        library.arrivals.correct(plan.id, {"signer": "Nguyễn Văn Rừng Xanh"})
        corrected = settled(library, plan).plan
        library.add(corrected, passages(corrected))
        held = library.find("07/KH-UBND")
        await told.says("/xoa 07/KH-UBND", person=ADMIN)
        await told.presses("Xoá", person=ADMIN)
        await told.says("/xoa", person=ADMIN)
        await told.presses(told.telegram.sent[-1].buttons[0], person=ADMIN)
        assert library.find("07/KH-UBND") == held
        assert "đã nhận dạng từ ảnh" in plan_html("p1", held.file, library.find("07/KH-UBND"))
        (sent,) = await told.says("Sở Tài chính Lai Châu phải làm gì?", person=ADMIN)
        assert "trang 2" in sent.text


async def test_a_plan_that_an_earlier_program_removed_comes_back_without_pages(story):
    async with story() as told:
        plan = told.assistant.library.find("118/KH-UBND")
        shelf = told.door.office.shelf
        shelf.put_away(replace(plan, pages=((0, 1),)))
        with told.store.writing() as connection:
            connection.execute(delete(removed_reading))
        assert shelf.restorable()[0].plan() == plan


async def test_a_secret_document_is_refused(story, monkeypatch):
    monkeypatch.setattr("bot.telegram_loading.read_upload", read_here)
    async with story() as told:
        told.telegram.files["f1"] = f"TỐI MẬT\n{UPLOADED}".encode()
        await told.says(None, person=ADMIN, document=document("mat.txt"))
        assert "TỐI MẬT" in told.telegram.sent[-1].text
        assert told.telegram.sent[-1].buttons == []


async def test_only_admins_load_files(story):
    async with story() as told:
        (sent,) = await told.says(None, document=document("a.txt"))
        assert sent.text == texts.TEXT_ONLY

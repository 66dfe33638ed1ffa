"""What people can do with commands and buttons, told as they see it; the transcripts are kept as files."""

from __future__ import annotations

import asyncio
import io
import json
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
from bot.diary import KEEP_DAYS, Diary, Where
from bot.keeping import settled
from bot.review_plan import plan_html
from ingest.load import plan_of
from ingest.passages import passages
from ingest.source import Source
from tests.bot.telegram_fake import message
from tests.bot.telegram_pictures import DOCS, GOLDEN, PAGES, bubbles, drawn, picture
from tests.bot.telegram_story import ADMIN, CADRE, GROUP, OTHER, STRANGER

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


def told_as(name: str, transcript: str) -> None:
    """Compare with the transcript kept under this name; a missing one is written down and must be read by a person."""
    kept = GOLDEN / f"{name}.txt"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(transcript.lstrip(), "utf-8")
    assert transcript.lstrip() == kept.read_text("utf-8")


async def test_a_first_conversation(story):
    async with story() as told:
        await told.says("/start")
        await told.says("so xay dung quang ngai phai lam gi")
        await told.presses("Xem nguồn")
        await told.says("còn Sở Tài chính thì sao?")
        await told.presses("Đúng")
        await told.says("Lương giáo viên là bao nhiêu?")
        await told.presses(texts.SEND_TO_ADMIN)
        told_as("mot-cuoc-hoi-dap", told.telegram.transcript())


async def test_asking_for_access(story):
    async with story() as told:
        await told.says("Xin chào", person=STRANGER)
        await told.presses("Xin tham gia", person=STRANGER)
        await told.presses("Duyệt", person=ADMIN)
        await told.says("Ai ký kế hoạch 118?", person=STRANGER)
        told_as("xin-tham-gia", told.telegram.transcript())


async def test_deadlines_and_reminders(story):
    async with story() as told:
        await told.says("/hanbaocao Quảng Ngãi")
        await told.presses(texts.REMIND)
        await told.says("/nhacviec")
        told_as("nhac-viec", told.telegram.transcript())


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


async def test_what_is_kept_of_a_person_is_shown_handed_over_and_deleted(story):
    async with story() as told:
        await told.says("Ai ký kế hoạch 118?")
        await told.says("/gopy Rất tốt")
        await told.says("Ai ký kế hoạch 118?", person=OTHER)
        (shown,) = await told.says("/riengtu")
        assert "1 câu hỏi và 1 góp ý" in shown.text
        await told.presses(texts.PRIVACY_EXPORT, shown)
        assert told.telegram.documents or "sendDocument" in [name for name, _ in told.telegram.calls]
        (sure,) = await told.presses(texts.PRIVACY_DELETE, shown)
        assert await told.presses(texts.KEEP, sure) == []
        (done,) = await told.presses(texts.PRIVACY_YES, sure)
        assert done.text == "Đã xoá 1 câu hỏi cùng mọi góp ý của anh/chị."
        diary = Diary(told.store)
        assert diary.of(CADRE) == []
        assert diary.remarks_of(CADRE) == []
        assert len(diary.of(OTHER)) == 1


async def test_questions_are_kept_as_long_as_an_admin_says_and_no_longer(story):
    async with story() as told:
        await told.says("Ai ký kế hoạch 118?")
        told.passes(days=89)
        await told.door.rounds.once()
        assert len(Diary(told.store).of(CADRE)) == 1
        await told.says("/quyen luu 30", person=ADMIN)
        assert told.store.setting(KEEP_DAYS, 90) == 30
        told.passes(days=1)
        await told.door.rounds.once()
        assert Diary(told.store).of(CADRE) == []


async def test_a_follow_up_survives_a_restart_and_huy_ends_it(story):
    async with story() as told:
        await told.says("Sở Xây dựng Quảng Ngãi phải làm gì?")
        told.door = told.opened()
        await told.door.application.initialize()
        (sent,) = await told.says("còn Sở Tài chính thì sao?")
        assert "Quảng Ngãi" in sent.text
        assert (await told.says("/huy"))[0].text == texts.NEW_TALK
        assert Diary(told.store).turns(Where(CADRE, None, CADRE)) == ()


async def test_replying_to_an_older_answer_goes_on_from_there_and_words_quoted_from_it_count(story):
    async with story() as told:
        await told.says("Sở Xây dựng Quảng Ngãi phải làm gì?")
        await told.says("Ai ký kế hoạch 118?")
        bot = {"id": 1, "is_bot": True, "first_name": "Kế hoạch", "username": "ke_hoach_bot"}
        earlier = {"message_id": 1_001, "date": 0, "chat": {"id": CADRE, "type": "private"}, "from": bot, "text": "…"}
        quote = {"text": "Sở Tài chính", "position": 0}
        (sent,) = await told.says("còn Sở Tài chính thì sao?", reply_to_message=earlier)
        assert "Quảng Ngãi" in sent.text
        (sent,) = await told.says("hạn là khi nào?", reply_to_message=earlier, quote=quote)
        assert "Sở Tài chính" in sent.text


async def test_an_edited_question_is_answered_anew_once(story):
    async with story() as told:
        await told.says("Ai ký kế hoạch 118?", message_id=70)
        edited = {"message_id": 70, "edit_date": int(told.time)}

        async def edits(text: str) -> list:
            from tests.bot.telegram_fake import message

            told.numbers += 1
            body = message(text, update_id=told.numbers, date=int(told.time), **edited)
            return await told.meets({"update_id": told.numbers, "edited_message": body["message"]})

        assert await edits("Ai ký kế hoạch 118?") == []
        (anew,) = await edits("Ai ký kế hoạch 214?")
        assert "214" in anew.text
        assert await edits("Ai ký kế hoạch 77?") == []


async def test_plain_lines_show_quotations_open_and_in_short_messages(story):
    async with story() as told:
        assert (await told.says("/chulon"))[0].text == texts.PLAIN_ON
        (sent,) = await told.says("Sở Xây dựng Quảng Ngãi phải làm gì?")
        assert sent.quotes == []
        assert "“" in sent.text
        assert (await told.says("/chữ_lớn"))[0].text == texts.PLAIN_OFF
        assert (await told.says("/khongco"))[0].text == texts.UNKNOWN_COMMAND


async def test_commands_are_shortcuts_to_questions(story):
    async with story() as told:
        assert (await told.says("/nhiemvu"))[0].text == texts.ASK_AGENCY
        assert "Sở Y tế" in (await told.says("/nhiệm_vụ Sở Y tế"))[0].text
        assert "[1]" in (await told.says("/hạnbáocáo"))[0].text
        assert "118" in (await told.says("hỏi: Ai ký kế hoạch 118?"))[0].text
        assert "phần ký" in (await told.says("/nguon 1"))[0].text
        assert (await told.says("/nguon 9"))[
            0
        ].text == "Câu trả lời gần nhất có các nguồn từ 1 đến 2. Anh/chị gõ ví dụ: /nguon 1"
        assert (await told.says("/gopy"))[0].text == texts.ASK_REMARK


async def test_a_section_opens_through_its_link(story):
    async with story() as told:
        (sent,) = await told.says("/hoi Ai ký kế hoạch 118?", chat=GROUP)
        link = sent.params["text"].split('href="https://t.me/ke_hoach_bot?start=')[1].split('"')[0]
        (opened,) = await told.says(f"/start {link}", person=OTHER)
        assert "118/KH-UBND" in opened.text
        assert (await told.says("/start ng_999", person=OTHER))[0].text == texts.SOURCE_GONE


async def test_votes_and_doubtful_questions_become_drafts_of_cases(story):
    async with story() as told:
        await told.says("Ai ký kế hoạch 118?")
        await told.presses(texts.WRONG)
        await told.presses(texts.RIGHT)
        await told.presses(texts.WRONG)
        await told.says("Lương giáo viên là bao nhiêu?")
        (shown,) = await told.says("/thongke", person=ADMIN)
        assert "Đúng 0, chưa đúng 1" in shown.text
        from bot.telegram_admin import cases
        from bot.telegram_office import Visit

        (made,) = cases(
            told.door.office, Visit(Where(ADMIN, None, ADMIN), told.door.office.people.standing(ADMIN, ADMIN))
        )
        rows = [json.loads(line) for line in made.file[1].decode().splitlines()]
        assert [row["question"] for row in rows] == ["Lương giáo viên là bao nhiêu?", "Ai ký kế hoạch 118?"]
        assert {row["state"] for row in rows} == {"draft"}
        assert str(CADRE) not in {row["note"] for row in rows}
        assert json.loads(rows[1]["note"])["cited"][0][1] == 1


async def test_a_page_that_names_a_plan_is_not_opened_again_when_that_plan_is_not_for_the_reader_any_more(story):
    async with story() as told:
        (sent,) = await told.says("Lương giáo viên là bao nhiêu?")
        assert "III.1" in sent.text
        number = Diary(told.store).last(Where(CADRE, None, CADRE)).id
        (again,) = await told.presses("", sent, data=f"more:{number}:0")
        assert again.text == sent.text
        for plan in told.assistant.library.plans():
            told.assistant.library.restrict(plan.id, ["công an"])
        assert await told.presses("", sent, data=f"more:{number}:0") == []
        assert told.telegram.toasts[-1] == texts.BUTTON_EXPIRED


def thumb(person: int, message_id: int, *signs: str, chat: int = CADRE) -> dict:
    user = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
    new = [{"type": "emoji", "emoji": sign} for sign in signs]
    place = {"chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"}, "message_id": message_id}
    return {
        "update_id": 800,
        "message_reaction": {**place, "user": user, "date": 0, "old_reaction": [], "new_reaction": new},
    }


async def test_a_thumb_counts_as_a_vote_of_those_who_may_read_the_answer_and_of_nobody_else(story):
    async with story() as told:
        diary = Diary(told.store)
        await told.says("Ai ký kế hoạch 118?")
        assert await told.meets(thumb(CADRE, 1_001, "👎")) == []
        assert diary.tally()["bad"] == 1
        await told.meets(thumb(CADRE, 1_001, "👍"))
        assert (diary.tally()["good"], diary.tally()["bad"]) == (1, 0)
        for nothing in (
            *(thumb(CADRE, 1_001), thumb(CADRE, 1_001, "🔥"), thumb(CADRE, 4, "👎"), thumb(STRANGER, 1_001, "👎")),
            *(thumb(OTHER, 1_001, "👎", chat=OTHER), thumb(CADRE, 1_001, "👎", chat=GROUP)),
        ):
            await told.meets(nothing)
        await told.says("/quyen kehoach 118/KH-UBND công an", person=ADMIN)
        await told.meets(thumb(CADRE, 1_001, "👎"))
        assert (diary.tally()["good"], diary.tally()["bad"]) == (1, 0)


async def test_who_asks_too_fast_waits_and_nobody_else_does(story):
    async with story() as told:
        said = [(await told.says("Ai ký kế hoạch 118?"))[0].text for _ in range(11)]
        assert said[-1] == texts.TOO_FAST
        assert "[1]" in said[-2]
        assert "[1]" in (await told.says("Ai ký kế hoạch 118?", person=OTHER))[0].text
        told.passes(seconds=7)
        assert "[1]" in (await told.says("Ai ký kế hoạch 118?"))[0].text


@pytest.mark.parametrize(("page", "name"), [(page, name) for page, names in PAGES.items() for name in names])
def test_the_pages_show_the_conversations_as_they_are_in_words_and_in_pictures(page, name):
    """`make pictures` after a transcript has changed."""
    written, kept = (DOCS / page).read_text("utf-8"), (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert kept in written
    assert f"]({picture(name).name})" in written
    assert picture(name).read_text("utf-8") == drawn(kept)
    said = [bubble for bubble in bubbles(kept) if bubble.ours]
    assert len(said) >= 2
    assert any(bubble.rows for bubble in said)

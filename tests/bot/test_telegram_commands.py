"""What people can do with commands and buttons, told as they see it."""

from __future__ import annotations

import json

import pytest

from bot import telegram_texts as texts
from bot.diary import KEEP_DAYS, Diary, Where
from tests.bot.telegram_pictures import DOCS, GOLDEN, PAGES, bubbles, drawn, picture
from tests.bot.telegram_story import ADMIN, CADRE, GROUP, OTHER, STRANGER, told_as

pytestmark = pytest.mark.usefixtures("_time_periods")


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

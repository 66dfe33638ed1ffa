"""Every door is closed to strangers and to what is not for the one who asks: messages, buttons, links, groups."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Update

from bot import telegram_texts as texts
from bot.people import People
from bot.telegram_updates import HEARD
from tests.bot.telegram_doors import wander
from tests.bot.telegram_fake import feed, message, press
from tests.bot.telegram_story import ADMIN, CADRE, GROUP, OTHER, STRANGER

pytestmark = pytest.mark.usefixtures("_time_periods")
SECRETS = ("214/KH-UBND", "Quảng Ngãi", "214-kh", "ứng phó")


async def test_a_stranger_is_told_how_to_ask_for_access_and_nothing_else(story):
    async with story() as told:
        for said in ("Sở Y tế phải làm gì?", "/kehoach", "/start", "/start ng_1", "/thongke", "/quyen", "hoi: x"):
            (sent,) = await told.says(said, person=STRANGER)
            assert sent.text == texts.NOT_ALLOWED
        assert await told.says("/start moi_xyz", person=STRANGER)
        assert told.telegram.sent[-1].text == texts.INVITATION_BAD
        assert told.door.office.diary.of(STRANGER) == []


async def test_a_request_is_approved_by_a_button_that_only_admins_can_press(story):
    async with story() as told:
        await told.says("xin chào", person=STRANGER)
        (asked,) = await told.presses("Xin tham gia", person=STRANGER)
        assert asked.params["chat_id"] == str(ADMIN)
        assert await told.presses("Duyệt", asked, person=CADRE) == []
        assert told.telegram.toasts[-1] == texts.NOT_ALLOWED_SHORT
        assert await told.presses("Xin tham gia", told.telegram.sent[0], person=STRANGER) == []
        assert told.telegram.toasts[-1] == texts.JOIN_ASKED_BEFORE
        approved, greeting = await told.presses("Duyệt", asked, person=ADMIN)
        assert approved.text == "Đã duyệt Cán bộ."
        assert greeting.params["chat_id"] == str(STRANGER)
        await told.presses("Từ chối", asked, person=ADMIN)
        assert told.telegram.toasts[-1] == texts.DECIDED_BEFORE
        assert "[1]" in (await told.says("Ai ký kế hoạch 118?", person=STRANGER))[0].text


async def test_an_invitation_lets_in_through_its_link(story):
    async with story() as told:
        (made,) = await told.says("/quyen moi danh_gia 5", person=ADMIN)
        secret = made.text.rsplit("start=", 1)[1].strip()
        welcome, _ = await told.says(f"/start {secret}", person=STRANGER)
        assert welcome.text == "Anh/chị đã được cấp quyền đánh giá. Mời anh/chị hỏi."
        assert (await told.says(f"/start {secret}", person=78))[0].text == texts.INVITATION_BAD
        assert "câu hỏi" in (await told.says("/thongke", person=STRANGER))[0].text
        assert (await told.says("/quyen", person=STRANGER))[0].text == texts.UNKNOWN_COMMAND


async def test_a_member_does_not_open_a_group_for_all(story):
    async with story() as told:
        (refused,) = await told.says("/hoi Ai ký kế hoạch 118?", person=STRANGER, chat=GROUP)
        assert refused.text == texts.NOT_ALLOWED_SHORT
        (closed,) = await told.says("/hoi Ai ký kế hoạch 118?", chat=-5)
        assert "/quyen chat -5" in closed.text
        assert await told.says("chuyện riêng", person=STRANGER, chat=GROUP) == []
        await told.says("/quyen chat -5", person=ADMIN)
        assert "[1]" in (await told.says("/hoi Ai ký kế hoạch 118?", chat=-5))[0].text


async def test_admins_have_no_powers_where_others_read_along(story):
    async with story() as told:
        for said in ("/quyen", "/thongke", "/trangthai", "/xoa 118", "/nap"):
            assert (await told.says(said, person=ADMIN, chat=GROUP))[0].text == texts.PRIVATE_ONLY
            assert await told.says(said, chat=GROUP) == []


def joined(status: str, chat: dict, person: int) -> dict:
    bot = {"id": 1, "is_bot": True, "first_name": "Kế hoạch", "username": "ke_hoach_bot"}
    rights = {"until_date": 0} if status == "kicked" else {}
    states = {
        "old_chat_member": {"user": bot, "status": "left"},
        "new_chat_member": {"user": bot, "status": status} | rights,
    }
    sender = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
    return {"update_id": 900, "my_chat_member": {"chat": chat, "from": sender, "date": 0, **states}}


async def test_the_bot_leaves_groups_it_was_not_let_into(story):
    group = {"id": -77, "type": "supergroup", "title": "Lạ"}
    async with story() as told:
        (goodbye,) = await told.meets(joined("member", group, STRANGER))
        assert "-77" in goodbye.text
        assert ("leaveChat", {"chat_id": "-77"}) in told.telegram.calls
        assert await told.meets(joined("member", group, ADMIN)) == []
        assert People(told.store).standing(CADRE, -77).allowed


async def test_who_blocks_the_bot_is_noted_and_who_comes_back_too(story):
    private = {"id": ADMIN, "type": "private"}
    async with story() as told:
        await told.meets(joined("kicked", private, ADMIN))
        assert People(told.store).admins() == ()
        await told.meets(joined("member", private, ADMIN))
        assert People(told.store).admins() == (ADMIN,)


def unheard(kind: str, person: int) -> dict:
    """An update of a kind that the bot does not ask for, with a question in it."""
    sender = {"id": person, "is_bot": False, "first_name": "Cán bộ"}
    asked = {"id": "1", "from": sender, "query": "Sở Xây dựng phải làm gì?", "offset": "", "result_id": "1"}
    channel = {
        "chat": {"id": GROUP, "type": "channel", "title": "Kênh"},
        "sender_chat": {"id": GROUP, "type": "channel"},
    }
    said = message("/hoi Sở Xây dựng phải làm gì?", person=person)["message"]
    body = asked if "inline" in kind else {**said, **channel} if "channel" in kind else said
    return {"update_id": 901, kind: {**body, "business_connection_id": "1"} if "business" in kind else body}


@pytest.mark.parametrize("person", [ADMIN, CADRE, STRANGER])
@pytest.mark.parametrize(
    "kind", ["inline_query", "chosen_inline_result", "channel_post", "edited_channel_post", "business_message"]
)
async def test_inline_queries_and_posts_are_not_asked_for_and_lead_to_nothing_whoever_they_are_from(
    story, kind, person
):
    assert kind not in HEARD
    async with story() as told:
        before = len(told.telegram.calls)
        (kept,) = await told.door.intake.keep([Update.de_json(unheard(kind, person), told.door.application.bot)])
        assert getattr(kept, kind), "the library reads it"
        await told.door.application.process_update(kept)
        assert told.telegram.calls[before:] == []
        assert told.door.office.inbox.waiting() == []


async def test_the_last_admin_stays(story):
    async with story() as told:
        assert (await told.says(f"/quyen bot {ADMIN}", person=ADMIN))[0].text == texts.LAST_ADMIN
        assert (await told.says(f"/quyen them {ADMIN}", person=ADMIN))[0].text == texts.LAST_ADMIN
        await told.says(f"/quyen them {OTHER} quan_tri", person=ADMIN)
        await told.says(f"/quyen bot {ADMIN}", person=ADMIN)
        assert People(told.store).admins() == (OTHER,)


@pytest.mark.parametrize("said", ["moi x y", "them", "them abc", "luu 0", "luu", "nhom 9", "kehoach", "lạ", "chat x"])
async def test_a_command_written_wrongly_changes_nothing(story, said):
    async with story() as told:
        (sent,) = await told.says(f"/quyen {said}", person=ADMIN)
        assert sent.text.startswith(("Tôi chưa hiểu", "Lời mời")) or "kế hoạch" in sent.text
        assert len(People(told.store).listed()) == 9


async def test_a_plan_for_few_is_told_to_nobody_else_through_any_door(story):
    """One plan is for the group "y tế"; whoever is not in it meets no word of it, whatever they send or press."""
    async with story() as told:
        hidden = told.assistant.library.find("214/KH-UBND")
        open_ones = await told.says("/hoi Sở Xây dựng phải làm gì?")
        number = told.door.office.places.number(hidden.id, hidden.sections[0].id)
        await told.says("/quyen kehoach 214/KH-UBND Y tế", person=ADMIN)
        since = len(told.telegram.calls)
        for said, chat in product(
            (
                *("Sở Xây dựng phải làm gì?", "/kehoach", "Hạn báo cáo khi nào?", "Kế hoạch 214 do ai ký?", "/nguon 1"),
                *("sat lo quoc lo", f"/start ng_{number}", "/start tl_1", "Có bao nhiêu kế hoạch?", "/nhacviec"),
            ),
            (None, GROUP),
        ):
            told.passes(seconds=10)
            await told.says(f"/hoi {said}" if chat and not said.startswith("/") else said, chat=chat, person=OTHER)
        for data in ("src:1", "s:1:1", "more:1:0", "hoi:1:0", "nhac:1", "gui:1", f"xoa:{number}", "nh:lich", "rt:xuat"):
            await told.presses("", open_ones[0], data=data)
        seen = [
            str(call.get("text", "")) for name, call in told.telegram.calls[since:] if name.startswith(("send", "edit"))
        ]
        assert len(seen) >= 20
        assert [text for text in seen if any(secret in text for secret in SECRETS)] == []
        await told.says(f"/quyen nhom {OTHER} y tế", person=ADMIN)
        assert "214/KH-UBND" in (await told.says("/kehoach", person=OTHER))[0].text
        assert "214/KH-UBND" not in (await told.says("/kehoach", person=OTHER, chat=GROUP))[0].text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=70)
    | st.from_regex(r"(src|s|more|up|dn|hoi|nhac|gui|xoa|khoi|nap|duyet|lai):[0-9:-]{0,9}", fullmatch=True)
)
async def test_no_button_data_from_outside_does_anything_but_expire(door, telegram, data):
    if not telegram.sent:
        await feed(door.application, message("/start", person=8))
    before = len(telegram.sent)
    await feed(door.application, press(telegram.sent[0], 0, person=8, data=data or "?"))
    assert len(telegram.sent) == before or data.startswith("pick:")


async def test_no_door_leads_to_a_plan_that_is_not_for_the_one_who_asks(invented_library, copied):
    """A short walk; `make endure-bot` takes the long one."""
    cases, leaks = await wander(60, copied(invented_library))
    assert cases == 60 * 5
    assert leaks == []

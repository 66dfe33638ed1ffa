"""Nobody is let in who was not invited, approved or named; what anybody may see is decided for each place."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from bot import desk_schema as schema
from bot.desk_store import Store
from bot.people import People, Standing
from plans.model import Header, Plan, Section, Span
from retrieval import versions
from retrieval.audience import INTERNAL, PUBLIC
from retrieval.library import Library
from tests.bot.telegram_talk import ADMIN, GROUP

CADRE, STRANGER = 9, 77


@pytest.fixture
def people(store: Store) -> People:
    return People(store)


def test_a_stranger_has_no_standing_anywhere(people):
    assert people.standing(STRANGER, STRANGER) == Standing()
    assert not people.standing(STRANGER, GROUP).allowed


def test_whoever_is_let_in_sees_internal_plans_alone_and_public_ones_among_others(people):
    assert people.standing(CADRE, CADRE).audience == {INTERNAL}
    assert people.standing(CADRE, GROUP).audience == frozenset()
    assert people.standing(ADMIN, ADMIN).audience is None
    people.group(CADRE, "y tế", True)
    people.group(GROUP, "y tế", True)
    people.group(GROUP, "tài chính", True)
    assert people.standing(CADRE, GROUP).audience == {"y tế"}
    assert people.standing(ADMIN, GROUP).audience == {"y tế", "tài chính"}
    people.group(CADRE, "y tế", False)
    assert people.standing(CADRE, GROUP).audience == frozenset()


def test_a_group_must_be_allowed_too(people):
    assert not people.standing(CADRE, -5).allowed
    people.allow_chat(-5, "Tổ khác")
    assert people.standing(CADRE, -5).allowed
    people.forbid_chat(-5)
    assert not people.standing(CADRE, -5).allowed


def test_an_invitation_is_good_once_and_for_a_while(people, clock):
    secret = people.invite("danh_gia", hours=2)
    assert people.accept("khác", STRANGER, "Lan") is None
    assert people.accept(secret, STRANGER, "Lan") == "danh_gia"
    assert people.accept(secret, 78, "Mai") is None
    late = people.invite("nguoi_dung", hours=2)
    clock.ahead = 2 * 3_600 + 1
    assert people.accept(late, 78, "Mai") is None
    assert people.standing(78, 78).role is None


def test_an_invitation_never_lowers_a_role_and_its_secret_is_not_kept(people, store):
    secret = people.invite("nguoi_dung", hours=2)
    assert people.accept(secret, ADMIN, "Quản trị") == "quan_tri"
    with store.reading() as connection:
        kept = [str(row) for table in schema.desk.sorted_tables for row in connection.execute(select(table))]
    assert len(kept) > len(people.listed())
    assert [row for row in kept if secret in row] == []


def test_a_request_is_made_once_and_settled_once(people):
    assert people.ask_to_join(STRANGER, "Lan")
    assert not people.ask_to_join(STRANGER, "Lan")
    assert people.decide(STRANGER, admitted=True) == "Lan"
    assert people.decide(STRANGER, admitted=True) is None
    assert people.standing(STRANGER, STRANGER).role == "nguoi_dung"
    assert people.ask_to_join(78, "Mai")
    assert people.decide(78, admitted=False) == "Mai"
    assert people.standing(78, 78).role is None


def test_whoever_is_dismissed_loses_everything_at_once(people):
    people.group(CADRE, "y tế", True)
    assert people.dismiss(CADRE)
    assert not people.dismiss(CADRE)
    assert people.standing(CADRE, CADRE) == Standing()
    people.admit(CADRE, "nguoi_dung")
    assert people.standing(CADRE, CADRE).audience == {INTERNAL}


def test_a_group_that_moves_keeps_its_rights(people):
    people.group(GROUP, "y tế", True)
    people.group(CADRE, "y tế", True)
    people.moved(GROUP, -9_009)
    assert people.standing(CADRE, -9_009).audience == {"y tế"}
    assert not people.standing(CADRE, GROUP).allowed


def test_who_blocks_the_bot_is_not_written_to(people):
    assert people.admins() == (ADMIN,)
    people.blocked(ADMIN, True)
    assert people.admins() == ()
    people.blocked(ADMIN, False)
    assert people.admins() == (ADMIN,)


NAMED = ("y tế", "tài chính", "nội vụ", "an ninh")


def bare_plan(n: int) -> Plan:
    text = f"Kế hoạch {n}\n"
    section = Section("1", "", (), "", 1, "title", Span(0, len(text)))
    return Plan(f"p{n}", f"{n}.txt", text, Header(number=f"{n}/KH-UBND"), (section,))


def test_no_plan_is_ever_seen_by_whom_it_is_not_for(empty_desk, copied):
    """Ten thousand people, plans and places at random, against the rule written down once more, in plain sets."""
    chance = random.Random(6)
    settings = copied(empty_desk)
    with Library.open(settings) as library:
        store = Store.open(settings)
        people = People(store)
        audiences: dict[str, set[str]] = {}
        for n in range(12):
            plan = bare_plan(n)
            audiences[plan.id] = set(chance.sample((*NAMED, INTERNAL), chance.randint(1, 3))) if n % 4 else {PUBLIC}
            library.restrict(plan.id, audiences[plan.id])
            with library._database.writing() as connection:
                versions.store(connection, plan, ())  # no index is asked here
        roles = {n: chance.choice(["nguoi_dung", "danh_gia", None]) for n in range(1, 81)}
        groups = {n: set(chance.sample(NAMED, chance.randint(0, 2))) for n in (*roles, *range(-10, 0))}
        allowed = {chat: chance.random() < 0.7 for chat in range(-10, 0)}
        for person, role in roles.items():
            if role:
                people.admit(person, role, groups=groups[person])
        for chat, let_in in allowed.items():
            if let_in:
                people.allow_chat(chat, groups=groups[chat])
        cases = 0
        for person, role in roles.items():
            for chat in (person, *allowed):
                standing = people.standing(person, chat)
                may = role is not None and (chat == person or allowed[chat])
                assert standing.allowed == may
                seen = {plan.id for plan in library.plans(standing.audience)} if standing.allowed else set()
                own = groups[person] | {INTERNAL}
                here = own if chat == person else own & (groups[chat] if allowed.get(chat) else set())
                for plan_id, audience in audiences.items():
                    cases += 1
                    assert (plan_id in seen) == (may and bool(audience & (here | {PUBLIC})))
        store.close()
    assert cases > 10_000

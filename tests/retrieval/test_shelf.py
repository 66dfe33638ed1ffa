"""Plans are read when they are looked at, the latest kept, none of them twice while somebody holds it."""

from __future__ import annotations

import pytest

from plans.model import Plan
from retrieval.database import Database
from retrieval.library import Library
from retrieval.shelf import Plans, Removed, Shelf, chosen, heads
from tests.retrieval.handmade import passages_of, plan_of

HELD = tuple(plan_of(name, f"Sở Y tế làm việc {name}.\n", f"{n}/KH-UBND") for n, name in enumerate("abcd", 1))


@pytest.fixture
def library(at_home):
    with Library.open(at_home) as library:
        library.add_all([(plan, passages_of(plan)) for plan in HELD])
        yield library


@pytest.fixture
def shelf(library, at_home):
    database = Database(at_home)
    yield Shelf(database, room=2 * len(HELD[0].text))
    database.close()


def ids(library):
    return [entry.version_id for entry in library.snapshot().held]


def test_versions_come_in_the_order_asked_for(library, shelf):
    wanted = [*reversed(ids(library)), ids(library)[0]]
    assert [one.version_id for one in shelf.held(wanted)] == wanted
    assert [one.plan for one in shelf.read(wanted)] == [*reversed(HELD), HELD[0]]


def test_a_plan_that_somebody_holds_is_one_object_though_the_shelf_let_it_go(library, shelf):
    first, *others = ids(library)
    plan = shelf.held([first])[0].plan
    shelf.held(others)
    assert first not in shelf._kept
    assert shelf.held([first])[0].plan is plan


def test_no_more_is_kept_than_there_is_room_for(library, shelf):
    for version in ids(library) * 2:
        shelf.held([version])
        assert sum(len(one.plan.text) for one in shelf._kept.values()) == shelf._characters <= shelf._room
    assert len(shelf._kept) == 2


def test_a_plan_removed_since_cannot_be_read(library, shelf):
    gone = ids(library)[0]
    library.remove(HELD[0].id)
    with pytest.raises(Removed, match="vừa được gỡ"):
        shelf.held([gone])


def test_a_question_asked_while_a_plan_goes_is_answered_from_what_is_left(library, monkeypatch):
    from retrieval.assistant import Assistant

    assistant = Assistant(library)
    known = assistant.knowledge()
    library.remove(HELD[0].id)
    library._shelf._kept.clear()
    before = [known]
    now = assistant.knowledge
    monkeypatch.setattr(assistant, "knowledge", lambda audience=None: before.pop() if before else now(audience))
    answer = assistant.ask("Sở Y tế phải làm gì?")
    assert answer.status == "answered"
    assert {citation.plan.id for citation in answer.citations} == {"b", "c", "d"}


def test_texts_are_found_by_what_they_print(library, shelf):
    assert [text for _, text in shelf.printing(["việc b", "VIỆC C"])] == [HELD[1].text]
    assert shelf.citing("21-CT/TW") == shelf.citing("021") == frozenset(ids(library))
    assert shelf.citing("22-CT/TW") == shelf.citing("CT") == frozenset()


def test_plans_are_a_sequence_that_tells_its_heads_unread(library):
    plans = library.snapshot().unread
    assert isinstance(plans, Plans)
    assert (len(plans), tuple(plans), plans[-1], tuple(plans[1:3])) == (4, HELD, HELD[3], HELD[1:3])
    assert tuple(plans.only(ids(library)[:1])) == HELD[:1]
    assert [head.header.number for head in heads(plans)] == [plan.header.number for plan in heads(HELD)]


@pytest.mark.parametrize("read", [tuple, lambda plans: plans])
def test_some_plans_are_chosen_read_or_not(library, read):
    some: tuple[Plan, ...] = tuple(chosen(read(library.snapshot().unread), [True, False, False, True]))
    assert some == (HELD[0], HELD[3])

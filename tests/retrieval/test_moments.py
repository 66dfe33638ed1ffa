"""What a library is after others changed it: joined where versions were stored and nothing else, or anew."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from retrieval import schema, versions
from retrieval.indexes import Indexes
from retrieval.library import Library
from tests.retrieval.handmade import passages_of, plan_of

PLANS = [
    plan_of(f"{name}", f"Sở Y tế báo cáo việc {name}", number=f"{at:02}/KH-UBND") for at, name in enumerate("cabd")
]


@pytest.fixture(autouse=True)
def _without_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Indexes, "changed", lambda self, snapshot: "")


@pytest.fixture
def writer(at_home):
    with Library.open(at_home, patience=0.2) as opened:
        for plan in PLANS[:2]:
            opened.add(plan, passages_of(plan))
        yield opened


@pytest.fixture
def reader(at_home, writer):
    with Library.open(at_home, patience=0.2) as opened:
        opened.snapshot()
        yield opened


def anew(at_home):
    with Library.open(at_home, patience=0.2) as opened:
        return opened.snapshot().held


def test_what_was_stored_since_is_joined_without_listing_the_rest(at_home, writer, reader, monkeypatch):
    for plan in (*PLANS[2:], plan_of("c", "Sở Nội vụ báo cáo"), plan_of("c", "Sở Nội vụ báo cáo hằng quý", number="9")):
        writer.add(plan, passages_of(plan))
    with monkeypatch.context() as patched:
        patched.setattr(versions, "active", lambda connection: pytest.fail("every plan was listed"))
        seen = reader.snapshot()
    assert seen.held == anew(at_home)
    assert [entry.id for entry in seen.held] == [seen.by_version[entry.version_id].id for entry in seen.held]
    assert {plan.id for plan in seen.plans} == {"a", "b", "c", "d"} == set(seen.by_id)


@pytest.mark.parametrize(
    "change",
    [
        lambda library: library.remove("a"),
        lambda library: library.go_back("c", 1),
        lambda library: library.restrict("a", ["phòng"]),
    ],
)
def test_where_something_else_happened_everything_is_looked_at(at_home, writer, reader, change):
    second = plan_of("c", "Sở Nội vụ báo cáo")
    writer.add(second, passages_of(second))
    change(writer)
    assert reader.snapshot().held == anew(at_home)
    writer.add(PLANS[2], passages_of(PLANS[2]))
    assert reader.snapshot().held == anew(at_home)


def test_a_restored_library_is_not_taken_for_one_to_which_plans_were_added(at_home, writer, reader):
    writer.add(PLANS[2], passages_of(PLANS[2]))
    with writer._database.writing() as connection:  # what a restored copy lacks is counted nowhere
        connection.execute(update(schema.plan).where(schema.plan.c.id == "a").values(active_version=None))
    assert [entry.id for entry in reader.snapshot().held] == [entry.id for entry in anew(at_home)]
    assert "a" not in reader.snapshot().by_id

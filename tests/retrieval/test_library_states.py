"""The library against a plain dict: whatever is done in whatever order, both hold the same."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plans.errors import UnknownPlan
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.handmade import passages_of, plan_of

IDS = st.sampled_from(["mot", "hai", "ba"])
TEXTS = st.sampled_from([f"Sở {name} {duty}" for name in ("Y tế", "Nội vụ") for duty in ("báo cáo", "rà soát", "\x00")])


class LibraryAgainstDict(RuleBasedStateMachine):
    """`held` is what the library must hold, `history` how many versions of each plan were stored."""

    def __init__(self, servers):
        super().__init__()
        self.servers = servers

    @initialize()
    def make(self):
        self.home = Path(tempfile.mkdtemp())
        self.where = Settings(home=self.home, **self.servers())
        self.held, self.history, self.changes = {}, {}, 0
        self.library = self.opened()
        self.other = None

    def opened(self):
        return Library.open(self.where, patience=0)

    @rule(plan_id=IDS, text=TEXTS, replace=st.booleans(), beside=st.booleans())
    def add(self, plan_id, text, replace, beside):
        plan = plan_of(plan_id, text, number=None)
        added = self.writer(beside).add(plan, passages_of(plan), replace=replace)
        if self.held.get(plan_id) == plan and not replace:
            assert added.outcome == "unchanged"
        else:
            assert added.outcome == ("new_version" if plan_id in self.held else "added")
            self.history[plan_id] = self.history.get(plan_id, 0) + 1
            self.changes += 1
        self.held[plan_id] = plan
        assert added.version == self.history[plan_id]

    def writer(self, beside):
        if beside and self.other is None:
            self.other = self.opened()
        return self.other if beside else self.library

    @rule(plan_id=IDS, beside=st.booleans())
    def remove(self, plan_id, beside):
        try:
            assert self.writer(beside).remove(plan_id) == self.held.pop(plan_id)
            del self.history[plan_id]
            self.changes += 1
        except UnknownPlan:
            assert plan_id not in self.held

    @rule()
    def reopen(self):
        self.library.close()
        self.library = self.opened()

    @precondition(lambda self: self.other is not None)
    @rule()
    def close_the_other(self):
        self.other.close()
        self.other = None

    @precondition(lambda self: self.other is None)
    @rule()
    def rebuild(self):
        self.library.rebuild()

    @precondition(lambda self: self.other is None)
    @rule()
    def search(self):
        places = [place for place, _ in self.library.nearest("báo cáo", 1000)]
        assert sorted(places) == list(range(len(self.library.passages())))

    @precondition(lambda self: self.other is None)
    @rule()
    def check(self):
        assert self.library.check() == ()

    @invariant()
    def both_hold_the_same(self):
        snapshot = self.library.snapshot()
        assert {plan.id: plan for plan in snapshot.plans} == self.held
        assert [stored.passage for stored in snapshot.passages] == [p for x in snapshot.plans for p in passages_of(x)]
        assert {plan_id: len(self.library.versions(plan_id)) for plan_id in self.held} == self.history
        assert snapshot.generation == self.library.generation == self.changes

    def teardown(self):
        self.library.close()
        if self.other:
            self.other.close()
        shutil.rmtree(self.home)


def test_whatever_is_done_the_library_holds_what_a_dict_would(fresh_servers):
    bounds = settings(max_examples=8, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(partial(LibraryAgainstDict, fresh_servers), settings=bounds)

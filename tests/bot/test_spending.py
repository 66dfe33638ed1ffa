"""What was spent on the language model outlives the program, and is one sum for all who share the database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from bot import telegram
from bot.desk_store import Store
from bot.spending import Spending
from retrieval.allowance import Allowance, Memory
from retrieval.answer import Tokens
from retrieval.settings import Settings

DAY, NEXT = date(2026, 1, 1), date(2026, 1, 2)


@pytest.fixture(params=["desk", "memory"])
def ledger(request, store):
    return Spending(store) if request.param == "desk" else Memory()


def test_a_ledger_adds_up_what_each_person_spends_in_a_day_and_forgets_the_days_before(ledger):
    for person, tokens in (("1", 10), ("2", 5), ("1", 7)):
        ledger.add(DAY, person, tokens)
    assert ledger.spent(DAY) == {"1": 17, "2": 5}
    ledger.add(NEXT, "1", 1)
    assert ledger.spent(NEXT) == {"1": 1}
    assert ledger.spent(DAY) == {}


def test_a_cap_holds_after_a_restart_and_for_bots_that_share_the_database(store):
    def begun(replica: str) -> Allowance:
        return Allowance(lambda: DAY, per_day=100, per_person=50, ledger=Spending(replace(store, replica=replica)))

    begun("a").spend("9", Tokens(40, 10))
    again, beside = begun("a"), begun("b")
    assert [one.left("9") for one in (again, beside)] == [False, False]
    assert beside.left("8")
    beside.spend("8", Tokens(49, 1))
    assert not again.left("7"), "all together have spent the day's tokens"


@pytest.mark.usefixtures("_time_periods")
def test_the_bot_keeps_its_caps_in_the_desks_database(tmp_path, monkeypatch):
    doors = []

    async def serve(door, webhook):
        doors.append(door)
        door.office.assistant.allowance.spend("9", Tokens(400, 100))

    monkeypatch.setattr(telegram, "serve", serve)
    monkeypatch.setattr(telegram, "log_discreetly", lambda *given, **named: None)
    settings = Settings(home=tmp_path, telegram_token="1:a", openai_base_url="http://127.0.0.1:9/v1")
    settings = replace(settings, chat_model="thử", tokens_per_person=500)
    for _ in range(2):
        telegram.run(settings)
    with closing(Store.open(settings)) as store:
        allowance = replace(doors[0].office.assistant.allowance, ledger=Spending(store))
        assert allowance.ledger.spent(allowance.today()) == {"9": 1_000}
        assert not allowance.left("9")

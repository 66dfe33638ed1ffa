"""One moment of the library: its order, its names, its passages."""

from __future__ import annotations

from datetime import date

import pytest

from plans.errors import UnknownPlan
from retrieval.catalogue import Entry
from retrieval.records import Held
from retrieval.snapshot import Snapshot
from retrieval.statements import indexed_text
from tests.retrieval.handmade import passages_of, plan_of


class Shelf:
    """Stands in for what reads plans from SQL."""

    def __init__(self, held):
        self.by_version = {one.version_id: one for one in held}

    def held(self, version_ids):
        return [self.by_version[version] for version in version_ids]

    read = held


def snapshot_of(*plans):
    held = [Held(7 + n, plan, passages_of(plan)) for n, plan in enumerate(plans)]
    entries = [Entry(h.version_id, h.plan.id, h.plan.file, h.plan.header, len(h.passages)) for h in held]
    return Snapshot.of(1, entries, Shelf(held))


CA_MAU = plan_of("02-kh-ubnd-ca-mau-2017", number="02/KH-UBND", province="Cà Mau")
DA_NANG = plan_of("12-kh-ubnd-da-nang-2017", number="12/KH-UBND", province="Đà Nẵng")
HUE = plan_of("02-kh-ubnd-hue-2017", number="02/KH-UBND", province="Huế")
UNNUMBERED = plan_of("binh-dang-gioi", number=None, title="Kế hoạch bình đẳng giới")
FOUR = snapshot_of(UNNUMBERED, HUE, DA_NANG, CA_MAU)
TEXTS = [text for one in FOUR.indexed([entry.version_id for entry in FOUR.held]) for text in one.texts]


def test_plans_stand_in_the_order_of_province_year_and_number():
    tenth = plan_of("b", number="10/KH-UBND", province="Cà Mau")
    ordered = snapshot_of(UNNUMBERED, HUE, tenth, DA_NANG, CA_MAU).plans
    assert ordered == (CA_MAU, tenth, DA_NANG, HUE, UNNUMBERED)


@pytest.mark.parametrize("number", ["²/KH", "٣/KH", "KH 2 3", "", "/"])
def test_any_number_has_a_place_in_the_order(number):
    assert len(snapshot_of(plan_of("a", number=number), CA_MAU).plans) == 2


@pytest.mark.parametrize("name", ["12/KH-UBND", "12 / kh-ubnd", "12kh", "12–KH", "da nang", "Đà Nẵng", "12-KH-UBND-DA"])
def test_a_plan_is_found_by_its_number_its_id_or_a_part_of_either(name):
    assert FOUR.find(name) == DA_NANG


def test_the_id_tells_apart_what_the_number_does_not():
    with pytest.raises(UnknownPlan, match=r"ứng với 2 kế hoạch.*ca-mau.*hue.*ghi rõ hơn"):
        FOUR.find("02/KH-UBND")
    assert FOUR.find(HUE.id) == HUE


def test_the_whole_name_goes_before_a_part_of_another():
    short = plan_of("x", number="2/KH")
    assert snapshot_of(short, CA_MAU, DA_NANG).find("2/KH") == short


@pytest.mark.parametrize("name", ["99/KH-UBND", "", "  ", "//"])
def test_an_unknown_name_is_refused_with_what_there_is(name):
    with pytest.raises(UnknownPlan, match=r"Không có kế hoạch nào tên.*Thư viện có: .*12/KH-UBND"):
        FOUR.find(name)


def test_an_empty_library_says_so():
    with pytest.raises(UnknownPlan, match="chưa có kế hoạch nào"):
        snapshot_of().find("02")


def test_a_long_list_of_candidates_is_cut():
    many = snapshot_of(*(plan_of(f"kh-{n}", number=f"{n}/KH") for n in range(30)))
    with pytest.raises(UnknownPlan, match=r"ứng với 30 kế hoạch.*… \(tất cả 30\)"):
        many.find("KH")


def test_an_unknown_id_is_refused():
    assert FOUR.plan(HUE.id) == HUE
    with pytest.raises(UnknownPlan, match="“none”"):
        FOUR.plan("none")


def test_passages_texts_and_keys_stand_in_one_order():
    assert len(FOUR.passages) == len(TEXTS) == len(FOUR.keys) == len(set(FOUR.keys)) == 8
    for place, stored in enumerate(FOUR.passages):
        plan = FOUR.plan(stored.plan_id)
        assert TEXTS[place] == indexed_text(plan, stored.passage)
        assert FOUR.located([FOUR.keys[place]]) == [(plan, stored.passage)]
        assert FOUR.keys[place].startswith(f"{plan.id}:")
        assert FOUR.place_of(FOUR.keys[place]) == place
        assert FOUR.at([place]) == [(plan, stored.passage)]
        assert place in FOUR.stretch(plan.id)
    assert FOUR.place_of("none:99:0") is None


def test_the_indexed_text_is_context_text_and_cues():
    passage = passages_of(CA_MAU)[0]
    context, text, cues = indexed_text(CA_MAU, passage).split("\n", 1)[0], CA_MAU.quote(passage.span), passage.cues
    assert indexed_text(CA_MAU, passage) == f"{context}\n{text}\n{cues}"


def test_a_key_can_be_stored_whatever_the_id():
    (key, *_) = snapshot_of(plan_of("h\ud800ng")).keys
    assert key == "h?ng:7:0"


def test_a_plan_without_date_or_province_stands_last():
    undated = plan_of("z", province="Cà Mau")
    object.__setattr__(undated.header, "issued_on", None)
    assert snapshot_of(undated, CA_MAU, UNNUMBERED).plans == (CA_MAU, undated, UNNUMBERED)
    assert CA_MAU.header.issued_on == date(2017, 1, 13)

from __future__ import annotations

from bot.plan_json import failure_json, plan_json
from plans.errors import UnreadableFile


def test_the_object_has_the_keys_of_the_contract(plan):
    assert list(plan_json(plan, "a.txt")) == [
        "file", "ok", "error", "plan", "text_length", "sections", "assignments", "deadlines", "targets",
        "references", "repairs", "warnings",
    ]  # fmt: skip


def test_what_the_document_does_not_state_is_null(plan):
    head = plan_json(plan, "a.txt")["plan"]
    assert (head["number"], head["issued_on"], head["signer"], head["place"]) == ("7/KH-UBND", "2024-03-01", None, None)
    assert head["recipients"] == ["Sở Y tế", "Lưu: VT"]


def test_sections_come_in_reading_order_with_the_labels_from_the_root(plan):
    sections = plan_json(plan, "a.txt")["sections"]
    assert [section["id"] for section in sections] == ["title", "1", "1.1", "1.2"]
    assert sections[2]["path"] == ["I", "1"]
    assert sections[1]["end"] == len(plan.text)


def test_the_text_of_every_fact_is_what_stands_in_its_range(plan):
    row = plan_json(plan, "a.txt")
    texts = [(fact["task"], fact) for fact in row["assignments"]]
    texts += [(fact["text"], fact) for kind in ("deadlines", "targets") for fact in row[kind]]
    assert len(texts) == 3
    for text, fact in texts:
        assert text == plan.text[fact["start"] : fact["end"]]


def test_a_whole_figure_is_written_without_a_fraction(plan):
    assert repr(plan_json(plan, "a.txt")["targets"][0]["value"]) == "85"


def test_an_unreadable_file_has_the_same_keys_and_its_reason(plan):
    row = failure_json("b.txt", UnreadableFile("Tệp trống."))
    assert row.keys() == plan_json(plan, "a.txt").keys()
    assert (row["ok"], row["plan"], row["error"]) == (False, None, {"kind": "unreadable", "message": "Tệp trống."})

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evaluation.record import Cited, Found, Record, from_answer, read
from plans.errors import UnreadableFile
from plans.model import Header, Plan, Section, Span
from retrieval.answer import Answer, Citation, Claim, Hit, Question

TEXT = "I. VIỆC\nSở Y tế khám bệnh. Sở Tài chính cấp tiền."
SECTION = Section("1", "I.", ("I",), "VIỆC", 1, "heading", Span(0, len(TEXT)))
PLAN = Plan("p", "nơi/kế hoạch.txt", TEXT, Header(number="1/KH"), (SECTION,))


def test_a_record_survives_being_written_and_read(tmp_path: Path) -> None:
    cited = Cited(1, "1/KH", "x.txt", "1", "I", "VIỆC", "Sở", 8, 10, TEXT)
    record = Record(
        "a", "answered", "Có. [1]", (cited,), (Found("1/KH", "1", TEXT, "x.txt"),), "duties", "offline", 1.5
    )
    (tmp_path / "answers.jsonl").write_text(record.line() + "\n", encoding="utf-8")
    assert read(tmp_path / "answers.jsonl") == {"a": record}


def test_a_line_of_the_batch_is_a_record(tmp_path: Path) -> None:
    row = {
        "id": "q1",
        "status": "answered",
        "answer": "Có. [1]",
        "understood": {"intent": "duties"},
        "citations": [
            {"n": 1, "plan": "1/KH", "plan_id": "p", "file": "/a/b.txt", "section_id": "1", "label": "I"}
            | {"heading": None, "quote": "Sở", "start": 8, "end": 10, "text": TEXT}
        ],
        "retrieved": [{"plan": "1/KH", "section_id": "1", "text": TEXT, "score": 1.0}],
        "mode": "offline",
        "timings": {"total_ms": 2.5},
    }
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    record = read(path)["q1"]
    assert (record.intent, record.total_ms, record.citations[0].file) == ("duties", 2.5, "b.txt")
    assert record.retrieved == (Found("1/KH", "1", TEXT),)


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', "[1]", '{"id": "a", "status": "x", "citations": [1]}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="dòng 1"):
        read(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Không đọc được"):
        read(tmp_path / "none.jsonl")


def test_an_answer_becomes_numbered_statements_with_their_sections() -> None:
    first, second = (Citation(PLAN, SECTION, Span(*at)) for at in ((8, 26), (27, 46)))
    answer = Answer(
        Question("?", "?", "duties", date(2026, 1, 1)),
        "answered",
        claims=(Claim("Khám bệnh", (first,), "Cà Mau"), Claim("Cấp tiền", (second, first), "Cà Mau")),
        notes=("Đã cũ.",),
        choices=("KH 1",),
        hits=(Hit(PLAN, SECTION, 1.0),),
    )
    record = from_answer("a", answer, 3.14159)
    assert record.answer.splitlines() == ["Cà Mau", "- Khám bệnh [1]", "- Cấp tiền [2][1]", "Đã cũ.", "• KH 1"]
    assert [(c.n, c.quote, c.file) for c in record.citations] == [
        (1, TEXT[8:26], "kế hoạch.txt"),
        (2, TEXT[27:46], "kế hoạch.txt"),
    ]
    assert (record.retrieved[0].text, record.total_ms) == (TEXT, 3.142)

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.case_rows import KINDS, SOURCES, STATES, STATUSES
from evaluation.cases import DATA, STYLES, Case
from evaluation.sets import FORMATS, load, read, write
from plans.errors import UnreadableFile

ROW = {"id": "a", "question": "Ai ký?", "kind": "metadata", "style": "plain", "plan": None, "status": "answered"}
CASE = Case("a", "Ai ký?", "metadata", "plain", ("x.txt",), ("answered",), gold=(("một", "hai"),))
FORMS = (".csv", ".jsonl", ".xlsx", ".yaml")

text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=30)
filled = text.filter(str.strip)
name = filled.map(lambda value: value.replace(";", "").strip()).filter(bool)
points = st.lists(st.lists(filled, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
cases = st.builds(
    Case,
    id=filled,
    question=filled,
    kind=st.sampled_from(KINDS),
    style=st.sampled_from(STYLES),
    plans=st.lists(name, max_size=2).map(tuple),
    status=st.lists(st.sampled_from(STATUSES), min_size=1, max_size=2).map(tuple),
    history=st.lists(st.tuples(filled, st.one_of(st.just(""), filled)), max_size=2).map(tuple),
    gold=points,
    facts=points,
    forbidden=st.lists(filled, max_size=2).map(tuple),
    all_gold=st.booleans(),
    as_of=st.one_of(st.none(), st.dates()),
    critical=st.booleans(),
    tags=st.lists(name, max_size=2).map(tuple),
    state=st.sampled_from(STATES),
    source=st.sampled_from(SOURCES),
    reviewer=text.map(str.strip),
    note=text.map(str.strip),
)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["dev", "samples", "unseen", "holdout"])
def test_a_shipped_set_comes_back_byte_for_byte_from_every_form(name: str, tmp_path: Path) -> None:
    shipped = DATA / f"{name}.jsonl"
    before = shipped
    for ending in ("xlsx", "yaml", "csv", "jsonl", "xlsx", "jsonl"):
        after = tmp_path / f"set.{ending}"
        write(after, load(before))
        before = after
    assert before.read_bytes() == shipped.read_bytes()


@pytest.mark.parametrize("ending", FORMS)
@given(one=cases)
@settings(max_examples=40, deadline=None)
def test_no_form_loses_anything(ending: str, one: Case) -> None:
    form = FORMATS[ending]
    told = form.read(form.write([one]))
    assert told.faults == ()
    assert form.write([loaded(told.rows[0][0])]) is not None
    assert loaded(told.rows[0][0]) == one


def loaded(row: object) -> Case | None:
    from evaluation.case_rows import Reader

    return Reader(row).case()  # type: ignore[arg-type]


def test_a_case_keeps_what_its_line_says(tmp_path: Path) -> None:
    row = ROW | {"plan": ["x.txt"], "gold": [["một", "hai"], "ba"], "as_of": "2026-01-02", "status": ["answered"]}
    row |= {"history": [{"question": "Trước?", "answer": "Rồi."}], "critical": True, "facts": [25]}
    case = load(written(tmp_path, json.dumps(row)))[0]
    assert (case.gold, case.plans, case.as_of) == ((("một", "hai"), ("ba",)), ("x.txt",), date(2026, 1, 2))
    assert (case.history, case.critical, case.facts) == ((("Trước?", "Rồi."),), True, (("25",),))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "không phải JSON"),
        ("{}", "trường «id»: thiếu"),
        ("[]", "đối tượng JSON"),
        (json.dumps(ROW | {"as_of": "mai"}), "không phải ngày.*mai"),
        (json.dumps(ROW | {"goal": []}), "«goal»: không có trường này"),
        (json.dumps(ROW | {"kind": "thơ"}), "không hiểu «thơ»; nhận một trong: duties"),
        (json.dumps(ROW | {"question": " "}), "«question»: trống"),
        (json.dumps(ROW | {"question": "a\x07"}), "ký tự điều khiển"),
        (json.dumps(ROW | {"gold": "a"}), "phải là danh sách"),
        (json.dumps(ROW | {"all_gold": "a"}), "có hoặc không"),
        (json.dumps(ROW | {"history": ["a"]}), "các lượt"),
        (json.dumps(ROW | {"note": ["a"]}), "phải là chữ"),
        (json.dumps(ROW | {"tags": "a;b"}), "chấm phẩy"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told) as error:
        load(written(tmp_path, json.dumps(ROW), line))
    assert "dòng 2" in str(error.value)


def test_every_fault_is_told_up_to_a_few(tmp_path: Path) -> None:
    path = written(tmp_path, *["{}"] * 3)
    assert len(read(path).faults) == 18
    with pytest.raises(UnreadableFile, match="… và 13 chỗ khác"):
        load(path)


def test_a_repeated_id_names_both_places(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"dòng 3: mã câu hỏi a xuất hiện hai lần \(lần đầu ở dòng 1\)"):
        load(written(tmp_path, json.dumps(ROW), "", json.dumps(ROW)))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("none.jsonl", None, "Không đọc được"),
        ("set.docx", b"", "không hiểu|Không hiểu"),
        ("set.jsonl", b"\xff\xfe", "UTF-8"),
        ("set.csv", b"\xff\xfe", "CSV UTF-8"),
        ("set.csv", b"", "không có dòng nào"),
        ("set.csv", b'"a', "CSV hỏng"),
        ("set.csv", "Mã câu hỏi;Màu\na;b".encode(), "cột 2: không hiểu cột «Màu»"),
        ("set.csv", "Mã câu hỏi,Mã câu hỏi\na,b".encode(), "có hai lần"),
        ("set.csv", "Mã câu hỏi\na".encode(), "thiếu cột «Câu hỏi»"),
        ("set.yaml", b"- a: [", "YAML viết sai, dòng 2"),
        ("set.yaml", b"a: 1", "phải là danh sách"),
        ("set.yaml", b"- 1", "dòng 1: phải có các trường"),
        ("set.yaml", b"- as_of: 2026-13-45", "YAML viết sai"),
    ],
)
def test_a_file_that_is_no_set_is_refused_with_the_place(
    tmp_path: Path, name: str, data: bytes | None, told: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match=told):
        load(tmp_path / name)


def test_excel_opens_the_csv_in_vietnamese_and_runs_nothing_of_it(tmp_path: Path) -> None:
    write(tmp_path / "set.csv", [replace(CASE, question="=1+1", note="'-x")])
    data = (tmp_path / "set.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfM\xc3\xa3 c\xc3\xa2u h\xe1\xbb\x8fi,")
    assert b",'=1+1," in data
    assert (load(tmp_path / "set.csv")[0].question, load(tmp_path / "set.csv")[0].note) == ("=1+1", "'-x")


def test_a_csv_saved_with_semicolons_and_blank_lines_is_read(tmp_path: Path) -> None:
    text = "Câu hỏi;Mã câu hỏi;Loại câu hỏi;Cách trả lời đúng;Loại ý;Ý số;Nội dung\n"
    text += "Ai ký?;a;Thông tin văn bản;trả lời;;;\n;;;;;;\n;a;;;dữ kiện;;Nguyễn Văn A\n;a;;;dữ kiện;;Chủ tịch\n"
    (tmp_path / "set.csv").write_text(text, encoding="utf-8")
    case = load(tmp_path / "set.csv")[0]
    assert (case.kind, case.style, case.facts) == ("metadata", "plain", (("Nguyễn Văn A",), ("Chủ tịch",)))


def test_nothing_is_left_behind_where_a_set_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "set.xlsx").write_bytes(b"before")
    with pytest.raises(UnreadableFile, match=r"32\.767 ký tự"):
        write(tmp_path / "set.xlsx", [replace(CASE, note="a" * 40_000)])
    assert [path.name for path in tmp_path.iterdir()] == ["set.xlsx"]
    assert (tmp_path / "set.xlsx").read_bytes() == b"before"

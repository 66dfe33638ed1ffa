from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import batch, texts
from bot.batch import Asker, answer_file
from bot.errors import BadUsage, Stopped


@pytest.fixture
def asker(parrot):
    return Asker(parrot)


@pytest.fixture
def opened(parrot, monkeypatch):
    monkeypatch.setitem(sys.modules, "retrieval.assistant", SimpleNamespace(open_assistant=lambda settings: parrot))
    return parrot


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def rows(out: Path) -> list[dict]:
    return [json.loads(text) for text in out.read_text("utf-8").splitlines()]


def test_a_line_is_answered_with_its_own_id_history_and_plan(asker, parrot):
    history = [{"question": "Sở Y tế?", "answer": "…"}]
    row = asker.reply(1, line(id="q1", question=" còn Sở Nội vụ? ", history=history, plan="7/KH"))
    assert (row["id"], row["status"]) == ("q1", "answered")
    text, turns, plan, _ = parrot.asked[0]
    assert (text, turns[0].question, turns[0].answer, plan) == ("còn Sở Nội vụ?", "Sở Y tế?", "…", "7/KH")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"{khong", "Dòng này không phải JSON"),
        (b"[1]", "cần một đối tượng JSON"),
        (b"\xff\xfe", "không phải văn bản UTF-8"),
        (line(id=1), "“question” phải là một chuỗi"),
        (line(id=1, question=["a"]), "“question” phải là một chuỗi"),
        (line(id=1, question="a", plan=2), "“plan” phải là một chuỗi"),
        (line(id=1, question="a", history="b"), "“history” phải là một dãy"),
        (line(id=1, question="a", history=[{"answer": "b"}]), "“question” phải là một chuỗi"),
        (line(id=1, question="  "), "Câu hỏi trống"),
        (line(id=1, question="a" * 20_000), "Câu hỏi dài 20000 ký tự, giới hạn là 2000"),
        (line(id=1, question="a", plan="không có"), "Không có kế hoạch nào tên"),
        (line(id=1, question="vỡ"), "KeyError"),
        (b"[" * 100_000, "không phải JSON"),
    ],
)
def test_a_bad_line_comes_back_with_the_reason(asker, raw, told):
    row = asker.reply(4, raw)
    assert row["status"] == "error"
    assert told in row["answer"]


def test_the_row_of_a_bad_line_has_every_key_of_an_answer(asker):
    good, bad = asker.reply(1, line(id="a", question="b")), asker.reply(2, line(id="c", question=""))
    assert list(good) == list(bad)
    assert bad["id"] == "c"
    assert good["understood"].keys() == bad["understood"].keys()


@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=60) | st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "question", "history", "plan", "answer"]), inner, max_size=4
    ),
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_no_line_at_all_stops_a_batch(raw):
    class Mute:
        def ask(self, *_: object, **__: object) -> None:
            raise KeyError("nothing to say")

    assert Asker(Mute()).reply(1, raw)["status"] == "error"


def test_a_file_is_answered_in_order_and_a_bad_line_does_not_stop_it(opened, tmp_path, capsys):
    questions, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_bytes(b"\xef\xbb\xbf" + b"\n".join([line(id=1, question="a"), b"", b"{", line(id=3, question="c")]))
    assert answer_file(questions, out, None, None) == 1
    assert [(row["id"], row["status"]) for row in rows(out)] == [(1, "answered"), (None, "error"), (3, "answered")]
    told = capsys.readouterr()
    assert told.out == ""
    assert "Dòng 3: Dòng này không phải JSON" in told.err
    assert "Đã trả lời 2 câu, 1 câu lỗi" in told.err


def test_a_file_without_bad_lines_ends_well(opened, tmp_path):
    (tmp_path / "q.jsonl").write_bytes(line(id=1, question="a", plan=None, history=[]))
    assert answer_file(tmp_path / "q.jsonl", tmp_path / "a.jsonl", "7", None) == 0
    assert opened.asked[0][2] == "7"


def test_half_a_character_does_not_stop_a_batch(opened, tmp_path):
    (tmp_path / "q.jsonl").write_bytes(b'{"id": "\\ud800", "question": "a \\ud800"}')
    assert answer_file(tmp_path / "q.jsonl", tmp_path / "a.jsonl", None, None) == 0
    assert rows(tmp_path / "a.jsonl")[0]["status"] == "answered"


def test_a_batch_that_cannot_be_read_or_written_is_refused(tmp_path):
    (tmp_path / "q.jsonl").write_bytes(line(question="a"))
    with pytest.raises(BadUsage, match="Không đọc được"):
        answer_file(tmp_path / "none.jsonl", tmp_path / "a.jsonl", None, None)
    with pytest.raises(BadUsage, match="Không ghi được"):
        answer_file(tmp_path / "q.jsonl", tmp_path / "nowhere" / "a.jsonl", None, None)
    with pytest.raises(BadUsage, match="ghi đè"):
        answer_file(tmp_path / "q.jsonl", tmp_path / "q.jsonl", None, None)


def test_ctrl_c_keeps_the_answers_already_written(opened, tmp_path, monkeypatch):
    (tmp_path / "q.jsonl").write_bytes(b"\n".join([line(id=1, question="a"), line(id=2, question="dừng")]))
    reply = Asker.reply

    def interrupted(self, n, raw):
        if n == 2:
            raise KeyboardInterrupt
        return reply(self, n, raw)

    monkeypatch.setattr(batch.Asker, "reply", interrupted)
    with pytest.raises(Stopped, match="1 câu trả lời đã ghi") as stopped:
        answer_file(tmp_path / "q.jsonl", tmp_path / "a.jsonl", None, None)
    assert stopped.value.exit_status == 130
    assert [row["id"] for row in rows(tmp_path / "a.jsonl")] == [1]


def test_the_limit_is_the_one_documented():
    assert texts.QUESTION_LIMIT == 2000

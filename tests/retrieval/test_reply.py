"""A reply is read strictly, whatever the model sends."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.chat_model import ModelFailed
from retrieval.reply import MOST_CLAIMS, Written, clean, read_reply, written_so_far

ONE = {"claim": "Sở Y tế chủ trì.", "keys": ["k-00000001"], "quote": "Sở Y tế chủ trì"}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["claims", "claim", "keys", "quote", "x"]), inner),
)


def reply_of(*claims: object) -> str:
    return json.dumps({"claims": claims}, ensure_ascii=False)


@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "```{}```", "<think>hm { }</think>\n{}", "\n {} \n"])
def test_a_fence_or_a_thinking_block_around_the_object_is_allowed(wrap):
    text = wrap.replace("{}", reply_of(ONE))
    assert read_reply(text) == (Written("Sở Y tế chủ trì.", ("k-00000001",), "Sở Y tế chủ trì"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Xin lỗi, tôi không giúp được.",
        "{",
        '{"claims": [',
        "[]",
        '{"claims": []}',
        '{"claims": "x"}',
        '{"answer": "x"}',
        "{" * 50_000 + "}",
        f"Đây là câu trả lời: {reply_of(ONE)}",
        f"{reply_of(ONE)} {reply_of(ONE)}",
        reply_of(*[ONE] * 101),
        reply_of("x"),
        reply_of({**ONE, "keys": "k-00000001"}),
        reply_of({**ONE, "keys": [1]}),
        reply_of({**ONE, "claim": ""}),
        reply_of({**ONE, "claim": None}),
        reply_of({**ONE, "claim": "x" * 1_001}),
        reply_of({**ONE, "quote": ["x"]}),
        reply_of({**ONE, "source": "https://example.org"}),
    ],
)
def test_anything_else_is_a_failure_of_the_model(text):
    with pytest.raises(ModelFailed):
        read_reply(text)


def test_a_claim_loses_its_citation_marks_and_what_nobody_sees():
    assert clean("**Sở** Y\u200b tế [1] [k-00000001, 2]\n k-0a1b2c3d \u202echủ trì\x00") == "Sở Y tế chủ trì"


@settings(max_examples=200, deadline=None)
@given(JSON | st.builds(lambda value: {"claims": value}, JSON))
def test_no_json_value_escapes_the_shape_that_was_asked_for(value):
    try:
        claims = read_reply(json.dumps(value))
    except ModelFailed:
        return
    assert claims
    assert all(isinstance(key, str) for claim in claims for key in claim.keys)
    assert all(claim.text == clean(claim.text) for claim in claims)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_claims_or_a_failure(text):
    with pytest.raises(ModelFailed):
        read_reply(text)


@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "<think>hm { }</think>\n{}"])
def test_of_a_reply_still_being_written_the_whole_claims_are_read_and_no_other(wrap):
    texts = [f"Việc {n} {{}}]}}, \\" for n in range(4)]
    text = wrap.replace("{}", reply_of(*({"claim": one, "keys": ["k"]} for one in texts)), 1)
    text = text if wrap != "<think>hm { }</think>\n{}" else text.replace("hm", "hm, {")
    whole = read_reply(text)
    counts = []
    for end in range(len(text) + 1):
        read = tuple(written_so_far(text[:end]))
        assert read == whole[: len(read)]
        counts.append(len(read))
    assert counts == sorted(counts)
    assert sorted(set(counts)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (f"Vâng: {reply_of(ONE)}", 0),
        ('{"answer": [' + json.dumps(ONE), 0),
        ('{"claims": [' + "[" * 50_000, 0),
        ('{"claims": [' + '{"claim": ' * 50_000, 0),
        (reply_of(ONE, "x", ONE), 1),
        (reply_of(ONE, {**ONE, "source": "x"}, ONE), 1),
        (reply_of(*[ONE] * 200), MOST_CLAIMS),
    ],
)
def test_what_is_of_another_shape_ends_the_claims_of_a_beginning(text, count):
    assert len(list(written_so_far(text))) == count


@settings(max_examples=200, deadline=None)
@given(st.text() | st.builds("{}{}".format, st.just('{"claims": ['), st.text() | st.builds(json.dumps, JSON)))
def test_any_beginning_is_claims_of_the_shape_asked_for_or_nothing(text):
    assert all(isinstance(claim, Written) and claim.text == clean(claim.text) for claim in written_so_far(text))

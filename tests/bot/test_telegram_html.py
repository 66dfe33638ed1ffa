"""Any text becomes valid markup; a cut loses nothing and breaks nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram_html import Tag, bold, cut, entities, html, italic, length, quotation, shown, units, visible
from tests.bot.telegram_rules import check_text, read_html

TEXT = st.text(st.characters() | st.sampled_from("<>&\"' \n.;,𝒜😀́đ\u202e\u200b"), max_size=120)
LEAF = TEXT | st.builds(bold, TEXT) | st.builds(italic, TEXT) | st.builds(quotation, TEXT)
NODES = st.lists(LEAF | st.builds(lambda a, b: Tag("b", (a, italic(b))), TEXT, TEXT), max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        "<b>mở", "<b><i>chéo</b></i>", "<script>x</script>", "a & b", "&nbsp;", "<", "</b>", "<B>hoa</B>",
        "<blockquote>a<blockquote>b</blockquote></blockquote>", "<b onclick=x>a</b>",
    ],
)  # fmt: skip
def test_the_checker_refuses_what_telegram_refuses(text):
    with pytest.raises(ValueError, match="can't parse entities"):
        read_html(text)


@pytest.mark.parametrize("text", ["", " \n", "<b> </b>", "x" * 4097, "😀" * 2049, "<b>a</b>" * 101])
def test_the_checker_knows_the_limits(text):
    with pytest.raises(ValueError, match=r"empty|too long|dropped"):
        check_text(text, "HTML")


def test_text_is_escaped_and_what_nobody_sees_is_dropped():
    assert html(['1 < 2 & "3"\u202e\ud800\x00']) == "1 &lt; 2 &amp; &quot;3&quot;"
    assert visible("Sở\r\nY te\u0302́\u2028tế\u200b") == "Sở\nY tế\ntế"


def test_tags_without_words_are_left_out():
    assert html([bold(""), bold(" "), quotation("\n")]) == " \n"
    assert html([quotation("a")]) == "<blockquote expandable>a</blockquote>"


def test_a_cut_falls_after_a_sentence_and_reopens_the_quotation():
    head, rest = cut((bold("Nguồn"), quotation("Câu thứ nhất khá dài. Câu thứ hai cũng dài.")), 35)
    assert html(head) == "<b>Nguồn</b><blockquote expandable>Câu thứ nhất khá dài. </blockquote>"
    assert html(rest) == "<blockquote expandable>Câu thứ hai cũng dài.</blockquote>"


def test_a_letter_is_never_parted_from_its_accent_nor_a_pair_from_its_half():
    assert cut(("x̣̂" * 10,), 4)[0] == ("x̣̂",)
    assert cut(("😀😀😀",), 3)[0] == ("😀",)


@settings(max_examples=200, deadline=None)
@given(NODES)
def test_any_nodes_are_valid_markup_that_shows_their_text(nodes):
    text, count = read_html(html(nodes))
    assert text == shown(nodes)
    assert count <= entities(nodes)
    assert length(nodes) == units(text) == len(text.encode("utf-16-le")) // 2


@settings(max_examples=200, deadline=None)
@given(NODES, st.integers(2, 60))
def test_cutting_until_nothing_is_left_loses_nothing(nodes, limit):
    parts, rest = [], tuple(nodes)
    for _ in range(length(nodes) + 1):
        part, rest = cut(rest, limit)
        assert length(part) <= limit
        read_html(html(part))
        parts.append(part)
    assert not rest
    assert "".join(shown(part) for part in parts) == shown(nodes)

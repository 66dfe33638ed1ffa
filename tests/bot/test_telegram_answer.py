"""Whatever an answer holds, its messages are valid, within the limits, and keep each claim with its sources."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render import source
from bot.telegram_answer import LIMIT, messages
from bot.telegram_html import html, length, shown, visible
from retrieval.answer import Answer
from tests.bot.telegram_rules import check_text
from tests.bot.telegram_talk import QUESTION, answer_of


def sent(answer: Answer) -> list[str]:
    """The texts a person sees, each checked as Telegram would."""
    return [check_text(html(message.nodes), "HTML") for message in messages(answer)]


def test_a_claim_stands_with_its_number_its_source_and_the_exact_quote():
    answer = answer_of(("Tổ chức tập huấn <cán bộ>", "Sở Y tế tổ chức\ntập huấn <cán bộ> & người dân."))
    (message,) = messages(answer)
    assert html(message.nodes) == (
        "• Tổ chức tập huấn &lt;cán bộ&gt; [1]\n\n"
        f"<b>Nguồn trích dẫn</b>\n<b>[1]</b> {source(answer.citations[0])}\n"
        "<blockquote expandable>Sở Y tế tổ chức\ntập huấn &lt;cán bộ&gt; &amp; người dân.</blockquote>\n"
    )


def test_what_was_understood_is_shown_only_where_it_differs():
    answer = answer_of(("a", "a"))
    assert "Hiểu là" not in sent(answer)[0]
    other = replace(answer, question=replace(QUESTION, text="so y te lam gi"))
    assert sent(other)[0].startswith("Hiểu là: Sở Y tế làm gì?\n\n")


def test_claims_under_one_heading_share_it_and_what_was_worked_out_stands_in_brackets():
    answer = answer_of(("Báo cáo trước 30/11", "a"), ("Báo cáo quý", "b"), ("Sơ kết", "c"))
    one, two, three = answer.claims
    led = (
        replace(one, lead="Định kỳ", computed="còn 8 ngày"),
        replace(two, lead="Định kỳ"),
        replace(three, lead="Khác:"),
    )
    text = sent(replace(answer, claims=led))[0]
    assert text.startswith(
        "Định kỳ:\n• Báo cáo trước 30/11 (còn 8 ngày) [1]\n• Báo cáo quý [2]\n\nKhác:\n• Sơ kết [3]\n"
    )


def test_06_a_long_list_is_parted_between_claims_and_each_part_has_its_own_sources():
    answer = answer_of(
        *((f"Việc thứ {n} " + "rất dài " * 20, f"Câu thứ {n} " + "của kế hoạch " * 40) for n in range(40))
    )
    texts = sent(answer)
    assert len(texts) > 3
    for text in texts:
        statements, _, sources = text.partition("Nguồn trích dẫn")
        assert set(re.findall(r"\[\d+\]", statements)) == set(re.findall(r"\[\d+\]", sources))
    assert sorted(int(n) for text in texts for n in re.findall(r"^• .*\[(\d+)\]$", text, re.M)) == list(range(1, 41))


def test_a_quote_longer_than_a_message_goes_on_in_the_next_one():
    quote = "Câu này dài vừa phải. " * 400
    texts = sent(answer_of(("Việc", quote)))
    assert len(texts) == 3
    assert "".join(texts).count("Câu này dài vừa phải.") == 400


def test_parts_of_an_endless_claim_all_carry_its_number():
    texts = sent(answer_of(("chữ " * 2_000, "chữ")))
    for text in texts:
        assert all(line.endswith("[1]") for line in text.splitlines() if line.startswith("• "))


def test_short_choices_are_buttons_and_long_ones_are_also_listed():
    asked = Answer(QUESTION, "clarify", "Kế hoạch nào?", choices=("Lai Châu", "Sơn La"))
    (message,) = messages(asked)
    assert message.choices == ("Lai Châu", "Sơn La")
    assert "Lai Châu" not in shown(message.nodes)
    long = replace(asked, choices=("Lai Châu", "Kế hoạch " + "rất dài " * 9))
    (message,) = messages(long)
    assert "2. Kế hoạch rất dài" in shown(message.nodes)
    assert message.choices == ("1. Lai Châu", "2. Kế hoạch rất dài rất dài…")


def test_notes_stand_last_and_an_answer_without_words_sends_nothing():
    text = sent(answer_of(("a", "b"), notes=("Kế hoạch năm 2017.",)))[0]
    assert text.endswith("\nLưu ý: Kế hoạch năm 2017.")
    assert messages(Answer(QUESTION, "no_answer", "  ")) == ()


TEXT = st.text(st.characters() | st.sampled_from("<>&\n😀\u202e\u0300"), max_size=200)
LONG = st.builds(lambda text, times: text * times, TEXT, st.integers(1, 60))
ANSWERS = st.builds(
    lambda claims, lead, computed, fields, restored: replace(
        (made := answer_of(*claims, **fields)),
        claims=tuple(replace(claim, lead=lead, computed=computed) for claim in made.claims),
        question=replace(QUESTION, restored=restored),
    ),
    st.lists(st.tuples(LONG, LONG), max_size=6),
    LONG,
    TEXT,
    st.fixed_dictionaries(
        {
            "intro": LONG,
            "notes": st.lists(LONG, max_size=3).map(tuple),
            "choices": st.lists(TEXT, max_size=4).map(tuple),
        }
    ),
    TEXT,
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_any_answer_is_valid_messages_within_the_limits(answer):
    made = messages(answer)
    for message in made:
        check_text(html(message.nodes), "HTML")
        assert length(message.nodes) <= LIMIT
        assert all(visible(label).strip() for label in message.choices)
    seen = "".join(shown(message.nodes) for message in made)
    for n, claim in enumerate(answer.claims, 1):
        assert f"[{n}]" in seen
        assert all(word in seen for word in visible(claim.citations[0].quote).split() if any(map(str.isalnum, word)))

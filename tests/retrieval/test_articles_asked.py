"""Which article of a law a plan cites for a matter."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import AS_OF, said

ARTICLES = parse(
    """SỞ Y TẾ TỈNH NGHỆ AN
Số: 77/KH-SYT
Nghệ An, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Phòng, chống tác hại của thuốc lá năm 2026

Thực hiện khoản 2 Điều 15 Luật Phòng, chống tác hại của thuốc lá, Sở Y tế ban hành kế hoạch như sau:

I. NHIỆM VỤ
1. Cơ sở y tế treo biển cấm theo Điều 11 và Điều 12 của Luật Phòng, chống tác hại của thuốc lá trước ngày 30/4/2026.
2. Nhân viên trực đêm được trả lương theo Điều 98 Bộ luật Lao động.
""",
    "thuoc-la.txt",
)


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("Trả lương trực đêm theo điều mấy bộ luật lao động?", "Điều 98 Bộ luật Lao động"),
        ("Treo biển cấm theo điều nào của Luật Phòng, chống tác hại của thuốc lá?", "Điều 11 và Điều 12 của Luật"),
        (
            "Kế hoạch của Sở Y tế Nghệ An thực hiện điều nào của Luật Phòng, chống tác hại của thuốc lá?",
            "khoản 2 Điều 15 Luật",
        ),
    ],
)
def test_the_article_of_a_law_is_told_that_is_cited_for_what_is_asked(tmp_path, question, cited):
    assert cited in said(_asked_of_articles(tmp_path, question))


@pytest.mark.parametrize(
    "question", ["Nghỉ thai sản theo điều mấy bộ luật lao động?", "Treo biển cấm theo điều nào của Luật Đất đai?"]
)
def test_no_article_is_told_that_is_cited_for_something_else(tmp_path, question):
    assert "Điều" not in said(_asked_of_articles(tmp_path, question))


def _asked_of_articles(place, question):
    with Library.open(Settings(home=place)) as library:
        library.add(ARTICLES, tuple(passages(ARTICLES)))
        return Assistant(library).ask(question, as_of=AS_OF)

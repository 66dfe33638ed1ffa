"""Words of the centre and the south in those that are written everywhere."""

from __future__ import annotations

import pytest

from retrieval.dialects import in_written_words


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Rứa hộ như tui có được vay không?", "Vậy hộ như tôi có được vay không?"),
        ("bọn em nộp", "chúng em nộp"),
        ("Tụi mình họp", "Chúng mình họp"),
        ("Chừ tụi tui nộp nhiêu tiền", "Bây giờ chúng tôi nộp bao nhiêu tiền"),
        ("bọn em nộp ở mô, tụi mình đi đâu", "chúng em nộp ở đâu, chúng mình đi đâu"),
        ("xã làm chi, họp ở mô, năm ni", "xã làm chi, họp ở đâu, năm này"),
        ("có lấy tiền xe cộ chi không?", "có lấy tiền xe cộ gì không?"),
        ("giữ gìn cái chi", "giữ gìn cái gì"),
        ("làm răng để vay", "làm sao để vay"),
        ("khoảng mấy người", "mấy người"),
        ("nộp hôm nào nghen?", "nộp hôm nào ?"),
    ],
)
def test_dialects_are_read(said: str, written: str) -> None:
    assert in_written_words(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "chi phí và chi hội, chi bộ Chi",
        "cô Chi?",
        "ở mô hình nào",
        "ông Đặng Văn Răng",
        "thiệt hại bao nhiêu",
        "bao nhiêu, bấy nhiêu",
        "khám răng miễn phí",
    ],
)
def test_words_written_everywhere_and_names_stay(said: str) -> None:
    assert in_written_words(said) == said

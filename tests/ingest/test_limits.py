import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import limits
from ingest.limits import find_limits

WORDS = [
    "báo cáo", "gửi", "nộp", "tổng hợp và gửi", "hoàn thành", "trình", "xong", "Thời hạn:", "Thời gian thực hiện:",
    "Hạn nộp", "định kỳ", "định kì", "hằng năm", "hàng quý", "mỗi tháng", "từng tuần", "hằng ngày",
    "06 tháng một lần", "sáu tháng,", "nửa năm", "thường niên", "cuối nhiệm kỳ", "cuối quý", "trước ngày",
    "chậm nhất là", "25/11", "15/12/2025", "tháng 6", "quý IV/2025", "mồng 3", "trong vòng", "10 ngày làm việc",
    "sau khi", "năm 2026", "Sở Y tế", "Ủy ban nhân dân tỉnh", "phấn đấu", "kỷ niệm", "và", ",", "(", ")", "của",
    "đến hết", "không muộn hơn", "hạn cuối là", "ĐỊNH KỲ HẰNG NĂM", "BÁO CÁO", "TRƯỚC NGÀY",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
@settings(max_examples=300, deadline=None)
def test_passing_over_clauses_without_a_word_of_time_loses_no_limit(words: list[str]) -> None:
    clause = " ".join(words)
    with pytest.MonkeyPatch.context() as plain:
        plain.setattr(limits, "_HINT", re.compile(""))
        plain.setattr(limits, "_HARD_SIGNS", ("",))
        expected = find_limits(clause)
    assert find_limits(clause) == expected

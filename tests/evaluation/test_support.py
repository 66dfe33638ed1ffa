from __future__ import annotations

from datetime import date

from evaluation.items import typed
from evaluation.record import Cited, Record
from evaluation.support import Judge, clauses, computed, notes, statements

TEXT = """Số: 7/KH-UBND
V. CHẾ ĐỘ BÁO CÁO
Sở Nội vụ là cơ quan thường trực. Định kỳ, trước ngày 30 tháng 11 hàng năm, tổng hợp báo cáo Ủy ban nhân dân tỉnh.
Sơ kết vào ngày 15 tháng 6 hàng năm; không tổ chức khen thưởng tràn lan."""


def cited(text: str = TEXT) -> Cited:
    return Cited(1, "7/KH-UBND", "plan.txt", "5", "V", "Chế độ báo cáo", "x", 0, 1, text)


def judge() -> Judge:
    return Judge({"plan.txt": TEXT})


def supported(statement: str, as_of: date | None = None) -> bool:
    return judge().judged(statement, [cited()], as_of=as_of).supported


def test_a_copy_and_a_re_formatted_copy_are_supported() -> None:
    assert supported("Định kỳ, trước ngày 30 tháng 11 hàng năm, tổng hợp báo cáo Ủy ban nhân dân tỉnh")
    assert supported("Trước ngày 30/11 hằng năm, tổng hợp báo cáo UBND tỉnh")


def test_a_date_of_another_sentence_does_not_support_a_statement() -> None:
    verdict = judge().judged("Trước ngày 15/8 hằng năm, tổng hợp báo cáo UBND tỉnh", [cited()])
    assert not verdict.supported
    assert [str(item) for item in verdict.unsupported] == ["15/8"]


def test_a_changed_agency_is_not_supported() -> None:
    assert not supported("Sở Tài chính là cơ quan thường trực")


def test_a_denial_turned_round_is_not_supported() -> None:
    assert not supported("Tổ chức khen thưởng tràn lan")
    assert not supported("Không tổng hợp báo cáo Ủy ban nhân dân tỉnh trước ngày 30 tháng 11 hàng năm")


def test_a_statement_without_a_citation_is_not_supported() -> None:
    assert not judge().judged("Sở Nội vụ là cơ quan thường trực", []).supported


def test_a_date_that_follows_from_the_day_of_asking_is_supported() -> None:
    line = "Trước ngày 30/11 hằng năm tổng hợp báo cáo UBND tỉnh, lần tới 29/11/2026, còn 14 ngày"
    assert supported(line, as_of=date(2026, 11, 15))
    assert not supported(line.replace("29/11/2026", "27/11/2026"), as_of=date(2026, 11, 15))


def test_an_impossible_date_follows_from_nothing() -> None:
    assert all(item.value[:2] != ("31", "11") for item in computed(typed("ngày 31/11"), date(2026, 1, 1)))


def test_statements_are_the_lines_with_marks_above_the_list_of_sources() -> None:
    answer = "Cà Mau:\n- Việc A. [1]\n- Việc B. [2][3]\nLưu ý: đã cũ.\n\nNguồn:\n[1] KH 7, mục V"
    assert [(s.text, s.cites) for s in statements(answer)] == [("Việc A.", (1,)), ("Việc B.", (2, 3))]
    assert notes(answer) == ["Cà Mau:", "Lưu ý: đã cũ."]


def test_only_the_cited_sections_are_evidence() -> None:
    other = Cited(2, "7/KH-UBND", "plan.txt", "1", "I", "", "x", 0, 1, "Mục đích chung của kế hoạch.")
    record = Record("q", "answered", "Sở Nội vụ là cơ quan thường trực. [2]", (cited(), other))
    statement = statements(record.answer)[0]
    assert not judge().verdict(statement, record).supported


def test_a_page_break_inside_a_sentence_does_not_end_it() -> None:
    assert clauses("Chỉ thị số 21-CT/TW ngày\n\n20/01/2018 của Ban Bí thư.") == [
        "Chỉ thị số 21-CT/TW ngày 20/01/2018 của Ban Bí thư."
    ]

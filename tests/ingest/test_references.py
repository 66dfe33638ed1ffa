from datetime import date
from pathlib import Path

import pytest

from ingest.load import load_plan, parse
from plans.model import Plan, Reference
from plans.text import squeeze

FOLDER = Path(__file__).parents[2] / "samples"
HEAD = """Số: 15/KH-UBND

Hà Giang, ngày 05 tháng 3 năm 2024

KẾ HOẠCH

Phát triển thư viện

Thực hiện nhiệm vụ:

I. NỘI DUNG

"""


def cited(body: str) -> tuple[Plan, tuple[Reference, ...]]:
    plan = parse(f"{HEAD}{body}\n", "a.txt")
    return plan, plan.references


def only(body: str) -> Reference:
    _, (reference,) = cited(body)
    return reference


def test_kind_number_date_issuer_and_title_are_read_together() -> None:
    plan, (reference,) = cited(
        "Theo Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị về xây dựng quy chế dân chủ ở cơ sở; các đơn vị "
        "làm tốt."
    )
    assert (reference.kind, reference.number, reference.issued_on) == ("Chỉ thị", "30-CT/TW", date(1998, 2, 18))
    assert (reference.issuer, reference.title) == ("Bộ Chính trị", "xây dựng quy chế dân chủ ở cơ sở")
    assert plan.quote(reference.span) == "Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị"


def test_an_issuer_ends_where_the_next_document_begins() -> None:
    _, (first, second) = cited(
        "Theo Chỉ thị số 7-CT/TW ngày 05/6/2019 của Ban Bí thư và Kế hoạch số 90-KH/TU của Tỉnh ủy Hà Giang."
    )
    assert (first.issuer, second.issuer) == ("Ban Bí thư", "Tỉnh ủy Hà Giang")
    assert second.issued_on is None


def test_a_citation_is_joined_across_a_page_break() -> None:
    reference = only("1. Làm tốt công tác theo Quyết định\n\nsố 45/QĐ-TTg ngày\n\n02/10/2015 của Thủ tướng Chính phủ.")
    assert (reference.kind, reference.number, reference.issued_on) == ("Quyết định", "45/QĐ-TTg", date(2015, 10, 2))


def test_a_date_and_an_issuer_printed_once_hold_for_the_whole_list() -> None:
    _, (first, second) = cited(
        "Thực hiện Quyết định số 17-QĐ/TW về Quy chế thi đua; Quyết định số 18-QĐ/TW về việc góp ý kiến ngày "
        "12/12/2013 của Bộ Chính trị, trong đó chú trọng góp ý."
    )
    assert first.issued_on == second.issued_on == date(2013, 12, 12)
    assert first.issuer == second.issuer == "Bộ Chính trị"
    assert second.title == "góp ý kiến"


def test_a_citation_in_a_title_of_capitals_is_read() -> None:
    reference = only("THỰC HIỆN CHỈ THỊ SỐ 7-CT/TW NGÀY 05/6/2019 CỦA BAN THƯỜNG VỤ TỈNH ỦY HÀ GIANG VỀ THƯ VIỆN")
    assert (reference.kind, reference.issuer) == ("Chỉ thị", "Ban Thường vụ Tỉnh ủy Hà Giang")


def test_the_plans_own_number_is_no_reference() -> None:
    assert cited("Kế hoạch số 15/KH-UBND này được phổ biến.")[1] == ()


def test_the_word_so_may_be_missing_and_a_kind_may_hold_for_a_list() -> None:
    assert only("Thực hiện Quyết định 4071/QĐ-UBND ngày 14/10/2015.").kind == "Quyết định"
    _, (first, second) = cited("Theo các Quyết định: số 36/QĐ-TTg ngày 11/01/2024; số 37/QĐ-TTg ngày 12/01/2024.")
    assert (first.kind, second.kind) == ("Quyết định", "Quyết định")


def test_a_title_that_names_a_document_runs_to_its_end() -> None:
    outer, inner = cited(
        "Thông tri số 12-TT/TU ngày 05/3/2018 của Tỉnh ủy về thực hiện Chỉ thị 7-CT/TW ngày 05/6/2019 của Ban Bí thư."
    )[1]
    assert outer.title == "thực hiện Chỉ thị 7-CT/TW ngày 05/6/2019 của Ban Bí thư"
    assert inner.number == "7-CT/TW"


def test_laws_and_quoted_schemes_are_references_without_a_number() -> None:
    _, (law, scheme) = cited("Theo Luật Thư viện và Đề án “*Đưa sách về thôn bản*” giai đoạn 2021 - 2025.")
    assert (law.kind, law.number, law.title) == ("Luật", None, "Thư viện")
    assert (scheme.kind, scheme.number, scheme.title) == ("Đề án", None, "Đưa sách về thôn bản")


def test_a_law_with_a_number_is_one_reference() -> None:
    reference = only("Căn cứ Luật Thư viện số 46/2019/QH14 ngày 21/11/2019, các đơn vị làm tốt.")
    assert (reference.kind, reference.number, reference.title) == ("Luật", "46/2019/QH14", "Thư viện")


def test_recipients_and_dates_give_no_reference() -> None:
    body = "Trong ngày 20/10, Điều 52/53 và 01 công trình/phần việc."
    assert cited(f"{body}\n\nNơi nhận:\n- Như Quyết định 5/QĐ-UBND;\n- Lưu: VT.")[1] == ()


@pytest.mark.parametrize(
    ("stem", "numbered", "dated"),
    [
        ("tra-vinh-tinh-uy-chi-thi-21", 11, 6),
        ("thanh-hoa-so-y-te-2018", 31, 27),
        ("ca-mau-02-kh-ubnd-2017", 8, 6),
        ("khanh-hoa-321-kh-btv-2021", 6, 6),
        ("thai-binh-binh-dang-gioi-2024", 15, 14),
    ],
)
def test_every_numbered_citation_of_the_samples_is_found(stem: str, numbered: int, dated: int) -> None:
    found = [one for one in load_plan(FOLDER / f"{stem}.txt").references if one.number]
    assert (len(found), sum(one.issued_on is not None for one in found)) == (numbered, dated)


def test_spans_of_the_samples_hold_their_number_and_lie_in_their_section() -> None:
    for path in FOLDER.glob("*.txt"):
        plan = load_plan(path)
        for one in plan.references:
            quote = squeeze(plan.quote(one.span)).replace(" /", "/").replace("- ", "-")
            assert plan.section(one.section_id).span.contains(one.span)
            assert not one.number or one.number in quote


def test_an_issuer_printed_once_holds_for_documents_of_one_kind() -> None:
    _, (first, second) = cited("Theo Nghị định số 8/2022/NĐ-CP ngày 18/10/2022, Nghị định số 9/NĐ-CP của Chính phủ.")
    assert (first.issuer, second.issuer) == ("Chính phủ", "Chính phủ")
    assert second.issued_on is None


@pytest.mark.parametrize("kind", ["Kế hoạch liên tịch", "Chương trình phối hợp", "Quy chế phối hợp liên ngành"])
def test_how_a_cited_document_was_made_jointly_belongs_to_its_kind(kind: str) -> None:
    assert only(f"Theo {kind} số 15/KHLT-CA-SYT ngày 05/6/2019.").kind == kind

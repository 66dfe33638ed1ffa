"""What the parser must see in the five real plans; the outlines stand in `golden/`, one section a line."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ingest.load import load_plan
from plans.model import Header, Plan

FOLDER = Path(__file__).parents[2] / "samples"
GOLDEN = Path(__file__).parent / "golden"
TRA_VINH, THANH_HOA = "tra-vinh-tinh-uy-chi-thi-21", "thanh-hoa-so-y-te-2018"
CA_MAU, KHANH_HOA, THAI_BINH = "ca-mau-02-kh-ubnd-2017", "khanh-hoa-321-kh-btv-2021", "thai-binh-binh-dang-gioi-2024"


@cache
def plan(stem: str) -> Plan:
    return load_plan(FOLDER / f"{stem}.txt")


def labels(stem: str, level: int) -> list[str]:
    return [s.label for s in plan(stem).walk() if s.level == level and s.kind in ("heading", "item")]


@pytest.mark.parametrize("stem", [TRA_VINH, THANH_HOA, CA_MAU, KHANH_HOA, THAI_BINH])
def test_the_outline_is_the_golden_one(stem: str) -> None:
    seen = [
        f"{s.id}\t{s.label}\t{s.kind}\t{s.title}".rstrip()
        for s in plan(stem).walk()
        if s.kind not in ("bullet", "paragraph")
    ]
    assert seen == (GOLDEN / f"{stem}.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("stem", "roman", "arabic", "dotted"),
    [(TRA_VINH, 3, 15, 0), (THANH_HOA, 3, 7, 0), (CA_MAU, 5, 23, 0), (KHANH_HOA, 4, 12, 0), (THAI_BINH, 3, 6, 2)],
)
def test_every_numbered_heading_is_found(stem: str, roman: int, arabic: int, dotted: int) -> None:
    assert [len(labels(stem, level)) for level in (1, 2, 3)] == [roman, arabic, dotted]


@pytest.mark.parametrize(
    ("stem", "bullets"), [(TRA_VINH, 8), (THANH_HOA, 27), (CA_MAU, 13), (KHANH_HOA, 49), (THAI_BINH, 39)]
)
def test_bullets_are_sections_below_their_heading(stem: str, bullets: int) -> None:
    found = [s for s in plan(stem).walk() if s.kind == "bullet"]
    assert len(found) == bullets
    assert all(s.level > 1 and s.path for s in found)


PAGE_BREAKS = {
    TRA_VINH: [("quy định...", "của Trung ương"), ("giáo dục về", "gia đình, chú"), ("giải pháp", "thực hiện nghiêm")],
    THANH_HOA: [("21-CT/TW ngày", "20/01/2018 của"), ("tạo điều", "kiện cho nữ")],
    CA_MAU: [("nước”; Quyết định", "số 1696/QĐ-TTg")],
    KHANH_HOA: [],
    THAI_BINH: [],
}


@pytest.mark.parametrize(("stem", "breaks"), PAGE_BREAKS.items())
def test_just_the_paragraphs_a_page_break_cut_are_joined(stem: str, breaks: list[tuple[str, str]]) -> None:
    text, repairs = plan(stem).text, plan(stem).repairs
    assert [repair.kind for repair in repairs] == ["page_break"] * len(breaks)
    for repair, (before, after) in zip(repairs, breaks, strict=True):
        assert text[: repair.at].rstrip().endswith(before)
        assert text.startswith(after, repair.at)
        assert plan(stem).innermost(repair.at).id == plan(stem).innermost(repair.at - 20).id


def test_two_sections_printed_iii_keep_their_label_and_have_their_own_id() -> None:
    third, fourth = plan(KHANH_HOA).section("3"), plan(KHANH_HOA).section("4")
    assert (third.label, fourth.label) == ("III.", "III.")
    assert (third.title, fourth.title) == ("NỘI DUNG VÀ GIẢI PHÁP THỰC HIỆN", "TỔ CHỨC THỰC HIỆN")
    assert labels(KHANH_HOA, 2)[2:10] == ["1.", "2.", "3.", "2.", "3.", "4.", "5.", "6."]
    assert any("lặp lại: “III.”" in warning for warning in plan(KHANH_HOA).warnings)
    assert any("lùi lại: “3.” rồi “2.”" in warning for warning in plan(KHANH_HOA).warnings)


def test_a_received_stamp_is_a_zone_of_its_own_and_states_nothing_about_the_plan() -> None:
    stamp = plan(TRA_VINH).section("stamp")
    assert plan(TRA_VINH).quote(stamp.span).split()[:3] == ["HỘI", "LHPN.", "TỈNH"]
    assert "KHTK" in plan(TRA_VINH).quote(stamp.span)
    header = plan(TRA_VINH).header
    assert (header.number, header.issued_on) == (None, None)
    assert "LHPN" not in (header.issuer or "")


def test_a_title_over_two_lines_is_one_title() -> None:
    title = plan(TRA_VINH).header.title or ""
    assert title.startswith("thực hiện Chỉ thị 21-CT/TW")
    assert title.endswith("trong tình hình mới”")


def test_numbered_paragraphs_are_items_and_numbered_headings_are_headings() -> None:
    kinds = {s.id: s.kind for s in plan(TRA_VINH).walk()}
    assert [kinds[i] for i in ("1.1", "1.4", "3.6")] == ["item"] * 3
    assert [kinds[i] for i in ("2.1", "2.4", "2.5")] == ["heading"] * 3
    assert [kinds[i] for i in ("2.4.p1", "2.5.b2")] == ["paragraph", "bullet"]


def test_bullets_may_stand_directly_below_a_roman_heading() -> None:
    assert [s.kind for s in plan(THANH_HOA).section("3").children] == ["bullet"] * 6


def test_a_decree_cited_in_brackets_opens_no_section_and_plus_signs_stand_below_bullets() -> None:
    first = plan(THAI_BINH).section("2.1.1.b1")
    assert [s.label for s in first.children] == ["+"] * 7
    assert all("Điều" not in s.label for s in plan(THAI_BINH).walk())


def test_an_unmarked_paragraph_between_bullets_is_their_sibling() -> None:
    kinds = [s.kind for s in plan(THAI_BINH).section("2.4").children]
    assert kinds == ["bullet", "bullet", "bullet", "paragraph", "bullet"]


def test_the_words_before_the_closing_belong_to_the_last_section() -> None:
    last = plan(CA_MAU).section("5")
    assert "Trong quá trình thực hiện, nếu có khó khăn" in plan(CA_MAU).quote(last.span)
    assert plan(CA_MAU).quote(plan(CA_MAU).section("closing").span).startswith("Trên đây là nội dung Kế hoạch")


def test_a_source_line_after_the_closing_is_not_part_of_it() -> None:
    assert plan(THAI_BINH).quote(plan(THAI_BINH).section("closing").span).rstrip().endswith("./.")
    assert plan(THAI_BINH).quote(plan(THAI_BINH).section("p1").span) == "Nguồn tin:"


def test_a_signature_is_whole_although_the_recipients_stand_in_its_middle() -> None:
    zones = [s.id for s in plan(KHANH_HOA).sections][-4:]
    assert zones == ["closing", "signature", "recipients", "signature2"]
    header = plan(KHANH_HOA).header
    assert (header.signer, header.signer_position, header.signing_authority) == (
        "Nguyễn Quỳnh Nga", "Chủ tịch", "TM. BAN THƯỜNG VỤ",
    )  # fmt: skip


SIGNED = {
    TRA_VINH: ("Ngô Chí Cường", "Phó Bí thư", "T/M BAN THƯỜNG VỤ", 7),
    THANH_HOA: ("Nguyễn Bá Cần", "Trưởng Ban Vì sự tiến bộ của phụ nữ, Phó Giám đốc", None, 5),
    CA_MAU: ("Thân Đức Hưởng", "Phó Chủ tịch", "KT. CHỦ TỊCH", 7),
    THAI_BINH: (None, None, None, 0),
}


@pytest.mark.parametrize(("stem", "signed"), SIGNED.items())
def test_the_signer_and_the_recipients_are_read(
    stem: str, signed: tuple[str | None, str | None, str | None, int]
) -> None:
    header = plan(stem).header
    assert (header.signer, header.signer_position, header.signing_authority, len(header.recipients)) == signed


def test_recipients_are_named_without_bullets_and_closing_marks() -> None:
    assert plan(KHANH_HOA).header.recipients[1] == "Chị Trương Thị Thu Thủy – UVĐCT, Phụ trách Cụm thi đua"
    assert plan(CA_MAU).header.recipients[3] == "Các đơn vị phân IV"
    assert plan(THANH_HOA).header.recipients[2] == "Ban VSTBPN LĐLĐ tỉnh (để b/c)"
    assert plan(TRA_VINH).header.recipients[0] == "Ban Bí thư"


HEADS = {
    CA_MAU: ("02/KH-UBND", date(2017, 1, 13), "Cà Mau", "Ủy ban nhân dân tỉnh Cà Mau", "Cà Mau"),
    KHANH_HOA: (
        "321/KH-BTV", date(2021, 6, 8), "Khánh Hòa", "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa", "Khánh Hòa",
    ),
    THANH_HOA: (
        "2018/KH-BVSTBCPN", date(2018, 8, 9), "Thanh Hóa",
        "Ban Vì sự tiến bộ của phụ nữ Sở Y tế Thanh Hóa", "Thanh Hóa",
    ),
    TRA_VINH: (None, None, None, "Ban Thường vụ Tỉnh ủy Trà Vinh", "Trà Vinh"),
    THAI_BINH: (None, None, None, "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Thái Bình", "Thái Bình"),
}  # fmt: skip


@pytest.mark.parametrize(("stem", "head"), HEADS.items())
def test_the_head_is_read(stem: str, head: tuple[str | None, date | None, str | None, str, str]) -> None:
    header = plan(stem).header
    assert (header.number, header.issued_on, header.place, header.issuer, header.province) == head
    assert header.kind == "Kế hoạch"


def test_an_issuer_that_is_not_printed_is_named_as_inferred() -> None:
    for stem in (CA_MAU, KHANH_HOA, TRA_VINH, THAI_BINH):
        assert any("Nơi ban hành" in warning and "suy ra" in warning for warning in plan(stem).warnings)
    assert not any("Nơi ban hành" in warning for warning in plan(THANH_HOA).warnings)


def test_what_a_headerless_copy_lacks_is_named() -> None:
    warnings = " ".join(plan(THAI_BINH).warnings)
    assert all(word in warnings for word in ("số ký hiệu", "ngày ban hành", "người ký", "Tên văn bản suy ra"))


@pytest.mark.parametrize("stem", HEADS)
def test_every_stated_field_can_be_cited(stem: str) -> None:
    header = plan(stem).header
    stated = {name for name, _ in header.spans}
    for name, span in header.spans:
        assert plan(stem).quote(span).strip()
        assert getattr(header, name)
    for name in ("number", "issued_on", "place", "signer", "recipients"):
        assert (name in stated) == bool(getattr(header, name))
    assert _quoted(plan(stem), header, "number").replace(" ", "") in (header.number or "", "")


def _quoted(found: Plan, header: Header, name: str) -> str:
    span = header.span_of(name)
    return found.quote(span) if span else ""


IDS = {
    CA_MAU: "02-kh-ubnd-ca-mau-2017", KHANH_HOA: "321-kh-btv-khanh-hoa-2021",
    THANH_HOA: "2018-kh-bvstbcpn-thanh-hoa-2018", TRA_VINH: TRA_VINH, THAI_BINH: THAI_BINH,
}  # fmt: skip


@pytest.mark.parametrize(("stem", "identity"), IDS.items())
def test_a_plan_has_a_lasting_name(stem: str, identity: str) -> None:
    assert plan(stem).id == identity

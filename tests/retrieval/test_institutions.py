"""Hospitals and schools: how a question names one whose plan is held, and what is then asked of that plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.load import parse
from ingest.passages import passages
from plans.model import Header
from retrieval.assistant import Assistant
from retrieval.catalogue import Entry
from retrieval.institutions import called, named, strangers
from retrieval.library import Library
from retrieval.settings import Settings

HOSPITAL = "Bệnh viện Đa khoa khu vực Vàm Cỏ Sở Y tế Tây Ninh"
SCHOOL = "TRƯỜNG THPT NAM SÔNG GIĂNG"
ENTRIES = [Entry(at, f"plan-{at}", "a.txt", Header(issuer=issuer), 1) for at, issuer in enumerate((HOSPITAL, SCHOOL))]
PLAN = """TRƯỜNG CAO ĐẲNG NGHỀ HÒA LỘC
Số: 12/KH-CĐNHL
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Vĩnh Long, ngày 10 tháng 9 năm 2026
KẾ HOẠCH
Tổ chức Tuần lễ đọc sách năm học 2026 - 2027
I. PHÂN CÔNG
1. Phòng Đào tạo
Chủ trì chuẩn bị 300 đầu sách trước ngày 02/10/2026.
2. Phòng Công tác sinh viên
Thi kể chuyện theo sách.
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Bệnh viện Vàm Cỏ công bố khi nào?", "Bệnh viện Vàm Cỏ"),
        ("Khoa Dược bệnh viện đa khoa khu vực Vàm Cỏ làm gì?", "bệnh viện đa khoa khu vực Vàm Cỏ"),
        ("benh vien vam co lam gi", "benh vien vam co"),
        ("Bệnh viện Vàm Đông làm gì?", ""),
        ("Vàm Cỏ ở đâu?", ""),
        ("trường THPT Nam Sông Giăng báo cáo khi nào", "trường THPT Nam Sông Giăng"),
    ],
)
def test_a_house_is_named_by_its_kind_and_its_name(question: str, words: str) -> None:
    assert named(question, ENTRIES)[1] == words


@pytest.mark.parametrize(
    ("question", "plans"),
    [
        ("Trường THPT Lê Lợi báo cáo sơ kết khi nào?", ["plan-1"]),
        ("bệnh viện Chợ Rẫy công bố khi nào", ["plan-0"]),
        ("Trưởng Ban Dân vận làm gì?", []),
        ("nhà trường báo cáo khi nào?", []),
        ("Trường THPT nộp báo cáo khi nào?", []),
    ],
)
def test_a_house_of_another_name_is_a_stranger_to_the_plans_of_its_kind(question: str, plans: list[str]) -> None:
    assert [entry.id for entry in strangers(question, ENTRIES)] == plans


@pytest.mark.parametrize(
    ("issuer", "question", "found"),
    [
        ("Công đoàn cơ sở công ty TNHH điện tử sao việt Công đoàn các khu công nghiệp tỉnh", "công ty Sao Việt", True),
        ("Công ty Cổ phần May mặc Sông Hồng Tập đoàn Dệt May", "cong ty may song hong", True),
        ("Đảng bộ Nhà máy Xi măng Hoàng Mai Đảng ủy Khối doanh nghiệp", "nhà máy Hoàng Mai", True),
        ("Công đoàn cơ sở Công ty TNHH Điện tử Sao Việt", "công ty Sao Nam", False),
        ("Trường THPT Nguyễn Thị Minh Khai", "trường Minh Khai", False),
    ],
)
def test_a_firm_goes_by_the_end_of_its_name_without_what_it_deals_in(issuer: str, question: str, found: bool) -> None:
    entry = Entry(1, "plan", "a.txt", Header(issuer=issuer), 1)
    assert bool(named(f"Tiền ăn ở {question} bao nhiêu?", [entry])[0]) is found


@pytest.mark.parametrize("issuer", ["Sở Y tế Tây Ninh", "Bệnh viện Đa khoa tỉnh", "Trường Tiểu học A", ""])
def test_a_body_that_is_no_house_or_has_no_name_of_its_own_is_none(issuer: str) -> None:
    assert called(issuer) is None


def test_what_is_asked_of_a_house_is_asked_of_its_plan_and_its_parts(tmp_path: Path) -> None:
    plan = parse(PLAN, "truong.txt")
    with Library.open(Settings(home=tmp_path)) as library:
        library.add(plan, tuple(passages(plan)))
        told = Assistant(library).ask("Phòng Đào tạo trường Hòa Lộc làm gì?", as_of=date(2026, 9, 20))
    assert told.status == "answered"
    assert "300 đầu sách" in told.claims[0].text


def test_a_house_whose_plan_is_not_held_is_not_answered_from_that_of_another(tmp_path: Path) -> None:
    plan = parse(PLAN, "truong.txt")
    with Library.open(Settings(home=tmp_path)) as library:
        library.add(plan, tuple(passages(plan)))
        told = Assistant(library).ask("Trường Cao đẳng Lê Lợi chuẩn bị đầu sách trước ngày nào?")
    assert not told.claims


@pytest.mark.parametrize(
    "issuer",
    [
        "Sở Nông nghiệp và Môi trường tỉnh Phú Thọ",
        "Chi cục Quản lý thị trường Hà Nam",
        "Công ty Môi trường Đô thị Bắc Sông Cầu",
    ],
)
def test_the_second_half_of_another_word_is_no_school(issuer: str) -> None:
    entry = Entry(9, "plan-9", "a.txt", Header(issuer=issuer), 1)
    assert not any(words.lower().startswith("trường") for _, words in [named(f"{issuer} phải làm gì?", [entry])])

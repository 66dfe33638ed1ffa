from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.__main__ import run
from bot.review_plan import confidence, plan_html
from plans.model import Repair

SAMPLES = Path(__file__).parents[2] / "samples"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NASTY = (
    "ỦY BAN NHÂN DÂN\nSố: 1/KH-UBND\nKẾ HOẠCH\n<script>alert(1)</script>\nI. NHIỆM VỤ\n1. Sở Y tế: <img src=x> phun.\n"
)


class Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.links += [value for name in ("href", "src") if (value := told.get(name))]
        self.ids += [value] if (value := told.get("id")) else []


@pytest.fixture
def page(tmp_path: Path, capsys) -> Path:
    """The review of the five samples, a file that failed, and one whose words look like HTML."""
    (tmp_path / "rong.txt").write_bytes(b"")
    (tmp_path / "<b>.txt").write_text(NASTY, "utf-8")
    files = [*sorted(SAMPLES.iterdir()), tmp_path / "rong.txt", tmp_path / "<b>.txt"]
    assert run(["ingest", "--report", str(tmp_path / "xem.html"), *map(str, files)]) == 1
    capsys.readouterr()
    return tmp_path / "xem.html"


def test_each_file_has_a_row_and_each_plan_its_header_outline_and_facts(page):
    text = page.read_text("utf-8")
    assert text.count("<section id=") == 6
    assert "<tr class=failed><td>" in text
    assert "tệp rỗng" in text
    assert "<code>number</code><td>02/KH-UBND<td><q>" in text
    for part in ("Đề mục", "Việc giao", "Hạn", "Chỉ tiêu", "Văn bản dẫn chiếu", "Chỗ đã nối", "Cần đối chiếu"):
        assert f"<summary>{part}" in text


def test_the_page_needs_nothing_from_elsewhere_and_its_links_lead_somewhere(page):
    seen = Seen(page.read_text("utf-8"))
    assert not {"link", "script", "img", "iframe", "object"} & set(seen.tags)
    assert seen.links
    assert {link.removeprefix("#") for link in seen.links} == set(seen.ids)
    assert not re.search(r"https?://|@import|url\(", page.read_text("utf-8"))


def test_what_plans_and_names_say_is_shown_and_never_run(page):
    text = page.read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;b&gt;.txt" in text


def test_a_run_without_changes_is_reviewed_as_well(page, tmp_path, capsys):
    again = tmp_path / "again.html"
    assert run(["ingest", "--report", str(again), str(SAMPLES)]) == 0
    assert again.read_text("utf-8").count("<section id=") == 5
    assert "không đổi" in again.read_text("utf-8")
    assert [file.name for file in tmp_path.glob("*.partial")] == []


def test_a_dry_run_is_reviewed_before_anything_is_stored(tmp_path, capsys):
    assert run(["ingest", "--dry-run", "--report", str(tmp_path / "xem.html"), str(SAMPLES)]) == 0
    assert (tmp_path / "xem.html").read_text("utf-8").count("<section id=") == 5
    assert not (tmp_path / "data").exists()


def test_confidence_says_what_speaks_against_a_reading(plan):
    whole = replace(plan, header=replace(plan.header, issuer="Ủy ban nhân dân tỉnh Hà Nam"), warnings=())
    assert confidence(whole) == ("sure", ())
    assert confidence(replace(whole, warnings=("Xem lại.",))) == ("fair", ("1 điều cần đối chiếu",))
    level, why = confidence(replace(whole, header=replace(whole.header, number=None, issued_on=None)))
    assert (level, why) == ("doubtful", ("không đọc được Số, Ngày ban hành",))
    garbled = replace(whole, text=whole.text.replace("i", "ï").replace("o", "ø").replace("a", "ä"))
    assert confidence(garbled)[0] == "doubtful"


def test_a_repair_shows_the_words_on_both_sides(plan):
    told = plan_html("p1", "a.txt", replace(plan, repairs=(Repair("line_break", plan.text.index("I. NHIỆM")),)))
    assert "nối đoạn bị ngắt dòng</b> <q>KẾ HOẠCH Phòng chống sốt xuất huyết <mark>¦</mark> I. NHIỆM VỤ" in told


if BROWSER:  # CI installs one; elsewhere the parser above has the word

    def test_a_browser_shows_every_plan_without_an_error(page, tmp_path):
        options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}")
        command = [BROWSER, *options, "--enable-logging=stderr", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60, text=True)
        seen = Seen(done.stdout)
        assert len([one for one in seen.ids if one.startswith("p")]) == 6
        assert seen.tags.count("details") > 30
        assert "CONSOLE" not in done.stderr

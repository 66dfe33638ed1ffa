from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from evaluation.cases import Case
from evaluation.intervals import Rate
from evaluation.mutation import Trial
from evaluation.page import page
from evaluation.page_charts import bars
from evaluation.page_questions import RIGHT, question
from evaluation.record import Cited, Found, Record
from evaluation.run import Run, scored
from evaluation.run_folder import Kept

TEXT = "IV. TỔ CHỨC\nSở Y tế tiêm chủng cho 120 trẻ em trước ngày 30/6/2026 <b>trên</b> địa bàn tỉnh."
QUOTE = "tiêm chủng cho 120 trẻ em"
CASES = (
    Case("a", "Sở Y tế làm gì?", "duties", "plain", ("x.txt",), ("answered",), gold=((QUOTE,),), facts=(("120",),)),
    Case("b", "so y te lam gi <script>", "duties", "nodia", ("x.txt",), ("answered",), gold=((QUOTE,),)),
    Case("c", "Ai ký?", "near_miss", "plain", ("x.txt",), ("no_answer",), history=(("Trước?", "Rồi."),)),
    Case("d", "Mấy giờ?", "outside", "plain", (), ("no_answer",)),
)
CITED = Cited(1, "1/KH", "x.txt", "4", "IV", "TỔ CHỨC", QUOTE, 20, 20 + len(QUOTE), TEXT)
HIT = (Found("1/KH", "4", TEXT, "x.txt"),)
RECORDS = {
    "a": Record("a", "answered", "- Sở Y tế tiêm chủng cho 120 trẻ em [1]", (CITED,), HIT),
    "b": Record("b", "answered", "- Tiêm cho 999 trẻ em [1]", (CITED,), HIT),
    "c": Record("c", "answered", "- Sở Y tế ký [1]", (CITED,)),
    "d": Record("d", "no_answer", "Không có."),
}
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def kept() -> Kept:
    result = scored(CASES, RECORDS, {"x.txt": TEXT})
    return Kept({"plans": {"x.txt": ""}, "code": {"version": "1"}, "python": "3"}, CASES, result)


class Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags[tag] += 1
        self.ids += [told["id"]] if told.get("id") else []  # type: ignore[list-item]
        self.links += [told["href"]] if told.get("href") else []  # type: ignore[list-item]
        self.sources += [value for name in ("src", "action", "data") if (value := told.get(name))]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    text = page(kept())
    seen = Seen(text)
    assert not re.search(r"https?://|@import|url\(", text)
    assert seen.sources == []
    assert all(link.startswith("#") for link in seen.links)
    assert not {"link", "img", "iframe", "object"} & set(seen.tags)


def test_every_link_leads_to_a_source_of_its_question() -> None:
    seen = Seen(page(kept()))
    assert seen.links
    assert {link[1:] for link in seen.links} <= set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids))


def test_what_was_typed_is_shown_and_never_run() -> None:
    text = page(kept())
    assert "so y te lam gi &lt;script&gt;" in text
    assert Seen(text).tags["script"] == 1


def test_wrong_answers_come_first_with_the_step_that_failed() -> None:
    text = page(kept())
    order = re.findall(r'<details id="q-(\w)" data-kind="\w+" data-style="\w+" data-step="(\w*)"', text)
    assert order == [("b", "verification"), ("c", "understanding"), ("a", ""), ("d", "")]
    assert "không có căn cứ: 999" in text


def test_a_question_shows_what_was_expected_and_the_quote_inside_its_section() -> None:
    result = kept().run
    told = question(CASES[0], result.records[0], result.scores[0])
    assert f"<li class=held>câu gốc: {QUOTE}</li><li class=held>dữ kiện: 120</li>" in told
    assert f"Sở Y tế <mark>{QUOTE}</mark> trước ngày 30/6/2026" in told
    assert '<a href="#c-a-1">[1]</a>' in told


def test_a_quote_that_its_section_does_not_hold_is_marked() -> None:
    strange = replace(RECORDS["a"], citations=(replace(CITED, quote="bịa ra"),))
    score = scored(CASES[:1], {"a": strange}, {"x.txt": TEXT}).scores[0]
    assert "<mark class=invalid>bịa ra</mark>" in question(CASES[0], strange, score)


def test_long_answers_of_right_questions_are_cut() -> None:
    long = replace(RECORDS["a"], answer=RECORDS["a"].answer + "\n" + "x" * 9000)
    score = scored(CASES[:1], {"a": long}, {"x.txt": TEXT}).scores[0]
    assert len(question(CASES[0], long, score)) < RIGHT.answer + 1500


def test_three_hundred_long_answers_with_two_sources_each_stay_below_600_kilobytes() -> None:
    told = RECORDS["a"].answer + "\n" + "chữ " * 400
    record = replace(RECORDS["a"], answer=told, citations=(CITED, replace(CITED, n=2)))
    score = scored(CASES[:1], {"a": record}, {"x.txt": TEXT}).scores[0]
    assert score.strict
    assert len(told) > 2 * RIGHT.answer
    cases = tuple(replace(CASES[0], id=f"q{n}") for n in range(300))
    records = tuple(replace(record, id=case.id) for case in cases)
    scores = tuple(replace(score, id=case.id) for case in cases)
    assert len(page(Kept({}, cases, Run(records, scores))).encode()) < 600_000


def test_the_headline_tells_intervals_and_what_was_not_measured() -> None:
    text = page(kept())
    assert "50.0%" in text
    assert "2/4, khoảng tin cậy 95 %: 15.0% … 85.0%" in text
    assert "Chế độ có mô hình ngôn ngữ: chưa đo." in text


def test_repeats_the_run_before_and_the_trust_in_the_judge_are_told() -> None:
    result = kept()
    repeated = replace(result, run=Run(result.run.records, result.run.scores, (result.run.scores,)))
    tried = [Trial("day", True, Rate(3, 4)), Trial("lower case", False, Rate(0, 5))]
    text = page(repeated, {"Bộ chấm": tried, "Phần kiểm chứng": tried[:1]}, ["a < b"])
    assert "Đúng cả 2 lần hỏi" in text
    assert text.count("bắt được <b>75.0%</b>") == 2
    assert "Phần kiểm chứng, khi cài lỗi" in text
    assert "<pre>a &lt; b</pre>" in text


def test_a_bar_is_as_long_as_its_rate_and_says_its_figures() -> None:
    drawn = bars([("tốt", Rate(19, 20)), ("trống", Rate(0, 0)), ("kém", Rate(1, 2))], "t")
    assert re.findall(r'width="(\d+\.\d)" height="14" class="(\w+)"', drawn) == [("285.0", "good"), ("150.0", "bad")]
    assert "95.0% (19/20)" in drawn
    assert "không có câu nào" in drawn


if BROWSER:  # CI installs one; elsewhere the parser above has the word

    def test_a_browser_draws_the_page_filters_it_and_opens_what_is_linked(tmp_path: Path) -> None:
        (tmp_path / "run.html").write_text(page(kept()), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={tmp_path}/b")
        shot = (f"--screenshot={tmp_path}/run.png", "--window-size=1100,1000", f"file://{tmp_path}/run.html")
        subprocess.run([BROWSER, *options, *shot], check=True, capture_output=True, timeout=60)
        colours = Counter(Image.open(tmp_path / "run.png").convert("RGB").get_flattened_data())
        assert colours[0x2F, 0x8F, 0x5B] + colours[0xC8, 0x44, 0x3C] > 500
        assert len(colours) > 50
        linked = (*options, "--dump-dom", f"file://{tmp_path}/run.html#c-b-1")
        told = subprocess.run([BROWSER, *linked], check=True, capture_output=True, timeout=60, text=True).stdout
        assert '<span id="count">4 câu</span>' in told
        assert re.findall(r'<details id="q-(\w)"[^>]* open=""', told) == ["b"]


def test_a_table_of_the_answers_opens_in_excel(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from evaluation import result_table
    from plans.errors import UnreadableFile

    result_table.write(tmp_path / "run.xlsx", kept())
    result_table.write(tmp_path / "run.csv", kept())
    rows = list(load_workbook(tmp_path / "run.xlsx")["Kết quả"].values)
    assert rows[0][:3] == ("Mã câu hỏi", "Câu hỏi", "Loại câu hỏi")
    assert rows[2][6:9] == ("không", "kiểm chứng", "không có căn cứ: 999")
    assert (tmp_path / "run.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'- Sở Y tế tiêm chủng" in (tmp_path / "run.csv").read_text(encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"\.xlsx hoặc \.csv"):
        result_table.write(tmp_path / "run.ods", kept())

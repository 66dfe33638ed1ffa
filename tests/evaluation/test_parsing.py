from __future__ import annotations

import json
from pathlib import Path

from evaluation.cases import DATA
from evaluation.parsing import rates, readings

TEXT = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 5/KH-UBND

Đồng Nai, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây năm 2026

I. MỤC TIÊU

Trồng 10.000 cây xanh.

II. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí mua cây.
"""
GOLD = {
    "file": "dong-nai.txt",
    "header": {"number": "5/KH-UBND", "issued_on": "2026-03-02", "signer": None, "province": "Bình Phước"},
    "headings": [["I", "MỤC TIÊU", None], ["II", "TỔ CHỨC THỰC HIỆN", None], ["1", "Sở Tài chính", "I"]],
    "assignments": [["Sở Tài chính", "Bố trí kinh phí"], ["Sở Y tế", "Bố trí kinh phí"]],
    "deadlines": [],
    "not_deadlines": ["ngày 02 tháng 3 năm 2026"],
}


def test_what_is_read_is_held_against_the_gold(tmp_path: Path) -> None:
    (tmp_path / "dong-nai.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dong-nai.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    found = list(readings(tmp_path))
    told = {name: (rate.hits, rate.total) for name, rate in rates(found).items()}
    assert told["header"] == (3, 4)
    assert told["headings found"] == told["headings right"] == (2, 3)
    assert told["assignments"] == (1, 2)
    assert told["false deadlines"] == (1, 1)
    assert next(r.wanted for r in found if not r.right).startswith("province: Bình Phước")


def test_every_gold_file_speaks_of_a_plan_beside_it_and_quotes_it() -> None:
    files = sorted((DATA / "plans").glob("*.gold.json"))
    assert len(files) == 8
    for path in files:
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (DATA / "plans" / gold["file"]).read_text(encoding="utf-8")
        quotes = [deadline["quote"] for deadline in gold["deadlines"]] + gold["not_deadlines"]
        assert all(quote in text for quote in quotes)
        assert all(task in " ".join(text.split()) for _, task in gold["assignments"])
        assert gold["headings"]

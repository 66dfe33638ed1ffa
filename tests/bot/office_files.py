"""An office's folder of small plans, and a letter with some packed together."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

OFFICE_PLAN = """ỦY BAN NHÂN DÂN TỈNH X
Số: {number}/KH-UBND
KẾ HOẠCH
Phòng chống dịch
I. NHIỆM VỤ
1. Sở Y tế: phun hóa chất.
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "vanban"
    (folder / "nam2024" / ".an").mkdir(parents=True)
    (folder / "một.txt").write_text(OFFICE_PLAN.format(number=1), "utf-8")
    (folder / "nam2024" / "hai.txt").write_text(OFFICE_PLAN.format(number=2), "utf-8")
    (folder / ".giau.txt").write_text(OFFICE_PLAN.format(number=3), "utf-8")
    (folder / "nam2024" / ".an" / "x.txt").write_text(OFFICE_PLAN.format(number=4), "utf-8")
    return folder


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A zip with two plans, a file that is no plan, and a name that leads out of it."""
    packed = tmp_path / "thư.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("một.txt", OFFICE_PLAN.format(number=11))
        archive.writestr("sâu/hai.txt", OFFICE_PLAN.format(number=12))
        archive.writestr("thơ.txt", "Trăng trong như nước.")
        archive.writestr("../lẻn.txt", OFFICE_PLAN.format(number=13))
    return packed

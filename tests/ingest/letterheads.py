"""Texts of documents' heads and feet, and the header that is read from one."""

from __future__ import annotations

from ingest.load import parse
from plans.model import Header

BODY = "I. MỤC ĐÍCH\n\nNâng cao nhận thức.\n\nII. NỘI DUNG\n\n1. Tập huấn.\n"
TABLE = """|
**ỦY BAN NHÂN
DÂN**
TỈNH ĐỒNG NAI
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
0412/KH-UBND
|
*Đồng Nai, ngày 09
tháng 02 năm 2024*
|

**KẾ HOẠCH**

TUYÊN TRUYỀN LUẬT
GIAO THÔNG

I. MỤC ĐÍCH

|
Nơi nhận:
- Bộ Công an
(để báo cáo);
- Thường trực Tỉnh ủy,
HĐND tỉnh;
- Lưu: VT.
02 bản
|
**TM. ỦY BAN NHÂN
DÂN**
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
**Trần Thị Lan**
|
"""
JOINT = """{head}

Số: 15/KHLT-CA-SGDĐT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Vĩnh Long, ngày 04 tháng 9 năm 2026

{kind}

Bảo đảm an toàn trường học năm 2026

Hai ngành thống nhất như sau:

1. Mở 30 lớp.

{foot}
"""


def header(text: str) -> Header:
    """Return what the head and the foot of a text tell of it."""
    return parse(text, "văn bản.txt").header

"""A short plan with one duty, invented."""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 5/KH-UBND

Đồng Nai, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây xanh năm 2026

I. PHÂN CÔNG THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí mua cây giống.
"""

"""Kinds of work that offices do, by which the tasks of two bodies are put side by side."""

from __future__ import annotations

import re

from plans.text import fold

# Each kind with the words tasks of it are given in, without marks; the kind whose word comes first is what a task is.
KINDS = {
    "Tham mưu, xây dựng văn bản": r"tham muu|ban hanh|de xuat|lap (?:ke hoach|de an|danh sach|ban do|ho so|du an)"
    r"|xay dung (?:ke hoach|chuong trinh|phuong an|van ban|de an|chinh sach|quy che)",
    "Tuyên truyền, vận động": r"tuyen truyen|truyen thong|pho bien|quan triet|van dong|phat dong|dua tin|dang tin",
    "Hướng dẫn, tập huấn": r"huong dan|tap huan|boi duong|dao tao|day nghe",
    "Kiểm tra, giám sát, xử lý": r"kiem tra|thanh tra|giam sat|xu ly|xu phat|tuan tra|kiem soat|ra soat",
    "Kinh phí, nguồn lực": r"kinh phi|ngan sach|du toan|bo tri (?:von|nguon|\d)|can doi",
    "Theo dõi, tổng hợp, báo cáo": r"theo doi|don doc|tong hop|bao cao|so ket|tong ket|co quan thuong truc|dau moi",
}
OTHER = "Việc khác"
_FOUND = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in KINDS.items()}


def kind_of(task: str) -> str:
    """Return the kind of work a task begins with, `OTHER` where it is none of the table."""
    at = {kind: found.start() for kind, words in _FOUND.items() if (found := words.search(fold(task)))}
    return min(at, key=at.__getitem__, default=OTHER)


def speaks_of(task: str, kind: str) -> bool:
    """Say whether a task has work of a kind, also behind other work."""
    return kind == OTHER or _FOUND[kind].search(fold(task)) is not None

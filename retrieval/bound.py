"""Which bodies a plan's general clauses bind: "Các sở, ban, ngành", "Các Tập đoàn: A, B", "UBND các xã, phường"."""

from __future__ import annotations

import re
from functools import lru_cache

from plans.agencies import levels_of
from plans.text import fold

# Groups a plan addresses as one, and the first words of the bodies each group stands for.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "so, ban, nganh",
        ("so ", "ban ", "cong an tinh", "bo chi huy", "van phong uy ban", "cuc ", "kho bac", "thanh tra"),
    ),
    ("so, nganh", ("so ", "ban ", "cong an tinh", "thanh tra")),
    ("don vi truc thuoc", ("don vi truc thuoc",)),
    ("huyen", ("uy ban nhan dan huyen", "huyen uy")),
    ("xa, phuong", ("uy ban nhan dan xa", "uy ban nhan dan phuong")),
    ("doan the", ("hoi ", "doan ", "lien doan", "mat tran", "uy ban mat tran", "tinh doan")),
    (
        "to chuc chinh tri",
        (
            "hoi lien hiep phu nu",
            "hoi nong dan",
            "hoi cuu chien binh",
            "doan thanh nien",
            "lien doan lao dong",
            "uy ban mat tran",
        ),
    ),
    ("cac don vi", ("cac don vi",)),
    ("cap hoi", ("hoi lien hiep phu nu", "hoi phu nu")),
    ("cap uy", ("dang uy", "huyen uy", "thanh uy", "thi uy", "chi bo")),
)
# Boards of the Party are no "ban" of "các sở, ban, ngành".
PARTY = re.compile(r"(dang doan|ban (can su|to chuc|tuyen giao|dan van|noi chinh|kiem tra|thuong vu|chap hanh|bi thu))")
# Bodies of their own on the levels that groups are named by: "Công đoàn xã, phường" binds no people's committee.
_OF_LEVEL = frozenset({"huyen", "xa, phuong"})
_OWN_BODY = re.compile(
    r"(?:cac )?(?:hoi|doan|cong doan|lien doan|uy ban mat tran|mat tran|dang uy|chi bo|phong|tram|cong an|ban chi huy"
    r"|truong|trung tam|ban cong tac|ban quan ly)\b"
)
_COMMUNES = "xa, phuong"  # "Xã phường gửi …"
_UBND = "uy ban nhan dan "
# Words with which a group is named and that tell it from no other: "các xã" are "Ủy ban nhân dân xã, phường".
_PLAIN = frozenset({"cac", "tinh", "thanh", "pho", "lien", "quan"})
_LISTED = re.compile(r"(?:cac|nhung) (?P<head>[^:]+): (?P<names>.+)")


@lru_cache(maxsize=65_536)  # a question's bodies are held against the same names of all plans
def same_group(asked: str, stated: str) -> bool:
    """Say whether two names address one group: "Các sở, ban, ngành" and "Các sở, ban, ngành, đoàn thể tỉnh"."""
    left, right = fold(asked), fold(stated)
    left = f"cac {left}" if left == _COMMUNES else left
    if not left.startswith("cac "):
        return False
    if any(key in left and key in right for key, _ in GROUPS) or _words(left) <= _words(right):
        return True
    if _COMMUNES in left and right.startswith(_UBND) and "xã" in levels_of(stated):
        return True
    kinds = _words(left) - _PLAIN
    told = _words(right.removeprefix(_UBND)) - _PLAIN
    return right.startswith(("cac ", "uy ban nhan dan ")) and bool(kinds and told) and (kinds <= told or told <= kinds)


def _words(group: str) -> frozenset[str]:
    """Return the words of a group's name: those of "các sở ngành" are all in "Các sở, ban, ngành"; "cơ sở" is one."""
    return frozenset(re.findall(r"co so|[a-z]+", group))


@lru_cache(maxsize=65_536)
def binds(group: str, agency: str) -> bool:
    """Say whether a plan's general clause for `group` ("Các sở, ban, ngành") binds `agency`."""
    group, agency = fold(group), fold(agency)
    if PARTY.match(agency) and "dang" not in group and "cap uy" not in group:
        return False
    own = all(_OWN_BODY.match(name) for name in group.split("; "))
    return any(
        key in group and agency.startswith(members) and not (own and key in _OF_LEVEL) for key, members in GROUPS
    )


def lists(group: str, agency: str) -> bool:
    """Say whether `group` names its members behind a colon and `agency` is one: "Các Tập đoàn: Dệt may, Dầu khí"."""
    found = _LISTED.fullmatch(fold(group))
    return found is not None and fold(agency) in {f"{found['head']} {name}" for name in found["names"].split(", ")}

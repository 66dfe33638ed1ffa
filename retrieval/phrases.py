"""Names that a text typed without marks surely means: bodies, their levels, provinces, kinds of documents.

"so y te" is "sở y tế" whatever stands before it, although "số" is by far the commoner word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from plans.abbreviations import fields
from plans.naming import spellings
from plans.tables import rows
from plans.text import fold, syllables

_LEVELS = {"tinh": "tỉnh", "huyen": "huyện", "xa": "xã", "phuong": "phường", "quan": "quận", "cac": "các"}
_TWO_WORDS = {
    ("thanh", "pho"): "thành phố",
    ("thi", "xa"): "thị xã",
    ("thi", "tran"): "thị trấn",
    ("huyen", "thi"): "huyện thị",
    ("dac", "khu"): "đặc khu",
}
_SHORT = frozenset({"ubnd", "hdnd", "lhpn", "mttq", "mttqvn", "ubmttq", "vstbpn", "ldld", "tu", "bhxh", "ccb", "nd"})
_GROUPS = ("các sở ban ngành", "sở ban ngành", "các sở", "các ban ngành", "các cơ quan đơn vị", "các cấp ủy")
_UNITS = ("ngày", "tháng", "quý")
# How people ask for a time: "thang may" alone may be "thang máy", "den thang may" is not.
_WHEN = (
    *(
        f"{ahead} {unit} mấy"
        for ahead in ("đến", "tới", "vào", "trong", "từ", "trước", "cuối", "đầu")
        for unit in _UNITS
    ),
    *(f"{unit} mấy {behind}" for unit in _UNITS for behind in ("phải", "nộp", "gửi", "báo cáo", "xong", "thì")),
    *(f"{ahead} {many} ngày" for ahead in ("sau", "trong", "trước") for many in ("mấy", "bao nhiêu")),
    *(f"{word} nhất" for word in ("chậm", "muộn", "trễ")),
    *("quý mấy", "ngày mấy", "hôm nào", "bữa nào", "năm nào", "quý nào", "tháng nào"),
)
# How people ask how many: "may" alone is as often a machine.
_COUNTED = (
    "gam|kg|lít|mét|ha|tấn|triệu|tỷ|đồng|phần|điểm|người|hộ|nhà|lớp|buổi|suất|giờ|ngày|tháng|năm|lần|xã|đội|cuộc|đợt"
)
_HOW_MANY = (
    *(f"{least} {many}" for least in ("tối đa", "tối thiểu", "ít nhất", "nhiều nhất") for many in ("mấy", "bao nhiêu")),
    *(f"{least}mấy {counted}" for least in ("", "tối đa ", "tối thiểu ") for counted in _COUNTED.split("|")),
    *(f"{paid} bao nhiêu" for paid in ("đóng", "nộp", "trả", "vay", "hỗ trợ", "thưởng", "phạt", "tốn")),
    *(f"mỗi {one}" for one in ("hộ", "xã", "lớp", "suất", "đội", "thôn", "ấp")),
    *(f"vay {lent}" for lent in ("vốn", "tiền", "quỹ", "tối đa")),
)

Phrase = tuple[str, ...]


@cache
def _phrases() -> dict[str, list[tuple[Phrase, Phrase]]]:
    """First folded word → folded and marked words of the names that start with it, the longest first."""
    codes = [f"{head} {row['codes']}" for head, row in product(("sở", "phòng"), fields()) if len(row["codes"]) > 2]
    kinds = {row["name"] for row in rows("document_kinds") if row["entry"] == "type"}
    names = [
        *spellings(),
        *codes,
        *_GROUPS,
        *_WHEN,
        *_HOW_MANY,
        *(row["name"] for row in rows("provinces")),
        *sorted(kinds),
        *sorted(asked for kind in kinds for asked in (f"tại {kind}", f"{kind} số mấy")),
        *("điều mấy", "khoản mấy"),
    ]
    table: dict[str, list[tuple[Phrase, Phrase]]] = {}
    for name in names:
        marked = tuple(syllables(name))
        folded = tuple(map(fold, marked))
        if len(marked) > 1:
            table.setdefault(folded[0], []).append((folded, marked))
    for found in table.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return table


def _named_at(words: Sequence[str], at: int) -> Phrase:
    """Return the marked words of the longest name at word `at`, the levels after it included."""
    marked: Phrase = (words[at],) if words[at] in _SHORT else ()
    for folded, name in _phrases().get(words[at], ()):
        if tuple(words[at : at + len(folded)]) == folded:
            marked = name
            break
    return (*marked, *_levels(words, at + len(marked))) if marked else ()


def _levels(words: Sequence[str], at: int) -> Iterator[str]:
    while at < len(words):
        pair = _TWO_WORDS.get((words[at], words[at + 1] if at + 1 < len(words) else ""))
        found = pair.split() if pair else [_LEVELS[words[at]]] if words[at] in _LEVELS else []
        if not found:
            return
        yield from found
        at += len(found)


def expected(words: Sequence[str]) -> dict[int, str]:
    """Return for the places of `words`, folded, that belong to a name the marked word that stands there."""
    found: dict[int, str] = {}
    at = 0
    while at < len(words):
        name = _named_at(words, at)
        found.update(zip(range(at, at + len(name)), name, strict=False))
        at += len(name) or 1
    return found

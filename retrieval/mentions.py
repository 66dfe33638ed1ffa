"""What a question names, however it is typed: plans by number, provinces, years, the day it is asked on."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from plans.documents import Number, find_typed_numbers, kind_names
from plans.naming import spellings
from plans.provinces import find_provinces, province, unit_names
from plans.text import fold, nfc, uniform
from retrieval.catalogue import Catalogue
from retrieval.syllable import well_formed

# A year that a period or a goal ends in ("đến năm 2030") says nothing of which plan is meant.
YEAR = re.compile(
    r"(?<!đến năm )(?<!hết năm )(?<!đến cuối năm )(?<!đến )(?<!giai đoạn )(?<!nhiệm kỳ )(?<!từ năm )(?<![\d/.–-])"
    r"(?:19|20)\d\d(?!\d|/|\s?[-–]\s?\d)"
)
_PLACE_BEFORE = re.compile(r"\b(?:tỉnh|thành phố|tp|ở|tại|bên|dưới|trên)\s+$")
# Initials of a place: behind what says where, behind a body in short or the number of a document; else more letters.
_PLACE_SHORT = re.compile(
    r"(?P<before>\b(?:(?i:ở|tại|tỉnh|tp\.?|thành phố)|[A-ZĐ][A-ZĐ&-]{2,}|(?i:KH|CT|QĐ|NQ|CV|TB)\s*\d+(?:/[\w-]+)?)\s+)?"
    r"\b(?P<short>(?(before)[A-ZĐ]{2,3}|[A-ZĐ][A-ZĐ][a-zđ]{1,2}))\b(?![-/&]|\s*\d)"
)
_LOCALITY_SHORT = re.compile(r"\b(?P<level>(?i:xã|phường|thị trấn|đặc khu|huyện)) (?P<short>[A-ZĐ]{2,4})\b(?![-/&])")
_OFFICES = "|".join(re.escape(name.removeprefix("Phòng ")) for name in spellings() if name.startswith("Phòng "))
# "P. QLDSVH" and "P. Kinh tế" are offices, "P. Tân An" a ward.
_SHORT = (
    (re.compile(rf"\b[Pp]\.\s*(?=(?:{_OFFICES})\b)"), "phòng "),
    (re.compile(r"\b[Pp]\.\s*(?=[A-ZĐ]{2,}\b)"), "phòng "),
    (re.compile(r"\b[Pp]\.\s*(?=[A-ZĐ][^\W\dA-Z])"), "phường "),
    (re.compile(r"\b[Xx]\.\s*(?=[A-ZĐ][^\W\d_A-Z])"), "xã "),
    (re.compile(r"(?<!cán )(?<!toàn )(?<!nội )(?<!đảng )(?<!cục )\bbộ (?=[A-ZĐ][A-ZĐ&-]+\b)"), "Bộ "),
    (re.compile(r"\b[Cc][Aa] (?=(?:xã|xa|phường|phuong|tỉnh|huyện|huyen|thành phố|thanh pho)\b)"), "công an "),
    (re.compile(r"\bBV\s+(?=[A-ZĐ]\w|đa khoa|khu vực|tỉnh|huyện)"), "bệnh viện "),  # else "bảo vệ"
    (re.compile(r"\bCV\s+(?=(?:số|của|do|này|trên|nào|gì)\b|\d{2,})"), "công văn "),  # else "chức vụ" or "chuyên viên"
)
# The Front without what it is of, before its level, its place or what it does: "Mặt trận Cần Thơ được giao gì?".
_FRONT = re.compile(
    r"(?<!công tác )(?<!cán bộ )(?<!trên )(?<!ngoài )\b(?i:mặt trận)"
    r"(?= (?:(?i:tỉnh|huyện|xã|phường|thành phố|cấp|tp|có|làm|lo|phải|cần|được|nên|sẽ|thì"
    r"|chủ trì|phối hợp|giám sát|tham gia|phụ trách|vận động|giúp)\b|[A-ZĐ][^\W\d_]+\s[A-ZĐ]))"
)
# The youth union, as everybody calls it: "bên Đoàn". Other words behind it make it a team: "bên đoàn kiểm tra".
_YOUTH = re.compile(
    r"(?<=\bbên )đoàn\b(?! (?:thể|viên|thanh|kiểm|giám|công|đại|luật|khảo|liên|sở|cơ|trường|bộ|khối|cứu|xe|tàu|phim))",
    re.IGNORECASE,
)
# Communes and wards side by side, as chats write them, and the command of their soldiers, which is none of a province.
_RUN_TOGETHER = re.compile(r"\b((?i:xã)) ((?i:phường))\b(?! [A-ZĐ])")
_SOLDIERS = re.compile(
    r"\b(?:BCH|Bộ Chỉ huy)\s?(?:QS|quân sự)(?= (?:các )?(?:cấp )?(?:xã|phường|huyện|quận|thị xã|đặc khu)\b)",
    re.IGNORECASE,
)
# "phường Đông Hải": the name of what is below a province is no slip of a province's.
_BELOW = re.compile(
    r"\b(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thôn|ấp|bản|làng|khóm|chợ|trường) $", re.IGNORECASE
)
_UNMARKED_YEAR = re.compile(r"\bnam(?= (?:19|20)\d\d\b)")
_BEFORE_NUMBER = re.compile(r"\b[^\W\d_]+ [^\W\d_]+(?= (?:số )?\d{2,}\b)")
_SHORT_FIGURE = re.compile(r"\d{1,2}/[A-ZĐa-z]+")
_COUNTED = re.compile(r"\s+[^\W\d_]+\s+[^\W\d_]+")  # what follows a figure: "kỹ năng"
_DAYS = re.compile(r"\b(mấy|bao nhiêu) (?:hôm|bữa)\b(?! (?:ăn|cơm|cỗ|tiệc|chính|phụ|trưa|sáng|tối))", re.IGNORECASE)
_HOURS = re.compile(r"\b(mấy|bao nhiêu) tiếng\b(?! (?:nói|dân tộc|anh|việt|trung|mẹ đẻ))", re.IGNORECASE)
_MONEY = re.compile(r"\bmấy tiền\b", re.IGNORECASE)
SLIP = 0.86  # how alike a mistyped name must be: one letter in eight
NO_ASKING = ("quỹ", "máy", "nạo")  # "quỹ nào" asks for no quarter, "máy", "nạo vét" do not ask as "mấy" and "nào" do


def mended(text: str, plans: Catalogue) -> str:
    """Return `text` with slips in "kế hoạch" and in the name of a plan's province made good ("Thah Hóa").

    Before a number, two words that are a kind of document but for their marks are one ("công vẫn 3356").
    """
    kinds = {fold(kind): kind for kind in kind_names()}
    text = _FRONT.sub("Mặt trận Tổ quốc", _UNMARKED_YEAR.sub("năm", text))
    text = _SOLDIERS.sub("Ban Chỉ huy Quân sự", _RUN_TOGETHER.sub(r"\1, \2", _YOUTH.sub("Đoàn Thanh niên", text)))
    text = _BEFORE_NUMBER.sub(lambda pair: kinds.get(fold(pair[0]), pair[0]), text)
    held = set(plans.provinces)
    if any(m.name in held for m in find_provinces(text)):
        held = set()
    names = {fold(name): name for name in held} | {"ke hoach": "kế hoạch"}
    own = {fold(name) for name in plans.localities}
    for pair in re.finditer(r"(?=\b([^\W\d_]+) ([^\W\d_]+)\b)", text):
        typed = f"{pair[1]} {pair[2]}"
        is_own = fold(typed) in own or _BELOW.search(pair.string[: pair.start()])
        close = [] if is_own else get_close_matches(fold(typed), names, n=1, cutoff=SLIP)
        if close and nfc(typed).lower() != names[close[0]].lower() and (fold(typed) == close[0] or _no_words(pair)):
            text = text.replace(typed, names[close[0]])
    return text


def in_usual_units(text: str) -> str:
    """Return `text` with days, hours and money asked for in the words of offices: "mấy hôm", "bao nhiêu tiếng"."""
    return _MONEY.sub("bao nhiêu tiền", _HOURS.sub(r"\1 giờ", _DAYS.sub(r"\1 ngày", text)))


def spelled_places(text: str, plans: Catalogue) -> str:
    """Return `text` with the short forms of places held written out: "ở BN", "QNg", "xã QO", "P. Tân An"."""

    def name_of(short: re.Match[str]) -> str:
        found = [name for name in plans.provinces if _shortens(short["short"], name)]
        return f"{short['before'] or ''}{found[0]}" if len(found) == 1 else short[0]

    def locality_of(short: re.Match[str]) -> str:
        found = [name for name in plans.localities if _shortens(short["short"], name)]
        return f"{short['level']} {found[0]}" if len(found) == 1 else short[0]

    for level, word in _SHORT:
        text = level.sub(word, text)
    return _PLACE_SHORT.sub(name_of, _LOCALITY_SHORT.sub(locality_of, text))


def unclear_place(text: str, plans: Catalogue) -> tuple[str, tuple[str, ...]]:
    """Return a short form of a place that may be several provinces, with their names; the plans' own come first.

    No name where none may be; just one where plans of one of them alone are held: it is read as that.
    """
    for short in _PLACE_SHORT.finditer(nfc(text)):
        every = [name for name in unit_names() if _shortens(short["short"], name)]
        held = [name for name in every if plans.issued_in(name)]
        if len(every) > 1:
            return short["short"], tuple(held or every)
    return "", ()


def _shortens(short: str, name: str) -> bool:
    """Say whether each word of a name begins with its part of a short form: "QNg" is Quảng Ngãi, not Quảng Ninh."""
    parts, words = re.findall(r"[A-ZĐ][a-zđ]*", short), name.split()
    return len(parts) == len(words) and all(fold(w).startswith(fold(p)) for p, w in zip(parts, words, strict=True))


def _no_words(pair: re.Match[str]) -> bool:
    """Say whether two words are a name or one of them is none of the language: "lao động" is no slip of "Lâm Đồng"."""
    return all(word[0].isupper() for word in pair.groups()) or not all(map(well_formed, map(uniform, pair.groups())))


def provinces_in(text: str, plans: Catalogue) -> tuple[str, ...]:
    """Return the provinces named; in a text typed without capitals only where a plan or the word before supports it."""
    found = [m.name for m in find_provinces(text)]
    if text != text.lower():
        return tuple(dict.fromkeys(found))
    for mention in find_provinces(text, folded=True):
        if mention.name.lower() in text and not _is_word(mention.name):
            found.append(mention.name)
            continue
        if plans.issued_in(mention.name) or _PLACE_BEFORE.search(text[: mention.span.start]):
            found.append(mention.name)
    return tuple(dict.fromkeys(found))


def _is_word(name: str) -> bool:
    """Say whether the name of a province is a word of every day where it is typed without capitals."""
    unit = province(name)
    return unit is not None and unit.word


def numbers_in(text: str, plans: Catalogue) -> list[Number]:
    """Return the numbers of documents a question names; "chương trình 06 kỹ năng" counts what a plan prints so."""
    return [number for number in find_typed_numbers(text) if not _is_count(text, number, plans)]


def _is_count(text: str, number: Number, plans: Catalogue) -> bool:
    said = text[number.span.start : number.span.end]
    counted = _COUNTED.match(text, number.span.end)
    if not counted or not _SHORT_FIGURE.fullmatch(number.number) or "số" in said.lower():
        return False
    figure, words = number.number.partition("/")[0], " ".join(counted[0].split()).lower()
    forms = {figure, figure.zfill(2), figure.lstrip("0")}
    return any(plans.printing(f"{form} {words}", whole=True) for form in forms)


def also_numbered(text: str) -> list[tuple[str, str]]:
    """Return the numbers that share the kind of the one before ("kế hoạch 214 và 118"), as typed and whole."""
    found = []
    for number in find_typed_numbers(text):
        rest = re.match(r"((?:\s*(?:,|và|với)\s*\d{1,5}(?![\d/]))+)", text[number.span.end :])
        found += [(n, re.sub(r"^\d+", n, number.number)) for n in re.findall(r"\d+", rest[1])] if rest else []
    return found


def plain_words(text: str) -> str:
    """Return the words and percent signs of `text` without marks, joined by single blanks.

    A word keeps its marks where without them it would be one of those that ask.
    """
    words = re.findall(r"[^\W_]+|%", text)
    return " ".join(word.lower() if nfc(word).lower() in NO_ASKING else fold(word) for word in words)


def plainly(text: str, own: Sequence[str], issued: Iterable[str] = ()) -> str:
    """Return `text` with the plan asked about called "kế hoạch", whatever kind of document it is.

    `own` are the numbers of the plans asked about, `issued` their kinds: "chương trình của Liên đoàn" is a plan too.
    """
    kinds = "|".join(re.escape(kind) for kind in kind_names())
    for number in reversed(find_typed_numbers(text)):
        if number.number in own:
            before = re.sub(rf"\b(?:{kinds})(?:\s+số)?\s*$", "", text[: number.span.start], flags=re.IGNORECASE)
            text = f"{before}kế hoạch{text[number.span.end :]}"
    types = {name for kind in issued for name in (kind, *kind_names()) if kind.startswith(name)}
    if called := "|".join(map(re.escape, sorted(types, key=len, reverse=True))):
        opens = rf"^(?:{called})(?= (?:\S+ ){{1,8}}?(?:của|do)\b)(?!.*\b(?:{kinds})\b)"  # and names no other document
        whose = rf"{opens}|\b(?:{called})(?= (?:này|đó|ấy|của|do|năm \d{{4}})\b)"
        text = re.sub(whose, "kế hoạch", text, flags=re.IGNORECASE)
    return text


def today_said(text: str) -> date | None:
    """Return the date the asker says it is ("hôm nay là 15/11/2026")."""
    said = re.search(r"hôm nay\s+(?:là\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})", text, re.IGNORECASE)
    if not said:
        return None
    day, month, year = map(int, said.groups())
    return date(year, month, day) if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None

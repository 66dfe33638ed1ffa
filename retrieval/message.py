"""A message taken apart: what it asks, and what it tells before and behind that without asking.

People greet, say who they are and what they are about, ask, and thank. Only what asks is a question; what is told may
still name the place, the plan or the matter that the question is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plans.documents import kind_names

# A clause of nothing but these words begs, greets or thanks: "mong anh chị chỉ giúp em với ạ".
_POLITE = (
    "dạ|vâng|à|ừ|ạ|ơi|nhé|nha|nhỉ|với|anh|chị|em|tôi|mình|bạn|bác|cháu|cô|chú|thầy|tụi|bọn|chúng|mọi|người|các|quý|ad"
    "|admin|bot|cho|chỉ|giúp|giùm|hộ|xem|tra|hỏi|biết|nhờ|mong|xin|được|làm|ơn|vui|lòng|kính|gửi|chào|cảm|cám|thanks|trả"
    "|lời|giải|đáp|rõ|tìm|thêm|chút|tí|nhiều|rất|lắm|lại|trước|sớm|kiểm|nào|nhanh|gấp|cần|muốn"
)
_COURTEOUS = frozenset(_POLITE.split("|"))
# What leads from telling to asking: "cho em hỏi", "em chưa rõ", "lãnh đạo hỏi là".
_LEAD_IN = re.compile(
    rf"\b(?:cho|xin|muốn|nhờ|cần|định)\b(?:[\s/](?:{_POLITE})\b){{0,6}}? (?:hỏi|biết|kiểm tra|xem)\b(?! (?:lại|xét)\b)"
    r"|\b(?:không|chưa|chẳng) (?:biết|rõ|nắm được|nắm rõ)\b"
    r"|\b(?:lãnh đạo|sếp|thủ trưởng|chủ tịch|bí thư|cấp trên|bà con|người dân|dân|họ|anh em|chị em|mọi người|phụ huynh"
    r"|(?:hội|đoàn|đảng|giáo) viên|công nhân|học sinh)(?: \w+){0,2} (?:hỏi nhau|hỏi|thắc mắc|muốn biết)\b"
    r"|(?<!câu )(?<!học )(?<!thăm )\bhỏi (?:là|rằng|em|tôi|mình|xem)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:[\s,:]*\b(?:là|rằng|về|chút|tí|thêm|giúp(?= (?:em|tôi|mình|cháu)\b)|giúp (?:chị|anh|bác|cô|chú)|xem|với|ạ"
    r"|cái|việc(?! làm)|liệu|em|tôi|mình)\b)*[\s,:]*",
    re.IGNORECASE,
)
_BEGGED = re.compile(
    r"(?:\S+ ){0,7}?"
    r"(?:hỏi|biết|kiểm tra|xem|(?:giúp|giùm|hộ) (?:(?=(?:em|tôi|mình|cháu|với)\b)|(?:chị|anh|bác|cô|chú)\b))"
    r"(?! (?:lại|xét|được)\b| (?:những )?(?:việc )?gì\b)"
    r"|(?:rất )?(?:mong|nhờ|vui lòng|làm ơn) (?:(?:được|anh|chị|bạn|các|mọi người|chỉ|giúp|giùm|hộ|trả lời) )*",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\s*(?:(?:dạ|vâng|à)[\s,]*)*(?:(?:hiện|nay|sắp tới|vừa qua|hôm nay) )?"
    r"(?:(?:bên|cơ quan|đơn vị|phòng|trường|xã|phường|chi bộ|chi hội|chi đoàn|công ty|nhà|hội|thôn|ấp|xóm|bản"
    r"|khu phố|tổ|ban|sở|huyện) )?(?:em|tôi|mình|cháu|tụi em|bọn em|chúng em|chúng tôi"
    r"|(?:anh|chị|bác|cô|chú)(?= (?:mới|vừa|đang|là|làm|công tác)\b))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_COURTESY = re.compile(
    r"\s*(?:(?:dạ|vâng|à|ừ)[\s,]*)*"
    r"(?:(?:em|tôi|mình|anh|chị|cháu|bác)(?: \w+)? (?:chào|cảm ơn|cám ơn)"
    r"|cảm ơn|cám ơn|kính gửi|kính chào|xin chào|chào|xin cảm ơn|thanks)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(
    r"\b(?<!không )(?<!chẳng )(?<!chả )(?<!biết vì )(?<!rõ vì )(?<!hiểu vì )"
    r"(?:gì|nào|ai|đâu|mấy|bao nhiêu|bao giờ|bao lâu|sao|thế nào|hay không|được không)\b"
    r"(?! (?:cả|hết|đó)\b)(?!(?: \w+){0,4} cũng\b)"
    r"|\b(?:không|chưa)(?: ạ| vậy| nhỉ| hả)*\W*$|\bkhông hay\b",
    re.IGNORECASE,
)
# Says that there is none: "chưa viết được chữ nào", but "chưa rõ đơn vị nào" asks.
_NONE = re.compile(
    r"\b(?:chưa|không|chẳng|chả) (?!biết|rõ|nắm|hiểu|nhớ|thấy|hỏi)(?:\w+ ){1,4}(?:nào|gì|ai)(?=\s*(?:[,.;!]|$))",
    re.IGNORECASE,
)
# Asks again what was told before it: "Theo hướng dẫn của tỉnh thì thế nào ạ?"
_REFERS = re.compile(
    r"\s*(?:(?:theo|trong|ở) [^?]{3,80}?)?(?:thì|như vậy|vậy)(?: là)?(?: phải)?"
    r" (?:như thế nào|thế nào|ra sao|làm sao|sao)(?: ạ| vậy| nhỉ| hả)*\W*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s(?:mà|nên|nhưng|vì) (?:em|tôi|mình|cháu|bác|chúng tôi|bọn em)\b[^?]*$", re.IGNORECASE)
_CLAUSES = re.compile(r"(?<=[,.;!?])\s+|\n+")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])|\n+")
SHORTEST = 3  # words of a question that can be asked alone
A_HEAD = 8  # words: a sentence shorter than this may just name the document the question behind it is about
_DOCUMENT = re.compile(rf"\b(?:{'|'.join(map(re.escape, kind_names()))}|văn bản)\b", re.IGNORECASE)
# "em là kế toán xã", "tôi công tác ở phòng Văn hóa": whom the asker is, not what he is about.
_WHO = re.compile(
    rf"{_OF_ONESELF.pattern.removesuffix('.*')}(?: (?:đang|mới|vừa|cũng|hiện|về|nay|được))*"
    r" (?:là|ở|làm(?: việc)?(?: ở| tại)?|công tác|nhận công tác|sống|học|chuyển|phụ trách)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_AT_IT = re.compile(
    r"\b(?:(?:em|tôi|mình|cháu|chúng tôi|chúng em|bọn em|tụi em|bên)\b|đang|(?<!đổi )(?<!thôn )mới|vừa(?: rồi)?"
    r"|sắp(?: tới|(?! xếp))|chuẩn bị|(?:được )?(?:phân công|giao nhiệm vụ)|được(?: giao)?|muốn|phụ trách|tổng hợp"
    r"|(?<!việc )làm|nghe|thấy|hôm nay|hôm qua|năm nay|lãnh đạo|sếp|lắm|rõ|nắm|chưa|không)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Message:
    """What a message asks and what it tells beside that, each in its own words; `told` may be empty."""

    asked: str
    told: str = ""


def taken_apart(text: str) -> Message:
    """Return what `text` asks and what it tells; a message too short to be parted is all asked."""
    sentences = [s for s in _SENTENCES.split(text) if s.strip()]
    told = {s for s in sentences if not _is_asked(s, sentences)}
    parts = [Message("", s) if s in told else _sentence(s) for s in sentences if s not in told or not _is_courtesy(s)]
    question = " ".join(part.asked for part in parts if part.asked).strip(" ,.;")
    if len(question.split()) < SHORTEST:
        return Message(text)
    return Message(question, " ".join(part.told for part in parts if part.told))


def _is_asked(sentence: str, sentences: list[str]) -> bool:
    """Say whether a sentence is part of the question: it asks, or only names the document asked about."""
    marked = any(one.rstrip().endswith("?") and not _REFERS.fullmatch(one) for one in sentences)
    asks = sentence.rstrip().endswith("?") if marked else _asks(sentence)
    names = len(sentence.split()) < A_HEAD and _DOCUMENT.search(sentence) is not None
    return asks or names or not (marked or any(map(_asks, sentences)))


def _asks(sentence: str) -> bool:
    return _ASKS.search(_NONE.sub(" ", sentence)) is not None


def _sentence(sentence: str) -> Message:
    """Return what one sentence asks and what it tells."""
    asked: list[str] = []
    told: list[str] = []
    aside = _ASIDE.search(sentence)
    asking = aside is not None and _ASKS.search(sentence[: aside.start()]) is not None
    for clause in _CLAUSES.split(sentence[: aside.start()] if aside and asking else sentence):
        before, rest = ("", "") if _is_courtesy(clause) else _led_in(clause)
        if before is not None and rest and not any(map(_ASKS.search, asked)):
            told += [*asked, before]
            asked = []
        asked += [rest] if rest else []
    about = [c for c in asked if not _ASKS.search(c) and _OF_ONESELF.fullmatch(c)]
    kept = [c for c in asked if c not in about]
    if not any(map(_ASKS.search, kept)):
        about, kept = [], asked
    return Message(" ".join(kept), " ".join(filter(None, [*told, *about])).strip())


def matter_of(told: str) -> str:
    """Return what is told of a matter: without who the asker is, where he works and that he is at it."""
    clauses = (c for c in _CLAUSES.split(told) if not _WHO.fullmatch(c.strip(" ,.;")))
    return _AT_IT.sub(" ", " ".join(clauses))


def asking(text: str) -> str:
    """Return the part of a message that asks: without greeting, introduction of oneself and thanks."""
    return taken_apart(text).asked


def _is_courtesy(clause: str) -> bool:
    """Say whether a clause only greets, begs or thanks."""
    bare = (word.strip(" ,.;:!?").lower() for word in clause.split())
    return all(word in _COURTEOUS for word in bare) or _COURTESY.fullmatch(clause) is not None


def _led_in(clause: str) -> tuple[str | None, str]:
    """Return what a clause tells before it leads over to asking, `None` where it does not, and the rest of it."""
    begged = _BEGGED.match(clause)
    if begged and _is_courtesy(begged[0]):
        return "", _led(clause[begged.end() :])
    for lead in _LEAD_IN.finditer(clause):
        rest = _led(clause[lead.end() :])
        if _ASKS.search(rest) and not _ASKS.search(clause[: lead.start()]):
            return clause[: lead.start()].strip(), rest
    return None, clause


def _led(rest: str) -> str:
    return re.sub(_LEADING, "", rest, count=1)

"""Whom a question asks about by the words a plan prints: "Các đơn vị cấp nước sạch", "Trưởng các ấp".

Bodies of a known kind are recognised by their names; these are not, or are named with more words than their kind has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from plans.agencies import expand, part_and_owner
from plans.model import Assignment, Plan
from plans.text import fold, syllables
from retrieval.answer import Question
from retrieval.draft import ENOUGH, Draft, Material
from retrieval.duties import OWN_ROLES, claims_of, in_role
from retrieval.localities import localities_in
from retrieval.named import agencies_in
from retrieval.statements import told_by_task

Fits: TypeAlias = Callable[[str, Sequence[str]], bool]  # a printed name and the folded syllables asked for
_ASKING = re.compile(
    r"\s(?:(?:sẽ|cần|phải|có|được|nên|thì|đang|đề nghị|yêu cầu"
    r"|giao(?: giữ gìn| trông giữ| giữ| trông| canh)?|phân công|làm|thực hiện|chủ trì|phối hợp|lo|chịu|giúp"
    r"|chuẩn bị|phụ trách|đảm nhiệm|dính(?: tới| đến| vào)?|ôm|gánh(?: vác)?|cáng đáng|kham|vướng|nhờ"
    r"|theo dõi|giám sát|tổ chức|hướng dẫn|kiểm tra|tham mưu|vận động|bố trí"
    r"|nhận(?= việc))\s+)+"
    r"(?:(?:những|các)\s+)?(?:(?:nhiệm vụ|trách nhiệm|việc|công việc|phần việc|làm|khâu|mảng"
    r"|phần|chuyện|khoản|vụ|cái)\s+)?"
    r"(?:những\s+)?(?:gì|nào)\b",
    re.IGNORECASE,
)
# A body named with nothing asked of it: "việc trưởng buôn phân loại rác", "thế còn văn phòng?".
_TERSE = re.compile(
    r"(?:(?:phần\s+)?việc|nhiệm vụ|trách nhiệm|công việc|vai trò|(?:(?:thế|vậy|rồi|vậy thì)\s+)?còn)\s+"
    r"(?:(?:của|cho)\s+)?(?P<rest>.+?)(?:\s+(?:thì\s+)?sao)?[\s?.!]*",
    re.IGNORECASE,
)
_TERSE_BEHIND = re.compile(r"(?P<rest>\S+ \S+(?: \S+){0,4}?) (?:nhiệm vụ|trách nhiệm)(?: .*)?", re.IGNORECASE)
_NOBODY = re.compile(r"(?:khi|nếu|để|trong|theo|năm|ai|kế hoạch|văn bản|tôi|em|chúng|mình|việc)\b", re.IGNORECASE)
# Before whoever is asked about: "bên biên phòng", "anh em làm trưởng xóm", "mấy ông trưởng ấp".
_ASIDE = re.compile(
    r"^(?:(?:bên|phía|ngành|đồng chí|đ/c|ông|bà|thầy|cô|anh em|chị em|bà con|anh|chị|các|mấy|những|người|cán bộ"
    r"|ai|tụi em|bọn em|chúng em|chúng tôi|em|tôi|đang|làm|là|giữ chức)\s+)+",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:phó\s+)?(?:giám đốc|chủ tịch|bộ trưởng|thủ trưởng|lãnh đạo|người đứng đầu)\s+", re.IGNORECASE)
# Words that tell no body from another, and words that name none in particular.
_ALIKE = frozenset(
    syllables("các những mỗi từng của ở tại thuộc và trên địa bàn cac nhung moi tung cua o tai thuoc va")
)
_ANY = frozenset(syllables("co quan don vi to chuc dia phuong ca nhan nguoi so ban nganh doan the"))
_OPENINGS = frozenset(syllables("uy ban hoi lien hiep bo chi huy doi luc luong thuong truc cong ty chap hanh lanh dao"))
_OF_PLAN = re.compile(
    r"\b(?:trong|theo) (?:cái |bản )?(?:kế hoạch|văn bản|chương trình|phương án)\b.*", re.IGNORECASE
)  # names the plan that is asked about, not the work
_PART = re.compile(r",\s+|\s+và\s+")
_ASKED = re.compile(r"\b(?:gì|nào|ai|đâu|mấy|bao nhiêu|bao giờ|không)\b", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:lam|viec|nhiem vu|trach nhiem|phai|lo|giao|phan cong|chu tri|phoi hop)\b")
LONGEST = 16  # syllables of a body's name
OWNER = 3  # syllables of a body that what stands before it can be a part of: "chi đoàn Công an" is one name
LEAST = 2  # syllables that tell a body in a terse message


def write_called(material: Material) -> Draft:
    """List the tasks of the body a question calls by more words than a known name; no claims when no plan prints it."""
    drafts = (_told(material, words, fits) for words, fits in _ways(material.question) if not _ANY.issuperset(words))
    return next((draft for draft in drafts if draft.claims), Draft())


def _ways(question: Question) -> Iterator[tuple[Sequence[str], Fits]]:
    """Yield words that may name the body, with how a printed name must fit them, the surest first.

    All that stands before the asking; the longest beginning of a terse message, or of what names no known body; words
    out of a longer name: "mặt trận xã", "biên phòng".
    """
    words, rest = called(question), terse(question)
    if words:
        yield words, is_called
    if not (words and _begins_known(question)):
        opening = rest or words
        yield from ((opening[:size], begins) for size in range(len(opening), LEAST - 1, -1))
    if words and not question.agencies and _DUTY.search(fold(question.restored)):
        yield words, is_within


def _told(material: Material, words: Sequence[str], fits: Fits) -> Draft:
    naming = material.naming("task", lambda name: fits(name, words))
    found = [(plan, some) for plan in naming if (some := _tasks(material, plan, words, fits))]
    return Draft(tuple(claim for plan, some in found for claim in claims_of(plan, some, "{agency}{role}")))


def terse(question: Question) -> tuple[str, ...]:
    """Return the folded syllables behind the word of work that opens a message in which nothing is asked of a body."""
    said = expand(question.restored).strip()
    found = _TERSE.fullmatch(said) or _TERSE_BEHIND.fullmatch(said)
    if not found or agencies_in(found["rest"]) or _ASKED.search(found["rest"]):
        return ()
    return _words(found["rest"])[:LONGEST]


def _begins_known(question: Question) -> bool:
    """Say whether whom the question asks about begins with a known name: not so "chi đoàn Công an"."""
    return any(named.span.start == 0 for named in agencies_in(_who(question)))


def _who(question: Question) -> str:
    """Return the words before the asking, without the place they are of."""
    text = expand(question.restored).strip()
    asked = _ASKING.search(text)
    who = text[: asked.start()] if asked and not _NOBODY.match(text) else ""
    who = _ASIDE.sub("", who)
    for place in localities_in(who):
        who = who.replace(place, " ")
    if len(question.provinces) == 1:
        who = re.sub(rf"(?:tỉnh |thành phố )?{re.escape(question.provinces[0])}", " ", who, flags=re.IGNORECASE)
    who = _OFFICE.sub("", who) if agencies_in(_OFFICE.sub("", who)) else who.strip()
    return _without_owner(who)


def _without_owner(who: str) -> str:
    """Return a part's name without the body it is of, where one is named: "phòng giáo dục trung học sở giáo dục"."""
    named = agencies_in(who)
    whole = len(named) == 1 and named[0].span.start == 0
    if whole and (apart := part_and_owner(who)):
        return apart[0]
    last = named[-1] if named and named[-1].span.start and named[-1].span.end == len(who) else None
    said = last is not None and len(syllables(who[last.span.start :])) >= OWNER
    before = who[: last.span.start].rstrip() if last and said else ""
    return before.removesuffix(" của") if before and not before.endswith((",", " và", " với")) else who


def called(question: Question) -> tuple[str, ...]:
    """Return the folded syllables of whom the question asks about, none where a known name says it all."""
    who = _who(question)
    known = [word for named in agencies_in(who) for word in _words(who[named.span.start : named.span.end])]
    words = _words(who)
    more = len(words) > max(1, len(known))
    return words if more and len(words) <= LONGEST and not _ANY.issuperset(words) else ()


@lru_cache(maxsize=20_000)  # every name of all plans is held against each way of calling a body
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in syllables(name) if word not in _ALIKE)


def _tasks(material: Material, plan: Plan, words: Sequence[str], fits: Fits) -> list[Assignment]:
    """Return the tasks of a plan given to whom its printed name says, in the role and about the subject asked for."""
    given = [task for task in plan.assignments if task.role in OWN_ROLES and fits(task.agency, words)]
    given = in_role(material.question.restored, given) or given
    forms = (_ASKING, _OF_PLAN) if material.question.scope else (_ASKING,)
    asked = filter(None, (form.search(material.question.restored) for form in forms))
    aside = {*words, *(word for found in asked for word in _words(found[0]))}
    topic = tuple(word for word in material.question.topic if fold(word) not in aside)
    left = material.weigher.residue(topic, plan.header.title or "") if topic else ()
    about = [task for task in given if left and material.weigher.coverage(left, told_by_task(plan, task)) >= ENOUGH]
    return about if about or (left and fits is is_within) else given


def is_called(name: str, words: Sequence[str]) -> bool:
    """Say whether a body's name, or that of one of those it lists, begins with the first word and has all in order."""
    parts = _PART.split(expand(name))
    return any(_holds(" ".join(parts[at:]), words) for at in range(len(parts)))


def begins(name: str, words: Sequence[str]) -> bool:
    """Say whether a body's name, or that of one of those it lists, begins with just these words."""
    return any(part[: len(words)] == tuple(words) for part in _listed(name))


@lru_cache(maxsize=20_000)
def _listed(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded syllables of each of the bodies a name lists."""
    return tuple(map(_words, _PART.split(expand(name))))


def is_within(name: str, words: Sequence[str]) -> bool:
    """Say whether a body's name has all the words in order, and only what many bodies are called stands before them."""
    printed = _words(expand(name))
    at = printed.index(words[0]) if words[0] in printed else len(printed)
    rest = iter(printed[at:])
    return _OPENINGS.issuperset(printed[:at]) and all(word in rest for word in words)


def _holds(name: str, words: Sequence[str]) -> bool:
    printed = _words(name)
    rest = iter(printed)
    return printed[:1] == tuple(words[:1]) and all(word in rest for word in words)

"""Questions that ask two things at once: each part is asked by itself, and what the parts get is joined.

A part is what asks by itself, so that "Sở Y tế và Sở Nội vụ phải làm gì?" is one question. A part that has no subject
of its own is about that of the part before it; one that names no plan is about the plans the part before was told from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from plans.text import fold, syllables
from retrieval.answer import Answer, Claim, Hit, Intent, Question
from retrieval.asked_deadlines import TO_WHOM
from retrieval.counted import counted
from retrieval.expected import surest_of
from retrieval.fitting import OUTCOME
from retrieval.message import asking
from retrieval.named import agencies_in
from retrieval.search import LIMIT
from retrieval.thread import TELLING
from retrieval.topic import topic_of
from retrieval.units import as_read
from retrieval.write_who import with_owner

# "… gửi về đâu, trước ngày nào?", "… nộp khi nào, nộp cho ai?": one sending, of which both are asked.
_TIME_ALONE = re.compile(
    r"(?:(?:thì|và|hạn|chót|cuối|cùng|nộp|gửi|là|chậm|muộn|nhất|trước|vào|trong|đến|phải|xong|lúc|mấy|giờ|hồi|tháng|hằng|mỗi)\s+)*"
    r"(?:(?:ngày|hôm|khi|lúc|tháng|quý|bữa|hạn) (?:nào|mấy|bao nhiêu)|bao giờ|mấy giờ)(?:\s+(?:ạ|vậy|thế|hả))?\W*",
    re.IGNORECASE,
)
_WHOM_ALONE = re.compile(
    r"(?:(?:thì|và|phải|gửi|nộp|báo|chuyển|trình|báo cáo|về|cho|lên|tới|đến|qua)\s+)+"
    r"(?:ai|đâu|(?:ban|phòng|sở|cơ quan|đơn vị|bộ phận|nơi|chỗ|cấp|văn phòng) nào)(?:\s+(?:ạ|vậy|thế|hả))?\W*",
    re.IGNORECASE,
)
MOST = 4  # parts of a message that are asked one by one
UNTOLD = "Về «{part}»: không tìm thấy câu trả lời trong kế hoạch nêu trên."
OF_PARTS: frozenset[Intent] = frozenset(
    {"duties", "deadline", "target", "legal_basis", "metadata", "content", "definition"}
)
# What asks how ("Hội tham gia thế nào?") leans on the words before it and is no part of its own.
_ASKS = re.compile(r"\b(?:[Gg]ì|(?<!hế )[Nn]ào|[Aa]i|đâu|[Mm]ấy|[Bb]ao (?:nhiêu|giờ|lâu))\b(?! (?:đó|cũng)\b)")
_ASKS_BODY = re.compile(r"\b(?:co quan|don vi|so|nganh|ban|to chuc|hoi|phong|bo phan) nao\b")  # no person answers it
_JOINT = re.compile(r"\s*(?:[,;?]|(?<!\d)/)(?!\d)\s*(?:(?:và|còn|rồi)\s+)?|\s+(?:và|còn)\s+", re.IGNORECASE)
_SENT = re.compile(r"\b(?:gui|nop|bao cao|trinh|chuyen)\b.*\b(?:ngay|hom|khi|luc|han|thang|bao gio|may gio)\b")
# "… để trường em lên danh sách ạ": what the asker needs the answer for is no part of what is asked.
_PURPOSE = re.compile(r"[\s,]+để\s(?=.*\b(?:em|tôi|mình|cháu|chúng (?:em|tôi|ta))\b).*$", re.IGNORECASE)

_EACH = re.compile(r"(?:\w+ ){0,3}(?:mỗi|từng) (?:loại )?(\w+)", re.IGNORECASE)

# What is asked of a subject and is none itself: "… tổ chức ngày nào, kinh phí bao nhiêu?" asks for the cost of that.
ASKED_OF = re.compile(
    r"\b(?:(?<!tổng )(?:kinh phí|chi phí|số tiền)|nội dung|thời gian|địa điểm|đối tượng|thành phần|số lượng|quy mô"
    r"|hình thức|mức|giá|nguồn|hạn|mục tiêu|mục đích|kết quả|chức vụ|đơn vị|cơ quan|nhiệm vụ|tổ chức|thực hiện"
    r"|tối đa|tối thiểu|trường hợp|hoàn cảnh)\b"
)


def split(text: str) -> tuple[str, ...]:
    """Return the parts of a question, given with its marks, that each ask; it alone when it asks one thing.

    So do the conditions of one thing: "mấy buổi, mấy bài thì được cấp giấy"; what is asked of each of the things asked
    for is no part of its own: "những quỹ nào, mức mỗi quỹ bao nhiêu".
    """
    asked = _without_purpose(asking(text))
    if OUTCOME.search(asked):
        return (asked.strip(" ?.,;"),)
    parts, start = [], 0
    for joint in _JOINT.finditer(asked):
        before, behind = asked[start : joint.start()], asked[joint.end() :]
        one = _of_each(before, behind) or _of_one_sending(before, behind)
        if _ASKS.search(before) and _ASKS.search(behind) and not one:
            parts.append(before)
            start = joint.end()
    return (*parts, asked[start:].strip(" ?.,;"))


def _of_each(before: str, behind: str) -> bool:
    """Say whether what stands behind asks something of each of the things named before."""
    each = _EACH.match(behind)
    return each is not None and re.search(rf"\b{each[1]}\b", before, re.IGNORECASE) is not None


def _of_one_sending(before: str, behind: str) -> bool:
    """Say whether of one sending the time is asked on one side, and on the other to whom."""
    sent = TO_WHOM.search(fold(before)) and _TIME_ALONE.fullmatch(behind)
    return bool(sent) or bool(_SENT.search(fold(before)) and _WHOM_ALONE.fullmatch(behind))


def _without_purpose(asked: str) -> str:
    purpose = _PURPOSE.search(asked)
    return asked[: purpose.start()] if purpose and not _ASKS.search(purpose[0]) else asked


def in_parts(whole: Answer, read: Callable[[str], Question], ask: Callable[[Question], Answer]) -> Answer:
    """Return what the parts of a question get when that is more than `whole`, else `whole`.

    `read` understands a part by itself, `ask` answers it. Where the whole got an answer, a part that it left out is
    told beside it only when it stands on its own and every part has an answer; one that got none is named.
    """
    whole = _owned(whole, whole.question)
    texts = split(whole.question.restored) if _may_have_parts(whole) else ()
    if not 2 <= len(texts) <= MOST:
        return whole
    parts = [read(text) for text in texts]
    told = dict(zip(texts, _one_by_one(parts, whole.question, ask), strict=False))
    if whole.status == "no_answer":
        return _joined(whole, told) if any(answer.claims for answer in told.values()) else whole
    standing = {text for text, part, before in zip(texts, parts, [None, *parts], strict=False) if _stands(part, before)}
    if all(answer.claims for answer in told.values()):
        left = {text for text, answer in told.items() if not _meet(answer, whole)}
        return _joined(whole, told) if left and left <= standing else whole
    silent = _untold(told, whole.claims) if whole.claims and standing == told.keys() else ()
    return replace(whole, notes=(*whole.notes, *silent))


def _one_by_one(parts: Sequence[Question], whole: Question, ask: Callable[[Question], Answer]) -> list[Answer]:
    """Answer each part behind the one before it; nothing is answered behind one that leads to no plan."""
    answers: list[Answer] = []
    for part in parts:
        answers.append(_owned(_told(ask, _behind(part, whole, answers[-1] if answers else None)), whole))
        if not (answers[-1].claims or answers[-1].question.scope):
            return []
    return answers


def _owned(answer: Answer, whole: Question) -> Answer:
    """Return an answer with whose task each claim is, where the whole question asks for that too."""
    return replace(answer, claims=tuple(with_owner(whole, claim) for claim in answer.claims))


def _may_have_parts(whole: Answer) -> bool:
    """Say whether an answer may be bettered: none that names what is missing, or corrects what was asked."""
    question = whole.question
    silent = whole.status == "no_answer" and not whole.claims
    return question.intent in OF_PARTS and not question.absent and (silent or whole.status in ("answered", "clarify"))


def _behind(part: Question, whole: Question, before: Answer | None) -> Question:
    """Return a part with the plans, and where it has none of its own the subject and the body, it is about.

    The first part takes them from the whole question, which has them from the conversation.
    """
    if before is None:
        bodies = part.agencies or (() if part.topic else whole.agencies)
        return replace(part, scope=part.scope or whole.scope, topic=part.topic or whole.topic, agencies=bodies)
    told = tuple(dict.fromkeys(citation.plan.id for citation in before.citations)) or before.question.scope
    if part.field == "recipients" and before.question.intent != "metadata":  # "…, gửi về đâu?" asks no plan's readers
        part = replace(part, intent="deadline", field="to")
    if _has_subject(part, before.question):
        return replace(part, scope=part.scope or whole.scope or told)
    subject = dict.fromkeys((*before.question.topic, *part.topic))
    topic = () if part.intent == "metadata" else topic_of(" ".join(subject), (), part.intent)
    return replace(part, scope=part.scope or told, topic=topic, agencies=part.agencies or before.question.agencies)


def _stands(part: Question, before: Question | None) -> bool:
    """Say whether a part is a question of its own: it has a subject, or asks who signed a plan or what it rests on."""
    subject = _has_subject(part, before) if before else len(part.topic) >= TELLING
    return subject or part.intent in ("metadata", "legal_basis")


def _has_subject(part: Question, before: Question) -> bool:
    """Say whether a part names what it is about, and not just what is asked of that which the part before names."""
    own = ASKED_OF.sub(" ", " ".join(part.topic)).split()
    return len(own) >= TELLING and not set(own) <= set(before.topic)


def _told(ask: Callable[[Question], Answer], part: Question) -> Answer:
    """Answer a part; what asks back or tells of something else than was asked is no answer to it."""
    answer = ask(part) if part.intent in OF_PARTS else Answer(part, "no_answer")
    return answer if answer.status == "answered" else replace(answer, claims=(), notes=(), hits=())


def _meet(part: Answer, whole: Answer) -> bool:
    """Say whether something that a part is told stands in the whole answer."""
    return any(_same(one, other) for one in part.claims for other in whole.claims)


def _same(one: Claim, other: Claim) -> bool:
    """Say whether one of two claims says all that the other says, cited from the same plan."""
    plan = one.citations[0].plan is other.citations[0].plan
    return plan and (one.text in other.text or other.text in one.text)


def _joined(whole: Answer, told: Mapping[str, Answer]) -> Answer:
    """Return one answer of the parts that got one, first part first, with a note on those that got none.

    What the whole was told stays where it tells a part.
    """
    answers = [replace(part, claims=whole.claims) if _meet(part, whole) else part for part in told.values()]
    claims = {(c.citations[0].key, c.text): c for answer in answers for c in answer.claims}
    notes = dict.fromkeys(chain.from_iterable(answer.notes for answer in answers))
    once = [note for note in notes if not any(note in other and note != other for other in notes)]
    return replace(
        whole,
        status="answered",
        intro="",
        claims=tuple(claims.values()),
        notes=(*once, *_untold(told, tuple(claims.values()))),
        choices=(),
        hits=_hits(answers),
    )


def _untold(told: Mapping[str, Answer], claims: Sequence[Claim]) -> Iterator[str]:
    """Name the parts that got no answer and that no claim tells beside what else it says."""
    for part, answer in told.items():
        if not (answer.claims or _is_told(answer.question, claims)):
            yield UNTOLD.format(part=part)


def _is_told(part: Question, claims: Sequence[Claim]) -> bool:
    """Say whether claims have most of the words of a part, and the date, the figure or the body that it asks for."""
    read = (as_read(cited.plan, cited.span) for claim in claims for cited in claim.citations)
    said = set(syllables(" ".join((*(f"{claim.lead} {claim.shown}" for claim in claims), *read))))
    unsaid = len(part.topic) - 2 * sum(word in said for word in part.topic)
    wanted = _wanted(part)
    return unsaid <= 0 and any(map(wanted, claims)) if wanted else unsaid < 0


def _wanted(part: Question) -> Callable[[Claim], object] | None:
    """Return what says whether a claim has the kind of thing a part asks for; `None` where any may tell it."""
    if counts := counted(part.restored):
        return lambda claim: any(form.search(claim.shown) for form in counts)
    if expected := surest_of(part):
        return lambda claim: expected(claim.shown)
    body = _ASKS_BODY.search(fold(part.restored))
    return (lambda claim: agencies_in(claim.text)) if body else None


def _hits(answers: Iterable[Answer]) -> tuple[Hit, ...]:
    best: dict[tuple[str, str], Hit] = {}
    for hit in sorted(chain.from_iterable(answer.hits for answer in answers), key=lambda hit: -hit.score):
        best.setdefault((hit.plan.id, hit.section.id), hit)
    return tuple(best.values())[:LIMIT]

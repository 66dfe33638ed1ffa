"""What a plan says about a subject: the sentences that say it, a whole short section when its heading is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from plans.agencies import same_agency
from plans.glossary import spelled_out
from plans.model import NUMBERED, Plan, Section, Span
from plans.rows import data_rows, headings, readable
from plans.text import fold, sentences, syllables
from retrieval.answer import Claim
from retrieval.draft import ENOUGH, FEW, HEADED, Draft, Material, quoted
from retrieval.evidence import asked_words, folded, words_of
from retrieval.expected import expected_of
from retrieval.named import agencies_in
from retrieval.names import plan_label, section_label
from retrieval.search import Found, Sentence, best_sentences

SEVERAL = re.compile(r"\b(?:nhung|cac|gom|liet ke|bao gom)\b")  # asks for more than one thing
# "OCOP là gì": a term alone, which only a sentence that explains it answers; "yêu cầu của kế hoạch là gì" is no term.
TERM = re.compile(
    r"(?!.*\b(?:cua|doi voi|trong|ve|theo|ke hoach)\b)(?:[\w&/-]+ ){1,6}(?:co )?(?:nghia )?la (?:viet tat )?(?:cua )?gi"
)
# "Tổ Văn của trường phải làm gì": whose duty is asked for.
ACTOR = re.compile(
    r"(?!(?:khi|nếu|để|trong|theo|năm|ai|kế hoạch|đến|văn bản|tôi|em|chúng)\b)(?P<who>\w+(?: \w+){0,6}?)"
    r"(?: (?:của|thuộc|ở|tại) .{1,60}?)? (?:sẽ |cần |phải |có |được |nên )*"
    r"(?:giao |phân công |làm |thực hiện )*(?:những |các )?(?:nhiệm vụ|trách nhiệm|việc|công việc|làm)(?: những)? gì\b",
    re.IGNORECASE,
)
FRAMING = re.compile(r"[\s*_-]*(?:căn cứ|thực hiện|theo đề nghị|xét đề nghị|trên đây|trên cơ sở)\b", re.IGNORECASE)
LISTS = ("recipients", "signature", "header", "stamp", "title")  # parts that are no sentences
SILENT = ("heading", "recipients", "signature", "header")  # parts that name bodies and say nothing of them
NAMED = 0.5  # enough of the subject where the sentence also names the agency asked about
TELLING = 3  # words behind the colon of a heading that say something
SHOWN = 3  # sentences of an answer about a subject
PARAGRAPH = 420  # characters of a paragraph that is quoted whole
NAME = 4  # words of a heading that says nothing by itself
WHOLE = 12  # parts of a section shown when the section itself is asked for
_CALLED = re.compile(r"\b(?:phan|muc(?! tieu| dich| luc)) (?:ve )?(\w.*?)(?= (?:cua|trong|o|tai|ke hoach|kh)\b|\W*$)")
_PLACE = re.compile(
    r"\b(?:muc|phan|chuong|dieu|khoan|diem)\s+((?:[ivx]+|\d+|[a-z])(?:[.\s]?\d+)*)(?![\w%]|\s*phan tram)"
)


def write_content(material: Material) -> Draft:
    """Answer from the section asked for by label or heading, else from the sentences that speak of the subject."""
    if place := asked_place(material):
        return Draft(tuple(c for plan in material.plans for s in _labelled(plan, place) for c in parts_of(plan, s)))
    if found := headed(material):
        return Draft(tuple(claim for plan, section in found for claim in _asked_parts(material, plan, section)))
    return Draft(tuple(claim for sentence in _telling(material) for claim in _claims(sentence)))


def write_mentions(material: Material) -> Draft:
    """Quote the sentences that name the agency asked about, where no plan gives it a task of its own."""
    agencies = material.question.agencies
    found = []
    for one in material.found:
        for start, end in sentences(one.plan.quote(one.passage.span), one.passage.span.start):
            span = Span(start, end)
            text = one.plan.quote(span)
            said = one.plan.innermost(start).kind not in SILENT
            if said and material.within(one.plan, text) >= NAMED and _names_one(material, agencies, text):
                found.append(Sentence(one.plan, span, 1.0, one.score))
    return Draft(tuple(claim for sentence in list(_unlike(found))[:SHOWN] for claim in _claims(sentence)))


def _names_one(material: Material, agencies: Sequence[str], text: str) -> bool:
    if not any(material.weigher.coverage(syllables(agency), text) > 0.5 for agency in agencies):
        return False
    plain = fold(text)
    if any(fold(agency) in plain for agency in agencies):
        return True
    return any(same_agency(agency, mention.name) for mention in agencies_in(text) for agency in agencies)


def asked_place(material: Material) -> tuple[str, ...]:
    """Return the printed labels of the section the question asks for ("mục IV.8"), none when it names none."""
    found = _PLACE.search(fold(material.question.restored))
    return tuple(part.upper() for part in re.split(r"[.\s]", found[1]) if part) if found else ()


def _labelled(plan: Plan, place: tuple[str, ...]) -> list[Section]:
    return [
        s for s in plan.walk() if s.kind in NUMBERED and tuple(fold(p).upper() for p in s.path[-len(place) :]) == place
    ][:2]


def headed(material: Material) -> list[tuple[Plan, Section]]:
    """Return the sections whose heading is what the question asks for, one a plan."""
    if named := _called(material):
        return named
    topic = material.question.topic
    if not topic:
        return []
    found = []
    for plan in material.headed():
        weighed = [(_agreement(material, plan, s.title), s) for s in plan.walk() if s.kind == "heading" and s.title]
        best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] >= HEADED:
            found.append((plan, best[1]))
    return found


def _called(material: Material) -> list[tuple[Plan, Section]]:
    """Return the sections that are called by their heading: "phần tổ chức thực hiện của kế hoạch …", one a plan."""
    asked = _CALLED.search(fold(material.question.restored))
    if asked is None or len(material.plans) > FEW:
        return []
    named = (
        (p, s)
        for p in material.plans
        for s in p.walk()
        if s.kind in NUMBERED and fold(s.title).strip(" .:") == asked[1]
    )
    return list({plan.id: (plan, section) for plan, section in reversed(list(named))}.values())[::-1]


def _agreement(material: Material, plan: Plan, title: str) -> float:
    """Return how far heading and subject are the same words: the smaller of the two coverages.

    What the subject shares with the plan's own title ("mục tiêu của kế hoạch bình đẳng giới") names the plan.
    """
    if words_of(title).places.keys().isdisjoint(asked_words(material.question.topic)):
        return 0.0  # most headings of a large library
    heading = material.weigher.coverage(folded(title), " ".join(material.question.topic))
    return min(heading, 0.9 * material.about(f"{title}\n{plan.header.title or ''}") + 0.1 * material.about(title))


def parts_of(plan: Plan, section: Section) -> list[Claim]:
    """Return one claim for each part of a section: its paragraphs, bullets and the headings of its subsections."""
    lead = f"{plan_label(plan)}, {section_label(section)}"
    if not section.children:
        return [quoted(plan, _body(plan, section), lead)]
    if all(map(_only_names, section.children)):
        return [claim for child in section.children for claim in parts_of(plan, child)][:WHOLE]
    spans = (span for child in section.children for span in _shown(plan, child))
    return [quoted(plan, span, lead) for span in spans if plan.quote(span).strip()][:WHOLE]


def _shown(plan: Plan, part: Section) -> list[Span]:
    """Return what is shown of a part: a numbered one's first sentence, a table's rows, else the whole."""
    if part.kind == "table":
        return data_rows(plan.quote(part.span), part.span.start)
    return [_first_sentence(plan, part) if part.kind in NUMBERED else part.span]


def _asked_parts(material: Material, plan: Plan, section: Section) -> list[Claim]:
    """Return the parts of a section that say what the question asks beyond its heading, all when none does."""
    parts = parts_of(plan, section)
    above = " ".join(s.title for s in plan.ancestors(section.id))
    left = material.weigher.unsaid(material.question.topic, f"{above} {plan.header.title or ''}")
    said = [part for part in parts if left and material.weigher.coverage(left, part.text) >= ENOUGH]
    return said or parts


def _only_names(part: Section) -> bool:
    """Say whether a part's heading is a mere name over what it says: "1. Mục đích"."""
    return part.kind == "heading" and bool(part.children) and len(part.title.split()) <= NAME


def _body(plan: Plan, section: Section) -> Span:
    """Return what follows the heading line, or the line itself when nothing does."""
    text = plan.quote(section.span)
    first, _, rest = text.partition("\n")
    start = section.span.start + (len(first) + 1 if rest.strip() else 0)
    return _stripped(plan, Span(start, section.span.end))


def _first_sentence(plan: Plan, section: Section) -> Span:
    own = plan.quote(section.own) or plan.quote(section.span)
    start, end = next(sentences(own, section.span.start), (section.span.start, section.span.end))
    return Span(start, end)


def _stripped(plan: Plan, span: Span) -> Span:
    text = plan.quote(span)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start + 1, span.start + len(text.rstrip())))


def _telling(material: Material) -> list[Sentence]:
    """Return the sentences that speak enough of the subject: the best, and those as good from other places.

    What asks for a date or a figure is told only by a sentence that has one.
    """
    question = material.question
    expected = expected_of(question)
    defines = _definition(question.topic) if TERM.fullmatch(fold(question.restored).strip(" ?.!")) else None
    noun = material.noun
    ranked = [
        s
        for s in best_sentences(question, _promising(material), material.weigher)
        if s.coverage >= material.enough
        and s.plan.innermost(s.span.start).kind not in LISTS
        and (not expected or _has(expected, s))
        and (not defines or defines.search(fold(s.plan.quote(s.span))))
        and (not noun or noun.search(fold(spelled_out(_read(s.plan, s.span), s.plan.text))))
        and _names_actor(material, s)
    ]
    if not ranked or not material.weigher.tells(question.topic):
        return []
    if not defines:
        ranked = [s for s in ranked if not _is_frame(s)] or ranked
    several = SEVERAL.search(fold(question.restored))
    share, shown = (0.7, 2 * SHOWN) if several else (0.9, SHOWN)
    return list(_unlike(s for s in ranked if s.score >= share * ranked[0].score))[:shown]


def _is_frame(sentence: Sentence) -> bool:
    """Say whether a sentence stands around what a plan says: what it rests on, and that this is the plan."""
    around = sentence.plan.citable(sentence.span.start).kind in ("preamble", "closing")
    return around and FRAMING.match(sentence.plan.quote(sentence.span)) is not None


def _read(plan: Plan, span: Span) -> str:
    """Return a sentence as one reads it: in a row of a table the name of a column, and its unit, before the cell."""
    block = plan.innermost(span.start)
    return readable(plan.quote(span), headings(plan.quote(block.span))) if block.kind == "table" else plan.quote(span)


def _promising(material: Material) -> list[Found]:
    """Return the passages of which a sentence may speak enough of the subject: none says more than its passage.

    But a table's row does, with the names of its columns.
    """
    return [one for one in material.found if one.coverage >= material.enough or one.block == "table"]


def _names_actor(material: Material, sentence: Sentence) -> bool:
    """Say whether a sentence, or a heading over it, names the body of no known kind whose duty is asked for."""
    asked = None if material.question.agencies else ACTOR.match(material.question.restored.strip())
    if not asked:
        return True
    plan = sentence.plan
    above = " ".join(s.title for s in plan.ancestors(plan.citable(sentence.span.start).id))
    return material.weigher.coverage(syllables(asked["who"]), f"{above}\n{plan.quote(sentence.span)}") >= ENOUGH


def _definition(topic: Sequence[str]) -> re.Pattern[str]:
    """Return what a sentence must have to say what the subject is: "X là …", "X: …", or "… (X)"."""
    name = r"\W+".join(re.escape(fold(word)) for word in topic[:4])
    rest = rf"[^.;]{{0,60}}\b(?:la|gom|bao gom|duoc hieu la|nghia la)\b|{name}[”\"’*]*\s*:"
    return re.compile(rf"{name}{rest}|\([^()]*{name}[^()]*\)")


def _has(expected: Callable[[str], bool], sentence: Sentence) -> bool:
    """Say whether a sentence has what is asked for; the dates and figures of the legal basis are other documents'."""
    basis = sentence.plan.citable(sentence.span.start).kind in ("preamble", "title", "closing")
    return not basis and (sentence.told is not None or expected(sentence.plan.quote(sentence.span)))


def _unlike(ranked: Iterable[Sentence]) -> Iterable[Sentence]:
    seen: list[str] = []
    for sentence in ranked:
        words = fold(sentence.plan.quote(sentence.span))
        if not any(words in other or other in words for other in seen):
            seen.append(words)
            yield sentence


def _claims(sentence: Sentence) -> list[Claim]:
    """Quote the sentence; a heading says nothing by itself, so what stands under it is quoted."""
    plan = sentence.plan
    block = plan.innermost(sentence.span.start)
    if block.kind == "heading" and block.children and not _tells(block.title) and not sentence.told:
        return parts_of(plan, block)
    lead = f"{plan_label(plan)}, {section_label(plan.citable(sentence.span.start))}"
    spans = [_whole(plan, sentence.span), *([_stripped(plan, sentence.told)] if sentence.told else [])]
    return [quoted(plan, span, lead) for span in spans]


def _tells(title: str) -> bool:
    """Say whether a heading goes on to say something of what it names: "Dự thảo …: phản biện bằng văn bản"."""
    return len(title.partition(":")[2].split()) >= TELLING


def _whole(plan: Plan, span: Span) -> Span:
    """Widen a clause to its row, or its paragraph or bullet where that is short: alone it loses who and where."""
    block = plan.innermost(span.start)
    if block.kind == "table":
        rows = data_rows(plan.quote(block.span), block.span.start)
        return next((row for row in rows if row.contains(span)), span)
    own = _stripped(plan, block.own if block.children else block.span)
    return own if own.contains(span) and own.end - own.start <= PARAGRAPH else span

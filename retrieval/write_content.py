"""What a plan says about a subject: the sentences that say it, a whole short section when its heading is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from plans.agencies import expand, same_agency
from plans.model import NUMBERED, Plan, Section, Span
from plans.rows import cells, data_rows
from plans.text import fold, sentences, syllables
from retrieval.answer import Claim
from retrieval.asked_section import annexed, headed
from retrieval.cited_place import cited_place, sections_at
from retrieval.dated_parts import asked_part
from retrieval.draft import ENOUGH, FIRST, MANY, Draft, Material, quoted
from retrieval.expected import expected_of, surest_of, tells_time
from retrieval.labelled import following
from retrieval.listed import listed_under
from retrieval.named import agencies_in
from retrieval.names import plan_label, section_label
from retrieval.search import FRAME, PARAGRAPH, Sentence, read_together
from retrieval.telling import SHOWN, telling_sentences, unlike
from retrieval.units import in_its_unit

SILENT = ("heading", "recipients", "signature", "header")  # parts that name bodies and say nothing of them
_OFFICES = r"(?:pho )?(?:chu tich|truong ban|truong doan|to truong|chu nhiem|giam doc|bi thu)"
OFFICE = re.compile(
    rf"\bai (?:la|lam|giu chuc)(?: \w+)? (?P<first>{_OFFICES})\b|\b(?P<last>{_OFFICES})\b.* (?:la|ten) ai\b"
)
PERSON = re.compile(r"(?:(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|đ/c)\s+)?[^\W\da-zđ][^\W\d_]+(?: [^\W\da-zđ][^\W\d_]*){1,3}")
MORE = "Còn văn bản khác có mục như vậy. Hãy hỏi kèm tỉnh, năm, cơ quan hoặc số văn bản để xem."
OF_ROW = 0.9  # of what is asked, the share that a row itself must say
NAMED = 0.5  # enough of the subject where the sentence also names the agency asked about
TELLING = 3  # words behind the colon of a heading that say something
CLAUSES = 240  # characters of a sentence of several clauses that is shown whole among the parts of a section
LIST_OPENS = re.compile(r":\s+[^:]*;\s*$")
HEADING = 200  # characters a heading may take, over several lines
WORD = re.compile(r"[^\W\d_]{2}")  # a sentence without any is a label: "**1."
NAME = 4  # words of a heading that says nothing by itself
WHOLE = 12  # parts of a section shown when the section itself is asked for


def write_content(material: Material) -> Draft:
    """Answer from the section asked for by label or heading, else from the sentences that speak of the subject."""
    if place := cited_place(material.question.restored):
        plans = material.titled(issuers=True)
        return Draft(tuple(c for plan in plans for s in sections_at(plan, place) for c in parts_of(plan, s)))
    if lists := annexed(material):
        return Draft(tuple(claim for plan, annex in lists for claim in _rows(plan, annex)))
    if (listed := write_listed(material)).claims:
        return listed
    if found := headed(material):
        more = (MORE,) if len(found) == FIRST and len(material.headed()) > MANY else ()
        return Draft(tuple(claim for plan, section in found for claim in _asked_parts(material, plan, section)), more)
    question = material.question
    timed = surest_of(question) if expected_of(question) is tells_time else None
    asked = question.asked or question.restored
    return Draft(
        tuple(claim for sentence in telling_sentences(material) for claim in claims_of(sentence, timed, asked))
    )


def write_listed(material: Material) -> Draft:
    """List what stands under the headings that name the kind of thing asked for; nothing where none does."""
    return Draft(tuple(claim for one in listed_under(material) for claim in listed_parts(*one)))


def write_mentions(material: Material) -> Draft:
    """Quote the sentences that name the agency asked about, where no plan gives it a task of its own."""
    agencies = material.question.agencies
    found = []
    for one in read_together(material.found):
        for start, end in sentences(one.plan.quote(one.passage.span), one.passage.span.start):
            span = Span(start, end)
            text = one.plan.quote(span)
            said = one.plan.innermost(start).kind not in SILENT and _says_more(agencies, text)
            if said and material.within(one.plan, text) >= NAMED and _names_one(material, agencies, text):
                found.append(Sentence(one.plan, span, 1.0, one.score))
    return Draft(tuple(claim for sentence in list(unlike(found))[:SHOWN] for claim in claims_of(sentence)))


def write_office(material: Material) -> Draft:
    """Say who holds an office of which no plan was signed: the sentence that says "Trưởng Ban Chỉ đạo là …"."""
    office = OFFICE.search(fold(expand(material.question.restored)))
    if not material.question.topic:
        return Draft()
    if office is None:
        return Draft(tuple(c for s in telling_sentences(material) if _names_person(material, s) for c in claims_of(s)))
    name = re.escape(office["first"] or office["last"])
    held = re.compile(rf"\b{name}\b[^,;.]{{0,60}}\b(?:la|do)\b")
    told = (s for s in telling_sentences(material) if held.search(fold(s.plan.quote(s.span))))
    return Draft(tuple(claim for sentence in told for claim in claims_of(sentence)))


def _names_person(material: Material, sentence: Sentence) -> bool:
    """Say whether a row of a table that is of what is asked has the name of a person as one of its cells."""
    plan, asked = sentence.plan, material.question.restored
    row = plan.innermost(sentence.span.start).kind == "table" and sentence.own >= OF_ROW
    names = (cell for cell in cells(plan.quote(sentence.span)) if PERSON.fullmatch(cell))
    return row and any(fold(name) not in fold(asked) for name in names)


def _says_more(agencies: Sequence[str], text: str) -> bool:
    """Say whether a line says more than a body's name: "Trạm Y tế xã (đề nghị)" only opens what it is told."""
    names = {word for name in (*agencies, *(m.name for m in agencies_in(text))) for word in syllables(name)}
    return sum(word not in names for word in syllables(text)) >= TELLING


def _names_one(material: Material, agencies: Sequence[str], text: str) -> bool:
    if not any(material.weigher.coverage(syllables(agency), text) > 0.5 for agency in agencies):
        return False
    plain = fold(text)
    if any(fold(agency) in plain for agency in agencies):
        return True
    return any(same_agency(agency, mention.name) for mention in agencies_in(text) for agency in agencies)


def parts_of(plan: Plan, section: Section) -> list[Claim]:
    """Return one claim for each part of a section: its paragraphs, bullets and the headings of its subsections."""
    lead = f"{plan_label(plan)}, {section_label(section)}"
    if not section.children:
        return [quoted(plan, _body(plan, section), lead)]
    if all(map(_only_names, section.children)):
        return [claim for child in section.children for claim in parts_of(plan, child)][:WHOLE]
    return listed_parts(plan, section)


def listed_parts(plan: Plan, section: Section) -> list[Claim]:
    """Return one claim for each part just below a section that has some: of one with a heading the heading."""
    lead = f"{plan_label(plan)}, {section_label(section)}"
    spans = (span for child in section.children for span in _shown(plan, child))
    return [quoted(plan, span, lead) for span in spans if plan.quote(span).strip()][:WHOLE]


def _rows(plan: Plan, annex: Section) -> list[Claim]:
    """Return every row of the tables of an annex, each with all its columns; its parts where it has no table."""
    lead = f"{plan_label(plan)}, {section_label(annex)}"
    rows = [row for child in annex.children if child.kind == "table" for row in _shown(plan, child)]
    return [quoted(plan, row, lead) for row in rows] or parts_of(plan, annex)


def _shown(plan: Plan, part: Section) -> list[Span]:
    """Return what is shown of a part: a heading's line, a numbered one's first sentence, a table's rows, else all."""
    if part.kind == "table":
        return data_rows(plan.quote(part.span), part.span.start)
    if part.kind == "heading" and part.own.end - part.own.start <= HEADING:
        return [_stripped(plan, part.own)]
    return [_first_sentence(plan, part) if part.kind in NUMBERED else part.span]


def _asked_parts(material: Material, plan: Plan, section: Section) -> list[Claim]:
    """Return the parts of a section that say what the question asks beyond its heading, all when none does."""
    parts = parts_of(plan, section)
    named = f"{plan.titles_over(section.id)} {plan.header.title or ''} {plan.header.issuer or ''}"
    left = material.weigher.unsaid(material.question.topic, named)
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
    """Return the first sentence of a part, with all its clauses where they are short or a list: "gồm: a; b."."""
    own = section.own if plan.quote(section.own) else section.span
    ends = sentences(plan.quote(own), own.start)
    first = next((Span(own.start, end) for start, end in ends if WORD.search(plan.text[start:end])), own)
    return _listed(plan, first, own, 2 * PARAGRAPH if LIST_OPENS.search(plan.quote(first)) else CLAUSES)


def _stripped(plan: Plan, span: Span) -> Span:
    text = plan.quote(span)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start + 1, span.start + len(text.rstrip())))


def claims_of(sentence: Sentence, timed: Callable[[str], bool] | None = None, asked: str = "") -> list[Claim]:
    """Quote the sentence; a heading says nothing by itself, so what stands under it is quoted.

    Of a paragraph with several times only the sentence is quoted that has what `timed` looks for, unless words `asked`
    choose one of its parts.
    """
    plan = sentence.plan
    block = plan.innermost(sentence.span.start)
    dated = timed is not None and timed(plan.quote(sentence.span))
    if block.kind == "heading" and block.children and not (dated or sentence.told or _tells(block.title)):
        return parts_of(plan, block)
    lead = f"{plan_label(plan)}, {section_label(plan.citable(sentence.span.start))}"
    whole = _whole(plan, sentence.span)
    told = dated and block.kind != "table" and _times(plan, whole) > _times(plan, sentence.span)
    shown = sentence.span if told and not asked_part(asked, plan.quote(whole)) else whole
    spans = [shown, *([_stripped(plan, sentence.told)] if sentence.told else []), *_led_by(plan, block, shown)]
    return [in_its_unit(plan, block, quoted(plan, span, lead)) for span in spans]


def _led_by(plan: Plan, block: Section, shown: Span) -> list[Span]:
    """Return the parts that a line ending with a colon leads to: below it, or beside it up to the next such line."""
    if block.kind in FRAME or not plan.quote(shown).rstrip(" *_").endswith(":"):
        return []
    parts = takewhile(lambda one: one.kind != block.kind or block.children, following(plan, block))
    return [span for part in parts for span in _shown(plan, part)][:WHOLE]


def _times(plan: Plan, span: Span) -> int:
    text = plan.quote(span)
    return sum(tells_time(text[start:end]) for start, end in sentences(text))


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
    if own.contains(span) and own.end - own.start <= PARAGRAPH:
        return own
    return _listed(plan, span, own, 2 * PARAGRAPH) if LIST_OPENS.search(plan.quote(span)) else span


def _listed(plan: Plan, span: Span, own: Span, longest: int) -> Span:
    """Widen the first clause of a list in running text to its end: "Nghiêm cấm các hành vi: a; b; c."."""
    ends = [end for _, end in sentences(plan.text[span.start : own.end], span.start)]
    stop = next((end for end in ends if plan.text[:end].rstrip().endswith(".")), span.end)
    return Span(span.start, stop) if stop - span.start <= longest else span

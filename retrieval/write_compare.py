"""Two plans, or two agencies, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from plans.model import Plan, Span
from plans.text import fold, sentences, syllables
from retrieval.answer import Claim, Question
from retrieval.counted import counted
from retrieval.draft import ENOUGH, Draft, Material, quoted
from retrieval.names import plan_label
from retrieval.paired import distinct, paired
from retrieval.populations import COMPARING, beside, populations, side_of, understood
from retrieval.topic import topic_of
from retrieval.work import KINDS, OTHER, kind_of, speaks_of
from retrieval.write_content import SILENT
from retrieval.years_compared import of_years

Write = Callable[[Material], Draft]
Side = tuple[str, Material]
# What two whole plans are compared by, and how each is asked: the first form that a plan answers.
ASPECTS = {
    "Mục đích, mục tiêu": ("mục tiêu là gì", "mục đích yêu cầu"),
    "Chỉ tiêu": ("chỉ tiêu",),
    "Kinh phí": ("kinh phí thực hiện",),
    "Hạn báo cáo": ("hạn báo cáo",),
    "Căn cứ": ("căn cứ pháp lý",),
}
# The words of an aspect: a plan that has a sentence with them is not silent of it, though it states no figure.
NAMED = {
    "Mục đích, mục tiêu": re.compile(r"\bmuc (?:dich|tieu)\b"),
    "Chỉ tiêu": re.compile(r"\bchi tieu\b"),
    "Kinh phí": re.compile(r"\bkinh phi\b"),
}
UNTOLD = (*SILENT, "title", "preamble")
TELLS = re.compile(r"^[^:]{0,60}:\s+\S+\s+\S+\s+\S+")  # a heading that goes on: "Mục tiêu: tỷ lệ hộ …"
CELL = 3  # statements of one plan about one aspect
MOST = 4  # sides of a comparison
LEAST = 3  # words of a subject that tell by themselves what is compared
_PLANS = re.compile(r"\b(?:kế hoạch|văn bản|chương trình)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def write_compare(material: Material, write: Write, tell: Write) -> Draft:
    """Put two plans, or two agencies, side by side; a side with nothing says "không quy định".

    `write` writes a side by its facts, `tell` also by sentences where no fact is of what is asked.
    """
    question = material.question
    if len(question.agencies) < 2 and (years := of_years(material)).claims:
        return years
    if (kinds := _of_populations(material, write)).claims:
        return kinds
    if _names_years(question) and not _PLANS.search(question.restored):
        return Draft()
    if len(question.agencies) >= 2:
        sides = [(name, replace(material, question=replace(question, agencies=(name,)))) for name in question.agencies]
    else:
        sides = [(plan_label(p), _only(material, p)) for p in material.plans[: MOST + 1]]
    if not 2 <= len(sides) <= MOST:
        if question.topic and not _PLANS.search(question.restored):  # two things, and no two plans
            return _told_together(material, tell) or Draft()
        return _told_together(material, tell) or Draft(
            status="clarify",
            choices=tuple(plan_label(plan) for plan in material.plans[:12]),
            intro="Bạn muốn so sánh những kế hoạch hay cơ quan nào?",
        )
    return _by_aspect(sides, write) if _whole(material) else _on_subject(sides, write)


def _of_populations(material: Material, write: Write) -> Draft:
    """Compare two kinds of people or places where the question names neither two plans nor an agency."""
    question = material.question
    names = None if question.agencies or len(question.scope) > 1 else populations(question.restored)
    if names is None or not understood(material, names):
        return Draft()
    told = beside(names, [write(side_of(material, *pair)) for pair in (names, names[::-1])])
    both = paired(material, names) if told.notes or not told.claims else told
    return both if both.claims else told


def _years(question: Question) -> list[str]:
    return list(dict.fromkeys(_YEAR.findall(question.restored)))


def _names_years(question: Question) -> bool:
    """Say whether a comparison is of something in two years, not of two plans or bodies."""
    rest = [word for word in question.topic if word != "năm" and not word.isdigit()]
    return len(_years(question)) == 2 and len(question.agencies) < 2 and bool(rest)


def _told_together(material: Material, write: Write) -> Draft | None:
    """Return what is said of the subject that names no two plans or bodies: a sentence may tell of both things.

    One that holds the figure asked for the surest: a sum of money before a share.
    """
    asked = f"{COMPARING.sub(' ', material.question.restored)} là bao nhiêu"
    topic = topic_of(asked, (), "compare")
    names = populations(material.question.restored)
    own = distinct(names) if names else ()
    for noun in (counted(asked) or (None,)) if len(topic) >= LEAST else ():
        draft = write(replace(_asked(material, asked, topic), noun=noun))
        claims = tuple(c for c in draft.claims if not own or any(_names(material, words, c) for words in own))
        if claims := tuple(c for c in claims if not noun or noun.search(c.shown)):
            return replace(draft, claims=claims)
    return None


def _names(material: Material, words: str, claim: Claim) -> bool:
    """Say whether a claim, or a heading over it, names one of two things by most of the words that it alone has."""
    cited = claim.citations[0]
    around = f"{cited.plan.titles_over(cited.section.id)} {claim.text}"
    return material.weigher.coverage(syllables(words), around) >= ENOUGH


def _whole(material: Material) -> bool:
    """Say whether the plans as such are compared: the question names nothing they say."""
    question = material.question
    return not (question.topic or question.agencies or question.numbers)


def _on_subject(sides: Sequence[Side], write: Write) -> Draft:
    drafts = [(name, write(side)) for name, side in sides]
    asked = sides[0][1].question
    whole = not asked.topic or all(_is_titled(sides[0][1], claim) for _, draft in drafts for claim in draft.claims)
    if asked.agencies and whole and (rows := _by_work(drafts)).claims:
        return rows
    claims = tuple(claim for _, draft in drafts for claim in draft.claims)
    silent = tuple(f"{name}: không quy định." for name, draft in drafts if not draft.claims)
    return Draft(claims, silent if claims else ())


def _is_titled(material: Material, claim: Claim) -> bool:
    """Say whether the subject only tells which plan a claim is of: its title says all of it."""
    return not material.weigher.residue(material.question.topic, claim.citations[0].plan.header.title or "")


def _by_work(drafts: Sequence[tuple[str, Draft]]) -> Draft:
    """Return the tasks of the sides by kind of work, and last what binds all alike; none where one row would hold all.

    A side is called silent only where none of its tasks has work of the kind, first or behind other work.
    """
    alike = set.intersection(*({_key(claim) for claim in draft.claims} for _, draft in drafts))
    sides = [(name, [claim for claim in draft.claims if _key(claim) not in alike]) for name, draft in drafts]
    kinds = {kind_of(claim.text) for _, claims in sides for claim in claims}
    if len(kinds) < 2 or not all(claims for _, claims in sides):
        return Draft()
    held = [kind for kind in (*KINDS, OTHER) if kind in kinds]
    rows = [claim for kind in held for claim in _row_of_work(kind, sides)]
    rows += [claim for claim in drafts[0][1].claims if _key(claim) in alike]
    silent = [f"{kind} — {name}: không quy định." for kind in held for name in _silent(kind, sides)]
    return Draft(tuple(rows), tuple(silent))


def _key(claim: Claim) -> tuple[str, int, int]:
    return claim.citations[0].key


def _row_of_work(kind: str, sides: Sequence[tuple[str, Sequence[Claim]]]) -> list[Claim]:
    row = (claim for _, claims in sides for claim in claims if kind_of(claim.text) == kind)
    return [replace(claim, lead=f"{kind} — {claim.lead}") for claim in row]


def _silent(kind: str, sides: Sequence[tuple[str, Sequence[Claim]]]) -> list[str]:
    return [_short(name) for name, claims in sides if not any(speaks_of(claim.text, kind) for claim in claims)]


def _by_aspect(sides: Sequence[Side], write: Write) -> Draft:
    """Return what the plans say aspect by aspect, each thing once; an aspect no plan speaks of is left out."""
    cells = {name: [_cell(side, name, forms, write) for side in sides] for name, forms in ASPECTS.items()}
    claims = [claim for name, row in cells.items() for claim in _row(name, row)]
    once: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        once.setdefault((claim.citations[0].plan.id, claim.text), claim)
    return Draft(tuple(once.values()))


def _cell(side: Side, aspect: str, forms: Sequence[str], write: Write) -> tuple[str, Draft]:
    label, material = side
    drafts = (write(_asked(material, form)) for form in forms)
    told = next((draft for draft in drafts if draft.claims), None)
    return label, told or Draft(tuple(c for plan in material.plans for c in _naming(plan, aspect)))


def _naming(plan: Plan, aspect: str) -> Iterator[Claim]:
    """Yield the sentences that have the words of an aspect, headings and titles that say no more apart."""
    words = NAMED.get(aspect)
    for start, end in sentences(plan.text) if words else ():
        said = plan.text[start:end]
        kind = plan.innermost(start).kind
        silent = kind in UNTOLD and not (kind == "heading" and TELLS.search(said))
        if words and words.search(fold(said)) and not silent:
            yield quoted(plan, Span(start, end))


def _asked(side: Material, asked: str, topic: Sequence[str] = ()) -> Material:
    return replace(side, question=replace(side.question, restored=asked, topic=tuple(topic or syllables(asked))))


def _row(aspect: str, row: Sequence[tuple[str, Draft]]) -> list[Claim]:
    """Return the claims of one aspect under a heading for each plan, which also names the plans that say nothing."""
    silent = "; ".join(f"{_short(label)}: không quy định" for label, draft in row if not draft.claims)
    told: list[Claim] = []
    for label, draft in row:
        more = len(draft.claims) - CELL
        rest = [f"còn {more} ý khác"] if more > 0 else []
        beside = "; ".join([*rest, *([silent] if silent else [])])
        lead = f"{aspect} — {label} ({beside})" if beside else f"{aspect} — {label}"
        told += [replace(claim, lead=lead) for claim in draft.claims[:CELL]]
    return told


def _short(label: str) -> str:
    """Return the label of a plan without its title, which stands in the headings beside: "KH (Thái Bình, 2024)"."""
    return re.sub(r" «.*»", "", label)


def _only(material: Material, plan: Plan) -> Material:
    found = tuple(f for f in material.found if f.plan_id == plan.id)
    question = replace(material.question, scope=(plan.id,))
    return replace(material, plans=(plan,), found=found, question=question)

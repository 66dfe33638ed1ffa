"""The offline writer: from a question and what was found to a draft, by the kind of answer asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plans.agencies import same_agency
from plans.text import fold
from retrieval.answer import Claim, Intent, Question
from retrieval.asked_deadlines import recipients
from retrieval.called import write_called
from retrieval.cited_place import cited_place
from retrieval.counted import counted
from retrieval.dated_parts import told_parts
from retrieval.doer import of_unnamed_doer
from retrieval.draft import Draft, Material
from retrieval.duties import as_row
from retrieval.fitting import Wanted
from retrieval.intents import intent_of
from retrieval.listed import listed_under
from retrieval.meant_bodies import any_same
from retrieval.named import agencies_in
from retrieval.own_names import is_own
from retrieval.scope import issued_by
from retrieval.shelf import heads
from retrieval.telling import is_frame
from retrieval.topic import topic_of
from retrieval.write_compare import write_compare
from retrieval.write_content import write_content, write_mentions, write_office
from retrieval.write_deadlines import write_deadlines
from retrieval.write_duties import with_figures, write_duties
from retrieval.write_facts import write_legal_basis, write_metadata
from retrieval.write_links import disagreement
from retrieval.write_most import write_most
from retrieval.write_own import write_own
from retrieval.write_plans import write_list
from retrieval.write_rows import write_rows
from retrieval.write_summary import write_overview
from retrieval.write_targets import write_targets
from retrieval.write_total import write_total
from retrieval.write_whole import write_whole

WRITERS: dict[Intent, Callable[[Material], Draft]] = {
    "duties": write_duties,
    "deadline": write_deadlines,
    "target": write_targets,
    "legal_basis": write_legal_basis,
    "metadata": write_metadata,
    "list": write_list,
    "overview": write_overview,
    "definition": write_content,
    "content": write_content,
}
# Kinds of question that sentences about the subject may answer when no fact does.
FALL_BACK: frozenset[Intent] = frozenset({"duties", "deadline", "target", "legal_basis", "list", "definition"})
# Asks for what another cell of a task's row says: with whom, until when.
BESIDE = re.compile(
    r"\b(?:cung|voi)(?: voi)? (?:nhung |cac )?(?:ai|(?:don vi|co quan|so|nganh|ben|to chuc) nao)\b"
    r"|\b(?:khi nao|luc nao|ngay nao|bao gio|thang nao)\b|\bsan pham (?:gi|la gi|nao)\b"
)
FEW_ROWS = 3  # tasks that are shown with all their cells
RESTS = re.compile(r"\b(?:quyet dinh|cong van|chi thi|thong tu|nghi dinh|nghi quyet|luat|van ban|can cu)\b")
NOW = re.compile(r"\b(?:hiện nay|hiện có|hiện tại|hiện còn|hiện đang|đến nay|tính đến)\b", re.IGNORECASE)
_OPEN = (None, "when")  # fields of a question that may still ask what a body does
CALLED: frozenset[Intent] = frozenset({"duties", "content"})  # what asks of a body a plan may call by its own words
ONE_THING: frozenset[Intent] = frozenset({"duties", "deadline", "target", "content", "definition"})
COMPARED: frozenset[Intent] = frozenset({"duties", "deadline", "target", "legal_basis", "metadata", "content"})


def write(material: Material) -> Draft:
    """Return the draft of an answer; one without claims means that the plans do not say."""
    if material.question.intent != "compare" and cited_place(material.question.restored):
        return write_content(material)
    draft = _fitting(_of_table(material), material.question)
    for noun in counted(material.question.restored) or (None,):
        if draft.claims or draft.status:
            break
        draft = _write(replace(material, noun=noun))
    draft = replace(draft, claims=told_parts(material.question, draft.claims))
    note = disagreement(draft.claims)
    return replace(draft, notes=(note, *draft.notes)) if note else draft


def _fitting(draft: Draft, question: Question) -> Draft:
    """Leave out the claims that cannot be what is asked for, of the kinds of answer that are about one thing."""
    if question.intent not in ONE_THING:
        return draft
    wanted = Wanted.of(question.wanted)
    told = ((claim, claim.citations[0]) for claim in draft.claims)  # the others only say what that one is of
    fit = (claim for claim, cited in told if wanted.fits(cited.plan, cited.span))
    fit = (claim for claim in fit if not of_unnamed_doer(question, claim.citations[0].plan))
    return replace(draft, claims=tuple(claim for claim in fit if not _only_rests_on(question, claim)))


def _only_rests_on(question: Question, claim: Claim) -> bool:
    """Say whether a body's work is asked for and a claim is of what a plan rests on, which gives nobody any."""
    asked = question.intent == "duties" and question.agencies and not RESTS.search(fold(question.restored))
    return bool(asked) and all(is_frame(cited.plan, cited.span) for cited in claim.citations)


def _write(material: Material) -> Draft:
    question = material.question
    if question.intent == "compare":
        return write_compare(material, _side, _side_told)
    if question.intent == "target" and NOW.search(question.restored) and (standing := _standing(material)).claims:
        return _fitting(standing, question)
    draft = _fitting(_drafted(material), question)
    return draft if draft.claims else _fitting(_otherwise(material, draft), question)


def _otherwise(material: Material, draft: Draft) -> Draft:
    """Return what else may tell what is asked where its own kind of answer finds nothing; that draft where nothing."""
    question = material.question
    if question.intent == "duties" and (own := write_own(material)).claims:
        return own
    if question.intent == "metadata" and (office := write_office(material)).claims:
        return office
    if draft.status or question.intent not in FALL_BACK or question.field == "article":
        return draft  # a sentence that cites another article would mislead
    if question.agencies and question.intent == "duties":
        mentioned = write_mentions(material)
        return mentioned if mentioned.claims or not _of_issuer(material) else write_content(material)
    told = write_content(material) if question.topic else draft
    told = replace(told, claims=tuple(claim for claim in told.claims if may_tell(question, claim)))
    if question.agencies and question.intent == "target" and not told.claims:
        told = with_figures(material)
    return told if told.claims else draft


def _of_table(material: Material) -> Draft:
    """Return the row with the most, what a plan costs in all, or the rows called by name, where that is asked for."""
    drafts = (write(material) for write in (write_most, write_total, write_rows, write_whole))
    return next((draft for draft in drafts if draft.claims), Draft())


def _standing(material: Material) -> Draft:
    """Return what the plans say is so today of what is counted: "hiện có 22 trạm", not what is to be reached."""
    told = write_content(material)
    return replace(told, claims=tuple(claim for claim in told.claims if NOW.search(claim.text)))


def _drafted(material: Material) -> Draft:
    """Write what is asked, of a body that only a plan's own words name before anything else."""
    question = material.question
    listed = question.intent == "content" and listed_under(material)
    called = question.intent in CALLED and question.field in _OPEN and not listed
    draft = write_called(material) if called else Draft()
    draft = draft if draft.claims else WRITERS[question.intent](material)
    rows = question.intent == "duties" and BESIDE.search(fold(question.restored)) and len(draft.claims) <= FEW_ROWS
    return replace(draft, claims=tuple(map(as_row, draft.claims))) if rows else draft


def of_another(agencies: Sequence[str], claim: Claim) -> bool:
    """Say whether a claim is the task of a body not asked about, names none of those and is of no plan of theirs."""
    cited = claim.citations[0]
    tasks = [t for t in cited.plan.assignments if cited.span.contains(t.span) or t.span.contains(cited.span)]
    owners = [task.agency for task in tasks if not task.general]
    named = [*owners, *(mention.name for mention in agencies_in(claim.text))]
    theirs = any(issued_by(cited.plan, agency) for agency in agencies)
    return bool(owners) and not theirs and not any(same_agency(a, name) for a in agencies for name in named)


def names_one(agencies: Sequence[str], claim: Claim) -> bool:
    """Say whether a claim, a heading over it or the head of its plan names one of the bodies asked about."""
    plan, section = claim.citations[0].plan, claim.citations[0].section
    above = [s.title for s in plan.ancestors(section.id)]
    return any(is_own(plan, one) for one in agencies) or any_same(agencies, (claim.text, *above))


def may_tell(question: Question, claim: Claim) -> bool:
    """Say whether a claim may be the answer: of the body asked about, with a document where one is asked for."""
    if question.intent == "legal_basis" and not _cites(claim):
        return False
    if not question.agencies or _only_rests_on(question, claim):
        return not question.agencies
    sent = recipients(question)
    owing = tuple(name for name in question.agencies if name not in sent)
    concerned = filter(None, (owing, tuple(sent))) if question.intent == "deadline" else ()
    return all(names_one(some, claim) for some in concerned) and not of_another(question.agencies, claim)


def _cites(claim: Claim) -> bool:
    """Say whether a claim names a document, by its number or as laws are named."""
    cited = claim.citations[0]
    return any(cited.span.contains(reference.span) for reference in cited.plan.references)


def _of_issuer(material: Material) -> bool:
    """Say whether the agency asked about issued every plan in scope: then all a plan says is said to it."""
    agencies = material.question.agencies
    return bool(material.question.topic) and all(
        any(issued_by(head, agency) for agency in agencies) for head in heads(material.plans)
    )


def _side_told(material: Material) -> Draft:
    """Write one side of a comparison by its facts, else by what sentences tell of it."""
    draft = _side(material)
    return draft if draft.claims else write_content(material)


def _side(material: Material) -> Draft:
    """Write one side of a comparison as if it had been asked alone."""
    rest = fold(material.question.restored)
    for word in ("so sanh", "khac nhau", "giong nhau", "khac gi", "giong gi"):
        rest = rest.replace(word, " ")
    intent, field = intent_of(rest, bool(material.question.agencies), bool(material.question.numbers))
    if intent not in COMPARED:
        intent, field = "content", None
    topic = topic_of(" ".join(material.question.topic), (), intent)
    if intent == "content" and material.question.agencies:
        duties = write_duties(replace(material, question=replace(material.question, intent="duties", topic=topic)))
        if duties.claims or not topic:
            return duties
    elif intent == "content" and not topic:
        return write_overview(material)
    side = replace(material, question=replace(material.question, intent=intent, field=field, topic=topic))
    return WRITERS[intent](side)

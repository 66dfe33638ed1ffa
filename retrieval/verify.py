"""No statement leaves without support: each claim is held against the one sentence it cites.

A claim is supported when every typed item (figure, date, document number) and every agency in it stands in one
sentence of a cited quote, read with the headings above it and the head of its plan, when most of its words stand there
too, and when both have the same polarity. Binding to ONE sentence is what catches a date borrowed from the next
sentence (measured: 21 of 21, against 0 of 21 for a bag of items).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.agencies import Mention, same_agency
from plans.text import fold, sentences, squeeze, syllables, uniform
from retrieval.answer import Answer, Citation, Claim
from retrieval.items import Item, closure, counted, denials, typed
from retrieval.named import agencies_in

COVERAGE = 0.7
# What precedes a sentence and is no part of what it says: its number in a list, and words that name the source.
_LABEL = re.compile(r"^[\s“\"'«(-]*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđA-ZĐ]|[IVX]+)\s*[.)]\s+")
_FRAME = re.compile(r"^[\s“\"]*theo (?:kế hoạch|quy định|văn bản)(?: này| đó)?,\s+", re.IGNORECASE)
# "báo cáo cho Sở Y tế": there the sentence itself must name the body, a heading names only who has to act.
_OBJECT = re.compile(r"(?<!giao )(?<!công )\b(?:cho|với|qua|về|gửi|đến|tới|trình|cùng)\s*$", re.IGNORECASE)
ZONES = ("header", "signature", "recipients", "title")  # no sentences there: names and dates on lines of their own


def verify(answer: Answer) -> Answer:
    """Return `answer` without the claims that their citations do not say; nothing left makes it `no_answer`."""
    if answer.status != "answered":
        return answer
    kept = tuple(_computed_checked(claim) for claim in answer.claims if supported(claim))
    return replace(answer, claims=kept, status="answered" if kept else "no_answer")


def supported(claim: Claim) -> bool:
    """Say whether every part of the claim is said by a sentence it cites."""
    citations = [citation for citation in claim.citations if resolves(citation)]
    if not citations or len(citations) < len(claim.citations):
        return False
    return all(any(_supports(citation, part, citations) for citation in citations) for part in _parts(claim.text))


def _computed_checked(claim: Claim) -> Claim:
    """Keep what stands beside a claim only when it is cited word for word, or worked out from a cited day.

    A date worked out must fall on a day the cited text prints, or follow from a period of months it names.
    """
    cited = uniform(_plain(" ".join(citation.quote for citation in claim.citations)))
    if not claim.computed or uniform(_plain(claim.computed)) in cited:
        return claim
    said = closure(item for citation in claim.citations for item in typed(citation.quote))
    days = [Item("day", item.parts[:2]) for item in typed(claim.computed) if item.kind == "date"]
    recurring = re.search(r"\b(?:tháng|quý|nhiệm kỳ)\b", cited) is not None
    return claim if all(day in said or recurring for day in days) else replace(claim, computed="")


def resolves(citation: Citation) -> bool:
    """Say whether the citation names an existing section of its plan and a non-empty range inside it."""
    try:
        section = citation.plan.section(citation.section.id)
    except KeyError:
        return False
    return section.span.contains(citation.span) and citation.span.start < citation.span.end


def _parts(text: str) -> list[str]:
    """Split a statement into sentences; each must find its own evidence."""
    text = _FRAME.sub("", text)
    return [text[start:end] for start, end in sentences(text)] or [text]


def _supports(citation: Citation, statement: str, all_cited: Sequence[Citation]) -> bool:
    """Say whether one sentence of the citation says the statement; what else is cited may only name its subject."""
    quote = citation.quote
    if _verbatim(statement, quote):
        return True
    context = _context(citation)
    subjects = [context, *(other.quote for other in all_cited if other is not citation)]
    evidence = [_LABEL.sub("", quote[start:end]) for start, end in sentences(quote)]
    if citation.section.kind in ZONES:
        evidence = [" ".join(c.quote for c in all_cited if c.section.kind in ZONES and c.plan is citation.plan)]
    statement = _LABEL.sub("", statement)
    said = _behind_subject(statement, subjects)
    return any(
        _says(sentence, said, context) and _agencies_agree(statement, sentence, subjects) for sentence in evidence
    )


def _behind_subject(statement: str, subjects: Sequence[str]) -> str:
    """Return what is said behind a subject that is printed just so: "Các xã không có biển: gửi báo cáo …"."""
    subject, _, words = statement.partition(": ")
    return words if words and any(_verbatim(subject, printed) for printed in subjects) else statement


def _context(citation: Citation) -> str:
    """Return what gives a sentence its meaning: the headings above it and the head of its plan."""
    headings = (s.title for s in citation.plan.ancestors(citation.section.id) if s.kind == "heading")
    head = citation.plan.header
    return " ".join((*headings, head.number or "", head.issuer or "", head.province or "", head.title or ""))


def _verbatim(statement: str, quote: str) -> bool:
    """Say whether the quote contains the statement word for word, not torn from under a negation."""
    if statement and quote.startswith(statement):  # as most claims are made
        return True
    plain, source = uniform(_plain(statement)), uniform(_plain(quote))
    at = source.find(plain)
    if at < 0 or not plain:
        return False
    clause = re.split(r"[,;:.()]", source[:at])[-1]
    return not denials(clause)


def _says(evidence: str, statement: str, context: str) -> bool:
    return (
        typed(statement) <= closure(typed(evidence)) | closure(typed(context))
        and counted(statement) <= counted(evidence) | counted(context)
        and _same_polarity(statement, evidence)
        and _covered(statement, f"{evidence} {context}") >= COVERAGE
    )


def _same_polarity(statement: str, evidence: str) -> bool:
    """Say whether the statement denies only what the evidence denies, and states nothing that it denies."""
    stated, said = set(denials(statement)), set(denials(evidence))
    words = f" {' '.join(syllables(statement))} "
    return stated <= said and not any(f" {denied} " in words for _, denied in said - stated)


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").split()).strip(" .;,:-+“”\"'«»")


def _covered(statement: str, evidence: str) -> float:
    asked = syllables(statement)
    said = set(syllables(evidence)) | set(fold(evidence).split())
    return sum(word in said for word in asked) / len(asked) if asked else 0.0


def _agencies_agree(statement: str, sentence: str, subjects: Sequence[str]) -> bool:
    """Say whether the sentence names each agency of the statement; who acts may be named above it or beside it."""
    told = _beside(statement, sentence)
    return all(
        _is_named(m, [sentence] if _OBJECT.search(told[: m.span.start]) else [sentence, *subjects])
        for m in agencies_in(told)
    )


def _beside(statement: str, sentence: str) -> str:
    """Return the body before a colon behind which the sentence's own words stand, else all of the statement."""
    body, _, words = statement.partition(": ")
    named = agencies_in(body) if words and words in squeeze(sentence) else ()
    return body if named and named[-1].span.end == len(body) else statement


def _is_named(agency: Mention, texts: Sequence[str]) -> bool:
    """Say whether one of the texts names a body; a short one is often the name alone, and soon read."""
    return any(same_agency(agency.name, m.name) for text in sorted(texts, key=len) for m in agencies_in(text))

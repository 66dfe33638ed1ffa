"""Two years of one plan side by side: "số ca năm 2025 so với mục tiêu năm 2026"."""

from __future__ import annotations

import re
from dataclasses import replace

from plans.rows import headings
from retrieval.answer import Claim
from retrieval.draft import Draft, Material, placed
from retrieval.expected import tells_figure
from retrieval.search import Sentence, best_sentences
from retrieval.topic import topic_of

_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_AND = re.compile(r",?\s+(?:(?:so\s+)?với|so|và|hay)\s+", re.IGNORECASE)
_NO_SUBJECT = {"năm", "so", "với", "kế", "hoạch"}  # words of a side that name no subject


def of_years(material: Material) -> Draft:
    """Tell what is asked of each of two years under the year, one statement about both once; none if one is untold."""
    sides = _sides(material)
    told = {year: _best(material, topic) for year, topic in sides.items()}
    if len(told) != 2 or None in told.values():
        return Draft()
    years: dict[str, tuple[Claim, list[str]]] = {}
    for year, claim in told.items():
        if claim is not None:
            years.setdefault(claim.text, (claim, []))[1].append(year)
    return Draft(tuple(replace(claim, lead=f"Năm {' và '.join(of)} — {claim.lead}") for claim, of in years.values()))


def _sides(material: Material) -> dict[str, tuple[str, ...]]:
    """Return the subject of each side by its year: the second has that of the first where it names none of its own."""
    asked = material.question.restored
    parts = next(
        (
            (asked[: joint.start()], asked[joint.end() :])
            for joint in _AND.finditer(asked)
            if len(_YEAR.findall(asked[: joint.start()])) == len(_YEAR.findall(asked[joint.end() :])) == 1
        ),
        (),
    )
    known = material.question.topic
    words = [[word for word in topic_of(part, (), "compare") if word in known] for part in parts]
    subjects = [[word for word in side if not _YEAR.fullmatch(word) and word not in _NO_SUBJECT] for side in words]
    if not parts or not any(subjects):
        return {}
    first = subjects[0] or subjects[1]
    years = [_YEAR.findall(part)[0] for part in parts]
    return {
        years[0]: (*dict.fromkeys(first), years[0]),
        years[1]: (*dict.fromkeys((*first, *subjects[1])), years[1]),
    }


def _best(material: Material, topic: tuple[str, ...]) -> Claim | None:
    """Return the statement with a figure that speaks most of one side and is of its year."""
    *subject, year = topic
    side = replace(material.question, intent="target", field=None, topic=tuple(subject))
    told = (s for s in best_sentences(side, material.found, material.weigher) if s.coverage >= material.enough)
    fit = [s for s in told if year in _around(s) and tells_figure(s.plan.quote(s.span))]
    printing = [s for s in fit if year in s.plan.quote(s.span)]  # what stands beside it may be of another year
    return next((placed(sentence.plan, sentence.span) for sentence in printing or fit), None)


def _around(sentence: Sentence) -> str:
    """Return a sentence with the headings, or the names of the columns, that may give its year."""
    plan, block = sentence.plan, sentence.plan.innermost(sentence.span.start)
    columns = headings(plan.quote(block.span)) if block.kind == "table" else []
    above = (one.title for one in plan.ancestors(block.id))
    return " ".join((plan.quote(sentence.span), *columns, *above))

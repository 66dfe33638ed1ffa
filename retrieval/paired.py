"""Two things of one plan held side by side by the lines that name them: "3. Nhóm 3: …", "4. Nhóm 4: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.model import Plan, Span
from plans.rows import data_rows
from plans.text import fold, sentences, syllables
from retrieval.draft import Draft, Material, placed
from retrieval.expected import tells_figure, tells_time
from retrieval.labelled import label_of
from retrieval.search import FRAME
from retrieval.topic import topic_of

LEAST = 0.4  # share of what is asked of both that the two lines, with what stands over them, must say
LABELLED = 0.2  # that a line opens with the name and a colon
RANKS = frozenset({"nhất", "nhì", "ba", "tư", "khuyến"})  # of a prize: another one of the same level is no answer
_OF_MONEY = re.compile(r"\b(?:tiền|kinh phí|chi phí|tốn|đắt|rẻ|giá)\b", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:đồng|triệu|tỷ|tỉ|nghìn)\b|\b\d{1,3}(?:\.\d{3})+\b", re.IGNORECASE)
# What money is for: "tiền ăn" is none of what is paid for learning.
_SORT = re.compile(
    r"\btiền (ăn|thưởng|công|xe|tàu xe|đi lại|thuê|thuốc|giống|phạt|điện|nước|quà|bồi dưỡng|ở|học)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Line:
    """A sentence or a row that names one of two things, the part of the plan it stands in, and what it says of both."""

    plan: Plan
    span: Span
    among: tuple[str, str]
    weight: float


def paired(material: Material, names: Sequence[str]) -> Draft:
    """Return the two lines that stand side by side and of which each names one of the things, none where none do."""
    own = distinct(names)
    if not all(own):
        return Draft()
    lines = [[*_naming(material, names, *pair)] for pair in (own, own[::-1])]
    pairs = [(one, other) for one in lines[0] for other in lines[1] if one.among == other.among and one != other]
    best = max(pairs, key=lambda pair: pair[0].weight + pair[1].weight, default=None)
    if not best or min(line.weight for line in best) < LEAST:
        return Draft()
    claims = ((name, placed(line.plan, line.span)) for name, line in zip(names, best, strict=True))
    return Draft(tuple(replace(claim, lead=f"{name} — {claim.lead}") for name, claim in claims))


def distinct(names: Sequence[str]) -> tuple[str, str]:
    """Return the words of each name that the other one has not, with its kind where they are but a number."""
    return _own(names[0], names[1]), _own(names[1], names[0])


def _own(name: str, other: str) -> str:
    theirs = syllables(other.lower())
    own = [word for word in syllables(name.lower()) if word not in theirs]
    return " ".join(own if any(len(word) > 1 and not word.isdigit() for word in own) else syllables(name.lower()))


def _naming(material: Material, names: Sequence[str], own: str, other: str) -> Iterator[Line]:
    """Yield the lines found that print one name, or stand under it, and do not print the other."""
    asked = material.question.restored
    told = {word for name in names for word in syllables(name.lower())}
    shared = topic_of(" ".join(word for word in material.question.topic if word not in told), (), "target")
    must = (RANKS & told) | {sort.lower() for sort in _SORT.findall(asked)}
    tells = _tells_money if _OF_MONEY.search(asked) else _tells_any
    for plan, span in dict.fromkeys(_lines(material)):
        text, section = plan.quote(span), plan.citable(span.start)
        around = f"{plan.titles_over(section.id)} {section.title} {text}"
        said = prints(f"{section.title} {text}", own) and not prints(text, other)
        if said and tells(text) and all(prints(around, word) for word in must):
            weight = _weight(material, plan, shared, around) + (LABELLED if label_of(text) == fold(own) else 0.0)
            yield Line(plan, span, (plan.id, _among(plan, span)), weight)


def _weight(material: Material, plan: Plan, shared: tuple[str, ...], around: str) -> float:
    """Return how much a line, with what stands over it, says of what is asked of both besides the plan's title."""
    left = material.weigher.unsaid(shared, f"{plan.header.title or ''} {plan.header.issuer or ''}") or shared
    return material.weigher.coverage(left, around) if left else 1.0


def _among(plan: Plan, span: Span) -> str:
    """Return the table a row stands in, or the part that the section of a sentence is one of."""
    block, above = plan.innermost(span.start), plan.ancestors(plan.citable(span.start).id)
    return block.id if block.kind == "table" else above[-2].id if len(above) > 1 else ""


def _tells_any(text: str) -> bool:
    return tells_figure(text) or tells_time(text)


def _tells_money(text: str) -> bool:
    return _MONEY.search(text) is not None


def _lines(material: Material) -> Iterator[tuple[Plan, Span]]:
    for one in material.found:
        plan, start = one.plan, one.passage.span.start
        block = plan.innermost(start)
        if block.kind == "table":
            yield from ((plan, row) for row in data_rows(plan.quote(block.span), block.span.start))
        elif block.kind not in FRAME:
            yield from ((plan, Span(*said)) for said in sentences(plan.quote(one.passage.span), start))


def prints(text: str, words: str) -> bool:
    """Say whether a text has some words, given in small letters, side by side."""
    return f" {words} " in f" {' '.join(syllables(text.lower()))} "

"""The sentences that tell what is asked: enough of the subject, and the date or the figure the question wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from plans.agencies import expand
from plans.glossary import spelled_out
from plans.model import Plan, Span
from plans.text import fold, syllables
from retrieval.answer import Question
from retrieval.draft import ENOUGH, Material
from retrieval.evidence import words_of
from retrieval.expected import evidence_of, expected_of, surest_of
from retrieval.fitting import Wanted
from retrieval.labelled import asked_label, labels_at, says_asked
from retrieval.named import names_any
from retrieval.own_names import is_own
from retrieval.parts import split
from retrieval.search import FRAME, PARAGRAPH, Found, Sentence, best_sentences
from retrieval.units import as_read

COMPRISES = re.compile(r"\bgom (?:co )?(?:nhung |cac |may )?(?:\w+ )?(?:gi|nao|ai)\b")
SEVERAL = re.compile(r"\b(?:nhung|cac|gom|liet ke|bao gom)\b")  # asks for more than one thing
# "OCOP là gì": a term alone, which only a sentence that explains it answers; "yêu cầu của kế hoạch là gì" is no term.
TERM = re.compile(
    r"(?!.*\b(?:cua|doi voi|trong|ve|theo|ke hoach)\b)(?:[\w&/-]+ ){1,6}(?:co )?(?:nghia )?la (?:viet tat )?(?:cua )?gi"
)
QUOTED = re.compile(r"[“\"«]([^”\"»]{2,80})[”\"»]")  # the term to be explained, as the plan prints it
# "Tổ Văn của trường phải làm gì": whose duty is asked for.
ACTOR = re.compile(
    r"(?!(?:khi|nếu|để|trong|theo|năm|ai|kế hoạch|đến|văn bản|tôi|em|chúng)\b)(?P<who>\w+(?: \w+){0,6}?)"
    r"(?: (?:của|thuộc|ở|tại) .{1,60}?)? (?:sẽ |cần |phải |có |được |nên )*"
    r"(?:giao |phân công |làm |thực hiện )*(?:những |các )?(?:nhiệm vụ|trách nhiệm|việc|công việc|làm)(?: những)? gì\b",
    re.IGNORECASE,
)
FRAMING = re.compile(r"[\s*_-]*(?:căn cứ|thực hiện|theo đề nghị|xét đề nghị|trên đây|trên cơ sở)\b", re.IGNORECASE)
# How minutes and conclusions open: what was held and by whom, which no document cited there tells.
MEETING = re.compile(
    r"[\s*_]*(?:Ngày|Sáng|Chiều|Trong (?:các |hai )?ngày)\b[^.;]{0,200}\b(?:tổ chức|họp|chủ trì|làm việc)\b"
)
LISTS = ("recipients", "signature", "header", "stamp", "title")  # parts that are no sentences
RELATED = 0.6  # what a word counts that is not printed, where one near it in meaning is
NEAREST = 10  # passages that may tell what is asked in words of the asker's own
SAID, ITSELF = 0.2, 0.95  # the share of a subject that such a sentence must say, and of what its place says with it
CLEAR = 1.1  # how much better than the next sentence that one must be
NAMES = ("heading", "appendix")  # lines that name what a section is about
LONG = 6  # words of a subject told at length
BEYOND = 0.1  # share of what a subject says beside the name of a plan that its sentence must speak of
SOME = 0.35  # share of a subject told at length that evidence must speak of
PLENTY = 1.0  # weight that it must say of a subject of which it leaves much unsaid, in weights of a word never seen
ADDRESSED = {"em", "anh", "chi", "toi"}  # written with a capital out of courtesy
GROUP = re.compile(r"(?:Các|Những|Mọi)\b")  # names nobody: "Những xã"
YEAR = re.compile(r"(?:19|20)\d\d")
SHOWN = 3  # sentences of an answer about a subject
# What a question asks the time of, and what a sentence that tells it speaks of.
DELIVERY = (
    (re.compile(r"\bbao cao\b"), re.compile(r"\b(?:bao cao|so ket|tong ket)\b")),
    (re.compile(r"\b(?:gui|nop)\b"), re.compile(r"\b(?:bao cao|gui|nop)\b")),
)


def telling_sentences(material: Material) -> list[Sentence]:
    """Return the sentences that speak enough of the subject: the best, and those as good from other places.

    What asks for a date or a figure is told only by a sentence that has one.
    """
    question = material.question
    ranked, surest = _ranked(material), surest_of(question)
    ranked = [s for s in ranked if surest and _has(surest, s)] or ranked or _clearest(material)
    if not ranked or not material.weigher.tells(question.topic):
        return []
    if not _defines(question):
        ranked = [s for s in ranked if not is_frame(s.plan, s.span)] or ranked
    ranked = [s for s in ranked if _says_parts(question, s)] or ranked
    several = SEVERAL.search(fold(question.wanted))
    share, shown = (0.7, 2 * SHOWN) if several else (0.9, SHOWN)
    return list(unlike(s for s in ranked if s.score >= share * ranked[0].score))[:shown]


def _clearest(material: Material) -> list[Sentence]:
    """Return the sentence with the date, the figure or the rule asked for that says more of the subject than any other.

    Who asks in words of his own says many that no plan repeats: words near in meaning count here. But the names and
    the years must be the plan's, and what only the place of a sentence says is no evidence.
    """
    question, weigher = material.question, replace(material.weigher, related=RELATED)
    evidence = evidence_of(question)
    if evidence is None or not _at_length(question):
        return []
    weighed = best_sentences(question, material.found[:NEAREST], weigher)
    best = list(islice((s for s in weighed if _can_tell(material, s) and _has(evidence, s)), 2))
    if not best or best[0].score < CLEAR * best[-1].score * (len(best) - 1):
        return []
    said = best[0].own * weigher.mass(question.topic) >= PLENTY and best[0].own >= max(SAID, ITSELF * best[0].coverage)
    framed = best[0].plan.citable(best[0].span.start).kind in FRAME
    told = said and not framed and _goes_beyond(replace(material, weigher=weigher), best[0])
    return best[:1] if told and not _unsaid_names(question, best[0]) else []


def _promising(material: Material, at_length: bool) -> list[Found]:
    """Return the passages of which a sentence may speak enough of the subject: none says more than its passage.

    But a table's row does, with the names of its columns.
    """
    plenty = PLENTY / max(material.weigher.mass(material.question.topic), PLENTY)
    least = min(material.enough, max(SOME, plenty)) if at_length else material.enough
    return [one for one in material.found if one.coverage >= least or one.block == "table"]


def _speaks_enough(material: Material, sentence: Sentence, at_length: bool) -> bool:
    """Say whether a sentence speaks of enough of the subject, or of much of one that is told at length.

    Who tells a story says many words that no plan repeats; but the names and the years told must be the plan's.
    """
    if sentence.coverage >= material.enough:
        labelled = says_asked(labels_at(sentence.plan, sentence.span.start), asked_label(material.question), ())
        return material.question.intent != "target" or labelled or _goes_beyond(material, sentence)
    plan, start = sentence.plan, sentence.span.start
    framed = plan.citable(start).kind in FRAME and not MEETING.match(plan.quote(sentence.span))
    if not at_length or framed or plan.innermost(start).kind in NAMES:
        return False
    said = sentence.own * material.weigher.mass(material.question.topic)
    if sentence.coverage < SOME or said < PLENTY or _unsaid_names(material.question, sentence):
        return False
    return _goes_beyond(material, sentence)


def _goes_beyond(material: Material, sentence: Sentence) -> bool:
    """Say whether a sentence, with the paragraph it is shown in, speaks of more than what only names its plan.

    The title, the issuer and the year of a plan tell which plan is asked about, and answer nothing.
    """
    plan, header, topic = sentence.plan, sentence.plan.header, material.question.topic
    year = header.issued_on.year if header.issued_on else ""
    left = material.weigher.unsaid(topic, f"{header.title or ''} {header.issuer or ''} {year}")
    block = plan.innermost(sentence.span.start)
    around = plan.quote(block.own) if block.kind != "table" else ""
    said = f"{as_read(plan, sentence.span)}\n{around if len(around) <= PARAGRAPH else ''}"
    near = material.weigher.coverage(left, said) if material.weigher.related else 0.0
    return max(material.weigher.coverage_of(left, topic, said), near) >= BEYOND


def _at_length(question: Question) -> bool:
    """Say whether a question tells one thing at length; what asks two things is asked part by part."""
    asked = question.restored.strip()
    return len(question.topic) >= LONG and len(split(asked)) < 2 and not ACTOR.match(asked)


def _unsaid_names(question: Question, sentence: Sentence) -> set[str]:
    """Return the names and years of a question that neither a sentence's section nor what stands above it prints."""
    plan, section = sentence.plan, sentence.plan.citable(sentence.span.start)
    named = set(names_asked(question))
    years = set(filter(YEAR.fullmatch, question.topic))
    bodies = {name for name in question.agencies if not GROUP.match(name) and not is_own(plan, name)}
    if not (named or years or bodies):
        return set()
    above = (plan.header.title, plan.header.issuer, *(s.title for s in plan.ancestors(section.id)))
    around = " ".join(filter(None, (*above, plan.quote(section.span))))
    named -= _capitals(around) if named else set()
    years -= words_of(around).places.keys() if years else set()
    return {*named, *years, *(() if bodies and names_any(bodies, around) else bodies)}


@lru_cache(maxsize=2_000)  # the sentences of a section are held against it one after the other
def _capitals(text: str) -> frozenset[str]:
    """Return the words of a text that begin with a capital, without marks."""
    return frozenset(fold(word) for word in re.findall(r"\w+", text) if word[0].isupper())


def names_asked(question: Question) -> frozenset[str]:
    """Return without marks the names that an answer must say; a story's are of the asker's own people and places."""
    return frozenset(map(fold, names_of(question.asked if question.told else question.text))) - ADDRESSED


def names_of(text: str) -> Iterable[str]:
    """Yield the words that begin with a capital inside a sentence; those all in capitals are short forms."""
    for found in re.finditer(r"(?<=\w )\w+", text):
        if found[0][0].isupper() and not found[0].isupper():
            yield found[0]


def _ranked(material: Material) -> list[Sentence]:
    at_length = _at_length(material.question)
    weighed = best_sentences(material.question, _promising(material, at_length), material.weigher)
    return [s for s in weighed if _speaks_enough(material, s, at_length) and _can_tell(material, s)]


def _can_tell(material: Material, sentence: Sentence) -> bool:
    """Say whether a sentence has what is asked for and is of the body and of the one of several things asked about."""
    question, plan, span = material.question, sentence.plan, sentence.span
    expected, noun = expected_of(question), material.noun
    needed = [form for form in (_defines(question), _delivers(question)) if form]
    return (
        plan.innermost(span.start).kind not in LISTS
        and (not expected or _has(expected, sentence))
        and all(form.search(fold(plan.quote(span))) for form in needed)
        and (not noun or noun.search(spelled_out(as_read(plan, span), plan.text)))
        and _names_actor(material, sentence)
        and Wanted.of(question.wanted).fits(plan, span)
    )


def _defines(question: Question) -> re.Pattern[str] | None:
    """Return what a sentence must have to explain the term that is all a question asks for."""
    if question.intent == "definition" and (quoted := QUOTED.search(question.restored)):
        return _definition(syllables(quoted[1]))
    return _definition(question.topic) if TERM.fullmatch(fold(question.restored).strip(" ?.!")) else None


def _delivers(question: Question) -> re.Pattern[str] | None:
    """Return what a sentence must have to tell when something is reported or sent, where that is asked for."""
    plain = fold(question.restored) if question.intent == "deadline" else ""
    return next((said for asked, said in DELIVERY if asked.search(plain)), None)


def is_frame(plan: Plan, span: Span) -> bool:
    """Say whether a quote stands around what a plan says: what it rests on, and that this is the plan."""
    around = plan.citable(span.start).kind in ("preamble", "closing")
    return around and FRAMING.match(plan.quote(span)) is not None


def _names_actor(material: Material, sentence: Sentence) -> bool:
    """Say whether a sentence, or a heading over it, names the body of no known kind whose duty is asked for."""
    asked = None if material.question.agencies else ACTOR.match(material.question.restored.strip())
    if not asked:
        return True
    plan, who = sentence.plan, syllables(asked["who"])
    above = plan.titles_over(plan.citable(sentence.span.start).id)
    named = f"{above}\n{plan.quote(sentence.span)}"
    spelt = set(syllables(expand(named)))  # "Tổ Văn" is no "Tổ tư vấn"
    as_printed = sum(word in spelt for word in syllables(expand(asked["who"]))) * 2 > len(who)
    return as_printed and material.weigher.coverage(who, named) >= ENOUGH


def _says_parts(question: Question, sentence: Sentence) -> bool:
    """Say whether a sentence says what the subject comprises, where just that is asked: "Thư viện cơ sở gồm …"."""
    if not COMPRISES.search(fold(question.wanted)):
        return False
    name = r"\W+".join(re.escape(fold(word)) for word in question.topic)
    return re.search(rf"{name}[^.;:]{{0,40}}\bgom\b", fold(sentence.plan.quote(sentence.span))) is not None


def _definition(topic: Sequence[str]) -> re.Pattern[str]:
    """Return what a sentence must have to say what the subject is: "X là …", "X: …", or "… (X)"."""
    name = r"\W+".join(re.escape(fold(word)) for word in topic[:4])
    rest = rf"[^.;]{{0,60}}\b(?:la|gom|bao gom|duoc hieu la|nghia la)\b|{name}[”\"’*]*\s*:"
    return re.compile(rf"{name}{rest}|\([^()]*{name}[^()]*\)")


def _has(expected: Callable[[str], bool], sentence: Sentence) -> bool:
    """Say whether a sentence has what is asked for; the dates and figures of the legal basis are other documents'."""
    quote = sentence.plan.quote(sentence.span)
    basis = sentence.plan.citable(sentence.span.start).kind in ("preamble", "title", "closing")
    return not (basis and not MEETING.match(quote)) and (sentence.told is not None or expected(quote))


def unlike(ranked: Iterable[Sentence]) -> Iterable[Sentence]:
    """Yield the sentences whose words are not those of one before, or part of them."""
    seen: list[str] = []
    for sentence in ranked:
        words = fold(sentence.plan.quote(sentence.span))
        if not any(words in other or other in words for other in seen):
            seen.append(words)
            yield sentence

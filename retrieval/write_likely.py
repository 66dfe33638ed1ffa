"""The last resort before "không tìm thấy": the one sentence that most likely answers, shown as no more than that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plans.agencies import same_agency
from plans.text import fold
from retrieval.counted import SUMS_AND_SIZES, counted
from retrieval.doer import of_unnamed_doer
from retrieval.draft import Draft, Material
from retrieval.expected import expected_of, surest_of, tells_time
from retrieval.likely import TRUSTED, likeliest
from retrieval.named import agencies_in
from retrieval.search import Sentence
from retrieval.smalltalk import LIKELY
from retrieval.units import as_read
from retrieval.write import may_tell
from retrieval.write_content import claims_of
from retrieval.write_rows import only_names

_ASKS_HOURS = re.compile(r"\b(?:may|bao nhieu) (?:gio|tieng|phut)\b")
_HOURS = re.compile(r"\d\s*(?:giờ|phút|tiếng|h\b|h\d)", re.IGNORECASE)


def write_likely(material: Material) -> Draft:
    """Quote the likeliest sentence, with a note that says so; nothing where none is likely enough.

    One sentence compares no two things, and none of the body says what the head of a plan states.
    """
    if material.question.intent in ("compare", "metadata"):
        return Draft()
    found = likeliest(material.question, material.found, material.weigher)
    if found is None or found.chance < TRUSTED or _is_of_another(material.question.agencies, found.sentence):
        return Draft()
    if not _has_kind(material, found.sentence) or only_names(material, found.sentence):
        return Draft()
    timed = surest_of(material.question) if expected_of(material.question) is tells_time else None
    claims = claims_of(found.sentence, timed)
    told = (one for one in claims if may_tell(material.question, one))
    unnamed = of_unnamed_doer(material.question, found.sentence.plan)
    return Draft(() if unnamed else tuple(told), notes=(LIKELY,))


def write_likely_told(asked: Material, joined: Material) -> Draft:
    """Quote the likeliest sentence of a story and its question together, where it is that of the question alone too."""
    found = [likeliest(one.question, one.found, one.weigher) for one in (asked, joined)]
    meant = {(one.sentence.plan.id, one.sentence.span) for one in found if one}
    return write_likely(joined) if len(meant) == 1 and all(found) else Draft()


def _is_of_another(agencies: Sequence[str], sentence: Sentence) -> bool:
    """Say whether a sentence names another body of the kind asked about and not that one: another bank, another Sở."""
    named = [mention.name for mention in agencies_in(sentence.plan.quote(sentence.span))]
    kinds = {agency.split()[0] for agency in agencies}
    asked = any(same_agency(agency, name) for agency in agencies for name in named)
    return not asked and any(name.split()[0] in kinds for name in named)


def _has_kind(material: Material, sentence: Sentence) -> bool:
    """Say whether a sentence has a sum of money, a size, or a time of the day or in hours, where one is asked for."""
    asked, said = material.question.restored, as_read(sentence.plan, sentence.span)
    forms = counted(asked)
    hours = _HOURS.search(said) or not _ASKS_HOURS.search(fold(asked))
    strictly = not SUMS_AND_SIZES.isdisjoint(forms)
    return bool(hours) and (not strictly or any(form.search(said) for form in forms))

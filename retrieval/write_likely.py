"""The last resort before "không tìm thấy": the one sentence that most likely answers, shown as no more than that."""

from __future__ import annotations

from retrieval.draft import Draft, Material
from retrieval.expected import expected_of, surest_of, tells_time
from retrieval.likely import TRUSTED, likeliest
from retrieval.smalltalk import LIKELY
from retrieval.write_content import claims_of


def write_likely(material: Material) -> Draft:
    """Quote the likeliest sentence, with a note that says so; nothing where none is likely enough."""
    found = likeliest(material.question, material.found, material.weigher)
    if found is None or found.chance < TRUSTED:
        return Draft()
    timed = surest_of(material.question) if expected_of(material.question) is tells_time else None
    return Draft(tuple(claims_of(found.sentence, timed)), notes=(LIKELY,))

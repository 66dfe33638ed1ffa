"""The same question typed in other ways: without marks, with slips, in abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evaluation.cases import Case
from evaluation.rewrite import rewritten

_SHORT = (
    ("Hội Liên hiệp Phụ nữ", "Hội LHPN"),
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Mặt trận Tổ quốc", "MTTQ"),
    ("Liên đoàn Lao động", "LĐLĐ"),
    ("Vì sự tiến bộ của phụ nữ", "VSTBPN"),
    ("kế hoạch", "KH"),
    ("trách nhiệm", "TN"),
    ("được", "đc"),
    ("không", "ko"),
)
_WORD = r"[^\W\d_]+"
_BODY = re.compile(
    rf"\b(Sở|Phòng) ({_WORD}(?:,? (?:- )?{_WORD}){{0,8}}?)"
    r"(?= (?:phải|có|được|làm|tỉnh|thành phố|theo|ở|những|trong)\b|[?.;]|$)"
)
_SMALL = frozenset({"và", "của", "với"})


def abbreviated(text: str) -> str:
    """Return `text` with departments and common words cut to their initials, as people type them."""
    text = _BODY.sub(lambda found: found[1][0] + _initials(found[2]), text)
    for full, short in _SHORT:
        text = re.sub(rf"\b{full}\b", short, text, flags=re.IGNORECASE)
    return text


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL)


def variants(case: Case) -> Iterator[Case]:
    """Yield `case` typed without marks, with slips and abbreviated, each under an id of its own."""
    for style in ("nodia", "typo"):
        yield replace(rewritten(case, style), id=f"{case.id}-{style}")
    if (short := abbreviated(case.question)) != case.question:
        yield replace(case, id=f"{case.id}-abbrev", question=short, style="abbrev")

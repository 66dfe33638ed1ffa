"""The figure of the year asked for among several ("đến năm 2026: 60%; đến năm 2030: 95%"); what is of another year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from plans.model import Plan, Span, Target

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENS = re.compile(r"\W*(?:\d+[.)]\s*)?(?:trong |kết quả )?năm (?P<year>(?:19|20)\d\d)\b(?!\s*[-–—/]\s*\d)", re.I)
_OF_PLAN = re.compile(r"\b(?:kế hoạch|chương trình|đề án|hướng dẫn|công văn|phương án)\b[^,.;?]*", re.IGNORECASE)
# "ĐÁNH GIÁ KẾT QUẢ NĂM 2025": what stands below has been, and is of that year.
_PAST = re.compile(
    r"(?:kết quả|đánh giá|tình hình|thực trạng)[^.:;\n]*\bnăm (?P<year>(?:19|20)\d\d)\b(?!\s*[-–—/]\s*\d)", re.I
)
Chosen = Mapping[tuple[Plan, Span], Target]


def of_year(topic: Sequence[str], chosen: Chosen) -> Chosen:
    """Return the targets of the years a question names, with those that name no year; all where none is of them."""
    asked = {word for word in topic if YEAR.fullmatch(word)}
    years = {place: _years(place[0], target) for place, target in chosen.items()}
    if not any(asked & own for own in years.values()):
        return chosen
    return {place: target for place, target in chosen.items() if not years[place] or asked & years[place]}


def of_another_year(asked: str, quote: str) -> bool:
    """Say whether a quote tells what was in one year, and others are asked for than those that name a plan."""
    years = set(YEAR.findall(_OF_PLAN.sub(" ", asked))) if _OPENS.match(quote) else set()
    return bool(years) and years.isdisjoint(YEAR.findall(quote))


def of_past_year(asked: str, quote: str, above: str) -> bool:
    """Say whether the headings above a quote tell of what has been in a year, and only others are asked for."""
    past, years = _PAST.search(above), set(YEAR.findall(_OF_PLAN.sub(" ", asked)))
    return past is not None and bool(years) and years.isdisjoint({past["year"], *YEAR.findall(quote)})


def _years(plan: Plan, target: Target) -> set[str]:
    return set(YEAR.findall(f"{plan.quote(target.span)} {target.period or ''}"))

"""Which plans a question is about, and what it names that the library does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from plans.agencies import same_agency
from plans.documents import find_typed_numbers, same_number
from plans.model import Plan
from plans.provinces import find_provinces, same_place
from plans.text import syllables
from retrieval.named import agencies_in

# "kế hoạch của Sở Y tế", "kế hoạch do UBND tỉnh ban hành": the agency named next is the issuer.
_ISSUED_BY = re.compile(r"(?:kế hoạch|văn bản|kh)(?:\s+(?:này|số\s+\S+|năm\s+\d{4}))?\s+(?:(?:của|do)\s+)?$", re.I)
_BELOW = re.compile(r"\b(?:các|huyện|quận|thị xã|xã|phường|thị trấn)\b", re.IGNORECASE)  # below a province
_CARRYING_OUT = re.compile(r"kế hoạch\s+(?:thực hiện|triển khai)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
_PLAN_OF_YEAR = re.compile(r"kế hoạch(?:\s+\w+){0,3}\s+năm\s+((?:19|20)\d\d)\b", re.IGNORECASE)


_TONED = {"ò": "o", "ó": "o", "Ò": "O", "Ó": "O", "òa": "à", "óa": "á", "Òa": "à", "Óa": "á"}  # "òa" is "oà"


@dataclass(frozen=True)
class Named:
    """What a question names, as found in its text."""

    agencies: tuple[str, ...]
    provinces: tuple[str, ...]
    numbers: tuple[str, ...]
    years: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Scope:
    """What a question is about.

    `plans` are the ids of those meant (none: all), `agencies` those asked about, `absent` what no plan holds, `cited`
    the numbers of other documents, `issuers` the agencies that only say whose plan is meant, `own` the numbers of the
    plans meant, `places` the provinces whose plans are meant.
    """

    plans: tuple[str, ...]
    agencies: tuple[str, ...]
    absent: tuple[str, ...]
    cited: tuple[str, ...]
    issuers: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def resolve(named: Named, plans: Sequence[Plan]) -> Scope:
    """Narrow `plans` by number, province, issuer and year, each only when it leaves some plan."""
    kept, cited, absent = _by_number(named, plans)
    kept, missing = _by_province(named, kept, plans)
    absent += missing
    issuers = _issuers_named(named)
    kept, agencies, missing = _by_issuer(named, issuers, kept)
    absent += missing
    kept, missing = _by_year(named, kept)
    absent += missing
    ids = tuple(plan.id for plan in kept) if len(kept) < len(plans) else ()
    issuers += tuple(a for a in agencies if ids and all(issued_by(plan, a) for plan in kept))
    return Scope(ids, agencies, tuple(absent), cited, issuers, _own(named, kept), _places(named, plans))


def _by_number(named: Named, plans: Sequence[Plan]) -> tuple[list[Plan], tuple[str, ...], list[str]]:
    own = [p for p in plans if p.header.number and any(same_number(n, p.header.number) for n in named.numbers)]
    carried = _carried_out(named.text)
    own += [p for p in plans if any(_carries_out(p, n) for n in carried) and p not in own]
    rest = [n for n in named.numbers if not any(_is_about(p, n) for p in own)]
    cited = tuple(n for n in rest if any(_cites(plan, n) for plan in plans))
    absent = [f"văn bản {n}" for n in rest if n not in cited and not _printed(n, plans)]
    return (own or list(plans)), cited, absent


def _places(named: Named, plans: Sequence[Plan]) -> tuple[str, ...]:
    """Return the provinces named that issue some plan; another one is part of what is asked about."""
    return tuple(
        name
        for name in named.provinces
        if any(p.header.province and same_place(name, p.header.province) for p in plans)
    )


def _own(named: Named, plans: Sequence[Plan]) -> tuple[str, ...]:
    return tuple(n for n in named.numbers if any(p.header.number and same_number(n, p.header.number) for p in plans))


def _is_about(plan: Plan, number: str) -> bool:
    return bool(plan.header.number and same_number(number, plan.header.number)) or _carries_out(plan, number)


def _carried_out(text: str) -> list[str]:
    """Return the numbers in "kế hoạch thực hiện Chỉ thị 21": they tell which plan is meant."""
    return [n.number for n in find_typed_numbers(text) if _CARRYING_OUT.search(text[: n.span.start])]


def _carries_out(plan: Plan, number: str) -> bool:
    return any(same_number(number, n.number) for n in find_typed_numbers(plan.header.title or ""))


def _cites(plan: Plan, number: str) -> bool:
    return any(r.number and same_number(number, r.number) for r in plan.references)


def _printed(number: str, plans: Sequence[Plan]) -> bool:
    """Say whether a number typed without its code ("đề án 1893") stands in a plan in some other form."""
    serial = re.split(r"[/-]", number, maxsplit=1)[0]
    short = re.fullmatch(r"\d+/[A-ZĐ]+", number) is not None
    return short and len(serial) > 2 and _stands(serial, (plan.text for plan in plans))


def _by_province(named: Named, plans: list[Plan], held: Sequence[Plan]) -> tuple[list[Plan], list[str]]:
    if not named.provinces:
        return plans, []
    of = [p for p in plans if p.header.province and any(same_place(n, p.header.province) for n in named.provinces)]
    missing = [n for n in named.provinces if not any(_speaks_of_place(plan, n) for plan in held)]
    absent = [f"tỉnh, thành phố {name}" for name in missing]
    spoken = any(_speaks_of_place(plan, name) for plan in plans for name in named.provinces)
    if not spoken and not missing and len(plans) < len(held):
        absent = [f"kế hoạch {', '.join(named.numbers)} của {', '.join(named.provinces)}"]
    return (of or plans), absent


def _speaks_of_place(plan: Plan, name: str) -> bool:
    if plan.header.province and same_place(name, plan.header.province):
        return True
    printed = any(form in plan.text for form in _spellings(name))
    return printed and any(same_place(name, m.name) for m in find_provinces(plan.text))


@lru_cache(maxsize=256)
def _spellings(name: str) -> tuple[str, ...]:
    """Return how a text may print a name: in capitals, with the tone on either vowel, with letters decomposed."""
    placed = (name, re.sub("([ÒÓòó])([Aa])", lambda pair: _TONED[pair[1]] + _TONED[pair[1] + pair[2]], name))
    cased = (form for one in placed for form in (one, one.upper(), one.lower()))
    return tuple(dict.fromkeys(form for one in cased for form in (one, normalize("NFD", one))))


def _issuers_named(named: Named) -> tuple[str, ...]:
    return tuple(
        mention.name for mention in agencies_in(named.text) if _ISSUED_BY.search(named.text[: mention.span.start])
    )


def _by_issuer(
    named: Named, issuers: tuple[str, ...], plans: list[Plan]
) -> tuple[list[Plan], tuple[str, ...], list[str]]:
    of = [p for p in plans if any(issued_by(p, issuer) for issuer in issuers)]
    if of and len(named.provinces) > 1:
        of = plans  # two places side by side: the issuer names one of the two
    agencies = tuple(a for a in named.agencies if a not in issuers) if of else named.agencies
    said = re.search(r"\b(?:của|do)\b", named.text)
    absent = [] if of or not issuers or not said else [f"kế hoạch của {issuers[0]}"]
    return (of or plans), agencies, absent


def issued_by(plan: Plan, agency: str) -> bool:
    """Say whether `agency` issued the plan, itself or through a board of its own ("Ban … Sở Y tế")."""
    issuer = plan.header.issuer or ""
    if below := _BELOW.search(agency):
        return below[0].lower() in issuer.lower()
    agency = re.sub(r"^[Nn]gành ", "Sở ", agency)  # "ngành Y tế" of a province is led by its department
    if any(same_agency(agency, m.name) for m in agencies_in(issuer)):
        return True
    return " ".join(syllables(agency)) in " ".join(syllables(issuer))


def _by_year(named: Named, plans: list[Plan]) -> tuple[list[Plan], list[str]]:
    if not named.years:
        return plans, []
    of = [plan for plan in plans if any(_is_of_year(plan, year) for year in named.years)]
    if of:
        return of, []
    if said := _PLAN_OF_YEAR.search(named.text):
        return plans, [f"kế hoạch năm {said[1]}"]
    spoken = [plan for plan in plans if any(str(year) in plan.text for year in named.years)]
    return (spoken or plans), [] if spoken else [f"năm {year}" for year in named.years]


def _is_of_year(plan: Plan, year: int) -> bool:
    issued = plan.header.issued_on
    return (issued is not None and issued.year == year) or _titled_of(year, plan.header.title or "")


def _titled_of(year: int, title: str) -> bool:
    """Say whether a title is of that year: "… năm 2024", not "… nhiệm kỳ 2020 - 2025"."""
    return re.search(rf"\bnăm\s+{year}\b(?!\s*[-–—])", title, re.IGNORECASE) is not None


def _stands(word: str, texts: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\d){re.escape(word)}(?!\d)", text) for text in texts)

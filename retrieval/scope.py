"""Which plans a question is about, and what it names that the library does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from plans.agencies import Mention, part_and_owner, same_agency
from plans.documents import find_typed_numbers, kind_names, kind_of, kinds, same_number, serial_of
from plans.provinces import find_provinces
from plans.text import fold, syllables
from retrieval.catalogue import Catalogue, Entry
from retrieval.localities import localities_in, locality_alone, locality_named
from retrieval.named import agencies_in
from retrieval.names import Headed

# "kế hoạch của Sở Y tế", "kế hoạch do UBND tỉnh ban hành": the agency named next is the issuer.
_ISSUED_BY = re.compile(r"(?:kế hoạch|văn bản|kh)(?:\s+(?:này|số\s+\S+|năm\s+\d{4}))?\s+(?:(?:của|do)\s+)?$", re.I)
_KIND_OF = re.compile(
    rf"\b({'|'.join(map(re.escape, (*kind_names(), *kinds())))})(?:\s+(?:này|số))?(?:\s+\d\S*)?"
    r"\s+(?:của|do|với|giữa)\s+$",
    re.IGNORECASE,
)
_KIND_ABOUT = re.compile(
    rf"\b({'|'.join(map(re.escape, (*kind_names(), *kinds())))})"
    r"(?:\s+(?!nhiệm|trách|việc|phần|vai|tham|ý|theo|hạn|chỉ|gửi|giao|cho)\w+){1,4}\s+của\s+$",
    re.IGNORECASE,
)
_BELOW = re.compile(r"\b(?:các|huyện|quận|thị xã|xã(?!\s+hội)|phường|thị trấn)\b", re.IGNORECASE)  # below a province
_BOARDS = frozenset({"Ban Chấp hành", "Ban Thường vụ", "Ban Thường trực", "Thường trực", "Đoàn Chủ tịch"})
_CARRYING_OUT = re.compile(r"kế hoạch\s+(?:thực hiện|triển khai)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
_PLAN_OF_YEAR = re.compile(
    r"kế hoạch(?:\s+(?!yêu|giao|đặt|phấn|phải|báo|cần|có|thì|mà|quy|đến|hướng|gì|nào|vào|tới|nêu)\w+){0,8}"
    r"\s+năm\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PLAN_OF_PLACE = re.compile(
    r"^(?!.*\b(?:thay|thay thế|bãi bỏ|hủy bỏ)\s+(?:cho\s+)?\w)"  # what is replaced may be of a province of before
    r".*\b(?:kế hoạch|văn bản|kh|chương trình|chỉ thị|quyết định)\b.*\bcủa\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)", re.IGNORECASE)
_ISSUED_IN = re.compile(r"\b(?:ban hành|ký|ra đời)\s+(?:(?:trong|vào|từ)\s+)?năm\s+(?:19|20)\d\d\b", re.IGNORECASE)


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


def resolve(named: Named, held: Catalogue) -> Scope:
    """Narrow the plans by number, province, issuer and year, each only when it leaves some plan."""
    kept, cited, absent = _by_number(named, held)
    kept, missing = _by_province(named, kept, held)
    absent += missing
    kept, local = _by_locality(named, kept, held)
    if not kept:
        return Scope((), named.agencies, tuple(f"kế hoạch của {name}" for name in localities_in(named.text)), cited)
    issuers = _issuers_named(named, kept)
    kept, agencies, missing = _by_issuer(named, issuers, kept)
    absent += missing
    kept, missing = _by_year(named, kept, held)
    absent += [*missing, *_periods_missing(named, kept, held)]
    ids = tuple(plan.id for plan in kept) if len(kept) < len(held.entries) else ()
    issuers += tuple(a for a in agencies if ids and all(issued_by(plan, a) for plan in kept))
    places = tuple(n for n in named.provinces if _of_place(n, held))  # another one is part of what is asked
    places += local
    return Scope(ids, agencies, tuple(absent), cited, issuers, _own(named, kept, held), places)


def _by_number(named: Named, held: Catalogue) -> tuple[list[Entry], tuple[str, ...], list[str]]:
    own = {plan.version_id: plan for number in named.numbers for plan in held.numbered(number)}
    for number in _carried_out(named.text):
        own |= {plan.version_id: plan for plan in held.entries if _carries_out(plan, number)}
    rest = [n for n in named.numbers if not any(_is_about(p, n) for p in own.values())]
    cited = tuple(n for n in rest if held.citing(n))
    absent = [f"văn bản {n}" for n in rest if n not in cited and not _printed(n, held)]
    kept = [plan for plan in held.entries if plan.version_id in own] if own else [*held.entries]
    return kept, cited, absent


def _own(named: Named, plans: list[Entry], held: Catalogue) -> tuple[str, ...]:
    kept = {plan.version_id for plan in plans} if named.numbers else set()
    return tuple(n for n in named.numbers if any(plan.version_id in kept for plan in held.numbered(n)))


def _is_about(plan: Entry, number: str) -> bool:
    return bool(plan.header.number and same_number(number, plan.header.number)) or _carries_out(plan, number)


def _carried_out(text: str) -> list[str]:
    """Return the numbers in "kế hoạch thực hiện Chỉ thị 21": they tell which plan is meant."""
    return [n.number for n in find_typed_numbers(text) if _CARRYING_OUT.search(text[: n.span.start])]


def _carries_out(plan: Entry, number: str) -> bool:
    title = plan.header.title or ""
    return serial_of(number) in title and any(same_number(number, n.number) for n in find_typed_numbers(title))


def _printed(number: str, held: Catalogue) -> bool:
    """Say whether a number typed without its code ("đề án 1893") stands in a plan in some other form."""
    serial = re.split(r"[/-]", number, maxsplit=1)[0]
    if re.fullmatch(r"\d+/[A-ZĐ]+", number) is None:
        return False
    called = [f"{kind_of(number)} {so}{serial}" for so in ("", "số ")]  # "Đề án 06": a short serial only by its name
    return any(held.printing(form, whole=True) for form in ([serial] if len(serial) > 2 else called))


def _by_province(named: Named, plans: list[Entry], held: Catalogue) -> tuple[list[Entry], list[str]]:
    if not named.provinces:
        return plans, []
    issued = frozenset().union(*(_of_place(name, held) for name in named.provinces))
    of = [plan for plan in plans if plan.version_id in issued]
    missing = [name for name in named.provinces if not held.speaks_of(name, held.ids)]
    absent = [f"tỉnh, thành phố {name}" for name in missing]
    absent += [f"kế hoạch của {name}" for name in _plans_asked_for(named, held) if name not in missing]
    if not of and not missing and len(plans) < len(held.entries):
        kept = {plan.version_id for plan in plans}
        if not any(held.speaks_of(name, kept) for name in named.provinces):
            absent = [f"kế hoạch {', '.join(named.numbers)} của {', '.join(named.provinces)}"]
    return (of or plans), absent


def _of_place(name: str, held: Catalogue) -> frozenset[int]:
    """Return the versions issued in a province, or, where none is, those whose title names it."""
    return held.issued_in(name) or held.titled_after(name)


def _plans_asked_for(named: Named, held: Catalogue) -> list[str]:
    """Return the provinces whose own plan is asked for ("kế hoạch … của tỉnh Gia Lai") and of which none is held."""
    asked = (m for m in find_provinces(named.text) if _PLAN_OF_PLACE.search(named.text[: m.span.start]))
    return [mention.name for mention in asked if not _of_place(mention.name, held)]


def _by_locality(named: Named, plans: list[Entry], held: Catalogue) -> tuple[list[Entry], tuple[str, ...]]:
    """Keep the plans of the commune or ward that is named, if any is held; also return the words that name it."""
    said = {place: words for place in held.localities if (words := locality_named(named.text, place))}
    if not said and not named.numbers:
        said = {place: words for place in held.localities if (words := locality_alone(named.text, place))}
    issued = frozenset().union(*(held.localities[place] for place in said))
    of = [plan for plan in plans if plan.version_id in issued] if issued else []
    return (of, tuple(said.values())) if of else (_of_no_other(named, plans, held), ())


def _of_no_other(named: Named, plans: list[Entry], held: Catalogue) -> list[Entry]:
    """Leave out the plans of other communes that never print the one named: what they order binds only their own."""
    asked = localities_in(named.text)
    if not asked or not held.localities:
        return plans
    speaks = locality_named(named.text[: len(asked[0]) + 12], asked[0])  # "Xã … giao ai": it orders, in its own plan
    spoken = [] if speaks else map(held.printing, asked)
    others = frozenset().union(*held.localities.values()) - frozenset().union(*spoken)
    return [plan for plan in plans if plan.version_id not in others]


def _periods_missing(named: Named, plans: list[Entry], held: Catalogue) -> list[str]:
    """Return the periods named that no plan kept prints: "nhiệm kỳ 2016 - 2021" in a plan for the next one."""
    periods = [*_PERIOD.finditer(named.text)]
    kept = {plan.version_id for plan in plans} if periods else set()
    return [said[0] for said in periods if kept.isdisjoint(held.of_period(said[1], said[2]))]


def _issuers_named(named: Named, plans: list[Entry]) -> tuple[str, ...]:
    bodies = agencies_in(named.text)
    return tuple(
        body.name for at, body in enumerate(bodies) if _issues(body, named.text[: body.span.start], plans, at > 0)
    )


def _issues(body: Mention, before: str, plans: list[Entry], second: bool) -> bool:
    """Say whether words before a body make it the issuer: of a plan, or of what of that kind it issued.

    Where the question names another body first, words on what the plan is about may stand between.
    """
    if _ISSUED_BY.search(before):
        return True
    said = _KIND_OF.search(before) or (_KIND_ABOUT.search(before) if second else None)
    kind = kinds().get(said[1], said[1]) if said else ""
    of_kind = (p for p in plans if kind and fold(p.header.kind or "").startswith(fold(kind)))
    return any(issued_by(plan, body.name) for plan in of_kind)


def _by_issuer(
    named: Named, issuers: tuple[str, ...], plans: list[Entry]
) -> tuple[list[Entry], tuple[str, ...], list[str]]:
    of = [p for p in plans if any(issued_by(p, issuer) for issuer in issuers)] if issuers else []
    if of and len(named.provinces) > 1:
        of = plans  # two places side by side: the issuer names one of the two
    agencies = tuple(a for a in named.agencies if a not in issuers) if of else named.agencies
    said = re.search(r"\b(?:của|do)\b", named.text)
    absent = [] if of or not issuers or not said else [f"kế hoạch của {issuers[0]}"]
    return (of or plans), agencies, absent


def issued_by(plan: Headed, agency: str) -> bool:
    """Say whether `agency` issued the plan, itself or through a board of its own ("Ban … Sở Y tế")."""
    return _is_of(plan.header.issuer or "", agency)


@lru_cache(maxsize=65536)
def _is_of(issuer: str, agency: str) -> bool:
    if (below := _BELOW.search(agency)) and below[0].lower() not in issuer.lower():
        return False
    agency = re.sub(r"^[Nn]gành ", "Sở ", agency)  # "ngành Y tế" of a province is led by its department
    if any(same_agency(agency, name) for m in agencies_in(issuer) for name in _with_owner(m.name)):
        return True
    return " ".join(syllables(agency)) in " ".join(syllables(issuer))


def _with_owner(issuer: str) -> tuple[str, ...]:
    """Return an issuer's name and, where it is the board that leads a body, that of the body: a union's committee."""
    apart = part_and_owner(issuer)
    return (issuer, apart[1]) if apart and apart[0] in _BOARDS else (issuer,)


def _by_year(named: Named, plans: list[Entry], held: Catalogue) -> tuple[list[Entry], list[str]]:
    if not named.years:
        return plans, []
    of = [plan for plan in plans if not plan.years.isdisjoint(named.years)]
    if _ISSUED_IN.search(named.text):
        of = [plan for plan in of if plan.header.issued_on and plan.header.issued_on.year in named.years] or of
    if of:
        return of, []
    if said := _PLAN_OF_YEAR.search(named.text):
        return plans, [f"kế hoạch năm {said[1]}"]
    printed = frozenset().union(*(held.printing(str(year)) for year in named.years))
    spoken = [plan for plan in plans if plan.version_id in printed]
    return (spoken or plans), [] if spoken else [f"năm {year}" for year in named.years]

"""Whether a text can be what a question asks for: of the kind it wants, and of the one of several that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from plans.model import Plan, Span
from plans.numerals import ORDINALS, number
from plans.rows import headings
from plans.text import fold, nfc, syllables
from retrieval.asked_names import is_of_all_places, leaves_out_short_form, of_another_place, of_other_years
from retrieval.asked_sums import is_a_total, of_another_recipient
from retrieval.asked_years import of_another_year, of_past_year
from retrieval.evidence import folded
from retrieval.per_unit import of_another_unit
from retrieval.topic import as_written, topic_of

SHORT = 600  # characters of a section that is read with the sentence of it that is quoted
_KINDS = (
    r"lan(?! \d+ (?:thang|tuan|nam|ngay|quy|hoc ky))|tuan(?! \d+ (?:lan|buoi|ngay|gio|tiet))"  # "mấy lần 1 tháng"
    r"|(?<!dinh )(?<!nhiem )(?<!thoi )(?<!hoc )(?<!chu )ky(?! \d+ (?:thang|tuan|nam|ngay)\b(?! \d))"
    r"|dot|doan(?: kiem tra| cong tac| giam sat)?|giai doan|cap|loai|chuyen de|quoc lo|duong tinh|vong|khu vuc"
    r"|nhom|hang|khoa|hoc ky|phu luc|cum|dieu|chuong|tuyen(?: tham quan| du lich| xe| duong)?"
)
# "lần thứ hai", "đợt 3", "đoàn kiểm tra số 4", "cấp III": one of several, by its place among them;
# but "vi" is no six: "mỗi lần vi phạm", "đợt hai vì mưa".
_PLACED = re.compile(
    rf"\b(?P<kind>{_KINDS})"
    rf" (?:(?:(?!vao|luc|ngay)[a-z]+ ){{0,2}}?thu (?P<word>{'|'.join(ORDINALS)})(?! (?:hang|\d))"
    r"|(?:so |thu )?(?P<digits>\d{1,3})|thu (?P<counted>[ivx]+)|(?P<roman>(?!vi\b)[ivx]+))\b(?![./]\d)"
)

_NEIGHBOURS = re.compile(r"\b(?:to(?: dan pho)?|khu(?: pho)?|thon|ap|khom|xom) (?:so )?(?P<number>\d{1,3})\b(?![./]\d)")

OUTCOME = re.compile(
    r"\b(?:gì|nào|mấy|bao nhiêu)\b.{0,60}?\b(?:thì|là|để)\s+(?:mới\s+|sẽ\s+)*(?:được|bị|đạt)\s+(?P<what>[^?.,;]+)", re.I
)
# How long an event takes, or when it is: told only of that event, whatever else stands beside it.
HOURS = re.compile(
    r"\b(?:mấy|bao nhiêu) (?:giờ|tiếng|phút)\b|\b(?:ngày|hôm|khi|lúc|tháng) nào\b|\bbao giờ\b|\btháng mấy\b", re.I
)
EVENT = re.compile(
    r"\b(?:lễ hội|hội thi|hội thao|hội chợ|ngày hội|cuộc thi|liên hoan|triển lãm|tuần lễ"
    r"|thi(?= tốt nghiệp| tuyển sinh| chọn| học sinh giỏi))\s+"
    r"(?P<what>(?:(?!\b(?:bắt đầu|mở cửa|khai mạc|bế mạc|diễn ra|tổ chức|kéo dài|kết thúc|họp|tập trung|phải|sẽ|được|có"
    r"|lúc|vào|trong|từ|của|ở|tại|mỗi|là|mấy|bao nhiêu|này|năm|xã|phường|tỉnh|ngày|hôm|khi|bao|tháng"
    r"|cấp|vòng|lần|đợt|do|cho|các)\b)[^?.,;])+)",
    re.I,
)
CALLED_BY = 2  # words that tell an event from another


@dataclass(frozen=True)
class Wanted:
    """What a question wants of a text: the forms it must have, the things it names by their number (`placed`).

    `outcome` is what comes of the condition asked for: "mấy buổi thì được cấp giấy công nhận"; `event` has the words
    that tell the event whose hours are asked for.
    """

    asked: str
    marked: str
    needs: tuple[re.Pattern[str], ...]
    placed: frozenset[tuple[str, int]]
    outcome: tuple[str, ...] = ()
    event: tuple[str, ...] = ()

    @classmethod
    @lru_cache(maxsize=1_000)  # asked again for every sentence that a question is held against
    def of(cls, asked: str) -> Wanted:
        """Read a question as restored."""
        written = as_written(" ".join(syllables(asked)))  # "cấp 3" of a school is no third of several levels
        plain = fold(asked)
        marked = asked.lower()
        needs = tuple(needed for form, needed in _needs() if form.search(plain if form.pattern.isascii() else marked))
        comes = OUTCOME.search(asked)
        outcome = tuple(folded(" ".join(topic_of(comes["what"])))) if comes else ()
        placed = frozenset(_placed(fold(written)))
        return cls(asked, f"{marked}\n{written}", needs, placed, outcome if len(outcome) > 1 else (), _event(asked))

    def fits(self, plan: Plan, span: Span) -> bool:
        """Say whether a quote of a plan has what is asked for and is of no other thing than the one named."""
        quote, around = plan.quote(span), _around(plan, span)
        head = plan.header
        titled = f"{head.title or ''}\n{around}"
        return (
            all(form.search(quote) for form in self.needs)
            and self._is_placed(quote, titled)
            and self._comes_of(around)
            and not _of_other_neighbours(self.marked, head.title or "")
            and self._of_event(titled)
            and self._as_named(quote, f"{head.issuer or ''}\n{head.place or ''}\n{head.province or ''}\n{titled}")
            and not self._of_another(quote, around)
            and not of_past_year(self.asked, quote, plan.titles_over(plan.citable(span.start).id))
        )

    def _is_placed(self, quote: str, around: str) -> bool:
        """Say whether a text names the one asked for by its number, and a quote of it not only others of that kind."""
        if not self.placed:
            return True
        kinds = {kind for kind, _ in self.placed}
        printed = {one for one in _placed(fold(quote)) if one[0] in kinds}
        return self.placed <= set(_placed(fold(around))) and (not printed or not self.placed.isdisjoint(printed))

    def _as_named(self, quote: str, around: str) -> bool:
        """Say whether a quote is of the place, the short form and the year that the question names."""
        return not (
            of_another_place(self.asked, quote, around)
            or is_of_all_places(self.asked, quote, around)
            or of_another_year(self.asked, quote)
            or leaves_out_short_form(self.asked, around)
            or of_other_years(self.asked, around)
        )

    def _of_another(self, quote: str, around: str) -> bool:
        """Say whether a quote is of another thing, another recipient or another sum than is asked for."""
        return (
            of_another_unit(self.marked, quote.lower())
            or of_another_recipient(self.asked, around)
            or is_a_total(self.asked, quote, around)
            or of_another_kind(self.marked, quote, around)
        )

    def _of_event(self, around: str) -> bool:
        """Say whether a text, a heading over it or the title of its plan names the event whose hours are asked for."""
        return not self.event or set(self.event) <= set(folded(around))

    def _comes_of(self, around: str) -> bool:
        """Say whether a text, or a heading over it, has half the words of what comes of the condition asked for."""
        said = set(folded(around)) if self.outcome else set()
        return 2 * sum(word in said for word in self.outcome) >= len(self.outcome)


def of_another_kind(asked: str, said: str, around: str = "") -> bool:
    """Say whether a text is of another thing of a kind than the one asked for: "hộ nghèo" where "cận nghèo" is."""
    near = (around or said).lower()
    return any(_another(kinds, wanted, said.lower(), near) for kinds, wanted in _kinds_asked(asked.lower()))


def _around(plan: Plan, span: Span) -> str:
    """Return a quote with the headings and the columns over it, and with its section where that is short."""
    section, block = plan.citable(span.start), plan.innermost(span.start)
    whole = plan.quote(section.span)
    near = whole if len(whole) <= SHORT else f"{section.title}\n{plan.quote(span)}"
    columns = headings(plan.quote(block.span)) if block.kind == "table" else ()
    return "\n".join((*(above.title for above in plan.ancestors(section.id)), *columns, near))


def _of_other_neighbours(asked: str, title: str) -> bool:
    """Say whether a plan is made for another group of households than the one named: "tổ dân phố số 8"."""
    theirs, named = map(_neighbours, (title, asked))
    return bool(theirs and named) and theirs.isdisjoint(named)


@lru_cache(maxsize=10_000)  # the titles of the plans and the question come back with every sentence
def _neighbours(text: str) -> frozenset[str]:
    return frozenset(_NEIGHBOURS.findall(fold(text)))


def _event(asked: str) -> tuple[str, ...]:
    """Return the words that tell the event whose hours are asked for; none where it has no name."""
    event = EVENT.search(asked) if HOURS.search(asked) else None
    return tuple(folded(" ".join(topic_of(event["what"])))[:CALLED_BY]) if event else ()


def _placed(plain: str) -> Iterator[tuple[str, int]]:
    for found in _PLACED.finditer(plain):
        value = ORDINALS.get(found["word"] or "") or number(found["digits"] or found["counted"] or found["roman"] or "")
        if value:
            yield found["kind"].split()[0], value


_Forms = tuple[re.Pattern[str], ...]


def _another(kinds: _Forms, wanted: _Forms, quote: str, around: str) -> bool:
    """Say whether a quote is of another thing of a kind than the ones asked for."""
    return not any(form.search(around) for form in wanted) and any(form.search(quote) for form in kinds)


@lru_cache(maxsize=1_000)  # asked again for every sentence that a question is held against
def _kinds_asked(asked: str) -> tuple[tuple[_Forms, _Forms], ...]:
    """Return the kinds of which a question asks for some, each with those it asks for."""
    named = ((kinds, tuple(form for form in kinds if form.search(asked))) for kinds in _contrasts())
    return tuple((kinds, wanted) for kinds, wanted in named if wanted)


@cache
def _needs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = (line.split(" = ") for line in _lines("needs.txt"))
    return tuple((re.compile(rf"\b(?:{asked})"), _needed(needed)) for asked, needed in pairs)


def _needed(form: str) -> re.Pattern[str]:
    """Return the form; where it asks for capitals it is held against the text as printed."""
    return re.compile(form) if "A-ZĐ" in form else re.compile(form, re.IGNORECASE)


@cache
def _contrasts() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(map(_named, line.split(" | "))) for line in _lines("contrasts.txt"))


def _named(forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms.split('/')))})\b")


def _lines(name: str) -> list[str]:
    text = nfc(files("retrieval").joinpath(f"data/{name}").read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line and not line.startswith("#")]

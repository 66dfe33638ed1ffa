"""What documents contain: a plan, its tree of sections and the facts stated in it.

Every offset is a half-open range of code points in `Plan.text`, which is the source exactly as it was read.
A quote is therefore always computed, never stored.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

SectionKind = Literal[
    "heading",
    "item",
    "bullet",
    "paragraph",
    "table",
    "header",
    "stamp",
    "title",
    "preamble",
    "closing",
    "recipients",
    "signature",
    "appendix",
]
DeadlineKind = Literal["once", "yearly", "half_yearly", "quarterly", "monthly", "term_end", "periodic"]
NUMBERED: frozenset[SectionKind] = frozenset({"heading", "item", "appendix"})


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in `Plan.text`."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Section:
    """A place in the tree of a plan: a heading and everything under it, or one block of text.

    `id` is the place ("4.8"), unique even where the plan prints the same label twice. Numbered children are counted
    among numbered siblings; bullets and paragraphs have ids of their own ("4.1.b2", "5.p1"), zones are named
    ("header", "preamble", "recipients"). `label` is what the document prints ("III.", "1)", "-"), `path` the printed
    labels from the root without their punctuation ("IV", "8"), `level` the depth from 1. `span` includes children.
    """

    id: str
    label: str
    path: tuple[str, ...]
    title: str
    level: int
    kind: SectionKind
    span: Span
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def own(self) -> Span:
        """The characters before the first child: the heading line and what belongs to no child."""
        return Span(self.span.start, self.children[0].span.start if self.children else self.span.end)


@dataclass(frozen=True)
class Header:
    """What the head and the foot of a document state; `None` where it states nothing."""

    number: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    province: str | None = None
    kind: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_position: str | None = None
    signing_authority: str | None = None
    recipients: tuple[str, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()  # field name → where it stands in the text, for citations

    def span_of(self, name: str) -> Span | None:
        """Where the field `name` first stands in the text, if the document states it."""
        return next(iter(self.spans_of(name)), None)

    def spans_of(self, name: str) -> tuple[Span, ...]:
        """Every place of the field `name`: recipients stand under "Kính gửi" and under "Nơi nhận"."""
        return tuple(span for field_name, span in self.spans if field_name == name)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One task given to one agency; `span` is the task's text, `agency` its name with abbreviations written out.

    `role` is "thực hiện", "chủ trì", "phối hợp", "đề nghị", "giám sát" or "liên quan". `general` marks a group that
    binds many ("Các sở, ban, ngành"). `agency_span` is where the plan names the agency.
    """

    agency: str
    role: str
    span: Span
    agency_span: Span
    section_id: str
    general: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A duty to report or deliver and its time limit.

    `span` is the sentence or clause that states it; where a label does ("Thời hạn: …"), it begins at the label's task.

    `before` is true for "trước ngày": the limit is the day before. Days, months and years the text does not print
    are `None`; `quarter` is 1 to 4 for "quý IV/2025". `periodic` means that no date is stated.
    """

    kind: DeadlineKind
    span: Span
    section_id: str
    what: str
    who: str | None = None
    to: tuple[str, ...] = ()
    before: bool = False
    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached: value, unit, comparator ("trên", "ít nhất", …), what it counts and by when."""

    value: float
    unit: str
    comparator: str | None
    what: str
    period: str | None
    span: Span
    section_id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document named in the plan: "Chỉ thị số 21-CT/TW ngày 20/01/2018 của Ban Bí thư".

    `relation` is "thay thế" or "sửa đổi, bổ sung" where this plan says that it does that to the document.
    """

    kind: str
    number: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    span: Span
    section_id: str
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where reading needed help: `kind` ("page_break", "ocr_heading", …) at offset `at`."""

    kind: str
    at: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed: text of one section, with a line that says where it stands.

    `context` is "province · number · title › heading › heading"; `cues` are rule words ("hạn báo cáo") that people
    ask with and plans do not print. Neither is ever quoted.
    """

    section_id: str
    span: Span
    context: str
    cues: str = ""


@dataclass(frozen=True)
class Plan:
    """One version of one document: its text, its tree and its facts."""

    id: str
    file: str
    text: str
    header: Header
    sections: tuple[Section, ...]
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    references: tuple[Reference, ...] = ()
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()  # the offset where each page begins and its number; none for plain text

    @cached_property
    def _every(self) -> tuple[Section, ...]:
        return tuple(one for section in self.sections for one in section.walk())

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each section starts, in reading order."""
        return tuple(section.span.start for section in self._every)

    @cached_property
    def _chains(self) -> dict[str, tuple[Section, ...]]:
        """The sections that enclose each one, by its id."""
        return dict(_chains(self.sections, ()))

    def walk(self) -> Iterator[Section]:
        """Yield every section in reading order."""
        return iter(self._every)

    def section(self, section_id: str) -> Section:
        """Return the section with this id; raise `KeyError` when there is none."""
        return self._chains[section_id][-1]

    def ancestors(self, section_id: str) -> tuple[Section, ...]:
        """Return the sections that enclose `section_id`, outermost first, itself last."""
        return self._chains[section_id]

    def titles_over(self, section_id: str) -> str:
        """Return the titles of the sections that enclose `section_id`, its own last, as one line."""
        return " ".join(section.title for section in self._chains[section_id])

    def innermost(self, offset: int) -> Section:
        """Return the deepest section that owns the character at `offset`."""
        return self._around(offset)[-1]

    @property
    def numbered(self) -> int:
        """Count the sections that a citation can name: headings, numbered items, appendices."""
        return sum(section.kind in NUMBERED for section in self.walk())

    def citable(self, offset: int) -> Section:
        """Return the section a citation names for `offset`: the nearest numbered one, else the outermost zone."""
        around = self._around(offset)
        return next((section for section in reversed(around) if section.kind in NUMBERED), around[0])

    def _around(self, offset: int) -> list[Section]:
        """Return the sections that own the character at `offset`, outermost first."""
        chain, level = [], self.sections
        while found := _owner(level, offset):
            chain.append(found)
            level = found.children
        return chain

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that prints the character at `offset`, `None` where pages are not known."""
        begun = [number for start, number in self.pages if start <= offset]
        return begun[-1] if begun else None

    def pages_of(self, span: Span) -> tuple[int, int] | None:
        """Return the first and the last page that print `span`, `None` where pages are not known."""
        first, last = self.page_of(span.start), self.page_of(max(span.start, span.end - 1))
        return (first, last) if first and last else None

    def quote(self, span: Span) -> str:
        """Return the author's characters in `span`, unchanged."""
        return self.text[span.start : span.end]

    @property
    def name(self) -> str:
        """A short name a person recognises: the number, else the title, else the file."""
        return self.header.number or self.header.title or self.file


def _chains(sections: tuple[Section, ...], above: tuple[Section, ...]) -> Iterator[tuple[str, tuple[Section, ...]]]:
    for section in sections:
        chain = (*above, section)
        yield section.id, chain
        yield from _chains(section.children, chain)


def _owner(siblings: tuple[Section, ...], offset: int) -> Section | None:
    """Return the one of the sections in reading order that owns the character at `offset`."""
    after = bisect_right(siblings, offset, key=lambda section: section.span.start)
    return siblings[after - 1] if after and offset < siblings[after - 1].span.end else None

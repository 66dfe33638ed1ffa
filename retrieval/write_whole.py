"""Lists a question wants whole, with what is said of each: "những quỹ nào, mỗi quỹ bao nhiêu?", "kể hết các quỹ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plans.documents import kind_names
from plans.model import Plan, Section
from plans.text import fold
from retrieval.answer import Claim, Intent
from retrieval.draft import ENOUGH, Draft, Material
from retrieval.evidence import folded
from retrieval.grids import Grid, Row, grids, plain
from retrieval.listed import names_kind
from retrieval.names import head_of
from retrieval.search import read_together
from retrieval.topic import topic_of
from retrieval.write_content import listed_parts
from retrieval.write_rows import claim_of

ASKED: frozenset[Intent] = frozenset({"target", "deadline", "duties", "content", "list", "overview"})
_WORDS = r"[a-z]+(?: [a-z]+){0,3}"
# What asks for every one of a kind: "liệt kê các …", "mấy đợt, mỗi đợt …", "những quỹ nào, mức mỗi quỹ …".
_EVERY = re.compile(
    rf"(?:\bliet ke|\bke (?:het|ten|ra|du|giup)|^(?:\w+ ){{0,4}}danh sach|\bneu (?:ten|het|ro|cac|tung)|\bdoc ten)\b"
    rf"(?: (?:het|ra|du|ten|giup|toan bo|tat ca|ro|cho \w+))*"
    rf"(?: (?:cac|nhung|tung|moi|danh sach))+(?: loai)? (?P<kind>{_WORDS})"
)
_NUMBERED = re.compile(
    rf"\b(?:may|bao nhieu) (?P<kind>{_WORDS}),? (?:va )?(?:do )?(?:la|gom|ke ra) (?:nhung |cac )?(?:gi|nao|ai)\b"
)
_BARE = re.compile(
    r"^(?!.*\b(?:gi|nao|ai|dau|may|bao nhieu|bao gio|sao|khong)\b)"
    r"(?:cac|nhung)(?: loai)? (?!chi tieu\b)"  # targets are told with their figures, those of sentences too
    rf"(?P<kind>{_WORDS})"
)
_EACH = re.compile(rf"\b(?:moi|tung)(?: loai)? (?P<kind>{_WORDS})")
_SEVERAL = r"\b(?:nhung|cac|may|bao nhieu|gom|danh sach)(?: \w+){0,2}? "
_LISTING = frozenset({"chia", "danh", "het", "ten", "loai", "tung", "kem", "moi", "tom", "lai"})  # that ask for a list
LONGEST = 30  # rows or parts of a list that are told in one message
LEAST = 2
MOST = 0.6  # of the parts of a section, the share that must begin with the kind they are of


@dataclass(frozen=True)
class _Listing:
    """A list found: where it stands, how much of the question that tells, and what it says."""

    weight: float
    claims: tuple[Claim, ...]


def write_whole(material: Material) -> Draft:
    """Quote every row or part of the list of the kind asked for; nothing where no list is asked for or held."""
    question = material.question
    kinds = _kinds(fold(question.restored)) if question.intent in ASKED else []
    for kind in kinds:
        found = [*_tables(material, kind), *_sections(material, kind)]
        best = max(found, key=lambda one: one.weight, default=None)
        if best and best.weight >= ENOUGH and LEAST <= len(best.claims) <= LONGEST:
            return Draft(best.claims)
    return Draft()


def _kinds(asked: str) -> list[list[str]]:
    """Return what may be the kind of thing that is to be listed, the longest name first; none where no list is."""
    found = (
        _EVERY.search(asked)
        or _NUMBERED.search(asked)
        or _BARE.search(asked)
        or next(
            (each for each in _EACH.finditer(asked) if re.search(_SEVERAL + each["kind"].split()[0] + r"\b", asked)),
            None,
        )
    )
    words = found["kind"].split() if found else []
    if any(" ".join(words).startswith(fold(kind)) for kind in (*kind_names(), "văn bản")):
        return []  # "các kế hoạch của hội phụ nữ" asks which plans there are
    return [words[:size] for size in range(len(words), 0, -1)]


def _tables(material: Material, kind: Sequence[str]) -> Iterator[_Listing]:
    """Yield the tables whose rows are of a kind, by the name of the column that names them."""
    for grid in grids(material):
        if grid.rows and names_kind(grid.columns[grid.naming], kind, ()):
            rows, said = _of_cells(grid, plain(material.question.restored))
            around = " ".join((head_of(grid.plan), grid.above, *grid.columns, said))
            yield _Listing(_told(material, kind, around), tuple(claim_of(grid, row) for row in rows))


def _of_cells(grid: Grid, said: Sequence[str]) -> tuple[Sequence[Row], str]:
    """Return the rows with what a question says of a column, and that: "chợ hạng 1" are those with "1" below "Hạng"."""
    asked = f" {' '.join(said)} "
    for at, name in enumerate(grid.columns):
        words = " ".join(plain(name)) if at != grid.naming else ""
        forms = {row: f"{words} {' '.join(plain(row.cells[at]))}" for row in grid.rows if words and row.cells[at]}
        if with_it := [row for row, form in forms.items() if f" {form} " in asked]:
            return with_it, forms[with_it[0]]
    return grid.rows, ""


def _sections(material: Material, kind: Sequence[str]) -> Iterator[_Listing]:
    """Yield the sections, of those found or above them, that list things of a kind."""
    seen: set[tuple[str, str]] = set()
    for one in read_together(material.found):
        for section in (*one.plan.ancestors(one.plan.citable(one.passage.span.start).id), one.section):
            if (key := (one.plan.id, section.id)) not in seen:
                seen.add(key)
                if _lists(one.plan, section, kind, material.question.topic):
                    around = f"{head_of(one.plan)} {one.plan.titles_over(section.id)}"
                    yield _Listing(_told(material, kind, around), tuple(listed_parts(one.plan, section)))


def _lists(plan: Plan, section: Section, kind: Sequence[str], topic: Sequence[str]) -> bool:
    """Say whether a section lists things of a kind: by its heading, or by how most of its parts begin."""
    parts = [part for part in section.children if part.kind != "table"]
    if section.kind not in ("heading", "item") or len(parts) < LEAST:
        return False
    begin = sum(" ".join(kind) in _opening(plan.quote(part.span)[:80]) for part in parts)
    return names_kind(section.title, kind, folded(" ".join(topic))) or begin >= MOST * len(parts)


@lru_cache(maxsize=20_000)  # each name that the kind may have is looked for in the same parts
def _opening(text: str) -> str:
    return " ".join(folded(text)[:6])


def _told(material: Material, kind: Sequence[str], around: str) -> float:
    """Return how much of the question, beside the kind and what is asked of each, the place of a list tells."""
    asked = material.question.restored
    each = _EACH.search(fold(asked))
    topic = topic_of(asked[: each.start()] if each and len(fold(asked)) == len(asked) else asked, (), "list")
    known = {*folded(" ".join(material.question.topic))}
    told = (word for word in map(fold, topic) if word in known or not word.isdigit())  # else the number of a plan
    left = [word for word in told if word not in _LISTING.union(kind)]
    return material.weigher.coverage(left, around) if left else 1.0

"""Bodies that ended or were renamed in 2025, and which ones took over their work.

Successions: `data/successors.csv`, each with its source. They stand beside what a plan says and never change it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from plans.agencies import levels_of, same_agency
from plans.provinces import same_place
from plans.tables import rows


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a body: `now` holds its successors, none where it has none; `work` the part they took, empty: all.

    `place` is the province it was read in, empty for the common pattern; `check` that it is to be confirmed there.
    """

    place: str
    old: str
    now: tuple[str, ...]
    work: tuple[str, ...]
    since: date
    source: str
    check: bool


@cache
def _rows() -> tuple[Succession, ...]:
    return tuple(
        Succession(
            row["place"], row["old"], _items(row["now"]), _items(row["work"]),
            date.fromisoformat(f"{row['since']}-01"), row["source"], row["check"] == "y",
        )
        for row in rows("successors")
    )  # fmt: skip


def _items(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def successions(agency: str, province: str | None) -> tuple[Succession, ...]:
    """Return what became of `agency` in `province`; every body of a district ended with its level."""
    found = [row for row in _rows() if same_agency(agency, row.old)]
    here = [row for row in found if row.place and province and same_place(row.place, province)]
    common = [row for row in found if not row.place]
    if not found and levels_of(agency) == {"huyện"}:
        common = [row for row in _rows() if row.old == "Ủy ban nhân dân huyện"]
    return tuple(here or common)


def formerly(agency: str) -> tuple[str, ...]:
    """Return the bodies all of whose work `agency` took over."""
    return tuple(
        dict.fromkeys(row.old for row in _rows() if not row.work and any(same_agency(agency, now) for now in row.now))
    )

"""What a plan calls a body that is asked for with an owner or a level it leaves out, or without one it prints."""

from __future__ import annotations

import re

from plans.agencies import part_and_owner, same_agency
from plans.model import Plan
from retrieval.names import Headed
from retrieval.scope import issued_by

_LEVEL = re.compile(
    r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu|huyện|quận|tỉnh|thành phố|trung ương|cấp)\b", re.IGNORECASE
)
_LEVELS = (" xã", " huyện", " tỉnh")
_BRANCH = re.compile(r"^Chi hội\b")
_COMMUNE = re.compile(r" (?:xã|phường|thị trấn|đặc khu)(?=$| [A-ZĐ])")

# What the Party, the youth, the unions and the associations have inside another body, ahead of its name.
_ORGAN = re.compile(
    r"(?:Đảng ủy|Đảng bộ|Chi bộ|Chi đoàn|Đoàn Thanh niên(?: Cộng sản Hồ Chí Minh)?|Đoàn|Công đoàn(?: cơ sở)?"
    r"|Chi hội [Pp]hụ nữ|Hội [Pp]hụ nữ) (?P<body>[A-ZĐỦ].+)"
)


def at_levels(asked: str) -> tuple[str, ...]:
    """Return a body as asked for, then, where no level is printed, as that of each level: "Hội Nông dân xã"."""
    return (asked, *(() if _LEVEL.search(asked) else (f"{asked}{level}" for level in _LEVELS)))


def without_level(asked: str) -> tuple[str, ...]:
    """Return a commune's body as the plan of its commune may name it, "Hội Nông dân" of "… xã"; else nothing."""
    level = _COMMUNE.search(asked)
    return (asked[: level.start()],) if level else ()


def is_own(plan: Headed, body: str) -> bool:
    """Say whether a body issued a plan, or is a branch of the association that did, which the plan calls "chi hội"."""
    return issued_by(plan, body) or any(issued_by(plan, name) for name in at_levels(_BRANCH.sub("Hội", body)))


def is_organ(name: str, body: str) -> bool:
    """Say whether a name is that of an organ inside a body: "Đảng ủy Công an tỉnh", "Chi đoàn Trạm Y tế xã"."""
    found = _ORGAN.fullmatch(name)
    return found is not None and same_agency(body, found["body"])


def organs(plan: Plan, body: str) -> tuple[str, ...]:
    """Return the organs inside a body to which a plan gives work."""
    return tuple(dict.fromkeys(task.agency for task in plan.assignments if is_organ(task.agency, body)))


def as_branch(plan: Headed, body: str) -> str:
    """Return a branch as the plan of its own association names it: "Chi hội" of "Chi hội Nông dân"; else the name."""
    return "Chi hội" if _BRANCH.match(body) and is_own(plan, body) else body


def sought_names(asked: str) -> tuple[str, ...]:
    """Return the names under which some plan may give work to a body asked for."""
    part = part_and_owner(asked)
    branch = ("Chi hội",) if _BRANCH.match(asked) else ()
    return (*at_levels(asked), *without_level(asked), *(part[:1] if part else ()), *branch)


def as_named(plan: Plan, asked: str) -> str:
    """Return a body as a plan names it: its owner's own plans leave the owner out ("Ban Phong trào").

    One asked for without its level is that of the plan's own level, where it names none on the usual one; a commune's
    plan may leave the level of the commune's own bodies out.
    """
    part = part_and_owner(asked)
    if part and issued_by(plan, part[1]):
        return part[0]
    stated = {task.agency for task in plan.assignments}
    if (branch := as_branch(plan, asked)) in stated:
        return branch
    own = without_level(asked) if without_level(plan.header.issuer or "") else ()
    known = [name for name in at_levels(asked) if any(same_agency(name, one) for one in stated)]
    return [*known, *(name for name in own if name in stated), asked][0]

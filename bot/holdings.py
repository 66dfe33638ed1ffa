"""`kehoach plans`, `show` and `remove`: what the library holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Annotated

import typer

from bot import console, texts
from bot.environment import read_settings
from bot.errors import BadUsage
from plans.model import Plan
from plans.text import squeeze
from retrieval.names import Headed, plan_name

if TYPE_CHECKING:
    from retrieval.library import Library
    from retrieval.settings import Settings

Name = Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Số, mã, hoặc một phần của số hay mã.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
Tree = Annotated[bool, typer.Option("--tree", help="In cây đề mục.")]
Facts = Annotated[bool, typer.Option("--facts", help="In việc giao, hạn, chỉ tiêu, văn bản dẫn chiếu.")]
Source = Annotated[bool, typer.Option("--source", help="In nguyên văn.")]
Versions = Annotated[bool, typer.Option("--versions", help="In các bản đã nạp.")]


def open_library(settings: Settings) -> Library:
    """Open the library; notices of long work go to standard error."""
    from retrieval.library import Library

    return Library.open(settings, tell=console.warn)


def plans(as_json: AsJson = False) -> int:
    """List the plans the library holds."""
    with open_library(read_settings()) as library:
        held = library.visible().heads
    if as_json:
        console.say_json([_summary(plan) for plan in held])
    elif held:
        heads = ("Số", "Ngày", "Nơi ban hành", "Tên", "Mã")
        console.table(heads, [_row(plan) for plan in held])
    else:
        console.say(texts.EMPTY_LIBRARY)
    return 0


def show(
    name: Name,
    tree: Tree = False,
    facts: Facts = False,
    source: Source = False,
    as_json: AsJson = False,
    versions: Versions = False,
) -> int:
    """Print one plan: its head, or one of its other views."""
    if sum((tree, facts, source, as_json, versions)) > 1:
        raise BadUsage(texts.ONE_VIEW)
    with open_library(read_settings()) as library:
        plan = library.find(name)
        if versions:
            console.table(("Bản", "Nạp lúc", "Tệp", "Đang dùng"), _versions(library, plan))
            return 0
    _print(plan, tree=tree, facts=facts, source=source, as_json=as_json)
    return 0


def _print(plan: Plan, *, tree: bool, facts: bool, source: bool, as_json: bool) -> None:
    from bot import plan_json, plan_text

    if as_json:
        console.say_json(plan_json.plan_json(plan, plan.file) | {"plan_id": plan.id})
    elif source:
        console.say_exactly(plan.text)
    else:
        view = plan_text.tree_text if tree else plan_text.facts_text if facts else plan_text.plan_text
        console.say(view(plan))


def remove(name: Name) -> int:
    """Take a plan out of the library."""
    with open_library(read_settings()) as library:
        plan = library.remove(name)
    console.say(texts.REMOVED.format(name=plan_name(plan)))
    return 0


def _row(plan: Headed) -> tuple[str, ...]:
    header = plan.header
    issued = f"{header.issued_on:%d/%m/%Y}" if header.issued_on else "–"
    where = header.province or header.place or "–"
    return header.number or "–", issued, where, squeeze(header.title or plan.file), plan.id


def _summary(plan: Headed) -> dict[str, object]:
    header = plan.header
    return {
        "plan": plan_name(plan),
        "plan_id": plan.id,
        "number": header.number,
        "issued_on": header.issued_on.isoformat() if header.issued_on else None,
        "province": header.province,
        "kind": header.kind,
        "title": header.title,
        "file": plan.file,
    }


def _versions(library: Library, plan: Plan) -> Iterator[tuple[str, ...]]:
    for version in library.versions(plan.id):
        added = version.added_at.replace(tzinfo=UTC).astimezone()  # SQLite gives times back without their zone
        yield str(version.number), f"{added:%d/%m/%Y %H:%M}", version.file, "✓" if version.active else ""

"""Loading plans by sending a file: read apart from the bot, shown before they count, published with a tap."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from bot import telegram_texts as texts
from bot.files import Reading, read_whole
from bot.keeping import passages_of, settled
from bot.shelf import Upload
from bot.telegram_answer import Button, Message
from bot.telegram_html import Node, bold
from bot.telegram_office import Office, Reply, say
from plans.errors import PlanError
from plans.model import Plan
from plans.text import squeeze
from retrieval.audience import INTERNAL, PUBLIC
from retrieval.names import plan_label

APART = get_context("spawn")
PATIENCE = 600.0
LOOK_AGAIN = 0.2  # seconds after which a reading that was stopped is noticed
MOST_WARNINGS = 5
MOST_LISTED = 10  # plans or failures of one zip
GROUPS = {"cong": (PUBLIC,), "noi": (INTERNAL,)}


def progress(name: str, done: int) -> Message:
    """Return the one message that shows how far the loading of a file has come."""
    total = len(texts.UPLOAD_STEPS)
    lines = [
        f"\n{'✓' if n < done else '…'} {n + 1}/{total} {step}" for n, step in enumerate(texts.UPLOAD_STEPS[: done + 1])
    ]
    return Message((bold(texts.UPLOAD_TITLE.format(name=name)), *lines))


def read_upload(name: str, content: bytes, stopped: Callable[[], bool] = lambda: False) -> tuple[Reading, ...]:
    """Read a file, or each file of a zip, in a process of its own, which may die or be `stopped` without the bot.

    Nothing is returned of a reading that was stopped.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        here, there = APART.Pipe(duplex=False)
        reader = APART.Process(target=_read_there, args=(file, there), daemon=True)
        reader.start()
        there.close()
        try:
            readings = _heard_of(here, stopped)
        finally:
            reader.kill()
            reader.join()
            here.close()
        died = () if stopped() else (Reading(file, error=PlanError(texts.UPLOAD_DIED)),)
        return died if readings is None else readings


def _read_there(file: Path, back: Connection) -> None:
    back.send(read_whole(file))


def _heard_of(reader: Connection, stopped: Callable[[], bool]) -> tuple[Reading, ...] | None:
    """Return what the process read, None when it died, took too long or was stopped."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not stopped():
        if reader.poll(LOOK_AGAIN):
            with suppress(EOFError, OSError):  # it died before or while it told
                readings: tuple[Reading, ...] = reader.recv()
                return readings
            return None
    return None


def summary(office: Office, number: int, name: str, readings: Sequence[Reading]) -> Message:
    """Return what was read of a file and what can be done about it."""
    plans, failures = _plans(readings), _failures(readings)
    if not plans:
        return Message((texts.UPLOAD_FAILED.format(name=name, reason="\n".join(failures)),))
    rows = (
        (Button(texts.PUBLISH, f"nap:{number}:cong"), Button(texts.PUBLISH_INSIDE, f"nap:{number}:noi")),
        (Button(texts.REVIEW, f"nap:{number}:xem"), Button(texts.CANCEL, f"nap:{number}:huy")),
    )
    if len(plans) == 1:
        nodes = [bold(plan_label(plans[0])), "\n", *_described(office, plans[0])]
    else:
        nodes = [bold(texts.UPLOAD_SEVERAL.format(count=len(plans))), *_listed(office, plans)]
    left_out = (f"\n{texts.UPLOAD_WARNING.format(warning=failure)}" for failure in failures)
    return Message((*nodes, *left_out), buttons=rows)


def _plans(readings: Sequence[Reading]) -> list[Plan]:
    return [reading.plan for reading in readings if reading.plan]


def _failures(readings: Sequence[Reading]) -> list[str]:
    return _shortened([str(reading.error) for reading in readings if reading.error])


def _shortened(lines: list[str]) -> list[str]:
    rest = len(lines) - MOST_LISTED
    return lines if rest <= 0 else [*lines[:MOST_LISTED], texts.UPLOAD_MORE.format(count=rest)]


def _listed(office: Office, plans: Sequence[Plan]) -> Iterator[str]:
    lines = ["\n• " + " · ".join(filter(None, (plan_label(plan), _known(office, plan)))) for plan in plans]
    yield from _shortened(lines)


def _known(office: Office, plan: Plan) -> str:
    """Return what the library already has of a plan, "" when nothing."""
    library = office.assistant.library
    arrival = settled(library, plan)
    if arrival.twin:
        return texts.UPLOAD_TWIN.format(twin=plan_label(arrival.twin))
    held = library.snapshot()
    if held.entry(arrival.plan.id) is None:
        return ""
    return texts.UPLOAD_SAME if held.plan(arrival.plan.id).text == plan.text else texts.UPLOAD_NEWER


def _described(office: Office, plan: Plan) -> Iterator[Node]:
    header = plan.header
    yield texts.UPLOAD_SUMMARY.format(
        number=header.number or "–",
        where=header.issuer or header.province or "–",
        day=f"{header.issued_on:%d/%m/%Y}" if header.issued_on else "–",
        title=squeeze(header.title or "–"),
        sections=sum(1 for _ in plan.walk()),
        duties=len(plan.assignments),
        deadlines=len(plan.deadlines),
        targets=len(plan.targets),
    )
    if known := _known(office, plan):
        yield f"\n{known}"
    yield from (f"\n{texts.UPLOAD_WARNING.format(warning=warning)}" for warning in plan.warnings[:MOST_WARNINGS])


def decide(office: Office, number: int, wish: str) -> Reply:
    """Publish a file for a group of readers, show more of it, or let it go."""
    upload = office.shelf.upload(number)
    if upload is None:
        return say(texts.UPLOAD_GONE)
    if wish == "huy":
        office.shelf.clear(number)
        return say(texts.CANCELLED)
    readings = read_upload(upload.name, upload.content)
    if not (plans := _plans(readings)):
        return say(texts.UPLOAD_FAILED.format(name=upload.name, reason="\n".join(_failures(readings))))
    return _reviewed(plans) if wish == "xem" else _published(office, upload, readings, GROUPS[wish])


def _published(office: Office, upload: Upload, readings: Sequence[Reading], groups: tuple[str, ...]) -> Reply:
    library = office.assistant.library
    done: list[str] = []
    for reading in readings:
        if plan := reading.plan:
            plan = settled(library, plan).plan
            library.restrict(plan.id, groups)  # before it can be seen
            library.add(plan, passages_of(reading, plan))
            done.append(plan_label(plan))
    office.shelf.clear(upload.id)
    return say(texts.PUBLISHED.format(plan="; ".join(_shortened(done)), groups=", ".join(groups)))


def _reviewed(plans: Sequence[Plan]) -> Reply:
    from bot.plan_text import facts_text
    from bot.telegram_answer import pieces

    told: list[Node] = []
    for plan in plans:
        told += [bold(plan_label(plan)), "\n", facts_text(plan), "\n\n"]
    return [Message(part) for part in pieces(told)][:3]

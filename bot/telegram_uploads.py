"""Loading a plan by sending its file: read apart from the bot, shown before it counts, published with a tap."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from telegram import Document

from bot import telegram_texts as texts
from bot import texts as common
from bot.files import Reading, read_one
from bot.shelf import Upload
from bot.telegram_answer import Button, Message
from bot.telegram_html import Node, bold
from bot.telegram_office import Office, Reply, say
from plans.errors import PlanError
from plans.model import Plan
from plans.text import squeeze
from retrieval.audience import INTERNAL, PUBLIC
from retrieval.names import plan_label

LARGEST = 20_000_000  # bytes that Telegram lets a bot download
KINDS = (".txt", ".md", ".docx", ".doc", ".rtf", ".pdf", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
PATIENCE = 600.0
MOST_WARNINGS = 5
GROUPS = {"cong": (PUBLIC,), "noi": (INTERNAL,)}
Show: TypeAlias = Callable[[Message], Awaitable[None]]


def refusal(document: Document) -> str | None:
    """Return why a file is not even fetched, or None."""
    if (document.file_size or 0) > LARGEST:
        return texts.UPLOAD_TOO_BIG
    if Path(file_name(document)).suffix.lower() not in KINDS:
        return texts.UPLOAD_TYPE.format(known=", ".join(KINDS))
    return None


def file_name(document: Document) -> str:
    """Return the name of a file without anything that could lead elsewhere."""
    name = squeeze((document.file_name or "").replace("\\", "/").rsplit("/", 1)[-1].replace("\0", ""))
    return name.lstrip(".")[-120:] or "ke-hoach.txt"


def progress(name: str, done: int) -> Message:
    """Return the one message that shows how far the loading of a file has come."""
    total = len(texts.UPLOAD_STEPS)
    lines = [
        f"\n{'✓' if n < done else '…'} {n + 1}/{total} {step}" for n, step in enumerate(texts.UPLOAD_STEPS[: done + 1])
    ]
    return Message((bold(texts.UPLOAD_TITLE.format(name=name)), *lines))


def read_upload(name: str, content: bytes) -> Reading:
    """Read a file in a process of its own, which may die without the bot."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            try:
                return apart.submit(read_one, file).result(PATIENCE)
            except (BrokenProcessPool, TimeoutError):
                return Reading(file, error=PlanError(common.WORKERS_DIED))


def summary(office: Office, number: int, name: str, reading: Reading) -> Message:
    """Return what was read of a file and what can be done about it."""
    plan = reading.plan
    if plan is None:
        return Message((texts.UPLOAD_FAILED.format(name=name, reason=reading.error),))
    rows = (
        (Button(texts.PUBLISH, f"nap:{number}:cong"), Button(texts.PUBLISH_INSIDE, f"nap:{number}:noi")),
        (Button(texts.REVIEW, f"nap:{number}:xem"), Button(texts.CANCEL, f"nap:{number}:huy")),
    )
    return Message((bold(plan_label(plan)), "\n", *_described(office, plan)), buttons=rows)


def _described(office: Office, plan: Plan) -> list[Node]:
    header = plan.header
    nodes: list[Node] = [
        texts.UPLOAD_SUMMARY.format(
            number=header.number or "–",
            where=header.issuer or header.province or "–",
            day=f"{header.issued_on:%d/%m/%Y}" if header.issued_on else "–",
            title=squeeze(header.title or "–"),
            sections=sum(1 for _ in plan.walk()),
            duties=len(plan.assignments),
            deadlines=len(plan.deadlines),
            targets=len(plan.targets),
        )
    ]
    held = {one.id: one for one in office.assistant.library.plans()}.get(plan.id)
    if held:
        nodes.append("\n" + (texts.UPLOAD_SAME if held.text == plan.text else texts.UPLOAD_NEWER))
    nodes += [f"\n{texts.UPLOAD_WARNING.format(warning=warning)}" for warning in plan.warnings[:MOST_WARNINGS]]
    return nodes


def decide(office: Office, number: int, wish: str) -> Reply:
    """Publish a file for a group of readers, show more of it, or let it go."""
    upload = office.shelf.upload(number)
    if upload is None:
        return say(texts.UPLOAD_GONE)
    if wish == "huy":
        office.shelf.clear(number)
        return say(texts.CANCELLED)
    reading = read_upload(upload.name, upload.content)
    if reading.plan is None:
        return say(texts.UPLOAD_FAILED.format(name=upload.name, reason=reading.error))
    return _reviewed(reading.plan) if wish == "xem" else _published(office, upload, reading, GROUPS[wish])


def _published(office: Office, upload: Upload, reading: Reading, groups: tuple[str, ...]) -> Reply:
    plan, library = reading.plan, office.assistant.library
    if plan is None:
        return say(texts.UPLOAD_GONE)
    library.restrict(plan.id, groups)  # before it can be seen
    library.add(plan, reading.passages)
    office.shelf.clear(upload.id)
    return say(texts.PUBLISHED.format(plan=plan_label(plan), groups=", ".join(groups)))


def _reviewed(plan: Plan) -> Reply:
    from bot.plan_text import facts_text
    from bot.telegram_answer import pieces

    return [Message(part) for part in pieces([facts_text(plan)])][:3]

"""What everybody who was let in can do with a command."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial

from bot import telegram_texts as texts
from bot.diary import DAYS, KEEP_DAYS, Entry
from bot.reminders import Reminder
from bot.telegram_answer import Button, Message, pieces
from bot.telegram_html import Node, bold
from bot.telegram_office import Command, Office, Reply, Visit, say
from bot.telegram_questions import ask, more, nth_source, readable, section, sources
from plans.text import squeeze
from retrieval.names import plan_label


def start(office: Office, visit: Visit) -> Reply:
    """Greet, or open in private what a link leads to."""
    for prefix, opening in STARTS.items() if visit.private else ():
        number = visit.text.removeprefix(prefix)
        if visit.text.startswith(prefix) and number.isascii() and number.isdigit():
            return opening(office, visit, int(number))
    return welcome(office)


def welcome(office: Office) -> Reply:
    """Return the greeting, with examples that are asked with a tap."""
    caution = texts.CAUTION.format(days=office.store.setting(KEEP_DAYS, DAYS))
    nodes: tuple[Node, ...] = (bold(texts.GREETING), f"\n{texts.ABOUT}\n\n{caution}")
    return (Message(nodes, texts.EXAMPLES),)


def _open_section(office: Office, visit: Visit, number: int) -> Reply:
    place = office.places.place(number)
    return section(office, visit, *place) if place else say(texts.SOURCE_GONE)


def _open_answer(office: Office, visit: Visit, number: int) -> Reply:
    entry = readable(office, visit, number)
    if entry is None or entry.where.person != visit.where.person:
        return say(texts.SOURCE_GONE)
    return more(office, visit, number, 0) or say(texts.SOURCE_GONE)


STARTS = {"ng_": _open_section, "tl_": _open_answer}


def show_help(office: Office, visit: Visit) -> Reply:
    """Say how to ask."""
    return say(texts.HELP)


def holdings(office: Office, visit: Visit) -> Reply:
    """List the plans this person may see here."""
    held = office.assistant.library.visible(visit.audience).heads
    nodes: list[Node] = [bold(texts.HOLDINGS.format(count=len(held))) if held else texts.EMPTY_LIBRARY]
    for n, plan in enumerate(held, 1):
        title = f"\n{squeeze(plan.header.title)}" if plan.header.number and plan.header.title else ""
        nodes.append(f"\n\n{n}. {plan_label(plan)}{title}")
    return [Message(part) for part in pieces(nodes)]


def duties(office: Office, visit: Visit) -> Reply:
    """Ask what an agency has to do."""
    if not visit.text:
        return say(texts.ASK_AGENCY)
    return ask(office, replace(visit, text=texts.DUTIES_OF.format(agency=visit.text)))


def deadlines(office: Office, visit: Visit) -> Reply:
    """Ask for deadlines, all or somebody's."""
    asked = texts.DEADLINES_OF.format(of=visit.text) if visit.text else texts.DEADLINES
    return ask(office, replace(visit, text=asked))


def source(office: Office, visit: Visit) -> Reply:
    """Show a section that the last answer cites."""
    last = office.diary.last(visit.where)
    entry: Entry | None = readable(office, visit, last.id) if last else None
    wanted = visit.text.strip("[] ")
    if wanted.isascii() and wanted.isdigit():
        return nth_source(office, visit, entry, int(wanted))
    return sources(office, visit, entry) if entry else say(texts.NO_SOURCES)


def remark(office: Office, visit: Visit) -> Reply:
    """Keep what somebody thinks."""
    if not visit.text.strip():
        return say(texts.ASK_REMARK)
    last = office.diary.last(visit.where)
    office.diary.remark(visit.where.person, visit.text, last.id if last else None)
    return say(texts.THANKS_REMARK)


def privacy(office: Office, visit: Visit) -> Reply:
    """Say what is kept of somebody, and offer to hand it over or delete it."""
    person = visit.where.person
    role = texts.ROLE_NAMES[visit.standing.role or "nguoi_dung"]
    told = texts.PRIVACY.format(
        questions=len(office.diary.of(person)),
        remarks=len(office.diary.remarks_of(person)),
        role=role,
        days=office.store.setting(KEEP_DAYS, DAYS),
    )
    return say(told, (Button(texts.PRIVACY_EXPORT, "rt:xuat"),), (Button(texts.PRIVACY_DELETE, "rt:hoi"),))


def exported(office: Office, visit: Visit) -> Reply:
    """Hand over everything that is kept of somebody, as a file."""
    person = visit.where.person
    kept = {
        "questions": [asdict(entry) for entry in office.diary.of(person)],
        "remarks": office.diary.remarks_of(person),
        "reminders": [asdict(wish) for wish in office.reminders.of(person)],
        "name": visit.name,
        "role": visit.standing.role,
    }
    content = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return (Message((texts.PRIVACY_EXPORT,), file=(texts.PRIVACY_FILE, content)),)


def plain_lines(office: Office, visit: Visit) -> Reply:
    """Turn short plain lines on or off."""
    return say(texts.PLAIN_ON if office.people.turn_plain(visit.where.person) else texts.PLAIN_OFF)


def begin_anew(office: Office, visit: Visit) -> Reply:
    """Forget what was said before as context."""
    office.diary.close(visit.where)
    return say(texts.NEW_TALK)


def reminders(office: Office, visit: Visit) -> Reply:
    """Show somebody's reminders, and what can be had."""
    wishes = office.reminders.of(visit.where.person)
    known = {plan.id: plan_label(plan) for plan in office.assistant.library.visible(visit.audience).heads}
    lines = "".join(f"\n• {_told(wish, known)}" for wish in wishes)
    nodes: tuple[Node, ...] = (bold(texts.REMINDERS), lines) if wishes else (texts.NO_REMINDERS,)
    off = ((Button(texts.ALL_OFF, "nh:tat"),),) if wishes else ()
    rows = ((Button(texts.WEEK_ON, "nh:tuan"), Button(texts.ICS, "nh:lich")), *off)
    return (Message(nodes, buttons=rows),)


def _told(wish: Reminder, known: dict[str, str]) -> str:
    if wish.kind == "week":
        return texts.REMINDER_WEEK
    if wish.kind == "agency":
        return texts.REMINDER_AGENCY.format(agency=wish.agency)
    return texts.REMINDER_PLAN.format(plan=known.get(wish.plan_id or "", "–"))


def calendar_file(office: Office, visit: Visit) -> Reply:
    """Hand over the deadlines of the plans somebody may see, as a calendar file."""
    from bot.ics import calendar

    content = calendar(office.assistant.library.visible(visit.audience).unread, office.today())
    if content is None:
        return say(texts.ICS_EMPTY)
    return (Message((texts.ICS,), file=(texts.ICS_FILE, content)),)


_everywhere = partial(Command, in_groups=True)
COMMANDS = {
    "hoi": _everywhere(ask),
    "start": _everywhere(start),
    "trogiup": _everywhere(show_help),
    "help": _everywhere(show_help),
    "kehoach": _everywhere(holdings),
    "nhiemvu": _everywhere(duties),
    "hanbaocao": _everywhere(deadlines),
    "nguon": _everywhere(source),
    "gopy": Command(remark),
    "riengtu": Command(privacy),
    "chulon": Command(plain_lines),
    "nhacviec": Command(reminders),
    "huy": _everywhere(begin_anew),
}

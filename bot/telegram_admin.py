"""What admins do from a private chat: people, plans, and how the bot is doing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from bot import telegram_texts as texts
from bot.diary import KEEP_DAYS, Entry
from bot.people import ADMIN, REVIEWER, ROLES, USER, Role
from bot.telegram_answer import Button, Message, Rows, labels, listed, pieces
from bot.telegram_html import Node, bold
from bot.telegram_office import Command, Office, Reply, Visit, say
from bot.telegram_texts import ROLE_NAMES
from plans.errors import PlanError
from plans.text import fold, squeeze
from retrieval.audience import INTERNAL, PUBLIC
from retrieval.names import plan_label

HOURS = 72
MOST_SHOWN = 20
MOST_RESTORED = 8
LONGEST_KEPT = 3_650
KNOWN_GROUPS = {fold(PUBLIC): PUBLIC, fold(INTERNAL): INTERNAL}


def upload(office: Office, visit: Visit) -> Reply:
    """Say how a plan is loaded."""
    return say(texts.UPLOAD_HELP)


def remove(office: Office, visit: Visit) -> Reply:
    """Ask whether a plan is really to be removed; without a name, offer what can be had back."""
    if not visit.text:
        return _restorable(office)
    try:
        plan = office.assistant.library.find(visit.text)
    except PlanError as unknown:
        return say(str(unknown))
    number = office.places.number(plan.id)
    row = (Button(texts.KEEP, "xoa:khong"), Button(texts.REMOVE, f"xoa:{number}"))
    return say(texts.REMOVE_SURE.format(plan=plan_label(plan)), row)


def _restorable(office: Office) -> Reply:
    removed = office.shelf.restorable()[:MOST_RESTORED]
    names = [squeeze(one.name) for one in removed]
    rows: Rows = tuple((Button(label, f"khoi:{one.id}"),) for label, one in zip(labels(names), removed, strict=True))
    told = [texts.REMOVE_WHICH, "", texts.RESTORABLE, *listed(names)] if rows else [texts.REMOVE_WHICH]
    return say("\n".join(told), *rows)


def statistics(office: Office, visit: Visit) -> Reply:
    """Say how many questions there were and how they were answered, and which to look at."""
    counts = {"answered": 0, "no_answer": 0, "clarify": 0} | office.diary.tally()
    nodes: list[Node] = [texts.STATISTICS.format(**{name: _whole(value) for name, value in counts.items()})]
    if doubtful := office.diary.doubtful(MOST_SHOWN):
        nodes += ["\n\n", bold(texts.DOUBTFUL), *(f"\n• {squeeze(entry.text)[:200]}" for entry in doubtful)]
    if remarks := office.diary.remarks():
        nodes += ["\n\n", bold(texts.REMARKS), *(f"\n• {squeeze(one)[:300]}" for one in remarks)]
    made = [Message(part) for part in pieces(nodes)]
    rows: Rows = ((Button(texts.EXPORT_CASES, "tk:xuat"),),) if doubtful else ()
    return [*made[:-1], Message(made[-1].nodes, buttons=rows)]


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def cases(office: Office, visit: Visit) -> Reply:
    """Hand over the doubtful questions as drafts of evaluation cases."""
    doubtful = office.diary.doubtful(500)
    if not doubtful:
        return say(texts.NOTHING_DOUBTFUL)
    content = "".join(json.dumps(_case(entry), ensure_ascii=False) + "\n" for entry in doubtful).encode(
        "utf-8", "replace"
    )
    return (Message((texts.EXPORT_CASES,), file=(texts.CASES_FILE, content)),)


def _case(entry: Entry) -> dict[str, object]:
    """Return a draft in the form of the question sets; who asked is left out, a person fills in what is right."""
    return {
        "id": f"tg-{entry.id}",
        "question": entry.text,
        "kind": entry.details.intent or "content",
        "style": "plain",
        "plan": list(entry.details.plans),
        "status": entry.status if entry.status in ("answered", "clarify") else "no_answer",
        "gold": [],
        "all_gold": False,
        "facts": [],
        "forbidden": [],
        "state": "draft",
        "source": "feedback",
        "note": json.dumps(
            {
                "answer": entry.answer,
                "cited": [[c.plan_id, c.version, c.section_id, c.start, c.end] for c in entry.details.citations],
                "retrieved": entry.details.retrieved,
                "mode": entry.details.mode,
            },
            ensure_ascii=False,
        ),
    }


def condition(office: Office, visit: Visit) -> Reply:
    """Say how the bot is doing."""
    counts = {"new": 0, "uncertain": 0, "failed": 0} | office.outbox.counts()
    told = texts.CONDITION.format(
        plans=len(office.assistant.library.visible().heads),
        waiting=office.inbox.count(),
        people=len(office.people.listed()),
        mode=texts.WITH_MODEL if getattr(office.assistant, "generator", None) else texts.WITHOUT_MODEL,
        **{state: counts[state] for state in ("new", "uncertain", "failed")},
    )
    return say(told)


def rights(office: Office, visit: Visit) -> Reply:
    """List who is let in, or carry out what follows the command."""
    verb, _, rest = visit.text.partition(" ")
    if not verb:
        listed = "".join(f"\n• {name or '–'} ({number}): {ROLE_NAMES[role]}" for number, name, role in _people(office))
        return [Message(part) for part in pieces([bold(texts.QUYEN), listed, texts.QUYEN_HELP])]
    carry_out = RIGHTS.get(fold(verb))
    try:
        return say(carry_out(office, visit, rest.split())) if carry_out else say(texts.QUYEN_WRONG)
    except (ValueError, IndexError):
        return say(texts.QUYEN_WRONG)
    except PlanError as unknown:
        return say(str(unknown))


def _people(office: Office) -> Iterator[tuple[int, str, Role]]:
    yield from office.people.listed()


def _role(word: str) -> Role:
    return ROLES[[str(role) for role in ROLES].index(fold(word))]


def _invite(office: Office, visit: Visit, words: list[str]) -> str:
    role = _role(words[0]) if words and not words[0].isdigit() else USER
    hours = next((int(word) for word in words if word.isdigit()), HOURS)
    secret = office.people.invite(role, hours)
    link = office.deep_link(f"moi_{secret}") or f"/start moi_{secret}"
    return texts.INVITATION_LINK.format(role=ROLE_NAMES[role], hours=hours, link=link)


def _admit(office: Office, visit: Visit, words: list[str]) -> str:
    person, role = int(words[0]), _role(words[1]) if len(words) > 1 else USER
    if role != ADMIN and office.people.admins() == (person,):
        return texts.LAST_ADMIN
    office.people.admit(person, role)
    return texts.QUYEN_DONE.format(done=f"{person} là {ROLE_NAMES[role]}")


def _dismiss(office: Office, visit: Visit, words: list[str]) -> str:
    person = int(words[0])
    if office.people.admins() == (person,):
        return texts.LAST_ADMIN
    office.people.dismiss(person)
    return texts.QUYEN_DONE.format(done=f"{person} không còn quyền")


def _chat(office: Office, visit: Visit, words: list[str]) -> str:
    office.people.allow_chat(int(words[0]), groups=_groups(" ".join(words[1:])) if words[1:] else ())
    return texts.QUYEN_DONE.format(done=f"nhóm {words[0]} được dùng bot")


def _no_chat(office: Office, visit: Visit, words: list[str]) -> str:
    office.people.forbid_chat(int(words[0]))
    return texts.QUYEN_DONE.format(done=f"nhóm {words[0]} không còn được dùng bot")


def _group(belongs: bool, office: Office, visit: Visit, words: list[str]) -> str:
    (group,) = _groups(" ".join(words[1:]))
    office.people.group(int(words[0]), group, belongs)
    return texts.QUYEN_DONE.format(done=f"{words[0]} {'thuộc' if belongs else 'không còn thuộc'} nhóm {group}")


def _plan(office: Office, visit: Visit, words: list[str]) -> str:
    groups = _groups(" ".join(words[1:]))
    plan = office.assistant.library.find(words[0])
    office.assistant.library.restrict(plan.id, groups)
    return texts.PLAN_GROUPS.format(plan=plan_label(plan), groups=", ".join(groups))


def _keep(office: Office, visit: Visit, words: list[str]) -> str:
    days = int(words[0])
    if not 1 <= days <= LONGEST_KEPT:
        raise ValueError(days)
    office.store.set(KEEP_DAYS, days)
    return texts.QUYEN_DONE.format(done=f"giữ câu hỏi {days} ngày")


def _groups(written: str) -> list[str]:
    """Return the groups named, separated by commas; the two every library has may be written without marks."""
    named = [squeeze(one).casefold() for one in written.split(",") if one.strip()]
    if not named or any(len(one) > 100 for one in named):
        raise ValueError(written)
    return [KNOWN_GROUPS.get(fold(one), one) for one in named]


RIGHTS: dict[str, Callable[[Office, Visit, list[str]], str]] = {
    "moi": _invite,
    "them": _admit,
    "bot": _dismiss,
    "chat": _chat,
    "botchat": _no_chat,
    "nhom": partial(_group, True),
    "ronhom": partial(_group, False),
    "kehoach": _plan,
    "luu": _keep,
}
COMMANDS = {
    "nap": Command(upload, ADMIN),
    "xoa": Command(remove, ADMIN),
    "thongke": Command(statistics, REVIEWER),
    "quyen": Command(rights, ADMIN),
    "trangthai": Command(condition, ADMIN),
}

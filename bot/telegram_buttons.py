"""What the buttons under the bot's messages do; who presses one is asked for their rights anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import telegram_texts as texts
from bot.people import ADMIN, USER, Role
from bot.reminders import Reminder
from bot.telegram_answer import Button, Message
from bot.telegram_commands import calendar_file, exported, welcome
from bot.telegram_office import Office, Reply, Visit, say
from bot.telegram_questions import more, nth_source, readable, sources
from bot.telegram_uploads import decide
from ingest.passages import passages
from plans.errors import PlanError
from plans.text import squeeze
from retrieval.corrections import corrected
from retrieval.names import plan_label


@dataclass(frozen=True)
class Pressed:
    """What a button leads to: a word shown at once, messages, a question to be asked, a letter to be sent again."""

    toast: str | None = None
    reply: Reply = ()
    asks: str | None = None
    resends: int | None = None


EXPIRED = Pressed(texts.BUTTON_EXPIRED)
Act = Callable[[Office, Visit, list[str]], Pressed]


def pressed(office: Office, visit: Visit, data: str) -> Pressed:
    """Carry out what a button stands for; what is unknown, stale or another's has expired."""
    name, *words = data.split(":")
    act, role = BUTTONS.get(name, (None, USER))
    if act is None:
        return EXPIRED
    if role is not None and not (visit.standing.allowed and visit.standing.at_least(role)):
        return Pressed(texts.NOT_ALLOWED_SHORT)
    try:
        return act(office, visit, words)
    except (ValueError, IndexError):  # data that this program never wrote
        return EXPIRED
    except PlanError as refused:
        return Pressed(reply=say(str(refused)))


def _sources(office: Office, visit: Visit, words: list[str]) -> Pressed:
    entry = readable(office, visit, int(words[0]))
    return Pressed(reply=sources(office, visit, entry)) if entry else EXPIRED


def _source(office: Office, visit: Visit, words: list[str]) -> Pressed:
    entry = readable(office, visit, int(words[0]))
    return Pressed(reply=nth_source(office, visit, entry, int(words[1]))) if entry else EXPIRED


def _more(office: Office, visit: Visit, words: list[str]) -> Pressed:
    reply = more(office, visit, int(words[0]), int(words[1]))
    return Pressed(reply=reply) if reply else EXPIRED


def _vote(good: bool, told: str) -> Act:
    def vote(office: Office, visit: Visit, words: list[str]) -> Pressed:
        if readable(office, visit, int(words[0])) is None:
            return EXPIRED
        office.diary.vote(int(words[0]), visit.where.person, good)
        return Pressed(told)

    return vote


def _next(office: Office, visit: Visit, words: list[str]) -> Pressed:
    entry = readable(office, visit, int(words[0]))
    if entry is None:
        return EXPIRED
    if entry.where.person != visit.where.person:
        return Pressed(texts.NOT_YOUR_BUTTON)
    return Pressed(asks=entry.details.suggestions[int(words[1])])


def _remind(office: Office, visit: Visit, words: list[str]) -> Pressed:
    entry = readable(office, visit, int(words[0]))
    if entry is None or not visit.private:
        return EXPIRED
    wish = Reminder(visit.where.person, visit.where.chat, "plan")
    if agency := entry.details.agency:
        wishes = [replace(wish, kind="agency", agency=agency)]
    else:
        wishes = [replace(wish, plan_id=plan) for plan in entry.details.plans]
    new = [office.reminders.add(one) for one in wishes]
    return Pressed(texts.REMINDER_SET if any(new) else texts.REMINDER_HAS)


def _reminders(office: Office, visit: Visit, words: list[str]) -> Pressed:
    where = visit.where
    if words == ["lich"]:
        return Pressed(reply=calendar_file(office, visit))
    if words == ["tat"]:
        office.reminders.drop(where.person)
        return Pressed(texts.REMINDER_OFF)
    if words != ["tuan"] or not visit.private:
        return EXPIRED
    new = office.reminders.add(Reminder(where.person, where.chat, "week"))
    return Pressed(texts.REMINDER_SET if new else texts.REMINDER_HAS)


def _to_admins(office: Office, visit: Visit, words: list[str]) -> Pressed:
    entry = readable(office, visit, int(words[0]))
    if entry is None or entry.where.person != visit.where.person:
        return EXPIRED
    told = texts.UNANSWERED.format(question=squeeze(entry.text))
    office.diary.vote(entry.id, visit.where.person, False)
    return Pressed(texts.SENT_TO_ADMIN, [Message((told,), chat=admin) for admin in office.people.admins()])


def _privacy(office: Office, visit: Visit, words: list[str]) -> Pressed:
    if not visit.private:
        return EXPIRED
    if words == ["xuat"]:
        return Pressed(reply=exported(office, visit))
    if words == ["hoi"]:
        row = (Button(texts.KEEP, "rt:giu"), Button(texts.PRIVACY_YES, "rt:xoa"))
        return Pressed(reply=say(texts.PRIVACY_SURE, row))
    if words == ["xoa"]:
        count = office.diary.forget(visit.where.person)
        return Pressed(reply=say(texts.PRIVACY_DELETED.format(count=count)))
    return Pressed(texts.KEPT)


def _join(office: Office, visit: Visit, words: list[str]) -> Pressed:
    if visit.standing.allowed or not visit.private:
        return EXPIRED
    if not office.people.ask_to_join(visit.where.person, visit.name):
        return Pressed(texts.JOIN_ASKED_BEFORE)
    told = texts.JOIN_REQUEST.format(name=visit.name or "–", person=visit.where.person)
    row = (
        Button(texts.REFUSE, f"duyet:{visit.where.person}:0"),
        Button(texts.APPROVE, f"duyet:{visit.where.person}:1"),
    )
    asked = [Message((told,), buttons=(row,), chat=admin) for admin in office.people.admins()]
    return Pressed(texts.JOIN_ASKED, asked)


def _decide(office: Office, visit: Visit, words: list[str]) -> Pressed:
    person, admitted = int(words[0]), words[1] == "1"
    name = office.people.decide(person, admitted)
    if name is None:
        return Pressed(texts.DECIDED_BEFORE)
    told = (texts.APPROVED if admitted else texts.REFUSED).format(name=name or person)
    greeting = [replace(one, chat=person) for one in welcome(office)] if admitted else []
    return Pressed(reply=[*say(told), *greeting])


def _remove(office: Office, visit: Visit, words: list[str]) -> Pressed:
    place = office.places.place(int(words[0])) if words[0] != "khong" else None
    plan = office.plan(place[0], visit.audience) if place else None
    if plan is None:
        return Pressed(texts.KEPT if words[0] == "khong" else texts.BUTTON_EXPIRED)
    office.shelf.put_away(plan)
    office.assistant.library.remove(plan.id)
    return Pressed(reply=say(texts.REMOVED.format(plan=plan_label(plan))))


def _restore(office: Office, visit: Visit, words: list[str]) -> Pressed:
    found = next((one for one in office.shelf.restorable() if one.id == int(words[0])), None)
    if found is None:
        return EXPIRED
    library = office.assistant.library
    plan = corrected(found.plan(), library.arrivals.corrections(found.plan_id))
    library.add(plan, tuple(passages(plan)))
    office.shelf.taken_back(found.id)
    return Pressed(reply=say(texts.RESTORED.format(plan=found.name)))


def _cases(office: Office, visit: Visit, words: list[str]) -> Pressed:
    from bot.telegram_admin import cases

    return Pressed(reply=cases(office, visit)) if visit.private else EXPIRED


def _upload(office: Office, visit: Visit, words: list[str]) -> Pressed:
    return Pressed(reply=decide(office, int(words[0]), words[1]))


def _resend(office: Office, visit: Visit, words: list[str]) -> Pressed:
    letter = office.outbox.uncertain(int(words[0]), visit.where.chat)
    return Pressed(resends=letter.id) if letter else EXPIRED


BUTTONS: dict[str, tuple[Act, Role | None]] = {
    "src": (_sources, USER),
    "s": (_source, USER),
    "more": (_more, USER),
    "up": (_vote(True, texts.THANKS_RIGHT), USER),
    "dn": (_vote(False, texts.THANKS_WRONG), USER),
    "hoi": (_next, USER),
    "nhac": (_remind, USER),
    "nh": (_reminders, USER),
    "gui": (_to_admins, USER),
    "rt": (_privacy, USER),
    "lai": (_resend, USER),
    "xin": (_join, None),
    "duyet": (_decide, ADMIN),
    "xoa": (_remove, ADMIN),
    "khoi": (_restore, ADMIN),
    "tk": (_cases, "danh_gia"),
    "nap": (_upload, ADMIN),
}

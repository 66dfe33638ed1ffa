"""Questions and what stands under their answers: sources, votes, what to ask next, the rest of a long list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import telegram_texts as texts
from bot.diary import Cited, Details, Entry
from bot.render import answer_lines, plain, source
from bot.telegram_answer import LIMIT, Button, Message, Rows, Shape, messages, pieces, shortened
from bot.telegram_html import Node, bold, cut, italic, packed, shown, unpacked
from bot.telegram_office import Office, Reply, Visit, say
from bot.texts import QUESTION_LIMIT
from plans.model import Plan
from retrieval.answer import Answer, Show, Turn
from retrieval.names import place_label, plan_label

GROUP_LIMIT = 1_200
PLAIN_LIMIT = 700
COPIED = 256
PARTS_OF_SECTION = 3
MOST_CHOICES = 8


def ask(office: Office, visit: Visit) -> Reply:
    """Answer a question in words, or say why it cannot be asked."""
    if refusal := unaskable(visit.text):
        return say(refusal)
    turns = context(office, visit)
    asker = str(visit.where.person)
    answer = office.assistant.ask(
        visit.text, turns, as_of=office.today(), audience=visit.audience, asker=asker, show=_drafts(visit)
    )
    pages = messages(answer, _shape(office, visit, answer))
    details = _details(office, visit, answer, pages)
    number = office.diary.add(
        Entry(
            visit.where,
            visit.text,
            answer.status,
            plain(answer_lines(answer)),
            details,
            answer.timings.get("total_ms", 0.0),
            visit.message,
        )
    )
    if answer.choices or not pages:
        return [replace(page, question=number) for page in pages]
    return [_page(office, visit, number, details, 0)]


def _drafts(visit: Visit) -> Show | None:
    """Return what shows the first page of an answer while it is written, marked as unfinished, if anybody looks."""
    if (show := visit.show) is None:
        return None
    shape = Shape(_limit(visit), not visit.standing.plain_lines)
    return lambda answer: show(Message((*messages(answer, shape)[0].nodes, "\n", italic(texts.WRITING))))


def unaskable(text: str) -> str | None:
    """Return why a text cannot be asked, or None."""
    if len(text) > QUESTION_LIMIT:
        return texts.LONG_QUESTION.format(limit=QUESTION_LIMIT)
    return None if text.strip() else texts.ASK_WHAT


def context(office: Office, visit: Visit) -> tuple[Turn, ...]:
    """Return the turns a question continues: the answer replied to and the words quoted from it, else the last ones."""
    behind = office.diary.behind(visit.where.chat, visit.replied_to) if visit.replied_to else None
    if behind is None or behind.where.person != visit.where.person:
        return office.diary.turns(visit.where)
    quoted = (Turn(visit.quote, visit.quote),) if visit.quote else ()
    return (Turn(behind.text, behind.answer), *quoted)


def again(office: Office, visit: Visit) -> Reply:
    """Answer an edited question anew, once, and only when its words have changed."""
    earlier = office.diary.answers_to(visit.where.chat, visit.message) if visit.message else []
    if len(earlier) != 1 or earlier[0].text == visit.text or earlier[0].where != visit.where:
        return ()
    return ask(office, visit)


def more(office: Office, visit: Visit, number: int, place: int) -> Reply | None:
    """Return a further page of an answer, or None when it is not for this person, or not any more."""
    entry = readable(office, visit, number)
    if entry is None or not 0 <= place < len(entry.details.pages):
        return None
    return [_page(office, visit, number, entry.details, place)]


def readable(office: Office, visit: Visit, number: int) -> Entry | None:
    """Return an entry whose every plan this person may still see here, and which was asked here or by them."""
    entry = office.diary.entry(number)
    if entry is None or (entry.where.chat != visit.where.chat and entry.where.person != visit.where.person):
        return None
    seen = {plan.id for plan in office.assistant.library.visible(visit.audience).heads}
    return entry if seen.issuperset((*entry.details.plans, *entry.details.named)) else None


def sources(office: Office, visit: Visit, entry: Entry) -> Reply:
    """Return the one section an answer cites, or ask which of several is wanted."""
    cited = entry.details.citations
    if not cited:
        return say(texts.NO_SOURCES)
    apart = {(one.plan_id, one.section_id): (n, one.label) for n, one in reversed(list(enumerate(cited, 1)))}
    if len(apart) == 1:
        return section(office, visit, *next(iter(apart)))
    named = sorted(apart.values())[:MOST_CHOICES]
    rows = tuple((Button(shortened(f"[{n}] {label.rpartition('), ')[2]}"), f"s:{entry.id}:{n}"),) for n, label in named)
    return say(texts.CHOOSE_SOURCE, *rows)


def section(office: Office, visit: Visit, plan_id: str, section_id: str) -> Reply:
    """Return a whole section in the author's words, if this person may see its plan."""
    plan = office.plan(plan_id, visit.audience)
    found = next((one for one in plan.walk() if one.id == section_id), None) if plan else None
    if plan is None or found is None:
        return say(texts.SOURCE_GONE)
    title = bold(f"{plan_label(plan)}, {place_label(plan, found, found.span)}")
    parts = list(pieces([title, "\n\n", plan.quote(found.span).strip()]))
    return [Message(part) for part in parts[:PARTS_OF_SECTION]]


def nth_source(office: Office, visit: Visit, entry: Entry | None, n: int) -> Reply:
    """Return the section of citation `n` of an answer."""
    if entry is None or not entry.details.citations:
        return say(texts.NO_SOURCES)
    if not 1 <= n <= len(entry.details.citations):
        return say(texts.NO_SUCH_SOURCE.format(count=len(entry.details.citations)))
    cited = entry.details.citations[n - 1]
    return section(office, visit, cited.plan_id, cited.section_id)


def apologetic(reply: Reply) -> Reply:
    """Return a reply that begins by saying that it comes late."""
    first, *rest = reply
    return [replace(first, nodes=(italic(texts.LATE), "\n\n", *first.nodes)), *rest]


def _shape(office: Office, visit: Visit, answer: Answer) -> Shape:
    wanted = {(one.plan.id, one.section.id) for one in answer.citations}
    numbers = office.places.numbers(wanted) if office.username and wanted else {}
    links = {place: office.deep_link(f"ng_{number}") for place, number in numbers.items()}
    folded = not visit.standing.plain_lines
    return Shape(_limit(visit), folded, lambda one: links.get((one.plan.id, one.section.id), ""))


def _limit(visit: Visit) -> int:
    return GROUP_LIMIT if not visit.private else PLAIN_LIMIT if visit.standing.plain_lines else LIMIT


def _details(office: Office, visit: Visit, answer: Answer, pages: Sequence[Message]) -> Details:
    plans = tuple(dict.fromkeys(one.plan.id for one in answer.citations))
    versions = {plan: _version(office, plan) for plan in plans}
    return Details(
        intent=answer.question.intent,
        understood=answer.question.restored,
        mode=answer.mode,
        citations=tuple(
            Cited(c.plan.id, versions[c.plan.id], c.section.id, c.span.start, c.span.end, source(c))
            for c in answer.citations
        ),
        retrieved=tuple((hit.plan.id, hit.section.id, round(hit.score, 4)) for hit in answer.hits),
        pages=tuple(packed(page.nodes) for page in pages),
        suggestions=tuple(question for _, question in _suggested(answer)),
        plans=plans,
        agency=answer.question.agencies[0] if answer.question.agencies else "",
        named=tuple(_named(office, visit, "\n".join(shown(page.nodes) for page in pages))),
    )


def _named(office: Office, visit: Visit, text: str) -> Iterator[str]:
    """Yield the plans that a text names, cited or not."""
    for plan in office.assistant.library.visible(visit.audience).heads:
        if (plan.header.number or plan_label(plan)) in text:
            yield plan.id


def _version(office: Office, plan_id: str) -> int:
    return next((one.number for one in office.assistant.library.versions(plan_id) if one.active), 0)


def _suggested(answer: Answer) -> Iterator[tuple[str, str]]:
    plans: list[Plan] = list({one.plan.id: one.plan for one in answer.citations}.values())
    if len(plans) == 1 and plans[0].header.number:
        for label, question in texts.SUGGESTIONS.get(answer.question.intent, ()):
            yield label, question.format(plan=plans[0].header.number)


def _page(office: Office, visit: Visit, number: int, details: Details, place: int) -> Message:
    nodes: tuple[Node, ...] = unpacked(details.pages[place])
    return Message(nodes, buttons=_under(office, visit, number, details, place), question=number)


def _under(office: Office, visit: Visit, number: int, details: Details, place: int) -> Rows:
    """Return at most three rows of at most two buttons."""
    if not details.citations:
        unanswered = details.intent not in ("smalltalk", "unsafe")
        return ((Button(texts.SEND_TO_ADMIN, f"gui:{number}"),),) if unanswered else ()
    onward = _onward(office, visit, number, place, len(details.pages))
    (copied, *_), _ = cut(("; ".join(dict.fromkeys(one.label for one in details.citations)),), COPIED)
    first = (*onward, Button(texts.SEE_SOURCE, f"src:{number}"), Button(texts.COPY, copies=str(copied)))[:2]
    votes = (Button(texts.RIGHT, f"up:{number}"), Button(texts.WRONG, f"dn:{number}"))
    labels = [label for label, _ in texts.SUGGESTIONS.get(details.intent, ())]
    next_ones = [Button(label, f"hoi:{number}:{n}") for n, label in enumerate(labels[: len(details.suggestions)])]
    if details.intent == "deadline" and visit.private:
        next_ones.append(Button(texts.REMIND, f"nhac:{number}"))
    return tuple(row for row in (first, votes, tuple(next_ones[:2])) if row)


def _onward(office: Office, visit: Visit, number: int, place: int, total: int) -> tuple[Button, ...]:
    if place + 1 >= total:
        return ()
    if not visit.private and office.username:
        return (Button(texts.MORE_IN_PRIVATE, opens=office.deep_link(f"tl_{number}")),)
    return (Button(texts.MORE.format(n=place + 2, total=total), f"more:{number}:{place + 1}"),)

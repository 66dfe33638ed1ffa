"""An answer as Telegram messages: each claim with its `[n]`, and in the same message the sources it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot import telegram_texts as texts
from bot.render import numbered, source
from bot.telegram_html import Node, bold, cut, entities, italic, length, quotation, units, visible
from plans.text import same, squeeze
from retrieval.answer import Answer, Citation, Claim

LIMIT = 3_800
MOST_ENTITIES = 90
LONGEST_CLAIM = 1_500
LONGEST_LEAD = 300
LONGEST_BUTTON = 40


@dataclass(frozen=True)
class Message:
    """What is sent at once: nodes within Telegram's limits, and labels of buttons under them."""

    nodes: tuple[Node, ...]
    choices: tuple[str, ...] = ()


def messages(answer: Answer) -> tuple[Message, ...]:
    """Return the messages that show `answer`, in order; buttons to choose from stand under the last."""
    choices = tuple(line for choice in answer.choices if (line := squeeze(visible(choice))))
    pages = [*_opening(answer), *_pages(answer), *_closing(answer.notes, choices)]
    made = [Message(piece) for nodes in _joined(pages) for piece in pieces(nodes)]
    return (*made[:-1], replace(made[-1], choices=tuple(map(_button, choices)))) if made else ()


def pieces(nodes: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """Yield nodes in parts within the limit; a part without a visible word is left out."""
    while nodes:
        part, nodes = cut(nodes, LIMIT)
        if not _blank(part):
            yield part


def _blank(nodes: Iterable[Node]) -> bool:
    return not any(c.isalnum() for node in nodes for c in str(node))


def _joined(pages: Iterable[tuple[Node, ...]]) -> Iterator[tuple[Node, ...]]:
    """Join neighbouring pages as long as they fit in one message."""
    held: tuple[Node, ...] = ()
    for page in pages:
        if held and not _fits((*held, *page)):
            yield held
            held = ()
        held += page
    if held:
        yield held


def _fits(nodes: Sequence[Node]) -> bool:
    return length(nodes) <= LIMIT and entities(nodes) <= MOST_ENTITIES


def _opening(answer: Answer) -> Iterator[tuple[Node, ...]]:
    question = answer.question
    if question.restored and not same(question.restored, question.text):
        yield (italic(texts.UNDERSTOOD.format(question=squeeze(question.restored))), "\n\n")
    if answer.intro:
        yield (answer.intro, "\n\n")


def _closing(notes: Iterable[str], choices: Sequence[str]) -> Iterator[tuple[Node, ...]]:
    if any(units(choice) > LONGEST_BUTTON for choice in choices):
        yield from ((f"{n}. {choice}\n",) for n, choice in enumerate(choices, 1))
    for note in notes:
        yield ("\n", italic(texts.NOTE.format(note=squeeze(note))))


def _button(choice: str) -> str:
    if units(choice) <= LONGEST_BUTTON:
        return choice
    (label, *_), _ = cut((choice,), LONGEST_BUTTON - 1)
    return f"{str(label).rstrip()}…"


def _pages(answer: Answer) -> Iterator[tuple[Node, ...]]:
    """Yield as many claims at a time as fit in one message together with the sources they cite."""
    numbers = numbered(answer)
    held: list[Claim] = []
    for claim in _short_claims(answer.claims):
        if held and not _fits(_page([*held, claim], numbers)):
            yield _page(held, numbers)
            held = []
        held.append(claim)
    if held:
        yield _page(held, numbers)


def _short_claims(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims none of which is too long to stand in one message; parts of one keep all its citations."""
    for claim in claims:
        rest: tuple[Node, ...] = (squeeze(claim.text),)
        while rest:
            part, rest = cut(rest, LONGEST_CLAIM)
            yield replace(claim, text=str(part[0]).strip(), computed="" if rest else claim.computed)


def _page(claims: Sequence[Claim], numbers: dict[tuple[str, int, int], int]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    lead = ""
    for claim in claims:
        if claim.lead and claim.lead != lead:
            (short, *_), _ = cut((squeeze(claim.lead).rstrip(" :"),), LONGEST_LEAD)
            nodes += [*(["\n"] if nodes else []), bold(f"{short}:"), "\n"]
        lead = claim.lead
        nodes.append(_statement(claim, numbers))
    cited = {numbers[c.key]: c for claim in claims for c in claim.citations}
    return (*nodes, *_sources(cited))


def _statement(claim: Claim, numbers: dict[tuple[str, int, int], int]) -> str:
    marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers[c.key] for c in claim.citations))
    computed = f"({claim.computed})" if claim.computed else ""
    return f"• {' '.join(part for part in (claim.text, computed, marks) if part)}\n"


def _sources(cited: dict[int, Citation]) -> Iterator[Node]:
    if cited:
        yield "\n"
        yield bold(texts.SOURCES)
        yield "\n"
    for n, citation in sorted(cited.items()):
        yield bold(f"[{n}]")
        yield f" {source(citation)}\n"
        yield quotation(citation.quote.strip())
        yield "\n"

"""An answer as Telegram messages: each claim with its `[n]`, and in the same message the sources it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot import telegram_texts as texts
from bot.render import numbered, said, source
from bot.telegram_html import Node, bold, cut, entities, italic, length, link, quotation, visible
from plans.text import nfc, same, squeeze
from retrieval.answer import Answer, Citation, Claim

LIMIT = 3_800
MOST_ENTITIES = 90
LONGEST_CLAIM = 1_500
LONGEST_LEAD = 300
LONGEST_BUTTON = 28  # what a narrow phone shows of one


Links: TypeAlias = Callable[[Citation], str]


@dataclass(frozen=True)
class Button:
    """A button: what it says, and the data it sends back, the text it copies or the address it opens."""

    label: str
    data: str = ""
    copies: str = ""
    opens: str = ""


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Message:
    """What is sent at once: nodes within Telegram's limits, and what stands under them.

    `choices` are labels of buttons that ask what they say. `chat` is set when it goes elsewhere than to the asker,
    `question` is the number of the question it answers, `file` the name and the content of a file sent with it.
    """

    nodes: tuple[Node, ...]
    choices: tuple[str, ...] = ()
    buttons: Rows = ()
    chat: int | None = None
    question: int | None = None
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Shape:
    """How an answer is laid out: the longest message, whether quotations are folded, where a source's number leads."""

    limit: int = LIMIT
    folded: bool = True
    links: Links = lambda citation: ""

    def fits(self, nodes: Sequence[Node]) -> bool:
        """Say whether nodes can stand in one message."""
        return length(nodes) <= self.limit and entities(nodes) <= MOST_ENTITIES


def messages(answer: Answer, shape: Shape | None = None) -> tuple[Message, ...]:
    """Return the messages that show `answer`, in order; buttons to choose from stand under the last."""
    shape = shape or Shape()
    choices = tuple(line for choice in answer.choices if (line := squeeze(visible(choice))))
    pages = [*_opening(answer), *_pages(answer, shape), *_closing(answer.notes, choices)]
    made = [Message(piece) for nodes in _joined(pages, shape) for piece in pieces(nodes)]
    return (*made[:-1], replace(made[-1], choices=labels(choices))) if made else ()


def pieces(nodes: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """Yield nodes in parts within the limit; a part without a visible word is left out."""
    while nodes:
        part, nodes = cut(nodes, LIMIT)
        if not _blank(part):
            yield part


def _blank(nodes: Iterable[Node]) -> bool:
    return not any(c.isalnum() for node in nodes for c in str(node))


def _joined(pages: Iterable[tuple[Node, ...]], shape: Shape) -> Iterator[tuple[Node, ...]]:
    """Join neighbouring pages as long as they fit in one message."""
    held: tuple[Node, ...] = ()
    for page in pages:
        if held and not shape.fits((*held, *page)):
            yield held
            held = ()
        held += page
    if held:
        yield held


def _opening(answer: Answer) -> Iterator[tuple[Node, ...]]:
    question = answer.question
    if question.restored and not same(question.restored, question.text):
        yield (italic(texts.UNDERSTOOD.format(question=squeeze(question.restored))), "\n\n")
    if answer.intro:
        yield (answer.intro, "\n\n")


def _closing(notes: Iterable[str], choices: Sequence[str]) -> Iterator[tuple[Node, ...]]:
    if any(map(_long, choices)):
        yield from ((f"{line}\n",) for line in listed(choices))
    for note in notes:
        yield ("\n", italic(texts.NOTE.format(note=squeeze(note))))


def listed(choices: Iterable[str]) -> Iterator[str]:
    """Yield choices as numbered lines, for where they are too long for a button."""
    return (f"{n}. {choice}" for n, choice in enumerate(choices, 1))


def labels(choices: Sequence[str]) -> tuple[str, ...]:
    """Return what the buttons of choices say: the choices, or their numbers and beginnings when any is too long."""
    return tuple(map(shortened, listed(choices))) if any(map(_long, choices)) else tuple(choices)


def shortened(label: str) -> str:
    """Return as much of a label as a button shows."""
    label = nfc(squeeze(label))
    return f"{label[: LONGEST_BUTTON - 1].rstrip()}…" if _long(label) else label


def _long(label: str) -> bool:
    return len(nfc(label)) > LONGEST_BUTTON


def _pages(answer: Answer, shape: Shape) -> Iterator[tuple[Node, ...]]:
    """Yield as many claims at a time as fit in one message together with the sources they cite."""
    numbers = numbered(answer)
    held: list[Claim] = []
    for claim in _short_claims(answer.claims):
        if held and not shape.fits(_page([*held, claim], numbers, shape)):
            yield _page(held, numbers, shape)
            held = []
        held.append(claim)
    if held:
        yield _page(held, numbers, shape)


def _short_claims(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims none of which is too long to stand in one message; parts of one keep all its citations."""
    for claim in map(said, claims):
        rest: tuple[Node, ...] = (squeeze(claim.text),)
        while rest:
            part, rest = cut(rest, LONGEST_CLAIM)
            yield replace(claim, text=str(part[0]).strip(), computed="" if rest else claim.computed)


def _page(claims: Sequence[Claim], numbers: dict[tuple[str, int, int], int], shape: Shape) -> tuple[Node, ...]:
    nodes: list[Node] = []
    lead = ""
    for claim in claims:
        if claim.lead and claim.lead != lead:
            (short, *_), _ = cut((squeeze(claim.lead).rstrip(" :"),), LONGEST_LEAD)
            nodes += [*(["\n"] if nodes else []), bold(f"{short}:"), "\n"]
        lead = claim.lead
        nodes.append(_statement(claim, numbers))
    cited = {numbers[c.key]: c for claim in claims for c in claim.citations}
    return (*nodes, *_sources(cited, shape))


def _statement(claim: Claim, numbers: dict[tuple[str, int, int], int]) -> str:
    marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers[c.key] for c in claim.citations))
    computed = f"({claim.computed})" if claim.computed else ""
    return f"• {' '.join(part for part in (claim.text, computed, marks) if part)}\n"


def _sources(cited: dict[int, Citation], shape: Shape) -> Iterator[Node]:
    if cited:
        yield "\n"
        yield bold(texts.SOURCES)
        yield "\n"
    for place, numbers in _by_section(cited).items():
        for n in numbers:
            address = shape.links(cited[n])
            yield link(f"[{n}]", address) if address else bold(f"[{n}]")
        yield f" {place}\n"
        quotes = [cited[n].quote.strip() for n in numbers]
        yield quotation("\n…\n".join(quotes)) if shape.folded else "\n".join(f"“{squeeze(quote)}”" for quote in quotes)
        yield "\n"


def _by_section(cited: dict[int, Citation]) -> dict[str, list[int]]:
    """Return the numbers of the citations of each section, so that a section is named once."""
    named: dict[str, list[int]] = {}
    for n, citation in sorted(cited.items()):
        named.setdefault(source(citation), []).append(n)
    return named

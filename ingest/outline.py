"""From zones to the tree of sections, and the repairs made on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.ending import is_attachment
from ingest.grammar import APPENDIX, AUTHORITY, ended, is_capitals, marker
from ingest.headlines import headlines, rank
from ingest.numbering import value_of
from ingest.quotes import quoted
from ingest.ranges import ranges
from ingest.repairs import mended
from ingest.titles import LONGEST_CLAUSE, first_clause, heading_title, is_heading, printed
from ingest.zones import Zone, ZoneKind
from plans.model import Repair, Section, SectionKind, Span

_LETTER = {"bullet": "b", "paragraph": "p", "table": "t"}
_NUMBERED = ("heading", "item")
_ZONES: dict[ZoneKind, SectionKind] = {
    "header": "header", "stamp": "stamp", "title": "title", "preamble": "preamble", "closing": "closing",
    "recipients": "recipients", "signature": "signature",
}  # fmt: skip
_UNNUMBERED_RANK = 6  # a heading in capitals that lost its numeral stands where Roman numerals stand
_FEWEST = 2  # headings in capitals that open a body before they are taken for its own way of opening parts
_OUTERMOST = 0  # where headings in capitals are a document's own way of opening its parts, all others stand below


@dataclass
class _Node:
    """A section in the making; `rank` and `style` say how deep it may stand."""

    kind: SectionKind
    start: int
    label: str = ""
    title: str = ""
    rank: int = 99
    style: str = ""
    hashes: int = 0
    bare: bool = False  # a heading by its own form, children or not
    following: str = ""  # the label of the next numbered line of the same style
    children: list[_Node] = field(default_factory=list)


def outline(zones: Sequence[Zone], length: int) -> tuple[tuple[Section, ...], tuple[Repair, ...]]:
    """Return the root sections, which tile the `length` characters of the text, and the repairs."""
    roots: list[_Node] = []
    repairs: list[Repair] = []
    for zone in zones:
        if zone.kind in ("body", "appendix"):
            blocks, made = mended(zone.blocks)
            repairs.extend(made)
            roots.extend(_grown(blocks) if zone.kind == "body" else [_appendix(blocks)])
        else:
            roots.append(_zone_node(zone))
    if not roots and length:
        roots.append(_Node("paragraph", 0))
    return _frozen(roots, Span(0, length), "", (), 1), tuple(repairs)


def _zone_node(zone: Zone) -> _Node:
    title = " ".join(block.text for block in zone.blocks) if zone.kind == "title" else ""
    return _Node(_ZONES[zone.kind], zone.blocks[0].span.start, title=" ".join(title.split()))


def _appendix(blocks: Sequence[Block]) -> _Node:
    """Return an appendix or attached document: its heading lines are its own, the rest its tree."""
    size = 1
    while size < len(blocks) and _is_appendix_title(blocks[size], first=size == 1):
        size += 1
    text = " ".join(block.text for block in blocks[:size])
    found = APPENDIX.match(text)
    label = printed(found["label"]) if found else blocks[0].text
    title = text[len(found["label"]) :] if found else text[len(label) :]
    node = _Node("appendix", blocks[0].span.start, label, title.strip(" .:-–"))
    node.children = _grown(blocks[size:])
    return node


def _is_appendix_title(block: Block, *, first: bool) -> bool:
    text = block.text
    if block.shape != "text" or marker(text) or is_attachment(block):
        return False
    if is_capitals(text) or text.startswith("("):
        return True
    return first and not block.lines[0].hashes and len(text) <= LONGEST_CLAUSE and not ended(text)


def _grown(blocks: Sequence[Block]) -> list[_Node]:
    """Return the trees of numbered sections, bullets, paragraphs and tables that `blocks` make."""
    root = _Node("heading", 0, rank=-1)
    stack = [root]
    for node in _nodes(blocks):
        _pop(stack, node)
        stack[-1].children.append(node)
        if node.kind not in ("paragraph", "table"):
            stack.append(node)
    return root.children


def _nodes(blocks: Sequence[Block]) -> list[_Node]:
    """Return a node for each block, numbered lines told which label of their style follows."""
    inside, bold = quoted(blocks) | ranges(blocks), headlines(blocks)
    nodes = []
    for at, block in enumerate(blocks):
        signed = at == len(blocks) - 1 and AUTHORITY.match(block.text)  # the body an attachment ends with
        plain = at in inside or signed
        nodes.append(_paragraph(block) if plain else _headline(block) if at in bold else _node(block))
    _raise_capitals(nodes)
    following: dict[str, str] = {}
    for node in reversed(nodes):
        if node.kind == "item" and node.label:
            node.following = following.get(node.style, "")
            following[node.style] = node.label
    return nodes


def _raise_capitals(nodes: Sequence[_Node]) -> None:
    """Let headings in capitals stand above letters and articles in a body that opens with several and has no "I.".

    A single one before "A." may be a foreword, and among Roman numerals each of them is one that lost its numeral.
    """
    capitals = [node for node in nodes if node.style == "I." and not node.label]
    lettered = next((at for at, node in enumerate(nodes) if node.label and node.rank < _UNNUMBERED_RANK), 0)
    opening = sum(node in capitals for node in nodes[:lettered])
    if opening < _FEWEST or any(node.style == "I." and node.label for node in nodes):
        return
    for node in capitals:
        node.rank = _OUTERMOST


def _headline(block: Block) -> _Node:
    depth = rank(block.text)
    title = heading_title(block.text)
    return _Node("item", block.span.start, title=title, rank=depth, style=f"bold {depth}", bare=True)


def _pop(stack: list[_Node], node: _Node) -> None:
    """Unwind the stack to the parent of `node`: a numbering style already open wins over the usual order of styles."""
    if node.kind in ("paragraph", "table"):
        while stack[-1].kind == "bullet":
            stack.pop()
        return
    if node.hashes and not node.label:
        while stack[-1].rank >= 0 and not 0 < stack[-1].hashes < node.hashes:
            stack.pop()
        node.rank = max(stack[-1].rank, _UNNUMBERED_RANK - 1)
        return
    if any(open_.style == node.style for open_ in stack):
        while stack[-1].style != node.style:
            stack.pop()
        stack.pop()
        return
    if holding := next((open_ for open_ in reversed(stack) if _goes_on(open_)), None):
        node.rank = max(node.rank, holding.rank)
    while (
        stack[-1] is not holding
        and stack[-1].rank >= node.rank
        and not (node.kind == "bullet" and stack[-1].style == "*")
    ):
        stack.pop()


def _goes_on(open_: _Node) -> bool:
    """Say whether the numbering of an open section continues after it: what comes between stands under it.

    "A." between "III." and "IV." is a part of III, although letters usually hold Roman numerals.
    """
    here, there = value_of(open_.label), value_of(open_.following)
    return here is not None and there == here + 1


def _paragraph(block: Block) -> _Node:
    if block.shape == "table":
        return _Node("table", block.span.start)
    return _Node("paragraph", block.span.start, title=first_clause(block.text))


def _node(block: Block) -> _Node:
    start, text = block.span.start, block.text
    if block.shape == "table":
        return _paragraph(block)
    found, hashes = marker(text), block.lines[0].hashes
    if found is None:
        return _unmarked(block)
    if not found.style.numbered:
        return _Node("bullet", start, found.label, first_clause(found.rest), found.style.rank, found.style.name)
    title, bare = heading_title(found.rest), is_heading(found.rest)
    return _Node("item", start, found.label, title, found.style.rank, found.style.name, hashes, bare)


def _unmarked(block: Block) -> _Node:
    """Return a paragraph, or a heading whose number was lost: one in capitals, or one Markdown marks as a heading."""
    start, text, hashes = block.span.start, block.text, block.lines[0].hashes
    if hashes:
        return _Node("item", start, title=heading_title(text), style="#" * hashes, hashes=hashes, bare=True)
    if is_capitals(text) and len(text) <= LONGEST_CLAUSE and len(text.split()) > 1:
        return _Node("item", start, title=heading_title(text), rank=_UNNUMBERED_RANK, style="I.", bare=True)
    return _paragraph(block)


def _frozen(nodes: Sequence[_Node], span: Span, parent: str, path: tuple[str, ...], level: int) -> tuple[Section, ...]:
    """Return `nodes` as sections that tile `span` from the first node's start to its end."""
    counts: dict[str, int] = {}
    stops = [*(node.start for node in nodes[1:]), span.end][: len(nodes)]
    sections = []
    for index, (node, stop) in enumerate(zip(nodes, stops, strict=True)):
        start = span.start if index == 0 and not parent else node.start
        sections.append(_section(node, Span(start, stop), _identity(node, parent, counts), path, level))
    return tuple(sections)


def _section(node: _Node, span: Span, identity: str, path: tuple[str, ...], level: int) -> Section:
    kind = "heading" if node.kind == "item" and (node.children or node.bare) else node.kind
    label = printed(node.label).strip(" .:-–/()")
    below = (*path, label) if label and kind in (*_NUMBERED, "appendix") else path
    children = _frozen(node.children, span, identity, below, level + 1) if node.children else ()
    return Section(identity, node.label, below, node.title, level, kind, span, children)


def _identity(node: _Node, parent: str, counts: dict[str, int]) -> str:
    """Return the id of the next child of its kind: numbered ones are counted together, zones are named."""
    prefix = {"appendix": "A"}.get(node.kind, _LETTER.get(node.kind, ""))
    zone = not prefix and node.kind not in _NUMBERED
    key = node.kind if zone else prefix
    counts[key] = ordinal = counts.get(key, 0) + 1
    name = node.kind + (str(ordinal) if ordinal > 1 else "") if zone else f"{prefix}{ordinal}"
    return f"{parent}.{name}" if parent else name

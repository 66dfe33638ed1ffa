"""Telegram's HTML as a small tree: escaped in one place, measured as Telegram measures, cut without breaking anything.

Nothing here pastes markup: a message is nodes, and only `html` writes tags.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

TagName = Literal["b", "i", "blockquote", "a"]
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# What nobody sees or what turns the reading direction: control, format and private characters, halves of pairs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANKS = str.maketrans("\n\t\u00a0", "   ")
_BREAKS = ("\n\n", "\n", ". ", "; ", ", ", " ")


@dataclass(frozen=True, slots=True)
class Tag:
    """A pair of tags around nodes; `expandable` is for quotations that open at a tap, `href` for links."""

    name: TagName
    children: tuple[Node, ...]
    expandable: bool = False
    href: str = ""

    def __str__(self) -> str:
        """Return the text a reader sees."""
        return shown(self.children)


Node: TypeAlias = str | Tag


def bold(text: str) -> Tag:
    """Return `text` in bold."""
    return Tag("b", (text,))


def italic(text: str) -> Tag:
    """Return `text` in italics."""
    return Tag("i", (text,))


def link(text: str, href: str) -> Tag:
    """Return `text` leading to the address `href`."""
    return Tag("a", (bold(text),), href=href)


def quotation(text: str) -> Tag:
    """Return `text` as a quotation that is folded until it is tapped."""
    return Tag("blockquote", (text,), expandable=True)


def visible(text: str) -> str:
    """Return `text` in composed letters without characters a reader cannot see; line ends and blanks stay."""
    composed = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\v\f]", "\n", text))
    if composed.translate(_BLANKS).isprintable():  # nearly always, and a hundred times faster
        return composed
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)


def html(nodes: Iterable[Node]) -> str:
    """Write nodes as the HTML Telegram reads; empty ones leave nothing."""
    return "".join(_written(node) for node in nodes)


def _written(node: Node) -> str:
    if isinstance(node, str):
        return visible(node).translate(_ESCAPES)
    inner = html(node.children)
    opening = f"{node.name} expandable" if node.expandable else node.name
    if node.href:
        opening = f'{node.name} href="{visible(node.href).translate(_ESCAPES)}"'
    return f"<{opening}>{inner}</{node.name}>" if inner.strip() else inner


def shown(nodes: Iterable[Node]) -> str:
    """Return the text a reader sees, which is also what is sent when Telegram refuses the markup."""
    return "".join(visible(node) if isinstance(node, str) else str(node) for node in nodes)


def packed(nodes: Iterable[Node]) -> str:
    """Return nodes as one line of JSON, to be kept."""
    return json.dumps([_plainly(node) for node in nodes], ensure_ascii=False)


def unpacked(kept: str) -> tuple[Node, ...]:
    """Return the nodes that were kept."""
    return tuple(_node(one) for one in json.loads(kept))


def _plainly(node: Node) -> object:
    if isinstance(node, str):
        return node
    return [node.name, node.expandable, node.href, [_plainly(child) for child in node.children]]


def _node(kept: Any) -> Node:
    if isinstance(kept, str):
        return kept
    name, expandable, href, children = kept
    return Tag(name, tuple(map(_node, children)), expandable, href)


def length(nodes: Iterable[Node]) -> int:
    """Return the length Telegram counts: UTF-16 units of the text without its tags."""
    return units(shown(nodes))


def units(text: str) -> int:
    """Return the UTF-16 units of `text`."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def entities(nodes: Iterable[Node]) -> int:
    """Return the number of tags, of which Telegram drops those past the hundredth."""
    return sum(1 + entities(node.children) for node in nodes if isinstance(node, Tag))


def cut(nodes: Sequence[Node], limit: int) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the nodes up to `limit` units, two at least, and the rest; a tag that is cut is closed and opened again.

    The cut falls after a paragraph, a sentence or a word where one ends in the last half, never inside a character.
    """
    head: list[Node] = []
    for place, node in enumerate(nodes):
        size = length((node,))
        if size > limit:
            first, rest = _cut_node(node, limit)
            return (*head, first), (rest, *nodes[place + 1 :])
        head.append(node)
        limit -= size
    return tuple(head), ()


def _cut_node(node: Node, limit: int) -> tuple[Node, Node]:
    if isinstance(node, Tag):
        first, rest = cut(node.children, limit)
        return replace(node, children=first), replace(node, children=rest)
    text = visible(node)
    end = _safe_end(text, limit)
    return text[:end], text[end:]


def _safe_end(text: str, limit: int) -> int:
    end = _end_within(text, limit)
    for stop in _BREAKS:
        found = text.rfind(stop, end // 2, end)
        if found >= 0 and found + len(stop) <= end:
            return found + len(stop)
    while 0 < end < len(text) and unicodedata.combining(text[end]):
        end -= 1
    return end or _end_within(text, limit)


def _end_within(text: str, limit: int) -> int:
    """Return how many characters fit in `limit` units."""
    used = 0
    for place, character in enumerate(text):
        used += units(character)
        if used > limit:
            return place
    return len(text)

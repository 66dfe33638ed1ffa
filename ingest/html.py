"""Web pages and Word's "save as web page": the text as a browser shows it, list numbers and tables included.

On a portal's page the article stands among menus and links; trafilatura tells where it begins and ends, and what stands
there is taken from the page itself, so that nothing between is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import trafilatura
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.grammar import LAYOUT_CELL
from ingest.headlines import can_be
from ingest.legacy_fonts import decoded
from ingest.source import Beat, Source
from ingest.table_text import MOST_ACROSS, Cell, table_text
from ingest.word_numbering import letter_label, roman_label

_SKIPPED = frozenset(
    ("head", "script", "style", "noscript", "template", "nav", "iframe", "svg", "button", "select", "textarea")
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt"),
        *("u", "var", "-text"),
    )
)
_WRAPS = frozenset(("span", "font", "i", "em", "u", "a"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.IGNORECASE)
_OFFICE = re.compile(
    r"urn:schemas-microsoft-com:office|class=[\"']?Mso|content=[\"']?(?:Microsoft Word|LibreOffice)", re.I
)
_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|disc|circle|square|decimal(?:-leading-zero)?|(?:upper|lower)-\w+)", re.I
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COMMENT = "-comment"
_DEEPEST = 200
_TO_THE_END = 9999  # rows, as rowspan=0 says
_HEAD = 12  # blocks above the article's first among which the document's number and letterhead may stand
_ENOUGH = 0.3  # share of the page that an article must hold; menus and news may be longer than a short one


def read(path: Path, beat: Beat) -> Source:
    """Return the text of the web page at `path`."""
    page = _markup(path.read_bytes())
    page = page[page.find("<") :]  # Word leaves a stray sign before its pages
    tree = LexborHTMLParser(page)
    blocks = [block for block in _blocks(tree.body, 0) if block.strip()] if tree.body else []
    kept = blocks if _OFFICE.search(page) else _article(blocks, page)
    text, coding = decoded(unicodedata.normalize("NFC", "\n\n".join(kept)))
    told = f"chữ gõ bằng phông {coding} đã chuyển sang Unicode; hãy đối chiếu chữ hoa có dấu"
    return Source(text, path.name, warnings=(told,) if coding else ())


def _markup(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    stated = _CHARSET.search(data[:4096])
    for encoding in (stated[1].decode() if stated else "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _article(blocks: list[str], page: str) -> list[str]:
    """Return the blocks from the article's first to its last; all of them when no article stands out."""
    found = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    words = _squeezed(found)
    inside = [at for at, block in enumerate(blocks) if len(key := _squeezed(block)[:60]) > 12 and key in words]
    if not inside or sum(map(len, blocks)) * _ENOUGH > sum(len(block) for block in blocks[inside[0] : inside[-1] + 1]):
        return blocks
    heads = [at for at in range(max(0, inside[0] - _HEAD), inside[0]) if LAYOUT_CELL.match(blocks[at])]
    return blocks[min(heads, default=inside[0]) : _last(blocks, inside[-1], words) + 1]


def _last(blocks: list[str], last: int, words: str) -> int:
    """Return the last block of an article, which goes on behind `last` with short ones: a post, who signs."""
    place = words.rfind(_squeezed(blocks[last])[:60])
    for at in range(last + 1, len(blocks)):
        key = _squeezed(blocks[at])
        place = words.find(key, place)
        if place < 0:
            break
        last = at if key else last
    return last


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _blocks(node: LexborNode, depth: int) -> Iterator[str]:
    """Yield the paragraphs, list items and tables under `node` as a browser sets them, one after another."""
    if depth > _DEEPEST:
        yield _tidy(node.text(separator=" "))
        return
    pending = ""
    for child in node.iter(include_text=True):
        if child.tag in _INLINE or child.tag == "br":
            pending += _inline(child, depth)
        elif child.tag not in _SKIPPED and child.tag != _COMMENT and not _is_hidden(child):
            yield _tidy(pending)
            pending = ""
            yield from _block(child, depth + 1)
    yield _tidy(pending)


def _block(node: LexborNode, depth: int) -> Iterator[str]:
    if node.tag == "table":
        rows = ([_cell(cell, depth) for cell in _parts(row, ("td", "th"))] for row in _parts(node, ("tr",)))
        yield table_text(list(_placed(rows)))
    elif node.tag in ("ol", "ul"):
        yield from _list(node, depth)
    elif node.tag == "pre":
        yield node.text()
    elif node.tag in ("p", "div") and _is_bold(node, depth):
        yield from (f"**{block}**" if "\n" not in block and can_be(block) else block for block in _blocks(node, depth))
    else:
        yield from _blocks(node, depth)


def _is_bold(node: LexborNode, depth: int) -> bool:
    """Say whether all words of a paragraph are set in bold, which alone may make a heading of it."""
    parts = [one for one in node.iter(include_text=True) if one.tag != "-text" or (one.text_content or "").strip()]
    return (
        depth <= _DEEPEST
        and bool(parts)
        and all(one.tag in ("b", "strong") or (one.tag in _WRAPS and _is_bold(one, depth + 1)) for one in parts)
    )


def _inline(node: LexborNode, depth: int) -> str:
    if node.tag == "-text":
        return node.text_content or ""
    if node.tag == "br":
        return "\0"
    if node.tag == _COMMENT or _is_hidden(node) or depth > _DEEPEST:
        return ""
    parts = []
    for child in node.iter(include_text=True):
        inner = child.tag in _INLINE or child.tag == "br"
        parts.append(_inline(child, depth + 1) if inner else "\0".join(_blocks(child, depth + 1)))
    return "".join(parts)


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\0")).strip()


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


def _parts(node: LexborNode, tags: tuple[str, ...]) -> Iterator[LexborNode]:
    """Yield the rows of a table or the cells of a row, not those of tables inside them."""
    for child in node.iter():
        if child.tag in tags:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _parts(child, tags)


def _cell(cell: LexborNode, depth: int) -> tuple[Cell, int]:
    """Return a cell and how many rows it reaches down."""
    text = "\n".join(block for block in _blocks(cell, depth) if block)
    across, down = (_whole(cell.attributes.get(name), 1) for name in ("colspan", "rowspan"))
    return Cell(text, max(1, min(across, MOST_ACROSS))), down or _TO_THE_END


def _placed(rows: Iterable[Sequence[tuple[Cell, int]]]) -> Iterator[list[Cell]]:
    """Yield rows of cells with a covered one where a cell above reaches down; rows without cells are left out."""
    reaching: dict[int, tuple[int, int]] = {}  # by column: how many rows more, and how wide
    for own in rows:
        left, row, column = deque(own), list[Cell](), 0
        while left or any(at >= column for at in reaching):
            if column in reaching:
                down, across = reaching.pop(column)
                row.append(Cell(across=across, covered=True))
            else:
                cell, down = left.popleft() if left else (Cell(), 1)
                row.append(cell)
                across = cell.across
            if down > 1 and column < MOST_ACROSS:
                reaching[column] = down - 1, across
            column += across
        if own:
            yield row


def _list(node: LexborNode, depth: int) -> Iterator[str]:
    """Yield the items of a list, each behind the number or bullet that a browser prints."""
    step = -1 if "reversed" in node.attributes else 1
    number = _whole(node.attributes.get("start"), 1 if step > 0 else sum(item.tag == "li" for item in node.iter()))
    for item in node.iter():
        if item.tag != "li":
            yield from _block(item, depth)
            continue
        number = _whole(item.attributes.get("value"), number)
        first, *others = [block for block in _blocks(item, depth) if block] or [""]
        yield _label(_list_style(node, item), number) + first
        yield from others
        number += step


def _list_style(node: LexborNode, item: LexborNode) -> str:
    """Return how the labels of a list look: what its item, else the list itself says in style or type."""
    for one in (item, node):
        if stated := _LIST_STYLE.search(one.attributes.get("style") or ""):
            return stated[1].lower()
        if kind := one.attributes.get("type"):
            return kind
    return "decimal" if node.tag == "ol" else "disc"


def _label(style: str, number: int) -> str:
    if style == "none":
        return ""
    return "- " if style in _BULLETS else f"{_FORMS.get(style, str)(number) or number}. "


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,4}", text.strip()) else otherwise


_BULLETS = frozenset(("disc", "circle", "square"))
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("I", "upper-roman"), roman_label),
    **dict.fromkeys(("i", "lower-roman"), lambda number: roman_label(number).lower()),
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), letter_label),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), lambda number: letter_label(number).upper()),
    "decimal-leading-zero": lambda number: f"{number:02}",
}

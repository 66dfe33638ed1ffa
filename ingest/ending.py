"""The parts after the body: recipients, signatures and attachments, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.grammar import (
    APPENDIX,
    AUTHORITY,
    COLUMN,
    KIND_LINE,
    NATION,
    NUMBER_LINE,
    POSITION,
    RECIPIENTS,
    SIGNING,
    ZoneKind,
    ended,
    is_capitals,
    marker,
    unfinished,
)
from plans.text import LOWER, UPPER

_RANKS = (
    r"(?:\(?[Đđ]ã ký\)?|(?:ThS|TS|PGS|GS|BS|Bs|KS|CN|LS|DS)\b[.\s\w]{0,8}?|(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng|úy))"
)
_NAME = re.compile(
    rf"(?:{_RANKS}[.,:\s]*)*[{UPPER}][{LOWER}]*(?:['’](?:[{UPPER}]?[{LOWER}]+)?)?(?:[\s-]+[{UPPER}](?=\s))?(?:[\s-]+(?:[{UPPER}]['’])?[{UPPER}][{LOWER}]+){{1,4}}\s*"
)
_SIGNED = re.compile(r"\(?\s*(?:[Đđ]ã\s+ký|ĐÃ\s+KÝ|[Kk]ý\s+tên|[Kk]ý)\b.{0,40}")
_ATTACHED = re.compile(r"\(\s*(?:[Bb]an\s+hành\s+)?(?:[Kk]èm|[Đđ]ính\s+kèm)\s")
_MOST_OF_CELL = 3  # words
_RECIPIENT = re.compile(r"[-–+•*]|Lưu\b")


def is_name(text: str) -> bool:
    """Say whether `text` can be a person's name: two to five words with capitals, a rank or degree before them."""
    return len(text) <= 60 and _NAME.fullmatch(text) is not None


def is_signing(block: Block) -> bool:
    """Say whether `block` opens a signature: an authority ("TM. …") or a position, in capitals."""
    first = block.lines[0].text
    return len(first) <= 90 and is_capitals(first) and bool(SIGNING.match(first) or POSITION.match(first))


def is_attachment(block: Block) -> bool:
    """Say whether `block` opens an appendix or an attached document."""
    first = block.lines[0].text
    if found := APPENDIX.match(first):
        rest = found["rest"].strip(" .:-–")
        return found["label"].isupper() or not rest or is_capitals(rest)
    return block.shape == "text" and is_capitals(first) and KIND_LINE.match(first) is not None


def opens_attachment(blocks: Sequence[Block], at: int) -> bool:
    """Say whether an attachment begins at `at`: the kind of a document alone on its line needs a title below.

    "BÁO CÁO" over a sentence or a number is a heading, and among other words in capitals a cell.
    """
    if not is_attachment(blocks[at]):
        return False
    if APPENDIX.match(blocks[at].text) or not KIND_LINE.fullmatch(blocks[at].text):
        return True
    above, below = blocks[at - 1].text if at else "", blocks[at + 1] if at + 1 < len(blocks) else None
    titled = below is not None and below.shape == "text" and not marker(below.text) and not ended(below.text)
    return titled and not (unfinished(above) or _is_cell(above))


def _is_cell(text: str) -> bool:
    """Say whether words in capitals can be the heading of a column: few, and of no letterhead and no foot."""
    apart = any(form.match(text) for form in (AUTHORITY, NATION, SIGNING, POSITION))
    return is_capitals(text) and len(text.split()) <= _MOST_OF_CELL and not marker(text) and not apart


def find_foot(blocks: Sequence[Block], start: int) -> int:
    """Return where recipients, a signature or an attachment first stand at or after `start`, else the end."""
    for at in range(start, len(blocks)):
        if RECIPIENTS.match(blocks[at].lines[0].text) or is_signing(blocks[at]) or opens_attachment(blocks, at):
            return at
    return len(blocks)


def mark_ending(blocks: Sequence[Block], kinds: list[ZoneKind], foot: int) -> None:
    """Mark recipients, signatures and attachments in whatever order they follow."""
    before: ZoneKind = "body"
    for at in range(foot, len(blocks)):
        before = kinds[at] = "appendix" if _opens_list(blocks, at) else _tail_kind(blocks, at, before)


def _opens_list(blocks: Sequence[Block], at: int) -> bool:
    """Say whether an attachment begins that is called by no word for one: capitals over "(Kèm theo Công văn số …)"."""
    below = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return blocks[at].shape == "text" and is_capitals(blocks[at].text) and _ATTACHED.match(below) is not None


def _tail_kind(blocks: Sequence[Block], at: int, before: ZoneKind) -> ZoneKind:
    block, first = blocks[at], blocks[at].lines[0].text
    if RECIPIENTS.match(first):
        return "recipients"
    if is_signing(block):
        return "signature"
    if opens_attachment(blocks, at) or (before in ("recipients", "signature") and is_attachment(block)):
        return "appendix"
    if NATION.match(first) or NUMBER_LINE.match(first):
        return "header"
    if before in ("recipients", "signature"):
        return _after_foot(block, before)
    return "appendix" if before == "appendix" else "body"


def _after_foot(block: Block, before: ZoneKind) -> ZoneKind:
    text = block.text
    if all(map(is_name, COLUMN.split(block.lines[-1].text.strip()))) or _SIGNED.fullmatch(text):
        return "signature"
    if before == "recipients" and block.shape != "table" and (not block.gap or _RECIPIENT.match(text)):
        return "recipients"
    if before == "signature" and block.shape != "table" and len(text) <= 90 and (is_capitals(text) or not block.gap):
        return "signature"
    return "body"

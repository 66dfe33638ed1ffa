"""The parts before the body: header, title, received stamp, preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.grammar import (
    ADDRESSED,
    AUTHORITY,
    COLUMN,
    DATE_LINE,
    KIND_LINE,
    KIND_START,
    KIND_WORDS,
    NATION,
    NUMBER_LINE,
    STAMP,
    SUMMARY,
    ZoneKind,
    ended,
    is_capitals,
    is_lower,
    is_numbered,
)  # fmt: skip
from ingest.headlines import is_headline

_OPENING = re.compile(r"(?:như\s+sau|sau\s+đây|dưới\s+đây|sau|QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s*[:;.]?$")
_CUE = re.compile(r"(?:Căn\s+cứ|Thực\s+hiện|Triển\s+khai|Theo\b|Xét\b|Để\b|Nhằm\b|Tiếp\s+tục\s+thực\s+hiện|Kính\s+gửi)")
_LONGEST_TITLE = 500
_SHORT = 80
_HEAD_LINES = (NATION, NUMBER_LINE, DATE_LINE, SUMMARY)
_BULLET = re.compile(r"[-–+•]\s*\S")
_HEAD = 40  # blocks within which a document states its kind


def mark_opening(blocks: Sequence[Block], kinds: list[ZoneKind]) -> int:
    """Mark everything before the body; return where the body starts."""
    numbered = next((i for i, b in enumerate(blocks) if b.shape == "text" and is_numbered(b.text)), len(blocks))
    title = next((i for i, b in enumerate(blocks[: min(numbered, _HEAD)]) if _is_title(b)), None)
    at = _header_end(blocks, numbered) if title is None else title
    kinds[:at] = ["header"] * at
    if title is not None:
        at = _title_end(blocks, title, numbered)
        kinds[title:at] = ["title"] * (at - title)
    headed = next((i for i in range(at + 1, numbered) if is_headline(blocks[i])), numbered)
    end = _preamble_end(blocks, at, headed)
    kinds[at:end] = ["preamble"] * (end - at)
    _mark_stamps(blocks, kinds, end)
    _mark_addressed(blocks, kinds, end)
    return end


def _is_title(block: Block) -> bool:
    first = block.lines[0].text
    if block.shape != "text":
        return False
    if KIND_LINE.match(first):
        return True
    headline = KIND_START.match(first) or (block.lines[0].hashes and KIND_WORDS.match(first))
    return bool(headline) and len(block.text) < _LONGEST_TITLE


def _header_end(blocks: Sequence[Block], limit: int) -> int:
    at, about = 0, False
    while at < limit and (_is_header(blocks[at]) or (about and _goes_on(blocks[at]))):
        about = SUMMARY.match(blocks[at].text) is not None or (about and _goes_on(blocks[at]))
        at += 1
    return at


def _goes_on(block: Block) -> bool:
    """Say whether a block below one line of what a letter is about is its next line."""
    return not block.gap and is_lower(block.text)


def _is_header(block: Block) -> bool:
    """Say whether every column of a block is one a letterhead has."""
    text = block.text
    if block.shape == "cell" or any(p.match(text) for p in _HEAD_LINES):
        return len(text) < 300
    columns = [column for column in COLUMN.split(text.strip()) if column]
    return len(text) < 300 and all(_is_head_column(column) for column in columns)


def _is_head_column(text: str) -> bool:
    return any(p.match(text) for p in _HEAD_LINES) or (is_capitals(text) and len(text) < 120)


def _title_end(blocks: Sequence[Block], title: int, limit: int) -> int:
    at = title + 1
    bare = KIND_LINE.match(blocks[title].text) is not None
    capitals = True
    while at < limit and _is_more_title(blocks[at], first=bare and at == title + 1, capitals=capitals):
        capitals = capitals and is_capitals(blocks[at].text)
        at += 1
    return at


def _is_more_title(block: Block, *, first: bool, capitals: bool) -> bool:
    text = block.text
    if block.shape != "text" or len(text) > _LONGEST_TITLE or _is_stamp(block) or text.endswith((":", "./.", ";")):
        return False
    if is_capitals(text):
        return first or not block.gap or (capitals and not AUTHORITY.match(text))
    if first:
        return not (text.endswith(".") and len(text) > 200)
    return not block.gap or (is_lower(text) and not ended(text)) or text.startswith("(")


def _preamble_end(blocks: Sequence[Block], start: int, numbered: int) -> int:
    """Return where the introduction ends: after "như sau:", at the first number, or after the legal grounds."""
    for at in range(start, numbered):
        if blocks[at].shape == "text" and blocks[at].text.endswith(":") and _OPENING.search(blocks[at].text):
            return at + 1
    if numbered < len(blocks):
        return max(start, numbered - (numbered > start + 1 and _heads(blocks[numbered - 1])))
    at = start
    while at < len(blocks) and blocks[at].shape == "text" and _CUE.match(blocks[at].text):
        at += 1
    return at


def _heads(block: Block) -> bool:
    """Say whether capitals right above the first number are its heading, and no body and no kind of document."""
    text = block.text
    bare = block.shape == "text" and block.gap and is_capitals(text) and len(text) < _SHORT and not ended(text)
    return bare and not any(form.match(text) for form in (AUTHORITY, KIND_LINE, _OPENING, *_HEAD_LINES))


def _is_stamp(block: Block) -> bool:
    return block.shape == "text" and any(STAMP.match(line.text) for line in block.lines)


def _mark_stamps(blocks: Sequence[Block], kinds: list[ZoneKind], end: int) -> None:
    """Mark received stamps: the lines around a stamp line that no blank line cuts off from it."""
    for at in range(end):
        if not _is_stamp(blocks[at]) or kinds[at] == "stamp":
            continue
        first = last = at
        while first > 0 and _touches_stamp(blocks[first - 1], kinds[first - 1], blocks[first].gap):
            first -= 1
        while last + 1 < end and not blocks[last + 1].gap and len(blocks[last + 1].text) < _SHORT:
            last += 1
        kinds[first : last + 1] = ["stamp"] * (last + 1 - first)


def _mark_addressed(blocks: Sequence[Block], kinds: list[ZoneKind], end: int) -> None:
    """Mark whom a letter or a dispatch speaks to: "Kính gửi: …", with the bullets below it."""
    for at in range(end):
        more = at > 0 and kinds[at - 1] == "recipients" and _BULLET.match(blocks[at].text)
        if more or ADDRESSED.match(blocks[at].text):
            kinds[at] = "recipients"


def _touches_stamp(block: Block, kind: ZoneKind, gap: bool) -> bool:
    """Say whether the block before a stamp line is the receiver's name: in capitals, not title or letterhead."""
    bare = KIND_LINE.match(block.text) or NUMBER_LINE.match(block.text) or NATION.match(block.text)
    outside = kind == "preamble" or (kind in ("title", "header") and not gap)
    return outside and not bare and len(block.text) < _SHORT and is_capitals(block.text)

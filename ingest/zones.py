"""Which part of the document each block belongs to: header, stamp, title, preamble, body, closing, foot, appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.blocks import Block
from ingest.grammar import (
    APPENDIX,
    AUTHORITY,
    CLOSING,
    CLOSING_LAST,
    DATE_LINE,
    KIND_LINE,
    KIND_START,
    KIND_WORDS,
    NATION,
    NUMBER_LINE,
    POSITION,
    RECIPIENTS,
    SIGNING,
    STAMP,
    SUMMARY,
    ended,
    is_capitals,
    is_lower,
    marker,
)
from plans.text import LOWER, UPPER

ZoneKind = Literal[
    "header", "stamp", "title", "preamble", "body", "closing", "recipients", "signature", "appendix"
]  # fmt: skip

_RANKS = (
    r"(?:\(?[Đđ]ã ký\)?|(?:ThS|TS|PGS|GS|BS|Bs|KS|CN|LS|DS)\b[.\s\w]{0,8}?|(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng|úy))"
)
_NAME = re.compile(rf"(?:{_RANKS}[.,:\s]*)*[{UPPER}][{LOWER}]*(?:[\s-]+[{UPPER}][{LOWER}]+){{1,4}}\s*")
_SIGNED = re.compile(r"\(?\s*(?:[Đđ]ã\s+ký|ĐÃ\s+KÝ|[Kk]ý\s+tên|[Kk]ý)\b.{0,40}")
_RECIPIENT = re.compile(r"[-–+•]|Lưu\b")
_OPENING = re.compile(r"(?:như\s+sau|sau\s+đây|dưới\s+đây|sau|QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s*[:;.]?$")
_CUE = re.compile(r"(?:Căn\s+cứ|Thực\s+hiện|Triển\s+khai|Theo\b|Xét\b|Để\b|Nhằm\b|Tiếp\s+tục\s+thực\s+hiện|Kính\s+gửi)")
_LONGEST_TITLE = 500
_HEAD = 40  # blocks within which a document states its kind


@dataclass(frozen=True, slots=True)
class Zone:
    """A run of blocks of one part of the document."""

    kind: ZoneKind
    blocks: tuple[Block, ...]


def zones(blocks: Sequence[Block]) -> tuple[Zone, ...]:
    """Return the parts of a document in the order in which they stand, none of them empty."""
    kinds: list[ZoneKind] = ["body"] * len(blocks)
    body = _mark_head(blocks, kinds)
    foot = _foot(blocks, body)
    _mark_closing(blocks, kinds, body, foot)
    _mark_tail(blocks, kinds, foot)
    starts = [i for i in range(len(blocks)) if i == 0 or kinds[i] != kinds[i - 1] or _opens(blocks[i], kinds[i])]
    stops = [*starts[1:], len(blocks)][: len(starts)]
    return tuple(Zone(kinds[i], tuple(blocks[i:j])) for i, j in zip(starts, stops, strict=True))


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


def _opens(block: Block, kind: ZoneKind) -> bool:
    return kind == "appendix" and is_attachment(block)


def _mark_head(blocks: Sequence[Block], kinds: list[ZoneKind]) -> int:
    """Mark everything before the body; return where the body starts."""
    numbered = next((i for i, b in enumerate(blocks) if b.shape == "text" and _is_numbered(b)), len(blocks))
    title = next((i for i, b in enumerate(blocks[: min(numbered, _HEAD)]) if _is_title(b)), None)
    at = _header_end(blocks, numbered) if title is None else title
    kinds[:at] = ["header"] * at
    if title is not None:
        at = _title_end(blocks, title, numbered)
        kinds[title:at] = ["title"] * (at - title)
    end = _preamble_end(blocks, at, numbered)
    kinds[at:end] = ["preamble"] * (end - at)
    _mark_stamps(blocks, kinds, end)
    return end


def _is_numbered(block: Block) -> bool:
    found = marker(block.text)
    return found is not None and found.style.numbered


def _is_title(block: Block) -> bool:
    first = block.lines[0].text
    if block.shape != "text":
        return False
    if KIND_LINE.match(first):
        return True
    headline = KIND_START.match(first) or (block.lines[0].hashes and KIND_WORDS.match(first))
    return bool(headline) and len(block.text) < _LONGEST_TITLE


def _header_end(blocks: Sequence[Block], limit: int) -> int:
    at = 0
    while at < limit and _is_header(blocks[at]):
        at += 1
    return at


def _is_header(block: Block) -> bool:
    text = block.text
    if block.shape == "cell" or any(p.match(text) for p in (NATION, NUMBER_LINE, DATE_LINE, SUMMARY)):
        return len(text) < 300
    return is_capitals(text) and len(text) < 120


def _title_end(blocks: Sequence[Block], title: int, limit: int) -> int:
    at = title + 1
    bare = KIND_LINE.match(blocks[title].text) is not None
    while at < limit and _is_more_title(blocks[at], first=bare and at == title + 1):
        at += 1
    return at


def _is_more_title(block: Block, *, first: bool) -> bool:
    text = block.text
    if block.shape != "text" or len(text) > _LONGEST_TITLE or _is_stamp(block) or text.endswith((":", "./.", ";")):
        return False
    if is_capitals(text):
        return first or not block.gap or not AUTHORITY.match(text)
    if first:
        return not (text.endswith(".") and len(text) > 200)
    return not block.gap or (is_lower(text) and not ended(text)) or text.startswith("(")


def _preamble_end(blocks: Sequence[Block], start: int, numbered: int) -> int:
    """Return where the introduction ends: after "như sau:", at the first number, or after the legal grounds."""
    for at in range(start, numbered):
        if blocks[at].shape == "text" and blocks[at].text.endswith(":") and _OPENING.search(blocks[at].text):
            return at + 1
    if numbered < len(blocks):
        return max(start, numbered)
    at = start
    while at < len(blocks) and blocks[at].shape == "text" and _CUE.match(blocks[at].text):
        at += 1
    return at


def _is_stamp(block: Block) -> bool:
    return block.shape == "text" and any(STAMP.match(line.text) for line in block.lines)


def _mark_stamps(blocks: Sequence[Block], kinds: list[ZoneKind], end: int) -> None:
    """Mark received stamps: the lines around a stamp line that no blank line cuts off from it."""
    for at in range(end):
        if not _is_stamp(blocks[at]) or kinds[at] == "stamp":
            continue
        first = last = at
        while first > 0 and not blocks[first].gap and not NUMBER_LINE.match(blocks[first - 1].text):
            first -= 1
        while last + 1 < end and not blocks[last + 1].gap and len(blocks[last + 1].text) < 80:
            last += 1
        kinds[first : last + 1] = ["stamp"] * (last + 1 - first)


def _foot(blocks: Sequence[Block], start: int) -> int:
    for at in range(start, len(blocks)):
        if RECIPIENTS.match(blocks[at].lines[0].text) or is_signing(blocks[at]) or is_attachment(blocks[at]):
            return at
    return len(blocks)


def _mark_closing(blocks: Sequence[Block], kinds: list[ZoneKind], start: int, foot: int) -> None:
    """Mark the closing words: unmarked paragraphs at the end of the body that speak of the whole document."""
    first = foot
    while first > start and blocks[first - 1].shape == "text" and not marker(blocks[first - 1].text):
        first -= 1
    for at in range(first, foot):
        if CLOSING.match(blocks[at].text) or (at == foot - 1 and _is_last_word(blocks, at, start)):
            last = next((i + 1 for i in range(at, foot) if blocks[i].text.endswith("./.")), foot)
            kinds[at:last] = ["closing"] * (last - at)
            return


def _is_last_word(blocks: Sequence[Block], at: int, start: int) -> bool:
    """Say whether the last paragraph closes the document and is not the only text of the heading above it."""
    if at <= start or (_is_numbered(blocks[at - 1]) and not ended(blocks[at - 1].text)):
        return False
    return blocks[at].text.endswith("./.") or CLOSING_LAST.match(blocks[at].text) is not None


def _mark_tail(blocks: Sequence[Block], kinds: list[ZoneKind], foot: int) -> None:
    """Mark recipients, signatures and attachments in whatever order they follow."""
    before: ZoneKind = "body"
    for at in range(foot, len(blocks)):
        before = kinds[at] = _tail_kind(blocks[at], before)


def _tail_kind(block: Block, before: ZoneKind) -> ZoneKind:
    first = block.lines[0].text
    if RECIPIENTS.match(first):
        return "recipients"
    if is_signing(block):
        return "signature"
    if is_attachment(block):
        return "appendix"
    if before in ("recipients", "signature"):
        return _after_foot(block, before)
    return "appendix" if before == "appendix" else "body"


def _after_foot(block: Block, before: ZoneKind) -> ZoneKind:
    text = block.text
    if is_name(block.lines[-1].text) or _SIGNED.fullmatch(text):
        return "signature"
    if before == "recipients" and block.shape == "text" and (not block.gap or _RECIPIENT.match(text)):
        return "recipients"
    if before == "signature" and block.shape != "table" and len(text) <= 90 and (is_capitals(text) or not block.gap):
        return "signature"
    return "body"

"""Pictures of the conversations kept as transcripts: `make pictures` draws them and writes them into the pages.

A picture is drawn from the words of the transcript alone, so that it shows what the bot said, line for line.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "nguoi-dung.md": ("mot-cuoc-hoi-dap", "nhac-viec"),
    "quan-tri.md": ("xin-tham-gia", "nap-va-xoa-ke-hoach"),
}
SPOKEN = re.compile(r"((?:Người|Quản|Bot)[^:\n]*): ?(.*)")
BUTTON = re.compile(r"\[((?:\[\d+\])?[^\[\]]*)\]")
WIDTH, BUBBLE, LINE, GAP, LETTERS = 640, 520, 20, 14, 62
COLOURS = {"page": "#dfe7ee", "Bot": "#ffffff", "person": "#d9f3c4", "button": "#b8cbdb", "name": "#5a6b7a"}


class Bubble(NamedTuple):
    """Who speaks, what they say, and the rows of buttons below."""

    who: str
    lines: list[str]
    rows: list[list[str]]

    @property
    def ours(self) -> bool:
        return self.who.startswith("Bot")


def bubbles(transcript: str) -> Iterator[Bubble]:
    """Yield the messages of a transcript."""
    made: list[Bubble] = []
    for line in transcript.splitlines():
        if spoken := SPOKEN.fullmatch(line):
            made.append(Bubble(spoken[1], [spoken[2]], []))
        elif (said := line.strip()) and re.fullmatch(rf"(?:{BUTTON.pattern} ?)+", said) and "▎" not in said:
            made[-1].rows.append(BUTTON.findall(said))
        elif made:
            made[-1].lines.append(line.removeprefix("     "))
    yield from made


def wrapped(bubble: Bubble) -> list[str]:
    lines = "\n".join(bubble.lines).strip("\n").split("\n")
    return [part for line in lines for part in textwrap.wrap(line, LETTERS) or [""]]


def drawn(transcript: str) -> str:
    """Return the picture of a transcript."""
    parts, y = [], GAP
    for bubble in bubbles(transcript):
        lines = wrapped(bubble)
        left, height = (GAP if bubble.ours else WIDTH - BUBBLE - GAP), LINE * (len(lines) + 1) + 16
        parts.append(box(left, y, BUBBLE, height, COLOURS["Bot" if bubble.ours else "person"]))
        parts.append(written(left + 12, y + 22, bubble.who, COLOURS["name"], "bold"))
        parts += [written(left + 12, y + 22 + LINE * n, line) for n, line in enumerate(lines, 1)]
        y += height + 6
        for row in bubble.rows:
            width = (BUBBLE - 6 * (len(row) - 1)) / len(row)
            for n, label in enumerate(row):
                x = left + n * (width + 6)
                parts.append(box(x, y, width, 32, COLOURS["button"]))
                parts.append(written(x + width / 2, y + 21, label, anchor="middle"))
            y += 38
        y += GAP - 6
    size = f'width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}"'
    page = f'<rect width="{WIDTH}" height="{y}" fill="{COLOURS["page"]}"/>'
    style = 'font-family="Noto Sans, DejaVu Sans, Arial, sans-serif" font-size="14"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n' + "\n".join([page, *parts]) + "\n</svg>\n"


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="10" fill="{colour}"/>'


def written(x: float, y: float, text: str, colour: str = "#111", weight: str = "normal", anchor: str = "start") -> str:
    place = f'x="{x:g}" y="{y:g}" fill="{colour}" font-weight="{weight}" text-anchor="{anchor}"'
    return f'<text {place} xml:space="preserve">{escape(text)}</text>'


def picture(name: str) -> Path:
    return DOCS / f"telegram-{name}.svg"


def page_with(page: str, name: str, transcript: str) -> str:
    """Return a page in which the transcript, known by its picture just above, is as given."""
    block = re.compile(rf"(\]\(telegram-{name}\.svg\)\n.*?```text\n).*?(?=```)", re.DOTALL)
    return block.sub(lambda found: found[1] + transcript, page)


if __name__ == "__main__":
    for file, names in PAGES.items():
        page = (DOCS / file).read_text("utf-8")
        for name in names:
            transcript = (GOLDEN / f"{name}.txt").read_text("utf-8")
            picture(name).write_text(drawn(transcript), "utf-8")
            page = page_with(page, name, transcript)
        (DOCS / file).write_text(page, "utf-8")

"""What a Word file's styles say about a paragraph or a run: its font, its capitals, its numbering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from xml.etree import ElementTree as ET

from ingest.word_package import W, attribute, is_on

_OwnList = tuple[str | None, int | None]  # the list's id and the level, where they are said


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown, as far as the letters depend on it; `None` where it is not said."""

    font: str | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    bold: bool | None = None

    def over(self, below: Look) -> Look:
        """Return this look with what it does not say taken from `below`."""
        return Look(
            self.font or below.font,
            below.capitals if self.capitals is None else self.capitals,
            below.hidden if self.hidden is None else self.hidden,
            below.bold if self.bold is None else self.bold,
        )


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list a paragraph is in and its level from 0; list "0" is none."""

    list_id: str
    level: int


class Styles:
    """The styles of one file by id, each resolved through the styles it is based on."""

    def __init__(self, root: ET.Element | None) -> None:
        """Read the part "styles.xml"; a file without one has no styles."""
        root = ET.Element("none") if root is None else root
        self._styles = {attribute(style, "styleId") or "": style for style in root.iter(W + "style")}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        normal = (style for style in root.iter(W + "style") if style.get(W + "default") == "1")
        self._plain = {style.get(W + "type"): style.get(W + "styleId") for style in normal}
        self._default = look(defaults)
        self._looks: dict[tuple[str | None, str | None], Look] = {}
        self._lists: dict[str | None, _OwnList | None] = {}

    def look(self, paragraph: ET.Element | None, run: ET.Element | None) -> Look:
        """Return how a run with these properties is shown in a paragraph with those."""
        styles = _style(run, "rStyle"), self._style_of(paragraph)
        if styles not in self._looks:
            parts = (look(part.find(W + "rPr")) for style in styles for part in self._chain(style))
            self._looks[styles] = reduce(Look.over, (*parts, self._default))
        styled = self._looks[styles]
        return look(run).over(styled) if run is not None else styled

    def is_heading(self, paragraph: ET.Element | None) -> bool:
        """Say whether a paragraph is in one of Word's heading styles."""
        names = (attribute(part.find(W + "name")) or "" for part in self._chain(_style(paragraph, "pStyle")))
        return any(name.lower().startswith("heading") for name in names)

    def numbered(self, paragraph: ET.Element | None) -> Numbered | None:
        """Return the list of a paragraph, stated by itself or by its style."""
        own, style = _numbered(paragraph), self._style_of(paragraph)
        if style not in self._lists:
            stated = (_numbered(part.find(W + "pPr")) for part in self._chain(style))
            self._lists[style] = next(filter(None, stated), None)
        inherited = self._lists[style]
        list_id = next((one[0] for one in (own, inherited) if one and one[0]), None)
        level = next((one[1] for one in (own, inherited) if one and one[1] is not None), 0)
        return Numbered(list_id, level) if list_id else None

    def _style_of(self, paragraph: ET.Element | None) -> str | None:
        return _style(paragraph, "pStyle") or self._plain.get("paragraph")

    def _chain(self, style: str | None) -> Iterator[ET.Element]:
        seen: set[str] = set()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = attribute(self._styles[style].find(W + "basedOn"))


def look(properties: ET.Element | None) -> Look:
    """Return what the properties of a run (`w:rPr`) say by themselves."""
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    return Look(font, *(is_on(properties.find(W + switch)) for switch in ("caps", "vanish", "b")))


def _style(properties: ET.Element | None, kind: str) -> str | None:
    return None if properties is None else attribute(properties.find(W + kind))


def _numbered(properties: ET.Element | None) -> _OwnList | None:
    numbering = None if properties is None else properties.find(W + "numPr")
    if numbering is None:
        return None
    level = attribute(numbering.find(W + "ilvl"))
    return attribute(numbering.find(W + "numId")), int(level) if level and level.isdigit() else None

"""Pictures of pages made fit for recognition: photos evened out, slants straightened, ruling lines found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

from ingest.ruled import Box, around

if TYPE_CHECKING:
    from numpy.typing import NDArray

_UNEVEN = 40  # grey levels by which the paper of a photo varies; a scanner's by less than 15
_MOST_SLANT, _STEP, _FINE = 4.0, 0.5, 0.1  # degrees
_SMALL = 900  # pixels of the side on which slant is measured
_DARK = 150  # grey level below which a pixel is ink
_SOLID = 0.9  # share of ink along a ruling line; noise and slant interrupt it


def is_photo(picture: Image.Image) -> bool:
    """Say whether the paper is unevenly lit, as in a photo; a scanner's light is even."""
    paper = np.asarray(
        picture.convert("L").resize((240, 320), reducing_gap=1.0).filter(ImageFilter.MaxFilter(15)), dtype=np.int16
    )
    inner = paper[20:-20, 20:-20]
    return bool(np.percentile(inner, 95) - np.percentile(inner, 5) > _UNEVEN)


def enlarged(picture: Image.Image, times: float) -> Image.Image:
    """Return a picture larger or smaller, its edges kept sharp: marks of letters are two pixels high."""
    size = (int(picture.width * times), int(picture.height * times))
    return picture.resize(size, Image.Resampling.LANCZOS)


def flattened(picture: Image.Image) -> Image.Image:
    """Return a photo with its paper made evenly white: each pixel over the paper's light around it."""
    grey = picture.convert("L")
    small = grey.resize((max(1, grey.width // 8), max(1, grey.height // 8)))
    light = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6)).resize(grey.size)
    ratio = np.asarray(grey, np.float32) / np.maximum(np.asarray(light, np.float32), 1)
    return Image.fromarray(np.clip(ratio * 255, 0, 255).astype(np.uint8))


def straightened(picture: Image.Image) -> Image.Image:
    """Return the page turned so that its lines of print are level."""
    grey = picture.convert("L")
    angle = slant(grey)
    if abs(angle) < _FINE:
        return grey
    return grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def slant(picture: Image.Image) -> float:
    """Return by how many degrees, counter-clockwise, the page must be turned: print then falls into sharpest rows."""
    scale = _SMALL / max(picture.size)
    small = picture.resize(
        (max(1, int(picture.width * scale)), max(1, int(picture.height * scale))), Image.Resampling.BOX
    )
    ink = Image.fromarray((255 - np.asarray(small.convert("L"))).astype(np.uint8))
    coarse = max(np.arange(-_MOST_SLANT, _MOST_SLANT + _STEP, _STEP), key=lambda angle: _sharpness(ink, float(angle)))
    close = np.arange(coarse - _STEP, coarse + _STEP + _FINE / 2, _FINE)
    return round(float(max(close, key=lambda angle: _sharpness(ink, float(angle)))), 2)


def _sharpness(ink: Image.Image, angle: float) -> float:
    sums = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), np.float32).sum(axis=1)
    return float(np.square(np.diff(sums)).sum())


def ruling(picture: Image.Image, dpi: int) -> list[Box]:
    """Return the ruling lines of a page in pixels: level ones of at least 0.8 inch, upright ones of at least 0.2."""
    ink = np.asarray(picture.convert("L")) < _DARK
    level = [Box(start, at, end, at + 1) for at, start, end in _runs(ink, int(dpi * 0.8))]
    upright = [Box(at, start, at + 1, end) for at, start, end in _runs(ink.T, int(dpi * 0.2))]
    levels = _thick(level, int(dpi * 0.05))
    uprights = [line for line in _thick(upright, int(dpi * 0.05)) if _meets(line, levels, dpi * 0.04)]
    return [*levels, *uprights]


def _runs(ink: NDArray[np.bool_], length: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, start and end of nearly solid ink at least `length` long; the rows beside help over slants."""
    near = ink.copy()
    near[1:] |= ink[:-1]
    near[:-1] |= ink[1:]
    total = np.cumsum(np.pad(near, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    if total.shape[1] <= length:
        return
    solid = total[:, length:] - total[:, :-length] >= _SOLID * length
    for row in np.flatnonzero(solid.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(solid[row].astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield int(row), int(start), int(end) + length - 1


def _thick(lines: Sequence[Box], most: int) -> list[Box]:
    """Return runs on neighbouring rows as one line each; what grows thicker than `most` is a picture or a stamp."""
    merged: list[Box] = []
    for line in lines:
        for at in range(len(merged) - 1, -1, -1):
            other = merged[at]
            if _beside(line, other):
                merged[at] = around((line, other))
                break
        else:
            merged.append(line)
    return [line for line in merged if min(line.x1 - line.x0, line.y1 - line.y0) <= most]


def _beside(one: Box, other: Box) -> bool:
    return one.x0 <= other.x1 + 3 and other.x0 <= one.x1 + 3 and one.y0 <= other.y1 + 3 and other.y0 <= one.y1 + 3


def _meets(line: Box, levels: Sequence[Box], near: float) -> bool:
    """Say whether an upright line reaches a level one: strokes of tall letters do not."""
    return any(
        other.x0 - near <= line.x0 <= other.x1 + near and line.y0 - near <= other.y0 <= line.y1 + near
        for other in levels
    )


def without(picture: Image.Image, lines: Sequence[Sequence[float]]) -> Image.Image:
    """Return the page with these boxes painted over, so that they are not read as letters."""
    clean = picture.copy()
    for x0, y0, x1, y1 in lines:
        clean.paste(255, (int(x0) - 1, int(y0) - 1, int(x1) + 2, int(y1) + 2))
    return clean

"""Round seals over print: their ink is lighter than the letters', or red; it is taken off before a page is recognised.

Only what draws a circle of a seal's size is taken for one: stamps in a frame ("TỐI MẬT", "HỎA TỐC") stay to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile
from math import cos, sin
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_COLOURED = 25_000_000  # pixels of a page that is kept in colours and searched; A3 at 240 dpi has 11 million
_RED = 50  # grey levels by which red outshines green and blue in a seal's ink
_CONTRAST = 60  # grey levels between print and paper; on a paler page nothing can be told apart
_PRINT, _INK = 0.4, 0.85  # of the way from print to paper: darker is print, lighter is paper
_COARSE = 2  # times smaller is the page on which seals are looked for
_NEAR = 5  # pixels square there, around print, in which its own edges are as light as a seal
_CELL = 0.05  # inches of the squares in which ink is counted
_FILLED = 0.08  # share of ink in a square that a line crosses
_LEAST, _MOST = 0.5, 0.85  # inches of a seal's radius: 25 to 43 mm across
_DRAWN = 0.75  # share of a circle that shows; print covers the rest
_SIDES, _SIDE = 8, 0.4  # parts of a circle, and the share of each that must show
_THICK = 2.5  # squares that a circle of slightly another radius is off
_MOST_SEALS = 8  # circles on a page, a seal's inner ones too
_TONE = 0.92  # of the way from print to the seal's ink at which a pixel is no letter's any more


class Seal(NamedTuple):
    """A circle on a page, in squares of `_CELL`: its middle across and down, and its radius."""

    x: float
    y: float
    radius: float


class Red(NamedTuple):
    """The red of a coloured picture: which pixels are red, and the picture as red light shows it, red ink white."""

    where: Image.Image
    light: Image.Image


def unsealed(page: Image.Image, red: Red | None, dpi: int) -> Image.Image:
    """Return a grey page without its round seals; `red` is what it had of that colour."""
    if page.width * page.height > MOST_COLOURED:
        return page
    small = np.asarray(page.reduce(_COARSE), np.float32)
    dark, paper = float(np.percentile(small[::3, ::3], 1)), float(np.median(small[::3, ::3]))
    if paper - dark < _CONTRAST:
        return page
    letters, ink = (small < dark + part * (paper - dark) for part in (_PRINT, _INK))
    if red is not None:
        letters &= ~np.asarray(red.where.reduce(_COARSE), np.bool_)
    faint = ink & ~_grown(letters, _NEAR)
    seals = list(_seals(faint, int(_CELL * dpi / _COARSE)))
    inside = _inside(seals, faint.shape, int(_CELL * dpi / _COARSE)) & _grown(faint, _NEAR)
    if not inside.any():
        return page
    mask = Image.fromarray(inside).convert("L").resize(page.size, Image.Resampling.NEAREST)
    shown = red.light if red else page
    tone = float(np.median(np.asarray(shown.reduce(_COARSE))[faint & inside]))
    return Image.composite(_lightened(shown, dark, tone), page, mask)


def reddish(picture: Image.Image) -> Red | None:
    """Return the red of a picture; `None` for one without any."""
    if picture.mode != "RGB" or picture.width * picture.height > MOST_COLOURED:
        return None
    red, green, blue = picture.split()
    found = ImageChops.subtract(red, ImageChops.lighter(green, blue)).point(lambda level: 255 * (level > _RED))
    return Red(found, red) if found.getbbox() else None


def _grown(mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    return np.asarray(Image.fromarray(mask.astype(np.uint8)).filter(ImageFilter.MaxFilter(size))) > 0


def _seals(faint: NDArray[np.bool_], size: int) -> Iterator[Seal]:
    """Yield the circles that faint ink draws, the largest first; what one has explained counts for no other."""
    cells = _counted(faint, size) > _FILLED
    for _ in range(_MOST_SEALS):
        clear = [seal for drawn, seal in (_best(cells, radius) for radius in _radii()) if drawn >= _DRAWN]
        if not clear:
            return
        yield (seal := clear[-1])
        y, x = np.indices(cells.shape)
        cells = cells & (np.abs(np.hypot(x - seal.x, y - seal.y) - seal.radius) > _THICK)


def _radii() -> Iterator[float]:
    return takewhile(lambda radius: radius <= _MOST / _CELL, count(_LEAST / _CELL, 0.5))


def _counted(mask: NDArray[np.bool_], size: int) -> NDArray[np.float32]:
    """Return the share of a mask in each square of `size` pixels."""
    height, width = (side // size * size for side in mask.shape)
    squares = mask[:height, :width].reshape(height // size, size, width // size, size)
    shares: NDArray[np.float32] = squares.mean(axis=(1, 3), dtype=np.float32)
    return shares


def _best(cells: NDArray[np.bool_], radius: float) -> tuple[float, Seal]:
    """Return the circle of this radius that shows best, and its share; one with a side missing is a frame's corner."""
    angles = np.linspace(0, 2 * np.pi, _SIDES * int(0.7 * radius), endpoint=False).tolist()
    near = _grown(cells, 3).astype(np.float32)
    shown = [np.roll(near, (-round(radius * sin(turn)), -round(radius * cos(turn))), (0, 1)) for turn in angles]
    sides = np.stack(shown).reshape(_SIDES, -1, *near.shape).mean(axis=1)
    whole = np.where(sides.min(axis=0) >= _SIDE, sides.mean(axis=0), 0)
    y, x = np.unravel_index(int(np.argmax(whole)), near.shape)
    return float(whole[y, x]), Seal(float(x), float(y), radius)


def _inside(seals: list[Seal], shape: tuple[int, ...], size: int) -> NDArray[np.bool_]:
    """Return the pixels within any of the seals."""
    found = np.zeros(shape, np.bool_)
    for seal in seals:
        reach = (seal.radius + 1.5) * size
        x, y = (seal.x + 0.5) * size, (seal.y + 0.5) * size
        top, left = max(0, int(y - reach)), max(0, int(x - reach))
        part = found[top : int(y + reach) + 1, left : int(x + reach) + 1]
        down, across = np.indices(part.shape)
        part |= np.hypot(down + top - y, across + left - x) <= reach
    return found


def _lightened(page: Image.Image, dark: float, tone: float) -> Image.Image:
    """Return the page with its levels stretched: a seal's tone becomes paper, print stays print."""
    slope = 255 / max(1.0, _TONE * (tone - dark))
    return page.point([max(0, min(255, round((level - dark) * slope))) for level in range(256)])

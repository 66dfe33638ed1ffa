"""Pages as a scanner, a copier or a phone gives them: pictures, slightly turned, with noise and JPEG's traces."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

_SEAL, _INK = 0.17, 150  # a seal's share of the page's width, and how dark red comes out in grey
_PHOTO = 1850  # pixels across
_LEAN = 0.012  # share of the width by which the far edge of a photographed page is narrower


def write(pdf: Path, path: Path, dpi: int, skew: float, noise: float, stamps: int = 0) -> None:
    """Write the pages of `pdf` as pictures, in a PDF or (one page) in the format the suffix of `path` names."""
    pages = [degraded(stamped(page, stamps, at), skew, noise, at) for at, page in enumerate(_rendered(pdf, dpi / 72))]
    if path.suffix == ".pdf":
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi)
    else:
        pages[0].save(path, dpi=(dpi, dpi))


def write_photo(pdf: Path, path: Path) -> None:
    """Write the pages of `pdf` as photos, a page each of a TIFF."""
    pages = [photographed(page, at) for at, page in enumerate(_rendered(pdf, _PHOTO / 595))]
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="jpeg")


def _rendered(pdf: Path, scale: float) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    pages = [page.render(scale=scale).to_pil().convert("L") for page in document]
    document.close()
    return pages


def degraded(picture: Image.Image, skew: float, noise: float, seed: int) -> Image.Image:
    """Return a page turned left and right by turns, blurred, with noise, and through JPEG."""
    grey = picture.convert("L").rotate(skew * (-1) ** seed, Image.Resampling.BICUBIC, fillcolor=255)
    values = np.asarray(grey.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    noisy = values + np.random.default_rng(seed).normal(0, noise, values.shape)
    return _pressed(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)), 60)


def stamped(picture: Image.Image, stamps: int, seed: int) -> Image.Image:
    """Return a page with seals over its print: rings whose ink lets the letters through."""
    page = picture.copy()
    places = np.random.default_rng(seed).uniform(0.15, 0.7, (stamps, 2))
    size = int(_SEAL * page.width)
    for across, down in places:
        x, y = int(across * page.width), int(down * page.height)
        seal = Image.new("L", page.size, 255)
        draw = ImageDraw.Draw(seal)
        for ring in (0, size // 10, size // 3):
            draw.ellipse((x + ring, y + ring, x + size - ring, y + size - ring), outline=_INK, width=max(2, size // 60))
        page = Image.fromarray(np.minimum(np.asarray(page), np.asarray(seal)))
    return page


def photographed(picture: Image.Image, seed: int) -> Image.Image:
    """Return a page as a phone sees it: its far edge narrower, turned by a degree, one corner in the shade."""
    width, height = picture.size
    lean = _LEAN * width
    seen = picture.transform(
        picture.size,
        Image.Transform.QUAD,
        (-lean, 0, lean / 2, height, width - lean / 2, height, width + lean, 0),
        Image.Resampling.BICUBIC,
        fillcolor=255,
    ).rotate(1.2 * (-1) ** seed, Image.Resampling.BICUBIC, fillcolor=255)
    shade = np.outer(np.linspace(1, 0.75, height), np.linspace(1, 0.7, width))
    values = np.asarray(seen.filter(ImageFilter.GaussianBlur(0.8)), np.float32) * shade
    noisy = values + np.random.default_rng(seed).normal(0, 5, values.shape)
    return _pressed(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)), 55)


def _pressed(picture: Image.Image, quality: int) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return Image.open(stream)

"""Pages as a scanner or a copier gives them: pictures, slightly turned, with noise and JPEG's traces."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter


def write(pdf: Path, path: Path, dpi: int, skew: float, noise: float) -> None:
    """Write the pages of `pdf` as pictures, in a PDF or (one page) in the format the suffix of `path` names."""
    document = pdfium.PdfDocument(pdf)
    pages = [degraded(page.render(scale=dpi / 72).to_pil(), skew, noise, at) for at, page in enumerate(document)]
    document.close()
    if path.suffix == ".pdf":
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi)
    else:
        pages[0].save(path, dpi=(dpi, dpi))


def degraded(picture: Image.Image, skew: float, noise: float, seed: int) -> Image.Image:
    """Return a page turned left and right by turns, blurred, with noise, and through JPEG."""
    grey = picture.convert("L").rotate(skew * (-1) ** seed, Image.Resampling.BICUBIC, fillcolor=255)
    values = np.asarray(grey.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    noisy = values + np.random.default_rng(seed).normal(0, noise, values.shape)
    stream = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(stream, "JPEG", quality=60)
    return Image.open(stream)

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from evaluation import rendering_pdf
from ingest.ruled import Box
from ingest.strokes import numeral


def printed(text: str, size: int = 43) -> tuple[Image.Image, Box]:
    """Return a word as a scanner gives it, and where it stands."""
    font = ImageFont.truetype(str(rendering_pdf._FONT), size)
    picture = Image.new("L", (12 * size, 2 * size), 255)
    draw = ImageDraw.Draw(picture)
    draw.text((30, 20), text, 0, font)
    noise = np.random.default_rng(1).normal(0, 10, (picture.height, picture.width))
    noisy = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.8)), np.float32) + noise
    x0, y0, x1, y1 = draw.textbbox((30, 20), text, font)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)), Box(x0 - 2, y0 - 2, x1 + 2, y1 + 2)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("III.", "II."),
        ("III.", "HI."),
        ("III.", "TII."),
        ("III.", "Ill."),
        ("II.", "H."),
        ("II.", "IIL"),
        ("I.", "L"),
        ("I", "1"),
        ("I", "|"),
        ("II", "H"),
        ("VIII.", "VII."),
        ("I/2025", "1/2025"),
        ("II/2025", "I/2025"),
        ("I.MỤC", "IL.MỤC"),
    ],
)
@pytest.mark.parametrize("size", [36, 43])
def test_the_strokes_of_a_roman_numeral_are_counted_in_the_picture(shown: str, read: str, size: int) -> None:
    assert numeral(read, *printed(shown, size)) == shown


@pytest.mark.parametrize(
    "text", ["1", "11", "1.", "11.", "1/2025", "II-NQ/TW", "TT", "T.", "H", "HT", "L", "U", "IV.", "Ủy", "-"]
)
def test_what_is_no_stroke_with_even_ends_stays_as_it_was_read(text: str) -> None:
    assert numeral(text, *printed(text)) == text


@pytest.mark.parametrize("box", [Box(0, 0, 4, 4), Box(0, 0, 0, 0), Box(500, 0, 900, 900)])
def test_a_place_without_ink_changes_nothing(box: Box) -> None:
    assert numeral("II.", Image.new("L", (300, 80), 255), box) == "II."

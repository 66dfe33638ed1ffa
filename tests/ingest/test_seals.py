"""Seals over print: what is printed stays, what is stamped around it goes, framed stamps are left to be read."""

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from evaluation import rendering_pdf
from evaluation.rendering_scan import degraded
from ingest.seals import reddish, unsealed

DPI, SIDE, BOX = 240, (1200, 1300), (560, 700, 900, 1040)  # pixels of a part of a page and of a seal of 36 mm


def page(*, stamped: bool = False, tone: object = "white", mode: str = "L") -> Image.Image:
    """Return a page of print under a seal, or under a framed stamp, in this grey level or colour."""
    printed = Image.new(mode, SIDE, "white")
    draw = ImageDraw.Draw(printed)
    font = ImageFont.truetype(str(rendering_pdf._FONT), 43)
    for row in range(14):
        draw.text((110, 120 + row * 80), "Các sở, ban, ngành tổ chức thực hiện kế hoạch", "black", font)
    over = Image.new(mode, SIDE, "white")
    mark = ImageDraw.Draw(over)
    if stamped:
        mark.rectangle((560, 700, 960, 820), outline=tone, width=6)
        mark.text((600, 720), "TỐI MẬT", tone, ImageFont.truetype(str(rendering_pdf._FONT), 72))
    else:
        for ring in (0, 32, 110):
            mark.ellipse((BOX[0] + ring, BOX[1] + ring, BOX[2] - ring, BOX[3] - ring), outline=tone, width=6)
    return ImageChops.darker(printed, over)


def off(one: Image.Image, other: Image.Image) -> float:
    """Return by how many grey levels two pages differ where a seal may lie."""
    apart = ImageChops.difference(one.convert("L").crop(BOX), other.convert("L").crop(BOX))
    return float(np.asarray(apart, np.float32).mean())


@pytest.mark.parametrize("noise", [0.0, 20.0])
def test_a_seal_that_came_out_grey_goes_and_the_print_under_it_stays(noise: float) -> None:
    plain, sealed = (degraded(page(tone=tone), 0.0, noise, 3) for tone in ("white", 150))
    assert off(unsealed(sealed, None, DPI), plain) < off(sealed, plain) / 2
    letters = np.asarray(plain.crop(BOX)) < 40
    assert np.asarray(unsealed(sealed, None, DPI).crop(BOX))[letters].max() < 128


@pytest.mark.parametrize("ink", [(220, 40, 50), (190, 20, 30), (235, 110, 120)])
def test_a_red_seal_goes_however_dark_it_is_in_grey(ink: tuple[int, int, int]) -> None:
    plain, sealed = page(mode="RGB"), page(tone=ink, mode="RGB")
    assert off(unsealed(sealed.convert("L"), reddish(sealed), DPI), plain) < off(sealed, plain) / 3


@pytest.mark.parametrize("ink", [(200, 30, 40), (150, 150, 150)])
def test_a_stamp_in_a_frame_stays_to_be_read(ink: tuple[int, int, int]) -> None:
    stamped = page(stamped=True, tone=ink, mode="RGB")
    assert unsealed(stamped.convert("L"), reddish(stamped), DPI) == stamped.convert("L")


def test_pages_without_seals_stay_as_they_are() -> None:
    for one in (page(), degraded(page(), 1.5, 25.0, 1), Image.new("L", SIDE, 255), Image.new("L", SIDE, 0)):
        assert unsealed(one, None, DPI) is one


def test_several_seals_are_found_and_two_that_overlap_too() -> None:
    marked = page()
    draw = ImageDraw.Draw(marked)
    for x, y in ((60, 100), (500, 500), (640, 640)):
        draw.ellipse((x, y, x + 340, y + 340), outline=150, width=6)
    found = np.asarray(unsealed(marked, None, DPI)) == 150
    assert found.sum() < 0.1 * (np.asarray(marked) == 150).sum()


def test_a_poster_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.seals.MOST_COLOURED", 1_000_000)
    sealed = page(tone=(220, 40, 50), mode="RGB")
    assert reddish(sealed) is None
    assert unsealed(grey := sealed.convert("L"), None, DPI) is grey


def test_grey_and_black_and_white_pictures_have_no_red() -> None:
    assert [reddish(Image.new(mode, (9, 9))) for mode in ("1", "L", "RGB")] == [None] * 3
    found = reddish(Image.new("RGB", (9, 9), (200, 40, 40)))
    assert found is not None
    assert (found.where.getpixel((4, 4)), found.light.getpixel((4, 4))) == (255, 200)

"""Bars with their 95 % intervals as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from evaluation.intervals import Rate

WIDTH, ROW, LABEL, BAR = 640, 24, 210, 300
LOW, MIDDLE = 0.7, 0.9  # below which a bar is drawn as bad, as middling


def bars(rates: Iterable[tuple[str, Rate]], title: str) -> str:
    """Return one bar for each rate, its interval drawn over it, its figures beside it."""
    kept = list(rates)
    rows = "".join(_bar(at, name, rate) for at, (name, rate) in enumerate(kept))
    size = f'viewBox="0 0 {WIDTH} {ROW * len(kept) + 4}" width="{WIDTH}" height="{ROW * len(kept) + 4}"'
    return f'<svg class="bars" role="img" aria-label="{escape(title)}" {size}>{rows}</svg>'


def _bar(at: int, name: str, rate: Rate) -> str:
    top, middle = ROW * at + 5, ROW * at + 12
    label = f'<text x="{LABEL - 8}" y="{middle + 5}" text-anchor="end">{escape(name)}</text>'
    if not rate.total:
        return f'{label}<text x="{LABEL}" y="{middle + 5}" class="none">không có câu nào</text>'
    low, high = (LABEL + BAR * bound for bound in rate.wilson)
    kind = "bad" if rate.value < LOW else "middling" if rate.value < MIDDLE else "good"
    return (
        f'{label}<rect x="{LABEL}" y="{top}" width="{BAR}" height="14" class="ground"/>'
        f'<rect x="{LABEL}" y="{top}" width="{BAR * rate.value:.1f}" height="14" class="{kind}"/>'
        f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {top + 2}v10M{high:.1f} {top + 2}v10" class="whisker"/>'
        f'<text x="{LABEL + BAR + 10}" y="{middle + 5}">{rate.value:.1%} ({rate.hits:g}/{rate.total})</text>'
    )

"""How far apart two runs are, question by question: paired bootstrap, sign flips, Holm's correction. Seeded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

TIMES = 10_000
_SEED = 20_260


def interval(differences: Sequence[float], times: int = TIMES) -> tuple[float, float]:
    """Return the 95 % percentile interval of the mean difference, questions drawn again `times` times."""
    import numpy as np

    values = np.asarray(differences)
    if not values.any():
        return 0.0, 0.0
    drawn = np.random.default_rng(_SEED).integers(0, len(values), size=(times, len(values)), dtype=np.int32)
    low, high = np.percentile(values[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def sign_flip(differences: Sequence[float], times: int = TIMES) -> float:
    """Return how often a mean difference this large arises when the two runs change names at random."""
    import numpy as np

    moved = np.asarray([value for value in differences if value])
    if not moved.size:
        return 1.0
    signs = np.random.default_rng(_SEED).integers(0, 2, size=(times, moved.size), dtype=np.int8) * 2.0 - 1
    as_large = np.abs(signs @ moved) >= abs(moved.sum()) - 1e-12
    return float((as_large.sum() + 1) / (times + 1))


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return the p-values corrected for having looked at all of them."""
    corrected: dict[str, float] = {}
    before = 0.0
    for at, name in enumerate(sorted(p_values, key=lambda name: p_values[name])):
        before = max(before, min(1.0, p_values[name] * (len(p_values) - at)))
        corrected[name] = before
    return corrected

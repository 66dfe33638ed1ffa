"""The words of a question that only ask: they are searched, but say little of which text is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

ASKING_WEIGHT: Final = 0.25
_ASKING: Final = re.compile(
    r"\b(?:"
    r"(?:là )?(?:đúng hay (?:là )?sai|đúng không|phải không|hay không)|có không"
    r"|(?:trong )?(?:những |các )?trường hợp nào|(?:sau|dưới) đây|theo(?! dõi)(?: quy định (?:của|tại))?"
    r"|là (?:gì|ai|bao nhiêu|khi nào)|(?:do|của|với|cho|những) ai|bao (?:nhiêu|lâu|giờ|xa)"
    r"|(?:như )?thế nào|(?:tại|vì|ra|làm) sao|(?:(?:vào|từ|đến) )?(?:khi|lúc|ngày|năm) nào|nào|gì|đâu|mấy"
    r")\b"
    r"|^ai\b"  # elsewhere "ai" alone is as often what computers do
)


def weighed(words: Sequence[str]) -> list[float]:
    """Return how much each syllable of a question weighs in the search: 1, or `ASKING_WEIGHT` where it only asks."""
    line = " ".join(words)
    heard = [1.0] * len(words)
    for asking in _ASKING.finditer(line):
        first = line.count(" ", 0, asking.start())
        for at in range(first, first + len(asking[0].split())):
            heard[at] = ASKING_WEIGHT
    return heard

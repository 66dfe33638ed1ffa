"""Restoring and ranking on public sets, beside the peers: `python -m evaluation.retrieval_bench FOLDER`.

Parameters are chosen with `--half dev`. The figures of whole sets are written into docs/benchmarks.md with their 95 %
intervals: Wilson's for shares, bootstrap over questions or sentences for the rest.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from evaluation.bench import NAMES, written
from evaluation.intervals import Rate, rate
from evaluation.keys import METHODS, in_keys
from evaluation.peers import DENSE, PEERS
from evaluation.public_sets import HALVES, Collection, alqac, half, sentences, slips, xquad
from evaluation.rankers import Rank, by_passages, of_peer, whole
from evaluation.resampling import interval
from evaluation.rewrite import STYLES
from plans.text import fold, nfc, uniform
from retrieval.restore import Restorer

START, END = "<!-- public -->", "<!-- end of public -->"
DIACRITICS = {"business": "diacritic_eval_v0", "laws (UDHR)": "diacritic_eval_udhr", "Tatoeba": "diacritic_eval_300"}
OURS: Mapping[str, Callable[[Collection], Rank]] = {
    "KeHoach, whole texts": whole,
    "KeHoach, best passage": by_passages,
}
Build = Callable[[Collection], Rank]


def bare_and_slipped(question: str) -> str:
    """Return a question without marks and with slips of the finger, the same ones each time."""
    return STYLES["typo"](fold(question), Random(question))


WRITTEN: Mapping[str, Callable[[str], str]] = {"": str, ", no marks": fold, ", no marks, slips": bare_and_slipped}


def stripped(text: str) -> str:
    """Return `text` without marks, its capitals kept."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in nfc(text))


def right_words(written: str, target: str) -> tuple[int, int]:
    """Return how many words of `target` stand in `written` in order, and how many there are; case aside."""
    one, other = uniform(written).split(), uniform(target).split()
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(other)


def accuracy(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the share of right words over pairs of written and meant texts, in percent, with its interval."""
    counts = [right_words(written, target) for written, target in pairs]
    words = sum(count for _, count in counts)
    mean = sum(right for right, _ in counts) / words
    # a sentence's part in the error of a ratio of sums (Cochran, Sampling Techniques, 6.4)
    low, high = interval([(right - mean * count) * len(counts) / words for right, count in counts])
    return _percent(mean, mean + low, mean + high)


def _percent(value: float, low: float, high: float) -> str:
    return f"{100 * value:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def _shares(counted: Rate) -> str:
    return _percent(counted.value, *counted.wilson)


def restoration(folder: Path, which: str) -> Iterator[str]:
    """Yield a table on restoring: from mark-less text, and how much of right text stays."""
    restorer = Restorer.load()
    yield "| marks restored | typed | restored | right text kept | ms a sentence |\n|---|---|---|---|---|"
    for name, file in DIACRITICS.items():
        targets = half(sentences(folder / "diacritics" / f"{file}.txt"), which)
        bare = [stripped(target) for target in targets]
        begin = time.perf_counter()
        restored = [restorer.restore(text).text for text in bare]
        spent = 1000 * (time.perf_counter() - begin) / len(bare)
        shares = (accuracy(list(zip(texts, targets, strict=True))) for texts in (bare, restored))
        yield f"| {name} | {' | '.join(shares)} | {_kept(restorer, targets)} | {spent:.1f} |"
    asked = half([question for question, _ in xquad(folder).questions], which)
    yield f"| questions (XQuAD-vi) | | | {_kept(restorer, asked)} | |"


def _kept(restorer: Restorer, right: Sequence[str]) -> str:
    return accuracy([(restorer.restore(text).text, text) for text in right])


def spelling(folder: Path, which: str) -> Iterator[str]:
    """Yield a table on slips, key sequences and shorthand."""
    restorer = Restorer.load()
    yield "| slips made good | typed | restored |\n|---|---|---|"
    for name, every in slips(folder):
        pairs = half(every, which)
        mended = [(restorer.restore(typed).text, target) for typed, target in pairs]
        yield f"| {name} | {accuracy(pairs)} | {accuracy(mended)} |"


def keys(folder: Path, which: str) -> Iterator[str]:
    """Yield a table on right text typed in the keys of an input method that does not listen."""
    restorer = Restorer.load()
    yield f"| keys read | {' | '.join(METHODS)} |\n|{'---|' * (len(METHODS) + 1)}"
    for name, file in DIACRITICS.items():
        targets = half(sentences(folder / "diacritics" / f"{file}.txt"), which)
        read = ([(restorer.restore(in_keys(text, method)).text, text) for text in targets] for method in METHODS)
        yield f"| {name} | {' | '.join(map(accuracy, read))} |"


def ranking(collection: Collection, which: str, builds: Mapping[str, Build]) -> Iterator[str]:
    """Yield a table on finding the right text: first, among ten, and the mean reciprocal rank, as typed and not."""
    asked = half(collection.questions, which)
    yield f"**{collection.name}**: {len(asked):,} questions, {len(collection.texts):,} texts.\n"
    columns = [f"{measure}{style}" for style in WRITTEN for measure in ("first", "in ten", "MRR")]
    yield f"| system | {' | '.join(columns)} | ms |\n|{'---|' * (len(columns) + 2)}"
    for name, build in builds.items():
        rank, cells, begin = build(collection), [], time.perf_counter()
        for write in WRITTEN.values():
            places = [_place(rank(write(question)), gold) for question, gold in asked]
            cells += [_within(places, 1), _within(places, 10), _reciprocal(places)]
        spent = 1000 * (time.perf_counter() - begin) / (len(asked) * len(WRITTEN))
        yield f"| {name} | {' | '.join(cells)} | {spent:.1f} |"


def _place(found: Sequence[int], gold: frozenset[int]) -> int:
    return next((i + 1 for i, place in enumerate(found) if place in gold), 0)


def _within(places: Sequence[int], most: int) -> str:
    return _shares(rate([0 < place <= most for place in places]))


def _reciprocal(places: Sequence[int]) -> str:
    values = [1 / place if place else 0.0 for place in places]
    return _percent(rate(values).value, *interval(values))


def _builds(dense: bool) -> Mapping[str, Build]:
    """Return the ways of ranking by name; the dense ones need the environment of `make bench-dense`."""
    peers = {"bm25": PEERS["bm25"], **(DENSE if dense else {})}
    return {**{NAMES[name]: of_peer(make) for name, make in peers.items()}, **OURS}


def main() -> None:
    """Print every table, and write those of whole sets into the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", choices=HALVES, default="all")
    arguments.add_argument("--dense", action="store_true", help="beside the peers that need Chroma's default model")
    chosen = arguments.parse_args()
    folder, which, builds = chosen.folder, chosen.half, _builds(chosen.dense)
    tables = (restoration(folder, which), keys(folder, which), spelling(folder, which),
              ranking(xquad(folder), which, builds), ranking(alqac(folder), which, builds))  # fmt: skip
    told = "\n\n".join("\n".join(table) for table in tables)
    if which == "all":
        written(told, START, END)
    else:
        print(told)


if __name__ == "__main__":
    main()

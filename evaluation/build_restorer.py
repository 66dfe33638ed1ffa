"""Make the restorer's counts: `python -m evaluation.build_restorer FOLDER`.

FOLDER holds `tatoeba/vie_sentences.tsv`, `alqac/all_articles_2023.json` and the test sentences that must not be
counted: `diacritics/diacritic_eval_300.txt`, `spelling/conversational_300_heavy.jsonl`. The same input gives the same
files. Counts alone are kept, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from plans.tables import rows
from plans.text import syllables
from retrieval.bigrams import FIGURE, START, count, write_counts
from retrieval.syllable import well_formed

ROOT = Path(__file__).parent.parent
RARE = 3  # words not spelled as Vietnamese that are seen less often are mostly mistyped
TARGET = ROOT / "retrieval" / "data"
_TESTED = ("diacritics/diacritic_eval_300.txt",)
_TESTED_PAIRS = ("spelling/conversational_300_heavy.jsonl",)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]


def _tested(folder: Path) -> frozenset[str]:
    sentences = [line for name in _TESTED for line in _lines(folder / name)]
    targets = [json.loads(line)["target"] for name in _TESTED_PAIRS for line in _lines(folder / name)]
    return frozenset(" ".join(syllables(sentence)) for sentence in (*sentences, *targets))


def everyday(folder: Path) -> list[str]:
    """Return the sentences of Tatoeba without those that restoring is tested on."""
    tested = _tested(folder)
    sentences = [line.split("\t")[2] for line in _lines(folder / "tatoeba" / "vie_sentences.tsv")]
    return [sentence for sentence in sentences if " ".join(syllables(sentence)) not in tested]


def statutes(folder: Path) -> list[str]:
    """Return the articles of the laws."""
    articles: dict[str, str] = json.loads((folder / "alqac" / "all_articles_2023.json").read_text(encoding="utf-8"))
    return list(articles.values())


def office() -> Iterator[str]:
    """Yield what offices write: the sample plans and the names in the tables, bodies with their levels."""
    yield from (path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt")))
    for table, column in (("agencies", "name"), ("abbreviations", "full"), ("words", "words")):
        yield from (row[column] for row in rows(table))
    levels = ("tỉnh", "thành phố", "huyện", "xã")
    yield from (f"{row['name']} {level}" for row in rows("agencies") if row["varies"] for level in levels)
    yield from (f"{head} {row['field']}" for row in rows("fields") for head in ("Sở", "Bộ", "Phòng", "ngành"))
    yield from (f"{head} {row['name']}" for row in rows("provinces") for head in ("tỉnh", "ở", "của"))


def questions() -> list[str]:
    """Return how people ask, without the names they ask about."""
    return _lines(TARGET / "questions.txt")


def asked() -> list[str]:
    """Return whole questions of cadres and sentences of plans, written for counting, with names of places."""
    return _lines(ROOT / "evaluation" / "data" / "asked.txt")


def wordings() -> list[str]:
    """Return what people say and what offices write for it, and words of everyday life."""
    sides = {side for line in _lines(ROOT / "retrieval" / "data" / "terms.txt") for side in line.split(" = ")}
    return sorted(sides.union(_lines(ROOT / "evaluation" / "data" / "words.txt")))


def words() -> list[str]:
    """Return the words of plans, and the kinds of documents."""
    return [*_lines(TARGET / "office.txt"), *(row["name"] for row in rows("document_kinds"))]


def counted(folder: Path) -> Counter[tuple[str, str]]:
    """Count everything, what is few several times; words that look mistyped are left out."""
    pairs = count(everyday(folder), weight=2) + count(statutes(folder)) + count(office(), weight=2)
    pairs += count(questions(), weight=5) + count(words(), weight=6)
    pairs += count(asked(), weight=2) + count(wordings())
    totals: Counter[str] = Counter()
    for (_, word), times in pairs.items():
        totals[word] += times
    kept = {word for word, times in totals.items() if times >= RARE or well_formed(word)} | {START, FIGURE}
    return Counter({pair: times for pair, times in pairs.items() if kept.issuperset(pair)})


def main() -> None:
    """Write the counts."""
    write_counts(counted(Path(sys.argv[1])), TARGET)


if __name__ == "__main__":
    main()

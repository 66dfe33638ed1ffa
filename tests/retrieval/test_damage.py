"""Damage done on purpose: to what is derived it is made good without a word lost, to the truth it is told.

The library has more passages than Chroma keeps in its log, so that the files of its graph are those that it reads.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from plans.errors import LibraryDamaged, PlanError
from plans.model import Passage, Span
from retrieval import lexical_store
from retrieval.database import FILE
from retrieval.embeddings import Embedder
from retrieval.library import Library
from retrieval.settings import Settings
from retrieval.vectors import FOLDER, Row, Vectors
from tests.retrieval.handmade import passages_of, plan_of

pytestmark = pytest.mark.local_files
MANY, LONG = 1001, 22  # Chroma writes its graph to disk after a thousand rows
FIRST = plan_of("first", "Sở Y tế tiêm chủng cho trẻ em")
REPEATED = plan_of("many", "".join(f"Nhiệm vụ thứ {n:04} này. " for n in range(MANY)))
ASKED = ("tiêm chủng cho trẻ em", "nhiệm vụ thứ 0417", "kế hoạch")
Damage = Callable[[Path], None]


class Small:
    """A model that gives every text sixteen numbers of its own: quick, and no two texts are alike."""

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        return [np.random.default_rng(crc32(text.encode())).normal(size=16).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


@contextmanager
def opened(home: Path) -> Iterator[Library]:
    with Library.open(Settings(home=home)) as library:
        library._indexes.embedder = Embedder("small", 0.2, Small())
        yield library


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sound")
    with opened(home) as library:
        library.add(FIRST, passages_of(FIRST))
        library.add(REPEATED, [Passage("1", Span(at, at + LONG), "") for at in range(0, LONG * MANY, LONG)])
        assert library.lexical.scores("x").any() == 0
    return home


@pytest.fixture(scope="module")
def answers(sound: Path) -> list[object]:
    with opened(sound) as library:
        return asked(library)


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "home"))


def asked(library: Library) -> list[object]:
    """What a person would be shown: the plans, and the best places by words and by vectors."""
    words = [np.argsort(-library.lexical.scores(text), kind="stable")[:5].tolist() for text in ASKED]
    best = [library.nearest(vector, 1)[0][0] for vector in library._indexes.embedder.embed(ASKED)]
    return [library.plans(), words, best]


def everything_found(library: Library) -> bool:
    """Say whether every vector that SQL keeps finds its own passage or its twin."""
    dense, snapshot = library._indexes._dense, library.snapshot()
    vectors = dense._open(snapshot)
    kept = {row.key: row.vector for row in dense._rows(snapshot.keys, snapshot)}
    return set(kept) == vectors.keys == set(snapshot.keys) and not vectors.lost(kept)


def files(pattern: str, change: Callable[[Path], object]) -> Damage:
    def damage(home: Path) -> None:
        found = list(home.glob(pattern))
        assert found, pattern
        for path in found:
            change(path)

    return damage


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def grown(path: Path) -> None:
    os.truncate(path, 100 << 20)


def inside(change: Callable[[Vectors], object]) -> Damage:
    """Change what Chroma holds, as another program that opens its folder might."""

    def damage(home: Path) -> None:
        settings = Settings(home=home)
        with opened(home) as library:
            name = library._indexes._dense._name
        vectors = Vectors(settings, name)
        change(vectors)
        vectors.close()

    return damage


def overwritten(vectors: Vectors) -> None:
    chance = np.random.default_rng(1).normal(size=(len(vectors.keys), 16)).astype(np.float32)
    vectors.put([Row(key, chance[at], "1") for at, key in enumerate(sorted(vectors.keys))])


def statement(sql: str) -> Damage:
    def damage(home: Path) -> None:
        with closing(sqlite3.connect(home / FILE)) as raw, raw:
            assert raw.execute(sql).rowcount

    return damage


def damaged_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 20 : 4096 * 21] = b"\xaa" * 4096
    path.write_bytes(content)


DERIVED: dict[str, Damage] = {
    "Chroma's database is garbage": files(f"{FOLDER}/*/chroma.sqlite3", garbage),
    "Chroma's database is cut": files(f"{FOLDER}/*/chroma.sqlite3", halved),
    "Chroma's database is gone": files(f"{FOLDER}/*/chroma.sqlite3", Path.unlink),
    "the head of the graph is garbage": files(f"{FOLDER}/*/*/header.bin", garbage),
    "the data of the graph are cut": files(f"{FOLDER}/*/*/data_level0.bin", halved),
    "the names in the graph are garbage": files(f"{FOLDER}/*/*/index_metadata.pickle", garbage),
    "the links of the graph have swollen": files(f"{FOLDER}/*/*/link_lists.bin", grown),
    "the folder of the graph is gone": files(f"{FOLDER}/*/*-*", shutil.rmtree),
    "the folder of Chroma is gone": files(FOLDER, shutil.rmtree),
    "rows are missing in Chroma": inside(lambda vectors: vectors.drop(sorted(vectors.keys)[::3])),
    "rows of nobody are in Chroma": inside(
        lambda vectors: vectors.put([Row("ma:99:0", np.eye(1, 16, dtype=np.float32)[0], "1")])
    ),
    "other vectors stand under the names": inside(overwritten),
    "vectors in SQL are gone": statement("DELETE FROM embedding WHERE ordinal % 2"),
    "vectors in SQL are cut": statement("UPDATE embedding SET vector = substr(vector, 1, 7) WHERE ordinal % 2"),
    "vectors in SQL are short": statement("UPDATE embedding SET vector = substr(vector, 1, 8) WHERE ordinal < 9"),
    "the lexical index is garbage": files(f"{lexical_store.FOLDER}/*/*/*.npy", garbage),
    "the lexical index lacks a part": files(f"{lexical_store.FOLDER}/*/*/versions.npy", Path.unlink),
    "the lexical index is gone": files(lexical_store.FOLDER, shutil.rmtree),
}
TRUTH: dict[str, Damage] = {
    "the library is garbage": files(FILE, garbage),
    "the library is cut": files(FILE, halved),
    "a page of the library is damaged": files(FILE, damaged_page),
    "rows have lost their plan": statement("DELETE FROM plan WHERE id = 'many'"),
    "the text of a plan has changed": statement("UPDATE version SET text = replace(text, 'trẻ em', 'người già')"),
}


def test_there_are_more_than_ten_kinds():
    assert len(DERIVED) >= 10
    assert len(TRUTH) >= 5


@pytest.mark.parametrize("kind", DERIVED)
def test_what_is_derived_is_made_good_and_keeps_nothing_from_being_asked_or_stored(kind, home, answers):
    DERIVED[kind](home)
    added = plan_of("later", "Sở Nội vụ báo cáo hằng quý")
    with opened(home) as library:
        library.nearest(ASKED[0], 5)
        assert library.check() == ()
        assert everything_found(library)
        assert asked(library) == answers
        library.add(added, passages_of(added))
        assert library.check() == ()
        assert everything_found(library)


@pytest.mark.parametrize("kind", TRUTH)
def test_damage_to_the_truth_is_told_with_what_to_do(kind, home):
    TRUTH[kind](home)
    try:
        with Library.open(Settings(home=home)) as library:
            told = [(problem.kind, problem.message) for problem in library.check()]
    except PlanError as error:
        told = [(error.kind, str(error))]
    assert told[0][0] == LibraryDamaged.kind
    assert "sao lưu" in told[0][1]

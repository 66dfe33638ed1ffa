"""What the library promises: one active version of each plan, seen whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plans.errors import LibraryDamaged, UnknownPlan
from plans.model import Passage
from retrieval import library as module
from retrieval import versions
from retrieval.indexes import Indexes
from retrieval.library import Added, Library
from retrieval.vectors import FOLDER
from tests.retrieval.handmade import passages_of, plan_of

OLD, NEW = plan_of("a", "Sở Y tế báo cáo hằng năm"), plan_of("a", "Sở Nội vụ báo cáo hằng quý")
OTHER = plan_of("b", "Sở Tài chính bố trí kinh phí", number="12/KH-UBND", province="Cà Mau")
FORBIDDEN = ("chromadb", "langchain_core", "langchain_openai", "openai", "numpy")


@pytest.fixture
def library(at_home):
    with Library.open(at_home, patience=0.2) as opened:
        yield opened


@pytest.fixture
def without_vectors(monkeypatch):
    """Leave Chroma out of tests that are not about it."""
    monkeypatch.setattr(Indexes, "changed", lambda self, snapshot: "")


def add(library, *plans, **options):
    return [library.add(plan, passages_of(plan), **options) for plan in plans]


def test_a_new_library_is_empty_and_its_folder_made(at_home, library):
    assert library.plans() == library.passages() == ()
    assert at_home.home.is_dir()
    assert library.generation == 0


def test_what_was_added_is_read_back_equal(library):
    assert add(library, OLD, OTHER) == [Added("a", 1, "added"), Added("b", 1, "added")]
    assert library.plans() == (OTHER, OLD)
    assert library.plan("a") == library.find("02/KH") == OLD
    assert [stored.passage for stored in library.passages()] == [*passages_of(OTHER), *passages_of(OLD)]


@pytest.mark.usefixtures("without_vectors")
class TestVersions:
    def test_the_same_plan_again_changes_nothing_wherever_its_file_was_called(self, library):
        add(library, OLD)
        before = library.generation
        assert add(library, replace(OLD, file="copy of a.txt")) == [Added("a", 1, "unchanged")]
        assert library.generation == before
        assert library.plans() == (OLD,)

    def test_another_reading_of_the_same_text_is_a_new_version(self, library):
        add(library, OLD)
        again = plan_of("a", OLD.text, title="what a better parser reads")
        assert add(library, again) == [Added("a", 2, "new_version")]
        assert library.plans() == (again,)

    def test_the_same_text_is_stored_anew_when_asked(self, library):
        add(library, OLD)
        assert add(library, OLD, replace=True) == [Added("a", 2, "new_version")]
        assert library.plans() == (OLD,)

    def test_another_text_is_a_new_version_and_the_old_one_is_kept(self, library):
        add(library, OLD)
        assert add(library, NEW) == [Added("a", 2, "new_version")]
        assert library.plans() == (NEW,)
        old, new = library.versions("a")
        assert (old.number, old.active, new.number, new.active) == (1, False, 2, True)
        assert (old.file, old.sha256) == ("a.txt", versions.digest(OLD))
        assert datetime.now(UTC) - new.added_at < timedelta(minutes=1)

    def test_going_back_to_an_earlier_text_is_a_version_too(self, library):
        add(library, OLD, NEW)
        assert add(library, OLD) == [Added("a", 3, "new_version")]
        assert library.plans() == (OLD,)

    def test_a_removed_plan_is_gone_with_its_versions(self, library):
        add(library, OLD, NEW, OTHER)
        assert library.remove("02/KH") == NEW
        assert library.plans() == (OTHER,)
        assert library.versions("a") == ()
        with library._database.reading() as connection:
            counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar() for t in ("version", "passage")]
        assert counts == [1, len(passages_of(OTHER))]

    def test_a_removed_plan_can_be_added_again(self, library):
        add(library, OLD)
        library.remove("a")
        assert add(library, NEW) == [Added("a", 1, "added")]
        assert library.plans() == (NEW,)

    def test_what_is_not_there_cannot_be_removed(self, library):
        with pytest.raises(UnknownPlan):
            library.remove("99/KH")

    def test_every_change_counts_once(self, library):
        add(library, OLD, OLD, NEW, OTHER)
        library.remove("b")
        assert library.generation == 4

    def test_a_plan_without_passages_or_facts_is_held(self, library):
        empty = plan_of("e", "")
        library.add(empty, ())
        assert library.plans() == (empty,)
        assert library.lexical.scores("x").tolist() == []

    def test_a_snapshot_stays_as_it_was(self, library):
        add(library, OLD)
        before = library.snapshot()
        add(library, NEW)
        assert (before.plans, library.snapshot().plans) == ((OLD,), (NEW,))

    def test_unchanged_plans_are_not_read_again(self, library):
        add(library, OLD)
        before = library.plan("a")
        add(library, OTHER)
        assert library.plan("a") is before

    def test_another_library_of_the_same_home_sees_the_change_at_once(self, at_home, library):
        with Library.open(at_home) as other:
            add(library, OLD)
            assert other.plans() == (OLD,)
            add(other, NEW)
            assert library.plans() == (NEW,)
            assert library.generation == other.generation == 2

    def test_a_failure_in_the_middle_leaves_the_old_version(self, library, monkeypatch):
        add(library, OLD)
        monkeypatch.setattr(versions.records, "save", interrupted)
        with pytest.raises(KeyboardInterrupt):
            add(library, NEW)
        monkeypatch.undo()
        assert library.plans() == (OLD,)
        assert len(library.versions("a")) == 1
        assert library.generation == 1

    def test_readers_see_the_old_version_or_the_new_one_never_none_or_both(self, at_home, library):
        add(library, OLD)
        seen, stop = [], threading.Event()

        def read():
            with Library.open(at_home) as reader:
                while not stop.is_set():
                    snapshot = reader.snapshot()
                    seen.append((snapshot.plans, {stored.plan_id for stored in snapshot.passages}))

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for n in range(60):
            add(library, (NEW, OLD)[n % 2])
        stop.set()
        for reader in readers:
            reader.join()
        assert {id_set for _, ids in seen for id_set in ids} == {"a"}
        assert {plans for plans, _ in seen} <= {(OLD,), (NEW,)}

    def test_the_lexical_index_follows_the_library(self, library):
        add(library, OLD, OTHER)
        best = int(library.lexical.scores("kinh phí").argmax())
        assert library.passages()[best].plan_id == "b"
        first = library.lexical
        assert library.lexical is first
        add(library, NEW)
        assert len(library.lexical.scores("x")) == len(library.passages())
        assert library.lexical is not first

    def test_the_lexical_index_of_an_older_moment_fits_its_passages(self, library):
        add(library, OLD)
        before = library.snapshot()
        add(library, OTHER)
        assert len(library.lexical_of(before).scores("x")) == len(before.passages)

    @pytest.mark.local_files
    def test_the_lexical_index_of_another_library_is_not_used(self, at_home, library):
        add(library, OLD)
        assert library.lexical.scores("báo cáo").any()
        library.close()
        for file in at_home.home.glob("library.db*"):
            file.unlink()
        with Library.open(at_home) as another:
            add(another, OTHER)
            assert not another.lexical.scores("hằng năm").any()


def interrupted(*_):
    raise KeyboardInterrupt


def test_the_search_goes_by_meaning_of_words_through_chroma(library):
    add(library, OLD, OTHER)
    place, cosine = library.nearest("Sở Tài chính bố trí kinh phí", 1)[0]
    assert library.passages()[place].plan_id == "b"
    assert 0 < cosine <= 1.0001


def test_threads_may_ask_while_others_add(library):
    def ask(n):
        for _ in range(5):
            view = library.snapshot()
            assert len(library.lexical_of(view).scores("kinh phí")) == len(view.passages)
            assert all(place < len(view.passages) for place, _ in library.nearest("kinh phí", 50, view))
            add(library, plan_of(f"p{n}", f"Kế hoạch {n} {view.generation}"))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(ask, range(6)))
    assert len(library.plans()) == 6
    assert library.generation == 30
    assert library.check() == ()


@pytest.mark.local_files
def test_everything_derived_can_be_made_again(at_home, library):
    add(library, OLD, OTHER)
    before = library.nearest("kinh phí", 10)
    library.rebuild()
    assert [place for place, _ in library.nearest("kinh phí", 10)] == [place for place, _ in before]
    assert library.lexical.scores("kinh phí").any()
    assert library.check() == ()
    assert len([*(at_home.home / FOLDER).iterdir()]) == 1


def test_any_text_can_be_a_plan(library):
    strange = plan_of("l\ud800", "NUL \x00, nửa \ud800 cặp, riêng \ue000\ue0000041, <b>, '; DROP TABLE plan; --")
    passage = Passage("1.1", strange.sections[0].span, "ngữ cảnh \ud800\x00", "hạn")
    assert library.add(strange, (passage,)) == Added("l\ud800", 1, "added")
    assert library.plan(strange.id) == strange
    assert library.lexical.scores("cặp").any()
    assert library.nearest("riêng", 1)[0][0] == 0
    assert library.check() == ()


def test_a_check_of_a_sound_library_finds_nothing(library):
    assert library.check() == ()
    add(library, OLD)
    assert library.check() == ()


@pytest.mark.local_files
def test_asking_and_listing_never_open_chroma_offline(at_home):
    with Library.open(at_home) as library:
        add(library, OLD)
    script = (
        "import sys; from pathlib import Path; from retrieval.library import Library;"
        "from retrieval.settings import Settings;"
        f"imported = {FORBIDDEN!r};"
        "assert not [name for name in imported if name in sys.modules];"
        "library = Library.open(Settings(home=Path(sys.argv[1])));"
        "assert library.find('02').id == 'a' and library.passages() and library.embedder.weight == 0;"
        "assert library.lexical.scores('y te').any(); library.close();"
        "print([name for name in imported[:-1] if name in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(at_home.home)]
    told = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": "."}, check=False)
    assert (told.stdout, told.stderr) == ("[]\n", "")


def test_notices_reach_the_one_who_asked_for_them(at_home):
    told = []
    with Library.open(at_home, tell=told.append) as library:
        add(library, OLD)
        library.rebuild()
    assert [notice for notice in told if "dựng lại" in notice]


def test_a_home_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryDamaged):
        module._make_folder(tmp_path / "file" / "home")

"""A graph that was cut, swollen or changed in its links is told from a whole one before Chroma opens it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.graph_files import HEAD, whole
from retrieval.settings import Settings
from retrieval.vectors import FOLDER, Row, Vectors

MANY, WIDE = 1100, 8
LINKS = "link_lists.bin"
DATA = "data_level0.bin"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a graph that Chroma has written to disk."""
    home = tmp_path_factory.mktemp("graph")
    vectors = Vectors(Settings(home=home), "abc-def")
    chance = np.random.default_rng(1).normal(size=(MANY, WIDE)).astype(np.float32)
    vectors.put([Row(f"a:1:{n}", row, "1") for n, row in enumerate(chance)])
    vectors.close()
    (folder,) = (path for path in (home / FOLDER).glob("*/*") if path.is_dir())
    assert (folder / LINKS).stat().st_size > 4 * MANY  # some elements stand on floors above
    return folder


@pytest.fixture(scope="module")
def copy(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(graph, tmp_path_factory.mktemp("copy") / "graph"))


def test_what_chroma_wrote_is_whole(graph):
    assert whole(graph)


def test_a_folder_without_a_graph_has_nothing_to_fail(tmp_path):
    assert whole(tmp_path)
    (tmp_path / DATA).write_bytes(b"x")
    assert not whole(tmp_path)


@pytest.mark.parametrize("name", [HEAD, DATA, LINKS, "length.bin"])
@given(share=st.floats(0, 0.999))
@settings(max_examples=20, deadline=None)
def test_a_file_that_was_cut_is_not_whole(name, share, graph, copy):
    shutil.copyfile(graph / name, copy / name)
    os.truncate(copy / name, int(share * (copy / name).stat().st_size))
    assert not whole(copy)
    shutil.copyfile(graph / name, copy / name)


def test_links_that_swell_are_not_read(graph, copy):
    os.truncate(copy / LINKS, 100 << 20)
    assert not whole(copy)
    shutil.copyfile(graph / LINKS, copy / LINKS)


@given(element=st.integers(0, MANY - 1), link=st.integers(MANY, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_a_link_that_leads_nowhere_is_found(element, link, graph, copy):
    size = (graph / DATA).stat().st_size // MANY
    content = bytearray((graph / DATA).read_bytes())
    content[element * size + 4 : element * size + 8] = link.to_bytes(4, "little")
    (copy / DATA).write_bytes(content)
    assert not whole(copy)
    shutil.copyfile(graph / DATA, copy / DATA)


@given(at=st.integers(0, 99), bits=st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_changed_head_is_refused_but_for_its_room_its_entry_and_how_it_is_searched(at, bits, graph, copy):
    content = bytearray((graph / HEAD).read_bytes())
    content[at] ^= bits
    (copy / HEAD).write_bytes(content)
    room, entry, effort = range(12, 20), range(56, 60), range(76, 100)
    assert not whole(copy) or at in {*room, *entry, *effort}
    shutil.copyfile(graph / HEAD, copy / HEAD)

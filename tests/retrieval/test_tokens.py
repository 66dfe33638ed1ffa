"""Tokens are counted without ever asking the network."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import tokens
from retrieval.tokens import count_tokens


@pytest.fixture(autouse=True)
def no_table(monkeypatch, tmp_path):
    """An empty cache, and a network that must not be asked."""

    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tmp_path


def test_without_a_table_the_count_is_the_number_of_bytes():
    assert count_tokens("Sở Y tế") == len("Sở Y tế".encode())


def test_a_damaged_table_is_neither_used_nor_fetched_again(no_table):
    damaged = no_table / tokens._CACHED_AS
    damaged.write_bytes(b"aGVsbG8= 0\n")
    assert count_tokens("abc") == 3
    assert damaged.exists()


def test_the_cache_is_looked_for_where_tiktoken_looks(monkeypatch, tmp_path):
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    monkeypatch.setenv("DATA_GYM_CACHE_DIR", str(tmp_path / "gym"))
    assert tokens._cached_table().parent == tmp_path / "gym"
    monkeypatch.delenv("DATA_GYM_CACHE_DIR")
    assert tokens._cached_table().parent.name == "data-gym-cache"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_the_bound_is_never_below_the_number_of_characters(text):
    assert count_tokens(text) >= len(text)

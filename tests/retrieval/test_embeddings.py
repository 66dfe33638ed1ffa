"""Vectors: the offline ones are the same everywhere; a model's failure is told, never raised raw."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.breaker import LIMIT
from retrieval.embeddings import DIMENSIONS, Embedder, EmbeddingFailed, HashedEmbeddings, open_embeddings
from retrieval.settings import Settings

OFFLINE = open_embeddings(Settings())


class Answers:
    """A model that answers what it was given to answer."""

    def __init__(self, answer):
        self.answer = answer

    def embed_documents(self, texts):
        return self.answer

    def embed_query(self, text):
        return self.answer[0]


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_vector_has_length_one_or_there_was_no_word(text):
    (vector,) = OFFLINE.embed([text])
    assert vector.shape == (DIMENSIONS,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5) or not vector.any()


def test_the_same_words_give_the_same_vector_whatever_marks_and_case():
    left, right, other = OFFLINE.embed(["Sở Y tế", "SO Y TE", "Sở Tài chính"])
    assert (left == right).all()
    assert left @ other < 0.5


def test_vectors_do_not_depend_on_the_process():
    (vector,) = OFFLINE.embed(["kế hoạch"])
    # Three terms, so three dimensions of equal weight; their places come from blake2b alone.
    assert np.flatnonzero(vector).tolist() == [840, 1103, 1521]
    assert np.abs(vector[vector != 0]) == pytest.approx(3**-0.5)


def test_the_nearer_text_shares_more_words():
    question, near, far = OFFLINE.embed(["hạn báo cáo", "báo cáo trước hạn", "bố trí kinh phí"])
    assert question @ near > question @ far


def test_no_text_gives_no_row_problem():
    model = HashedEmbeddings()
    assert model.embed_query("Sở Y tế") == model.embed_documents(["Sở Y tế"])[0]


def test_offline_vectors_weigh_nothing_beside_the_lexical_index():
    assert OFFLINE.weight == 0
    assert open_embeddings(Settings(embedding_model="m")).tag == OFFLINE.tag


@pytest.mark.parametrize("answer", [[], [[1.0], [2.0]], [[float("nan")]], [[float("inf")]], [1.0], [[1.0], []]])
def test_what_is_no_vector_is_refused(answer):
    with pytest.raises(EmbeddingFailed, match="ô hình"):
        Embedder("m", 0.2, Answers(answer)).embed(["một"])


@pytest.fixture
def server():
    """Serve embeddings on this machine; `status` and `body` can be changed by the test."""

    class Serve(BaseHTTPRequestHandler):
        status, body, asked = 200, None, []

        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            Serve.asked.append(request["input"])
            rows = [
                {"index": n, "object": "embedding", "embedding": [3.0, 4.0]} for n, _ in enumerate(request["input"])
            ]
            made = json.dumps({"object": "list", "data": rows, "model": "m", "usage": {}}).encode()
            self.send_response(Serve.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(made if Serve.body is None else Serve.body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Serve) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        Serve.settings = Settings(
            embedding_model="m", openai_base_url=f"http://127.0.0.1:{running.server_port}/v1", openai_key="key"
        )
        yield Serve
        running.shutdown()


def test_a_served_model_is_sent_texts_and_its_vectors_are_made_length_one(server):
    embedder = open_embeddings(server.settings)
    assert embedder.embed(["Sở Y tế", "Sở Nội vụ"]).tolist() == [pytest.approx([0.6, 0.8])] * 2
    assert (embedder.tag, embedder.weight) == ("m", 0.2)
    assert server.asked[-1] == ["Sở Y tế", "Sở Nội vụ"]


@pytest.mark.parametrize(("status", "body"), [(500, b"{}"), (429, b"{}"), (200, b"<html>"), (200, b"{}"), (401, b"{}")])
def test_a_failing_server_is_told_in_vietnamese_without_the_key(server, status, body):
    server.status, server.body = status, body
    with pytest.raises(EmbeddingFailed, match="mô hình véc-tơ m") as failure:
        open_embeddings(server.settings).embed(["Sở Y tế"])
    assert "key" not in str(failure.value)


def test_a_server_that_keeps_failing_is_left_alone_for_a_while(server):
    server.status, server.body = 500, b"{}"
    embedder = open_embeddings(server.settings)
    before = len(server.asked)
    for _ in range(LIMIT + 3):
        with pytest.raises(EmbeddingFailed):
            embedder.embed(["Sở Y tế"])
    assert len(server.asked) - before == LIMIT

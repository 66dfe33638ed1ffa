"""One question of a run as HTML: what was asked and expected, what was answered and cited, what failed and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from evaluation import steps
from evaluation.case_table import KIND_WORDS, STATUS_WORDS, STYLE_WORDS
from evaluation.cases import Case
from evaluation.metrics import Score
from evaluation.reasons import reasons
from evaluation.record import Cited, Record
from evaluation.retrieval_metrics import relevance


@dataclass(frozen=True, slots=True)
class Room:
    """How many characters of an answer, of a quote and around it are shown: right answers are given less room."""

    answer: int
    quote: int
    around: int


WRONG, RIGHT = Room(6000, 420, 70), Room(700, 120, 25)
_MARK = re.compile(r"\[(\d{1,3})\]")


def question(case: Case, record: Record, score: Score) -> str:
    """Return the folded block of one question."""
    step = steps.failed_step(case, record, score)
    badge = "đúng" if step is None else f"sai: {steps.NAMES[step]}"
    head = (
        f'<summary><b class="{"right" if step is None else "wrong"}">{badge}</b> <code>{escape(case.id)}</code> '
        f"{escape(case.question)} <small>{KIND_WORDS.get(case.kind, case.kind)}, {STYLE_WORDS[case.style]}"
        f"{', quan trọng' if case.critical else ''}</small></summary>"
    )
    room = RIGHT if score.strict else WRONG
    body = "".join((*_asked(case), *_failed(case, score, step), *_expected(case, record, score), _answer(record, room)))
    told = f'data-kind="{escape(case.kind)}" data-style="{case.style}" data-step="{step or ""}"'
    return f'<details id="q-{escape(case.id)}" {told}>{head}<div>{body}{_sources(case, record, room)}</div></details>\n'


def _asked(case: Case) -> Iterator[str]:
    for asked, told in case.history:
        yield f"<p class=before>Hỏi trước: {escape(asked)}<br>Đã trả lời: {escape(told[:300])}</p>"
    if case.as_of:
        yield f"<p class=before>Ngày hỏi: {case.as_of:%d/%m/%Y}</p>"


def _failed(case: Case, score: Score, step: str | None) -> Iterator[str]:
    if step is not None:
        told = "".join(f"<li>{escape(reason)}</li>" for reason in reasons(score, case))
        yield f"<p class=failed>Hỏng ở bước <b>{steps.NAMES[step]}</b>:</p><ul class=failed>{told}</ul>"


def _expected(case: Case, record: Record, score: Score) -> Iterator[str]:
    """Yield what a right answer holds, each point ticked or crossed."""
    wanted = " hoặc ".join(STATUS_WORDS[status] for status in case.status)
    got = STATUS_WORDS.get(record.status, record.status)
    yield f"<p>Cần: <b>{wanted}</b>. Được: <b>{escape(got)}</b> ({record.total_ms:.0f} ms).</p>"
    cited = frozenset[int]().union(*relevance(case, record.citations))
    answered = record.status == "answered"
    points = [("câu gốc", gold, at in cited) for at, gold in enumerate(case.gold)]
    points += [("dữ kiện", fact, answered and fact[0] not in score.facts_missed) for fact in case.facts]
    if points:
        yield "<ul class=points>" + "".join(_point(*point) for point in points) + "</ul>"


def _point(kind: str, alternatives: tuple[str, ...], held: bool) -> str:
    told = " <i>hoặc</i> ".join(escape(text) for text in alternatives)
    return f"<li class={'held' if held else 'missed'}>{kind}: {told}</li>"


def _answer(record: Record, room: Room) -> str:
    shown = escape(_cut(record.answer, room.answer))
    linked = _MARK.sub(lambda m: f'<a href="#c-{escape(record.id)}-{m[1]}">[{m[1]}]</a>', shown)
    return f"<div class=answer>{linked}</div>"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _sources(case: Case, record: Record, room: Room) -> str:
    golds = relevance(case, record.citations)
    cited = zip(record.citations, golds, strict=True)
    told = "".join(_source(record.id, one, bool(gold), room) for one, gold in cited)
    return f"<ol class=sources>{told}</ol>" if told else ""


def _source(id: str, cited: Cited, gold: bool, room: Room) -> str:
    place = ", ".join(part for part in (cited.plan[:60], cited.label, _cut(cited.heading, 60)) if part)
    tick = " <b class=right>câu gốc</b>" if gold else ""
    head = f'<li value={cited.n} id="c-{escape(id)}-{cited.n}"><small>{escape(place)}</small>{tick}'
    return f"{head}<br>{_quote(cited, room)}</li>"


def _quote(cited: Cited, room: Room) -> str:
    """Return the quote highlighted inside the words around it in its section."""
    before, found, after = cited.text.partition(cited.quote)
    quote = escape(_cut(cited.quote, room.quote))
    if not found:
        return f"<mark class=invalid>{quote}</mark>"
    return f"{escape(before[-room.around :])}<mark>{quote}</mark>{escape(after[: room.around])}"


def questions(cases: Iterable[Case], records: Iterable[Record], scores: Iterable[Score]) -> str:
    """Return every question, the wrong ones first."""
    triples = sorted(zip(cases, records, scores, strict=True), key=lambda triple: triple[2].strict)
    return "".join(question(*triple) for triple in triples)

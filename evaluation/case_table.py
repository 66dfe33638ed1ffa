"""A case as rows of two tables that people fill in: the questions, and the points a right answer must hold.

A point is a gold quote, a fact, a wrong thing or an earlier turn; alternatives of one point share its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluation.case_rows import Row
from evaluation.cases import Case

QUESTIONS, POINTS = "Câu hỏi", "Ý bắt buộc"
YES, NO = "có", "không"
JOIN = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its JSON field, its Vietnamese head, how wide it is drawn and the words its cells may hold."""

    field: str
    head: str
    width: int = 14
    words: Mapping[str, str] | None = None
    several: bool = False
    usual: str = ""


KIND_WORDS = {
    "duties": "nhiệm vụ",
    "deadline": "thời hạn",
    "target": "chỉ tiêu",
    "legal_basis": "căn cứ",
    "metadata": "thông tin văn bản",
    "content": "nội dung",
    "definition": "định nghĩa",
    "compare": "so sánh",
    "list": "liệt kê",
    "overview": "tổng quan",
    "near_miss": "gần đúng",
    "outside": "ngoài phạm vi",
    "smalltalk": "chào hỏi",
    "unsafe": "không an toàn",
}
STYLE_WORDS = {
    "plain": "đủ dấu",
    "nodia": "không dấu",
    "half": "nửa dấu",
    "typo": "gõ nhầm",
    "abbrev": "viết tắt",
    "long": "dài",
    "terse": "cụt",
}
STATUS_WORDS = {
    "answered": "trả lời",
    "no_answer": "nói không có",
    "clarify": "hỏi lại",
    "smalltalk": "chào hỏi",
    "refused": "từ chối",
}
STATE_WORDS = {"draft": "nháp", "reviewed": "đã duyệt", "rejected": "bỏ"}
SOURCE_WORDS = {"manual": "tự soạn", "feedback": "phản hồi", "synthetic": "sinh tự động", "sample": "câu hỏi thật"}
_YES_NO = {"true": YES, "false": NO}

COLUMNS = (
    Column("id", "Mã câu hỏi", 11),
    Column("question", "Câu hỏi", 60),
    Column("kind", "Loại câu hỏi", 17, KIND_WORDS),
    Column("style", "Cách viết", 11, STYLE_WORDS, usual="plain"),
    Column("plan", "Kế hoạch", 34, several=True),
    Column("status", "Cách trả lời đúng", 18, STATUS_WORDS, several=True),
    Column("all_gold", "Phải trích đủ", 13, _YES_NO, usual="false"),
    Column("as_of", "Ngày hỏi", 12),
    Column("critical", "Quan trọng", 11, _YES_NO, usual="false"),
    Column("tags", "Nhãn", 16, several=True),
    Column("state", "Tình trạng", 11, STATE_WORDS, usual="reviewed"),
    Column("source", "Nguồn", 14, SOURCE_WORDS, usual="manual"),
    Column("reviewer", "Người duyệt", 16),
    Column("note", "Ghi chú", 30),
)
POINT_WORDS = {
    "gold": "câu gốc",
    "facts": "dữ kiện",
    "forbidden": "điều sai",
    "asked": "đã hỏi trước",
    "told": "đã trả lời trước",
}
POINT_COLUMNS = (
    Column("id", "Mã câu hỏi", 11),
    Column("point", "Loại ý", 17, POINT_WORDS),
    Column("number", "Ý số", 7),
    Column("text", "Nội dung", 90),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table as read: the text of its cells by field, and where it stands."""

    cells: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a person has to put right: where it stands and what it is, in Vietnamese."""

    place: str
    told: str

    def __str__(self) -> str:
        """Return the line that is shown."""
        return f"{self.place}: {self.told}"


def question_cells(case: Case) -> list[str]:
    """Return the row of `case` in the table of questions."""
    values: dict[str, Iterable[str]] = {
        "id": [case.id],
        "question": [case.question],
        "kind": [case.kind],
        "style": [case.style],
        "plan": case.plans,
        "status": case.status,
        "all_gold": [str(case.all_gold).lower()],
        "as_of": [case.as_of.isoformat() if case.as_of else ""],
        "critical": [str(case.critical).lower()],
        "tags": case.tags,
        "state": [case.state],
        "source": [case.source],
        "reviewer": [case.reviewer],
        "note": [case.note],
    }
    return [JOIN.join((column.words or {}).get(v, v) for v in values[column.field]) for column in COLUMNS]


def point_cells(case: Case) -> Iterator[list[str]]:
    """Yield the rows of `case` in the table of points."""
    turns = [((question,), (answer,) if answer else ()) for question, answer in case.history]
    listed: Iterable[tuple[str, Iterable[tuple[str, ...]]]] = (
        ("asked", (asked for asked, _ in turns)),
        ("told", (told for _, told in turns)),
        ("gold", case.gold),
        ("facts", case.facts),
        ("forbidden", ((text,) for text in case.forbidden)),
    )
    for kind, points in listed:
        for number, alternatives in enumerate(points, 1):
            yield from ([case.id, POINT_WORDS[kind], str(number), text] for text in alternatives)


@dataclass(frozen=True)
class Assembled:
    """Rows put together from two tables: each with its place, the places of its points, and what was wrong."""

    rows: tuple[tuple[Row, str], ...]
    points: Mapping[tuple[str, str], str]
    faults: tuple[Fault, ...]


def assemble(questions: Iterable[Line], points: Iterable[Line]) -> Assembled:
    """Put the lines of the two tables together as the JSON rows of `case_rows`."""
    faults: list[Fault] = []
    places: dict[tuple[str, str], str] = {}
    held = _points(points, faults, places)
    rows = []
    for line in questions:
        told = len(faults)
        row = {column.field: value for column in COLUMNS if (value := _value(column, line, faults)) is not None}
        points_of = held.pop(line.cells.get("id", ""), {})
        if len(faults) == told:  # what is told once is not told again as missing
            rows.append((_with_points(row | {"plan": row.get("plan")}, points_of), line.place))
    faults += [Fault(place, f"không có câu hỏi {id}") for id, kinds in held.items() for place in [places[id, ""]]]
    return Assembled(tuple(rows), places, tuple(faults))


def _value(column: Column, line: Line, faults: list[Fault]) -> object:
    """Return what the cell of `column` says as JSON would; None where the cell is empty and nothing is usual."""
    text = line.cells.get(column.field, "")
    if not text.strip():
        return _typed(column, column.usual) if column.usual else None
    values = [part.strip() for part in text.split(JOIN.strip())] if column.several else [text]
    if column.words is not None:
        values = [_code(column, value, line.place, faults) for value in values]
    return [value for value in values if value] if column.several else _typed(column, values[0])


def _typed(column: Column, value: str) -> object:
    return value == "true" if column.words is _YES_NO else value or None


def _code(column: Column, word: str, place: str, faults: list[Fault]) -> str:
    """Return the code behind a Vietnamese word; codes themselves are read too."""
    known = column.words or {}
    codes = {told: code for code, told in known.items()} | {code: code for code in known}
    if (code := codes.get(word.strip().lower())) is None:
        faults.append(Fault(f"{place}, cột «{column.head}»", f"không hiểu «{word}»; chọn: {', '.join(known.values())}"))
    return code or ""


Held = dict[str, dict[str, dict[int, list[str]]]]


def _points(lines: Iterable[Line], faults: list[Fault], places: dict[tuple[str, str], str]) -> Held:
    held: Held = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for line in lines:
        id, text = line.cells.get("id", ""), line.cells.get("text", "")
        kind = _code(POINT_COLUMNS[1], line.cells.get("point", ""), line.place, faults)
        number = line.cells.get("number", "").strip() or str(len(held[id][kind]) + 1)
        if not number.isascii() or not number.isdigit():
            faults.append(Fault(f"{line.place}, cột «Ý số»", f"phải là số, không phải «{number}»"))
        elif not text.strip():
            faults.append(Fault(f"{line.place}, cột «Nội dung»", "trống"))
        elif kind:
            held[id][kind][int(number)].append(text)
            places.setdefault((id, text), line.place)
        places.setdefault((id, ""), line.place)
    return held


def _with_points(row: dict[str, object], held: Mapping[str, Mapping[int, list[str]]]) -> Row:
    for kind in ("gold", "facts"):
        row[kind] = [texts for _, texts in sorted(held.get(kind, {}).items())]
    row["forbidden"] = [text for _, texts in sorted(held.get("forbidden", {}).items()) for text in texts]
    asked, told = held.get("asked", {}), held.get("told", {})
    turns = [{"question": asked[n][0], "answer": told.get(n, [""])[0]} for n in sorted(asked)]
    return row | ({"history": turns} if turns else {})

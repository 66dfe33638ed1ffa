"""Question sets as files: JSONL, YAML, CSV and Excel, converted into one another without loss."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evaluation import delimited, workbook
from evaluation.case_rows import Reader, row_of
from evaluation.case_table import COLUMNS, Assembled, Fault
from evaluation.cases import Case
from plans.errors import UnreadableFile

SHOWN = 5  # faults named in one message


@dataclass(frozen=True)
class QuestionSet:
    """The cases of a file, what is wrong with the rest of it, and where everything stands."""

    cases: tuple[Case, ...]
    faults: tuple[Fault, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def place(self, case: Case, text: str = "") -> str:
        """Return where a case, or one of its points, stands in the file."""
        point = self.points.get((case.id, text)) if text else None
        return point or self.places.get(case.id, case.id)


class Format(NamedTuple):
    """How one kind of file is read and written."""

    read: Callable[[bytes], Assembled]
    write: Callable[[Iterable[Case]], bytes]
    head: bool = False  # whether people see the heads of a table rather than the names of fields


def _lines_read(data: bytes) -> Assembled:
    rows, faults = [], []
    for at, line in enumerate(_decoded(data).split("\n"), 1):
        try:
            value = json.loads(line) if line.strip() else None
        except json.JSONDecodeError as error:
            faults.append(Fault(f"dòng {at}", f"không phải JSON ({error.msg})"))
            continue
        if isinstance(value, dict):
            rows.append((value, f"dòng {at}"))
        elif line.strip():
            faults.append(Fault(f"dòng {at}", "phải là một đối tượng JSON {…}"))
    return Assembled(tuple(rows), {}, tuple(faults))


def _lines_written(cases: Iterable[Case]) -> bytes:
    return "".join(json.dumps(row_of(case), ensure_ascii=False) + "\n" for case in cases).encode()


def _yaml_read(data: bytes) -> Assembled:
    import yaml

    loader = yaml.CSafeLoader(_decoded(data))
    try:
        root = loader.get_single_node()
        values = loader.construct_document(root) if root else []
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f", dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise UnreadableFile(f"Tệp YAML viết sai{place}.") from error
    finally:
        loader.dispose()
    nodes = getattr(root, "value", [])
    if not isinstance(values, list):
        raise UnreadableFile("Tệp YAML phải là danh sách các câu hỏi, mỗi câu bắt đầu bằng «- id:».")
    placed = [(value, f"dòng {node.start_mark.line + 1}") for value, node in zip(values, nodes, strict=True)]
    faults = [
        Fault(place, "phải có các trường id, question…") for value, place in placed if not isinstance(value, dict)
    ]
    return Assembled(tuple((v, place) for v, place in placed if isinstance(v, dict)), {}, tuple(faults))


def _yaml_written(cases: Iterable[Case]) -> bytes:
    import yaml

    rows = [row_of(case) for case in cases]
    text: str = yaml.dump(rows, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("Bộ câu hỏi không phải mã UTF-8.") from error


FORMATS: Mapping[str, Format] = {
    ".jsonl": Format(_lines_read, _lines_written),
    ".yaml": Format(_yaml_read, _yaml_written),
    ".yml": Format(_yaml_read, _yaml_written),
    ".csv": Format(delimited.read, delimited.written, head=True),
    ".xlsx": Format(workbook.read, workbook.written, head=True),
}


def read(path: Path) -> QuestionSet:
    """Read the set at `path` with everything that is wrong in it; raise `UnreadableFile` when it is no set at all."""
    form = _form(path)
    try:
        told = form.read(path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"Không đọc được bộ câu hỏi {path}. Hãy kiểm tra đường dẫn.") from error
    except UnreadableFile as error:
        raise UnreadableFile(f"{path}: {error}") from error
    cases, faults = _cases(told, form.head)
    places = dict((case.id, place) for case, place in cases)
    return QuestionSet(tuple(case for case, _ in cases), (*told.faults, *faults), places, told.points)


def load(path: Path) -> tuple[Case, ...]:
    """Read the cases at `path`; raise `UnreadableFile` naming the places when anything in the file is wrong."""
    found = read(path)
    if found.faults:
        more = f"\n… và {len(found.faults) - SHOWN} chỗ khác." if len(found.faults) > SHOWN else ""
        told = "\n".join(str(fault) for fault in found.faults[:SHOWN])
        raise UnreadableFile(f"Bộ câu hỏi {path} có {len(found.faults)} chỗ phải sửa:\n{told}{more}")
    return found.cases


def write(path: Path, cases: Iterable[Case]) -> None:
    """Write `cases` to `path` in the form of its ending: the whole file or nothing."""
    replace_whole(path, _form(path).write(cases))


def replace_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: a reader sees the file as it was or as it is to be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _form(path: Path) -> Format:
    if form := FORMATS.get(path.suffix.lower()):
        return form
    raise UnreadableFile(f"Không hiểu tệp {path.name}; bộ câu hỏi là tệp {', '.join(FORMATS)}.")


def _cases(told: Assembled, heads: bool) -> tuple[list[tuple[Case, str]], list[Fault]]:
    cases: list[tuple[Case, str]] = []
    faults: list[Fault] = []
    for row, place in told.rows:
        reader = Reader(row)
        if case := reader.case():
            cases.append((case, place))
        faults += [Fault(f"{place}, {_named(wrong.field, heads)}", wrong.told) for wrong in reader.wrong]
    return cases, faults + list(_repeated(cases))


def _named(field: str, heads: bool) -> str:
    shown = {column.field: column.head for column in COLUMNS} if heads else {}
    return f"cột «{shown[field]}»" if field in shown else f"trường «{field}»"


def _repeated(cases: Sequence[tuple[Case, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for case, place in cases:
        if case.id in first:
            yield Fault(place, f"mã câu hỏi {case.id} xuất hiện hai lần (lần đầu ở {first[case.id]})")
        first.setdefault(case.id, place)

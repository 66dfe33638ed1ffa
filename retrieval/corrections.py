"""What people correct in the header of a plan; it is kept by the plan's id and outlives every reading of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from plans.errors import PlanError
from plans.model import Plan

FIELDS: Final = {
    "number": "Số",
    "issued_on": "Ngày ban hành",
    "place": "Nơi ban hành",
    "issuer": "Cơ quan ban hành",
    "province": "Tỉnh, thành phố",
    "kind": "Loại văn bản",
    "title": "Tên",
    "signer": "Người ký",
    "signer_position": "Chức vụ người ký",
    "signing_authority": "Thẩm quyền ký",
}
Corrections = Mapping[str, str]  # field → what it is to be; "" for what the document does not state
_MARK: Final = "Sửa tay: "
_DAYS: Final = ("%d/%m/%Y", "%Y-%m-%d")


class BadCorrection(PlanError):
    """A field that a header does not have, or a value it cannot take."""

    kind = "usage"
    exit_status = 2


def checked(field: str, value: str) -> str:
    """Return a value as it is kept; raise `BadCorrection` with what would do."""
    if field not in FIELDS:
        raise BadCorrection(f"Không có mục “{field}”. Sửa được: {', '.join(FIELDS)}.")
    return _day(value).isoformat() if field == "issued_on" and value.strip() else " ".join(value.split())


def _day(value: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(value.strip(), form).date()
        except ValueError:
            continue
    raise BadCorrection(f"“{value}” không phải ngày. Viết: ngày/tháng/năm, ví dụ 13/01/2017.")


def corrected(plan: Plan, corrections: Corrections) -> Plan:
    """Return `plan` with its header corrected, and a warning for each field that no longer says what was read.

    A corrected field has no place in the text any more: it names the plan, and no answer cites it.
    """
    if not corrections:
        return plan
    values = {field: _value(field, corrections[field]) for field in FIELDS if field in corrections}
    spans = tuple((name, span) for name, span in plan.header.spans if name not in values)
    notes = (f"{_MARK}{FIELDS[field]} = {_shown(value)}." for field, value in values.items())
    kept = (warning for warning in plan.warnings if not warning.startswith(_MARK))
    header = replace(plan.header, **values, spans=spans)  # type: ignore[arg-type]
    return replace(plan, header=header, warnings=(*kept, *notes))


def _shown(value: str | date | None) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or "(không ghi)"


def _value(field: str, kept: str) -> str | date | None:
    if not kept:
        return None
    return date.fromisoformat(kept) if field == "issued_on" else kept

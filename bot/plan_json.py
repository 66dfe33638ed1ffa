"""A plan as the JSON object of `inspect` and `show --json`: the contract's keys, nothing guessed."""

from __future__ import annotations

from plans.errors import PlanError
from plans.model import Assignment, Deadline, Header, Plan, Reference, Section, Span, Target

Fields = dict[str, object]


def plan_json(plan: Plan, file: str) -> Fields:
    """Return everything the parser found in `plan`, read from `file`."""
    return {
        "file": file,
        "ok": True,
        "error": None,
        "plan": _header(plan.header),
        "text_length": len(plan.text),
        "sections": [_section(section) for section in plan.walk()],
        "assignments": [_assignment(plan, fact) for fact in plan.assignments],
        "deadlines": [_deadline(plan, fact) for fact in plan.deadlines],
        "targets": [_target(plan, fact) for fact in plan.targets],
        "references": [_reference(plan, fact) for fact in plan.references],
        "repairs": [{"kind": repair.kind, "at": repair.at} for repair in plan.repairs],
        "warnings": list(plan.warnings),
    }


def failure_json(file: str, error: PlanError) -> Fields:
    """Return the same object for a file that could not be read: no plan, and why."""
    lists = ("sections", "assignments", "deadlines", "targets", "references", "repairs", "warnings")
    return {
        "file": file,
        "ok": False,
        "error": {"kind": error.kind, "message": str(error)},
        "plan": None,
        "text_length": 0,
        **{name: [] for name in lists},
    }


def _header(header: Header) -> Fields:
    return {
        "number": header.number,
        "issued_on": header.issued_on.isoformat() if header.issued_on else None,
        "place": header.place,
        "issuer": header.issuer,
        "province": header.province,
        "kind": header.kind,
        "title": header.title,
        "signer": header.signer,
        "signer_position": header.signer_position,
        "signing_authority": header.signing_authority,
        "recipients": list(header.recipients),
    }


def _where(span: Span) -> Fields:
    return {"start": span.start, "end": span.end}


def _place(plan: Plan, span: Span) -> Fields:
    """Return a fact's range and the section a reader looks it up under: the nearest numbered one, else its zone."""
    return {"section_id": plan.citable(span.start).id, **_where(span)}


def _section(section: Section) -> Fields:
    return {
        "id": section.id,
        "label": section.label,
        "path": list(section.path),
        "title": section.title,
        "level": section.level,
        "kind": section.kind,
        **_where(section.span),
    }


def _assignment(plan: Plan, fact: Assignment) -> Fields:
    return {
        "agency": fact.agency,
        "role": fact.role,
        "task": plan.quote(fact.span),
        **_place(plan, fact.span),
    }


def _deadline(plan: Plan, fact: Deadline) -> Fields:
    return {
        "text": plan.quote(fact.span),
        "kind": fact.kind,
        "before": fact.before,
        "day": fact.day,
        "month": fact.month,
        "year": fact.year,
        "what": fact.what,
        "who": fact.who,
        "to": list(fact.to),
        **_place(plan, fact.span),
    }


def _target(plan: Plan, fact: Target) -> Fields:
    return {
        "text": plan.quote(fact.span),
        "value": int(fact.value) if fact.value == int(fact.value) else fact.value,
        "unit": fact.unit,
        "comparator": fact.comparator,
        "what": fact.what,
        "period": fact.period,
        **_place(plan, fact.span),
    }


def _reference(plan: Plan, fact: Reference) -> Fields:
    return {
        "kind": fact.kind,
        "number": fact.number,
        "issued_on": fact.issued_on.isoformat() if fact.issued_on else None,
        "issuer": fact.issuer,
        **_place(plan, fact.span),
    }

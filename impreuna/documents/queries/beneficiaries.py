"""Who has a contract, and who is served without one, in the cases that the reader may see."""

from __future__ import annotations

from impreuna.cases.models import Case, CaseEntry
from impreuna.documents.rules.registers import KINDS, Beneficiary
from impreuna.kernel.moments import day_of

#: One register is printed of so many lines at most.
MOST = 1000


def list_beneficiaries(commune_id: int, which: str) -> list[Beneficiary]:
    """The lines of a register, by day; none for the attendance list. Two queries."""
    if which not in KINDS:
        return []
    rows = CaseEntry.objects.filter(
        commune_id=commune_id, kind="MakeContract", content__contract_kind=KINDS[which]
    ).order_by("stated_at", "id")[:MOST]
    entries = list(rows)
    cases = {case.id: case for case in Case.objects.filter(commune_id=commune_id, id__in={e.case_id for e in entries})}
    return [_line(entry, cases[entry.case_id]) for entry in entries if entry.case_id in cases]


def _line(entry: CaseEntry, case: Case) -> Beneficiary:
    content = entry.content
    return Beneficiary(
        day=str(content.get("signed_on") or day_of(entry.stated_at).isoformat()),
        person=case.label,
        case=f"{case.number}/{case.year}",
        number=str(content.get("register_no", "")),
        starts_on=str(content.get("starts_on", "")),
        ends_on=str(content.get("ends_on", "")),
    )

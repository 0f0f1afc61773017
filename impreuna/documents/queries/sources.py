"""What documents are made of: a case as its reader sees it, with names, words and numbers around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from impreuna.cases.models import Meeting, RegisterEntry
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.queries.staff import find_staff
from impreuna.documents.rules.source import Number, Source
from impreuna.kernel.moments import day_of
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.territory.queries import find_commune
from impreuna.workforce.queries import institution_name

#: What the institution is called until somebody names it.
INSTITUTION = "Serviciul public de asistență socială"
_KINDS = {"commune": "Comuna", "town": "Orașul", "municipality": "Municipiul", "sector": "Sectorul"}


def source_of(case: CaseFile) -> Source:
    """The case with what stands around it, as far as its reader sees it. Seven queries at most, whatever it holds."""
    institution, commune, county = find_place(case.commune_id)
    return Source(
        replace(case, entries=_with_meetings(case)),
        institution,
        county,
        commune,
        names={str(one.user_id): one.name for one in find_staff(case.commune_id)},
        codes=_codes(),
        numbers=_numbers(case),
    )


def find_place(commune_id: int) -> tuple[str, str, str]:
    """What the service is called, the commune with its kind, the county."""
    place = find_commune(commune_id)
    named = institution_name(commune_id, "spas", day_of(timezone.now()))
    if place is None:
        return named or INSTITUTION, "", ""
    return named or INSTITUTION, f"{_KINDS.get(place.kind, 'Comuna')} {place.name}", place.county_name


def _codes() -> Mapping[str, str]:
    try:
        content = current_edition().content
    except NoEdition:
        return {}
    return {each.code: each.text.ro for each in (*content.vulnerabilities, *content.services)}


def _numbers(case: CaseFile) -> Mapping[UUID, Number]:
    """The first number of each entry: from the register, and for who may not read it from the entry's own words."""
    told = {entry.id: _told(entry) for entry in case.entries if entry.content.get("register_no")}
    rows = RegisterEntry.objects.filter(commune_id=case.commune_id, case_id=case.id).order_by("-year", "-number")
    return told | {row.entry_id: Number(row.number, row.year, row.registered_at) for row in rows if row.entry_id}


def _told(entry: Entry) -> Number:
    number, year = str(entry.content["register_no"]).split("/")
    return Number(int(number), int(year), entry.received_at)


def _with_meetings(case: CaseFile) -> tuple[Entry, ...]:
    """The entries; those that tell of a meeting with when and where it was and who came."""
    ids = {str(entry.content.get("meeting_id")) for entry in case.of("DiscussInMeeting")}
    if not ids:
        return case.entries
    held = {str(row.id): _meeting(row) for row in Meeting.objects.filter(commune_id=case.commune_id, id__in=ids)}
    return tuple(
        replace(entry, content={**entry.content, "meeting": held.get(str(entry.content.get("meeting_id")), {})})
        if entry.kind == "DiscussInMeeting"
        else entry
        for entry in case.entries
    )


def _meeting(row: Meeting) -> dict[str, Any]:
    return {
        "held_at": row.held_at.isoformat(),
        "kind": row.kind,
        "place": row.place,
        "attendance": row.attendance,
        "next_on": row.next_on.isoformat() if row.next_on else "",
    }

"""What the rules say after an interview: what is found, what is no longer so, and whom a report is passed on to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from impreuna.kernel.policy import ROLES, TEAM
from impreuna.nomenclature.rules.edition import Edition, Found, Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """`found` about the household (subject: its id) and the persons asked; `untrue` are codes by subject."""

    found: tuple[tuple[UUID, Found], ...]
    untrue: dict[UUID, list[str]]


def judge(
    edition: Edition,
    reading: Reading,
    household_id: UUID,
    people: Sequence[UUID],
    live: Iterable[tuple[UUID, str]],
    role: str,
) -> Judged:
    """What is true and what is false of the household and the `people`, the first members of `reading`.

    What is false matters only where it was found before: `live` are the findings that `role` sees; in areas that
    she does not read nobody here knows them, so every rule of such an area is asked.
    """
    found = tuple(
        (household_id if one.member is None else people[one.member], one)
        for one in reading.find()
        if one.member is None or one.member < len(people)
    )
    subjects: dict[UUID, int | None] = {household_id: None, **{each: index for index, each in enumerate(people)}}
    true = {(subject, one.code) for subject, one in found}
    untrue: dict[UUID, list[str]] = {}
    for subject, code in {*live, *_unseen(edition, household_id, people, role)} - true:
        if subject in subjects and reading.verdict(code, subjects[subject]) is False:
            untrue.setdefault(subject, []).append(code)
    return Judged(found, untrue)


def _unseen(edition: Edition, household_id: UUID, people: Sequence[UUID], role: str) -> list[tuple[UUID, str]]:
    readable = ROLES[role].readable_areas
    veiled = [entry for entry in edition.vulnerabilities.values() if entry.veil not in readable and entry.rule]
    pairs = [(household_id, entry.code) for entry in veiled if entry.subject == "household"]
    return pairs + [(person, entry.code) for entry in veiled if entry.subject == "person" for person in people]


def passed_on(edition: Edition, judged: Judged, role: str) -> dict[str, int]:
    """How many findings `role` reports without seeing them, by the profession to which each is passed on.

    It follows from her own answers alone, so it says nothing of what was found before.
    """
    readable = ROLES[role].readable_areas
    veils = Counter(edition.vulnerabilities[one.code].veil for _subject, one in judged.found)
    told: Counter[str] = Counter()
    for veil, count in veils.items():
        if veil not in readable:
            told[receiver_of(veil)] += count
    return dict(told)


def receiver_of(veil: str) -> str:
    """The profession of the team that decides about findings of an area of data."""
    return next((role for role in TEAM if veil in ROLES[role].writable_areas), "")

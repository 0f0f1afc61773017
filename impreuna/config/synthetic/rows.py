"""The rows of a commune in PostgreSQL's COPY format, table by table, as the ordinary commands would write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec

from impreuna.assessment.rules.interview import by_area
from impreuna.config.synthetic.census import Census, Finding, Home, Visit
from impreuna.kernel import seal
from impreuna.kernel.text import fold
from impreuna.nomenclature.rules.edition import Edition
from impreuna.registry.commands.register import CNP, check_people
from impreuna.registry.rules import names
from impreuna.registry.rules.intake import CheckedPerson

#: Tables and their columns, in the order in which rows refer to each other; what is not named has its default.
COLUMNS: dict[str, str] = {
    "registry_household": "commune_id, id, n, village_id, street, number, place_note, phone, latitude, longitude,"
    " dwelling_state, label, sort_key, search, registered_at, registered_by",
    "registry_person": "commune_id, id, n, last_name, first_name, former_names, sex, birth_date, birth_year, identity,"
    " cnp_sealed, cnp_hash, sort_key, name_key, search, registered_at, registered_by",
    "registry_membership": "commune_id, id, n, household_id, person_id, relation, start_reason, end_reason",
    "assessment_assessment": "commune_id, id, n, household_id, edition, started_at, ended_at, received_at, author_id,"
    " author, role, purpose, outcome, conclusion, people",
    "assessment_answers": "commune_id, id, n, household_id, area, household, persons",
    "assessment_finding": "commune_id, id, n, subject_id, is_person, household_id, code, veil, severity, state,"
    " evidence, edition, assessment_id, found_at, decided_at, decided_by, decided_role, note",
    "assessment_findingevent": "commune_id, id, n, finding_id, veil, state, happened_at, by, role, note,"
    " assessment_id, evidence",
}
_NULL = r"\N"

_encode = msgspec.json.Encoder().encode


class Rows:
    """The rows of one commune, stamped with the clock number `n`; people are checked as on `today`."""

    def __init__(self, census: Census, edition: Edition, n: int, today: date) -> None:
        self._census, self._edition, self._today = census, edition, today
        self._lead, self._n = f"{census.place.siruta}\t", n
        self.lines: dict[str, list[str]] = {table: [] for table in COLUMNS}

    def add(self, home: Home) -> None:
        """The rows of one household. Raises `Rejected` for people whom the registry would not take."""
        people = check_people(tuple(home.members), self._today)
        self._household(home, people)
        for person in people:
            self._person(home, person)
        for visit in home.visits:
            self._visit(home, visit)
        for finding in home.findings.values():
            self._finding(home, finding)

    def _put(self, table: str, record_id: str, *values: object) -> None:
        self.lines[table].append(f"{self._lead}{record_id}\t{self._n}\t" + "\t".join(map(str, values)) + "\n")

    def _household(self, home: Home, people: list[CheckedPerson]) -> None:
        head, fields = people[0], home.fields
        where = fold(f"{fields['street']} {fields['number']} {fields['place_note']}")
        self._put(
            "registry_household", home.id.hex, fields["village_id"], fields["street"], fields["number"],
            fields["place_note"], fields["phone"], fields.get("latitude", _NULL), fields.get("longitude", _NULL),
            fields["dwelling_state"], names.full_name(head.last_name, head.first_name),
            _forms(head.last_name, head.first_name, "")[0], f" {where}", _moment(home.registered_at),
            self._census.worker.name,
        )  # fmt: skip

    def _person(self, home: Home, person: CheckedPerson) -> None:
        sealed = hashed = _NULL
        if person.cnp:
            sealed = rf"\\x{seal.seal(person.cnp.encode(), CNP).hex()}"
            hashed = rf"\\x{seal.keyed_hash(person.cnp, CNP).hex()}"
        forms = _forms(person.last_name, person.first_name, person.former_names)
        self._put(
            "registry_person", person.id.hex, person.last_name, person.first_name, person.former_names, person.sex,
            person.birth_date or _NULL, person.birth_year or _NULL, person.identity, sealed, hashed, *forms,
            _moment(home.registered_at), self._census.worker.name,
        )  # fmt: skip
        self._put(
            "registry_membership", self._census.row_ids.next_hex(), home.id.hex, person.id.hex, person.relation,
            "registered", "",
        )  # fmt: skip

    def _visit(self, home: Home, visit: Visit) -> None:
        answers, worker = visit.household, visit.worker
        people = ",".join(member.id.hex for member in home.members) if visit.persons else ""
        self._put(
            "assessment_assessment", visit.id.hex, home.id.hex, self._edition.number, _moment(visit.started_at),
            _moment(visit.ended_at), _moment(visit.ended_at), worker.id.hex, worker.name, worker.role,
            answers.get("G02", _NULL), answers.get("G03", _NULL), answers.get("Z03", _NULL), f"{{{people}}}",
        )  # fmt: skip
        for area, row in by_area(self._edition, answers, visit.persons).items():
            self._put(
                "assessment_answers", visit.id.hex, home.id.hex, area, _json(row["household"]), _json(row["persons"])
            )

    def _finding(self, home: Home, finding: Finding) -> None:
        finding_id, decided = self._census.row_ids.next_hex(), finding.decided
        subject = home.id if finding.member is None else home.members[finding.member].id
        veil = self._edition.vulnerabilities[finding.code].veil
        by: tuple[object, ...] = (_NULL, "", "", "")
        if decided:
            by = (_moment(decided.happened_at), decided.worker.name, decided.worker.role, decided.note)
        self._put(
            "assessment_finding", finding_id, subject.hex, "f" if finding.member is None else "t", home.id.hex,
            finding.code, veil, finding.severity, finding.state, _json(finding.evidence), self._edition.number,
            finding.visit.id.hex, _moment(finding.found_at), *by,
        )  # fmt: skip
        for event in finding.events:
            self._put(
                "assessment_findingevent", self._census.row_ids.next_hex(), finding_id, veil, event.state,
                _moment(event.happened_at), event.worker.name, event.worker.role, event.note,
                event.visit.id.hex if event.visit else _NULL,
                _NULL if event.evidence is None else _json(event.evidence),
            )  # fmt: skip


def _json(value: Mapping[str, Any] | Iterable[Any]) -> str:
    return _encode(value).decode().replace("\\", "\\\\")


@lru_cache(maxsize=64)
def _moment(moment: datetime) -> str:
    return str(moment)


@lru_cache(maxsize=200_000)
def _forms(last_name: str, first_name: str, former_names: str) -> tuple[str, str, str]:
    """How the registry sorts, compares and searches a name."""
    return (
        names.sort_key(last_name, first_name),
        names.name_key(last_name, first_name),
        names.search_text(last_name, first_name, former_names),
    )

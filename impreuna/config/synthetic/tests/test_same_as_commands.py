"""A generated commune against the same people sent through the ordinary commands: the rows have to be the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from impreuna.assessment.commands import DecideFindings, Decision, RecordAssessment
from impreuna.config.synthetic.census import Census, Event, Finding, Home, Lists, Visit, Worker
from impreuna.config.synthetic.places import place_of
from impreuna.config.synthetic.tests.test_load import ON, load
from impreuna.config.synthetic.tests.written import rows
from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.nomenclature.queries import current_edition, parameters_on
from impreuna.registry.commands import RegisterHousehold
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

HOUSEHOLDS, SEED = 80, 4


def actor_of(worker: Worker) -> Actor:
    return Actor(worker.id, worker.name, worker.role, Scope("commune", BELTIUG, frozenset({BELTIUG})))


def what_happened(home: Home) -> Iterator[tuple[Any, Visit | tuple[Finding, Event]]]:
    """The visits and the decisions about a household, each with its moment."""
    for visit in home.visits:
        yield visit.ended_at, visit
    for finding in home.findings.values():
        for event in finding.events:
            if event.visit is None:
                yield event.happened_at, (finding, event)


def tell(home: Home, worker: Worker, edition: int) -> None:
    """Sends what befell a household through the commands of the pages."""
    before = {"dwelling_state": "vacant" if home.fields["dwelling_state"] == "vacant" else "not_visited"}
    send(
        RegisterHousehold, worker, home.registered_at, household_id=home.id, members=tuple(home.members),
        **{**home.fields, **before},
    )  # fmt: skip
    for moment, what in sorted(what_happened(home), key=lambda pair: pair[0]):
        if isinstance(what, Visit):
            send(
                RecordAssessment, what.worker, moment, household_id=home.id, assessment_id=what.id, edition=edition,
                started_at=what.started_at, ended_at=what.ended_at, household=what.household,
                people=tuple(member.id for member in home.members) if what.persons else (),
                persons=tuple(what.persons),
            )  # fmt: skip
        else:
            finding, event = what
            decision = Decision(_id_of(home, finding), "proposed", event.state, event.note)
            send(DecideFindings, event.worker, moment, household_id=home.id, decisions=(decision,))


def _id_of(home: Home, finding: Finding) -> Any:
    subject = home.id if finding.member is None else home.members[finding.member].id
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE impreuna_owner")
        cursor.execute(
            "SELECT id FROM assessment_finding WHERE commune_id = %s AND subject_id = %s AND code = %s",
            [BELTIUG, subject, finding.code],
        )
        (found,) = cursor.fetchone()
        cursor.execute("SET ROLE impreuna_app")
    return found


def send(command: Any, worker: Worker, moment: Any, **fields: Any) -> None:
    outcome = execute(
        command(id=new_id(), commune_id=BELTIUG, recorded_at=moment, **fields), actor_of(worker), received_at=moment
    )
    assert outcome.status == "applied", (command.__name__, outcome, fields)


def test_the_rows_are_those_that_ordinary_commands_write(as_owner) -> None:
    edition = current_edition()
    census = Census(place_of(BELTIUG), SEED, ON, Lists.of(edition, parameters_on))
    homes = list(census.households(HOUSEHOLDS))
    with transaction.atomic():
        for home in homes:
            tell(home, census.worker, edition.number)
        with as_owner():
            by_commands = rows()
        transaction.set_rollback(True)
    assert load(BELTIUG, HOUSEHOLDS, SEED).status == "applied"
    with as_owner():
        in_bulk = rows()
    assert {name: len(found) for name, found in by_commands.items()} == {
        name: len(found) for name, found in in_bulk.items()
    }
    for name, found in by_commands.items():
        assert found == in_bulk[name], name
    assert len(by_commands["finding"]) > 2 * HOUSEHOLDS

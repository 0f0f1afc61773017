"""A notice becomes a case with a number, a paper in the register and a first entry."""

from __future__ import annotations

import pytest
from django.utils import timezone

from impreuna.cases.commands import RegisterNotice
from impreuna.cases.commands.intake import Participant
from impreuna.cases.models import Case, CaseEntry, RegisterEntry
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.workforce.queries import actor_of
from impreuna.workforce.tests.cast import TODAY, account, grant
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def actor(role: str):
    user = account(f"Cineva {role}", email=f"{role}@example.org")
    return actor_of(user.id, grant(user, role, BELTIUG), TODAY)


def test_a_phone_call_becomes_a_registered_case() -> None:
    nurse, worker = actor("community_nurse"), actor("social_worker")
    case_id = new_id()
    for number in (1, 2):
        c = RegisterNotice(
            id=new_id(),
            commune_id=BELTIUG,
            recorded_at=timezone.now(),
            case_id=case_id if number == 1 else new_id(),
            channel="notice_phone",
            subject="child",
            people=(Participant(name="Țăran Ștefan", part="subject"),),
            what="Copilul este singur acasă de două zile.",
            reporter="Vecina",
            is_restricted_case=number == 1,
        )
        assert execute(c, nurse).status == "applied"
    with acting_as(worker):
        assert list(Case.objects.order_by("number").values_list("number", "stage")) == [
            (1, "registered"),
            (2, "registered"),
        ]
        assert [each.number for each in RegisterEntry.objects.order_by("number")] == [1, 2]
        kinds = set(CaseEntry.objects.values_list("kind", "area"))
        assert kinds == {("RegisterNotice", "case"), ("NoteReporter", "protection")}
        assert "Vecina" not in str(CaseEntry.objects.filter(kind="RegisterNotice").values_list("content"))

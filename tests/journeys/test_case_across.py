"""Nothing falls between two communes: who moves alone leaves a case behind, a transfer is a notice there, and what is
decided comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, CasePerson, RegisterEntry
from impreuna.cases.tests.sending import act_of, page_of
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation
from impreuna.registry.commands import AcceptMove, OfferMove
from impreuna.territory.queries import list_villages
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import applied, new_person, register
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


class Story:
    """A case in Beltiug of somebody who lives there with others, and the team of Doba."""

    def __init__(self, **notice: Any) -> None:
        self.walk = walk_to("assigned", begin(now=timezone.now() - timedelta(days=2), **notice))
        self.there = actor("Dorin Străinu", "social_worker", DOBA)
        self.head_there = actor("Ana Lazăr", "spas_head", DOBA)
        self.child = new_person("Țăran", "Ștefan", "head")
        walk = self.walk
        home = register(walk.worker, self.child, new_person("Țăran", "Maria", "parent"))
        walk.do(walk.worker, does.CorrectParticipants, label="x", household_id=home, person_id=self.child.id)
        walk.do(walk.worker, does.AddParticipant, name="Țăran Vasile", part="parent")

    def move(self, who: Actor | None = None) -> None:
        offered = new_id()
        applied(self.walk.worker, OfferMove, id=offered, to_commune_id=DOBA, person_id=self.child.id)
        village = list_villages(DOBA)[0].siruta
        applied(who or self.there, AcceptMove, from_commune_id=BELTIUG, arrival_id=offered, village_id=village)

    def transfer(self, **said: Any) -> None:
        told = {"to": "commune", "to_commune_id": DOBA, "reason": "S-a mutat.", "summary": "Un copil de 8 ani."}
        self.walk.do(self.walk.worker, does.TransferCase, **told | said)

    def decide(self, decision: str, **said: Any) -> Outcome:
        """Doba evaluates and decides."""
        case = self.case_there()
        of = {"case_id": case.id, "commune_id": DOBA}
        do(
            self.there, does.RecordInitialEvaluation, **of, place="acasă", present=("bunica",), situation="Bine.",
            risks="Niciunul.", needs="Școală.", resources="Bunica.", urgency="planned",
        )  # fmt: skip
        do(self.there, does.WriteInitialReport, **of, conclusion="Caz.", proposal="confirm")
        return send(self.head_there, does.DecideCase, **of, decision=decision, **said)

    def case_there(self) -> Case:
        with acting_as(self.there):
            return Case.objects.get(commune_id=DOBA)


def send(who: Actor, command: type[Command], /, **said: Any) -> Outcome:
    return execute(command(id=new_id(), recorded_at=timezone.now(), **said), who)


def do(who: Actor, command: type[Command], /, **said: Any) -> None:
    outcome = send(who, command, **said)
    assert outcome.is_kept, (command.__name__, outcome.reason, outcome.field)


def open_codes(walk: Walk, who: Actor | None = None) -> set[str]:
    with acting_as(who or walk.worker):
        return set(Obligation.objects.filter(case_id=walk.case_id, is_open=True).values_list("code", flat=True))


def entries(walk: Walk, kind: str, who: Actor | None = None) -> list[CaseEntry]:
    with acting_as(who or walk.worker):
        return list(CaseEntry.objects.filter(case_id=walk.case_id, kind=kind))


@pytest.mark.parametrize("is_restricted", [False, True])
def test_who_moves_alone_leaves_a_case_that_says_so(is_restricted: bool, as_owner: Any) -> None:
    story = Story(is_restricted_case=is_restricted)
    walk = story.walk
    nurse = actor("Dana Pop", "community_nurse", DOBA)
    story.move(nurse if is_restricted else None)
    (moved,) = entries(walk, "PersonMoved")
    assert (moved.content["person"], moved.content["to_commune"]) == ("Țăran Ștefan", "Doba (SM)")
    assert "PROP-M1" in open_codes(walk)
    for stranger in (story.there, story.head_there, nurse):
        with acting_as(stranger):
            assert not Case.objects.exists() and not CaseEntry.objects.exclude(author_id=stranger.user_id).exists()
    client = signed_in(walk.worker)
    shown = client.get(page_of(walk))
    page = text(shown)
    assert "Țăran Ștefan s-a mutat în Doba (SM)" in page and "Transferă cazul" in page
    assert str(story.child.id) not in shown.content.decode(), "who moved has no page here"
    walk.now = timezone.now()
    walk.do(walk.worker, does.KeepCase, about_id=moved.id, reason="Se întoarce la vară.")
    assert "PROP-M1" not in open_codes(walk)
    again = walk.send(walk.worker, does.KeepCase, about_id=moved.id, reason="Iar.")
    assert again.reason == "already_answered"


def test_a_case_is_transferred_from_the_page_with_what_the_file_says() -> None:
    story = Story()
    walk = story.walk
    story.move()
    (moved,) = entries(walk, "PersonMoved")
    client, address = signed_in(walk.worker), act_of(walk, "transfer", moved.id)
    page = client.get(address).content.decode()
    assert "Doba (SM)" in page and "Copilul stă cu bunica." in page and "Țăran Ștefan s-a mutat în Doba (SM)" in page
    wrong = {"to": "commune", "commune": "Nicăieri", "reason": "S-a mutat.", "summary": "Un copil."}
    assert client.post(address, wrong).status_code == 422
    assert client.post(address, wrong | {"commune": "Beltiug"}).status_code == 422
    assert "Dobârceni (BT)" in text(client.post(address, wrong | {"commune": "dob"}))
    assert client.post(address, wrong | {"commune": "doba"}).status_code == 302
    assert "Transferul cazului: SPAS Doba (SM)" in text(client.get(page_of(walk)))
    assert open_codes(walk) >= {"PROP-T1"} and "PROP-M1" not in open_codes(walk)
    case = story.case_there()
    assert (case.stage, case.label, case.person_id) == ("registered", "Țăran Ștefan", story.child.id)
    assert case.household_id is not None
    with acting_as(story.there):
        notice = CaseEntry.objects.get(commune_id=DOBA, kind="RegisterNotice")
        names = set(CasePerson.objects.filter(commune_id=DOBA).values_list("name", flat=True))
        assert RegisterEntry.objects.filter(commune_id=DOBA, entry_id=notice.id).exists()
        assert Obligation.objects.filter(commune_id=DOBA, code="SMO-3.1", is_open=True).exists()
    assert notice.content["what"] == "Un copil." and notice.content["from_commune"] == "Beltiug (SM)"
    assert names == {"Țăran Ștefan", "Țăran Vasile"}
    page = text(signed_in(story.there).get(f"/cazuri/{case.id}/"))
    assert "Transferat de" in page and "Beltiug (SM)" in page


@pytest.mark.parametrize(
    ("decision", "answer", "due"), [("confirmed", "accepted", set()), ("not_confirmed", "refused", {"PROP-T2"})]
)
def test_what_is_decided_there_comes_back(decision: str, answer: str, due: set[str]) -> None:
    story = Story(is_restricted_case=True)
    walk = story.walk
    story.transfer()
    without = story.decide(decision, reason="Nu locuiește aici.")
    assert without.reason == "transfer_origin"
    decided = send(
        story.head_there, does.DecideCase, case_id=story.case_there().id, commune_id=DOBA, decision=decision,
        reason="Nu locuiește aici.", from_commune_id=BELTIUG,
    )  # fmt: skip
    assert decided.is_kept, (decided.reason, decided.field)
    (told,) = entries(walk, "AnswerReferral")
    assert (told.content["decision"], told.content["way"]) == (answer, "here")
    assert "Doba (SM)" in told.content["answered_by"] and "Nu locuiește" in told.content["answer"]
    assert open_codes(walk) & {"PROP-T1", "PROP-T2"} == due
    with acting_as(story.head_there):
        assert not Case.objects.filter(commune_id=BELTIUG).exists()
    if due:
        walk.now = timezone.now()
        walk.do(walk.head, does.ReopenCase, reason="Doba nu l-a preluat.")
        assert "PROP-T2" not in open_codes(walk)


def test_a_restricted_case_goes_to_those_there_who_may_know(as_owner: Any) -> None:
    story = Story(is_restricted_case=True)
    story.transfer()
    technician = actor("Dana Pop", "social_technician", DOBA)
    for who, sees in ((story.there, True), (story.head_there, True), (technician, False), (story.walk.worker, False)):
        with acting_as(who):
            assert Case.objects.filter(commune_id=DOBA).exists() is sees, who.name
    with as_owner():
        assert Case.objects.get(commune_id=DOBA).is_restricted


def test_an_answer_on_paper_ends_the_waiting() -> None:
    story = Story()
    story.transfer(to="dgaspc", to_commune_id=None, receiver="DGASPC Satu Mare")
    walk = story.walk
    assert "PROP-T1" in open_codes(walk)
    walk.do(
        walk.worker, does.AnswerReferral, about_id=walk.last["TransferCase"], answered_by="Șeful de serviciu",
        way="paper", answer="Preluăm.", decision="accepted",
    )  # fmt: skip
    assert "PROP-T1" not in open_codes(walk)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"to_commune_id": None}, "to_commune_id"), ({"to_commune_id": BELTIUG}, "to_commune_id"),
     ({"to": "dgaspc"}, "to_commune_id"), ({"to": "dgaspc", "to_commune_id": None}, "receiver"),
     ({"summary": " "}, "summary")],
)  # fmt: skip
def test_a_transfer_says_to_whom_and_what(said: dict[str, Any], field: str) -> None:
    walk = walk_to("assigned")
    told = {"to": "commune", "to_commune_id": APAHIDA, "reason": "S-a mutat.", "summary": "Un copil."}
    refused = walk.send(walk.worker, does.TransferCase, **told | said)
    assert (refused.status, refused.field) == ("rejected", field)


def test_nobody_reaches_into_another_communes_case_without_a_reason() -> None:
    story = Story()
    case_id: UUID = story.walk.case_id
    outcome = send(
        story.head_there, does.DecideCase, case_id=case_id, commune_id=DOBA, decision="confirmed",
        from_commune_id=BELTIUG,
    )  # fmt: skip
    assert outcome.reason == "not_found"

"""The life of an invitation, from the form to the role; and every way in which it ends without one."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.workforce import queries
from impreuna.workforce.commands import AcceptInvitation, InvitePerson, WithdrawInvitation
from impreuna.workforce.models import Invitation
from impreuna.workforce.tests.cast import NOON, TODAY, account, actor
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db
TOKEN = "un jeton de probă"


def inviting(email="ana@primarie.example", role="community_nurse", place=BELTIUG, token=TOKEN, **more):
    digest = sha256(token.encode()).hexdigest()
    more = {"name": "Ana Lup", **more}
    return InvitePerson(
        id=new_id(),
        commune_id=place,
        recorded_at=NOON,
        invitation_id=new_id(),
        email=email,
        role=role,
        token_digest=digest,
        **more,
    )


def accepting(invitation_id, token=TOKEN, place=BELTIUG):
    return AcceptInvitation(
        id=new_id(),
        commune_id=place,
        recorded_at=NOON,
        invitation_id=invitation_id,
        token=token,
        assignment_id=new_id(),
    )


def opened(token=TOKEN, user=None, now=NOON):
    return queries.find_invited(token, now, user or AnonymousUser())


@pytest.fixture
def invited(head) -> UUID:
    command = inviting()
    assert execute(command, head, NOON).status == "applied"
    return command.invitation_id


def test_whoever_holds_the_token_sees_the_invitation_and_nobody_else(invited, stranger):
    with acting_as(None):
        found = opened()
        assert (found.email, found.role, found.place.name) == ("ana@primarie.example", "community_nurse", "Beltiug")
        assert bool(found.verdict) and not found.has_account
        assert opened("alt jeton") is None
        assert not Invitation.objects.exists()
    with acting_as(stranger):
        assert not Invitation.objects.exists()


def test_accepting_gives_the_role_and_uses_the_invitation_up(invited):
    user = account("Ana Lup", "ana@primarie.example")
    me = opened(user=user).actor(user.id, user.name)
    assert execute(accepting(invited), me, NOON).status == "applied"
    role = queries.actor_of(user.id, None, TODAY)
    assert (role.role, role.scope.place_id) == ("community_nurse", BELTIUG)
    assert opened().verdict.reason == "invitation_accepted"
    assert execute(accepting(invited), me, NOON).reason == "invitation_accepted"


def test_the_role_ends_when_the_invitation_said(head):
    command = inviting(role_end_date=TODAY + timedelta(5))
    execute(command, head, NOON)
    user = account("Ana Lup", "ana@primarie.example")
    execute(accepting(command.invitation_id), opened(user=user).actor(user.id, user.name), NOON)
    assert queries.actor_of(user.id, None, TODAY + timedelta(5))
    assert queries.actor_of(user.id, None, TODAY + timedelta(6)) is None


def test_another_person_does_not_accept(invited):
    user = account("Altcineva", "alt@primarie.example")
    me = opened().actor(user.id, user.name)
    assert opened(user=user).verdict.reason == "invitation_of_another"
    assert execute(accepting(invited), me, NOON).reason == "invitation_of_another"
    assert queries.actor_of(user.id, None, TODAY) is None


def test_without_the_token_the_invitation_does_not_exist(invited):
    user = account("Ana Lup", "ana@primarie.example")
    me = opened().actor(user.id, user.name)
    assert execute(accepting(invited, token="ghicit"), me, NOON).reason == "not_found"


def test_it_expires_after_fourteen_days(invited):
    assert opened(now=NOON + timedelta(days=14, seconds=-1)).verdict
    assert opened(now=NOON + timedelta(days=14)).verdict.reason == "invitation_expired"


def test_a_withdrawn_one_is_worthless(invited, head):
    withdrawal = WithdrawInvitation(id=new_id(), commune_id=BELTIUG, recorded_at=NOON, invitation_id=invited)
    assert execute(withdrawal, head, NOON).status == "applied"
    assert opened().verdict.reason == "invitation_withdrawn"
    again = WithdrawInvitation(id=new_id(), commune_id=BELTIUG, recorded_at=NOON, invitation_id=invited)
    assert execute(again, head, NOON).reason == "invitation_withdrawn"


def test_a_stranger_withdraws_nothing(invited, stranger):
    other_head = actor("Alt Șef", "spas_head", DOBA)
    withdrawal = WithdrawInvitation(id=new_id(), commune_id=DOBA, recorded_at=NOON, invitation_id=invited)
    assert execute(withdrawal, other_head, NOON).reason == "not_found"


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"email": "ana"}, "email_malformed", "email"),
        ({"email": "ana@primarie"}, "email_malformed", "email"),
        ({"name": " \u200f "}, "name_missing", "name"),
        ({"role": "spas_head"}, "role_not_yours_to_give", "role"),
        ({"place": DOBA}, "out_of_scope", "commune_id"),
        ({"role_end_date": TODAY - timedelta(1)}, "role_dates_reversed", "role_end_date"),
    ],
)
def test_a_wrong_invitation_is_refused_at_its_field(head, changes, reason, field):
    outcome = execute(inviting(**changes), head, NOON)
    assert (outcome.reason, outcome.field) == (reason, field)


def test_the_same_person_is_not_invited_twice_to_the_same(invited, head, worker):
    again = inviting(email="ANA@primarie.example", token="altul")
    assert execute(again, head, NOON).reason == "invited_already"
    assert execute(inviting(role="health_mediator", token="al treilea"), head, NOON).status == "applied"


def test_who_works_here_already_is_not_invited_to_the_same_role(head):
    one = actor("Ana Lup", "community_nurse", BELTIUG)
    email = get_user_model().objects.get(id=one.user_id).email
    assert execute(inviting(email=email), head, NOON).reason == "role_held_already"

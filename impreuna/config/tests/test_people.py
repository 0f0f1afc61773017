"""The first administrator, and the people of the demonstration."""

from __future__ import annotations

import click
import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from impreuna.config.cli import create_admin
from impreuna.config.demo.accounts import WORKERS, accounts, actor, generate
from impreuna.config.demonstration import DOMAIN, PASSWORD
from impreuna.kernel.policy import ROLES
from impreuna.workforce.queries import actor_of, find_user_by_email, list_own_roles

pytestmark = pytest.mark.django_db
EMAIL = "admin@primarie.example"


def roles_of(email):
    user = find_user_by_email(email)
    return [(role.role, role.place_id) for role in list_own_roles(user.id, timezone.localdate())]


def test_the_first_administrator_is_made_by_the_operator(as_owner):
    create_admin._open(EMAIL, "Ana Lup", "patru cuvinte la rând")
    with as_owner():
        create_admin._grant(EMAIL)
    assert roles_of(EMAIL) == [("national_admin", 0)]
    assert find_user_by_email(EMAIL).check_password("patru cuvinte la rând")


def test_made_twice_it_stays_one(as_owner):
    create_admin._open(EMAIL, "Ana Lup", "patru cuvinte la rând")
    with as_owner():
        create_admin._grant(EMAIL)
        create_admin._grant(EMAIL)
    assert roles_of(EMAIL) == [("national_admin", 0)]


@pytest.mark.parametrize(("email", "password"), [("ana", "patru cuvinte la rând"), (EMAIL, "scurtă")])
def test_a_wrong_address_or_password_is_one_sentence(email, password):
    with pytest.raises(click.ClickException) as refusal:
        create_admin._open(email, "Ana Lup", password)
    assert refusal.value.message
    assert not get_user_model().objects.exists()


def test_the_demonstration_has_an_account_for_each_role():
    generate(lambda name: None)
    held = {role for worker in WORKERS for role, _place in roles_of(worker.email)}
    assert held == set(ROLES)
    assert get_user_model().objects.filter(email__endswith=f"@{DOMAIN}").count() == len(WORKERS)
    assert find_user_by_email(WORKERS[0].email).check_password(PASSWORD)


def test_the_demonstration_is_made_once_and_completed_when_it_was_cut_short():
    generate(lambda name: None)
    get_user_model().objects.filter(email=WORKERS[-1].email).update(name="Altul")
    generate(lambda name: None)
    assert get_user_model().objects.filter(email__endswith=f"@{DOMAIN}").count() == len(WORKERS)
    assert all(len(roles_of(worker.email)) == len(worker.roles) for worker in WORKERS)


def test_one_person_of_the_demonstration_switches_between_two_roles():
    generate(lambda name: None)
    both = next(worker for worker in WORKERS if len(worker.roles) == 2)
    assert len(roles_of(both.email)) == 2


def test_the_start_prints_place_and_role_of_each():
    printed = accounts()
    assert len(printed) == len(WORKERS)
    assert printed[0].role == "asistent social" and "comunei Beltiug" in printed[0].place


def test_the_cast_of_the_demonstration_acts_in_its_scope():
    generate(lambda name: None)
    nurse = actor("asistent.medical")
    assert nurse is not None and nurse.role == "community_nurse"
    assert actor_of(nurse.user_id, None, timezone.localdate()) == nurse

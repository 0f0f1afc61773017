"""What production refuses to start with, one sentence each."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from impreuna.config import production
from impreuna.config.demonstration import DOMAIN

GOOD = {
    "MODE": "production",
    "PRODUCTION": True,
    "SECRET_KEY": "0123456789abcdef" * 4,
    "FIELD_KEYS": (b"\x01" * 32,),
    "DEBUG": False,
    "HOSTS": ["impreuna.example"],
    "EMAIL_HOST": "mail.example",
}


def set_all(settings, **changes):
    for name, value in {**GOOD, **changes}.items():
        setattr(settings, name, value)


def test_good_settings_pass(settings):
    set_all(settings)
    assert list(production.settings_refused()) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "IMPREUNA_SECRET_KEY este cel al demonstrației"),
        ({"SECRET_KEY": "scurt"}, "IMPREUNA_SECRET_KEY este prea scurt"),
        ({"SECRET_KEY": "a" * 64}, "IMPREUNA_SECRET_KEY este prea scurt sau prea simplu"),
        ({"FIELD_KEYS": None}, "IMPREUNA_FIELD_KEY este cheia demonstrației"),
        ({"DEBUG": True}, "IMPREUNA_DEBUG"),
        ({"HOSTS": []}, "IMPREUNA_HOSTS lipsește"),
        ({"HOSTS": ["*"]}, "IMPREUNA_HOSTS=*"),
        ({"EMAIL_HOST": ""}, "IMPREUNA_SMTP_HOST lipsește"),
    ],
)
def test_each_bad_setting_is_a_sentence(settings, changes, sentence):
    if "SECRET_KEY" in changes and changes["SECRET_KEY"] is None:
        changes = {"SECRET_KEY": settings.DEFAULT_SECRET_KEY}
    if "FIELD_KEYS" in changes:
        changes = {"FIELD_KEYS": (b"\x01" * 32, bytes.fromhex(settings.DEFAULT_FIELD_KEY))}
    set_all(settings, **changes)
    found = list(production.settings_refused())
    assert len(found) == 1
    assert sentence in found[0]


def refused_as(role: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {role}")
    try:
        return list(production.database_refused())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")
            cursor.execute("SET ROLE impreuna_app")


def make_role(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(statement)


def test_the_application_role_passes(db):
    assert refused_as("impreuna_app") == []


def test_a_superuser_is_refused(db):
    assert "superutilizator" in refused_as("postgres")[0]


def test_the_owner_is_refused(db):
    assert ["deține tabele" in sentence for sentence in refused_as("impreuna_owner")] == [True]


def test_a_role_that_bypasses_row_security_is_refused(db):
    make_role("CREATE ROLE passes_by BYPASSRLS IN ROLE impreuna_app")
    assert "BYPASSRLS" in refused_as("passes_by")[0]


def test_a_member_of_the_owner_is_refused(db):
    make_role("CREATE ROLE member_of_owner IN ROLE impreuna_app, impreuna_owner")
    assert "este membru" in refused_as("member_of_owner")[0]


def test_demonstration_accounts_are_refused(db):
    get_user_model()._base_manager.bulk_create([get_user_model()(email=f"x@{DOMAIN}", name="X")])
    assert "conturi de demonstrație (1)" in next(production.demonstration_refused())


def test_the_demonstration_is_not_held_to_it(settings, db):
    settings.PRODUCTION = False
    production.refuse_unsafe()

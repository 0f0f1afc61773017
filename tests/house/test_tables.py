"""Every table that holds a commune's rows is led by the commune and protected by PostgreSQL."""

import pytest
from django.apps import apps
from django.db import connection

from impreuna.kernel.models import Record
from impreuna.kernel.rowsecurity import APP_ROLE

ROOMS_BELOW = [
    "kernel", "ui", "territory", "workforce", "nomenclature", "registry", "assessment", "obligations", "cases",
    "services", "documents", "monitoring", "programme", "directory", "sync", "interop", "web", "config",
]  # fmt: skip
#: Tables of ours without row-level security: table → why everybody with a connection may read it.
PUBLIC = {
    "kernel_clock": "numbers and hashes of places; no content",
    "workforce_user": "sign-in data, needed before anybody is somebody; it names no beneficiary",
    "workforce_institution": "names of public institutions",
}


def our_models() -> list:
    return [model for model in apps.get_models() if model.__module__.startswith("impreuna.")]


def catalogue(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_table_is_protected_or_listed() -> None:
    protected = {name for (name,) in catalogue("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")}
    tables = {model._meta.db_table for model in our_models() if model._meta.managed}
    open_tables = tables - protected
    assert open_tables <= PUBLIC.keys(), (
        "protect them in a migration (kernel/rowsecurity.py) or list them here with the reason: "
        f"{open_tables - PUBLIC.keys()}"
    )
    settled = PUBLIC.keys() & protected
    assert not settled, f"these are protected now, take them off the list: {settled}"


@pytest.mark.django_db
def test_the_application_cannot_step_over_the_policies() -> None:
    ((superuser, bypass),) = catalogue(f"SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = '{APP_ROLE}'")
    assert not superuser and not bypass
    owned = catalogue(f"SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = '{APP_ROLE}'")
    assert owned == []


@pytest.mark.django_db
def test_the_journal_is_append_only_by_privilege() -> None:
    for table in ("kernel_journalentry", "kernel_payload"):
        ((update, delete, truncate),) = catalogue(
            f"SELECT has_table_privilege('{APP_ROLE}', '{table}', 'UPDATE'),"
            f" has_table_privilege('{APP_ROLE}', '{table}', 'DELETE'),"
            f" has_table_privilege('{APP_ROLE}', '{table}', 'TRUNCATE')"
        )
        assert (update, delete, truncate) == (False, False, False)


@pytest.mark.parametrize("model", [m for m in our_models() if issubclass(m, Record)], ids=lambda m: m.__name__)
def test_keys_are_led_by_the_commune(model: type[Record]) -> None:
    columns = [field.name for field in model._meta.pk_fields]
    assert columns[:2] == ["commune_id", "id"]


def test_relations_point_downward() -> None:
    for model in our_models():
        room = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            related = getattr(field, "related_model", None)
            if related is None or field.auto_created or not related.__module__.startswith("impreuna."):
                continue
            other = related.__module__.split(".")[1]
            assert ROOMS_BELOW.index(other) <= ROOMS_BELOW.index(room), f"{model.__name__}.{field.name} points upward"

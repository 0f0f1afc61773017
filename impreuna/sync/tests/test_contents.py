"""Contents of pictures whose act never came go, in their time; those that a row names stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone

from impreuna.assessment.tests.visiting import publish
from impreuna.kernel.files import add_chunk
from impreuna.kernel.moments import day_of
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.queries import parameters_on
from impreuna.services.tests.giving import PICTURE, attach
from impreuna.sync.commands.contents import KEPT_FOR, forget_unnamed
from tests.fixtures.cast import WORKER, register
from tests.fixtures.database import AsOwner
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

OTHER = b"o poza fara act" * 100


def keep(content: bytes, size: int | None = None) -> str:
    """The content as far as `size` arrives from a tablet."""
    digest = sha256(content).hexdigest()
    add_chunk(WORKER, BELTIUG, digest, 0, len(content), content[:size])
    return digest


def held(as_owner: AsOwner) -> set[str]:
    """Of which contents something is here."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT digest FROM kernel_filechunk")
        return {digest for (digest,) in cursor.fetchall()}


def in_days(number: float) -> datetime:
    """The moment in so many days, and a minute."""
    return timezone.now() + timedelta(days=number, minutes=1)


def test_what_no_act_named_goes_in_its_time_and_what_one_names_stays(as_owner: AsOwner) -> None:
    publish()
    assert attach(register(WORKER)).status == "applied"
    named, unnamed, half = keep(PICTURE), keep(OTHER), keep(OTHER[:-1], 500)
    days = parameters_on(day_of(timezone.now()))[KEPT_FOR]
    assert forget_unnamed(in_days(days - 1)) == 0
    assert held(as_owner) == {named, unnamed, half}
    assert forget_unnamed(in_days(days)) == 2
    assert held(as_owner) == {named}


def test_nobody_of_a_commune_clears_up() -> None:
    with acting_as(WORKER), connection.cursor() as cursor, pytest.raises(ProgrammingError, match="only the server"):
        cursor.execute("SELECT sync_forget_unnamed(now())")


def test_every_table_that_names_contents_is_asked() -> None:
    """A table of a room with the digest of a content in its commune: one that is missing would lose its contents."""
    fields = {model: {field.name for field in model._meta.get_fields()} for model in apps.get_models()}
    naming = {model._meta.db_table for model, names in fields.items() if {"commune_id", "digest"} <= names}
    assert naming - {"kernel_filechunk"} == set(import_module("impreuna.sync.migrations.0005_unnamed_files").NAMING)

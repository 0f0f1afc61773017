"""Who joins a case's team is sent its rows, not everything anew; who has left one is shown everything that remains."""

from importlib import import_module

from django.db import migrations
from django.db.migrations.operations import RunSQL

_GREET: str = import_module("impreuna.sync.migrations.0002_row_security").GREET
_BEFORE = "m.commune_id = d.place_id"
_GREET_TEAMS = _GREET.replace(_BEFORE, f"{_BEFORE} AND (NOT m.is_team OR m.until <= now())")


def _anew(function: str) -> str:
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("sync", "0002_row_security"), ("kernel", "0007_teams")]

    operations = [RunSQL(_anew(_GREET_TEAMS), _anew(_GREET))]

"""A case that is restricted leaves the tablets of all who are not of its team: what they see is another then."""

from importlib import import_module

from django.db import migrations
from django.db.migrations.operations import RunSQL

_TEAMS = import_module("impreuna.sync.migrations.0003_teams")
_BEFORE = "ORDER BY m.id)"
# Its rows cannot tell that they are gone, because nobody else sees them. One that was restricted from the beginning was
# never sent, and is none of these.
_HIDDEN = """UNION SELECT c.team_id FROM cases_case c WHERE c.commune_id = d.place_id AND c.is_restricted
          AND EXISTS (SELECT FROM cases_caseentry e WHERE e.commune_id = c.commune_id AND e.case_id = c.id
            AND e.kind = 'RestrictCase')
          AND NOT EXISTS (SELECT FROM kernel_restrictionmember own WHERE own.id = c.team_id AND own.user_id = d.user_id
            AND (own.until IS NULL OR own.until > now()))
          ORDER BY 1)"""
_GREET: str = _TEAMS._GREET_TEAMS.replace(_BEFORE, _HIDDEN)

_INDEX = "CREATE INDEX case_restricted ON cases_case (commune_id) WHERE is_restricted;"


class Migration(migrations.Migration):
    dependencies = [("sync", "0003_teams"), ("cases", "0006_tablets")]

    operations = [
        RunSQL(_INDEX, "DROP INDEX case_restricted;"),
        RunSQL(_TEAMS._anew(_GREET), _TEAMS._anew(_TEAMS._GREET_TEAMS)),
    ]

"""What working obligations out anew reads of a commune's dossiers."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

SQL = Path(__file__).resolve().parents[1] / "sql" / "recomputing.sql"
OFFERED = (
    "cases_to_judge(int, uuid, int)",
    "cases_facts_to_judge(int, uuid[], text[])",
    "cases_members_to_judge(int, uuid[], timestamptz)",
    "cases_held_meetings(int)",
)


def _functions() -> str:
    closed = [f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in OFFERED]
    opened = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP_ROLE};" for name in OFFERED]
    return "\n".join([SQL.read_text(encoding="utf-8"), *closed, *opened])


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_people"), ("obligations", "0005_recomputation")]

    operations = [RunSQL(_functions(), "".join(f"DROP FUNCTION {name};\n" for name in reversed(OFFERED)))]

"""Obligations are seen as their case is; periods are public; a notification is its reader's alone."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, append_only, policies, protect_case

SQL = Path(__file__).resolve().parents[1] / "sql"
#: Files of functions: the first stands before those that call it.
FILES = ("due", "counts", "telling")
OFFERED = (
    "obligations_due(timestamptz, int, text, date[])",
    "obligations_late_by_county(timestamptz)",
    "obligations_late_by_commune(int, timestamptz)",
    "obligations_simulate(text, int, text, date[], timestamptz)",
    "obligations_to_tell(timestamptz, interval, interval)",
    "obligations_tell(int, bigint, timestamptz, interval, interval)",
    "obligations_unmailed(int)",
    "obligations_mailed(uuid[], timestamptz)",
)

# What is due in a case goes along when its household moves to another commune.
FOLLOW = """
INSERT INTO registry_follower (place, table_name, record_column) VALUES (100, 'obligations_obligation', 'household_id');
"""
UNFOLLOW = "DELETE FROM registry_follower WHERE table_name = 'obligations_obligation';"

# Only `obligations_tell` adds notifications and escalations, and who looks at hers only says that she has read it.
OWN = f"""
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON obligations_notification FROM {APP_ROLE};
GRANT UPDATE (read_at) ON obligations_notification TO {APP_ROLE};
REVOKE ALL ON obligations_escalation FROM {APP_ROLE};
"""
OPEN = f"""
GRANT INSERT, UPDATE, DELETE ON obligations_notification TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON obligations_escalation TO {APP_ROLE};
"""


def _functions() -> str:
    bodies = [(SQL / f"{name}.sql").read_text(encoding="utf-8") for name in FILES]
    closed = [f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in OFFERED]
    opened = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP_ROLE};" for name in OFFERED]
    return "\n".join([*bodies, *closed, *opened])


class Migration(migrations.Migration):
    dependencies = [
        ("obligations", "0001_initial"),
        ("kernel", "0007_teams"),
        ("registry", "0004_followers"),
        ("workforce", "0002_row_security"),
        ("territory", "0001_initial"),
    ]

    operations = [
        protect_case("obligations_obligation", of_nobody=True),
        policies("obligations_period", "true", "(SELECT impreuna_is_national())"),
        append_only("obligations_period"),
        policies("obligations_notification", "user_id = (SELECT impreuna_user())", "true"),
        RunSQL("ALTER TABLE obligations_escalation ENABLE ROW LEVEL SECURITY;",
               "ALTER TABLE obligations_escalation DISABLE ROW LEVEL SECURITY;"),
        RunSQL(OWN, OPEN),
        RunSQL(FOLLOW, UNFOLLOW),
        RunSQL(_functions(), "".join(f"DROP FUNCTION {name};\n" for name in reversed(OFFERED))),
    ]  # fmt: skip

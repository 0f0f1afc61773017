"""Who sees figures, and the functions that alone write them: impreuna/monitoring/sql/."""

from pathlib import Path

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

SQL = Path(__file__).resolve().parents[1] / "sql"
#: Files in which one function stands before those that call it.
FILES = ("basis", "cells", "recount", "publication")
TABLES = ("monitoring_figure", "monitoring_count", "monitoring_basis", "monitoring_publication")
#: What the application may ask for; the rest only these call.
OFFERED = (
    "monitoring_today()",
    "monitoring_basis_key(date)",
    "monitoring_recount(int)",
    "monitoring_sum(int)",
    "monitoring_sum_country()",
    "monitoring_publish(text, text[])",
)
INTERNAL = (
    "monitoring_take_basis()",
    "monitoring_silence(date)",
    "monitoring_veils()",
    "monitoring_need(text)",
    "monitoring_cells(int, date)",
    "monitoring_note(int, bigint, date, text, timestamptz)",
    "monitoring_add_up(int, int[])",
)

# A figure is seen by whoever works at its place or above it. Clinical health is told in the commune to those who read
# it there, and above the commune to two roles (kernel.policy.TOTALS_ABOVE; domain: medical data, rule 5).
SEEN = """
(place_id = ANY ((SELECT impreuna_places())::int[]) OR (SELECT impreuna_is_national()))
AND (veil <> 'health' OR CASE
  WHEN place_id = 0 OR place_id IN (SELECT siruta FROM territory_county)
    THEN (SELECT current_setting('impreuna.role', true)) IN ('dsp_coordinator', 'ministry_health')
  ELSE 'health' = ANY ((SELECT impreuna_areas())::text[]) END)
"""
PROTECT = f"""
ALTER TABLE monitoring_figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON monitoring_figure FOR SELECT USING ({SEEN});
ALTER TABLE monitoring_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON monitoring_count FOR SELECT USING (true);
ALTER TABLE monitoring_basis ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON monitoring_basis FOR SELECT USING (true);
ALTER TABLE monitoring_publication ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON monitoring_publication FOR SELECT USING (true);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {", ".join(TABLES)} FROM {APP_ROLE};
"""
UNPROTECT = "".join(
    f"DROP POLICY reading ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    f" GRANT INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE};\n"
    for table in TABLES
)


def _functions() -> str:
    bodies = [(SQL / f"{name}.sql").read_text(encoding="utf-8") for name in FILES]
    closed = [f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in (*OFFERED, *INTERNAL)]
    opened = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP_ROLE};" for name in OFFERED]
    return "\n".join([*bodies, *closed, *opened])


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0001_initial"),
        ("assessment", "0001_initial"),
        ("nomenclature", "0001_initial"),
        ("registry", "0003_moves"),
        ("territory", "0001_initial"),
        ("kernel", "0002_row_security"),
    ]

    operations = [
        migrations.AddField("count", "basis", models.TextField(default="", db_default="")),
        migrations.CreateModel(
            name="Basis",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "code", "part", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.TextField()),
                ("code", models.TextField()),
                ("part", models.TextField()),
                ("edition", models.IntegerField(null=True)),
            ],
            options={"abstract": False, "base_manager_name": "objects", "default_manager_name": "objects"},
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "place_id", "measure", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.TextField()),
                ("place_id", models.IntegerField()),
                ("measure", models.TextField()),
                ("value", models.BigIntegerField()),
            ],
            options={"abstract": False, "base_manager_name": "objects", "default_manager_name": "objects"},
        ),
        RunSQL(PROTECT, UNPROTECT),
        RunSQL(_functions(), "".join(f"DROP FUNCTION {name};\n" for name in (*OFFERED, *reversed(INTERNAL)))),
    ]
